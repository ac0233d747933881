"""Who says a key figure, and what it was on earlier days: a line's claims apart by who makes them, as a brief shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefer.model.annotation import Figure, Speaker
from briefer.model.brief import Claim
from briefer.model.span import Span
from briefer.model.story import FigureClaim, FigureLine
from briefer.model.words import flat
from briefer.sections.figure_lines import voice_of
from briefer.sections.request import Request, day, is_party, sentence_of
from briefer.sections.speakers import voice_of as titled

_FIGHTERS = re.compile(
    r"\b(?:insurgents?|militants?|fighters?|rebels?|gunm[ae]n|attackers?|"
    r"terrorists?|guerrillas?|jihadists?|extremists?|militiam[ae]n)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:government|ministry|minister|interior|police|president|army|military|security|officials?|governor|state)\b",
    re.IGNORECASE,
)
"""Words for those who fight them: of dead insurgents they are no independent witnesses."""
_FROM = re.compile(
    r"\b(?:up|down|risen|rose|fallen|fell|revised|compared)\s+(?:from|with)\s+(?:about\s+|around\s+|some\s+|nearly\s+)?$",
    re.IGNORECASE,
)
"""What stands before the number that a figure was: “about 2,400, up from 1,800”."""


@dataclass(frozen=True, slots=True)
class Side:
    """The claims that make a line's number, and those that others make of the same thing.

    The first of two sides `leads`: it shows the other's number beside its own.
    """

    claims: tuple[FigureClaim, ...]
    rivals: tuple[FigureClaim, ...]
    leads: bool = True


def sides(request: Request, claims: Sequence[FigureClaim]) -> list[Side]:
    """A line's claims → the independent ones with the parties' as rivals; where parties alone differ, each voice by itself.

    Vague words count only where no number is known. A party's number never makes the range of the independent ones, nor of the
    other party's.
    """
    numbered = [claim for claim in claims if claim.figure.modifier != "vague"]
    claims = numbered or claims
    partisan = [claim for claim in claims if is_partys(request, claim)]
    independent = [claim for claim in claims if claim not in partisan]
    if independent or not partisan:
        return [Side(tuple(independent), tuple(_other_numbers(partisan, independent)))]
    voices = list(dict.fromkeys(claim.said_by for claim in partisan))
    own = [[claim for claim in partisan if claim.said_by == voice] for voice in voices]
    if len({_number(claim.figure) for claim in partisan}) == 1:
        return [Side(tuple(partisan), ())]
    others = [tuple(claim for claim in partisan if claim not in told) for told in own]
    return [Side(tuple(told), other, number == 0) for number, (told, other) in enumerate(zip(own, others, strict=True))]


def is_partys(request: Request, claim: FigureClaim) -> bool:
    """Does a party to the conflict say it? An army or armed group; of fighters' losses, also the state that fights them."""
    if claim.figure.quote is None or voice_of(request, claim)[0] is None:
        return False
    article = request.article(claim.article)
    speaker = request.annotation(claim.article).quotes[claim.figure.quote].speaker
    if speaker is None:
        return False
    known = [speaker, *_known(request, speaker)]
    said = " ".join(part or "" for one in known for part in (claim.said_by, one.role, one.affiliation))
    counted = f"{claim.figure.counted or ''} {claim.figure.span.of(article.text)}"
    fighters = _FIGHTERS.search(counted) is not None and _STATE.search(said) is not None
    return fighters or any(is_party(one, article) for one in known)


def _known(request: Request, speaker: Speaker) -> list[Speaker]:
    """A speaker with a full name → what the other articles say of his office: one of them may call him “their spokesman”."""
    if speaker.anonymous or len((speaker.name or "").split()) < 2:
        return []
    bearers = (person for id_ in request.material.annotations for person in request.annotation(id_).people)
    found = ((one.role, one.affiliation) for one in bearers if one.name == speaker.name)
    return [Speaker(None, speaker.name, role, affiliation, False) for role, affiliation in dict.fromkeys(found)]


def merged(request: Request, claims: Sequence[FigureClaim]) -> tuple[Claim, ...]:
    """Claims → one for each number and voice (of the article's own, each wording), with every article that has it, in order."""
    spans: dict[tuple[object, ...], list[Span]] = {}
    firsts: dict[tuple[object, ...], tuple[FigureClaim, str | None]] = {}
    for claim in claims:
        article, figure = request.article(claim.article), claim.figure
        said_by, named = voice_of(request, claim)
        words = None if said_by else flat(figure.span.of(article.text)).casefold()
        key = (words, figure.low, figure.high, figure.modifier, said_by)
        sentence = sentence_of(request.annotation(claim.article), figure.span)
        firsts.setdefault(key, (claim, said_by))
        spans.setdefault(key, []).extend([figure.span, *([sentence.span] if sentence else []), *named])
    return tuple(_claim(request, *firsts[key], own) for key, own in spans.items())


