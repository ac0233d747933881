"""How many the article's own event injured, where its sentences give different numbers: the number that weighs most.

Each number that can be read out of the mentions has signs: the rules arrive at it, the title gives it, the first sentence that
counts gives it, it is those who were shot less the dead. A number's weight is the sum of its signs' weights, which
`data/casualties.json` holds and `scripts/train_casualties.py` learns. No sign holds a word of a text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from math import log1p
from pathlib import Path

from briefer.annotate.casualties.events import MAIN
from briefer.annotate.casualties.groups import Group
from briefer.annotate.casualties.kept import admit
from briefer.annotate.casualties.titles import of_title, one_dead

_WEIGHTS = Path(__file__).parent.parent / "data" / "casualties.json"
_LEAD = 3
"""So many sentences from the first on are the lead."""
_MOST = 60
"""A number above this is left to the rules: there are too few examples of such."""
_TOLD = frozenset({"often", "first", "one by one", "one by one, beside totals", "everybody", "title"})
_LESS = "less the dead, "


@dataclass(slots=True)
class Reading:
    """A number that the mentions allow: its groups, and its signs with how much each is there."""

    groups: list[Group]
    signs: dict[str, float] = field(default_factory=dict)


Readings = dict[int, Reading]


@cache
def weights() -> Mapping[str, float]:
    """Each sign and its weight."""
    read: Mapping[str, float] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return read


def weigh(kept: list[Group], mentions: Sequence[Group], title: str) -> list[Group]:
    """The groups that the rules keep, all mentions, the title → the groups, the injured of the article's event weighed anew."""
    found = readings(kept, mentions, title)
    rule, chosen = next(iter(found), 0), best(found, weights())
    if chosen == rule:
        return kept
    return [*(group for group in kept if (group.event, group.effect) != (MAIN, "injured")), *found[chosen].groups]


def best(found: Readings, weight: Mapping[str, float]) -> int:
    """Readings → the number that weighs most, of equals the one that was read first; 0 where there is none."""
    return max(
        found,
        key=lambda number: sum(weight.get(sign, 0.0) * much for sign, much in found[number].signs.items()),
        default=0,
    )


def number_of(groups: Iterable[Group]) -> int:
    return int(sum(group.number or 0 for group in groups))


def readings(kept: Sequence[Group], mentions: Sequence[Group], title: str) -> Readings:
    """What the rules keep, all mentions, the title → how many may be injured, the rules' number first.

    Nothing where nobody is told to be hurt, or where the rules' number is a large one.
    """
    rule = [group for group in kept if (group.event, group.effect) == (MAIN, "injured")]
    own = [replace(mention) for mention in mentions if (mention.event, mention.effect) == (MAIN, "injured")]
    if not own or number_of(rule) > _MOST:
        return {}
    dead = number_of(group for group in kept if (group.event, group.effect) == (MAIN, "killed"))
    hurt = [mention for mention in own if mention.how != "shot"]
    shot = [mention for mention in own if mention.how == "shot"]
    found: Readings = {number_of(rule): Reading(rule)}
    titles = of_title(title, "injured")
    _read(found, hurt, "", titles)
    struck: Readings = {}
    _read(struck, shot, "shot: ", of_title(title, "shot"))
    for number, reading in struck.items():
        _add_struck(found, number, reading, dead)
    for number, reading in found.items():
        least = min(number, 2)
        named = {
            f"is {min(number, 3)}": True,
            f"the rules', {min(number, 3)}": number == number_of(rule),
            f"{min(dead, 2)} dead, {least}": True,
            f"none told to be injured, {least}": not hurt,
            f"none told to be shot, {least}": not shot,
            f"one in the title, {least}": one_dead(title),
            "title says otherwise": bool(titles) and number not in titles,
            "told and less the dead": any(sign in _TOLD for sign in reading.signs)
            and any(sign.startswith(_LESS) for sign in reading.signs),
        }
        reading.signs.update({sign: 1.0 for sign, holds in named.items() if holds})
        reading.signs["size"] = log1p(number)
    return found


def _add_struck(found: Readings, number: int, reading: Reading, dead: int) -> None:
    """Those who were shot, and how many died → they may be the injured, all of them or less the dead."""
    signs = {f"some dead, {sign}": much for sign, much in reading.signs.items()} if dead else reading.signs
    found.setdefault(number, Reading(reading.groups)).signs.update(signs)
    if 0 < dead < number and len(reading.groups) == 1:
        total = reading.groups[0]
        low, high = (None if bound is None else bound - dead for bound in (total.low, total.high))
        left = found.setdefault(number - dead, Reading([replace(total, low=low, high=high)]))
        left.signs.update({_LESS + sign: much for sign, much in reading.signs.items()})


def _read(found: Readings, mentions: Sequence[Group], prefix: str, titles: Sequence[float]) -> None:
    """Mentions of one kind → the numbers that they allow are added to those found, and their signs to theirs."""

    def sign(number: int, name: str, groups: Sequence[Group], much: float = 1.0) -> None:
        if number <= _MOST:
            reading = found.setdefault(number, Reading(list(groups)))
            reading.signs[prefix + name] = max(much, reading.signs.get(prefix + name, 0.0))

    if not mentions:
        return
    totals = [(sentence, number_of(groups), groups) for sentence, groups in _statements(mentions).items()]
    many = [entry for entry in totals if entry[1] > 1]
    times = Counter(number for _, number, _ in many)
    for sentence, number, groups in sorted(many, key=lambda entry: len(entry[2])):
        sign(number, "often", groups, log1p(times[number]))
        sign(number, "share", groups, times[number] / len(many))
        if sentence < _LEAD:
            sign(number, "lead", groups)
        if len(groups) > 1:
            sign(number, "listed", groups)
        elif groups[0].definite:
            sign(number, "definite", groups)
    for name, entry in (("first", many[:1]), ("last", many[-1:]), ("most", sorted(many, key=lambda each: -each[1])[:1])):
        for _, number, groups in entry:
            sign(number, name, groups)
    for (_, number, groups), (_, other, more) in pairwise(many):
        if all((group.further or group.head == "other") and not group.definite for group in more):
            sign(number + other, "sum", [*groups, *more])
    persons = _once(mention for mention in mentions if mention.single)
    sign(number_of(persons), "one by one, beside totals" if many else "one by one", persons)
    everybody = _once(mentions)
    sign(number_of(everybody), "everybody", everybody)
    for number in map(int, titles):
        if number in found:
            found[number].signs[f"{prefix}title"] = 1.0


def _statements(mentions: Sequence[Group]) -> dict[int, list[Group]]:
    """Mentions → by sentence what it counts, parts of known people apart."""
    stated: dict[int, list[Group]] = {}
    for mention in mentions:
        if not mention.part:
            admit(stated.setdefault(mention.sentence, []), replace(mention))
    return stated


def _once(mentions: Iterable[Group]) -> list[Group]:
    taken: list[Group] = []
    for mention in mentions:
        admit(taken, replace(mention))
    return taken
