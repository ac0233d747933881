"""An article's own total of the killed, injured and detained, from its groups of casualties."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.model.annotation import Casualty, Count, Effect, Modifier, Toll


def toll(casualties: Sequence[Casualty]) -> Toll | None:
    """Casualties → the total of the incident that is told first; None where that has no killed, injured or detained."""
    if not casualties:
        return None
    main = casualties[0].incident
    own = [casualty for casualty in casualties if casualty.incident == main]
    killed, injured, detained = (_count(own, effect) for effect in ("killed", "injured", "detained"))
    if killed is None and injured is None and detained is None:
        return None
    return Toll(killed, injured, detained)


def _count(casualties: Sequence[Casualty], effect: Effect) -> Count | None:
    """The groups of one effect → their sum: its bounds are the sums of theirs, a vague group leaves only a lower bound."""
    groups = [casualty for casualty in casualties if casualty.effect == effect]
    numbered = [group for group in groups if group.low is not None or group.high is not None]
    if not groups:
        return None
    spans = tuple(group.span for group in (numbered or groups))
    if not numbered:
        return Count(None, None, "vague", spans)
    if len(numbered) == 1 and len(groups) == 1:
        only = numbered[0]
        return Count(only.low, only.high, only.modifier, spans)
    low = sum(group.low or 0 for group in numbered)
    bounded = len(numbered) == len(groups) and all(group.high is not None for group in numbered)
    high = sum(group.high or 0 for group in numbered) if bounded else None
    return Count(low, high, _modifier([group.modifier for group in numbered], bounded), spans)


def _modifier(modifiers: Sequence[Modifier], bounded: bool) -> Modifier:
    """The modifiers of summed groups → the sum's: the loosest of them."""
    if not bounded:
        return "at_least"
    for modifier in ("about", "range"):
        if modifier in modifiers:
            return modifier
    return "exact" if all(modifier == "exact" for modifier in modifiers) else "about"
