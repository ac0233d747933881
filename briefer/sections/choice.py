"""Which sentences of a story carry it: the candidates of `highlights` and `topic`, scored in one place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefer.model.annotation import Annotation, Quote
from briefer.model.article import Article
from briefer.model.span import ArticleId, Span
from briefer.model.story import Story
from briefer.model.words import flat
from briefer.sections.relevance import names
from briefer.sections.request import Request, sentence_of
from briefer.sections.wording import Lifted, content, is_whole, lift, overlap, stands_alone, word_count

SHORTEST, LONGEST = 7, 60
"""Words of a sentence that a brief lifts."""
HARMED = ("killed", "injured", "missing", "detained")
"""Kinds of figure that count casualties."""
HARM = 0.8
"""What a sentence is worth more that tells of casualties."""
OFF_TOPIC = 0.6
"""What a sentence without any topic is worth less."""
FAR = 30
"""Characters between speaker and cue, or cue and words, in a clause that is lifted whole."""
CLOSING = '”"’»'
CAPTION = re.compile(
    r"^(?:An?|The|This|In (?:this|an?)) (?:\w+ )?(?:photo|photograph|picture|image|video|screengrab|handout)\b|"
    r"\b(?:is|are) (?:seen|pictured|shown)\b|^(?:FILE|File photo|Photo|Image)\b|\b(?:AP|AFP|Reuters|EPA|Getty)\s*(?:Images)?/|"
    r"/\s*(?:AP|AFP|Reuters|EPA|Getty)\b|toggle caption|[Hh]ide [Cc]aption|Enlarge this image|\b\d+ of \d+ Photos?\b|"
    r"^(?:(?:\w+ ){0,2}\w+[’']s )?(?:[A-Z][\w’'-]+ ){2,3}(?:talks|speaks|chats|sits down) (?:to|with)\b.*\babout\b|"
    r"\b[Gg]ood (?:morning|evening|afternoon|night)\b|^(?:From|For|With) (?:[\w’'.-]+,? ){1,8}(?:reports|reporting)\W*$|"
    r"^Live (?:from|in|at) (?!\w+ing\b)[A-Z]|^(?:More|Much more) now (?:on|from)\b|\bStory [Hh]ighlights\b|"
    r"^(?!.*\b(?:said|says|told)\b)(?:[\w’'-]+,? ){1,5}(?:help|carry|walk|stand|gather|look|sit|hold|react|attend|arrive|"
    r"inspect|wait|work|watch|mourn|pray|flee)s?\b.*\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
)
"""The line beneath a picture, which says what it shows and not what happened, and what a broadcast says of itself."""
SAME_EVENT, SAME_PLACE, LEADING = 0.3, 0.22, 4
"""Share of telling words, in titles and so many first sentences, from which two stories are of one event; where a place is
named in both."""
EARLY, SUPPORT = 8, 1.5
"""Sentences of an article that count as its early ones; what a sentence gains that all other articles begin with, too."""
OLD_DAYS, OLD = 30, 1.0
"""A sentence whose dates all lie so long before its article is background, and worth so much less."""
_LONG_AGO = re.compile(r"\b(?:months?|years?|decades?) (?:ago|earlier)\b|\blast year\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\d{4}(?:-\d\d){0,2}")
HEADLINES = 4
"""First sentences of an article that may be its headline again, or the line beneath it."""
REPEATS = 0.6
"""Share of the shorter sentence's telling words from which two sentences say the same."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be shown, where it stands (article's rank in the story, sentence's number) and its worth.

    `clause`: lifted out of a sentence of another topic. `old`: of a time long before its article. `tolls`: the effects and
    numbers of the casualties that it tells.
    """

    lifted: Lifted
    sentence: Span
    section: str | None
    place: tuple[int, int]
    words: frozenset[str]
    worth: float
    clause: bool = False
    old: bool = False
    tolls: frozenset[tuple[str, float | None]] = frozenset()

    @property
    def length(self) -> int:
        return word_count(self.lifted.text)


@dataclass(frozen=True, slots=True)
class Leading:
    """What a story's articles begin with: the telling words of titles and first sentences, and the places named there."""

    words: frozenset[str]
    places: frozenset[str]

    def is_event_of(self, other: Leading) -> bool:
        """Do two stories begin in the same words, or with one place and in many of the same?"""
        return overlap(self.words, other.words) >= (SAME_PLACE if self.places & other.places else SAME_EVENT)


