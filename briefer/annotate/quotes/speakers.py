"""Who speaks: the words that name a speaker there become a person, a body, or an unnamed source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefer.annotate.findings import findings, span_of
from briefer.annotate.people.lexicon import is_unnamed, speakers
from briefer.annotate.quotes.parse import Range, antecedent, noun_phrase
from briefer.annotate.tokens import text_of
from briefer.model.annotation import Person, Speaker
from briefer.model.span import Span

_PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "they": "",
    "them": "",
    "who": "",
    "i": "",
    "we": "",
    "it": "",
    "you": "",
}
_ARTICLES = {"a", "an", "the"}


class Cast:
    """The persons of an article, and who was spoken of where."""

    def __init__(self, doc: Doc, quoted: Sequence[tuple[int, int]] = ()) -> None:
        self.doc = doc
        text = text_of(doc)
        self.people = findings(doc).people
        mentions = sorted(
            (span.start, span.end, number) for number, person in enumerate(self.people) for span in person.mentions
        )
        self.mentions = mentions
        self.starts = [start for start, _, _ in mentions]
        self.told = {start for start, _, _ in mentions if any(first <= start < last for first, last in quoted)}
        self.gender = {number: _gender(text, person) for number, person in enumerate(self.people)}

    def named_in(self, start: int, end: int) -> list[int]:
        """Character offsets → the persons mentioned there, in order."""
        low = bisect_right(self.starts, start - 1)
        found = []
        for first, last, number in self.mentions[low:]:
            if first >= end:
                break
            if last <= end:
                found.append(number)
        return found

    def told_of(self, start: int, end: int) -> list[int]:
        """As `named_in`, without those whom only somebody's quoted words name: their speaker is another."""
        low = bisect_right(self.starts, start - 1)
        return [who for first, last, who in self.mentions[low:] if first < end and last <= end and first not in self.told]

    def resolve(
        self, mention: Range, paragraphs: Sequence[Range], paragraph: int, previous: int | None
    ) -> tuple[Speaker, int | None]:
        """A speaker's words, where they stand, and who spoke last → the Speaker, and the person's number where it is one."""
        doc = self.doc
        tokens = doc[mention[0] : mention[1]]
        span = span_of(doc, *mention)
        words = [token.lower_ for token in tokens if not token.is_space]
        if len(tokens) == 1 and (noun := antecedent(tokens[0])) is not None:
            said_by, number = self.resolve(noun_phrase(noun), paragraphs, paragraph, previous)
            return replace(said_by, mention=span, name=said_by.name or _body(doc, noun_phrase(noun))), number
        if len(words) == 1 and words[0] in _PRONOUNS:
            number = self._referent(_PRONOUNS[words[0]], mention[0], paragraphs, paragraph, previous)
            return self._speaker(span, number), number
        named = self.named_in(tokens.start_char, tokens.end_char)
        if named:
            return self._speaker(span, named[0]), named[0]
        unnamed = _is_unnamed(tokens.root, words)
        name = None if unnamed and not _is_plural(tokens.root.tag_) else _body(doc, mention)
        return Speaker(span, name, None, None, unnamed), None

    def _speaker(self, mention: Span, number: int | None) -> Speaker:
        if number is None:
            return Speaker(mention, None, None, None, False)
        person = self.people[number]
        return Speaker(mention, person.name, person.role, person.affiliation, False)

    def _referent(self, gender: str, at: int, paragraphs: Sequence[Range], paragraph: int, previous: int | None) -> int | None:
        """A pronoun → the one person whom it can mean in this or the previous paragraph; None below certainty.

        About 11 cases of each kind were judged by one reader (PolNeAR, development half, some of one article). Right were:
        the speaker before, named here 8 of 8, in the paragraph before 10, unnamed since 10; the only person named here 9, in
        the paragraph before 9; of several persons the last subject here 9, in the paragraph before 7. Samples of this size
        order the kinds roughly and give no rate: the last, which looked worst, stays a pronoun.
        """
        if not gender:
            return None
        offset = self.doc[at].idx
        for back in range(2):
            if paragraph - back < 0:
                break
            first = self.doc[paragraphs[paragraph - back][0]].idx
            last = offset if not back else self.doc[paragraphs[paragraph - back + 1][0]].idx
            fitting = [number for number in self.told_of(first, last) if self.gender[number] in {"", gender}]
            if previous is not None and previous in fitting:
                return previous
            if len(set(fitting)) == 1:
                return fitting[0]
            if fitting:
                if back:
                    return None
                subjects = [number for number in fitting if self._is_subject(number, first, last)]
                return subjects[-1] if subjects else None
        return previous if previous is not None and self.gender[previous] in {"", gender} else None

    def _is_subject(self, number: int, first: int, last: int) -> bool:
        for start, end, who in self.mentions:
            if who == number and first <= start < last:
                span = self.doc.char_span(start, end)
                if span is not None and span.root.dep_ in {"nsubj", "nsubjpass"}:
                    return True
        return False


def _gender(text: str, person: Person) -> str:
    """m, f or "": by the role, else by the title before one of the mentions."""
    known = speakers()
    for word in (person.role or "").lower().split():
        if word in known.women:
            return "f"
        if word in known.men:
            return "m"
    for span in person.mentions:
        before = text[max(span.start - 8, 0) : span.start].lower().split()
        title = before[-1].rstrip(".") if before else ""
        if title in known.women or title in known.men:
            return "f" if title in known.women else "m"
    return ""


def _is_plural(tag: str) -> bool:
    return tag in {"NNS", "NNPS"}


def _is_unnamed(head: Token, words: list[str]) -> bool:
    """Persons without a name: a lexicon's noun heads the phrase, or is all of it."""
    return is_unnamed(head.lower_) or (bool(words) and is_unnamed(words[-1])) or words[:1] == ["one"]


def _body(doc: Doc, mention: Range) -> str | None:
    """A body's or group's name as the text gives it; None where a pronoun in it ("his aides") says nothing by itself."""
    tokens = doc[mention[0] : mention[1]]
    if any(token.tag_ in {"PRP", "PRP$", "WP", "WDT", "EX"} for token in tokens) or tokens.root.tag_ == "DT":
        return None
    return " ".join(tokens.text.split()) or None
