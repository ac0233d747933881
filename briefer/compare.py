"""Two briefs → what differs: settings, stories, items with their texts, figures and status. Nothing is read or made again."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefer.model.brief import (
    SCHEMA_VERSION,
    Brief,
    ChangeItem,
    EventItem,
    FigureItem,
    Item,
    QuoteItem,
    Section,
    SourceItem,
    StoryItem,
)
from briefer.model.comparison import Comparison, Difference, ItemDifference, Side, StoryDifference
from briefer.model.span import ArticleId

ALIKE: Mapping[str, float] = {"highlight": 0.0, "story": 0.0, "figure": 0.6, "quote": 0.7, "event": 0.6, "change": 0.0}
"""How alike two texts of one story must be to be one item's, by kind; 0: the story is enough."""
_NUMBER = re.compile(r"\b(?:\d[\d,.]*|at least|about|around|nearly|some|more than|over|up to)\b", re.IGNORECASE)

Value = str | float | None


def compare(before: Brief, after: Brief) -> Comparison:
    """An older and a newer brief → their comparison. Stories are the same where they share an article, whatever their ids."""
    same = _matched(before, after)
    settings = tuple(_differences(_settings(before), _settings(after)))
    stories = tuple(_stories(before, after, same))
    items = tuple(_items(before, after, same))
    return Comparison(SCHEMA_VERSION, _side(before), _side(after), not (settings or stories or items), settings, stories, items)


def _side(brief: Brief) -> Side:
    return Side(brief.audience, brief.issue, brief.as_of)


def _settings(brief: Brief) -> dict[str, Value]:
    """A brief → what it was made with and for; its number, times and counts say of themselves that they differ."""
    made = brief.made_with
    chosen: dict[str, Value] = {
        "audience": brief.audience,
        "title": brief.title,
        "language": brief.language,
        "timezone": brief.timezone,
        "handling": brief.handling,
        "layout.template": brief.layout.template,
        "layout.page": brief.layout.page,
        "made_with.version": made.version,
        "made_with.config_sha256": made.config_sha256,
        "made_with.templates_sha256": made.templates_sha256,
        "made_with.model": made.model,
    }
    return chosen | {f"sections.{section.id}": f"{section.kind}: {section.title}" for section in brief.sections}


def _differences(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Difference]:
    for field in dict.fromkeys((*before, *after)):
        if before.get(field) != after.get(field):
            yield Difference(field, before.get(field), after.get(field))


def _told(brief: Brief) -> dict[str, dict[ArticleId, None]]:
    """A brief → the stories that it shows, in the order of the page, each with the articles that its items cite or count."""
    told: dict[str, dict[ArticleId, None]] = {}
    for item in _all(brief.sections):
        if not isinstance(item, SourceItem | ChangeItem):
            own = told.setdefault(item.story, {})
            own |= dict.fromkeys(citation.article for citation in item.citations)
            if isinstance(item, StoryItem):
                own |= dict.fromkeys(item.articles)
    return told


def _matched(before: Brief, after: Brief) -> dict[str, str]:
    """The newer brief's story ids → the older's: each the one with which it shares most articles, of equals the first.

    An article is known by its address, if it has one: a newer version may have come under another id.
    """
    older = {story: _addresses(before, articles) for story, articles in _told(before).items()}
    taken: set[str] = set()
    found = {}
    for story, articles in _told(after).items():
        own = _addresses(after, articles)
        shared = {other: len(theirs & own) for other, theirs in older.items() if other not in taken}
        best = max(shared, key=lambda other: shared[other], default=None)
        if best is not None and shared[best]:
            taken.add(best)
            found[story] = best
    return found


def _addresses(brief: Brief, articles: Iterable[ArticleId]) -> frozenset[str]:
    """Articles that a brief names → their addresses, else ids, with those of the versions that it says they replace."""
    own = set(articles)
    for item in _all(brief.sections):
        if isinstance(item, ChangeItem) and own & set(item.articles):
            older = (revision.before for revision in item.revisions if revision.before)
            own |= {citation.article for statement in older for citation in statement.citations}
    known = ((id_, brief.articles.get(id_)) for id_ in own)
    return frozenset((reference.url if reference else None) or id_ for id_, reference in known)


def _stories(before: Brief, after: Brief, same: Mapping[str, str]) -> Iterator[StoryDifference]:
    was, now = _told(before), _told(after)
    for story, articles in now.items():
        older = same.get(story)
        if older is None:
            yield StoryDifference(story, _title(after, story), "new", tuple(articles), (), ())
            continue
        come = tuple(id_ for id_ in articles if id_ not in was[older])
        gone = tuple(id_ for id_ in was[older] if id_ not in articles)
        changed = tuple(_differences({"status": _status(before, older)}, {"status": _status(after, story)}))
        if come or gone or changed:
            yield StoryDifference(story, _title(after, story), "changed", come, gone, changed)
    for story, articles in was.items():
        if story not in same.values():
            yield StoryDifference(story, _title(before, story), "gone", (), tuple(articles), ())


