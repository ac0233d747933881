"""Datelines: found to the character, and nothing else taken for one."""

from __future__ import annotations

import pytest

from briefer.model.span import ArticleId
from briefer.read.dateline import find_dateline

A = ArticleId("a")


@pytest.mark.parametrize(
    ("line", "behind", "place", "agency", "date"),
    [
        (" date 2021-03-04 AP, HERAT", "\n\nThe bridge is open.", "HERAT", "AP", "2021-03-04"),
        (
            "DATE 2021-03-04 Khaama Press, Mazar-i-Sharif",
            "\nThe bridge is open.",
            "Mazar-i-Sharif",
            "Khaama Press",
            "2021-03-04",
        ),
        ("HERAT (Reuters) -", " The bridge is open.", "HERAT", "Reuters", None),
        ("HERAT, March 4 (AP) —", " The bridge is open.", "HERAT", "AP", "2021-03-04"),
        ("Herat, Afghanistan (AP) —", " The bridge is open.", "Herat, Afghanistan", "AP", None),
        ("HERAT — ", "The old bridge is open.", "HERAT", None, None),
        ("BEIRUT |", " The old bridge was opened.", "BEIRUT", None, None),
        ("HERAT, Afghanistan (Mar. 4, 2021) –", " A force opened the bridge.", "HERAT, Afghanistan", None, "2021-03-04"),
        ("   QUITO, 4 MAR 89 (DPA) -- [TEXT]", " THE BRIDGE IS OPEN.", "QUITO", "DPA", "1989-03-04"),
        ("   QUITO (ECUADOR), 4 MAR 89 -- [REPORT] [TEXT]", " THE BRIDGE IS OPEN.", "QUITO (ECUADOR)", None, "1989-03-04"),
        ("   QUITO, NO DATE (RADIO SUR) -- [TEXT]", " THE BRIDGE IS OPEN.", "QUITO", "RADIO SUR", None),
        ("ST. CLOUD, Minn. (AP) _", " The bridge is open.", "ST. CLOUD, Minn.", "AP", None),
        ("WILKES-BARRE, Pa.—", "The bridge is open again.", "WILKES-BARRE, Pa.", None, None),
        ("GENEVA/OSLO, 4 March 2021 (Reuters) -", " The bridge is open.", "GENEVA/OSLO", "Reuters", "2021-03-04"),
        ("OSLO, March 4, 2021 /Newswire/ --", " The bridge is open.", "OSLO", "Newswire", "2021-03-04"),
        ("March 4 (Reuters) -", " The bridge is open.", None, "Reuters", "2021-03-04"),
        ("(CNN)", "The bridge is open.", None, "CNN", None),
        ("QUETTA:", " The old bridge near the town was opened again by the minister.", "QUETTA", None, None),
        ("McALLEN, Texas -", " The old bridge was opened.", "McALLEN, Texas", None, None),
    ],
)
def test_a_dateline_is_found_to_the_character(
    line: str, behind: str, place: str | None, agency: str | None, date: str | None
) -> None:
    text = line + behind
    found = find_dateline(A, text, "2021-03-05")
    assert found is not None
    assert text[found.span.start : found.span.end] == line.strip()
    expected = "1989-03-04" if date == "1989-03-04" else date
    assert (found.place, found.agency, found.date) == (place, agency, expected)


@pytest.mark.parametrize(
    "text",
    [
        "However, he — the minister — said no.",
        "NATO — the alliance of the west — met in Oslo.",
        "EXCLUSIVE — The minister met them in Oslo on the day.",
        "FILE - In this photo of March 4 the bridge is closed.",
        "VIDEO | The bridge is open, and the town is glad of it.",
        "BRIDGE OPENS AT LAST - TOWN CELEBRATES",
        "Karim: The bridge is open and we are all of us glad of it, he said to the town.",
        "KARIM: The bridge is open and we are glad of it here.\nNABI: So it is then, and we are glad.\nKARIM: Indeed we are.",
        "On March 4 - two days before - the bridge was opened.",
        "Monday, March 4 - The bridge was opened.",
        "TEAM 20 - 13 winners of the day in the town.",
        "UPDATE: The bridge is open and the town is glad of it, the mayor of the place said.",
        "The bridge (Reuters) - once closed - is open.",
        "",
        " ",
        "HERAT —",
        "-- -- --",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert find_dateline(A, text, "2021-03-05") is None


def test_a_dateline_below_a_title_is_found() -> None:
    text = "Bridge opens again\n\nBy A Writer\n\nHERAT, March 4 (AP) — The bridge is open.\n"
    found = find_dateline(A, text, "2021-03-05")
    assert found is not None
    assert found.span.of(text) == "HERAT, March 4 (AP) —"


def test_a_dateline_behind_a_gap_of_spaces_is_found() -> None:
    text = "Command Update\nFor Immediate Release   HERAT, Afghanistan (March 4, 2021) – A force opened the bridge.\n"
    found = find_dateline(A, text)
    assert found is not None
    assert found.span.of(text) == "HERAT, Afghanistan (March 4, 2021) –"


def test_a_place_and_date_on_a_line_of_their_own_need_no_dash() -> None:
    text = "HERAT, Afghanistan (March 4, 2021)\nA force opened the bridge."
    found = find_dateline(A, text)
    assert found is not None
    assert (found.span.of(text), found.date) == ("HERAT, Afghanistan (March 4, 2021)", "2021-03-04")


@pytest.mark.parametrize(
    ("published", "date"), [("2021-01-02", "2020-12-31"), ("2020-12-31T23:00:00+01:00", "2020-12-31"), (None, None)]
)
def test_a_date_without_a_year_is_the_one_nearest_to_the_publication(published: str | None, date: str | None) -> None:
    found = find_dateline(A, "OSLO, Dec. 31 (AP) — The bridge is open.", published)
    assert found is not None
    assert found.date == date


@pytest.mark.parametrize(
    ("above", "said", "date"),
    [
        ("2012-06-S-001", "June 14", "2012-06-14"),
        ("2012-01-S-002", "Dec. 31", "2011-12-31"),
        ("Bulletin 2012", "Jan. 2", "2012-01-02"),
        ("2012-06-S-001, Issue 3 of 2013", "June 14", None),
        ("Room 20123", "June 14", None),
    ],
)
def test_a_date_without_a_year_takes_the_one_year_that_stands_above_it(above: str, said: str, date: str | None) -> None:
    found = find_dateline(A, f"{above}\n\nOSLO, Norway ({said}) - The bridge is open.")
    assert found is not None
    assert found.date == date


def test_a_date_that_no_calendar_has_is_none() -> None:
    found = find_dateline(A, "OSLO, 31 FEB 89 (AP) -- [TEXT] THE BRIDGE IS OPEN.")
    assert found is not None
    assert found.date is None
