"""Brief → one HTML file that opens anywhere: styles and letters inside, no script, nothing fetched."""

from __future__ import annotations

from pathlib import Path

from briefer.model.brief import Brief
from briefer.render.environment import fill


def page(brief: Brief, templates: Path) -> str:
    """A brief → its HTML page. RenderError where a template is wrong."""
    return fill(brief, templates, "html")
