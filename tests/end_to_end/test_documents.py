"""Every shipped audience on each sample day, on both papers: archival and accessible PDFs. And one of forty pages."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import page
import pypdf
import pytest

from briefer import config, pipeline
from briefer.config import defaults
from briefer.config.settings import PageSize
from briefer.model.brief import Brief
from briefer.render import render

ROOT = Path(__file__).parents[2]
TEMPLATES = defaults.folder("templates")
DAYS = (date(2019, 9, 2), date(2019, 9, 3), date(2019, 9, 4))
AUDIENCES = ("executive", "press", "security-desk")
PAPERS: tuple[PageSize, ...] = get_args(PageSize)
POINTS = {"A4": (595, 842), "Letter": (612, 792)}
CASES = [f"{day}-{audience}-{paper}" for day in DAYS for audience in AUDIENCES for paper in PAPERS]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """`DAY-AUDIENCE-PAPER` → its PDF, and `long` → the last day's longest brief, told over and over."""
    folder = tmp_path_factory.mktemp("documents")
    made: dict[str, Path] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for day in DAYS:
            for brief in briefs_of(day, folder / "out"):
                for paper in PAPERS:
                    name = f"{day}-{brief.audience}-{paper}"
                    made[name] = folder / f"{name}.pdf"
                    made[name].write_bytes(render(on(brief, paper), "pdf", TEMPLATES))
    made["long"] = folder / "long.pdf"
    made["long"].write_bytes(render(prolonged(brief, 12), "pdf", TEMPLATES))
    return made


def briefs_of(day: date, output: Path) -> Iterator[Brief]:
    """A sample day → its briefs, the longest last."""
    order = pipeline.Order(
        configuration=config.load(defaults.folder("config")),
        templates=TEMPLATES,
        output=output,
        now=datetime(2019, 9, 5, tzinfo=UTC),
        paths=tuple(f"examples/{one}" for one in DAYS if one <= day),
        day=day,
        formats=("json",),
    )
    briefs = [edition.brief for edition in pipeline.run(order).editions]
    yield from sorted(briefs, key=lambda brief: sum(len(section.items) for section in brief.sections))


def on(brief: Brief, paper: PageSize) -> Brief:
    return replace(brief, layout=replace(brief.layout, page=paper))


def prolonged(brief: Brief, times: int) -> Brief:
    """A brief → the same with all sections but the sources told over and over, each item under an id of its own."""
    sections = tuple(
        replace(
            section,
            items=tuple(replace(item, id=f"{item.id}-{turn}") for turn in range(times) for item in section.items),
        )
        if section.kind != "sources"
        else section
        for section in brief.sections
    )
    return replace(brief, sections=sections)


@pytest.mark.parametrize("name", [*CASES, "long"])
def test_it_is_archival_and_accessible(documents: dict[str, Path], name: str) -> None:
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        report = page.validate_pdf_bytes(documents[name].read_bytes(), profile=profile)
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
        assert report.is_compliant


@pytest.mark.parametrize("name", CASES)
def test_each_page_has_the_size_of_its_paper(documents: dict[str, Path], name: str) -> None:
    for one in pypdf.PdfReader(documents[name]).pages:
        assert (round(one.mediabox.width), round(one.mediabox.height)) == POINTS[name.rpartition("-")[2]]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("day", DAYS)
def test_the_executive_brief_is_one_page(documents: dict[str, Path], day: date, paper: str) -> None:
    assert len(pypdf.PdfReader(documents[f"{day}-executive-{paper}"]).pages) == 1


def test_the_long_one_has_forty_pages_and_a_number_on_each(documents: dict[str, Path]) -> None:
    pages = pypdf.PdfReader(io.BytesIO(documents["long"].read_bytes())).pages
    assert len(pages) >= 40
    for number, one in enumerate(pages, 1):
        assert f"{number}" in one.extract_text().split()


@pytest.mark.shared
def test_verapdf_finds_no_fault(documents: dict[str, Path], shared: Path) -> None:
    check = shared / "tools" / "verapdf" / "check"
    done = subprocess.run([check, "3a,ua1", *documents.values()], capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\n") >= len(documents), done.stdout
