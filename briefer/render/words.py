"""HTML elements → paragraphs, tables, links and pictures of a Word document, through python-docx."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_DIRECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from briefer.render.filters import link
from briefer.render.pictures import Picture

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.html import HtmlElement

HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
SMALL = frozenset(
    {"cited", "editor", "marks", "details", "reports", "period", "note", "made-with", "role", "version", "compared", "sources"}
)
"""Classes of the page's furniture, set smaller and softer."""
STRONG = frozenset({"draft", "handling", "name", "issue-number", "day"})
"""Classes of paragraphs that are set bold."""
BOLD = frozenset({"b", "strong", "th"})
BLOCKS = frozenset(
    {
        *HEADINGS,
        "p",
        "ol",
        "ul",
        "table",
        "blockquote",
        "img",
        "figcaption",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "figure",
    }
)
PIXEL = 9525
"""English Metric Units in a pixel of the page."""
_SPACE = re.compile(r"[ \t\n\r\f]+")


class Writer:
    """Elements → the end of a document. A container is gone into; a paragraph, list, table or picture is written."""

    def __init__(self, document: Document, pictures: Mapping[str, Picture]) -> None:
        self._document, self._pictures = document, pictures
        self._targets: dict[str, str] = {}

    def link_to(self, body: HtmlElement) -> None:
        """A page → names for the places that its own links lead to: Word's bookmarks know neither hyphens nor 41 letters."""
        wanted = [one.get("href", "")[1:] for one in body.iter("a") if one.get("href", "").startswith("#")]
        self._targets = {name: f"place_{number}" for number, name in enumerate(dict.fromkeys(wanted), 1)}

    def write(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in ("style", "script", "nav"):
            return
        if tag in HEADINGS:
            self._paragraph(element, HEADINGS[tag])
        elif tag == "table":
            self._table(element)
        elif tag in ("ol", "ul"):
            self._list(element)
        elif tag == "img":
            self._picture(element)
        elif tag == "blockquote":
            for one in element.iterchildren():
                self._paragraph(one, "Quote")
        elif tag in ("p", "figcaption"):
            self._paragraph(element, "Caption" if tag == "figcaption" else "Normal")
        elif any(one.tag in BLOCKS for one in element.iterchildren()):
            before = self._end()
            for one in element.iterchildren():
                self.write(one)
            self._mark(element, before)
        else:
            self._paragraph(element, "Normal")

    def _end(self) -> int:
        """How many blocks the document has: behind them stand its page settings."""
        return len(self._document.element.body) - 1

    def _mark(self, element: HtmlElement, before: int) -> None:
        """An element, written behind the first `before` blocks → a bookmark at its own first, where a link leads to it."""
        if (place := self._marked(element)) and self._end() > before:
            self._bookmark(self._document.element.body[before], place)

    def _marked(self, element: HtmlElement) -> str | None:
        """The bookmark of an element that a link of the page leads to."""
        return self._targets.get(element.get("id", ""))

    def _bookmark(self, block: Any, place: str) -> None:
        """A paragraph or table → a place that links lead to, at its start."""
        paragraph = block if block.tag == qn("w:p") else next(block.iter(qn("w:p")))
        for kind in ("w:bookmarkEnd", "w:bookmarkStart"):
            mark = OxmlElement(kind)
            mark.set(qn("w:id"), place.rpartition("_")[2])
            if kind == "w:bookmarkStart":
                mark.set(qn("w:name"), place)
            paragraph.insert(1 if paragraph.pPr is not None else 0, mark)

    def _paragraph(self, element: HtmlElement, style: str) -> Paragraph:
        made = self._document.add_paragraph(style=None if style == "Normal" else style)
        _turn(made, element)
        classes = set(element.get("class", "").split())
        self._fill(made, element, small=bool(classes & SMALL), bold=bool(classes & STRONG))
        made.paragraph_format.space_after = Pt(2 if classes & {"marks", "name", "issue"} else 6)
        made.paragraph_format.keep_with_next = (
            bool(classes & {"marks", "name", "role", "day"}) or made.paragraph_format.keep_with_next
        )
        if place := self._marked(element):
            self._bookmark(made._p, place)
        return made

    def _list(self, element: HtmlElement) -> None:
        """A list's items: marks as one line; a bottom line's first paragraphs with their numbers."""
        if "marks" in element.get("class", "").split():
            self._marks(element)
            return
        numbered = "highlights" in (element.getparent().get("class") or "")
        number = self._restarted() if numbered else None
        for item in element.iterchildren("li"):
            if item.find("p") is None:
                self._paragraph(item, "List Bullet")
            else:
                before = self._end()
                self._item(item, "List Number" if numbered else "Normal", number)
                self._mark(item, before)

    def _item(self, item: HtmlElement, style: str, number: int | None) -> None:
        first = True
        for one in item.iterchildren():
            if one.tag != "p":
                self.write(one)
            elif "".join(one.itertext()).strip():
                made = self._paragraph(one, style if first else "Normal")
                if first and number is not None:
                    counted: Any = made._p.get_or_add_pPr().get_or_add_numPr()
                    counted.get_or_add_ilvl().val = 0
                    counted.get_or_add_numId().val = number
                first = False

    def _restarted(self) -> int:
        """A numbering of its own for one list, from 1: Word counts on from list to list otherwise."""
        style: Any = self._document.styles["List Number"]
        numbering: Any = self._document.part.numbering_part.element
        kept = numbering.num_having_numId(style.element.pPr.numPr.numId.val).abstractNumId.val
        made = numbering.add_num(kept)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        number: int = made.numId
        return number

    def _marks(self, element: HtmlElement) -> None:
        made = self._document.add_paragraph()
        _turn(made, element)
        words = [_SPACE.sub(" ", "".join(one.itertext())).strip() for one in element.iterchildren("li")]
        _run(made, " · ".join(words), element, small=True)
        made.paragraph_format.space_after, made.paragraph_format.keep_with_next = Pt(0), True

    def _table(self, element: HtmlElement) -> None:
        """A table → one whose header row is told as such and repeated, its rows never split."""
        for caption in element.iterchildren("caption"):
            self._paragraph(caption, "Caption")
        rows = list(element.iter("tr"))
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        made = self._document.add_table(len(rows), width, style="Table Grid")
        if _rtl(element):
            made.table_direction = WD_TABLE_DIRECTION.RTL
        for row, written in zip(rows, list(made.rows), strict=True):
            cells, settings = written.cells, written._tr.get_or_add_trPr()
            settings.append(OxmlElement("w:cantSplit"))
            if row.getparent().tag == "thead":
                settings.append(OxmlElement("w:tblHeader"))
            elif place := self._marked(row.getparent() if row.getprevious() is None else row):
                self._bookmark(cells[0].paragraphs[0]._p, place)
            for cell, place_of in zip(row, cells, strict=False):
                paragraph = place_of.paragraphs[0]
                _turn(paragraph, cell)
                paragraph.paragraph_format.space_after = Pt(0)
                self._fill(paragraph, cell, small=True, bold=cell.tag == "th")
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _picture(self, element: HtmlElement) -> None:
        one = self._pictures.get(element.get("src", "").removeprefix("cid:"))
        if one is not None:
            run = self._document.add_paragraph().add_run()
            _place(run, one)

    def _fill(
        self, paragraph: Paragraph, element: HtmlElement, *, small: bool = False, bold: bool = False, into: Any = None
    ) -> None:
        """An element's words → runs of a paragraph, or of a link in it (`into`), spaced as in a browser."""
        _run(paragraph, element.text, element, small=small, bold=bold, into=into)
        for one in element:
            if not isinstance(one.tag, str):
                pass
            elif one.tag == "a" and into is None and (opened := self._link(paragraph, one.get("href", ""))) is not None:
                self._fill(paragraph, one, small=small, bold=bold, into=opened)
            elif one.tag == "img":
                if picture := self._pictures.get(one.get("src", "").removeprefix("cid:")):
                    _place(paragraph.add_run(), picture)
            else:
                classes = set(one.get("class", "").split())
                self._fill(paragraph, one, small=small or bool(classes & SMALL), bold=bold or one.tag in BOLD, into=into)
            _run(paragraph, one.tail, element, small=small, bold=bold, into=into)

    def _link(self, paragraph: Paragraph, href: str) -> Any:
        """An address → an open link at the paragraph's end; none where it is no page of the web and no place here."""
        made = OxmlElement("w:hyperlink")
        if href.startswith("#") and href[1:] in self._targets:
            made.set(qn("w:anchor"), self._targets[href[1:]])
        elif address := link(href):
            made.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        else:
            return None
        paragraph._p.append(made)
        return made


def _said(element: HtmlElement, attribute: str) -> str:
    """An element → its `lang` or `dir`: its own, else the nearest about it, else nothing."""
    for one in (element, *element.iterancestors()):
        if found := one.get(attribute):
            return str(found)
    return ""


def _rtl(element: HtmlElement) -> bool:
    return _said(element, "dir") == "rtl"


def _turn(paragraph: Paragraph, element: HtmlElement) -> None:
    """A paragraph of an element whose text runs from right to left → the same from right to left."""
    if _rtl(element):
        paragraph._p.get_or_add_pPr().insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
        )


