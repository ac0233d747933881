"""The words that citations point to, and whether a text, name, number, hedge or date stands in them. The gate asks here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefer.model.annotation import Annotation, Figure, Incident, Modifier, Place
from briefer.model.article import Article
from briefer.model.brief import Citation
from briefer.model.numbers import SPECIAL, numbers_in
from briefer.model.span import ArticleId
from briefer.model.words import flat

PRONOUN = r"(?:he|she|they|it|his|her|their|its|him|them)"
"""What a bracketed referent may stand for."""

_BRACKET = re.compile(r"\[([^\[\]]+)\]")
_GAP = re.compile(r"\s+(?:…|\.\.\.)\s+")
_BEFORE = r"(?<![\w])(?<!\d[.,])"
_AFTER = r"(?![\w])(?![.,]\d)"


def joined(pieces: Sequence[str]) -> frozenset[str]:
    """The pieces of one quotation that its cue interrupts → how it may be shown: a space or ` … ` between them, the commas
    that only led up to the cue kept or not, also before a closing mark."""
    bare = [re.sub(r",([”\"’']*)$", r"\1", piece.rstrip()) for piece in pieces]
    return frozenset(
        flat(gap.join(parts)) for gap in (" ", " … ") for parts in (pieces, bare, [*pieces[:-1], bare[-1]]) if parts
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """The articles that a brief may cite, and what was found in them; `earlier` those that issues before it cited, as they
    were then."""

    articles: Mapping[ArticleId, Article]
    annotations: Mapping[ArticleId, Annotation]
    earlier: Evidence | None = None

    def words(self, citations: Sequence[Citation]) -> list[str]:
        """Valid citations → the text of each span, white space made one."""
        return [flat(span.of(self.articles[citation.article].text)) for citation in citations for span in citation.spans]

    def says(self, text: str, citation: Citation) -> bool:
        """Does a text stand in one cited span, word for word?

        `[Khalilzad] said` stands where a pronoun and `said` do, if the bracket's words are a person's in that article and
        cited too; ` … ` stands for words left out between two cited pieces, in the order of the article.
        """
        if _stands(flat(text), self.words([citation])):
            return True
        inserted = _BRACKET.findall(text)
        if not all(self._is_person(words, citation) for words in inserted):
            return False
        article = self.articles[citation.article]
        reached = 0
        for piece in _GAP.split(flat(text)):
            found = self._find(piece, citation, article.text, reached)
            if found is None:
                return False
            reached = found
        return bool(inserted) or bool(_GAP.search(flat(text)))

    def _find(self, piece: str, citation: Citation, text: str, start: int) -> int | None:
        """A piece of a text → where it ends in the article, inside one cited span and not before `start`."""
        pattern = re.compile(_pattern(piece))
        ends = [m.end() for span in citation.spans for m in pattern.finditer(text, max(span.start, start), span.end)]
        return min(ends, default=None)

    def _is_person(self, words: str, citation: Citation) -> bool:
        annotation, text = self.annotations.get(citation.article), self.articles[citation.article].text
        if annotation is None or not _stands(flat(words), self.words([citation])):
            return False
        named = {flat(span.of(text)) for person in annotation.people for span in person.mentions}
        return flat(words) in named | {person.name for person in annotation.people}

    def names(self, name: str, citations: Sequence[Citation]) -> bool:
        """Does a name stand in a cited span as it is written? Case aside, for datelines are in capitals."""
        return _stands(flat(name).casefold(), [text.casefold() for text in self.words(citations)])

    def places(self, citations: Sequence[Citation]) -> frozenset[str]:
        """The gazetteer's names of the places that the cited spans name."""
        return frozenset(place.name for place in self.located(citations))

    def figures(self, citation: Citation) -> list[Figure]:
        """The figures that were found in a citation's spans."""
        annotation = self.annotations.get(citation.article)
        found = annotation.figures if annotation else ()
        return [figure for figure in found if any(figure.span in span for span in citation.spans)]

    def resolved(self, citation: Citation) -> frozenset[str]:
        """The values of the time expressions that stand in a citation's spans."""
        annotation = self.annotations.get(citation.article)
        found = annotation.times if annotation else ()
        return frozenset(time.value for time in found if any(time.span in span for span in citation.spans))

    def located(self, citations: Sequence[Citation]) -> list[Place]:
        """The places that the cited spans name."""
        return [
            place
            for citation in citations
            if citation.article in self.annotations
            for place in self.annotations[citation.article].places
            if any(place.span in span for span in citation.spans)
        ]

    def incidents_in(self, citations: Sequence[Citation]) -> list[Incident]:
        """The incidents that were found in the cited spans."""
        return [
            incident
            for citation in citations
            if citation.article in self.annotations
            for incident in self.annotations[citation.article].incidents
            if any(incident.span in span for span in citation.spans)
        ]

    def incidents(self, citations: Sequence[Citation]) -> frozenset[str]:
        """The kinds of the incidents that were found in the cited spans."""
        return frozenset(incident.kind for incident in self.incidents_in(citations))

    def dates(self, citations: Sequence[Citation]) -> frozenset[str]:
        """The ISO dates that the cited articles give: in a time expression, the dateline, or as the day of publication."""
        given: set[str] = set()
        for citation in citations:
            article, annotation = self.articles[citation.article], self.annotations.get(citation.article)
            given.update(time.value for time in (annotation.times if annotation else ()))
            datelines = (article.dateline, annotation.dateline if annotation else None)
            given.update(line.date for line in datelines if line and line.date)
            if article.published:
                given.add(article.published)
        return frozenset(given | {date[:10] for date in given})

    def days(self, citations: Sequence[Citation]) -> frozenset[str]:
        """The ISO days that time expressions in the cited spans name."""
        return frozenset(
            time.value[:10]
            for citation in citations
            if citation.article in self.annotations
            for time in self.annotations[citation.article].times
            if any(time.span in span for span in citation.spans)
        )

    def filed_from(self, citations: Sequence[Citation]) -> frozenset[str]:
        """The places of the datelines that stand in the cited spans, in small letters."""
        found: set[str] = set()
        for citation in citations:
            annotation = self.annotations.get(citation.article)
            for line in (self.articles[citation.article].dateline, annotation.dateline if annotation else None):
                if line and line.place and any(line.span in span for span in citation.spans):
                    found.add(flat(line.place).casefold())
        return frozenset(found)

    def around(self, text: str, citation: Citation) -> tuple[str, str]:
        """A text that stands in a citation → the words directly before and behind its first place there."""
        article, pattern = self.articles[citation.article].text, re.compile(_pattern(flat(text)))
        for span in sorted(citation.spans, key=lambda span: span.end - span.start):
            if match := pattern.search(article, span.start, span.end):
                return flat(article[max(0, match.start() - 40) : match.start()]), flat(article[match.end() : match.end() + 40])
        return "", ""


