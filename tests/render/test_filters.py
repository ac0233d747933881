"""Values as the page says them."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from briefer.model.annotation import Modifier
from briefer.model.brief import StoryItem, Voice
from briefer.render import filters
from briefer.render.references import passages

KABUL = ZoneInfo("Asia/Kabul")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (16, "16"),
        (14000, "14,000"),
        (2.5, "2.5"),
        (3.5e6, "3.5\xa0million"),
        (1234567, "1,234,567"),
        (-3, "-3"),
        (2e12, "2\xa0trillion"),
    ],
)
def test_numbers(value: float, shown: str) -> None:
    assert filters.number(value) == shown


@pytest.mark.parametrize(
    ("low", "high", "modifier", "unit", "shown"),
    [
        (16, None, "at_least", None, "at least 16"),
        (None, 16, "at_most", None, "at most 16"),
        (16, 16, "exact", "troop", "16"),
        (8, 10, "range", None, "8 to 10"),
        (3, 3, "about", "percentage", "about 3%"),
        (1, 1, "exact", "kilometre", "1 kilometre"),
        (70, 70, "exact", "dollar per barrel", "70 dollars per barrel"),
        (None, None, "vague", None, "dozens of boats"),
        (1 / 3, 1 / 3, "about", None, "dozens of boats"),
    ],
)
def test_amounts_keep_the_sources_hedge(
    make_brief: ModuleType, low: float | None, high: float | None, modifier: Modifier, unit: str | None, shown: str
) -> None:
    claim = make_brief.claim("dozens of boats", 1, low, high, modifier)
    assert filters.amount(claim, unit).replace("\xa0", " ") == shown


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "shown"),
    [
        ("at least 16 people killed", 16, None, None, "People killed"),
        ("8 to 10 boats", 8, 10, None, "Boats"),
        ("12% of voters", 12, 12, "percentage", "Of voters"),
        ("14 kilometres from the port", 14, 14, "kilometre", "From the port"),
        ("$3.5 million for the wrecks", 3.5e6, 3.5e6, "dollar", "For the wrecks"),
        ("two of the 40 guards killed", 2, 2, None, "Two of the 40 guards killed"),
        ("the port lost 40 boats", 40, 40, None, "The port lost 40 boats"),
        ("dozens of boats lost", None, None, None, "Dozens of boats lost"),
    ],
)
def test_what_a_figure_counts(
    make_brief: ModuleType, text: str, low: float | None, high: float | None, unit: str | None, shown: str
) -> None:
    assert filters.what(replace(make_brief.FIGURES[0], text=text, low=low, high=high, unit=unit)) == shown


def test_the_spread_runs_from_the_lowest_to_the_highest_claim(make_brief: ModuleType) -> None:
    first, second = make_brief.FIGURES[:2]
    assert filters.spread(first) == "16 to 20"
    assert filters.spread(second) == ""


def test_dates_fall_on_the_day_of_the_briefs_zone() -> None:
    late = "2019-09-01T20:30:00Z"
    assert filters.day(late, KABUL) == "2\xa0September 2019"
    assert filters.short_day(late, KABUL, 2019) == "2\xa0Sep"
    assert filters.short_day("2018-09-02", KABUL, 2019) == "2\xa0Sep\xa02018"
    assert filters.short_day(None, KABUL, 2019) == "undated"
    assert filters.day("last Tuesday", KABUL) == "last Tuesday"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Kabul", "1\xa0September 2019, 17:30 Kabul\xa0time (UTC+04:30)"),
        ("UTC", "1\xa0September 2019, 13:00 UTC"),
        ("America/New_York", "1\xa0September 2019, 09:00 New\xa0York\xa0time (UTC-04:00)"),
        ("Nowhere/Else", "1\xa0September 2019, 13:00 UTC"),
    ],
)
def test_moments_say_their_zone(zone: str, shown: str) -> None:
    assert filters.moment("2019-09-01T13:00:00+00:00", filters.zone_of(zone)) == shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/x", "http:///x", "", None]
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert filters.link(url) is None
    assert filters.host(url) is None


def test_a_speaker_without_a_name_is_the_sources_words() -> None:
    nameless = Voice(None, "the official", None, None, True)
    assert filters.speaker(nameless) == "The official"
    assert filters.speaker(replace(nameless, mention=None)) == "Unnamed speaker"


def test_short_cuts_between_words() -> None:
    assert filters.short("one two three", 9) == "one two…"
    assert filters.short("one two", 9) == "one two"


def test_statements_in_a_row_from_the_same_articles_run_together(make_brief: ModuleType) -> None:
    story = make_brief.SECURITY[0]
    assert isinstance(story, StoryItem)
    runs = passages(story)
    assert [[citation.article for citation in run.citations] for run in runs] == [
        [make_brief.article(1)],
        [make_brief.article(2)],
        [make_brief.article(2), make_brief.article(4)],
    ]
    assert " ".join(run.text for run in runs) == story.text
