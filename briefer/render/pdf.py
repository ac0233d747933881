"""Brief → PDF through WeasyPrint: the HTML template's print rules, tagged, with outline and title, the same bytes each time."""

from __future__ import annotations

import hashlib
import logging
from email.message import Message
from io import BytesIO
from pathlib import Path
from urllib.request import BaseHandler, Request
from urllib.response import addinfourl

from briefer.errors import Fault, RenderError
from briefer.model.brief import Brief
from briefer.render.environment import fill, font_file

VARIANT = "pdf/ua-1"


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


def document(brief: Brief, templates: Path) -> bytes:
    """A brief → its PDF. RenderError where a template is wrong or asks for what is not to be had."""
    return print_page(fill(brief, templates, "pdf"), templates)


def print_page(page: str, templates: Path) -> bytes:
    """An HTML page → PDF bytes that depend on the page and its fonts alone: dates are the page's, the identifier its hash.

    Nothing but `data:` URIs and the fonts of the templates is fetched.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    fetcher = URLFetcher(allowed_protocols={"data", "font"}, fail_on_errors=True)
    fetcher.add_handler(Fonts(templates))
    errors, logger = Errors(), logging.getLogger("weasyprint")
    logger.addHandler(errors)
    try:
        identifier = hashlib.sha256(page.encode("utf-8", "surrogatepass")).digest()[:16]
        made: bytes = HTML(string=page, url_fetcher=fetcher).write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    except FatalURLFetchingError as problem:
        fix = "A template may use data: URIs alone, and font('NAME') for a file in templates/fonts/."
        raise RenderError(Fault(f"{str(problem)[:200]} in a template.", str(templates), fix)) from problem
    finally:
        logger.removeHandler(errors)
    if errors.messages:
        raise RenderError(*(Fault(message, str(templates)) for message in errors.messages))
    return made
