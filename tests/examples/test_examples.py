"""The sample articles: what a first brief is made of, and what they must never be taken for."""

from __future__ import annotations

import json
import re
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTICE = "Sample article written for briefer; events, names and quotations are invented."
OUTLETS = {"Orvane", "Sarak Daily", "Tessaly Relief Report", "The Estmere Courier"}
DAYS = ("2019-09-02", "2019-09-03", "2019-09-04")
PAGES = sorted(EXAMPLES.rglob("*.html"))
TEXTS = sorted(EXAMPLES.rglob("*.txt"))
WIRES = sorted(EXAMPLES.rglob("*.jsonl"))


def records() -> list[dict[str, str]]:
    return [json.loads(line) for wire in WIRES for line in wire.read_text().splitlines()]


def meta(page: str, name: str) -> str:
    found = re.search(rf'<meta (?:property|name)="{re.escape(name)}" content="([^"]+)">', page)
    assert found, f"no {name}"
    return found[1]


def test_there_are_some_twenty_articles_of_three_days_in_every_format() -> None:
    assert len(PAGES) + len(TEXTS) + len(records()) == 24
    assert len(TEXTS) == 4
    assert len(records()) == 2
    assert tuple(sorted({path.parent.name for path in [*PAGES, *TEXTS, *WIRES]})) == DAYS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_says_before_its_article_that_it_is_a_sample(path: Path) -> None:
    page = path.read_text()
    assert NOTICE in page
    assert page.index("<body>") < page.index(NOTICE) < page.index("<article")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_text_of_a_page_is_clean(path: Path) -> None:
    import trafilatura

    page = path.read_text()
    text = trafilatura.extract(page, output_format="txt") or ""
    paragraphs = re.findall(r"<p>([^<]+)</p>", page.split("</header>", 2)[2].split("</article>")[0])
    assert text.split("\n") == [paragraph.replace("&amp;", "&") for paragraph in paragraphs]
    assert len(text.split()) > 130
    for stray in (NOTICE, "Related", "Read also", "Subscribe", "invented"):
        assert stray not in text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_names_its_invented_outlet_and_came_out_on_its_day_before_six(path: Path) -> None:
    page = path.read_text()
    published = datetime.fromisoformat(meta(page, "article:published_time"))
    assert meta(page, "og:site_name") in OUTLETS
    assert published.date().isoformat() == path.parent.name
    assert published.time() < time(18)
    assert published.utcoffset() == timedelta(hours=4, minutes=30)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_file_is_named_a_sample_and_begins_with_its_dateline(path: Path) -> None:
    first, blank, *rest = path.read_text().split("\n")
    assert path.name.startswith("sample-")
    assert re.fullmatch(rf" date {path.parent.name} ORVANE, [A-Z ]+", first)
    assert blank == ""
    assert len(" ".join(rest).split()) > 150


def test_wire_records_are_whole_and_their_file_is_named_a_sample() -> None:
    assert all(path.name.startswith("sample-") for path in WIRES)
    for record in records():
        assert set(record) == {"id", "title", "published", "url", "source", "text"}
        assert record["source"] in OUTLETS
        assert datetime.fromisoformat(record["published"]).time() < time(18)
        assert ".example/" in record["url"]


def test_every_link_leads_to_a_name_that_nobody_can_own() -> None:
    for path in PAGES:
        hosts = set(re.findall(r'https?://([^/"]+)', path.read_text()))
        assert all(host.endswith(".example") or host == "schema.org" for host in hosts), path


@pytest.mark.shared
def test_no_sentence_is_that_of_a_real_article(shared: Path) -> None:
    ours = " ".join(" ".join(re.findall(r"\w+", path.read_text().lower())) for path in [*PAGES, *TEXTS, *WIRES])
    for article in sorted((shared / "articles").glob("*.txt")):
        for sentence in re.split(r"(?<=[.!?”])\s+", article.read_text().lower()):
            words = re.findall(r"\w+", sentence)
            if len(words) > 6:
                assert " ".join(words) not in ours
                assert not any(" ".join(words[i : i + 9]) in ours for i in range(len(words) - 8))
