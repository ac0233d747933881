"""Brief → PDF through WeasyPrint: the HTML template's print rules, tagged and archival, the same bytes each time.

The file is PDF/A-3a and PDF/UA-1 at once, and carries the brief.json that it was made from.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import BaseHandler, Request
from urllib.response import addinfourl
from zoneinfo import ZoneInfo

from briefer.errors import Fault, RenderError
from briefer.model import codec
from briefer.model.brief import Brief
from briefer.model.moments import instant
from briefer.render.archival import end_plainly, finish
from briefer.render.environment import fill, font_file
from briefer.render.fitting import lay_out

if TYPE_CHECKING:
    from weasyprint import Attachment

VARIANT = "pdf/a-3a"
SOURCE = "brief.json"
"""The attachment's name; PDF/A calls what a document was made from its `Source`."""


class Fonts(BaseHandler):
    """`font:NAME` → the TrueType file of that name in templates/fonts/, and no other file."""

    def __init__(self, templates: Path) -> None:
        self.templates = templates

    def font_open(self, request: Request) -> addinfourl:
        """What urllib calls for the scheme `font`."""
        headers = Message()
        headers["Content-Type"] = "font/ttf"
        content = font_file(self.templates, request.full_url.removeprefix("font:"), "ttf")
        return addinfourl(BytesIO(content), headers, request.full_url, 200)


class Errors(logging.Handler):
    """WeasyPrint logs what it could not load and goes on; a page that lacks something is a failure here."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def library() -> str:
    """The version of WeasyPrint. OSError where it, or Pango behind it, cannot be loaded."""
    import weasyprint

    return str(weasyprint.__version__)


def document(brief: Brief, templates: Path) -> bytes:
    """A brief → its PDF. RenderError where a template is wrong or asks for what is not to be had."""
    content = codec.to_json(brief, indent=2) + "\n"
    return print_page(fill(brief, templates, "pdf"), templates, Source(content, instant(brief.as_of, ZoneInfo(brief.timezone))))


@dataclass(frozen=True, slots=True)
class Source:
    """What a page was made from, and the moment that it tells of."""

    content: str
    as_of: datetime


def print_page(page: str, templates: Path, source: Source | None = None) -> bytes:
    """An HTML page → PDF bytes that depend on the arguments and the fonts alone: dates are the page's, the identifier a hash.

    Nothing but `data:` URIs and the fonts of the templates is fetched.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    fetcher = URLFetcher(allowed_protocols={"data", "font"}, fail_on_errors=True)
    fetcher.add_handler(Fonts(templates))
    errors, logger = Errors(), logging.getLogger("weasyprint")
    logger.addHandler(errors)
    try:
        document, zoom = lay_out(page, lambda text: HTML(string=text, url_fetcher=fetcher), VARIANT)
        made: bytes = document.write_pdf(
            zoom=zoom,
            pdf_variant=VARIANT,
            pdf_identifier=hashlib.sha256(page.encode("utf-8", "surrogatepass")).digest()[:16],
            attachments=[_attachment(source)] if source else None,
            finisher=finish,
        )
    except FatalURLFetchingError as problem:
        fix = "A template may use data: URIs alone, and font('NAME') for a file in templates/fonts/."
        raise RenderError(Fault(f"{str(problem)[:200]} in a template.", str(templates), fix)) from problem
    finally:
        logger.removeHandler(errors)
    if errors.messages:
        raise RenderError(*(Fault(message, str(templates)) for message in errors.messages))
    return end_plainly(made)


def _attachment(source: Source) -> Attachment:
    from weasyprint import Attachment

    moment = source.as_of.astimezone(UTC)
    return Attachment(
        string=source.content,
        name=SOURCE,
        description="The data that this brief was made from",
        created=moment,
        modified=moment,
        relationship="Source",
    )
