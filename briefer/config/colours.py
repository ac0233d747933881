"""Colours as `#rrggbb`, and how well one can be read on another: WCAG 2.2, relative luminance and contrast ratio."""

from __future__ import annotations

ENOUGH = 4.5
"""The contrast that level AA asks of text (WCAG 2.2, 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """Two colours → their contrast ratio, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`share` of one colour with the rest of another."""
    parts = (round(share * a + (1 - share) * b) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def readable(colour: str, *grounds: str, least: float = ENOUGH) -> str:
    """A colour → itself where it can be read on these grounds, else the nearest shade of it that can, else black or white."""
    end = "#000000" if _luminance(grounds[0]) > 0.18 else "#ffffff"
    for step in range(101):
        tried = mixed(end, colour, step / 100)
        if all(contrast(tried, ground) >= least for ground in grounds):
            return tried
    return end


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = ((part / 255) for part in _parts(colour))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