def _title(brief: Brief, story: str) -> str:
    """A story's heading in a brief, else the text of its first item."""
    items = [item for item in _all(brief.sections) if not isinstance(item, SourceItem) and item.story == story]
    headed = [item.heading.text for item in items if isinstance(item, StoryItem) and item.heading]
    return headed[0] if headed else items[0].text


def _status(brief: Brief, story: str) -> Value:
    return next(
        (item.status for item in _all(brief.sections) if not isinstance(item, SourceItem) and item.story == story), None
    )


def _all(sections: Iterable[Section]) -> Iterator[Item]:
    for section in sections:
        yield from section.items


def _items(before: Brief, after: Brief, same: Mapping[str, str]) -> Iterator[ItemDifference]:
    """The items section by section, those of the newer brief first: new or changed; then what is gone."""
    was = {section.id: section for section in before.sections}
    now = {section.id: section for section in after.sections}
    for name in dict.fromkeys((*now, *was)):
        older = was[name].items if name in was else ()
        newer = now[name].items if name in now else ()
        pairs = _pairs(older, newer, same)
        for number, item in enumerate(newer):
            partner = pairs.get(number)
            if partner is None:
                yield ItemDifference(name, item.kind, "new", None, item.id, item.text, ())
            elif changed := tuple(_differences(_fields(older[partner]), _fields(item))):
                yield ItemDifference(name, item.kind, "changed", older[partner].id, item.id, item.text, changed)
        for number, item in enumerate(older):
            if number not in pairs.values():
                yield ItemDifference(name, item.kind, "gone", item.id, None, item.text, ())


def _pairs(older: Sequence[Item], newer: Sequence[Item], same: Mapping[str, str]) -> dict[int, int]:
    """A section's items in two briefs → the newer ones' positions with those of the older ones that they are.

    The most alike are paired first, then by position.
    """
    likeness = [
        (-value, number, other)
        for number, item in enumerate(newer)
        for other, before in enumerate(older)
        if (value := _likeness(before, item, same)) is not None
    ]
    pairs: dict[int, int] = {}
    for _, number, other in sorted(likeness):
        if number not in pairs and other not in pairs.values():
            pairs[number] = other
    return pairs


def _likeness(before: Item, item: Item, same: Mapping[str, str]) -> float | None:
    """How much two items are one, from 0 to 1; None where they are two."""
    if before.kind != item.kind:
        return None
    if isinstance(before, SourceItem) or isinstance(item, SourceItem):
        one = isinstance(before, SourceItem) and isinstance(item, SourceItem) and before.article == item.article
        return 1.0 if one else None
    if same.get(item.story, item.story) != before.story:
        return None
    if isinstance(before, FigureItem) and isinstance(item, FigureItem) and before.figure != item.figure:
        return None
    if isinstance(before, EventItem) and isinstance(item, EventItem) and before.when != item.when:
        return None
    if isinstance(before, ChangeItem) and isinstance(item, ChangeItem) and before.change != item.change:
        return None
    matcher = difflib.SequenceMatcher(None, _NUMBER.sub("", before.text), _NUMBER.sub("", item.text), autojunk=False)
    alike = round(matcher.ratio(), 6)
    return alike if alike >= ALIKE.get(item.kind, 1.0) else None


def _fields(item: Item) -> dict[str, Value]:
    """An item → what a reader sees of it, apart from its number and place."""
    seen: dict[str, Value] = {
        "text": item.text,
        "status": item.status,
        "marks": _listed(item.marks),
        "sources": _listed(dict.fromkeys(citation.article for citation in item.citations)),
    }
    if isinstance(item, FigureItem):
        seen |= {"low": item.low, "high": item.high, "modifier": item.modifier, "claims": _listed(_claims(item))}
    elif isinstance(item, QuoteItem):
        seen |= {"speaker": item.speaker.name or item.speaker.mention, "versions": _listed(one.text for one in item.versions)}
    elif isinstance(item, StoryItem):
        seen |= {"heading": item.heading.text if item.heading else None}
    elif isinstance(item, SourceItem):
        seen |= {"copies": _listed(item.copies)}
    return seen


def _claims(item: FigureItem) -> Iterator[str]:
    return (f"{claim.text} ({claim.said_by})" if claim.said_by else claim.text for claim in item.claims)


def _listed(words: Iterable[str]) -> str | None:
    return ", ".join(words) or None