def _pattern(text: str) -> str:
    parts = re.split(r"(\[[^\[\]]+\]|\s+)", text)
    inner = "".join(
        rf"(?i:\b{PRONOUN}\b)" if _BRACKET.fullmatch(part) else r"\s+" if part.isspace() else re.escape(part) for part in parts
    )
    return _BEFORE + inner + _AFTER


def _stands(text: str, spans: Sequence[str]) -> bool:
    """Does a text stand in one of the spans? Never as the tail of a longer word or number: "6 dead" is not in "16 dead"."""
    pattern = re.compile((_BEFORE if text[:1].isalnum() else "") + re.escape(text) + (_AFTER if text[-1:].isalnum() else ""))
    return bool(text) and any(pattern.search(span) for span in spans)


PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
         "ninth": 9, "tenth": 10}  # fmt: skip
_SHARE = re.compile(
    rf"(?i:\b(?P<top>\w+)[\s-]+(?:(?P<part>{'|'.join(PARTS)})s?\b|(?:in|out\s+of)(?:\s+every)?\s+(?P<whole>\w+)\b))"
)
"""A share in words: its numerator, and its denominator as an ordinal or a number."""


def values_in(text: str, *, ranged: bool = False) -> list[float]:
    """A text → the values that its words may stand for: numbers, "half" (as 0.5 and 50), "a" and "an" (1), "both" (2), shares
    ("two thirds", "one in five"), and "50m" as metres, too.

    In a range the first number borrows the second one's scale: "5 to 6 million".
    """
    stated = [number.value for number in numbers_in(text)]
    values = list(stated)
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in SPECIAL:
            values += [SPECIAL[word], round(100 * SPECIAL[word], 6)]
        values += {"a": [1.0], "an": [1.0], "both": [2.0], "couple": [2.0], "pair": [2.0]}.get(word, [])
    values += [value / 1e6 for value in (n.value for n in numbers_in(text) if text[n.start : n.end].endswith("m"))]
    for match in _SHARE.finditer(text):
        top, whole = (numbers_in(match[part]) if match[part] else [] for part in ("top", "whole"))
        below = whole[0].value if whole else PARTS.get((match["part"] or "").lower().rstrip("s"), 0)
        values += [top[0].value / below if top else 1 / below] if below else []
    if ranged:
        values += [value * scale for value in stated for scale in (1e3, 1e6, 1e9, 1e12) if value * scale <= max(stated)]
    return values


