"""Brief → a mail as a file (RFC 5322): plain text, HTML with its styles written into it and charts as PNG, and the PDF.

Nothing in it is fetched or run. The same brief and templates give the same bytes: boundaries and the Message-ID come from the
brief's hash, the date is the brief's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

from briefer.errors import Fault, RenderError
from briefer.model import codec
from briefer.model.brief import Brief, Section
from briefer.model.moments import instant
from briefer.render import filters, pdf
from briefer.render.environment import fill, folders
from briefer.render.language import Language, language_of
from briefer.render.looks import picture_of
from briefer.render.markdown import tidy
from briefer.render.pictures import Picture, drawn

LIMIT = 100_000
"""Bytes of the HTML part. Gmail cuts a longer one at 102 KB, wherever that falls."""
PDF = "brief.pdf"
HOST = "briefer.invalid"
"""No mail program can answer it (RFC 2606): whoever sends the mail puts the sender in."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_REFUSED = frozenset({"script", "link", "iframe", "object", "embed", "form", "base"})


def message(brief: Brief, templates: Path) -> bytes:
    """A brief → its mail, unsent. RenderError where a template is wrong or asks for what a mail cannot hold."""
    page, pictures = _fitting(brief, templates)
    digest = hashlib.sha256(codec.to_json(brief).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    mail = EmailMessage(policy=SMTP.clone(max_line_length=76))
    language = language_of(brief.language, folders(templates))
    _address(mail, brief, digest, language)
    mail.set_content(tidy(fill(brief, templates, "text")), cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    rich = list(mail.iter_parts())[1]
    assert isinstance(rich, EmailMessage)
    logo = picture_of(brief.layout.look) if "cid:logo" in page else None
    for picture in (*pictures, *([logo] if logo else [])):
        name = f"{picture.name}.png"
        rich.add_related(picture.png, "image", "png", cid=f"<{picture.name}>", filename=name, disposition="inline")
    mail.add_attachment(pdf.document(brief, templates), "application", "pdf", filename=PDF)
    mail["Content-Language"] = _line(language.tag)
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest}_{number}")
    return mail.as_bytes()


def _address(mail: EmailMessage, brief: Brief, digest: str, language: Language) -> None:
    """Who, when and what. `X-Unsent` makes the mail open as a draft where that is known."""
    zone = ZoneInfo(brief.timezone)
    title = _line(brief.title)
    mail["From"] = Address(title, "brief", HOST)
    mail["Date"] = format_datetime(instant(brief.as_of, zone))
    mail["Subject"] = _line(
        language.say("document", title=title, issue=brief.issue, date=filters.day(brief.as_of, zone, language))
    )
    mail["Message-ID"] = f"<{digest}@{HOST}>"
    mail["X-Unsent"] = "1"


def _line(text: str) -> str:
    """A text → what may stand in a header: one line, without control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _fitting(brief: Brief, templates: Path) -> tuple[str, tuple[Picture, ...]]:
    """A brief → its page of at most LIMIT bytes: the most items from the start that fit, with a line that says so."""
    made = _page(brief, templates, brief.sections, rest=False)
    if _fits(made):
        return made
    made = _page(brief, templates, (), rest=True)
    kept, most = 0, sum(len(section.items) for section in brief.sections)
    while most - kept > 1:
        middle = (kept + most) // 2
        tried = _page(brief, templates, tuple(_first(brief.sections, middle)), rest=True)
        if _fits(tried):
            made, kept = tried, middle
        else:
            most = middle
    return made


def _fits(made: tuple[str, tuple[Picture, ...]]) -> bool:
    return len(made[0].encode()) + made[0].count("\n") <= LIMIT  # a line ends with two characters in mail


def _first(sections: tuple[Section, ...], count: int) -> Iterator[Section]:
    """Sections → those that hold the first `count` items, the last of them cut."""
    for section in sections:
        kept = section.items[:count]
        if section.items and not kept:
            return
        yield replace(section, items=kept)
        count -= len(kept)


def _page(brief: Brief, templates: Path, shown: tuple[Section, ...], *, rest: bool) -> tuple[str, tuple[Picture, ...]]:
    from css_inline import CSSInliner

    page = fill(brief, templates, "mail", shown=shown, rest=rest, pdf=PDF)
    page, pictures = drawn(page, templates)
    _Tags(templates).feed(page)
    return CSSInliner(load_remote_stylesheets=False, keep_at_rules=True).inline(page), pictures


class _Tags(HTMLParser):
    """A mail's tags, each looked at: what would load or run something is a template's fault."""

    def __init__(self, templates: Path) -> None:
        super().__init__()
        self.templates = templates

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        loads = [value for name, value in attrs if name in ("src", "srcset", "background", "poster") and value]
        if tag in _REFUSED or any(not value.startswith("cid:") for value in loads):
            fix = "A mail holds text, tables, links and inline SVG, which becomes a picture."
            raise RenderError(Fault(f"a mail may not hold <{tag}>", str(self.templates), fix))
