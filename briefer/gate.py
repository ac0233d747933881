"""The evidence gate: a brief's items come in, those whose every claim stands in the cited words go out.

It does not ask who wrote an item. What cannot be found in the cited spans is dropped, never mended: see docs/gate.md.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefer.evidence import Evidence, hedge_fault, joined, number_fault, values_in
from briefer.model.annotation import Annotation, Figure, Quote
from briefer.model.article import Article
from briefer.model.brief import (
    ChangeItem,
    Citation,
    Claim,
    EventItem,
    FigureItem,
    Heading,
    Highlight,
    Item,
    QuoteItem,
    Section,
    SourceItem,
    Statement,
    StoryItem,
    Wording,
)
from briefer.model.issue import Previous
from briefer.model.span import ArticleId
from briefer.model.words import flat

log = logging.getLogger(__name__)

LABELS: Mapping[str, frozenset[str]] = {
    "killed": frozenset({"killed"}),
    "injured": frozenset({"injured"}),
    "missing": frozenset({"missing"}),
    "detained": frozenset({"detained"}),
    "displaced": frozenset({"displaced"}),
}
"""The words that a figure's line may add to the source's own, by kind."""

Faults = Iterator[str]


@dataclass(frozen=True, slots=True)
class Dropped:
    """What the gate refused: an item's (or a statement's) id, its section's id, and every reason."""

    item: str
    section: str
    reason: str


def check(
    sections: Sequence[Section],
    articles: Mapping[ArticleId, Article],
    annotations: Mapping[ArticleId, Annotation],
    previous: Previous | None = None,
) -> tuple[tuple[Section, ...], tuple[Dropped, ...]]:
    """Sections as built → the same without what their sources do not bear out, and what that was.

    A story loses the statements that fail, and goes when none is left; every other item passes whole or goes. What is said of
    before is held against the articles as earlier issues cited them.
    """
    earlier = Evidence(previous.articles, previous.annotations) if previous else Evidence({}, {})
    evidence = Evidence(articles, annotations, earlier)
    kept, dropped = [], []
    for section in sections:
        items = []
        for item in section.items:
            passed = item
            if isinstance(item, StoryItem):
                passed, lost = _without_false_statements(item, evidence)
                dropped += [Dropped(f"{item.id}/{number}", section.id, reason) for number, reason in lost]
            reason = "; ".join(faults(passed, evidence))
            if reason:
                dropped.append(Dropped(item.id, section.id, reason))
            else:
                items.append(passed)
        note = section.note if items or not section.items else "No item of this section passed the evidence check"
        kept.append(replace(section, items=tuple(items), note=note))
    for drop in dropped:
        log.warning("dropped %s: %s", drop.item, drop.reason)
    return tuple(kept), tuple(dropped)


def faults(item: Item, evidence: Evidence) -> Faults:
    """An item → everything in it that its citations do not bear out; nothing where it may be shown."""
    if not item.text.strip():
        yield "the item says nothing"
    wrong = list(_citation_faults(item.citations, evidence))
    yield from wrong
    if not wrong:
        yield from _CHECKS[item.kind](item, evidence)


def _citation_faults(citations: Sequence[Citation], evidence: Evidence) -> Faults:
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


def _statement_faults(statement: Statement, evidence: Evidence, what: str = "the sentence") -> Faults:
    wrong = list(_citation_faults(statement.citations, evidence))
    yield from wrong
    if not wrong:
        yield from _verbatim_faults(statement.text, statement.citations, evidence, what)


def _verbatim_faults(text: str, citations: Sequence[Citation], evidence: Evidence, what: str) -> Faults:
    if not any(evidence.says(text, citation) for citation in citations):
        yield f"{what} {_short(text)} does not stand in its cited spans"
    elif fault := number_fault(text, evidence.words(citations)):
        yield fault


def _highlight_faults(item: Highlight, evidence: Evidence) -> Faults:
    yield from _verbatim_faults(item.text, item.citations, evidence, "the sentence")


