"""An audience's own look: its colours can be read, its fonts and its logo are there."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from briefer.config import colours, defaults, logos
from briefer.config.names import did_you_mean
from briefer.config.nodes import Complaint, Node
from briefer.config.settings import Audience

PAPER, INK, ACCENT = "#fffdf8", "#1d1c1a", "#8a1a1f"
DARK_PAPER, DARK_INK, DARK_ACCENT = "#171614", "#e9e5dc", "#f0a096"
PRINT = "#ffffff"
FONTS = ("text_font", "text_font_bold", "heading_font", "label_font", "label_font_bold")


def check(root: Node, folder: Path, templates: Path) -> Iterator[Complaint]:
    """An audience with what it inherits → what is wrong with its look."""
    look = root["look"]
    yield from _check_colours(look)
    yield from _check_logo(look, folder)
    known = sorted(
        {path.stem for place in (templates, defaults.folder("templates")) for path in (place / "fonts").glob("*.ttf")}
    )
    for key in FONTS:
        font = look[key]
        if font.text is not None and font.text not in known:
            fix = did_you_mean(font.text, known) or ""
            yield Complaint(
                font.place, f"look.{key} '{font.written}' is no font.", fix or "Put NAME.ttf into templates/fonts/."
            )


def _check_colours(look: Node) -> Iterator[Complaint]:
    """Text and accent can be read on their paper, on screens light and dark, and in print."""

    def colour(key: str, otherwise: str) -> str:
        text = look[key].text
        return text if text is not None and re.fullmatch(r"#[0-9a-fA-F]{6}", text) else otherwise

    paper, dark = colour("paper", PAPER), colour("dark_paper", DARK_PAPER)
    grounds = {"ink": (paper, PRINT), "accent": (paper, PRINT), "dark_ink": (dark,), "dark_accent": (dark,)}
    usual = {
        "ink": INK,
        "accent": ACCENT,
        "dark_ink": DARK_INK,
        "dark_accent": colours.readable(colour("accent", DARK_ACCENT), dark),
    }
    for key, behind in grounds.items():
        tried = colour(key, usual[key])
        worst = min(behind, key=lambda ground: colours.contrast(tried, ground))
        if colours.contrast(tried, worst) >= colours.ENOUGH:
            continue
        named = key if look[key].text is not None else "dark_paper" if key.startswith("dark") else "paper"
        ratio = f"{colours.contrast(tried, worst):.1f}"
        problem = f"look.{named}: {key} '{tried}' on '{worst}' has a contrast of {ratio} to 1, where text needs 4.5 (WCAG AA)."
        yield Complaint(look[named].place, problem, f"Try {key}: '{colours.readable(tried, *behind)}'.")


def _check_logo(look: Node, folder: Path) -> Iterator[Complaint]:
    logo = look["logo"]
    if logo.text is None:
        return
    try:
        logos.read(folder, logo.text)
    except logos.LogoError as problem:
        yield Complaint(logo.place, f"look.logo '{logo.written}' {problem.problem}.", problem.fix)
    if not look["logo_text"].text:
        yield Complaint(logo.place, "look.logo_text is missing.", "Say what the logo says: 'logo_text: The Daily Courier'.")


def with_logo(audience: Audience, folder: Path, keep: Callable[[str, bytes], None]) -> Audience:
    """An audience whose logo is a file's name → the same with the file as a `data:` URI; `keep` is given what was read."""
    if audience.look.logo is None:
        return audience
    uri = logos.read(folder, audience.look.logo)
    keep(audience.look.logo, base64.b64decode(uri.partition(",")[2]))
    return audience.model_copy(update={"look": audience.look.model_copy(update={"logo": uri})})
