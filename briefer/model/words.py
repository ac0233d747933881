"""Words as they are compared and shown, whatever the layout around them."""

from __future__ import annotations


def flat(text: str) -> str:
    """A text → itself with every run of white space as one space."""
    return " ".join(text.split())
