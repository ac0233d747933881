"""The valid name that somebody most likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

FEW = 12
"""So many valid names are listed where none is near."""


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """A wrong name and the valid ones → the valid one that is most like it, case aside; None where none is."""
    folded = {choice.casefold(): choice for choice in sorted(valid, reverse=True)}
    close = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(name: str, valid: Iterable[str]) -> str | None:
    """A wrong name and the valid ones → `Did you mean 'limit'?`, else the list of a few valid ones, else None."""
    choices = sorted(set(valid))
    if close := nearest(name, choices):
        return f"Did you mean '{close}'?"
    return f"Known: {', '.join(choices)}." if 0 < len(choices) <= FEW else None
