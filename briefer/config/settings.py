"""Every key that the YAML files may hold, typed, with its meaning beneath it. `docs/configuration.md` is checked by it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

PageSize = Literal["A4", "Letter"]
Format = Literal["html", "pdf", "json", "md", "eml", "docx"]
SectionKind = Literal["highlights", "topic", "quotes", "figures", "timeline", "changes", "sources"]


class Strict(BaseModel):
    """A mapping of a YAML file: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where documents come from: exactly one of `path` and `feed`."""

    name: str
    """What the brief's list of gaps calls it."""
    path: str | None = None
    """A file or folder (.html, .txt, .jsonl), relative to the configuration's folder."""
    feed: str | None = None
    """An RSS or Atom feed's http(s) URL."""
    outlet: str | None = None
    """The outlet that this source stands for, where its documents do not say."""


class Limits(Strict):
    """What an input may weigh before it is left out, with its reason among the gaps."""

    document_megabytes: Annotated[float, Field(gt=0)] = 5
    """A document's bytes, as collected."""
    article_characters: Annotated[int, Field(gt=0)] = 200_000
    """An article's text, as read."""
    timeout_seconds: Annotated[float, Field(gt=0)] = 20
    """One request's time."""


Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Importance(Strict):
    """What the parts of a story's importance count; each part lies between 0 and about 1, and 0 leaves it out."""

    outlets: Weight = 2.0
    """Outlets that report it, copies left out: 0 for one alone, 0.65 for two, 1 for ten."""
    casualties: Weight = 1.5
    """Killed, and less for injured or detained: 1 for a hundred killed."""
    topics: Weight = 1.5
    """The share of sentences on a topic, in the article that has most; sentences of `statements` do not count."""
    recency: Weight = 1.0
    """How near the newest article is to the end of the period: 1 at its end, 0 at its start."""
    speakers: Weight = 0.75
    """People quoted by name and in a role: 1 for five."""
    lead: Weight = 1.0
    """How early an article comes to a topic: 1 in its first sentence; sentences of `statements` do not count."""


class Settings(Strict):
    """`config/briefer.yaml`."""

    sources: tuple[Source, ...] = ()
    """What `briefer run` without PATH collects."""
    archive: str | None = None
    """An SQLAlchemy URL; default: archive.sqlite in the folder of the briefs."""
    output: str = "out"
    """The folder of the briefs: DATE/AUDIENCE/brief.*"""
    history_days: Annotated[int, Field(ge=0)] = 14
    """How far before its period a brief looks back, to tell what is new from what goes on."""
    model: str = "auto"
    """A spaCy model's name, or `auto`: the best that is installed."""
    processes: Annotated[int, Field(ge=0)] = 1
    """Processes that annotate articles; 0: one a core."""
    audiences: tuple[str, ...] = ()
    """The audiences of a run without --audience; none named: all."""
    limits: Limits = Limits()
    """What an input may weigh."""
    importance: Importance = Importance()
    """What orders the stories of a brief."""


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
    """The language of the brief's own words, as a BCP 47 tag."""
    timezone: str = "UTC"
    """An IANA name, such as Asia/Kabul."""
    cut_off: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "18:00"
    """The time of day, in `timezone`, that a day's brief is as of."""
    period_hours: Annotated[int, Field(gt=0)] = 24
    """How far back a brief reaches."""
    closed_after_hours: Annotated[int, Field(gt=0)] = 48
    """A story that an issue showed and that nothing new was reported of for so long is told once as closed."""
    handling: str | None = None
    """A mark on every page, such as TLP:GREEN."""
    page: PageSize = "A4"
    """The PDF's page size."""
    template: str = "brief"
    """A folder or file name in templates/ without its ending."""
    formats: tuple[Format, ...] = ("html", "pdf", "json")
    """What is made of the brief."""
    sections: tuple[SectionSettings, ...]
    """In the order of the page."""


class Topic(Strict):
    """`config/topics/NAME.yaml`: what a topic is, for an editor to change without Python."""

    title: str
    """The heading of the topic's section."""
    description: str | None = None
    """What belongs here, for editors."""
    verbs: tuple[str, ...] = ()
    """Lemmas of verbs that speak for the topic, alone or with a particle, object or subject: attack, blow up, lift ban."""
    weak_verbs: tuple[str, ...] = ()
    """Lemmas of verbs that do so only of states, officials, parties and armed groups: allow, share, cut."""
    nouns: tuple[str, ...] = ()
    """Lemmas of nouns that speak for it: gunbattle, ceasefire."""
    terms: tuple[str, ...] = ()
    """Phrases of several words, as they are written: peace talks."""
    events: tuple[str, ...] = ()
    """Kinds of incident that belong here: bombing, clash."""
    excludes: tuple[str, ...] = ()
    """Phrases that look like the topic and are not: heart attack."""
    examples_in: tuple[str, ...] = ()
    """Sentences that belong here; `briefer check` reports one that would not be found."""
    examples_out: tuple[str, ...] = ()
    """Sentences that do not."""
    aside: bool = False
    """Recognised only to be kept out of the other topics: its sentences have no topic. Business, sport, culture."""


class Configuration(Strict):
    """All of a project's YAML, whole and valid, with the hash of what was read."""

    settings: Settings
    audiences: dict[str, Audience]
    topics: dict[str, Topic]
    sha256: str
    origin: str
    """The folder it was read from, or `packaged defaults`."""
