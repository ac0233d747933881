"""The same quotation in several articles becomes one line, the fullest wording first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefer.model.annotation import Annotation, Quote
from briefer.model.article import Article
from briefer.model.numbers import numbers_in
from briefer.model.span import ArticleId
from briefer.model.story import QuoteLine, QuoteVersion
from briefer.stories.words import plain

ALIKE, BY_ONE = 0.8, 0.55
"""Share of the shorter wording's 3-grams that stand in the longer one from which both are one quotation; `BY_ONE` where both
are known to be one speaker's."""
SHORTEST = 4
"""Words below which only identical wordings by one speaker meet: "totally unacceptable" is said by many."""


@dataclass(frozen=True, slots=True)
class _Wording:
    version: QuoteVersion
    spoken: tuple[str, ...]
    grams: frozenset[tuple[str, ...]]
    numbers: frozenset[float]
    place: tuple[int, int]


def merge(
    ids: Sequence[ArticleId], articles: Mapping[ArticleId, Article], annotations: Mapping[ArticleId, Annotation]
) -> tuple[QuoteLine, ...]:
    """A story's articles, oldest first → its quotations in the order in which they first appear, each with its versions.

    Wordings meet when the shorter one stands almost whole in the longer one and the speakers' names do not contradict. A report
    that gives another number is another statement; a quotation that does is another wording.
    """
    wordings = [
        _wording(id_, articles[id_], quote, (rank, number))
        for rank, id_ in enumerate(ids)
        for number, quote in enumerate(annotations[id_].quotes)
    ]
    wordings.sort(key=lambda w: (-len(w.spoken), w.version.quote.kind == "indirect", w.place))
    lines: list[list[_Wording]] = []
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for wording in wordings:
        near = sorted({line for gram in wording.grams for line in holders[gram]})
        home = next((line for line in near if _same(wording, lines[line][0])), None)
        if home is None:
            for gram in wording.grams:
                holders[gram].append(len(lines))
            lines.append([wording])
        else:
            lines[home].append(wording)
    lines.sort(key=lambda line: min(w.place for w in line))
    return tuple(QuoteLine(tuple(w.version for w in line)) for line in lines)


def _wording(id_: ArticleId, article: Article, quote: Quote, place: tuple[int, int]) -> _Wording:
    text = " ".join(span.of(article.text) for span in quote.content)
    spoken, numbers = plain(text), frozenset(number.value for number in numbers_in(text))
    size = 3 if len(spoken) >= SHORTEST else max(1, len(spoken))
    grams = frozenset(spoken[i : i + size] for i in range(len(spoken) - size + 1))
    return _Wording(QuoteVersion(id_, quote), spoken, grams, numbers, place)


def _same(shorter: _Wording, longer: _Wording) -> bool:
    if not _may_be_one(_name(shorter), _name(longer)):
        return False
    if "indirect" in (shorter.version.quote.kind, longer.version.quote.kind) and not shorter.numbers <= longer.numbers:
        return False
    if len(shorter.spoken) < SHORTEST:
        return shorter.spoken == longer.spoken and _name(shorter) == _name(longer) is not None
    needed = BY_ONE if _name(shorter) and _name(longer) else ALIKE
    return len(shorter.grams & longer.grams) >= needed * len(shorter.grams)


def _name(wording: _Wording) -> str | None:
    speaker = wording.version.quote.speaker
    return speaker.name if speaker else None


def _may_be_one(one: str | None, two: str | None) -> bool:
    """May two names be one person's? Unknown ones may; else the surnames, which come last, must agree."""
    if not one or not two:
        return True
    first, second = plain(one), plain(two)
    return not first or not second or first[-1] == second[-1]
