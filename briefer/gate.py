"""The evidence gate: a brief's items come in, those whose every claim stands in the cited words go out.

It does not ask who wrote an item. What cannot be found in the cited spans is dropped, never mended: see docs/gate.md.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefer.evidence import Evidence, joined, number_fault
from briefer.model.annotation import Annotation, Figure, Quote
from briefer.model.article import Article
from briefer.model.brief import (
    ChangeItem,
    Citation,
    EventItem,
    FigureItem,
    Highlight,
    IncidentItem,
    Item,
    QuoteItem,
    Section,
    SourceItem,
    StoryItem,
    Wording,
)
from briefer.model.issue import Previous
from briefer.model.span import ArticleId
from briefer.model.words import flat
from briefer.parts import (
    Faults,
    citation_faults,
    claim_faults,
    date_faults,
    heading_faults,
    place_faults,
    short,
    statement_faults,
    verbatim_faults,
)

log = logging.getLogger(__name__)

LABELS: Mapping[str, frozenset[str]] = {
    "killed": frozenset({"killed"}),
    "injured": frozenset({"injured"}),
    "missing": frozenset({"missing"}),
    "detained": frozenset({"detained"}),
    "displaced": frozenset({"displaced"}),
}
"""The words that a figure's line may add to the source's own, by kind."""


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
    wrong = list(citation_faults(item.citations, evidence))
    yield from wrong
    if not wrong:
        yield from _CHECKS[item.kind](item, evidence)


def _highlight_faults(item: Highlight, evidence: Evidence) -> Faults:
    yield from verbatim_faults(item.text, item.citations, evidence, "the sentence")


def _without_false_statements(item: StoryItem, evidence: Evidence) -> tuple[StoryItem, list[tuple[int, str]]]:
    """A story item → itself without the statements that fail, and those with their numbers and reasons."""
    kept, lost = [], []
    for number, statement in enumerate(item.statements, 1):
        reason = "; ".join(statement_faults(statement, evidence))
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
            yield f"the heading {short(item.heading.text)} is not the title of {item.heading.article!r}"
        elif item.heading.article not in item.articles:
            yield "the heading is another story's"


def _quote_faults(item: QuoteItem, evidence: Evidence) -> Faults:
    yield from _quoted_faults(item, evidence)
    for part in ("name", "mention", "role", "affiliation"):
        name = getattr(item.speaker, part)
        if name is not None and not evidence.names(name, item.citations):
            yield f"the speaker's {part} {short(name)} does not stand in the cited spans"
    if item.speaker.anonymous and item.speaker.name is not None:
        yield "an anonymous speaker has no name"
    yield from _setting_faults(item, evidence)
    for version in item.versions:
        yield from _version_faults(version, evidence)


def _setting_faults(item: QuoteItem, evidence: Evidence) -> Faults:
    """Where and when: a place or day of saying stands in the cited words, a dateline's place in a cited dateline."""
    yield from place_faults(item.place, item.citations, evidence)
    yield from date_faults(item.date, item.citations, evidence)
    if item.place_from == "dateline" and flat(item.place or "").casefold() not in evidence.filed_from(item.citations):
        yield f"no cited dateline is from {short(item.place or '')}"
    if item.date_from == "said" and item.date not in evidence.days(item.citations):
        yield f"the cited words do not say that it was said on {item.date}"


def _version_faults(version: Wording, evidence: Evidence) -> Faults:
    """Another wording is, whole, a quotation that was found in its outlet, of the same form."""
    wrong = list(citation_faults(version.citations, evidence))
    yield from wrong
    known = [] if wrong else [quote for one in version.citations for quote in _quotes_of(version.text, one, evidence)]
    if not wrong and not known:
        yield f"the wording {short(version.text)} does not stand in its cited spans"
    elif not wrong and version.form not in {quote.kind for quote in known}:
        yield f"the source has the wording {short(version.text)} as {known[0].kind} speech, not {version.form}"


def _quoted_faults(item: QuoteItem, evidence: Evidence) -> Faults:
    """The words must be one quotation's that was found there, of the same form, and its speaker the same."""
    known = [(quote, citation) for citation in item.citations for quote in _quotes_of(item.text, citation, evidence)]
    if not known:
        yield f"no quotation {short(item.text)} was found in the cited spans"
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
        yield f"the source does not have {short(item.speaker.name or item.speaker.mention or '')} say this"
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
        yield f"the line does not show its first claim {short(first.text)}"
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
        yield f"what is counted, {short(item.counted)}, does not stand in the cited spans"
    yield from place_faults(item.place, item.citations, evidence)
    yield from date_faults(item.date, item.citations, evidence)
    for claim in (*item.claims, *item.rivals, *item.history):
        yield from claim_faults(claim, evidence)
    for claim in (*item.rivals, *item.history):
        found = [figure for citation in claim.citations for figure in evidence.figures(citation)]
        if not any((f.kind, f.low, f.high) == (item.figure, claim.low, claim.high) for f in found):
            yield f"no such figure ({item.figure}) was found at {short(claim.text)}"
    days = [claim.date or "" for claim in (*item.history, first)]
    if item.history and (not all(days) or days != sorted(set(days))):
        yield "the earlier numbers are not in the order of their days"


