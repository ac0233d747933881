"""How long what was collected and made is kept."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefer.config.settings.strict import Strict


class Keep(Strict):
    """How long what was collected and made is kept; each run ends by removing the rest."""

    days: Annotated[int, Field(gt=0)] | None = 180
    """Of articles that no kept issue names, and of what was found in any, counted from when they last came in."""
    issues_days: Annotated[int, Field(gt=0)] | None = None
    """Of issues: their records, the articles that they name, and their folders; not given: for ever."""
    output_days: Annotated[int, Field(gt=0)] | None = None
    """Of the issues' folders alone; the records stay in the archive."""
    megabytes: Annotated[int, Field(gt=0)] | None = None
    """Of the archive: where it grows beyond, articles that no issue names go before their time, the oldest first."""
