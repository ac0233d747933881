"""Figures of one story reconciled: what several articles say of the same thing stands in one line, no number changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefer.model.annotation import Annotation, Figure
from briefer.model.article import Article
from briefer.model.span import ArticleId
from briefer.model.story import FigureClaim, FigureLine
from briefer.stories.words import content

CASUALTIES = ("killed", "injured", "missing", "detained", "displaced")
COUNTED = ("forces", "population", "money", "share", "distance", "area", "other")
"""Kinds worth a line besides casualties. Ages and durations are left to the sentences that hold them."""
ANYBODY = frozenset(
    {"people", "person", "human", "individual", "other", "soul", "resident", "body", "bodi", "victim", "casualty"}
)
"""Stems that count people without saying which."""


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
            home = next((line for line in lines if all(_same_thing(claim, other) for other in line)), None)
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
    return figure.kind in COUNTED and (figure.kind != "other" or bool(figure.counted))


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
        return _same_people(a, b)
    if a.unit != b.unit:
        return False
    if a.kind == "forces" and _same_people(a, b) and _value(a) == _value(b):
        return True
    return _same_subject(a, b)


def _same_people(a: Figure, b: Figure) -> bool:
    """Are the same people counted? "16 people" and "at least 16" may be; "six soldiers" and "six civilians" are not."""
    one, two = content(a.counted or a.unit) - ANYBODY, content(b.counted or b.unit) - ANYBODY
    return bool(one & two) or not (one or two)


def _same_subject(a: Figure, b: Figure) -> bool:
    """Is the same quantity told? One number: some word of what it is about; different numbers: at least half of them."""
    one, two = _subject(a), _subject(b)
    shared = len(one & two)
    if (a.low, a.high) == (b.low, b.high):
        return shared > 0 or not one or not two
    return shared > 0 and shared * 2 >= min(len(one), len(two))


def _subject(figure: Figure) -> frozenset[str]:
    return content(" ".join((*figure.concept, figure.counted or ""))) - content(figure.unit)


def _compatible(one: str | None, two: str | None) -> bool:
    return one is None or two is None or one.casefold() == two.casefold()


def _dates_compatible(one: str | None, two: str | None) -> bool:
    """`2019-09` takes in `2019-09-01`; what is not known contradicts nothing."""
    return one is None or two is None or one.startswith(two) or two.startswith(one)