def candidates(request: Request, story: Story) -> list[Candidate]:
    """A story → the sentences of its articles of the period that stand alone, the worthiest first."""
    found = []
    ids = request.current(story)
    for rank, id_ in enumerate(ids):
        article, annotation = request.article(id_), request.annotation(id_)
        title = content(article.title or "")
        for number, sentence in enumerate(annotation.sentences):
            lifted = lift(sentence.span, article, annotation)
            if lifted is None or CAPTION.search(lifted.text) or not SHORTEST <= word_count(lifted.text) <= LONGEST:
                continue
            said = content(lifted.text)
            if number < HEADLINES and said <= title:
                continue
            old = _is_background(annotation, sentence.span, lifted.text)
            worth = _worth(annotation, sentence.span, number, overlap(title, said) if title else 0.0)
            tolls = _tolls(annotation, sentence.span)
            worth -= (0.0 if sentence.section is not None else OFF_TOPIC) + (OLD if old else 0.0)
            found.append(Candidate(lifted, sentence.span, sentence.section, (rank, number), said, worth, old=old, tolls=tolls))
    return sorted(_with_support(found, len(ids)), key=lambda candidate: (-candidate.worth, candidate.place))


def clauses(request: Request, story: Story) -> list[Candidate]:
    """A story → the attributed clauses on the section's topic in sentences that went elsewhere: "officials said the talks …".

    A clause runs without a gap from its speaker to the end of the sentence. One whose sentence another topic shows is left out.
    """
    topic = request.settings.topic or ""
    told = " ".join(item.text for section in request.done for item in section.items if item.kind == "story")
    found = []
    for rank, id_ in enumerate(request.current(story)):
        article, annotation = request.article(id_), request.annotation(id_)
        for quote in annotation.quotes:
            span = _clause(quote, article)
            sentence = sentence_of(annotation, span) if span is not None else None
            if span is None or sentence is None or span not in sentence.span or sentence.section in (topic, None):
                continue
            text = flat(span.of(article.text))
            if text in told or not SHORTEST <= word_count(text) <= LONGEST or not (is_whole(text) and stands_alone(text)):
                continue
            if names(text, topic, request.topics):
                number = annotation.sentences.index(sentence)
                worth = _worth(annotation, span, number, 0.0)
                found.append(Candidate(Lifted(text, (span,)), span, topic, (rank, number), content(text), worth, clause=True))
    return found


def _clause(quote: Quote, article: Article) -> Span | None:
    """A quote whose speaker and cue come first → the span of speaker, cue and words, closing mark included."""
    speaker = quote.speaker
    if speaker is None or speaker.mention is None or quote.cue is None or len(quote.content) != 1:
        return None
    (said,) = quote.content
    if not speaker.mention.end <= quote.cue.start < quote.cue.end <= said.start:
        return None
    if said.start - quote.cue.end > FAR or quote.cue.start - speaker.mention.end > FAR:
        return None
    end = said.end
    while end < len(article.text) and article.text[end] in f"{CLOSING}.!?":
        end += 1
    return Span(article.id, speaker.mention.start, end)


def _worth(annotation: Annotation, sentence: Span, number: int, on_title: float) -> float:
    """The lead is hard to beat; casualties, figures and places make a sentence worth more, quotations alone do not."""
    inside = [figure for figure in annotation.figures if figure.span in sentence and figure.low is not None]
    harmed = any(casualty.span.overlaps(sentence) for casualty in annotation.casualties)
    places = any(place.span in sentence for place in annotation.places)
    spoken = sum(
        s.end - s.start for quote in annotation.quotes if quote.kind == "direct" for s in quote.content if s in sentence
    )
    mostly_quoted = spoken > 0.6 * (sentence.end - sentence.start)
    worth = 2.0 / (1 + 0.4 * number) + HARM * harmed + 0.2 * min(2, len(inside)) + 0.2 * places + 0.5 * on_title
    return worth - 0.5 * mostly_quoted


