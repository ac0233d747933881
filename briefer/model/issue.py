"""What an audience was told before: its last delivered issue, and the articles of the issues before this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from briefer.model.annotation import Annotation
from briefer.model.article import Article
from briefer.model.brief import Brief
from briefer.model.span import ArticleId


@dataclass(frozen=True, slots=True)
class Previous:
    """The last delivered issue, and each article that it or another issue of the window named, with the hash of its text.

    `articles` holds those articles in the version that was named (of several the latest), `annotations` what was found in
    them: what a brief says of "before" is held against these.
    """

    brief: Brief
    named: Mapping[ArticleId, str]
    articles: Mapping[ArticleId, Article] = field(default_factory=dict)
    annotations: Mapping[ArticleId, Annotation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivered issue as the next one's window needs it: its time, and the run that made it (None: nobody remembers)."""

    issue: int
    as_of: datetime
    turn: int | None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is kept of an issue beside its brief.

    `window` are the articles that it had to tell of, shown or not, None where it was made of given files; `turn` is its run's,
    `files` are the hashes of what was made of it, by ending.
    """

    collected: bool
    turn: int
    window: tuple[ArticleId, ...] | None = None
    files: Mapping[str, str] = field(default_factory=dict)
