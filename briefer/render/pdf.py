"""Brief → PDF through WeasyPrint: the HTML template's print rules, tagged, with outline and title, the same bytes each time."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from briefer.errors import Fault, RenderError
from briefer.model.brief import Brief
from briefer.render.environment import fill

VARIANT = "pdf/ua-1"


class Errors(logging.Handler):
    """WeasyPrint logs what it could not load and goes on; a page that lacks something is a failure here."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def document(brief: Brief, templates: Path) -> bytes:
    """A brief → its PDF. RenderError where a template is wrong, asks for a file or the network, or leaves something unloaded."""
    return print_page(fill(brief, templates, "pdf"), str(templates))


def print_page(page: str, where: str) -> bytes:
    """An HTML page → PDF bytes that depend on the page alone: its dates are the page's, its identifier the page's hash.

    Nothing but `data:` URIs is fetched; `where` names the page's templates in faults.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    fetcher = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    errors, logger = Errors(), logging.getLogger("weasyprint")
    logger.addHandler(errors)
    try:
        identifier = hashlib.sha256(page.encode("utf-8", "surrogatepass")).digest()[:16]
        made: bytes = HTML(string=page, url_fetcher=fetcher).write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    except FatalURLFetchingError as problem:
        fix = "A template may use data: URIs alone; font('NAME') makes one of a file in templates/fonts/."
        raise RenderError(Fault(str(problem)[:200], where, fix)) from problem
    finally:
        logger.removeHandler(errors)
    if errors.messages:
        raise RenderError(*(Fault(message, where) for message in errors.messages))
    return made
