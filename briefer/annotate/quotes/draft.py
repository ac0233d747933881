"""What the finders of this package hand on to each other: the paragraph that is read, and the quotes that take shape in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from briefer.annotate.quotes.marks import Passage
from briefer.annotate.quotes.parse import Range

TERMINATORS = {".", "!", "?", "…", "..."}


@dataclass(slots=True)
class Draft:
    """A quote in the making: content at character offsets, cue and speaker at token offsets."""

    content: list[tuple[int, int]]
    cue: Range | None
    speaker: Range | None
    paragraph: int
    verb: int | None = None
    verbatim: bool = False

    @property
    def start(self) -> int:
        return min(start for start, _ in self.content)

    @property
    def end(self) -> int:
        return max(end for _, end in self.content)


@dataclass(slots=True)
class Quoted:
    """A passage at token offsets, marks included, and the draft that it went to."""

    passage: Passage
    start: int
    end: int
    draft: Draft | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph at token offsets, its passages, and which of them each token stands in.

    `text` is the whole Doc's: `Doc.text` is put together anew at every call.
    """

    doc: Doc
    text: str
    number: int
    start: int
    end: int
    quoted: list[Quoted]
    inside: dict[int, int] = field(default_factory=dict)

    def gap_before(self, index: int) -> Range:
        """The tokens between a passage and the one before it."""
        return (self.quoted[index - 1].end if index else self.start), self.quoted[index].start

    def gap_after(self, index: int) -> Range:
        """The tokens between a passage and the one behind it."""
        return self.quoted[index].end, (self.quoted[index + 1].start if index + 1 < len(self.quoted) else self.end)

    def last_sentence(self, gap: Range) -> Range:
        """The part of a gap that belongs to the sentence in which it ends."""
        start = gap[0]
        for index in range(*gap):
            if self.doc[index].text in TERMINATORS:
                start = index + 1
        return start, gap[1]

    def first_sentence(self, gap: Range) -> Range:
        """The part of a gap that belongs to the sentence in which it begins."""
        for index in range(*gap):
            if self.doc[index].text in TERMINATORS:
                return gap[0], index
        return gap

    def words(self, where: Range) -> list[Token]:
        """The tokens of a range that are neither space nor punctuation."""
        return [token for token in self.doc[where[0] : where[1]] if not (token.is_space or token.is_punct)]
