"""An article becomes a vector of its words: what it speaks of, each word worth the more the rarer it is.

Words of the title and at the beginning count more, so do capitalised words and numbers; a pair of capitalised words ("Puli
Khumri") counts once more as one. How rare a word is, the articles tell, beside imagined ones: some have none of their words, so
that a story which a tenth of the articles tell is not thereby made of common words; and some are ordinary English, so that of
twenty articles it is known already that "officials" is common and a name is not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from briefer.model.article import Article
from briefer.stories.commonness import per_million
from briefer.stories.words import STOP, Word, words

TITLE = 2.0
HEADLINE = 150
"""Characters of the first line that stand for the title where there is none."""
CAPITAL = 2.0
NUMBER = 2.0
LEAD, BEGINNING = 1.5, 60
"""What a word counts among the first so many of the text."""
RARITY = 1.5
"""Power of the inverse document frequency."""
FEWEST, MOST, EACH = 100, 1000, 4
"""Imagined articles without any of the words: so many for each article, at least and at most so many in all …"""
ENGLISH, LENGTH = 50.0, 400
"""… and imagined articles of so many words of ordinary English."""
LEAST = 0.01
"""What the commonest word counts."""


def terms(article: Article) -> dict[str, float]:
    """An article → its terms, and how often each is there, weighted."""
    found: dict[str, float] = {}
    title = article.title or article.text.lstrip().partition("\n")[0][:HEADLINE]
    for text, weight in ((title, TITLE), (article.text, 1.0)):
        told = words(text)
        for place, word in enumerate(told):
            if word.written.lower() not in STOP and len(word.stem) > 1:
                early = LEAD if place < BEGINNING else 1.0
                found[word.stem] = found.get(word.stem, 0.0) + weight * early * _emphasis(word)
        for one, two in pairwise(told):
            if one.capital and two.capital and two.start - one.end == 1 and not _is_stop(one) and not _is_stop(two):
                pair = f"{one.stem} {two.stem}"
                found[pair] = found.get(pair, 0.0) + weight
    return found


class Rarity:
    """Counts in how many articles each term stands, as they come."""

    def __init__(self) -> None:
        self._spread: Counter[str] = Counter()
        self._articles = 0

    def learn(self, articles: Iterable[Mapping[str, float]]) -> None:
        """Take in articles' terms."""
        for counts in articles:
            self._spread.update(counts.keys())
            self._articles += 1

    def vector(self, counts: Mapping[str, float]) -> dict[str, float]:
        """An article's terms, which must have been learnt → its vector of length 1, the weightiest terms first."""
        among_all = 1 + self._articles + min(MOST, max(FEWEST, EACH * self._articles))
        weights = {
            term: math.sqrt(count) * max(math.log(among_all / (self._spread[term] + ENGLISH * _share(term))), LEAST) ** RARITY
            for term, count in counts.items()
        }
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in sorted(weights.items(), key=lambda each: (-each[1], each[0]))}


def _share(term: str) -> float:
    """A term → the share of imagined English articles that have it."""
    return -math.expm1(-LENGTH * per_million(term) / 1e6)


def _is_stop(word: Word) -> bool:
    return word.written.lower() in STOP


def _emphasis(word: Word) -> float:
    if word.written[0].isdigit():
        return NUMBER
    return CAPITAL if word.capital else 1.0
