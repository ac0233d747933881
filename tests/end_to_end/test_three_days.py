"""Three days of the samples, day by day into one archive, as a desk would run them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from briefer import config, pipeline
from briefer.config import defaults

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = ("2019-09-02", "2019-09-03", "2019-09-04")
Brief = dict[str, Any]


def briefer(folder: Path, day: str, out: Path) -> None:
    """A run over a folder of samples for one day, with a clock that is nobody's."""
    order = pipeline.Order(
        configuration=config.load(defaults.folder("config")),
        templates=defaults.folder("templates"),
        output=out,
        now=datetime(2019, 9, 5, tzinfo=UTC),
        paths=(str(folder),),
        audiences=("security-desk",),
        day=date.fromisoformat(day),
        formats=("html",),
    )
    assert not pipeline.run(order).incomplete


def made(out: Path, day: str, audience: str = "security-desk") -> Brief:
    brief: Brief = json.loads((out / day / audience / "brief.json").read_bytes())
    return brief


def items(brief: Brief, kind: str) -> list[dict[str, Any]]:
    return [item for section in brief["sections"] if section["kind"] == kind for item in section["items"]]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What three runs over all samples left, one for each day."""
    folder = tmp_path_factory.mktemp("three")
    for day in DAYS:
        briefer(EXAMPLES, day, folder)
    return folder


@pytest.fixture(scope="module")
def third(out: Path) -> Brief:
    return made(out, DAYS[2])


def test_each_day_is_compared_with_the_one_before(out: Path) -> None:
    briefs = [made(out, day) for day in DAYS]

    assert [brief["issue"] for brief in briefs] == [1, 2, 3]
    assert [(brief["compared_with"] or {}).get("issue") for brief in briefs] == [None, 1, 2]
    first = next(section for section in briefs[0]["sections"] if section["kind"] == "changes")
    assert (first["items"], "No earlier issue" in first["note"]) == ([], True)


def test_conflicting_tolls_are_one_line_with_both_sources(third: Brief) -> None:
    told = [item for item in items(third, "figures") if {claim["low"] for claim in item["claims"]} >= {25.0, 31.0}]

    (line,) = told
    assert line["figure"] == "killed"
    assert line["low"] == 25
    assert "differing" in line["marks"]
    assert {claim["said_by"] for claim in line["claims"]} >= {"Gulalai Kohdamani"}


def test_the_siege_is_one_story(out: Path, third: Brief) -> None:
    told = ("second-city", "puli-khumri-attack", "second-day", "bridge", "after-the-siege", "cleared")
    for brief in (made(out, DAYS[1]), third):
        homes = [
            item["story"]
            for item in items(brief, "figures")
            for citation in item["citations"]
            if any(part in citation["article"] for part in told)
        ]
        assert len(set(homes)) == 1


def test_figures_are_followed_from_day_to_day(third: Brief) -> None:
    """The ministry's eleven dead became seventeen, the agency's 1,800 families 2,400."""
    deltas = [delta for item in items(third, "changes") for delta in item["deltas"]]
    told = {(delta["figure"], delta["before"][0]["low"], delta["after"][0]["low"]) for delta in deltas}

    assert told == {("killed", 11, 17), ("killed", 40, 56), ("displaced", 1800, 2400)}


def test_two_voices_of_a_day_make_a_range(out: Path) -> None:
    (line,) = [item for item in items(made(out, DAYS[1]), "figures") if item["low"] == 11 and item["figure"] == "killed"]

    assert [(claim["low"], claim["said_by"]) for claim in line["claims"]] == [
        (11, "Najib Qarabaghi"),
        (14, "Rahmatullah Anvari"),
    ]
    assert "differing" in line["marks"]


def test_no_figure_stands_on_two_lines(out: Path) -> None:
    for day in DAYS:
        lines = [(item["figure"], item["text"].casefold()) for item in items(made(out, day), "figures")]
        assert len(set(lines)) == len(lines)


def test_the_wire_copy_counts_once(third: Brief) -> None:
    (original,) = [item for item in items(third, "sources") if item["copies"]]

    assert original["article"].endswith("orvane-puli-khumri-cleared.html")
    assert [copy.rpartition("/")[2] for copy in original["copies"]] == ["sarak-puli-khumri-cleared.html"]
    cited = {
        citation["article"] for section in third["sections"] for item in section["items"] for citation in item["citations"]
    }
    assert not cited & set(original["copies"])
    assert third["counts"]["duplicates"] == 1


def test_the_ended_story_is_closed_and_shown_nowhere_else(third: Brief) -> None:
    ended = "Teachers end strike in Mazar-e-Sharif after back pay arrives"
    (closed,) = [item for item in items(third, "changes") if item["change"] == "closed" and item["text"] == ended]

    assert closed["since"].startswith("2019-09-02")
    elsewhere = [i for section in third["sections"] if section["kind"] not in ("changes", "sources") for i in section["items"]]
    assert not [item for item in elsewhere if item["story"] == closed["story"]]


def test_nothing_of_day_one_is_new(out: Path, third: Brief) -> None:
    known = set(made(out, DAYS[0])["articles"])

    for kind in ("highlights", "topic", "quotes", "figures", "timeline", "changes"):
        for item in items(third, kind):
            cited = {citation["article"] for citation in item["citations"]} | set(item.get("articles", ()))
            assert item["status"] != "new" or not cited & known, item["id"]
    assert {item["text"] for item in items(third, "changes") if item["change"] == "new"} == {
        "Drivers block Kabul’s northern gate over tolls at checkpoints"
    }


def test_a_corrected_article_is_told_with_both_wordings(third: Brief) -> None:
    (item,) = [item for item in items(third, "changes") if item["change"] == "corrected"]
    (revision,) = item["revisions"]

    assert "seven years" in revision["before"]["text"]
    assert "nine years" in revision["after"]["text"]
    shown = {citation["article"] for kind in ("highlights", "topic", "quotes", "figures") for i in items(third, kind)
             for citation in i["citations"]}  # fmt: skip
    assert not [name for name in shown if name.endswith("2019-09-03/sarak-customs-trial.html")]


def test_no_sentence_is_shown_twice(third: Brief) -> None:
    shown = [statement["text"] for item in items(third, "topic") for statement in item["statements"]]
    shown += [item["text"] for kind in ("highlights", "timeline") for item in items(third, kind)]
    assert sorted(set(shown)) == sorted(shown)


def test_the_gate_dropped_nothing_and_the_page_shows_the_changes(out: Path, third: Brief) -> None:
    page = (out / DAYS[2] / "security-desk" / "brief.html").read_text("utf-8")

    assert third["counts"]["dropped_by_gate"] == 0
    assert "Compared with No. 2, 3\xa0September 2019, 18:00" in page
    for words in ("revised", "updated", "closed"):
        assert words in page


def test_making_days_again_in_any_order_makes_the_same_bytes(out: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(out.rglob("brief.*"))}

    for day in (DAYS[1], DAYS[2], DAYS[0]):
        briefer(EXAMPLES, day, out)

    assert {path: path.read_bytes() for path in sorted(out.rglob("brief.*"))} == before


def test_a_folder_a_day_tells_the_same_changes_as_all_folders_every_day(out: Path, third: Brief, tmp_path: Path) -> None:
    """Who gives each day's folder alone is still told what became of the stories of the days before."""
    for day in DAYS:
        briefer(EXAMPLES / day, day, tmp_path)

    alone = made(tmp_path, DAYS[2])
    assert [(item["change"], item["text"]) for item in items(alone, "changes")] == [
        (item["change"], item["text"]) for item in items(third, "changes")
    ]
    assert alone["counts"]["collected"] == 9