def number_fault(text: str, cited: Sequence[str]) -> str | None:
    """Why the numbers that a text states are not all stated in the cited words; None where they are."""
    stated = {number.value for words in cited for number in numbers_in(words)}
    for number in numbers_in(flat(text)):
        if number.value not in stated:
            return f"the number “{flat(text)[number.start : number.end]}” does not stand in the cited spans"
    return None


_LEADING: Mapping[str, str] = {
    "at_least": r"at least|at the least|no fewer than|no less than|not fewer than|not less than|(?:at )?(?:a )?minimum(?: of)?|"
    r"as (?:little|few) as",
    "more_than": r"(?<!no )(?<!not )more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|surpass\w*|north of|"
    r"(?:greater|higher|older) than",
    "at_most": r"at most|at the most|up to|no more than|not more than|as (?:many|much|high) as|(?:a )?maximum(?: of)?",
    "less_than": r"(?<!no )(?<!not )(?:less|fewer) than|under|below|nearly|almost|(?:just )?s(?:hort|hy) of|sub-|"
    r"(?:lower|smaller|younger) than",
    "about": r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|(?:an )?estimated|circa|up to|"
    r"as (?:many|much) as|more or less|in the region of|barely|virtually|practically",
}
_ADDED = r"(?:\d|(?:an?|the|one|two|three|four|five|six|another|tax)\b)"
_TRAILING: Mapping[str, str] = {
    "at_least": rf"or (?:more|older|over|higher)(?! than)|and (?:older|over|up)\b|at least|and counting|plus\b(?! {_ADDED})|\+",
    "more_than": rf"and more(?! than)|plus\b(?! {_ADDED})|\+",
    "at_most": r"or (?:fewer|less|younger|under)(?! than)|and under\b|at (?:the )?most|maximum(?![\s-]security)",
    "less_than": r"or (?:fewer|less)(?! than)",
    "about": r"or so|or thereabouts|odd\b|approximately|roughly",
}
_UNCOUNTED = re.compile(r"(?i:\b(?:half|third|quarter|both|couple|pair|an?)\b)")
"""Words that state a value without being a number."""
_FILLER = r"\s*(?:an?|another|other|the ages? of)?\s*(?:[A-Z]{1,3})?\s*[$€£¥]?\s*(?:US|A)?\s*"
"""What may stand between a hedge and its number. No definite article: of "heard about the 80 people" 80 is exact."""
_CONVERTED = r"[$€£¥]?[\d.,]+\s?(?:[\w.]+\s?){1,4}\(\s*[$€£¥]?\s*"
"""A bracket converts the measure that stands, hedged, before it: "more than 100 kilometers (62 miles)"."""


def hedge_fault(claim: str, modifier: Modifier, around: Sequence[tuple[str, str]]) -> str | None:
    """Why a claim's words do not carry its hedge, or carry one that it leaves out; None: they agree.

    `around` holds the words directly before and behind the claim in each of its articles: a span that begins after "at least"
    does not lose it.
    """
    contexts = [(before, claim, after) for before, after in around] or [("", claim, "")]
    if modifier == "range":
        return None if len(numbers_in(claim)) > 1 else f"the claim “{flat(claim)}” is no range"
    if modifier == "exact":
        for before, text, after in contexts:
            for hedge in _LEADING:
                if _hedged(hedge, before, text, after):
                    return f"the source hedges “{flat(claim)}” ({hedge.replace('_', ' ')})"
        return None
    if not any(_hedged(modifier, *context, converted=True) for context in contexts):
        return f"the source has no “{modifier.replace('_', ' ')}” at “{flat(claim)}”"
    return None


def _hedged(hedge: str, before: str, claim: str, after: str, *, converted: bool = False) -> bool:
    text = f"{before} {claim} {after}"
    places = [(number.start, number.end) for number in numbers_in(claim)] or [m.span() for m in _UNCOUNTED.finditer(claim)]
    for start, end in places:
        start, end = start + len(before) + 1, end + len(before) + 1
        between = rf"{_FILLER}(?:{_CONVERTED})?" if converted else _FILLER
        if re.search(rf"(?i:(?<!\w)(?:{_LEADING[hedge]})){between}$", text[:start]):
            return True
        if re.match(rf"(?i:[\s-]*(?:\w+\s+)?(?:{_TRAILING[hedge]}))", text[end:]):
            return True
    return False