def _claim(request: Request, first: FigureClaim, said_by: str | None, spans: Sequence[Span]) -> Claim:
    article, figure = request.article(first.article), first.figure
    role, titles = _role(request, first, said_by)
    return Claim(
        text=flat(figure.span.of(article.text)),
        citations=request.cite([*spans, *titles]),
        low=figure.low,
        high=figure.high,
        modifier=figure.modifier,
        said_by=said_by,
        date=day(article),
        role=role,
        party=is_partys(request, first),
    )


def _role(request: Request, claim: FigureClaim, said_by: str | None) -> tuple[str | None, tuple[Span, ...]]:
    """The title of a named voice, and where it stands."""
    if said_by is None or claim.figure.quote is None:
        return None, ()
    speaker = request.annotation(claim.article).quotes[claim.figure.quote].speaker
    voice, spans = titled(request, claim.article, speaker) if speaker else (None, ())
    if voice is None or voice.name is None or flat(voice.name).casefold() != said_by.casefold():
        return None, ()
    return voice.role or voice.affiliation, spans


def history(request: Request, line: FigureLine, shown: Sequence[FigureClaim]) -> tuple[Claim, ...]:
    """A line and the claims of it that are shown → its number on earlier days, oldest first, one a day, where it was another.

    Of a day's claims the most cautious independent one counts; where one voice's are shown, his own. What a source itself says
    that its number was (“up from 1,800”) counts where no earlier article has it.
    """
    first = shown[0]
    today = day(request.article(first.article))
    if today is None or _number(first.figure) == (None, None):
        return ()
    partys = is_partys(request, first)
    days: dict[str, FigureClaim] = {}
    for claim in line.claims:
        told = day(request.article(claim.article))
        fits = claim.said_by == first.said_by if partys else not is_partys(request, claim)
        if (
            told is not None
            and told < today
            and fits
            and _one_place(request, claim, first)
            and claim.figure.low is not None
            and claim not in shown
        ):
            days.setdefault(told, claim)
    points = [merged(request, [days[told]])[0] for told in sorted(days)]
    if not points and (before := _said_before(request, first, today)):
        points = [before]
    changed = any((point.low, point.high) != _number(first.figure) for point in points)
    return tuple(points) if changed else ()


def _one_place(request: Request, earlier: FigureClaim, now: FigureClaim) -> bool:
    """May two numbers be of one place? Those that their sentences name, or else their articles' openings, must meet."""
    one, other = (_places(request, told, lead=False) or _places(request, told, lead=True) for told in (earlier, now))
    return not one or not other or bool(one & other)


def _places(request: Request, claim: FigureClaim, *, lead: bool) -> frozenset[str]:
    """The places that a claim's sentence and the two before it name; with `lead`, those of its article's first two.

    Where it was filed from is where a ministry spoke, not where people died.
    """
    annotation, at = request.annotation(claim.article), claim.figure.span.start
    before = [sentence.span for sentence in annotation.sentences if sentence.span.start <= at][-3:]
    spans = [sentence.span for sentence in annotation.sentences[:2]] if lead else before
    line = annotation.dateline
    filed = {place.name for place in annotation.places if line and place.span in line.span}
    named = frozenset(place.name for place in annotation.places if any(place.span in span for span in spans))
    return named - filed or (named if lead else named - filed)


def _said_before(request: Request, claim: FigureClaim, today: str) -> Claim | None:
    """What a figure's own sentence says that it was: the 1,800 of “about 2,400, up from 1,800 a day earlier”."""
    article, annotation = request.article(claim.article), request.annotation(claim.article)
    sentence = sentence_of(annotation, claim.figure.span)
    for figure in annotation.figures:
        same = (figure.kind, figure.unit or claim.figure.unit) == (claim.figure.kind, claim.figure.unit)
        if sentence is None or not same or figure.span not in sentence.span or figure.low is None:
            continue
        earlier = figure.date is not None and len(figure.date) == 10 and figure.date < today
        before = article.text[max(sentence.span.start, figure.span.start - 40) : figure.span.start]
        if earlier and figure.span.start > claim.figure.span.end and _FROM.search(before):
            spans = request.cite([figure.span, sentence.span])
            words = flat(figure.span.of(article.text))
            return Claim(words, spans, figure.low, figure.high, figure.modifier, None, figure.date)
    return None


def _other_numbers(claims: Sequence[FigureClaim], known: Sequence[FigureClaim]) -> list[FigureClaim]:
    numbers = {_number(claim.figure) for claim in known}
    return [claim for claim in claims if _number(claim.figure) not in numbers]


def _number(figure: Figure) -> tuple[float | None, float | None]:
    return figure.low, figure.high
