"""Every format tells the same: the words of the page's main text are those of the Markdown, of the mail and of the document."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document
from lxml import html
from markdown_it import MarkdownIt

from briefer.config.settings import Format
from briefer.model.brief import Brief
from briefer.render import pdf, render

TEMPLATES = Path(__file__).parents[2] / "templates"


def of_html(page: str, *left_out: str) -> str:
    """A page → its text without what is not main text: styles, the contents, pictures, entries to be copied."""
    tree = html.document_fromstring(page)
    for one in [*tree.iter("style", "title", "nav", "svg", "details", *left_out)]:
        one.drop_tree()
    return " ".join(str(text) for text in tree.itertext())


def of_markdown(page: bytes) -> str:
    return of_html(MarkdownIt("commonmark").enable("table").render(page.decode()))


def of_mail(message: bytes, kind: str) -> str:
    (found,) = [
        one for one in email.message_from_bytes(message, policy=email.policy.default).walk() if one.get_content_type() == kind
    ]
    content = str(found.get_content())
    return of_html(content) if kind == "text/html" else content


def of_document(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return " ".join(
        "".join(run.text or "" for run in paragraph.iter("{*}t")) for paragraph in document.element.body.iter("{*}p")
    )


FORMS: Mapping[str, tuple[Format, Callable[[bytes], str]]] = {
    "Markdown": ("md", of_markdown),
    "mail, HTML": ("eml", lambda message: of_mail(message, "text/html")),
    "mail, plain": ("eml", lambda message: of_mail(message, "text/plain")),
    "Word": ("docx", of_document),
}
WITHOUT_CHARTS = ("Markdown", "mail, plain")


def words(text: str) -> list[str]:
    """A text → its words, of letters and digits of any alphabet."""
    return re.findall(r"\w+", text.replace("_", " "))


@pytest.fixture(scope="module")
def made(make_brief: ModuleType) -> dict[tuple[str, Format], bytes]:
    briefs: dict[str, Brief] = {name: getattr(make_brief, name)() for name in ("brief", "ugly", "empty", "changed")}
    formats: tuple[Format, ...] = ("html", "md", "eml", "docx")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "document", lambda brief, templates: b"%PDF")
        return {(name, fmt): render(one, fmt, TEMPLATES) for name, one in briefs.items() for fmt in formats}


@pytest.mark.parametrize("name", ["brief", "ugly", "empty", "changed"])
@pytest.mark.parametrize("form", FORMS)
def test_it_has_the_words_of_the_page_and_no_others(made: dict[tuple[str, Format], bytes], name: str, form: str) -> None:
    fmt, read = FORMS[form]
    page = words(of_html(made[name, "html"].decode(), *(["figure"] if form in WITHOUT_CHARTS else [])))
    told = words(read(made[name, fmt]))
    addresses = words(" ".join(re.findall(r"https?://\S+", read(made[name, fmt])))) if form == "mail, plain" else []
    assert [word for word in dict.fromkeys(page) if word not in set(told)] == []
    assert [word for word in dict.fromkeys(told) if word not in {*page, *addresses}] == []


@pytest.mark.parametrize("name", ["brief", "changed"])
@pytest.mark.parametrize("form", FORMS)
def test_each_word_stands_as_often_as_on_the_page(made: dict[tuple[str, Format], bytes], name: str, form: str) -> None:
    fmt, read = FORMS[form]
    text = re.sub(r"https?://\S+", "", read(made[name, fmt])) if form == "mail, plain" else read(made[name, fmt])
    page = of_html(made[name, "html"].decode(), *(["figure"] if form in WITHOUT_CHARTS else []))
    assert abs(len(words(text)) - len(words(page))) <= 8
