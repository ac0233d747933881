"""The parts that items share: citations, sentences, claims, headings, places and dates, held against the words they cite.

Each function yields what is wrong, in words, and nothing where all of it holds. The gate is made of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.evidence import Evidence, hedge_fault, number_fault, values_in
from briefer.model.brief import Citation, Claim, Heading, Statement
from briefer.model.words import flat

Faults = Iterator[str]


def citation_faults(citations: Sequence[Citation], evidence: Evidence) -> Faults:
    if not citations:
        yield "nothing is cited"
    for citation in citations:
        article = evidence.articles.get(citation.article)
        if article is None:
            yield f"the cited article {citation.article!r} is unknown"
        elif citation.sha256 != article.sha256:
            yield f"the cited text of {citation.article!r} is not the one that was read"
        elif not citation.spans:
            yield f"no words of {citation.article!r} are cited"
        else:
            for span in citation.spans:
                if span.article != citation.article or span.start == span.end or span.end > len(article.text):
                    yield f"the span [{span.start}, {span.end}] of {span.article!r} leaves the text of {citation.article!r}"


def statement_faults(statement: Statement, evidence: Evidence, what: str = "the sentence") -> Faults:
    wrong = list(citation_faults(statement.citations, evidence))
    yield from wrong
    if not wrong:
        yield from verbatim_faults(statement.text, statement.citations, evidence, what)


def verbatim_faults(text: str, citations: Sequence[Citation], evidence: Evidence, what: str) -> Faults:
    if not any(evidence.says(text, citation) for citation in citations):
        yield f"{what} {short(text)} does not stand in its cited spans"
    elif fault := number_fault(text, evidence.words(citations)):
        yield fault


def claim_faults(claim: Claim, evidence: Evidence) -> Faults:
    wrong = list(citation_faults(claim.citations, evidence))
    yield from wrong
    if wrong:
        return
    yield from verbatim_faults(claim.text, claim.citations, evidence, "the claim")
    if claim.modifier == "vague":
        if claim.low is not None or claim.high is not None:
            yield "a vague figure has no number"
    else:
        if claim.low is None and claim.high is None:
            yield "the claim has no number"
        stated = values_in(claim.text, ranged=claim.modifier == "range")
        for value in (claim.low, claim.high):
            if value is not None and not any(abs(value - other) <= 1e-6 * max(1.0, abs(value)) for other in stated):
                yield f"the number {value:g} does not stand in the claim {short(claim.text)}"
        if fault := hedge_fault(claim.text, claim.modifier, [evidence.around(claim.text, c) for c in claim.citations]):
            yield fault
    if claim.said_by is not None:
        yield from _said_by_faults(claim, claim.said_by, evidence)
    if claim.role is not None and not evidence.names(claim.role, claim.citations):
        yield f"the role {short(claim.role)} of the claim's source does not stand in the cited spans"
    yield from date_faults(claim.date, claim.citations, evidence)


def _said_by_faults(claim: Claim, name: str, evidence: Evidence) -> Faults:
    if not evidence.names(name, claim.citations):
        yield f"the claim's source {short(name)} does not stand in the cited spans"
    for citation in claim.citations:
        annotation, text = evidence.annotations.get(citation.article), evidence.articles[citation.article].text
        for figure in evidence.figures(citation):
            if annotation is not None and figure.quote is not None and figure.quote < len(annotation.quotes):
                speaker = annotation.quotes[figure.quote].speaker
                said = flat(speaker.mention.of(text)) if speaker and speaker.mention else None
                if speaker and flat(name) in (speaker.name, said):
                    return
    yield f"the source does not have {short(name)} give this figure"


def place_faults(place: str | None, citations: Sequence[Citation], evidence: Evidence) -> Faults:
    if place is not None and not evidence.names(place, citations) and place not in evidence.places(citations):
        yield f"the place {short(place)} does not stand in the cited spans"


def date_faults(date: str | None, citations: Sequence[Citation], evidence: Evidence) -> Faults:
    if date is not None and date not in evidence.dates(citations):
        yield f"no cited article gives the date {date}"


def heading_faults(heading: Heading, text: str, evidence: Evidence) -> Faults:
    article = evidence.articles.get(heading.article)
    if article is None or flat(article.title or "") != flat(heading.text):
        yield f"the heading {short(heading.text)} is not the title of {heading.article!r}"
    if flat(text) != flat(heading.text):
        yield "the text is not its heading's"


def short(text: str) -> str:
    """A text → as a fault quotes it."""
    words = flat(text)
    return f"“{words}”" if len(words) <= 60 else f"“{words[:57]}…”"
