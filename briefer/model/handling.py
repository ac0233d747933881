"""Handling marks: who may read something. The five of TLP 2.0 (FIRST, August 2022) have an order, which is held here."""

from __future__ import annotations

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""The marks of TLP 2.0, from what everybody may read to what only the named recipients may."""
RED = TLP[-1]


def normal(mark: str | None) -> str | None:
    """A mark as it is written → the mark of TLP 2.0 that it is, letter case and spaces aside; None where it is none."""
    wanted = "".join((mark or "").split()).upper()
    return wanted if wanted in TLP else None


def level(mark: str | None) -> int:
    """A mark → its place in `TLP`. None, and a mark of the house that TLP does not know, count as TLP:CLEAR."""
    known = normal(mark)
    return TLP.index(known) if known else 0


def may_reach(mark: str | None, readers: str | None) -> bool:
    """May what carries `mark` be shown in what carries `readers`?"""
    return level(mark) <= level(readers)
