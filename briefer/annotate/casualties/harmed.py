"""The injured, set against the dead and against those of whom only shots are told."""

from __future__ import annotations

from dataclasses import replace

from briefer.annotate.casualties.groups import Group
from briefer.annotate.casualties.persons import conflict, same_name, same_person


def settle(kept: list[Group], shot: list[Group]) -> list[Group]:
    """The groups of all effects, and those who were shot → the groups, the dead no longer among the injured.

    Of N who were shot, those of whom nobody tells that they died were injured: "four were shot, one died" leaves three. An
    attacker's death takes nobody from them.
    """
    events = list(dict.fromkeys(group.event for group in (*kept, *shot)))
    return [
        group
        for event in events
        for group in _event([g for g in kept if g.event == event], [g for g in shot if g.event == event])
    ]


def _event(kept: list[Group], shot: list[Group]) -> list[Group]:
    dead = [group for group in kept if group.effect == "killed"]
    hurt = [g for g in kept if g.effect == "injured" and not _told_dead(g, dead)]
    others = [group for group in kept if group.effect != "injured"]
    shot = [group for group in shot if not _told_dead(group, dead)]
    injured, struck = _sum(hurt), _sum(shot)
    total = next((group for group in shot if (group.number or 0) > 1 and not group.further and not group.part), None)
    fallen = _sum([group for group in dead if not group.agent])
    if total is not None and len(shot) == 1 and fallen:
        rest = struck - fallen
        if rest > injured or injured == struck:
            low, high = (None if bound is None else rest for bound in (total.low, total.high))
            hurt = [replace(total, low=low, high=high)] if rest > 0 else []
        return [*others, *hurt]
    if struck > injured and (not dead or any((group.number or 0) > 1 for group in shot)):
        return [*others, *shot]
    return [*others, *hurt]


def _sum(groups: list[Group]) -> float:
    return sum(group.number or 0 for group in groups)


def _told_dead(group: Group, dead: list[Group]) -> bool:
    """Is one who is told to be injured told to be dead as well?"""
    if any(same_name(group, each) or _same_words(group, each) for each in dead):
        return True
    if not group.single or group.further:
        return False
    singles = [each for each in dead if each.single]
    if group.age is not None and any(each.age == group.age and not conflict(each, group) for each in singles):
        return True
    if group.name is None and group.pronoun and dead:
        return True
    return (
        group.name is None
        and len(singles) == len(dead) == 1
        and same_person(singles[0], group)
        and (group.age is None or singles[0].age is None)
        and (group.definite or singles[0].head == group.head or group.how == "shot")
    )


def _same_words(one: Group, other: Group) -> bool:
    """Are two groups read off the same words: "three of those shot died"?"""
    return one.number == other.number and one.start < other.end and other.start < one.end
