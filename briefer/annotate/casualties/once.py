"""Mentions of groups become the groups themselves: each group of people once, never a total beside its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from briefer.annotate.casualties.events import MAIN
from briefer.annotate.casualties.groups import Group
from briefer.annotate.casualties.harmed import settle
from briefer.annotate.casualties.kept import admit
from briefer.annotate.casualties.titles import of_title, one_dead

_EARLY = 2
"""So many statements from the first on count where they are made but once."""


def once(mentions: Iterable[Group], title: str = "") -> list[Group]:
    """Mentions in the order of the text, and the article's title → the groups of each event, each once."""
    told: dict[tuple[int, str], list[Group]] = {}
    shot: dict[int, list[Group]] = {}
    for mention in mentions:
        if mention.how == "shot":
            shot.setdefault(mention.event, []).append(mention)
        else:
            told.setdefault((mention.event, mention.effect), []).append(mention)
    return settle(*([group for each in groups for group in _count(each, title)] for groups in (told.values(), shot.values())))


def _count(mentions: list[Group], title: str) -> list[Group]:
    """Mentions of one effect in one event → its groups: those of the statement that is made most often, and who is not in it.

    A statement is what one sentence counts: "two women and a child". The number that the title gives counts twice. Of equals
    the first holds; of statements of one number the one that names the fewest groups. Where the title tells of one death and no
    number of dead is told twice, the first of the dead is the one.
    """
    statements: dict[int, list[Group]] = {}
    for mention in mentions:
        if not mention.part and mention.effect in ("killed", "injured"):
            admit(statements.setdefault(mention.sentence, []), mention)
    sums = [sum(group.number or 0 for group in groups) for groups in statements.values()]
    votes = Counter(total for at, total in enumerate(sums) if total > 1 and (at < _EARLY or sums.count(total) > 1))
    kept: list[Group] = []
    effect = mentions[0].effect
    if effect == "killed" and mentions[0].event == MAIN and max(votes.values(), default=0) < 2 and one_dead(title):
        for mention in mentions:
            if mention.single:
                admit(kept, mention)
        if kept:
            return kept[:1]
    if not votes:
        for mention in mentions:
            admit(kept, mention)
        return kept
    for number in of_title(title, "shot" if mentions[0].how == "shot" else effect):
        if number in votes:
            votes[number] += 2
    chosen = max(votes, key=lambda total: (votes[total], -sums.index(total)))
    base = min((groups for groups, total in zip(statements.values(), sums, strict=True) if total == chosen), key=len)
    for mention in mentions:
        if mention not in base and all(_apart(group, mention) for group in base):
            admit(kept, mention)
    return [*base, *kept]


_VICTIMS = frozenset({"victim", "other", "murder", "homicide", "killing", "slaying"})
"""Nouns that never count the attacker."""


def _apart(group: Group, mention: Group) -> bool:
    """Is a mention of others than a group of the statement that counts most: attackers beside victims?

    Of "five people are dead" the attacker may be one, of those whom he killed, of victims and murders he is none.
    """
    if group.agent == mention.agent or mention.part:
        return False
    if mention.effect == "killed" and mention.agent and mention.single:
        return group.done or group.head in _VICTIMS
    return not mention.definite and (group.done or not mention.single)
