"""Stories and an audience's settings → the brief's sections, in the audience's order.

A kind is a function from a `Request` to items. `KINDS` holds the built-in ones; another package adds one under the entry-point
group `briefer.sections`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import entry_points

from briefer.config import languages
from briefer.config.settings import Audience, SectionSettings, Topic
from briefer.errors import ConfigError, Fault
from briefer.model.brief import Item, Section
from briefer.model.issue import Previous
from briefer.model.story import Material
from briefer.sections import changes, figures, highlights, quotes, sources, timeline, topic
from briefer.sections import map as map_
from briefer.sections.request import Request
from briefer.sections.since import as_read

log = logging.getLogger(__name__)

Builder = Callable[[Request], tuple[Item, ...]]

KINDS: Mapping[str, Builder] = {
    "highlights": highlights.build,
    "topic": topic.build,
    "quotes": quotes.build,
    "figures": figures.build,
    "timeline": timeline.build,
    "map": map_.build,
    "changes": changes.build,
    "sources": sources.build,
}
TITLES: Mapping[str, str] = {
    "highlights": "Highlights",
    "quotes": "Quotations",
    "figures": "Key figures",
    "timeline": "Timeline",
    "map": "Where it happened",
    "changes": "Since the last issue",
    "sources": "Sources",
}
GROUP = "briefer.sections"
LAST = ("changes", "sources")
"""The kinds that are built when all others are, in this order, wherever they stand on the page."""
EMPTY = "No significant reporting in this period"
ABOVE = "What was reported stands in the highlights"
FIRST = "No earlier issue to compare with"
DATED = "The dated events of this period stand in the other sections"
PLACED = "No incident of this period has a place that a map could show"
UNCHANGED = "Nothing has changed since the last issue"


def build(
    material: Material, audience: Audience, topics: Mapping[str, Topic], previous: Previous | None = None
) -> tuple[Section, ...]:
    """Material, an audience and what that was told before → its sections. ConfigError where a kind is unknown.

    No sentence is shown twice: what an earlier section took, a later one leaves.
    """
    material = as_read(material, previous)
    builders = kinds()
    if faults := [
        Fault(f"the section kind '{settings.kind}' is unknown", fix=f"Known are {', '.join(sorted(builders))}.")
        for settings in audience.sections
        if settings.kind not in builders
    ]:
        raise ConfigError(*faults)
    ids = _ids(audience)
    taken: set[str] = set()
    built: dict[int, Section] = {}
    for number, settings in sorted(enumerate(audience.sections), key=lambda entry: (_turn(entry[1].kind), entry[0])):
        done = tuple(built[earlier] for earlier in sorted(built))
        request = Request(ids[number], settings, material, audience, topics, taken, done, previous)
        items = builders[settings.kind](request)
        title = _title(settings, topics, audience.language)
        built[number] = Section(
            settings.kind, ids[number], title, items, note=None if items else _note(settings, built.values(), previous)
        )
    log.info("%s: %s", audience.title, ", ".join(f"{built[n].id} {len(built[n].items)}" for n in sorted(built)))
    return tuple(built[number] for number in sorted(built))


def kinds() -> dict[str, Builder]:
    """The section kinds that can be built: the built-in ones, and those of installed packages."""
    return {**{entry.name: entry.load() for entry in entry_points(group=GROUP)}, **KINDS}


def _ids(audience: Audience) -> list[str]:
    """One id a section: its own, else its topic, else its kind; a second one of the same name gets a number."""
    ids: list[str] = []
    for settings in audience.sections:
        base = settings.id or settings.topic or settings.kind
        again = sum(other == base or other.startswith(f"{base}_") for other in ids)
        ids.append(base if not again else f"{base}_{again + 1}")
    return ids


def _turn(kind: str) -> int:
    return LAST.index(kind) + 1 if kind in LAST else 0


def _note(settings: SectionSettings, built: Iterable[Section], previous: Previous | None) -> str:
    """Why a section is empty: nothing was reported or has changed, or the highlights took the one sentence that there is."""
    if settings.kind == "changes":
        return UNCHANGED if previous else FIRST
    if settings.kind == "timeline" and any(section.items for section in built):
        return DATED
    if settings.kind == "map":
        return PLACED
    shown = [item for section in built for item in section.items if item.kind == "highlight"]
    return ABOVE if settings.topic is not None and any(item.topic == settings.topic for item in shown) else EMPTY


def _title(settings: SectionSettings, topics: Mapping[str, Topic], language: str) -> str:
    """What the audience calls it, in its language where it does; else the topic's title; else the kind's."""
    if title := languages.of(language, settings.titles) or settings.title:
        return title
    if settings.topic is not None and settings.topic in topics:
        topic = topics[settings.topic]
        return languages.of(language, topic.titles) or topic.title
    return TITLES.get(settings.kind, settings.kind.capitalize())
