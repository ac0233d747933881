"""A brief's look → the colours of its pages, on paper, light and dark screens; its logo as each medium can show it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefer.config import logos
from briefer.config.colours import mixed, readable
from briefer.model.brief import Look

if TYPE_CHECKING:
    from briefer.render.pictures import Picture

HEIGHT, WIDEST = 44.0, 220.0
"""A logo's size at most, in pixels of the page."""


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of one ground: `soft` for lesser words, `rule` and `line` for rules that part things."""

    paper: str
    ink: str
    soft: str
    rule: str
    line: str
    accent: str


@dataclass(frozen=True, slots=True)
class Logo:
    """`source` is its address in the page, sizes are in pixels of the page."""

    source: str
    text: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Style:
    """What templates know of a look, as `look`: `print`, `light`, `dark` have its colours, `font` its files."""

    print: Shades
    light: Shades
    dark: Shades
    font: Look
    logo: Logo | None


PRINT = Shades("#ffffff", "#1c1b19", "#5b5851", "#b9b5ac", "#c9c5bc", "#8a1a1f")
LIGHT = Shades("#fffdf8", "#1d1c1a", "#5f5c55", "#d8d3c8", "#d8d3c8", "#8a1a1f")
DARK = Shades("#171614", "#e9e5dc", "#a8a399", "#3b3832", "#3b3832", "#f0a096")


def style_of(look: Look | None, medium: str) -> Style:
    """A brief's look, or None for the usual one, and the medium → what its templates are given."""
    look = look or Look()
    dark_accent = look.dark_accent or (readable(look.accent, look.dark_paper or DARK.paper) if look.accent else None)
    return Style(
        _shades(PRINT, None, look.ink, look.accent),
        _shades(LIGHT, look.paper, look.ink, look.accent),
        _shades(DARK, look.dark_paper, look.dark_ink, dark_accent),
        look,
        _logo(look, medium),
    )


def _shades(usual: Shades, paper: str | None, ink: str | None, accent: str | None) -> Shades:
    if paper is None and ink is None:
        return Shades(usual.paper, usual.ink, usual.soft, usual.rule, usual.line, accent or usual.accent)
    ground, text = paper or usual.paper, ink or usual.ink
    soft = readable(mixed(text, ground, 0.7), ground)
    rule, line = mixed(text, ground, 0.33), mixed(text, ground, 0.22)
    return Shades(ground, text, soft, rule, line, accent or usual.accent)


def picture_of(look: Look | None) -> Picture | None:
    """A look's logo → the same as PNG, for mail and Word."""
    if look is None or look.logo is None:
        return None
    from briefer.render.pictures import Picture

    kind, content = _taken_apart(look.logo)
    width, height = _size(kind, content)
    png = content if kind == "image/png" else _drawn(content, 3 * height / _natural(kind, content)[1])
    return Picture("logo", png, look.logo_text or "", width, height)


def _logo(look: Look, medium: str) -> Logo | None:
    if look.logo is None or medium in ("md", "text"):
        return None
    width, height = _size(*_taken_apart(look.logo))
    return Logo("cid:logo" if medium in ("mail", "docx") else look.logo, look.logo_text or "", width, height)


def _taken_apart(uri: str) -> tuple[str, bytes]:
    head, _, content = uri.removeprefix("data:").partition(",")
    return head.partition(";")[0], base64.b64decode(content)


def _natural(kind: str, content: bytes) -> tuple[float, float]:
    return logos.size_of_png(content) if kind == "image/png" else logos.size_of_svg(content)


def _size(kind: str, content: bytes) -> tuple[float, float]:
    """As high as may be, and no wider."""
    width, height = _natural(kind, content)
    scale = min(HEIGHT / height, WIDEST / width)
    return round(width * scale, 1), round(height * scale, 1)


def _drawn(svg: bytes, zoom: float) -> bytes:
    """A checked SVG without letters → PNG, on nothing."""
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg.decode(), skip_system_fonts=True, zoom=max(1, round(zoom))))
