"""The period's best quotations: a speaker's own words, who he is, where and when, and what other outlets have instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefer.model.annotation import Quote
from briefer.model.article import Article
from briefer.model.brief import Item, Mark, QuoteItem, Voice, Wording
from briefer.model.numbers import numbers_in
from briefer.model.span import Span
from briefer.model.story import QuoteLine, QuoteVersion, Story
from briefer.model.words import flat
from briefer.sections.quote_setting import setting_of
from briefer.sections.quote_worth import may_be_shown, worth
from briefer.sections.relevance import topics_of
from briefer.sections.request import Request, sentence_of
from briefer.sections.speakers import surname, voice_of
from briefer.sections.wording import content, overlap, word_count

LIMIT = 8
A_SPEAKER = 2
"""Quotations by one speaker."""
AGAIN, SAME_STORY = 0.6, 0.15
"""What a quotation is worth less for each one by its speaker, and for each one of its story, that is chosen already."""
INDIRECT = 0.25
"""Share of reported statements among the items."""
OWN = 4
"""Words in marks from which a partly quoted statement holds its speaker's own words."""
_IN_MARKS = re.compile(r"“[^”]*”|\"[^\"]*\"")
CONSIDERED = 2000
"""Of more quotations than these, the worthiest alone are looked at."""
FLOOR = 2.6
"""The worth from which a quotation is shown: a short section is better than a weak one."""
SHORTEST, LONGEST = 6, 60
ALIKE, BY_ONE, VERBATIM = 0.8, 0.6, 0.9
"""Share of the shorter one's telling words from which two quotations are one; `BY_ONE` where one speaker has both, `VERBATIM`
where two names do …"""
TELLING = 6
"""… which is a mistake of somebody's where the words are more than these: “it is a shame” is said by many."""


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

    @property
    def who(self) -> str:
        return surname(self.voice.name) if self.voice.name else (self.voice.mention or "").casefold()


def build(request: Request) -> tuple[Item, ...]:
    """Quotations of the period's stories on a topic → the best ones, by worth; no two alike, not one speaker all the time."""
    limit = request.settings.limit or LIMIT
    stories = [story for story in request.material.stories if topics_of(request, story)]
    found = _one_each([said for story in stories for said in _of_story(request, story)])
    chosen: list[tuple[Said, tuple[Said, ...]]] = []
    speakers: Counter[str] = Counter()
    told: Counter[str] = Counter()
    while found and len(chosen) < limit:
        indirect = sum(said.version.quote.kind == "indirect" for said, _ in chosen)
        full = indirect >= max(1, int(limit * INDIRECT))
        allowed = [
            (said, same)
            for said, same in found
            if speakers[said.who] < A_SPEAKER and not (full and said.version.quote.kind == "indirect")
        ]
        best = max(allowed, key=lambda one: _now_worth(one[0], speakers, told), default=None)
        if best is None or _now_worth(best[0], speakers, told) < FLOOR:
            break
        found.remove(best)
        chosen.append(best)
        speakers[best[0].who] += 1
        told[best[0].story.id] += 1
        request.take(best[0].text)
    return tuple(_item(request, said, same, number) for number, (said, same) in enumerate(chosen, 1))


def _now_worth(said: Said, speakers: Counter[str], told: Counter[str]) -> float:
    return said.worth - AGAIN * speakers[said.who] - SAME_STORY * told[said.story.id]


def _one_each(found: Sequence[Said]) -> list[tuple[Said, tuple[Said, ...]]]:
    """Quotations → each once, the worthiest first, with those of other stories that are the same.

    Where sources give the same words to different people, the one whom more outlets name has said them; where as many name
    another, nobody has.
    """
    ordered = sorted(found, key=lambda said: (-said.worth, said.version.article, said.version.quote.content[0]))[:CONSIDERED]
    groups: list[list[Said]] = []
    with_numbers: dict[frozenset[float], list[tuple[frozenset[str], list[Said]]]] = {}
    for said in ordered:
        words = content(said.text)
        alike = with_numbers.setdefault(frozenset(number.value for number in numbers_in(said.text)), [])
        home = next((group for theirs, group in alike if _same(said, words, group[0], theirs)), None)
        if home is None:
            groups.append([said])
            alike.append((words, groups[-1]))
        else:
            home.append(said)
    sure = (_by_one(group) for group in groups)
    return [(group[0], tuple(group[1:])) for group in sure if group]


def _by_one(group: list[Said]) -> list[Said]:
    """The same words → those by the speaker whom most versions name, and by nobody known; none where it is a draw."""
    named: Counter[str] = Counter()
    for said in group:
        for version in said.line.versions:
            speaker = version.quote.speaker
            if speaker and speaker.name:
                named[surname(speaker.name)] += 1
    ranked = named.most_common(2)
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return []
    return [said for said in group if not ranked or said.voice.name is None or said.who == ranked[0][0]]


