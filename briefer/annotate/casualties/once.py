"""Mentions of groups become the groups themselves: each group of people once, never a total beside its parts."""

from __future__ import annotations

from collections.abc import Iterable

from briefer.annotate.casualties.groups import Group
from briefer.annotate.incidents.lexicon import lexicon


def once(mentions: Iterable[Group]) -> list[Group]:
    """Mentions of one event in the order of the text → its groups, each once."""
    kept: list[Group] = []
    for mention in mentions:
        _admit(kept, mention)
    return _without_survivors(kept)


def _admit(kept: list[Group], new: Group) -> None:
    """Take a mention up: as a new group, in place of what it sums up or says better, or not at all."""
    same = [group for group in kept if group.effect == new.effect and group.event == new.event and _alike(group, new)]
    if new.part and any((group.number or 2) > 1 for group in same):
        return
    if any(_repeats(group, new) for group in same):
        return
    if new.inclusive:
        for group in [group for group in same if group.single and group.sentence != new.sentence]:
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
    if any(_same_name(group, new) for group in same):
        return
    nameless = next((g for g in same if g.single and g.name is None and g.sentence != new.sentence and not g.further), None)
    if nameless is not None:
        kept[kept.index(nameless)] = new
    elif not any(_covers(group) for group in same if group.sentence != new.sentence):
        kept.append(new)


def _admit_single(kept: list[Group], same: list[Group], new: Group) -> None:
    elsewhere = [group for group in same if group.sentence != new.sentence]
    if new.pronoun:
        if not same:
            kept.append(new)
        return
    if new.definite and same:
        return
    if not new.further and any(group.single and (_same_person(group, new) or group.name) for group in elsewhere):
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
        or group.sentence == new.sentence
        or new.number is None
    ):
        return False
    return group.head == new.head or (new.number > 1 and not new.further and group.agent == new.agent)


def _alike(group: Group, new: Group) -> bool:
    """Can a mention belong to a group? Attackers and victims are counted apart, unless its words ("the two men") fit either."""
    if group.agent == new.agent or new.definite or new.pronoun:
        return True
    if group.number == new.number and (group.generic or new.generic):
        return True
    return new.name is not None and group.agent and group.effect == "detained"


def _akin(one: Group, other: Group) -> bool:
    """Can the nouns of two mentions name the same people?"""
    return one.head == other.head or one.generic or other.generic


def _same_person(one: Group, other: Group) -> bool:
    """Can the nouns of two single mentions name one person: "a boy" and "the child", not "a man" and "a woman"?"""
    words = lexicon()
    heads = {one.head, other.head}
    if heads & words.female and heads & words.male:
        return False
    return _akin(one, other) or heads <= words.female | words.male | words.either


def _same_name(one: Group, other: Group) -> bool:
    """Do two names fit one person: is every word of one in the other ("Ruiz", "Ana Ruiz", "Ana Ruiz Soto")?"""
    if one.name is None or other.name is None:
        return False
    ranks = lexicon().persons | lexicon().titles | lexicon().ranks
    words, others = ({word.strip("’'.,").casefold() for word in name.split()} - ranks for name in (one.name, other.name))
    return bool(words and others) and (words <= others or others <= words)


def _without_survivors(kept: list[Group]) -> list[Group]:
    """Who died is not counted among the injured; "shot" alone tells of no injury where the shot are told dead or hurt."""
    killed = [group for group in kept if group.effect == "killed"]
    hurt = [group for group in kept if group.effect == "injured" and not group.weak]
    alone = killed[0] if len(killed) == 1 and killed[0].single else None
    return [group for group in kept if group.effect != "injured" or not _told_dead(group, killed, bool(killed or hurt), alone)]


def _told_dead(group: Group, killed: list[Group], known: bool, alone: Group | None) -> bool:
    """Is an injured group among the dead, or only shot while the article tells who died or was hurt?"""
    if any(_same_name(group, dead) for dead in killed) or (group.weak and known and not group.further):
        return True
    nameless = alone is not None and group.single and group.name is None
    return nameless and alone is not None and (group.head, group.event) == (alone.head, alone.event)
