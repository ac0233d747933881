"""The period's best quotations: the speaker's own words, who he is, and where other outlets have other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefer.model.annotation import Quote, Speaker
from briefer.model.article import Article
from briefer.model.brief import Item, Mark, QuoteItem, Statement, Voice
from briefer.model.span import ArticleId, Span
from briefer.model.story import QuoteLine, QuoteVersion, Story
from briefer.model.words import flat
from briefer.sections.relevance import topics_of
from briefer.sections.request import Request, day, sentence_of
from briefer.sections.wording import content, overlap, word_count

LIMIT = 8
A_SPEAKER = 2
"""Quotations by one speaker."""
INDIRECT = 0.25
"""Share of reported statements among the items."""
SHORTEST, LONGEST = 6, 60
ALIKE = 0.7
NEAR = 200
"""Characters around a mention in which a speaker's role and affiliation are looked for."""

_LEANS = re.compile(r"(?:it|this|that|these|those|they|he|she|but|and|so|because|which|who|to|of)\b", re.IGNORECASE)

_NOBODY = re.compile(r"(?:it|this|that|these|those|which|who|what|there|one|some|others?)", re.IGNORECASE)
"""Words that name no speaker."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation that may be shown: its words, its speaker as the sources name him, and the spans of both."""

    story: Story
    line: QuoteLine
    version: QuoteVersion
    text: str
    voice: Voice
    spans: tuple[Span, ...]
    worth: float


def build(request: Request) -> tuple[Item, ...]:
    """Quotations of the period's stories on a topic → the best ones, at most two a speaker, no two alike, by worth."""
    limit = request.settings.limit or LIMIT
    stories = [story for story in request.material.stories if topics_of(request, story)]
    found = [said for story in stories for said in _of_story(request, story)]
    found.sort(key=lambda said: (-said.worth, said.version.article, said.version.quote.content[0]))
    chosen: list[Said] = []
    speakers: Counter[str] = Counter()
    indirect = 0
    for said in found:
        who = (said.voice.name or said.voice.mention or "").casefold()
        is_indirect = said.version.quote.kind == "indirect"
        full = len(chosen) == limit or speakers[who] >= A_SPEAKER or (is_indirect and indirect >= max(1, int(limit * INDIRECT)))
        if full or any(overlap(content(said.text), content(other.text)) >= ALIKE for other in chosen):
            continue
        chosen.append(said)
        speakers[who] += 1
        indirect += is_indirect
        request.take(said.text)
    return tuple(_item(request, said, number) for number, said in enumerate(chosen, 1))


def _of_story(request: Request, story: Story) -> list[Said]:
    current = set(request.current(story))
    found = []
    for line in story.quotes:
        for version in line.versions:
            said = _said(request, story, line, version) if version.article in current else None
            if said is not None:
                found.append(said)
                break
    return found


def _said(request: Request, story: Story, line: QuoteLine, version: QuoteVersion) -> Said | None:
    """One wording → how it would be shown; None where it is too short or long, nobody says it, or it is shown already.

    Of a sentence that another section shows, the speaker's own words may still be set as a quotation; a reported statement
    would only say it twice.
    """
    article, quote = request.article(version.article), version.quote
    text = shown(quote, article)
    if quote.speaker is None or not SHORTEST <= word_count(text) <= LONGEST or request.is_taken(text):
        return None
    annotation = request.annotation(version.article)
    around = {s.span for part in quote.content if (s := sentence_of(annotation, part))}
    if quote.kind == "indirect" and all(request.is_taken(span.of(article.text)) for span in around):
        return None
    wanted = [name.casefold() for name in request.settings.filters.speakers]
    if wanted and not any(name in (quote.speaker.name or "").casefold() for name in wanted):
        return None
    voice, named = voice_of(request, version.article, quote.speaker)
    if voice is None or _NOBODY.fullmatch(voice.name or voice.mention or ""):
        return None
    spans = (*quote.content, *named)
    return Said(story, line, version, text, voice, spans, _worth(story, quote, text, voice))


def shown(quote: Quote, article: Article) -> str:
    """A quotation → its words; what its cue interrupts is joined, with ` … ` where a new sentence follows a lost full stop."""
    pieces = [flat(span.of(article.text)) for span in quote.content]
    bare = [piece.removesuffix(",") for piece in pieces]
    if len(pieces) == 1:
        return bare[0]
    if any(piece.endswith(",") and after[:1].isupper() for piece, after in pairwise(pieces)):
        return " … ".join(bare)
    return " ".join([*pieces[:-1], bare[-1]])


