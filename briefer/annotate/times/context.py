"""What the value of a time expression hangs on: the anchor day, the tense around it, and the expressions before it."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from spacy.tokens import Doc, Token

from briefer.annotate.findings import findings
from briefer.annotate.times.calendar import date_of, day
from briefer.annotate.times.words import MONTH, MONTHS
from briefer.annotate.tokens import sentence_at, text_of
from briefer.model.annotation import TimexType

Tense = Literal["past", "present", "future"]
_LEANS_FORWARD = {
    "expect", "plan", "schedule", "set", "intend", "due", "slate", "hope", "want", "aim", "prepare", "order", "agree", "go",
    "promise", "vow", "pledge", "threaten", "ready", "likely", "propose", "ask", "allow",
}  # fmt: skip
_AHEAD = {"payable", "due", "effective", "scheduled", "slated", "upcoming", "planned", "expected", "until", "till"}
_FUTURE_WORDS = {"will", "shall", "'ll", "’ll", "wo", "ll"}


@dataclass(slots=True)
class Context:
    """A text as the model reads it, in mixed case; its anchor, the article's own day; the values found so far, in order."""

    doc: Doc
    text: str
    anchor: date | None
    clock: str | None
    found: list[tuple[int, TimexType, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, doc: Doc) -> Context:
        article, text, anchor = findings(doc).article, doc.text, anchor_of(doc)
        published = article.published or ""
        clock = published[11:16] if len(published) >= 16 and anchor == date_of(published) else None
        return cls(doc, text, anchor, clock, starts=[token.idx for token in doc])

    def index(self, offset: int) -> int:
        """A character offset → the index of the token that holds it."""
        return max(bisect.bisect_right(self.starts, offset) - 1, 0)

    def token(self, offset: int) -> Token:
        return self.doc[self.index(offset)]

    def before(self, offset: int) -> Token | None:
        """The word in front of an offset, white space passed over."""
        at = self.index(offset) - 1
        while at >= 0 and self.doc[at].is_space:
            at -= 1
        return self.doc[at] if at >= 0 else None

    def after(self, offset: int) -> Token | None:
        """The word that begins at or behind an offset."""
        at = bisect.bisect_left(self.starts, offset)
        while at < len(self.doc) and self.doc[at].is_space:
            at += 1
        return self.doc[at] if at < len(self.doc) else None

    def sentence_start(self, offset: int) -> int:
        """Where the sentence of an offset begins."""
        if not self.doc.has_annotation("SENT_START"):
            return 0
        return int(self.doc[sentence_at(self.doc, self.index(offset))[0]].idx)

    def paragraph_start(self, offset: int) -> int:
        at = self.index(offset)
        for start, end in findings(self.doc).paragraphs:
            if start <= at < end:
                return self.doc[start].idx
        return self.sentence_start(offset)

    def last_day(self, offset: int | None = None) -> date | None:
        """The latest expression found so far (from `offset` on) that names a day → that day."""
        for start, _, value in reversed(self.found):
            if offset is not None and start < offset:
                return None
            moment = date_of(value) if len(value) >= 10 else None
            if moment:
                return moment
        return None

    def tense(self, offset: int) -> Tense | None:
        """Where an expression stands → the tense of the clause that it belongs to; None where no verb says."""
        if not self.doc.has_annotation("DEP"):
            return None
        token, steps = self.token(offset), 0
        before = self.before(offset)
        if before is not None and before.lower_ in ("until", "till"):
            return "future"
        if before is not None and before.lower_ == "since":
            return "past"
        while steps < 24:
            if token.lower_ in _AHEAD and token.pos_ != "VERB":
                return "future"
            if token.pos_ in ("VERB", "AUX"):
                answer = _tense_of(token)
                if answer is not None:
                    return answer
            if token.head is token:
                return None
            token, steps = token.head, steps + 1
        return None


_HEADED = re.compile(rf"\s*(?P<month>{MONTH})\s(?P<day>\d{{1,2}}):\s", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w.])(?:19|20)\d\d(?![\w.])")
_HEAD = 300


def anchor_of(doc: Doc) -> date | None:
    """A Doc → the day that its article counts from: the dateline's, else that of publication, else the one it is headed by.

    Releases are headed `Apr. 23: …` above a number such as `2010-04-CA-067`. None where the head states two years.
    """
    article, text = findings(doc).article, text_of(doc)
    anchor = (date_of(article.dateline.date) if article.dateline else None) or date_of(article.published or "")
    if anchor is not None:
        return anchor
    headed, years = _HEADED.match(text), set(_YEAR.findall(text[:_HEAD]))
    if headed is None or len(years) != 1:
        return None
    return date_of(day(int(min(years)), MONTHS[headed["month"].rstrip(".").lower()], int(headed["day"])))


def _tense_of(verb: Token) -> Tense | None:
    """A verb with its auxiliaries → its tense; None where another verb above it must say (participles, infinitives)."""
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if words & _FUTURE_WORDS or (verb.lower_ in _FUTURE_WORDS and verb.pos_ == "AUX"):
        return "future"
    if any(child.tag_ == "MD" for child in auxiliaries):
        return "past" if "have" in words else "future"
    if any(child.lower_ == "to" and child.tag_ == "TO" for child in auxiliaries):
        return "future" if verb.head.lemma_ in _LEANS_FORWARD else None
    if any(child.tag_ == "VBD" for child in auxiliaries) or verb.tag_ == "VBD":
        return "past"
    if words & {"have", "has", "'ve", "’ve", "'s", "’s"} and verb.tag_ == "VBN":
        return "past"
    if any(child.tag_ in ("VBZ", "VBP") for child in auxiliaries) or verb.tag_ in ("VBZ", "VBP"):
        return "present"
    return None
