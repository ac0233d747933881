"""A project's own settings, and all of its YAML together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefer.config.settings.audience import Audience
from briefer.config.settings.delivery import MailServer, Target
from briefer.config.settings.keeping import Keep
from briefer.config.settings.sources import Limits, Source
from briefer.config.settings.stories import Importance
from briefer.config.settings.strict import Strict
from briefer.config.settings.topic import Topic


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
    history_articles: Annotated[int, Field(ge=0)] = 5000
    """Of articles from before the period that no issue named, at most so many are looked at, the latest."""
    model: str = "auto"
    """A spaCy model's name, or `auto`: the best that is installed."""
    processes: Annotated[int, Field(ge=0)] = 1
    """Processes that annotate articles; 0: one a core."""
    audiences: tuple[str, ...] = ()
    """The audiences of a run without --audience; none named: all."""
    deliver: tuple[Target, ...] = ()
    """Where the briefs of audiences go that give no `deliver` of their own."""
    mail_server: MailServer | None = None
    """The server that `smtp` targets use which name none."""
    metrics: str | None = None
    """A file that each run writes its measures into, in the text format of Prometheus."""
    limits: Limits = Limits()
    """What an input may weigh."""
    keep: Keep = Keep()
    """How long what was collected and made is kept."""
    importance: Importance = Importance()
    """What orders the stories of a brief."""


class Configuration(Strict):
    """All of a project's YAML, whole and valid, with the hash of what was read."""

    settings: Settings
    audiences: dict[str, Audience]
    topics: dict[str, Topic]
    sha256: str
    origin: str
    """The folder it was read from, or `packaged defaults`."""