def voice_of(request: Request, id_: ArticleId, speaker: Speaker) -> tuple[Voice | None, tuple[Span, ...]]:
    """A speaker → his name, role and affiliation as far as the article's own words give them, and the spans of those words."""
    article, annotation = request.article(id_), request.annotation(id_)
    name = None if speaker.anonymous else speaker.name
    person = next((person for person in annotation.people if person.name == name), None) if name else None
    mentions = [*(person.mentions if person else ()), *([speaker.mention] if speaker.mention else ())]
    full = _first(article, name, [Span(id_, 0, len(article.text))]) if name else None
    if full is None:
        name, spans = None, [speaker.mention] if speaker.mention else []
    else:
        spans = [full, *([speaker.mention] if speaker.mention else [])]
    if not spans:
        return None, ()
    near = [Span(id_, max(0, m.start - NEAR), min(len(article.text), m.end + NEAR)) for m in [*spans, *mentions]]
    role, affiliation = _first(article, speaker.role, near), _first(article, speaker.affiliation, near)
    mention = flat(speaker.mention.of(article.text)) if speaker.mention and name is None else None
    voice = Voice(
        name=name,
        mention=mention,
        role=flat(role.of(article.text)) if role else None,
        affiliation=flat(affiliation.of(article.text)) if affiliation else None,
        anonymous=speaker.anonymous,
    )
    return voice, tuple(dict.fromkeys([*spans, *(span for span in (role, affiliation) if span)]))


def _first(article: Article, words: str | None, windows: Sequence[Span]) -> Span | None:
    """Words → where they first stand in one of the windows, as whole words, case aside."""
    if not words or not words.split():
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
    for window in windows:
        if match := pattern.search(article.text, window.start, window.end):
            return Span(article.id, match.start(), match.end())
    return None


def _worth(story: Story, quote: Quote, text: str, voice: Voice) -> float:
    """Own words before reported ones, a named speaker with a role before others, a thought that needs no context."""
    form = {"direct": 2.0, "mixed": 1.5, "indirect": 0.3}[quote.kind]
    standing = (1.0 if voice.name else 0.0) + (0.5 if voice.role or voice.affiliation else 0.0) - 0.5 * voice.anonymous
    whole = (0.5 if text[:1].isupper() else 0.0) - (0.7 if _LEANS.match(text) else 0.0)
    length = 0.4 if 10 <= word_count(text) <= 40 else 0.0
    return round(form + standing + whole + length + story.importance / 5, 6)


def _item(request: Request, said: Said, number: int) -> QuoteItem:
    versions, same = _other_wordings(request, said)
    speaker = said.version.quote.speaker
    marks: list[Mark] = list(request.marks_of(said.story, [(speaker, said.version.article)] if speaker else []))
    if versions:
        marks.append("differing")
    return QuoteItem(
        id=request.item_id(number),
        text=said.text,
        citations=request.cite([*said.spans, *same]),
        status=said.story.status,
        marks=tuple(marks),
        story=said.story.id,
        form=said.version.quote.kind,
        speaker=said.voice,
        medium=said.version.quote.medium,
        place=None,
        date=day(request.article(said.version.article)),
        versions=versions,
    )


def _other_wordings(request: Request, said: Said) -> tuple[tuple[Statement, ...], list[Span]]:
    """The line's versions in other outlets → those whose words differ, one a wording, and the spans of those that agree."""
    own = content(said.text)
    outlets, seen = {request.outlet(said.version.article)}, {_spoken(said.text)}
    differing: list[Statement] = []
    same: list[Span] = []
    for version in said.line.versions:
        outlet = request.outlet(version.article)
        if outlet in outlets:
            continue
        outlets.add(outlet)
        text = " … ".join(flat(span.of(request.article(version.article).text)) for span in version.quote.content)
        if _spoken(text) in _spoken(said.text) or content(text) == own:
            same += version.quote.content
        elif _spoken(text) not in seen:
            seen.add(_spoken(text))
            differing.append(Statement(text, request.cite(version.quote.content)))
    return tuple(differing), same


def _spoken(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
