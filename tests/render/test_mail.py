"""A brief as a mail: parts that every mail program knows, nothing fetched or run, short enough, the same bytes each time."""

from __future__ import annotations

import email
import email.policy
import io
import re
from dataclasses import replace
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from briefer.errors import RenderError
from briefer.model.brief import Brief, FigureItem, Section
from briefer.render import mail, pdf, render
from briefer.render.mail import LIMIT

TEMPLATES = Path(__file__).parents[2] / "templates"


class Tags(HTMLParser):
    """A page's tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def read(message: bytes) -> EmailMessage:
    return email.message_from_bytes(message, policy=email.policy.default)


def part(message: EmailMessage, kind: str) -> EmailMessage:
    (found,) = [one for one in message.walk() if one.get_content_type() == kind]
    assert isinstance(found, EmailMessage)
    return found


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.found


def with_chart(make_brief: ModuleType) -> Brief:
    """An ordinary brief with enough numbers of one kind for a chart."""
    claims = [make_brief.claim(f"{count} people", count, float(count), float(count), "exact") for count in (2, 3, 4)]
    items: tuple[FigureItem, ...] = tuple(make_brief.figure("killed", "people killed", one) for one in claims)
    return make_brief.brief(Section("figures", "figures", "Figures", items, None))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def made(make_brief: ModuleType) -> dict[str, EmailMessage]:
    briefs = {name: getattr(make_brief, name)() for name in ("brief", "ugly", "changed")}
    return {name: read(render(one, "eml", TEMPLATES)) for name, one in {**briefs, "chart": with_chart(make_brief)}.items()}


def test_the_parts_stand_as_mail_programs_expect_them(made: dict[str, EmailMessage]) -> None:
    kinds = [one.get_content_type() for one in made["chart"].walk()]
    assert kinds == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf",
    ]  # fmt: skip
    assert not any(one.defects for message in made.values() for one in message.walk())


def test_the_head_says_what_and_as_of_when(made: dict[str, EmailMessage]) -> None:
    head = made["brief"]
    assert head["Subject"] == "Strait of Marland: Daily Brief, No. 12, 14 March 2031"
    assert head["Date"] == "Fri, 14 Mar 2031 18:00:00 +0430"
    assert head["From"] == '"Strait of Marland: Daily Brief" <brief@briefer.invalid>'
    assert re.fullmatch(r"<[0-9a-f]{32}@briefer\.invalid>", head["Message-ID"])
    assert head["Content-Language"] == "en"
    assert head["X-Unsent"] == "1"


def test_the_pdf_is_attached(made: dict[str, EmailMessage], make_brief: ModuleType) -> None:
    attached = part(made["brief"], "application/pdf")
    assert attached.get_filename() == "brief.pdf"
    assert attached.get_content_disposition() == "attachment"
    assert attached.get_content() == pdf.document(make_brief.brief(), TEMPLATES)


def test_a_chart_is_a_picture_that_says_what_it_shows(made: dict[str, EmailMessage]) -> None:
    (shown,) = [attributes for tag, attributes in tags(part(made["chart"], "text/html").get_content()) if tag == "img"]
    picture = part(made["chart"], "image/png")
    assert f"<{(shown['src'] or '').removeprefix('cid:')}>" == picture["Content-ID"]
    assert "people killed, 3" in (shown["alt"] or "")
    image = Image.open(io.BytesIO(picture.get_content()))
    assert image.size == (2 * int(shown["width"] or 0), 2 * int(shown["height"] or 0))
    assert len(set(image.convert("L").tobytes())) > 20  # letters are drawn, too: their edges have many greys


def test_no_part_is_fetched_or_run(made: dict[str, EmailMessage]) -> None:
    for message in made.values():
        page = part(message, "text/html").get_content()
        for tag, attributes in tags(page):
            assert tag not in {"script", "link", "svg", "iframe", "object", "form", "base"}
            assert not any(name.startswith("on") for name in attributes)
            assert (attributes.get("src") or "cid:").startswith("cid:")
            assert (attributes.get("href") or "https:").startswith(("https:", "http:"))
            assert "url(" not in (attributes.get("style") or "")
        assert "@import" not in page


def test_styles_stand_in_the_elements(made: dict[str, EmailMessage]) -> None:
    found = tags(part(made["brief"], "text/html").get_content())
    assert not [tag for tag, _ in found if tag == "style"]
    assert all(attributes.get("style") for tag, attributes in found if tag in ("h1", "h2", "h3", "p", "a", "li", "th"))


def test_text_of_articles_is_shown_and_never_run(made: dict[str, EmailMessage], make_brief: ModuleType) -> None:
    assert "<script" not in part(made["ugly"], "text/html").get_content()
    assert "{{ 7*7 }}" in part(made["ugly"], "text/html").get_content()
    assert make_brief.MARKUP in part(made["ugly"], "text/plain").get_content()


def test_a_long_brief_is_cut_at_its_end_and_says_so(make_brief: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "document", lambda brief, templates: b"%PDF")
    plain: Brief = make_brief.brief()
    long = replace(plain, sections=(*plain.sections[:1], *(replace(one, items=one.items * 12) for one in plain.sections[1:])))
    message = read(render(long, "eml", TEMPLATES))
    page = part(message, "text/html").get_content()
    assert LIMIT * 0.9 < len(page.encode()) <= LIMIT
    assert "The rest of this brief is in the attached file brief.pdf." in page
    assert "Bottom line" in page
    assert "Cited in" not in page
    assert "[3]</a>" in page  # the numbers are those of the whole brief
    assert "rest of this brief" not in part(message, "text/plain").get_content()


def test_the_same_brief_makes_the_same_bytes(make_brief: ModuleType) -> None:
    brief = make_brief.brief()
    first = render(brief, "eml", TEMPLATES)
    assert render(brief, "eml", TEMPLATES) == first
    assert all(line.endswith(b"\r\n") and len(line) <= 998 for line in first.splitlines(keepends=True))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_title_writes_a_head_of_its_own(make_brief: ModuleType, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    monkeypatch.setattr(pdf, "document", lambda brief, templates: b"%PDF")
    brief: Brief = make_brief.brief(Section("quotes", "quotes", "Quotes", (), None), title=title)
    message = read(mail.message(brief, TEMPLATES))
    assert {name.lower() for name in message} == {
        "from", "date", "subject", "message-id", "content-language", "x-unsent", "mime-version", "content-type"
    }  # fmt: skip
    assert len(list(message.walk())) == 5


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://127.0.0.1:9/x.png" alt="x">',
        '<img src="file:///etc/hostname" alt="x">',
        '<link rel="stylesheet" href="/etc/hostname">',
        "<script>1</script>",
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/hostname"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        '<use xlink:href="file:///x.svg#a"/></svg>',
        '<svg width="9" height="9"><p></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    ],
)
def test_a_template_that_asks_for_more_is_refused(make_brief: ModuleType, tmp_path: Path, markup: str) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "page.html").write_text(f"<html><body>{markup}</body></html>", encoding="utf-8")
    with pytest.raises(RenderError, match=r"a mail may not hold|a drawing"):
        mail.message(make_brief.brief(), tmp_path)
