"""The valid name that somebody most likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(name: str, valid: Iterable[str]) -> str | None:
    """A wrong name and the valid ones → `Did you mean 'limit'?`, else the list of a few valid ones, else None."""
    choices = sorted(valid)
    folded = {choice.casefold(): choice for choice in reversed(choices)}
    close = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{folded[close[0]]}'?"
    if 0 < len(choices) <= 12:
        return f"Known: {', '.join(choices)}."
    return None
