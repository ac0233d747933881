"""Articles of one event, together: vectors of their words, nearness in time, groups that grow day by day.

The days are taken in order, and a day's articles join the groups that there are, or found new ones: what an earlier day's
articles were grouped into is never parted by later ones, though a later one may join two groups; only the rarity of words,
which all articles tell, moves a little as they become more. The result does not depend on the order of the articles.

The numbers below were chosen once for three collections: a news stream of two years, short reports of the same events, and
local crime reports. What else was tried is in `docs/stories.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from briefer.model.article import Article
from briefer.model.span import ArticleId
from briefer.stories.linkage import Linkage, Vector
from briefer.stories.order import in_order, published
from briefer.stories.vectors import Rarity, terms

THRESHOLD = 0.045
"""Mean similarity, over what anybody shares, from which two groups of articles can be one event …"""
SMALL = 0.3, 0.04
"""… what is added where there are few articles: the first divided by their number, at most the second …"""
APART = 0.57
"""… and the share of the similarity within them that it must reach."""
FADING = 60.0
"""Articles so many days apart count for 1/e of the part of their similarity that fades …"""
LASTING = 0.3
"""… and this part does not fade: an inquiry opens years after the event."""
STRANGERS = 60
"""Articles, spread evenly over all, that tell what an article has in common with anybody: its median similarity to them …"""
MOST = 0.12
"""… and what counts of it at most: where half of the articles tell one event, it is the event that they share."""


class Grouping:
    """Groups of articles that grow. Days must come in order; within a day the order does not matter.

    `known` are articles that tell how rare words are and how many there are: all that will come, or those of former days.
    """

    def __init__(self, known: Mapping[ArticleId, Article]) -> None:
        self._counts = {id_: terms(article) for id_, article in known.items()}
        self._rarity = Rarity()
        self._rarity.learn(self._counts.values())
        small = min(SMALL[0] / max(1, len(known)), SMALL[1])
        self._linkage = Linkage(THRESHOLD + small, APART, LASTING, FADING)
        self._ids: list[ArticleId] = []
        self._strangers: dict[str, list[tuple[ArticleId, float]]] = {}
        ordered = in_order(known, known)
        number = min(len(ordered), STRANGERS)
        self._chosen = [ordered[i * len(ordered) // number] for i in range(number)]
        for id_ in self._chosen:
            for term, weight in self._rarity.vector(self._counts[id_]).items():
                self._strangers.setdefault(term, []).append((id_, weight))

    def add(self, articles: Mapping[ArticleId, Article]) -> None:
        """A day's articles (copies left out) join the groups of the days before."""
        ordered = in_order(articles, articles)
        moments = [published(articles[id_]) for id_ in ordered]
        unknown = {id_: terms(articles[id_]) for id_ in ordered if id_ not in self._counts}
        self._rarity.learn(unknown.values())
        self._counts.update(unknown)
        vectors = [self._rarity.vector(self._counts[id_]) for id_ in ordered]
        self._linkage.add(
            vectors,
            [None if moment is None else moment.toordinal() for moment in moments],
            [self._ground(id_, vector) for id_, vector in zip(ordered, vectors, strict=True)],
        )
        self._ids += ordered

    def _ground(self, id_: ArticleId, vector: Vector) -> float:
        """An article's vector → what it has in common with anybody: its median similarity to strangers, of two the lower."""
        alike = {other: 0.0 for other in self._chosen if other != id_}
        for term, weight in vector.items():
            for other, held in self._strangers.get(term, ()):
                if other != id_:
                    alike[other] += weight * held
        return min(MOST, sorted(alike.values())[(len(alike) - 1) // 2]) if alike else 0.0

    def groups(self) -> list[list[ArticleId]]:
        """What there is now: groups of one event each, each in order of publication, as are the groups."""
        return [[self._ids[number] for number in group] for group in self._linkage.groups()]


def groups(ids: Sequence[ArticleId], articles: Mapping[ArticleId, Article]) -> list[list[ArticleId]]:
    """Article ids (copies left out) → groups of one event each, each in order of publication, as are the groups.

    Articles without a date come last, together.
    """
    moments = {id_: published(articles[id_]) for id_ in ids}
    grouping = Grouping({id_: articles[id_] for id_ in ids})
    days = groupby(in_order(articles, ids), key=lambda id_: moment.date() if (moment := moments[id_]) else None)
    for _, day in days:
        grouping.add({id_: articles[id_] for id_ in day})
    return grouping.groups()
