"""Articles of one event, together: TF-IDF vectors of their words, nearness in time, average linkage.

The words of a title count more, so do capitalised words and numbers; a pair of capitalised words ("Puli Khumri") counts
once more as one. A word of one article alone hardly counts. The numbers below were chosen once for three
collections: a news stream of two years, short reports of the same events, and local crime reports.
The places and people that annotations find are left out: on the second of these they cost more (3.5 points of pairwise F1) than
they brought on the first (0.9), for a name of a thing that many events share draws them together.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from briefer.model.article import Article
from briefer.model.span import ArticleId
from briefer.stories.linkage import average_linkage
from briefer.stories.order import in_order, published
from briefer.stories.words import STOP, Word, words

THRESHOLD = 0.165
"""Average similarity from which two groups of articles are one event …"""
SMALL = 1.0, 0.1
"""… and what is added where the collection is small: the first divided by its articles, at most the second. With few articles
nobody knows which words are rare."""
KNOWN, RICH = 40, 3000
"""A collection of so many articles counts as twice as many, four times of them as five times, up to the second: a story that a
tenth of the day's articles tell is not thereby made of common words."""
TITLE = 2.0
CAPITAL = 2.0
NUMBER = 2.0
ALONE = 0.2
"""Weight of a word that stands in one article only."""
RARITY = 1.5
"""Power of the inverse document frequency."""
FADING = timedelta(days=20)
"""Articles so far apart count for 1/e of the part of their similarity that fades …"""
LASTING = 0.6
"""… and this part does not fade: an inquiry opens years after the event."""
FAINT = 0.04
"""Similarities below this are taken as none, which keeps the table sparse."""


def groups(ids: Sequence[ArticleId], articles: Mapping[ArticleId, Article]) -> list[list[ArticleId]]:
    """Article ids (copies left out) → groups of one event each, each in order of publication, as are the groups."""
    ordered = in_order(articles, ids)
    terms = [_terms(articles[id_]) for id_ in ordered]
    moments = [published(articles[id_]) for id_ in ordered]
    days = [None if moment is None else moment.timestamp() / 86_400 for moment in moments]
    pairs = ((i, j, value * _nearness(days[i], days[j])) for i, j, value in _similarities(terms))
    found: dict[int, list[ArticleId]] = {}
    for id_, label in zip(ordered, average_linkage(len(ordered), pairs, _threshold(len(ordered))), strict=True):
        found.setdefault(label, []).append(id_)
    return list(found.values())


def _threshold(size: int) -> float:
    return THRESHOLD + min(SMALL[0] / max(1, size), SMALL[1])


def _nearness(one: float | None, two: float | None) -> float:
    if one is None or two is None:
        return 1.0
    return LASTING + (1 - LASTING) * math.exp(-abs(one - two) / FADING.days)


def _terms(article: Article) -> dict[str, float]:
    """An article → its terms and how much each is there."""
    terms: dict[str, float] = defaultdict(float)
    for text, weight in ((article.title or "", TITLE), (article.text, 1.0)):
        told = words(text)
        for word in told:
            if word.written.lower() not in STOP and len(word.stem) > 1:
                terms[word.stem] += weight * _emphasis(word)
        for one, two in pairwise(told):
            if (
                one.capital
                and two.capital
                and two.start - one.end == 1
                and not {one.written.lower(), two.written.lower()} & STOP
            ):
                terms[f"{one.stem} {two.stem}"] += weight
    return terms


def _emphasis(word: Word) -> float:
    if word.written[0].isdigit():
        return NUMBER
    return CAPITAL if word.capital else 1.0


def _similarities(terms: Sequence[Mapping[str, float]]) -> Iterator[tuple[int, int, float]]:
    """Articles' terms → the cosines of their vectors, each pair once, faint ones left out."""
    import numpy
    from scipy import sparse

    spread = Counter(term for counts in terms for term in counts)
    column = {term: number for number, term in enumerate(sorted(spread))}
    among_all = 1 + max(len(terms), min(RICH, len(terms) * (1 + len(terms) / KNOWN)))
    rarity = {term: math.log(among_all / among) ** RARITY * (ALONE if among == 1 else 1.0) for term, among in spread.items()}
    rows, columns, values = [], [], []
    for row, counts in enumerate(terms):
        weights = {term: (1 + math.log(max(1.0, count))) * rarity[term] for term, count in counts.items()}
        length = math.sqrt(sum(weight * weight for _, weight in sorted(weights.items()))) or 1.0
        rows += [row] * len(weights)
        columns += [column[term] for term in weights]
        values += [weight / length for weight in weights.values()]
    matrix = sparse.csr_matrix((numpy.array(values, dtype=float), (rows, columns)), shape=(len(terms), len(column)))
    matrix.sort_indices()
    for start in range(0, len(terms), 500):
        block = (matrix[start : start + 500] @ matrix.T).tocoo()
        kept = (block.data >= FAINT) & (block.row + start < block.col)
        for one, other, value in zip(block.row[kept] + start, block.col[kept], block.data[kept], strict=True):
            yield int(one), int(other), round(float(value), 9)
