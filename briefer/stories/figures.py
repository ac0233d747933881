"""Figures of one story reconciled: what several articles say of the same thing stands in one line, no number changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
GROWN = 4.0
"""Ratio up to which a voice's number of a later day is his earlier one grown."""
NEAR = 3
"""Sentences within which two voices of one article that count the same people contradict each other, however far apart."""
ANYBODY = frozenset(
    {
        "people", "person", "human", "individual", "other", "soul", "resident", "body", "bodi", "victim", "casualty", "dead",
        "death", "fatality", "life", "live", "wounded", "injured", "corpse",
    }
)  # fmt: skip
"""Stems that count people without saying which."""
HEDGES = frozenset(
    {
        "least", "most", "nearly", "almost", "around", "roughly", "approximately", "estimated", "many", "several",
        "dozen", "hundred", "thousand", "million", "billion", "remaining", "additional", "extra", "total",
    }
) | {stem(word) for word in (*UNITS, *TENS)}  # fmt: skip
"""Stems in a counted phrase that tell how many, not whom."""
SIDES: Mapping[str, frozenset[str]] = {
    "fighters": frozenset(
        {
            "insurgent", "militant", "fighter", "rebel", "gunman", "gunmen", "attacker", "assailant", "terrorist", "bomber",
            "guerrilla", "jihadist", "jihadi", "extremist", "militiaman", "militiamen",
        }
    ),
    "forces": frozenset(
        {
            "soldier", "troop", "police", "policeman", "policemen", "officer", "force", "guard", "serviceman", "servicemen",
            "commando", "marine", "trooper", "personnel",
        }
    ),
    "civilians": frozenset({"civilian", "villager", "bystander", "noncombatant", "non-combatant"}),
}  # fmt: skip
"""Words for the sides of a fight: one side's dead are not another's, nor the dead in all."""
_RESTATED = re.compile(r"(?!.*[.;:!?]\s)[^()]{0,40}?(?:,\s*(?:or\s+)?|\(\s*|\bor\s+)", re.DOTALL)
"""What stands between an amount and the same in another currency: “9,000 afghanis a trip, roughly $115”."""
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|those|these|which)\b", re.IGNORECASE)
_RUNNING = re.compile(r"\b(?:since|as\s+of|so\s+far|to\s+date)\b", re.IGNORECASE)
_BY_THE_HOUR = re.compile(r"\s*(?:a\.\s?m\b|p\.\s?m\b|[ap]m\b|o[’']clock\b)", re.IGNORECASE)
_OLDER = re.compile(r"\b(?:(?:up|down|risen|revised)\s+from|compared\s+(?:with|to)|instead\s+of)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with what its article says around it: whom it counts, where, in which sentence.

    `before` is its day, where that is earlier than the day before the article: a figure without a date is as of its article,
    which came out on `told`. `date` is the figure's own, save where its sentence counts "since" a day or "as of" one: such a
    count is its article's.
    """

    claim: FigureClaim
    whom: frozenset[str]
    place: str | None
    sentence: int | None
    before: str | None
    told: str
    date: str | None

    @property
    def figure(self) -> Figure:
        return self.claim.figure


def reconcile(
    ids: Sequence[ArticleId], articles: Mapping[ArticleId, Article], annotations: Mapping[ArticleId, Annotation]
) -> tuple[FigureLine, ...]:
    """A story's articles, oldest first → its figure lines, casualties first, each line's claims conservative first.

    Two figures are of the same thing when kind, trend, unit and what is counted agree and place and date do not contradict.
    One voice in one article does not contradict itself: its second number is another thing. Contradictions
    between voices stand side by side.
    """
    lines: list[list[_Told]] = []
    for id_ in ids:
        article, annotation = articles[id_], annotations[id_]
        for figure in annotation.figures:
            if not _worth_a_line(figure) or not _is_news(figure, article, annotation):
                continue
            told = _told(figure, article, annotation)
            _place(told, lines)
    lines.sort(key=lambda line: _rank(line[0].figure))
    return tuple(FigureLine(tuple(sorted((told.claim for told in line), key=lambda c: _bound(c.figure)))) for line in lines)


def _place(told: _Told, lines: list[list[_Told]]) -> None:
    """Put a claim in the line of the same thing that it is nearest to, else in one of its own.

    Its echo in another article and its rival in its own belong together, so their lines become one.
    """
    homes = [line for line in lines if all(_same_thing(told, o) for o in line) or any(_belong(told, o) for o in line)]
    home = min(homes, key=lambda line: min(_distance(told.figure, other.figure) for other in line), default=None)
    if home is None:
        lines.append([told])
        return
    for rivals in [line for line in homes if line is not home and any(_belong(told, other) for other in line)]:
        home += rivals
        lines.remove(rivals)
    if not any(_repeats(told.claim, other.claim) for other in home):
        home.append(told)


def said_by(figure: Figure, annotation: Annotation, article: Article) -> str | None:
    """Who says a figure: the name of the one whose quote holds it, else the words that mention him; None: the article."""
    if figure.quote is None or figure.quote >= len(annotation.quotes):
        return None
    speaker = annotation.quotes[figure.quote].speaker
    if speaker is None:
        return None
    return speaker.name or (speaker.mention.of(article.text) if speaker.mention else None)


def _told(figure: Figure, article: Article, annotation: Annotation) -> _Told:
    span = figure.span
    number = next((n for n, s in enumerate(annotation.sentences) if s.span.start <= span.start < s.span.end), None)
    claim = FigureClaim(article.id, figure, said_by(figure, annotation, article))
    running = number is not None and _RUNNING.search(annotation.sentences[number].span.of(article.text)) is not None
    return _Told(
        claim,
        _whom(figure, article, annotation, number),
        _town(figure, annotation),
        number,
        None if running else _before(figure, article),
        (article.published or "")[:10],
        None if running else figure.date,
    )


def _before(figure: Figure, article: Article) -> str | None:
    try:
        told, happened = date.fromisoformat((article.published or "")[:10]), date.fromisoformat((figure.date or "")[:10])
    except ValueError:
        return None
    return figure.date if told - happened > timedelta(days=1) else None


def _town(figure: Figure, annotation: Annotation) -> str | None:
    """A figure's place, unless it is a whole province: that contradicts no town in it."""
    return None if figure.place in annotation.provinces else figure.place


def _worth_a_line(figure: Figure) -> bool:
    if figure.kind in CASUALTIES:
        return True
    if figure.low is None and figure.high is None:
        return False
    return figure.kind in COUNTED and (figure.kind != "other" or (figure.low or 2) >= 2)


def _is_news(figure: Figure, article: Article, annotation: Annotation) -> bool:
    """Is a figure a count of its own? Not a time of day, not “up from” an older one, not the same sum in another currency."""
    before, after = article.text[max(0, figure.span.start - 30) : figure.span.start], article.text[figure.span.end :]
    if _BY_THE_HOUR.match(after) or _OLDER.search(before):
        return False
    return not any(
        other.kind == figure.kind == "money"
        and other.unit != figure.unit
        and other.span.end <= figure.span.start
        and _RESTATED.fullmatch(article.text[other.span.end : figure.span.start])
        for other in annotation.figures
    )


def _rank(figure: Figure) -> int:
    return [*CASUALTIES, *COUNTED].index(figure.kind)


def _bound(figure: Figure) -> tuple[bool, float, float]:
    """The smallest number that a figure vouches for; vague ones come last."""
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else float("inf")
    return (low is None, low or 0.0, high)


def _repeats(claim: FigureClaim, other: FigureClaim) -> bool:
    """Is a claim its own article's and voice's number again? “Seven” repeats “at least seven”."""
    same = claim.article == other.article and claim.said_by == other.said_by
    return same and claim.figure.low == other.figure.low


def _value(figure: Figure) -> tuple[float | None, float | None, str]:
    return (figure.low, figure.high, figure.modifier)


def _same_thing(one: _Told, two: _Told) -> bool:
    a, b = one.figure, two.figure
    if a.kind != b.kind or (a.trend != b.trend and a.kind not in CASUALTIES):
        return False
    one_voice = one.claim.article == two.claim.article and one.claim.said_by == two.claim.said_by
    if one_voice and (a.low, a.high) != (b.low, b.high) and (a.kind not in CASUALTIES or a.low != b.low):
        return False
    if not _compatible(one.place, two.place) or not _dates_compatible(one.date, two.date):
        return False
    if not _grown(one, two) and ((one.before and not two.date) or (two.before and not one.date)):
        return False
    if a.kind in CASUALTIES:
        alike = bool(one.whom & two.whom) or not (one.whom or two.whom)
        return alike and (_distance(a, b) <= FAR or _one_place_and_day(a, b) or _rivals(one, two) or _grown(one, two))
    if a.unit != b.unit:
        return False
    if a.kind == "forces" and one.whom & two.whom and _value(a) == _value(b):
        return True
    return _same_subject(a, b)


def _belong(one: _Told, two: _Told) -> bool:
    """Are two claims of one line whatever else stands in it (a number of the day before, say)?"""
    return _echoes(one, two) or ((_rivals(one, two) or _grown(one, two)) and _same_thing(one, two))


def _echoes(one: _Told, two: _Told) -> bool:
    """Does another article have the same voice give the same number of the same people?"""
    a, b = one.figure, two.figure
    same = (a.kind, *_value(a), one.claim.said_by) == (b.kind, *_value(b), two.claim.said_by)
    return same and a.kind in CASUALTIES and one.claim.said_by is not None and one.whom == two.whom and a.low is not None


def _rivals(one: _Told, two: _Told) -> bool:
    """Do two voices of one article, named close together, give their numbers of one side's losses?"""
    voices = (one.claim.said_by, two.claim.said_by)
    if one.claim.article != two.claim.article or None in voices or voices[0] == voices[1]:
        return False
    if one.sentence is None or two.sentence is None or not one.whom & two.whom & set(SIDES):
        return False
    return abs(one.sentence - two.sentence) <= NEAR


def _grown(one: _Told, two: _Told) -> bool:
    """Is the later of two numbers that one voice gives of one side's losses, on two days, the earlier one grown?"""
    first, last = sorted((one, two), key=lambda told: told.told)
    voice = one.claim.said_by
    if voice is None or voice != two.claim.said_by or not first.told < last.told or not one.whom & two.whom & set(SIDES):
        return False
    low, high = first.figure.low, last.figure.low
    return low is not None and high is not None and low <= high <= GROWN * low


def _whom(figure: Figure, article: Article, annotation: Annotation, sentence: int | None) -> frozenset[str]:
    """Whom a figure counts: a side of a fight, else the words for them, else nobody in particular: "16 people" may be anybody.

    “Twelve of them” are of those named last, in that sentence or the one before it; where none are, they are a part unnamed.
    """
    told = content(figure.counted or figure.unit) - ANYBODY - HEDGES
    if figure.kind not in CASUALTIES:
        return told
    if partitive := _OF_THEM.match(article.text, figure.span.end):
        first = annotation.sentences[max(0, sentence - 1)].span.start if sentence is not None else figure.span.start
        said = re.findall(r"[\w-]+", article.text[first : figure.span.start])
        return _side(*reversed(said)) or frozenset({partitive.group().split()[-1].lower()})
    return _side(*re.findall(r"[\w-]+", figure.counted or figure.unit or "")) or told


def _side(*named: str) -> frozenset[str]:
    """Words → the side that the first of them that is a word for one belongs to."""
    return next((frozenset({side}) for word in named for side, stems in SIDES.items() if stem(word) in stems), frozenset())


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