def _tolls(annotation: Annotation, sentence: Span) -> frozenset[tuple[str, float | None]]:
    """A sentence → the effects and numbers of the casualties that it counts."""
    groups = {(each.effect, each.low) for each in annotation.casualties if each.span.overlaps(sentence)}
    counts = {(str(each.kind), each.low) for each in annotation.figures if each.kind in HARMED and each.span in sentence}
    return frozenset(groups | counts)


def _is_background(annotation: Annotation, sentence: Span, text: str) -> bool:
    """Does a sentence tell of a time long before its article?"""
    if annotation.published is None:
        return bool(_LONG_AGO.search(text))
    recent = (date.fromisoformat(annotation.published[:10]) - timedelta(days=OLD_DAYS)).isoformat()
    days = [time.value for time in annotation.times if time.span in sentence and _CALENDAR.fullmatch(time.value[:10])]
    dated = [f"{day[:10]}-12-31"[:10] if len(day) < 7 else f"{day[:10]}-31"[:10] for day in days]
    return max(dated) < recent if dated else bool(_LONG_AGO.search(text))


def _with_support(found: Sequence[Candidate], articles: int) -> list[Candidate]:
    """Candidates → the same, worth more by how much of each the story's other articles say early on, too."""
    if articles < 2:
        return list(found)
    early = [other for other in found if other.place[1] < EARLY]
    shown = []
    for one in found:
        shared: dict[int, float] = {}
        for other in early:
            rank = other.place[0]
            if rank != one.place[0]:
                shared[rank] = max(shared.get(rank, 0.0), overlap(one.words, other.words))
        worth = round(one.worth + SUPPORT * sum(shared[rank] for rank in sorted(shared)) / (articles - 1), 6)
        shown.append(replace(one, worth=worth))
    return shown


def agree(one: Candidate, other: Candidate) -> bool:
    """Do two sentences say much the same?"""
    return overlap(one.words, other.words) >= REPEATS


def leading(request: Request, story: Story) -> Leading:
    """A story → what its articles begin with."""
    words: set[str] = set()
    places: set[str] = set()
    for id_ in request.current(story):
        article, annotation = request.article(id_), request.annotation(id_)
        first = annotation.sentences[:LEADING]
        words |= content(article.title or "")
        for sentence in first:
            words |= content(flat(sentence.span.of(article.text)))
        places |= {place.name for place in annotation.places if first and place.span.end <= first[-1].span.end}
    return Leading(frozenset(words), frozenset(places))


def shown_before(request: Request) -> list[frozenset[str]]:
    """The telling words of each sentence that the highlights and topics built so far show."""
    texts: list[str] = []
    for section in request.done:
        for item in section.items:
            if item.kind == "highlight":
                texts.append(item.text)
            elif item.kind == "story":
                texts.extend(statement.text for statement in item.statements)
    return [content(text) for text in texts]


def corroboration(request: Request, chosen: Candidate, among: Sequence[Candidate]) -> list[Span]:
    """A chosen sentence → the sentences by which other outlets say the same, one an outlet, in the story's order."""
    outlets = {request.outlet(chosen.sentence.article)}
    spans = []
    for other in sorted(among, key=lambda candidate: candidate.place):
        outlet = request.outlet(other.sentence.article)
        if outlet not in outlets and agree(chosen, other):
            outlets.add(outlet)
            spans.append(other.sentence)
    return spans


def lead_article(request: Request, story: Story, chosen: Sequence[Candidate]) -> ArticleId | None:
    """The article whose title heads a story: the first with a title among the chosen sentences' own, then among all."""
    own = [candidate.sentence.article for candidate in chosen]
    return next((id_ for id_ in [*own, *request.current(story)] if (request.article(id_).title or "").strip()), None)
