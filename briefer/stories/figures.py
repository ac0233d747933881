"""Figures of one story reconciled: what several articles say of the same thing stands in one line, no number changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefer.model.annotation import Annotation, Figure
from briefer.model.article import Article
from briefer.model.numbers import TENS, UNITS
from briefer.model.span import ArticleId
from briefer.model.story import FigureClaim, FigureLine
from briefer.stories.words import content, stem

CASUALTIES = ("killed", "injured", "missing", "detained", "displaced")
COUNTED = ("forces", "population", "money", "share", "distance", "area", "other")
"""Kinds worth a line besides casualties. Ages and durations are left to the sentences that hold them."""
FAR = 1.5
"""Ratio from which two numbers of casualties are of two events, unless place and day are known to be the same."""
ANYBODY = frozenset(
    {"people", "person", "human", "individual", "other", "soul", "resident", "body", "bodi", "victim", "casualty"}
)
"""Stems that count people without saying which."""
HEDGES = frozenset(
    {
        "least", "most", "nearly", "almost", "around", "roughly", "approximately", "estimated", "many", "several",
        "dozen", "hundred", "thousand", "million", "billion", "remaining", "additional", "extra", "total",
    }
) | {stem(word) for word in (*UNITS, *TENS)}  # fmt: skip
"""Stems in a counted phrase that tell how many, not whom."""


def reconcile(
    ids: Sequence[ArticleId], articles: Mapping[ArticleId, Article], annotations: Mapping[ArticleId, Annotation]
) -> tuple[FigureLine, ...]:
    """A story's articles, oldest first → its figure lines, casualties first, each line's claims conservative first.

    Two figures are of the same thing when kind, trend, unit and what is counted agree and place and date do not contradict.
    One voice in one article does not contradict itself: its second number is another thing. Contradictions
    between voices stand side by side.
    """
    lines: list[list[FigureClaim]] = []
    for id_ in ids:
        annotation = annotations[id_]
        for figure in annotation.figures:
            if not _worth_a_line(figure):
                continue
            claim = FigureClaim(id_, figure, said_by(figure, annotation, articles[id_]))
            homes = [line for line in lines if all(_same_thing(claim, other) for other in line)]
            home = min(homes, key=lambda line: min(_distance(claim.figure, other.figure) for other in line), default=None)
            if home is None:
                lines.append([claim])
            elif not any(_repeats(claim, other) for other in home):
                home.append(claim)
    lines.sort(key=lambda line: _rank(line[0].figure))
    return tuple(FigureLine(tuple(sorted(line, key=lambda claim: _bound(claim.figure)))) for line in lines)


def said_by(figure: Figure, annotation: Annotation, article: Article) -> str | None:
    """Who says a figure: the name of the one whose quote holds it, else the words that mention him; None: the article."""
    if figure.quote is None or figure.quote >= len(annotation.quotes):
        return None
    speaker = annotation.quotes[figure.quote].speaker
    if speaker is None:
        return None
    return speaker.name or (speaker.mention.of(article.text) if speaker.mention else None)


def _worth_a_line(figure: Figure) -> bool:
    if figure.kind in CASUALTIES:
        return True
    if figure.low is None and figure.high is None:
        return False
    return figure.kind in COUNTED and (figure.kind != "other" or (bool(figure.counted) and (figure.low or 2) >= 2))


def _rank(figure: Figure) -> int:
    return [*CASUALTIES, *COUNTED].index(figure.kind)


def _bound(figure: Figure) -> tuple[bool, float, float]:
    """The smallest number that a figure vouches for; vague ones come last."""
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else float("inf")
    return (low is None, low or 0.0, high)


def _repeats(claim: FigureClaim, other: FigureClaim) -> bool:
    same = claim.article == other.article and claim.said_by == other.said_by
    return same and _value(claim.figure) == _value(other.figure)


def _value(figure: Figure) -> tuple[float | None, float | None, str]:
    return (figure.low, figure.high, figure.modifier)


def _same_thing(one: FigureClaim, two: FigureClaim) -> bool:
    a, b = one.figure, two.figure
    if a.kind != b.kind or a.trend != b.trend:
        return False
    if one.article == two.article and one.said_by == two.said_by and _value(a) != _value(b):
        return False
    if not _compatible(a.place, b.place) or not _dates_compatible(a.date, b.date):
        return False
    if a.kind in CASUALTIES:
        return _same_people(a, b) and (_distance(a, b) <= FAR or _one_place_and_day(a, b))
    if a.unit != b.unit:
        return False
    if a.kind == "forces" and _same_people(a, b) and _value(a) == _value(b):
        return True
    return _same_subject(a, b)


def _same_people(a: Figure, b: Figure) -> bool:
    """Are the same people counted? "16 people" and "at least 16" may be; "six soldiers" and "six civilians" are not."""
    one, two = _whom(a), _whom(b)
    return bool(one & two) or not (one or two)


def _whom(figure: Figure) -> frozenset[str]:
    return content(figure.counted or figure.unit) - ANYBODY - HEDGES


def _same_subject(a: Figure, b: Figure) -> bool:
    """Is the same quantity told? One number: some word of what it is about; different numbers: at least half of them."""
    one, two = _subject(a), _subject(b)
    shared = len(one & two)
    if (a.low, a.high) == (b.low, b.high):
        return shared > 0 or not one or not two
    return shared > 0 and shared * 2 >= min(len(one), len(two))


def _subject(figure: Figure) -> frozenset[str]:
    return content(" ".join((*figure.concept, figure.counted or ""))) - content(figure.unit) - HEDGES


def _distance(a: Figure, b: Figure) -> float:
    """How far two numbers lie apart: 0 where one's bounds take in the other's, else the ratio of the larger to the smaller."""
    one, two = sorted(((f.low or f.high or 0.0, f.high or f.low or 0.0, f.modifier) for f in (a, b)), key=lambda f: f[:2])
    if "vague" in (one[2], two[2]) or two[0] <= one[1]:
        return 0.0
    return two[0] / max(one[1], 0.01)


def _one_place_and_day(a: Figure, b: Figure) -> bool:
    return None not in (a.place, a.date) and (a.place, a.date) == (b.place, b.date)


def _compatible(one: str | None, two: str | None) -> bool:
    return one is None or two is None or one.casefold() == two.casefold()


def _dates_compatible(one: str | None, two: str | None) -> bool:
    """`2019-09` takes in `2019-09-01`; what is not known contradicts nothing."""
    return one is None or two is None or one.startswith(two) or two.startswith(one)
