"""What two briefs have and say differently: the record of `briefer diff --json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefer.model.span import ArticleId

Kind = Literal["new", "gone", "changed"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two briefs."""

    audience: str
    issue: int
    as_of: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with another value: both as JSON has them, lists as text joined by commas, none as null."""

    field: str
    before: str | float | None
    after: str | float | None


@dataclass(frozen=True, slots=True)
class StoryDifference:
    """A story that one brief shows and the other does not, or shows with other articles or another status.

    Stories are the same where they share an article; `story` is the newer brief's id, else the older's.
    """

    story: str
    title: str
    change: Kind
    articles_new: tuple[ArticleId, ...]
    articles_gone: tuple[ArticleId, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """An item of a section: `before` and `after` are its ids in the two briefs, null on the side that has it not.

    `text` is the newer one's, of one that is gone the older's; a changed text stands among the differences, too.
    """

    section: str
    kind: str
    change: Kind
    before: str | None
    after: str | None
    text: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The older and the newer brief, and all that differs: `same` where nothing does.

    `settings` holds what an editor chose or a machine brought (title, layout, period, model, hashes); sections that came, went
    or have another title stand there as `sections.ID`.
    """

    schema_version: int
    before: Side
    after: Side
    same: bool
    settings: tuple[Difference, ...]
    stories: tuple[StoryDifference, ...]
    items: tuple[ItemDifference, ...]