def _matches(item: FigureItem, figure: Figure) -> bool:
    same = (item.figure, item.unit, item.trend) == (figure.kind, figure.unit, figure.trend)
    return same and (item.low, item.high) == (figure.low, figure.high)


def _event_faults(item: EventItem, evidence: Evidence) -> Faults:
    """The words stand in a source or are its title, and the day is that of a time expression in a cited sentence."""
    if item.heading is None:
        yield from verbatim_faults(item.text, item.citations, evidence, "the sentence")
    else:
        yield from heading_faults(item.heading, item.text, evidence)
        if item.heading.article != item.dated.article:
            yield "the heading is another article's"
    yield from (wrong := list(citation_faults([item.dated], evidence)))
    if not wrong and not any(value.startswith(item.when) for value in evidence.resolved(item.dated)):
        yield f"no time expression in the cited words means {item.when}"
    own = [span for citation in item.citations if citation.article == item.dated.article for span in citation.spans]
    if not all(any(cue in span and cue != span for span in own) for cue in item.dated.spans):
        yield "the time expression does not stand in the sentence"
    if item.event is not None and item.event not in evidence.incidents(item.citations):
        yield f"no {item.event} was found in the cited spans"
    yield from place_faults(item.place, item.citations, evidence)


def _change_faults(item: ChangeItem, evidence: Evidence) -> Faults:
    """A change is named by a title or a sentence; each side of a comparison stands in the articles of its own time."""
    if item.heading is None:
        yield from verbatim_faults(item.text, item.citations, evidence, "the sentence")
    else:
        yield from heading_faults(item.heading, item.text, evidence)
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
                yield from claim_faults(claim, then)
                if not any(figure.kind == delta.figure for citation in claim.citations for figure in then.figures(citation)):
                    yield f"no such figure ({delta.figure}) was found in the cited spans"
    for revision in item.revisions:
        if revision.before is not None:
            yield from statement_faults(revision.before, evidence.earlier, "the older sentence")
        if revision.after is not None:
            yield from statement_faults(revision.after, evidence)


def _incident_faults(item: IncidentItem, evidence: Evidence) -> Faults:
    """The place is named in the cited words and is the gazetteer's at these coordinates; each kind of incident was found in
    them at that place, one of them on that day; and what was done to people stands in its source."""
    if flat(item.text) != flat(f"{item.place}: {', '.join(item.events)}"):
        yield "the text is not its place and what happened there"
    own = (item.country, item.latitude, item.longitude, item.geonames_id)
    located = evidence.located(item.citations)
    names = frozenset(
        place.name for place in located if (place.country, place.latitude, place.longitude, place.geonames_id) == own
    )
    if not names:
        yield f"no place in the cited spans lies at {item.latitude:g}, {item.longitude:g}"
    yield from place_faults(item.place, item.citations, evidence)
    found = [incident for incident in evidence.incidents_in(item.citations) if incident.place in names]
    if strange := [event for event in item.events if event not in {incident.kind for incident in found}]:
        yield f"no {strange[0]} there was found in the cited spans"
    if not item.events or item.date not in {(incident.date or "")[:10] for incident in found}:
        yield f"nothing that was found there is of {item.date}"
    for harm in item.harms:
        yield from (wrong := list(claim_faults(harm.claim, evidence)))
        figures = [] if wrong else [figure for citation in harm.claim.citations for figure in evidence.figures(citation)]
        if not wrong and not any((f.kind, f.low, f.high) == (harm.effect, harm.claim.low, harm.claim.high) for f in figures):
            yield f"nobody {harm.effect} was found at {short(harm.claim.text)}"


def _source_faults(item: SourceItem, evidence: Evidence) -> Faults:
    if any(citation.article != item.article for citation in item.citations):
        yield "the reference cites another article"
    if unknown := [id_ for id_ in item.copies if id_ not in evidence.articles]:
        yield f"the copy {unknown[0]!r} is unknown"


_CHECKS: Mapping[str, Callable[..., Faults]] = {
    "highlight": _highlight_faults,
    "story": _story_faults,
    "quote": _quote_faults,
    "figure": _figure_faults,
    "source": _source_faults,
    "event": _event_faults,
    "change": _change_faults,
    "incident": _incident_faults,
}