def _without_false_statements(item: StoryItem, evidence: Evidence) -> tuple[StoryItem, list[tuple[int, str]]]:
    """A story item → itself without the statements that fail, and those with their numbers and reasons."""
    kept, lost = [], []
    for number, statement in enumerate(item.statements, 1):
        reason = "; ".join(_statement_faults(statement, evidence))
        if reason:
            lost.append((number, reason))
        else:
            kept.append(statement)
    if not lost:
        return item, lost
    citations = tuple(citation for statement in kept for citation in statement.citations)
    return replace(item, statements=tuple(kept), text=" ".join(s.text for s in kept), citations=citations), lost


def _story_faults(item: StoryItem, evidence: Evidence) -> Faults:
    if not item.statements:
        yield "no statement of the story is left"
    if flat(item.text) != flat(" ".join(statement.text for statement in item.statements)):
        yield "the text is not the words of its statements"
    if unknown := [id_ for id_ in item.articles if id_ not in evidence.articles]:
        yield f"the article {unknown[0]!r} is unknown"
    if item.heading is not None:
        article = evidence.articles.get(item.heading.article)
        if article is None or article.title is None or flat(article.title) != flat(item.heading.text):
            yield f"the heading {_short(item.heading.text)} is not the title of {item.heading.article!r}"
        elif item.heading.article not in item.articles:
            yield "the heading is another story's"


def _quote_faults(item: QuoteItem, evidence: Evidence) -> Faults:
    yield from _quoted_faults(item, evidence)
    for part in ("name", "mention", "role", "affiliation"):
        name = getattr(item.speaker, part)
        if name is not None and not evidence.names(name, item.citations):
            yield f"the speaker's {part} {_short(name)} does not stand in the cited spans"
    if item.speaker.anonymous and item.speaker.name is not None:
        yield "an anonymous speaker has no name"
    yield from _setting_faults(item, evidence)
    for version in item.versions:
        yield from _version_faults(version, evidence)


def _setting_faults(item: QuoteItem, evidence: Evidence) -> Faults:
    """Where and when: a place or day of saying stands in the cited words, a dateline's place in a cited dateline."""
    yield from _place_faults(item.place, item.citations, evidence)
    yield from _date_faults(item.date, item.citations, evidence)
    if item.place_from == "dateline" and flat(item.place or "").casefold() not in evidence.filed_from(item.citations):
        yield f"no cited dateline is from {_short(item.place or '')}"
    if item.date_from == "said" and item.date not in evidence.days(item.citations):
        yield f"the cited words do not say that it was said on {item.date}"


def _version_faults(version: Wording, evidence: Evidence) -> Faults:
    """Another wording is, whole, a quotation that was found in its outlet, of the same form."""
    wrong = list(_citation_faults(version.citations, evidence))
    yield from wrong
    known = [] if wrong else [quote for one in version.citations for quote in _quotes_of(version.text, one, evidence)]
    if not wrong and not known:
        yield f"the wording {_short(version.text)} does not stand in its cited spans"
    elif not wrong and version.form not in {quote.kind for quote in known}:
        yield f"the source has the wording {_short(version.text)} as {known[0].kind} speech, not {version.form}"


def _quoted_faults(item: QuoteItem, evidence: Evidence) -> Faults:
    """The words must be one quotation's that was found there, of the same form, and its speaker the same."""
    known = [(quote, citation) for citation in item.citations for quote in _quotes_of(item.text, citation, evidence)]
    if not known:
        yield f"no quotation {_short(item.text)} was found in the cited spans"
        return
    if not any(quote.kind == item.form for quote, _ in known):
        yield f"the source has these words as {known[0][0].kind} speech, not {item.form}"
    if fault := number_fault(item.text, evidence.words(item.citations)):
        yield fault
    for quote, citation in known:
        speaker = quote.speaker
        named = speaker.name if speaker else None
        mention = speaker.mention if speaker else None
        said = flat(mention.of(evidence.articles[citation.article].text)) if mention else None
        if item.speaker.name in (None, named) and item.speaker.mention in (None, said):
            break
    else:
        yield f"the source does not have {_short(item.speaker.name or item.speaker.mention or '')} say this"
    if item.medium is not None and item.medium not in {quote.medium for quote, _ in known}:
        yield f"the source does not name the medium {item.medium!r}"