def _run(
    paragraph: Paragraph, text: str | None, element: HtmlElement, *, small: bool = False, bold: bool = False, into: Any = None
) -> None:
    """A piece of text → a run at the paragraph's end; white space as one space, none at the start or behind another."""
    words = _SPACE.sub(" ", text or "")
    last = deque(paragraph._p.iter(qn("w:t")), maxlen=1)
    if not last or (last[0].text or "").endswith(" "):
        words = words.lstrip(" ")
    if not words:
        return
    run = paragraph.add_run(words)
    run.bold = bold or None
    if small:
        run.font.size = Pt(9)
    if _rtl(element):
        run.font.rtl = True
        run.font.cs_bold = bold or None
    elif _said(element.getroottree().getroot(), "lang") != (language := _said(element, "lang")) and language:
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), language)
        run._r.get_or_add_rPr().append(spoken)
    if into is not None:
        run.font.color.rgb, run.font.underline = RGBColor(0x8A, 0x1A, 0x1F), True
        into.append(run._r)


def _place(run: Run, picture: Picture) -> None:
    """A picture → the run's, with its text for those who do not see it."""
    shape = run.add_picture(BytesIO(picture.png), Emu(round(picture.width * PIXEL)), Emu(round(picture.height * PIXEL)))
    described: Any = shape._inline.docPr
    described.set("descr", picture.text)