def _same(one: Said, words: frozenset[str], other: Said, others: frozenset[str]) -> bool:
    """Two quotations with the same numbers, each with its words: are they one?"""
    shared = overlap(words, others)
    direct = one.version.quote.kind == other.version.quote.kind == "direct" and len(words) >= TELLING
    if one.who == other.who:
        return shared >= BY_ONE
    return shared >= (VERBATIM if one.voice.name and other.voice.name else ALIKE) and (
        direct or not (one.voice.name and other.voice.name)
    )


def _of_story(request: Request, story: Story) -> Iterator[Said]:
    current = set(request.current(story))
    for line in story.quotes:
        shown = (_said(request, story, line, version) for version in line.versions if version.article in current)
        yield from [said for said in shown if said is not None][:1]


def _said(request: Request, story: Story, line: QuoteLine, version: QuoteVersion) -> Said | None:
    """One wording → how it would be shown; None where it cannot be printed, nobody says it, or it is shown already.

    Of a sentence that another section shows, the speaker's own words may still be set as a quotation; a reported statement
    would only say it twice.
    """
    article, quote = request.article(version.article), version.quote
    text = shown(quote, article)
    if quote.speaker is None or not SHORTEST <= word_count(text) <= LONGEST or request.is_taken(text):
        return None
    annotation = request.annotation(version.article)
    around = {s.span for part in quote.content if (s := sentence_of(annotation, part))}
    if _is_reported(quote, text) and all(request.is_taken(span.of(article.text)) for span in around):
        return None
    wanted = [name.casefold() for name in request.settings.filters.speakers]
    if wanted and not any(name in (quote.speaker.name or "").casefold() for name in wanted):
        return None
    voice, named = voice_of(request, version.article, quote.speaker)
    if voice is None or not may_be_shown(quote, text, article):
        return None
    spans = (*quote.content, *named)
    return Said(story, line, version, text, voice, spans, worth(request, story, line, quote, text, voice))


def _is_reported(quote: Quote, text: str) -> bool:
    """Are these the reporter's words, with no more than a name or a snatch in marks: the “prince” scheme?"""
    own = sum(word_count(words) for words in _IN_MARKS.findall(text))
    return quote.kind == "indirect" or (quote.kind == "mixed" and own < OWN)


def shown(quote: Quote, article: Article) -> str:
    """A quotation → its words; what its cue interrupts is joined, with ` … ` where a new sentence follows a lost full stop."""
    pieces = [flat(span.of(article.text)) for span in quote.content]
    bare = [re.sub(r",([”\"’']*)$", r"\1", piece) for piece in pieces]
    if len(pieces) == 1:
        return bare[0]
    if any(piece.endswith(",") and after[:1].isupper() for piece, after in pairwise(pieces)):
        return " … ".join(bare)
    return " ".join([*pieces[:-1], bare[-1]])


def _item(request: Request, said: Said, same: Sequence[Said], number: int) -> QuoteItem:
    versions, agreeing = _other_wordings(request, said, same)
    speaker, setting = said.version.quote.speaker, setting_of(request, said.version)
    marks: list[Mark] = list(request.marks_of(said.story, [(speaker, said.version.article)] if speaker else []))
    outlets = {request.outlet(span.article) for span in [*said.spans, *agreeing]}
    if versions or len(outlets) > 1:
        marks = [mark for mark in marks if mark != "single-source"]
    if versions:
        marks.append("differing")
    return QuoteItem(
        id=request.item_id(number),
        text=said.text,
        citations=request.cite([*said.spans, *setting.spans, *agreeing]),
        status=said.story.status,
        marks=tuple(marks),
        story=said.story.id,
        form=said.version.quote.kind,
        speaker=said.voice,
        medium=said.version.quote.medium,
        place=setting.place,
        date=setting.date,
        versions=versions,
        place_from=setting.place_from,
        date_from=setting.date_from,
    )


def _other_wordings(request: Request, said: Said, same: Sequence[Said]) -> tuple[tuple[Wording, ...], list[Span]]:
    """A quotation in other outlets → the wordings that differ, each once, and the spans of those that agree.

    A report of it in the reporter's words is no wording of it.
    """
    outlets, seen = {request.outlet(said.version.article)}, [_letters(said.text)]
    differing: list[Wording] = []
    agreeing: list[Span] = []
    for version in (version for line in (said.line, *(other.line for other in same)) for version in line.versions):
        outlet = request.outlet(version.article)
        if (
            outlet in outlets
            or version.article not in request.material.current
            or (version.quote.kind == "indirect") != (said.version.quote.kind == "indirect")
        ):
            continue
        article = request.article(version.article)
        text = shown(version.quote, article)
        outlets.add(outlet)
        if any(_letters(text) in known for known in seen):
            if _letters(text) in seen[0]:
                agreeing += version.quote.content
        elif may_be_shown(version.quote, text, article):
            seen.append(_letters(text))
            differing.append(Wording(text, request.cite(version.quote.content), version.quote.kind))
    return tuple(differing), agreeing


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))
