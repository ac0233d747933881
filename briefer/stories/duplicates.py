"""Wire copies and near-duplicates, each mapped to the article that it repeats.

Word 3-grams in MinHash signatures find the candidates (Broder 1997; datasketch's LSH), and the share of the shorter text's
3-grams that stand in the longer one settles them: a copy that was cut at the end is still a copy. A text that states a number
which the other lacks is none: "at least 16 killed" may have become 21 in words that are otherwise the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from briefer.model.article import Article
from briefer.model.numbers import numbers_in
from briefer.model.span import ArticleId
from briefer.stories.order import in_order
from briefer.stories.words import plain

CONTAINED = 0.75
"""Share of the shorter text's 3-grams in the longer one that makes it a copy."""
BANDS, ROWS = 24, 4
"""LSH proposes a pair that agrees in all rows of a band: half of those with a Jaccard similarity of 0.4, 96 % at 0.6."""
PERMUTATIONS = BANDS * ROWS
SEED = 1
SHORTEST = 12
"""Words below which only an identical text is a copy."""


def copies(articles: Mapping[ArticleId, Article]) -> dict[ArticleId, ArticleId]:
    """Articles → each copy with its original: the earliest published, then the first id. An original is never a copy."""
    from datasketch import MinHash, MinHashLSH

    blank = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    exact: dict[str, ArticleId] = {}
    grams: dict[ArticleId, frozenset[str]] = {}
    numbers: dict[ArticleId, frozenset[float]] = {}
    originals: list[ArticleId] = []
    rank: dict[ArticleId, int] = {}
    found: dict[ArticleId, ArticleId] = {}
    for id_ in in_order(articles, articles):
        article = articles[id_]
        spoken = plain(article.text)
        key = hashlib.sha256(" ".join(spoken).encode("utf-8", "surrogatepass")).hexdigest()
        if spoken and key in exact:
            found[id_] = exact[key]
            continue
        exact[key] = id_
        if len(spoken) < SHORTEST:
            continue
        own = frozenset(" ".join(spoken[i : i + 3]) for i in range(len(spoken) - 2))
        signature = blank.copy()
        signature.update_batch([gram.encode("utf-8", "surrogatepass") for gram in sorted(own)])
        numbers[id_] = stated(article)
        candidates = sorted(
            (-containment(own, grams[other]), rank[other]) for other in index.query(signature) if numbers[id_] <= numbers[other]
        )
        if candidates and -candidates[0][0] >= CONTAINED:
            found[id_] = exact[key] = originals[candidates[0][1]]
            continue
        rank[id_] = len(originals)
        originals.append(id_)
        grams[id_] = own
        index.insert(id_, signature)
    return found


def stated(article: Article) -> frozenset[float]:
    """An article → the numbers that its text states behind the dateline."""
    start = article.dateline.span.end if article.dateline else 0
    return frozenset(number.value for number in numbers_in(article.text[start:]))


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Two sets of 3-grams → the share of the smaller that stands in the larger."""
    return len(one & other) / max(1, min(len(one), len(other)))
