"""A logo's file → the `data:` URI that a brief keeps of it, or what is wrong with it.

An SVG may draw and nothing else: it holds no script, style sheet, link, picture or address. It is refused as it stands, not
mended: whoever drew it should see what is left out.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from xml.etree import ElementTree

LARGEST = 200_000
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = frozenset(
    {
        "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use",
        "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "metadata",
    }
)  # fmt: skip
_PNG = b"\x89PNG\r\n\x1a\n"
_PLAIN = "Export it as plain SVG, its letters as paths."


class LogoError(ValueError):
    """A logo that cannot be used: the problem, and what mends it."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem, self.fix = problem, fix


def read(folder: Path, name: str) -> str:
    """A configuration's folder and a file's name in it → the logo as a `data:` URI. LogoError where it is none that is safe."""
    path = folder / name
    if Path(name).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        raise LogoError("lies outside the configuration's folder", f"Copy it into {folder.as_posix()}/.")
    try:
        if path.stat().st_size > LARGEST:
            raise LogoError(f"has more than {LARGEST:,} bytes", "Make it smaller; a PNG of 600 pixels is enough.")
        content = path.read_bytes()
    except OSError as problem:
        raise LogoError(f"cannot be read: {problem.strerror}", f"It is looked for from {folder.as_posix()}/.") from problem
    if content.startswith(_PNG):
        size_of_png(content)
        return f"data:image/png;base64,{base64.b64encode(content).decode()}"
    _check_svg(content)
    return f"data:image/svg+xml;base64,{base64.b64encode(content).decode()}"


def size_of_png(content: bytes) -> tuple[float, float]:
    """A PNG file → its width and height in pixels (PNG, 11.2.1: the first chunk is IHDR)."""
    if content[12:16] != b"IHDR" or len(content) < 24:
        raise LogoError("is no PNG that can be read", "Export it anew.")
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if not 0 < width <= 4000 or not 0 < height <= 4000:
        raise LogoError(f"has {width} × {height} pixels", "At most 4,000 either way; 600 are enough.")
    return float(width), float(height)


def size_of_svg(content: bytes) -> tuple[float, float]:
    """An SVG file that was checked → its width and height in its own units."""
    root = ElementTree.fromstring(content)
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if re.fullmatch(r"-?[\d.]+", part)]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[2], box[3]
    sizes = [re.fullmatch(r"([\d.]+)(px)?", root.get(name, "")) for name in ("width", "height")]
    if sizes[0] and sizes[1] and float(sizes[0][1]) > 0 and float(sizes[1][1]) > 0:
        return float(sizes[0][1]), float(sizes[1][1])
    raise LogoError("says no size", "Give its <svg> a viewBox.")


def _check_svg(content: bytes) -> None:
    if re.search(rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", content, re.IGNORECASE):
        raise LogoError("has a document type, an entity or a style sheet", _PLAIN)
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError) as problem:
        raise LogoError("is neither PNG nor SVG", "Export it as one of the two.") from problem
    if root.tag != f"{_SVG}svg":
        raise LogoError("is neither PNG nor SVG", "An SVG's root is <svg> in the namespace http://www.w3.org/2000/svg.")
    for element in root.iter():
        name = str(element.tag)
        if name.startswith(_SVG) and name.removeprefix(_SVG) not in _DRAWS:
            raise LogoError(f"holds <{name.removeprefix(_SVG)}>", _PLAIN)
        for attribute, value in element.attrib.items():
            _check_attribute(attribute.rpartition("}")[2].lower(), value.strip())
    size_of_svg(content)


def _check_attribute(name: str, value: str) -> None:
    if name.startswith("on"):
        raise LogoError(f"runs a script ({name})", _PLAIN)
    if name in ("href", "src") and not value.startswith("#"):
        raise LogoError(f"asks for '{value[:60]}'", _PLAIN)
    if re.search(r"url\(\s*['\"]?(?!#)|@import|expression|\\", value, re.IGNORECASE):
        raise LogoError(f"asks for something in {name}", _PLAIN)
