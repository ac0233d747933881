"""One more mention of a group beside those that are known: a new group, one that says it better, or none."""

from __future__ import annotations

from briefer.annotate.casualties.groups import Group
from briefer.annotate.casualties.persons import conflict, same_name, same_person, self_harm


def admit(kept: list[Group], new: Group) -> None:
    """Take a mention up: as a new group, in place of what it sums up or says better, or not at all."""
    same = [group for group in kept if group.effect == new.effect and group.event == new.event and _alike(group, new)]
    if not same and new.single and new.effect != "detained":
        new.further = False
    if new.part and any((group.number or 2) > 1 for group in same):
        return
    if any(_repeats(group, new) for group in same):
        return
    if new.inclusive or new.sums:
        for group in [group for group in same if group.single and (new.sums or group.sentence != new.sentence)]:
            kept.remove(group)
            same.remove(group)
    if new.name is not None and new.single:
        _admit_named(kept, same, new)
    elif new.single:
        _admit_single(kept, same, new)
    elif new.number is None:
        if not any(_akin(group, new) or new.generic or new.definite for group in same):
            kept.append(new)
    else:
        _admit_number(kept, same, new)


def _admit_named(kept: list[Group], same: list[Group], new: Group) -> None:
    known = next((group for group in same if same_name(group, new)), None)
    if known is not None:
        known.age = known.age or new.age
        return
    nameless = next(
        (
            g
            for g in same
            if g.single and g.name is None and g.sentence != new.sentence and not g.further and not conflict(g, new)
        ),
        None,
    )
    if nameless is not None:
        new.age = new.age or nameless.age
        kept[kept.index(nameless)] = new
    elif not any(_covers(group) for group in same if group.sentence != new.sentence):
        kept.append(new)


def _admit_single(kept: list[Group], same: list[Group], new: Group) -> None:
    elsewhere = [group for group in same if group.sentence != new.sentence]
    if new.pronoun:
        if not same:
            kept.append(new)
        return
    if new.definite and same and (elsewhere or all(group.trigger != new.trigger for group in same)):
        return
    if new.agent and any(group.agent and group.single and not conflict(group, new) for group in elsewhere):
        return
    if not new.further and any(
        group.single and not conflict(group, new) and (same_person(group, new) or group.name) for group in elsewhere
    ):
        return
    if any(group.sentence != new.sentence and (group.number or 0) > 1 and group.generic for group in same):
        return
    pronouns = [group for group in same if group.pronoun]
    if pronouns:
        kept[kept.index(pronouns[0])] = new
    else:
        kept.append(new)


def _admit_number(kept: list[Group], same: list[Group], new: Group) -> None:
    number = new.number or 0
    elsewhere = [group for group in same if group.sentence != new.sentence]
    if any(group.number == new.number and (_akin(group, new) or new.definite) for group in elsewhere):
        return
    for group in [g for g in same if g.number is None and (_akin(g, new) or new.generic or g.generic)]:
        kept.remove(group)
        same.remove(group)
        elsewhere = [g for g in elsewhere if g is not group]
    total = sum(group.number or 0 for group in elsewhere)
    if new.further:
        kept.append(new)
    elif new.generic and elsewhere and number >= total:
        for group in elsewhere:
            kept.remove(group)
        kept.append(new)
    elif (new.generic and elsewhere) or any((g.number or 0) >= number and (g.generic or g.head == new.head) for g in elsewhere):
        return
    else:
        for group in [g for g in elsewhere if g.head == new.head and (g.number or 0) < number]:
            kept.remove(group)
        kept.append(new)


def _covers(group: Group) -> bool:
    """Is a group a total that leaves room for one more named person?"""
    return (group.number or 0) > 1 and group.generic


def _repeats(group: Group, new: Group) -> bool:
    """Does a nameless mention say the same number again, in another sentence, of the same noun or of more than one person?"""
    if (
        group.name
        or new.name
        or new.pronoun
        or group.number != new.number
        or (
            group.sentence == new.sentence
            and (not new.single or group.trigger == new.trigger or new.further or new.effect == "detained")
        )
        or new.number is None
        or (new.single and conflict(group, new))
    ):
        return False
    return group.head == new.head or (new.number > 1 and not new.further and group.agent == new.agent)


def _alike(group: Group, new: Group) -> bool:
    """Can a mention belong to a group? Attackers and victims are counted apart, unless its words ("the two men") fit either."""
    if group.agent == new.agent or new.definite or new.pronoun:
        return True
    if group.single and new.single and group.sentence != new.sentence and not new.further and self_harm(group, new):
        return True
    if group.number == new.number and (group.generic or new.generic):
        return True
    return new.name is not None and group.agent and group.effect == "detained"


def _akin(one: Group, other: Group) -> bool:
    """Can the nouns of two mentions name the same people?"""
    return one.head == other.head or one.generic or other.generic
