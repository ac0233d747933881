"""Where documents come from, and what they may weigh."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefer.config.settings.strict import Strict


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
    handling: str | None = None
    """A mark of TLP 2.0: its articles reach no audience below it. None counts as TLP:CLEAR."""


class Limits(Strict):
    """What an input may weigh before it is left out, with its reason among the gaps."""

    document_megabytes: Annotated[float, Field(gt=0)] = 5
    """A document's bytes, as collected."""
    article_characters: Annotated[int, Field(gt=0)] = 200_000
    """An article's text, as read."""
    timeout_seconds: Annotated[float, Field(gt=0)] = 20
    """One request's time."""
