"""What a PDF costs from a cold start beside bare WeasyPrint, and how that grows with its pages: `python bench/pages.py`.

The bare side prints the very page that briefer's templates make, with the same fonts. Both start as processes of their own.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader
from run import REPOSITORY, best_of, make_briefs, self_contained

from briefer import render
from briefer.config import defaults
from briefer.model import codec
from briefer.model.brief import Brief

TEMPLATES = defaults.folder("templates")
OWN = "import sys; from briefer.cli import main; sys.argv = ['briefer', 'render', sys.argv[1], '--format', 'pdf']; main()"
BARE = "import sys; from weasyprint import HTML; HTML(sys.argv[1]).write_pdf(sys.argv[1] + '.pdf', pdf_variant='pdf/a-3a')"


def of_pages(brief: Brief, times: int) -> Brief:
    """A brief → the same with its sections told over and over, each item under an id of its own."""
    sections = tuple(
        replace(section, items=tuple(replace(item, id=f"{item.id}-{n}") for n in range(times) for item in section.items))
        if section.kind != "sources"
        else section
        for section in brief.sections
    )
    return replace(brief, sections=sections)


def cold_ratio(brief: Brief, rounds: int, scratch: Path) -> float:
    """A process that makes the PDF of a brief.json over one that prints its page with WeasyPrint alone: wall time, the best."""
    record, page = scratch / "brief.json", scratch / "page.html"
    record.write_text(codec.to_json(brief), "utf-8")
    page.write_text(self_contained(brief, TEMPLATES), "utf-8")
    best = {OWN: float("inf"), BARE: float("inf")}
    for _ in range(rounds):
        for script, given in ((OWN, record), (BARE, page)):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", script, str(given)], cwd=scratch, check=True, stdout=subprocess.DEVNULL)
            best[script] = min(best[script], time.perf_counter() - start)
    pages = len(PdfReader(scratch / "brief.pdf").pages)
    print(
        f"{pages} pages from a cold start: bare {best[BARE]:.2f} s, briefer {best[OWN]:.2f} s, {best[OWN] / best[BARE]:.2f} ×"
    )
    return best[OWN] / best[BARE]


def growth(brief: Brief, rounds: int, scratch: Path) -> float:
    """The time of a page in a document of forty pages and more over that in one of about ten."""
    few, many = of_pages(brief, 1), of_pages(brief, 10)
    counts = []
    for one in (few, many):
        (scratch / "counted.pdf").write_bytes(render.render(one, "pdf", TEMPLATES))
        counts.append(len(PdfReader(scratch / "counted.pdf").pages))
    times = best_of(rounds, lambda: render.render(few, "pdf", TEMPLATES), lambda: render.render(many, "pdf", TEMPLATES))
    each = [time / count for time, count in zip(times, counts, strict=True)]
    print(f"a page of {counts[1]} costs {each[1]:.3f} s, one of {counts[0]} {each[0]:.3f} s: {each[1] / each[0]:.2f} ×")
    return each[1] / each[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        briefs = make_briefs(REPOSITORY / "examples", scratch / "out", ("json",))
        by_length = sorted(briefs, key=lambda one: sum(len(section.items) for section in one.sections))
        cold_ratio(by_length[-2], chosen.rounds, scratch)
        growth(by_length[-1], chosen.rounds, scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
