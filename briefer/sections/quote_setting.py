"""Where and when it was said: what the quotation's own sentence states, else the dateline's place and the article's day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.model.annotation import Annotation, Quote
from briefer.model.article import Article
from briefer.model.brief import DateFrom, PlaceFrom
from briefer.model.span import Span
from briefer.model.story import QuoteVersion
from briefer.model.words import flat
from briefer.sections.request import Request, day, sentence_of

FAR = 60
"""Characters between the cue and the place or time of saying, at most."""

_SHOUTED = re.compile(r"\b(?!USA\b|UAE\b)[^\W\d_a-z]{3,}\b")
"""A word of a dateline in capitals; "U.S." and "UN" stay."""
_LEADS_TO = re.compile(r"[^,;:“”\"]*\b(?:in|at|from|near|outside)\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:“”\"]|\b(?:that|who|which|whose|where|when|after|before|as|if|while|because|since)\b", re.IGNORECASE)
"""What parts a place or time from the cue: it is of something else then."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Place and date of a saying, how each is known, and the spans of the words that say so."""

    place: str | None
    place_from: PlaceFrom | None
    date: str | None
    date_from: DateFrom | None
    spans: tuple[Span, ...]


def setting_of(request: Request, version: QuoteVersion) -> Setting:
    """A quotation in its article → where and when it was said."""
    article, annotation, quote = request.article(version.article), request.annotation(version.article), version.quote
    where, when = _place(quote, article, annotation), _time(quote, article, annotation)
    place, place_from, spans = (flat(where.of(article.text)), "said", [where]) if where else _filed(article, annotation)
    date: str | None = when[1] if when else day(article)
    date_from: DateFrom | None = "said" if when else "reported" if date else None
    return Setting(place, place_from, date, date_from, (*spans, *([when[0]] if when else [])))


def _filed(article: Article, annotation: Annotation) -> tuple[str | None, PlaceFrom | None, list[Span]]:
    line = annotation.dateline or article.dateline
    if line is None or line.place is None:
        return None, None, []
    return _SHOUTED.sub(lambda word: word.group().capitalize(), flat(line.place)), "dateline", [line.span]


def _place(quote: Quote, article: Article, annotation: Annotation) -> Span | None:
    """The place that stands behind the cue as where it was said: “told reporters in Kabul”."""
    if quote.cue is None:
        return None
    for place in annotation.places:
        between = _behind(quote, place.span, article, annotation)
        if between is not None and _LEADS_TO.fullmatch(between) and not _CLAUSE.search(between):
            return place.span
    return None


def _time(quote: Quote, article: Article, annotation: Annotation) -> tuple[Span, str] | None:
    """The day that stands by the cue as when it was said: “said on Monday”, “On Monday, the mayor said”."""
    for time in annotation.times:
        if (
            time.type not in ("DATE", "TIME")
            or not re.match(r"\d{4}-\d\d-\d\d", time.value)
            or time.value[:10] > (day(article) or "")
        ):
            continue
        between = _behind(quote, time.span, article, annotation)
        if between is not None and not _CLAUSE.search(between):
            return time.span, time.value[:10]
    return None


def _behind(quote: Quote, span: Span, article: Article, annotation: Annotation) -> str | None:
    """The words between a cue and what stands behind it in its sentence, outside the quotation and its speaker's words."""
    mention = quote.speaker.mention if quote.speaker else None
    sentence = sentence_of(annotation, quote.cue) if quote.cue else None
    if quote.cue is None or sentence is None or span not in sentence.span or span.start < quote.cue.end:
        return None
    if any(part.overlaps(span) or quote.cue.end <= part.start < span.start for part in quote.content):
        return None
    if mention is not None and mention.overlaps(span):
        return None
    start = mention.end if mention is not None and quote.cue.end <= mention.start < span.start else quote.cue.end
    return article.text[start : span.start] if span.start - start <= FAR else None