def _quotes_of(text: str, citation: Citation, evidence: Evidence) -> list[Quote]:
    """The found quotations that hold a text: in one of their spans, or in all, joined by a space where the cue interrupts."""
    article, annotation = evidence.articles[citation.article], evidence.annotations.get(citation.article)
    if annotation is None:
        return []
    whole = flat(text)
    return [
        quote
        for quote in annotation.quotes
        if all(any(span in cited for cited in citation.spans) for span in quote.content)
        and whole in joined([span.of(article.text) for span in quote.content])
    ]


def _figure_faults(item: FigureItem, evidence: Evidence) -> Faults:
    if not item.claims:
        yield "the figure has no source"
        return
    first = item.claims[0]
    if (item.low, item.high, item.modifier) != (first.low, first.high, first.modifier):
        yield "the line's number or hedge is not its first claim's"
    if not re.search(rf"(?<!\w){re.escape(flat(first.text))}(?!\w)", flat(item.text)):
        yield f"the line does not show its first claim {_short(first.text)}"
    own = {citation.article for claim in item.claims for citation in claim.citations}
    cited = evidence.words([citation for citation in item.citations if citation.article in own])
    spoken = {word.casefold() for text in cited for word in re.findall(r"\w+", text)}
    added = [word for word in re.findall(r"\w+", flat(item.text).casefold()) if word not in spoken]
    if strange := [word for word in added if word not in LABELS.get(item.figure, frozenset())]:
        yield f"the line's word {strange[0]!r} does not stand in the cited spans"
    if fault := number_fault(item.text, cited):
        yield fault
    if not any(_matches(item, figure) for citation in item.citations for figure in evidence.figures(citation)):
        yield f"no such figure ({item.figure}, {item.unit}) was found in the cited spans"
    if item.counted and not all(any(s.startswith(w) for s in spoken) for w in re.findall(r"\w+", item.counted.casefold())):
        yield f"what is counted, {_short(item.counted)}, does not stand in the cited spans"
    yield from _place_faults(item.place, item.citations, evidence)
    yield from _date_faults(item.date, item.citations, evidence)
    for claim in (*item.claims, *item.rivals, *item.history):
        yield from _claim_faults(claim, evidence)
    for claim in (*item.rivals, *item.history):
        found = [figure for citation in claim.citations for figure in evidence.figures(citation)]
        if not any((f.kind, f.low, f.high) == (item.figure, claim.low, claim.high) for f in found):
            yield f"no such figure ({item.figure}) was found at {_short(claim.text)}"
    days = [claim.date or "" for claim in (*item.history, first)]
    if item.history and (not all(days) or days != sorted(set(days))):
        yield "the earlier numbers are not in the order of their days"


def _matches(item: FigureItem, figure: Figure) -> bool:
    same = (item.figure, item.unit, item.trend) == (figure.kind, figure.unit, figure.trend)
    return same and (item.low, item.high) == (figure.low, figure.high)


def _claim_faults(claim: Claim, evidence: Evidence) -> Faults:
    wrong = list(_citation_faults(claim.citations, evidence))
    yield from wrong
    if wrong:
        return
    yield from _verbatim_faults(claim.text, claim.citations, evidence, "the claim")
    if claim.modifier == "vague":
        if claim.low is not None or claim.high is not None:
            yield "a vague figure has no number"
    else:
        if claim.low is None and claim.high is None:
            yield "the claim has no number"
        stated = values_in(claim.text, ranged=claim.modifier == "range")
        for value in (claim.low, claim.high):
            if value is not None and not any(abs(value - other) <= 1e-6 * max(1.0, abs(value)) for other in stated):
                yield f"the number {value:g} does not stand in the claim {_short(claim.text)}"
        if fault := hedge_fault(claim.text, claim.modifier, [evidence.around(claim.text, c) for c in claim.citations]):
            yield fault
    if claim.said_by is not None:
        yield from _said_by_faults(claim, claim.said_by, evidence)
    if claim.role is not None and not evidence.names(claim.role, claim.citations):
        yield f"the role {_short(claim.role)} of the claim's source does not stand in the cited spans"
    yield from _date_faults(claim.date, claim.citations, evidence)


def _said_by_faults(claim: Claim, name: str, evidence: Evidence) -> Faults:
    if not evidence.names(name, claim.citations):
        yield f"the claim's source {_short(name)} does not stand in the cited spans"
    for citation in claim.citations:
        annotation, text = evidence.annotations.get(citation.article), evidence.articles[citation.article].text
        for figure in evidence.figures(citation):
            if annotation is not None and figure.quote is not None and figure.quote < len(annotation.quotes):
                speaker = annotation.quotes[figure.quote].speaker
                said = flat(speaker.mention.of(text)) if speaker and speaker.mention else None
                if speaker and flat(name) in (speaker.name, said):
                    return
    yield f"the source does not have {_short(name)} give this figure"


