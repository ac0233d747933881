"""SVG in a page → PNG beside it, for readers that show no SVG: mail programs and Word."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from briefer.errors import Fault, RenderError
from briefer.render.environment import font_files

_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TITLE = "{http://www.w3.org/2000/svg}title"
SCALE = 2
"""Pixels of a PNG to a pixel of the page: sharp on the screens of telephones, too."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as PNG: `name` is what the page's `<img src="cid:NAME">` calls it; sizes in pixels of the page."""

    name: str
    png: bytes
    text: str
    width: float
    height: float


def drawn(page: str, templates: Path) -> tuple[str, tuple[Picture, ...]]:
    """A filled page → the same with an `<img>` for each `<svg>`, and the pictures, with the SVG's title as their text.

    Text of articles is escaped, so that every `<svg>` is a template's. RenderError where one is not XML, or names a file.
    """
    pictures: list[Picture] = []

    def exchange(found: re.Match[str]) -> str:
        pictures.append(_picture(found[0], f"chart-{len(pictures) + 1}", templates))
        one = pictures[-1]
        text = html.escape(one.text)
        return f'<img src="cid:{one.name}" width="{one.width:g}" height="{one.height:g}" alt="{text}">'

    return _SVG.sub(exchange, page), tuple(pictures)


def _picture(svg: str, name: str, templates: Path) -> Picture:
    return replace(_drawn(svg, templates), name=name)


@lru_cache(maxsize=64)
def _drawn(svg: str, templates: Path) -> Picture:
    """A drawing → its picture, without a name: a mail is tried in several lengths, with the same drawings in each."""
    from resvg_py import svg_to_bytes

    try:
        root = ElementTree.fromstring(svg)
        width, height = float(root.get("width", "")), float(root.get("height", ""))
    except (ElementTree.ParseError, ValueError) as problem:
        fix = "It must be XML, with a width and a height in pixels and the namespace http://www.w3.org/2000/svg."
        raise RenderError(Fault(f"a drawing cannot be read: {problem}", str(templates), fix)) from problem
    _refuse_files(root, templates)
    title = root.find(_TITLE)
    png = svg_to_bytes(
        svg_string=svg,
        background="white",
        skip_system_fonts=True,
        zoom=SCALE,
        font_files=[str(path) for path in font_files(templates, "ttf")],
        sans_serif_family="Briefer Sans",
    )
    return Picture("", bytes(png), " ".join("".join(title.itertext()).split()) if title is not None else "", width, height)


def _refuse_files(root: ElementTree.Element, templates: Path) -> None:
    """Whoever draws SVG follows its links to files: only those within it are let through."""
    for element in root.iter():
        for attribute, value in element.attrib.items():
            if attribute.rpartition("}")[2] == "href" and not value.startswith("#"):
                fix = "A drawing may refer to what stands in it alone, `#NAME`."
                raise RenderError(Fault(f"a drawing asks for '{value[:100]}'", str(templates), fix))
