"""An article's quotes: direct, indirect and mixed speech, each with its cue and its speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Token

from briefer.annotate.findings import findings, register, span_of
from briefer.annotate.quotes.direct import attach, cue_before, cue_in, floats
from briefer.annotate.quotes.draft import Draft, Paragraph, Quoted
from briefer.annotate.quotes.fold import folded
from briefer.annotate.quotes.indirect import statements
from briefer.annotate.quotes.lexicon import cues
from briefer.annotate.quotes.marks import passages
from briefer.annotate.quotes.medium import medium
from briefer.annotate.quotes.parse import Range, Statement, lemma
from briefer.annotate.quotes.speakers import Cast
from briefer.annotate.quotes.turns import turns
from briefer.annotate.tokens import text_of
from briefer.model.annotation import Quote, QuoteKind
from briefer.model.span import Span


def find_quotes(doc: Doc) -> tuple[Quote, ...]:
    """A Doc, parsed → its quotes in the order of their first words.

    First the passages with a cue behind them, then the clauses that cues report (with the passages inside them), then the
    passages with a cue before them, at last those without a cue, which go on with the speaker before.
    """
    if not len(doc):
        return ()
    bounds = findings(doc).paragraphs or ((0, len(doc)),)
    paragraphs, inside = _paragraphs(doc, bounds)
    drafts = turns(doc, paragraphs, inside)
    for paragraph in paragraphs:
        drafts += attach(paragraph)
    drafts += _reported(doc, paragraphs, inside, {draft.verb for draft in drafts})
    _leftover(paragraphs, drafts)
    return _finished(doc, drafts, bounds, paragraphs)


def _paragraphs(doc: Doc, bounds: tuple[Range, ...]) -> tuple[list[Paragraph], dict[int, int]]:
    starts, lengths = doc.to_array(["IDX", "LENGTH"]).T.tolist() if len(doc) else ([], [])
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    offsets = [(doc[start].idx, ends[end - 1]) for start, end in bounds]
    inside: dict[int, int] = {}
    text = text_of(doc)
    paragraphs = [Paragraph(doc, text, number, start, end, [], inside) for number, (start, end) in enumerate(bounds)]
    for number, passage in enumerate(passages(text, offsets)):
        first, last = bisect_right(ends, passage.first), bisect_left(starts, passage.last)
        for index in range(first, last):
            inside.setdefault(index, number)
        paragraphs[passage.paragraph].quoted.append(Quoted(passage, first, last))
    return paragraphs, inside


def _reported(doc: Doc, paragraphs: list[Paragraph], inside: dict[int, int], used: set[int | None]) -> list[Draft]:
    """Indirect statements; a passage that lies in several, and has no cue of its own, belongs to the innermost."""
    drafts = []
    starts = [paragraph.start for paragraph in paragraphs]
    found = [statement for statement in statements(doc, inside) if statement[0].i not in used]
    for token, cue, speaker, content in sorted(found, key=_inner_first):
        paragraph = paragraphs[max(bisect_right(starts, token.i) - 1, 0)]
        draft = Draft([], cue, speaker, paragraph.number, token.i)
        spans = [_with_passages(doc, paragraph, draft, where) for where in content]
        draft.content = _merged([span for span in spans if span[0] < span[1]])
        if draft.content:
            drafts.append(draft)
    return drafts


def _inner_first(statement: Statement) -> tuple[bool, int]:
    """Verbs before nouns, short contents before long ones."""
    token, _, _, content = statement
    return token.pos_ == "NOUN", sum(end - start for start, end in content)


def _with_passages(doc: Doc, paragraph: Paragraph, draft: Draft, where: Range) -> tuple[int, int]:
    """A range of content → its characters: a passage at its edge is inside whole, and its mark is not."""
    start, end = where
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    for quoted in paragraph.quoted:
        passage = quoted.passage
        if passage.start < last and first < passage.end:
            if quoted.draft is None:
                quoted.draft = draft
            if passage.start < first or first in (passage.first, passage.start):
                first = passage.start
            if last < passage.end or last in (passage.end, passage.last):
                last = passage.end if first >= passage.start else passage.last
    return first, last


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _leftover(paragraphs: list[Paragraph], drafts: list[Draft]) -> None:
    """Passages still without a draft: a cue before them, else the quotation that they go on with."""
    carried: Draft | None = None
    for paragraph in paragraphs:
        for index, quoted in enumerate(paragraph.quoted):
            span = (quoted.passage.start, quoted.passage.end)
            if carried is not None and index == 0 and quoted.start == paragraph.start and quoted.draft is None:
                quoted.draft = carried
                carried.content.append(span)
            if quoted.draft is None and (together := _coordinated(paragraph, index)) is not None:
                quoted.draft = together
                together.content.append(span)
            if quoted.draft is None or _nearer(paragraph, index, quoted.draft):
                found = cue_before(paragraph, index)
                if found is None and index == 0 and quoted.start == paragraph.start and paragraph.number:
                    found = _introduced(paragraphs[paragraph.number - 1])
                if found is not None:
                    token, speaker = found
                    quoted.draft = next((draft for draft in drafts if draft.verb == token.i), None)
                    if quoted.draft is None:
                        quoted.draft = Draft([span], (token.i, token.i + 1), speaker, paragraph.number, token.i)
                        drafts.append(quoted.draft)
                    else:
                        quoted.draft.content = _merged([*quoted.draft.content, span])
            if quoted.draft is None and floats(paragraph, index):
                _float(paragraphs, paragraph, index, quoted, drafts)
            carried = quoted.draft if quoted.passage.carries else None


def _coordinated(paragraph: Paragraph, index: int) -> Draft | None:
    """The draft of the passage before, where nothing but "and", "or" or a comma stands between: “weak” and “corrupt”."""
    gap = paragraph.gap_before(index)
    between = [token.lower_ for token in paragraph.doc[gap[0] : gap[1]] if not token.is_space]
    if not index or not between or not set(between) <= {",", "and", "or", "but", "a", "an", "the", "then", "&"}:
        return None
    return paragraph.quoted[index - 1].draft


def _nearer(paragraph: Paragraph, index: int, draft: Draft) -> bool:
    """Does another cue of naming or speech stand between the passage and the cue of the statement that it lies in?"""
    if draft.verb is None or draft.verb >= paragraph.quoted[index].start:
        return False
    found = cue_before(paragraph, index)
    return found is not None and found[0].i > draft.verb and lemma(found[0]) in cues().naming and found[1] is not None


def _introduced(paragraph: Paragraph) -> tuple[Token, Range | None] | None:
    """A paragraph that ends in a colon → the cue in its last sentence."""
    words = [token for token in paragraph.doc[paragraph.start : paragraph.end] if not token.is_space]
    if not words or words[-1].text != ":":
        return None
    return cue_in(paragraph, paragraph.last_sentence((paragraph.start, words[-1].i + 1)))


def _float(paragraphs: list[Paragraph], paragraph: Paragraph, index: int, quoted: Quoted, drafts: list[Draft]) -> None:
    """A passage that is a sentence of its own goes on with the quotation before it."""
    span = (quoted.passage.start, quoted.passage.end)
    before = [draft for draft in drafts if draft.paragraph == paragraph.number and draft.start < span[0]]
    ahead = paragraph.quoted[index - 1].draft if index else None
    if ahead is not None:
        quoted.draft = ahead
        ahead.content.append(span)
        return
    if not before and paragraph.number:
        before = [draft for draft in drafts if draft.paragraph == paragraph.number - 1]
    spoken = [draft for draft in before if draft.speaker is not None and _may_go_on(paragraph.doc[draft.speaker[0]])]
    if spoken:
        passages_of = {id(each.draft) for each in [*paragraph.quoted, *paragraphs[paragraph.number - 1].quoted]}
        latest = max(spoken, key=lambda draft: (id(draft) in passages_of, draft.start))
        quoted.draft = Draft([span], None, latest.speaker, paragraph.number, None)
        drafts.append(quoted.draft)
    else:
        quoted.draft = Draft([span], None, None, paragraph.number, None)
        drafts.append(quoted.draft)


def _may_go_on(first: Token) -> bool:
    """Does whoever spoke before go on: not "critics who say", not "its report"?"""
    return first.tag_ not in {"WP", "WDT", "PRP$"} and first.lower_ not in {"it", "this", "that", "they"}


def _finished(doc: Doc, drafts: list[Draft], bounds: tuple[Range, ...], paragraphs: list[Paragraph]) -> tuple[Quote, ...]:
    quoted = _quoted(paragraphs)
    cast = Cast(doc, [(passage.start, passage.end) for each in paragraphs for passage in (one.passage for one in each.quoted)])
    article = findings(doc).article.id
    quotes: list[tuple[Draft, Quote]] = []
    previous: int | None = None
    last = -2
    for draft in sorted(drafts, key=lambda draft: (draft.start, draft.verb or 0)):
        speaker, number = None, None
        if draft.speaker is not None and draft.speaker[0] < draft.speaker[1]:
            speaker, number = cast.resolve(
                draft.speaker, bounds, draft.paragraph, previous if draft.paragraph - last <= 1 else None
            )
        if number is not None:
            previous, last = number, draft.paragraph
        content = tuple(Span(article, start, end) for start, end in _merged(draft.content))
        cue = span_of(doc, *draft.cue) if draft.cue else None
        quote = Quote(content, cue, _kind(draft, quoted[draft.paragraph]), medium(doc, draft), speaker)
        quotes.append((draft, quote))
    return folded(doc, quotes)


def _quoted(paragraphs: list[Paragraph]) -> list[list[tuple[int, int]]]:
    """Each paragraph's quoted words at character offsets, with those of a quotation that runs on from it."""
    found: list[list[tuple[int, int]]] = []
    for paragraph in reversed(paragraphs):
        own = [(quoted.passage.start, quoted.passage.end) for quoted in paragraph.quoted]
        runs_on = bool(paragraph.quoted) and paragraph.quoted[-1].passage.carries and bool(found)
        found.append([*own, *found[-1]] if runs_on else own)
    return found[::-1]


def _kind(draft: Draft, quoted: list[tuple[int, int]]) -> QuoteKind:
    """direct: all in quotation marks; mixed: some of it; indirect: nothing."""
    if draft.verbatim or all(any(first <= start and end <= last for first, last in quoted) for start, end in draft.content):
        return "direct"
    return (
        "mixed" if any(first < end and start < last for first, last in quoted for start, end in draft.content) else "indirect"
    )


make = register("briefer_quotes", "quotes", find_quotes)
