"""Brief → a Word document (.docx): the words of the HTML page, in Word's own headings, lists, tables and links.

The page is filled as for the PDF and read tag by tag, so that templates of the user's show here too. The file is accessible as
Word understands it (title, language, headings, header rows, texts of pictures), and the same bytes each time.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from lxml import html as markup

from briefer.errors import Fault, RenderError
from briefer.model import codec
from briefer.model.brief import Brief
from briefer.model.moments import instant
from briefer.render import filters
from briefer.render.environment import fill, folders
from briefer.render.language import Language, language_of
from briefer.render.looks import picture_of
from briefer.render.pictures import drawn

if TYPE_CHECKING:
    from docx.document import Document

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
"""What XML 1.0 has no place for, or advises against."""
SIZES = {"A4": (11906, 16838), "Letter": (12240, 15840)}
"""Width and height in twentieths of a point."""
TWIP = 635


def document(brief: Brief, templates: Path) -> bytes:
    """A brief → its Word document. RenderError where python-docx is missing or a template is wrong."""
    try:
        import docx
    except ImportError as problem:
        fix = "Install it: pip install 'daily-briefer[docx]'."
        raise RenderError(Fault("Word documents need python-docx, which is not installed", "format docx", fix)) from problem
    from briefer.render.words import Writer

    page, pictures = drawn(fill(brief, templates, "docx"), templates)
    made = docx.Document()
    language = language_of(brief.language, folders(templates))
    _describe(made, brief, language)
    _dress(made, brief, language)
    logo = picture_of(brief.layout.look)
    writer = Writer(made, {picture.name: picture for picture in (*pictures, *([logo] if logo else []))})
    body = markup.document_fromstring(_ILLEGAL.sub("", page)).find("body")
    writer.link_to(body)
    for part in body.iterchildren(*("header", "main", "footer")):
        writer.write(part)
    kept = BytesIO()
    made.save(kept)
    return _dated(kept.getvalue())


def _describe(made: Document, brief: Brief, language: Language) -> None:
    """The properties that a reader sees and a search finds: dates are the brief's, the identifier its hash."""
    moment = instant(brief.as_of, ZoneInfo(brief.timezone)).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    date = filters.day(brief.as_of, ZoneInfo(brief.timezone), language)
    title = language.say("document", title=brief.title, issue=brief.issue, date=date)
    core = made.core_properties
    core.title = filters.short(_ILLEGAL.sub("", title), 250)
    core.author = core.last_modified_by = f"briefer {brief.made_with.version}"
    core.created = core.modified = moment
    core.language = language.tag
    core.identifier = f"sha256:{hashlib.sha256(codec.to_json(brief).encode()).hexdigest()}"
    core.comments = ""
    core.revision = 1


def _dress(made: Document, brief: Brief, language: Language) -> None:
    """Page size, language, and the few styles that differ from Word's own."""
    from docx.oxml.ns import qn
    from docx.shared import Emu, Pt, RGBColor

    width, height = SIZES[brief.layout.page]
    (section,) = made.sections
    section.page_width, section.page_height = Emu(width * TWIP), Emu(height * TWIP)
    section.left_margin = section.right_margin = Emu(1134 * TWIP)
    defaults: Any = made.styles.element.find(qn("w:docDefaults"))
    for spoken in defaults.iter(qn("w:lang")):
        spoken.set(qn("w:bidi" if language.forms.direction == "rtl" else "w:val"), language.tag)
    styles: Any = made.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Georgia", Pt(10.5)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "Caption"):
        font = styles[name].font
        font.name, font.color.rgb = "Georgia", RGBColor(0x1D, 0x1C, 0x1A)
        for fonts in styles[name].element.iter(qn("w:rFonts")):
            for theme in [one for one in fonts.attrib if one.endswith("Theme")]:
                del fonts.attrib[theme]
    styles["Quote"].paragraph_format.left_indent = Pt(18)


def _dated(archive: bytes) -> bytes:
    """A zip archive → the same files with one fixed time, so that equal documents are equal bytes."""
    kept = BytesIO()
    with ZipFile(BytesIO(archive)) as made, ZipFile(kept, "w", ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            fixed.writestr(entry, made.read(name))
    return kept.getvalue()
