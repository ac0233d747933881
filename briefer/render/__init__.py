"""Brief → HTML, PDF, JSON, Markdown, mail and Word.

Every format comes from the one frozen record: no two of them can tell different stories.
"""

from __future__ import annotations

from pathlib import Path

from briefer.config.settings import Format
from briefer.model import codec
from briefer.model.brief import Brief
from briefer.render.checking import check
from briefer.render.environment import templates_sha256

__all__ = ["check", "render", "templates_sha256"]


def render(brief: Brief, fmt: Format, templates: Path) -> bytes:
    """A brief, a format and the user's templates folder → the document's bytes; equal input gives equal bytes.

    A template that the folder does not hold is taken from the packaged ones. RenderError where a template is wrong or the PDF
    cannot be made whole. JSON needs no templates.
    """
    if fmt == "json":
        return (codec.to_json(brief, indent=2) + "\n").encode()
    if fmt == "html":
        from briefer.render import html

        return html.page(brief, templates).encode()
    if fmt == "pdf":
        from briefer.render import pdf

        return pdf.document(brief, templates)
    if fmt == "md":
        from briefer.render import markdown

        return markdown.page(brief, templates).encode()
    if fmt == "eml":
        from briefer.render import mail

        return mail.message(brief, templates)
    if fmt == "docx":
        from briefer.render import docx

        return docx.document(brief, templates)
    raise ValueError(f"'{fmt}' is not a format of a brief")
