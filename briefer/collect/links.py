"""Which addresses a source wants of those that it finds."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from briefer.collect.robots import fits


def wanted(urls: Sequence[str], patterns: Sequence[str], home: str | None) -> dict[str, None]:
    """Addresses in order → those that fit one of the patterns, each once.

    A pattern that begins with http fits a whole address, any other its path and query; `*` stands for anything, and a pattern
    ends where the address ends unless it ends in `*`. Of `home`, a listing's address, links to other hosts are wanted only
    where a pattern names them; without patterns all are wanted that are on its host.
    """
    found: dict[str, None] = {}
    for url in urls:
        try:
            parts, there = urlsplit(url), urlsplit(home).hostname if home else None
        except ValueError:
            continue
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        near = there is None or parts.hostname == there
        whole = any(_fits(pattern, url) for pattern in patterns if pattern.lower().startswith("http"))
        inner = any(_fits(pattern, path) for pattern in patterns if not pattern.lower().startswith("http"))
        if whole or (near and (inner or not patterns)):
            found[url] = None
    return found


def _fits(pattern: str, text: str) -> bool:
    return fits(pattern if pattern.endswith("*") else f"{pattern}$", text)
