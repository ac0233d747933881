"""What an audience's pages look like, by a few names."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefer.config.settings.strict import Strict

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
"""Red, green and blue, each in two hexadecimal digits."""


class Look(Strict):
    """A house's own logo, colours and fonts. Colours are `#rrggbb`, quoted; one that cannot be read on its paper is a fault."""

    logo: str | None = None
    """An SVG or PNG file, relative to the configuration's folder and within it, of at most 200 KB."""
    logo_text: str | None = None
    """What the logo says, for those who do not see it: mostly the house's name. A logo needs it."""
    accent: Colour | None = None
    """The one colour beside ink: the bar above the title, marks, numbers of sources, lines of charts."""
    ink: Colour | None = None
    """The text."""
    paper: Colour | None = None
    """The ground of the page on screens; print is on white."""
    dark_accent: Colour | None = None
    """The accent on dark screens; default: a shade of `accent` that can be read there."""
    dark_ink: Colour | None = None
    """The text on dark screens."""
    dark_paper: Colour | None = None
    """The ground on dark screens."""
    text_font: str | None = None
    """A font in templates/fonts/, by its file's name without ending (.ttf; .woff2 for HTML), for sentences and story heads."""
    text_font_bold: str | None = None
    """The same, bold."""
    heading_font: str | None = None
    """The title's and the sections' headings."""
    label_font: str | None = None
    """The smaller furniture: marks, tables, sources."""
    label_font_bold: str | None = None
    """The same, bold."""