def _place_faults(place: str | None, citations: Sequence[Citation], evidence: Evidence) -> Faults:
    if place is not None and not evidence.names(place, citations) and place not in evidence.places(citations):
        yield f"the place {_short(place)} does not stand in the cited spans"


def _date_faults(date: str | None, citations: Sequence[Citation], evidence: Evidence) -> Faults:
    if date is not None and date not in evidence.dates(citations):
        yield f"no cited article gives the date {date}"


def _event_faults(item: EventItem, evidence: Evidence) -> Faults:
    """The words stand in a source or are its title, and the day is that of a time expression in a cited sentence."""
    if item.heading is None:
        yield from _verbatim_faults(item.text, item.citations, evidence, "the sentence")
    else:
        yield from _heading_faults(item.heading, item.text, evidence)
        if item.heading.article != item.dated.article:
            yield "the heading is another article's"
    yield from (wrong := list(_citation_faults([item.dated], evidence)))
    if not wrong and not any(value.startswith(item.when) for value in evidence.resolved(item.dated)):
        yield f"no time expression in the cited words means {item.when}"
    own = [span for citation in item.citations if citation.article == item.dated.article for span in citation.spans]
    if not all(any(cue in span and cue != span for span in own) for cue in item.dated.spans):
        yield "the time expression does not stand in the sentence"
    if item.event is not None and item.event not in evidence.incidents(item.citations):
        yield f"no {item.event} was found in the cited spans"
    yield from _place_faults(item.place, item.citations, evidence)


def _heading_faults(heading: Heading, text: str, evidence: Evidence) -> Faults:
    article = evidence.articles.get(heading.article)
    if article is None or flat(article.title or "") != flat(heading.text):
        yield f"the heading {_short(heading.text)} is not the title of {heading.article!r}"
    if flat(text) != flat(heading.text):
        yield "the text is not its heading's"


def _change_faults(item: ChangeItem, evidence: Evidence) -> Faults:
    """A change is named by a title or a sentence; each side of a comparison stands in the articles of its own time."""
    if item.heading is None:
        yield from _verbatim_faults(item.text, item.citations, evidence, "the sentence")
    else:
        yield from _heading_faults(item.heading, item.text, evidence)
    if unknown := [id_ for id_ in item.articles if id_ not in evidence.articles]:
        yield f"the article {unknown[0]!r} is unknown"
    if item.since is not None and item.since not in {article.published for article in evidence.articles.values()}:
        yield f"no article was published at {item.since}"
    assert evidence.earlier is not None
    for delta in item.deltas:
        if not delta.before or not delta.after:
            yield "a changed figure needs a number on both sides"
        for claims, then in ((delta.before, evidence.earlier), (delta.after, evidence)):
            for claim in claims:
                yield from _claim_faults(claim, then)
                if not any(figure.kind == delta.figure for citation in claim.citations for figure in then.figures(citation)):
                    yield f"no such figure ({delta.figure}) was found in the cited spans"
    for revision in item.revisions:
        if revision.before is not None:
            yield from _statement_faults(revision.before, evidence.earlier, "the older sentence")
        if revision.after is not None:
            yield from _statement_faults(revision.after, evidence)


def _source_faults(item: SourceItem, evidence: Evidence) -> Faults:
    if any(citation.article != item.article for citation in item.citations):
        yield "the reference cites another article"
    if unknown := [id_ for id_ in item.copies if id_ not in evidence.articles]:
        yield f"the copy {unknown[0]!r} is unknown"


def _short(text: str) -> str:
    words = flat(text)
    return f"“{words}”" if len(words) <= 60 else f"“{words[:57]}…”"


_CHECKS: Mapping[str, Callable[..., Faults]] = {
    "highlight": _highlight_faults,
    "story": _story_faults,
    "quote": _quote_faults,
    "figure": _figure_faults,
    "source": _source_faults,
    "event": _event_faults,
    "change": _change_faults,
}
