"""A brief on the page: the same words in every format, nothing run, nothing fetched, the same bytes each time."""

from __future__ import annotations

import hashlib
import html as entities
import io
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdf
import pytest

from briefer.errors import RenderError
from briefer.model import codec
from briefer.model.brief import Brief, Layout
from briefer.render import render, templates_sha256
from briefer.render.pdf import print_page

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"


class Words(HTMLParser):
    """The visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of_html(page: bytes) -> str:
    words = Words()
    words.feed(re.sub(r"<(style|title|nav|details)\b.*?</\1>", "", page.decode(), flags=re.DOTALL))
    return " ".join(" ".join(words.parts).split())


def text_of_pdf(document: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages).split())


def letters(text: str) -> str:
    """A text → its Latin letters and digits: line breaks and hyphens fall differently in a PDF."""
    return "".join(re.findall(r"[A-Za-z0-9]", text))


@pytest.fixture(scope="module")
def made(make_brief: ModuleType) -> dict[str, tuple[Brief, bytes, bytes]]:
    """Name → brief, HTML and PDF of the briefs of make_brief."""
    briefs: dict[str, Brief] = {"plain": make_brief.brief(), "ugly": make_brief.ugly(), "empty": make_brief.empty()}
    return {name: (one, render(one, "html", TEMPLATES), render(one, "pdf", TEMPLATES)) for name, one in briefs.items()}


def test_json_is_the_record_itself(make_brief: ModuleType) -> None:
    one = make_brief.ugly()
    made = render(one, "json", TEMPLATES)
    assert made == (codec.to_json(one, indent=2) + "\n").encode()
    assert codec.from_json(Brief, made, where="brief.json") == one


@pytest.mark.parametrize("name", ["plain", "ugly", "empty"])
def test_the_pdf_has_the_words_of_the_html(made: dict[str, tuple[Brief, bytes, bytes]], name: str) -> None:
    _, page, document = made[name]
    printed = letters(text_of_pdf(document))
    missing = [word for word in text_of_html(page).split() if letters(word) not in printed]
    assert not missing


def test_text_of_articles_is_shown_and_never_run(made: dict[str, tuple[Brief, bytes, bytes]], make_brief: ModuleType) -> None:
    _, page, document = made["ugly"]
    shown = page.decode()
    assert "<script" not in shown
    assert "javascript:" not in shown
    assert make_brief.MARKUP in text_of_html(page)
    assert "{{ 7*7 }}" in shown
    assert "{{ 7*7 }}" in text_of_pdf(document)


def test_the_page_asks_for_nothing(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    for _, page, _ in made.values():
        addresses = re.findall(
            r"""(?:src|srcset|data|poster)=["']([^"']*)|url\(["']?([^"')]*)|@import ["']?([^"';]*)""", page.decode()
        )
        assert all("".join(found).startswith("data:") for found in addresses)
        assert not re.search(r"<(script|link|iframe|img|object|embed|form)\b|\son\w+=", page.decode())
        assert len(page) < 400_000


def test_each_internal_link_has_its_one_target(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    for _, page, _ in made.values():
        targets = re.findall(r'\bid="([^"]+)"', page.decode())
        assert len(targets) == len(set(targets))
        assert {*re.findall(r'href="#([^"]+)"', page.decode())} <= {*targets}


def test_references_link_both_ways(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    page = made["plain"][1].decode()
    marker = re.escape('AFP, <span class="when">14\xa0Mar&nbsp;<a class="ref" href="#sources-3">[3]</a>')
    assert re.search(f'id="highlights-2".*?{marker}', page, re.DOTALL)
    assert re.search(r'id="sources-3".*?<a href="#highlights-2">2</a>', page, re.DOTALL)


def test_a_source_that_no_list_shows_is_named_in_the_line(make_brief: ModuleType) -> None:
    plain = make_brief.brief()
    page = render(replace(plain, sections=plain.sections[:1]), "html", TEMPLATES).decode()
    assert '<a href="https://news.example/3">AFP, 14\xa0Mar</a>' in page


def test_each_page_says_what_it_is(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made["plain"][2]))
    count = len(reader.pages)
    assert count > 1
    for number, page in enumerate(reader.pages, 1):
        text = " ".join(page.extract_text().split())
        for said in (
            "Strait of Marland: Daily Brief",
            "No. 12",
            "As of 14 March 2031, 18:00 Kabul time (UTC+04:30)",
            "TLP:GREEN",
        ):
            assert said in text
        assert f"Page {number} of {count}" in text


def test_the_pdf_is_tagged_titled_and_outlined(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made["plain"][2]))
    catalogue: dict[str, Any] = reader.root_object
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Strait of Marland: Daily Brief, No. 12, 14\xa0March 2031"
    assert reader.metadata.creation_date_raw == "D:20310314180000+04'30"
    assert [str(entry.title) for entry in reader.outline if not isinstance(entry, list)] == ["Strait of Marland: Daily Brief"]


def test_the_page_size_is_the_audiences(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    sizes = {name: pypdf.PdfReader(io.BytesIO(document)).pages[0].mediabox[2:] for name, (_, _, document) in made.items()}
    assert [round(float(length)) for length in sizes["plain"]] == [595, 842]
    assert [round(float(length)) for length in sizes["ugly"]] == [612, 792]


def test_every_letter_comes_from_an_embedded_font_of_ours(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    for name in ("plain", "empty", "ugly"):
        reader = pypdf.PdfReader(io.BytesIO(made[name][2]))
        resources: list[Any] = [page["/Resources"] for page in reader.pages]
        fonts = {str(font.get_object()["/BaseFont"]) for resource in resources for font in resource["/Font"].values()}
        assert all("Briefer" in font for font in fonts), fonts


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_the_executives_page_is_one_page(make_brief: ModuleType, page: str) -> None:
    plain = make_brief.brief()
    kept = tuple(section for section in plain.sections if section.kind in ("highlights", "figures"))
    one = replace(plain, sections=kept, layout=Layout("one-page", "A4" if page == "A4" else "Letter"))
    assert len(pypdf.PdfReader(io.BytesIO(render(one, "pdf", TEMPLATES))).pages) == 1


def test_other_processes_make_the_same_bytes(made: dict[str, tuple[Brief, bytes, bytes]], tmp_path: Path) -> None:
    record = tmp_path / "brief.json"
    record.write_bytes(render(made["ugly"][0], "json", TEMPLATES))
    script = (
        "import sys, hashlib; from pathlib import Path; from briefer.model import codec; from briefer.model.brief import Brief;"
        "from briefer.render import render; one = codec.from_json(Brief, Path(sys.argv[1]).read_bytes(), where='brief.json');"
        "print(*[hashlib.sha256(render(one, fmt, Path(sys.argv[2]))).hexdigest() for fmt in ('html', 'pdf')])"
    )
    expected = [hashlib.sha256(made["ugly"][1]).hexdigest(), hashlib.sha256(made["ugly"][2]).hexdigest()]
    for seed in ("1", "2"):
        command = [sys.executable, "-c", script, str(record), str(TEMPLATES)]
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
        ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        assert ran.stdout.split() == expected


def test_nothing_is_logged(make_brief: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
    render(make_brief.brief(), "pdf", TEMPLATES)
    assert [record.getMessage() for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<style>@import "file:///etc/hostname";</style>',
        '<link rel="stylesheet" href="https://127.0.0.1:9/x.css">',
        '<style>@font-face { font-family: X; src: url("font:../../etc/passwd") }</style>',
        '<img src="picture.png" alt="x">',
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<a href="#nowhere">x</a>',
    ],
)
@pytest.mark.allow_logs
def test_what_cannot_be_loaded_is_a_failure(markup: str) -> None:
    page = f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p>{markup}</p></body></html>'
    with pytest.raises(RenderError):
        print_page(page, TEMPLATES)


def test_the_words_of_the_empty_brief(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    text = text_of_html(made["empty"][1])
    assert text.count("No significant reporting in this period") == 4
    assert "TLP" not in text
    assert "Every source was collected and read." in text


def test_only_direct_quotations_get_quotation_marks(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    text = entities.unescape(made["plain"][1].decode())
    assert "“We will open the gates" in text
    assert "<p>That the convoy had been warned twice by radio</p>" in text
    assert "<p>The patrols were “a matter of sovereignty, not of shipping”</p>" in text


def test_marks_are_said_in_words(made: dict[str, tuple[Brief, bytes, bytes]]) -> None:
    text = text_of_html(made["plain"][1])
    for words in ("single source", "anonymous source", "party to the conflict", "sources differ", "new", "updated", "ongoing"):
        assert words in text


def test_the_hash_of_the_templates_follows_names_and_bytes(tmp_path: Path) -> None:
    assert templates_sha256(tmp_path) == templates_sha256(TEMPLATES)
    (tmp_path / "extra.html").write_text("one", encoding="utf-8")
    first = templates_sha256(tmp_path)
    (tmp_path / "extra.html").write_text("two", encoding="utf-8")
    second = templates_sha256(tmp_path)
    (tmp_path / "extra.html").rename(tmp_path / "other.html")
    third = templates_sha256(tmp_path)
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    assert len({templates_sha256(TEMPLATES), first, second, third}) == 4
    assert templates_sha256(tmp_path) == third


def test_a_template_of_the_users_goes_first(make_brief: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "figures.html").write_text("<p>figures as we like them</p>", encoding="utf-8")
    page = render(make_brief.brief(), "html", tmp_path).decode()
    assert "figures as we like them" in page
    assert "Customs house retaken" in page


FAULTS = {
    "{{ brief.titel }}": (1, "a Brief has no 'titel'. Did you mean 'title'?"),
    "\n\n{{ breif.title }}": (3, "'breif' is not known here. Did you mean 'brief'?"),
    "{{ labels.metod }}": (1, "'metod' is not known here. Did you mean 'method'?"),
    "\n{{ brief.as_of | dya }}": (2, "No filter named 'dya'. Did you mean 'day'?"),
    "{% for x in brief.sections %}": (1, "Unexpected end of template"),
    "{% include 'sections/figure.html' %}": (1, "Did you mean 'sections/figures.html'?"),
    "\n{{ font('serif-regula') }}": (2, "Did you mean 'serif-regular'?"),
    "{{ 1 // 0 }}": (1, "ZeroDivisionError"),
    "{{ brief.__class__.__mro__ }}": (1, "unsafe"),
}


@pytest.mark.parametrize("template", FAULTS)
def test_a_templates_fault_has_its_place_and_the_nearest_name(make_brief: ModuleType, tmp_path: Path, template: str) -> None:
    line, message = FAULTS[template]
    (tmp_path / "brief.html").write_text(template, encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        render(make_brief.brief(), "html", tmp_path)
    (fault,) = caught.value.faults
    assert message in str(fault)
    assert fault.where == f"{tmp_path / 'brief.html'}:{line}"


def test_a_layout_that_nobody_made_is_named(make_brief: ModuleType) -> None:
    one = replace(make_brief.brief(), layout=Layout("on-page", "A4"))
    with pytest.raises(RenderError, match=r"there is no template 'on-page'\. Did you mean 'one-page'?"):
        render(one, "html", TEMPLATES)
