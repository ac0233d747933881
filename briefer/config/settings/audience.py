"""What one audience is given, in which order and form."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefer.config.settings.delivery import Target
from briefer.config.settings.look import Look
from briefer.config.settings.strict import Strict

PageSize = Literal["A4", "Letter"]
Format = Literal["html", "pdf", "json", "md", "eml", "docx"]
SectionKind = Literal["highlights", "topic", "quotes", "figures", "timeline", "map", "changes", "sources"]


class Filters(Strict):
    """What a section keeps: an article passes where each given list names one of its values."""

    places: tuple[str, ...] = ()
    """Countries (ISO 3166-1 alpha-2; quote "NO"), provinces or places, as the gazetteer names them."""
    topics: tuple[str, ...] = ()
    """Files' names in config/topics/."""
    outlets: tuple[str, ...] = ()
    """Outlets, as their articles or sources name them."""
    speakers: tuple[str, ...] = ()
    """People or affiliations that are quoted."""


class SectionSettings(Strict):
    """One section of an audience's brief."""

    kind: SectionKind
    """What the section shows."""
    id: str | None = None
    """The section's name in `brief.json` and in links; default: the topic, else the kind."""
    title: str | None = None
    """The heading; default: the topic's title, else the kind's."""
    titles: dict[str, str] = Field(default_factory=dict)
    """The heading in other languages, by their tags: {fr: L’essentiel}; in a brief of that language it goes before `title`."""
    topic: str | None = None
    """Of a `topic` section: a file's name in config/topics/."""
    limit: Annotated[int, Field(gt=0)] | None = None
    """At most so many items."""
    words: Annotated[int, Field(gt=0)] | None = None
    """At most so many words of sources' sentences for a story (topic) or in all (highlights)."""
    filters: Filters = Filters()
    """What the section keeps."""


class Audience(Strict):
    """`config/audiences/NAME.yaml`."""

    extends: str | None = None
    """Another audience whose values hold where this file gives none: mappings merge, lists replace."""
    title: str
    """The brief's title, on its first page and in its running head."""
    language: str = "en"
    """The language of the brief's own words, as a BCP 47 tag: en, or one that templates/locale/ has a catalogue of (fr, ar)."""
    timezone: str = "UTC"
    """An IANA name, such as Asia/Kabul."""
    cut_off: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "18:00"
    """The time of day, in `timezone`, that a day's brief is as of."""
    as_of: Literal["run", "cut_off"] = "run"
    """What an issue of the configured sources is as of, without --date: the time of the run, or the last cut-off before it."""
    period_hours: Annotated[int, Field(gt=0)] = 24
    """How far back a brief of given files reaches, and the first issue of the configured sources; later ones follow on."""
    max_period_hours: Annotated[int, Field(gt=0)] = 168
    """How far back an issue reaches at most that follows on the last delivered one, when runs were missed."""
    overlap_hours: Annotated[int, Field(ge=0)] = 168
    """How far before the last delivered issue's end articles are still news that were collected only after it."""
    closed_after_hours: Annotated[int, Field(gt=0)] = 48
    """A story that an issue showed and that nothing new was reported of for so long is told once as closed."""
    handling: str | None = None
    """A mark on every page, such as TLP:GREEN. Articles of sources marked above it are left out; none counts as TLP:CLEAR."""
    above_handling: Literal["error", "leave-out"] = "error"
    """What articles marked above `handling` are: an error (exit 3), or nothing to speak of. They never reach the brief."""
    review: bool = False
    """A run makes a draft, which `briefer approve` releases; nothing is delivered before."""
    deliver: tuple[Target, ...] | None = None
    """Where the brief goes besides its folder; default: `deliver` in briefer.yaml. An empty list: nowhere."""
    page: PageSize = "A4"
    """The PDF's page size."""
    template: str = "brief"
    """A folder or file name in templates/ without its ending."""
    look: Look = Look()
    """The house's own logo, colours and fonts."""
    formats: tuple[Format, ...] = ("html", "pdf", "json")
    """What is made of the brief."""
    sections: tuple[SectionSettings, ...]
    """In the order of the page."""
