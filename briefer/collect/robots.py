"""A robots.txt becomes what it allows (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LARGEST = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 wants at least 500 KiB."""
_LINES, _LONGEST = 20_000, 2_000
_KEPT = "/*$?=&;:@!'(),+~%"
_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines that concern us: patterns with whether they allow, and the pause in seconds that is asked for."""

    lines: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allow(self, url: str) -> bool:
        """May an address be asked for? The longest pattern that fits decides, of two of one length the one that allows."""
        parts = urlsplit(url)
        path = _written(parts.path or "/") + (f"?{_written(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        fitting = [(len(pattern), allows) for pattern, allows in self.lines if fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


ALL = Rules()
NONE = Rules((("/", False),))


def parse(text: str, product: str) -> Rules:
    """A robots.txt and our product's name in lower case → the rules of the groups that name it, else of those for `*`."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    agents: list[str] = []
    naming = False
    for line in text.removeprefix("\ufeff").splitlines()[:_LINES]:
        match = _LINE.match(line[:_LONGEST])
        if match is None:
            continue
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            name = re.match(r"[A-Za-z_-]*|\*", value.lower())
            agents = [*(agents if naming else []), "*" if value.startswith("*") else name[0] if name else ""]
            groups.setdefault(agents[-1], ([], []))
            naming = True
        elif key in ("allow", "disallow"):
            naming = False
            if value:
                for agent in agents:
                    groups[agent][0].append((_written(value), key == "allow"))
        elif key == "crawl-delay":
            naming = False
            for agent in agents if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value) else ():
                groups[agent][1].append(float(value))
    lines, delays = groups.get(product) or groups.get("*") or ([], [])
    return Rules(tuple(lines), max(delays, default=None))


def fits(pattern: str, text: str) -> bool:
    """Does a pattern fit the beginning of a text? `*` stands for anything, `$` at its end for the end of the text.

    In time that grows with the product of both lengths at most, whatever the pattern.
    """
    whole = pattern.endswith("$")
    first, *others = (pattern[:-1] if whole else pattern).split("*")
    if not text.startswith(first):
        return False
    at = len(first)
    if not others:
        return not whole or at == len(text)
    for part in others[:-1]:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    last = others[-1]
    if whole:
        return len(text) - at >= len(last) and text.endswith(last)
    return text.find(last, at) >= 0


def _written(path: str) -> str:
    """A path → the form in which two that mean the same are the same: percent-encoded where it must be, and only there."""
    if not path.isascii():
        return quote(path, _KEPT)
    return quote(unquote(path, "latin-1"), _KEPT, encoding="latin-1")
