from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.model.article import Article
from briefer.model.span import ArticleId
from briefer.stories.versions import address, superseded
from tests.stories.builder import article

EARLY = (
    "At least 16 people died when a ferry sank off Port Selin on Monday morning, the coast guard said. The Halcyon had left "
    "the island of Meru an hour before with about ninety people on board. Fishermen pulled forty of them out of the water. "
    "Divers will search the wreck for others as soon as the wind allows it."
)
LATE = (
    EARLY.replace("At least 16", "At least 21") + " The minister of transport, Oda Venn, has ordered an inquiry into its age."
)
MARKET = (
    "Wheat closed higher in Selin on Monday after a dry week, and barley followed it, dealers at the exchange in the port said."
)


def told(
    id_: str, text: str, published: str | None, *, url: str | None = None, title: str | None = None, outlet: str | None = None
) -> Article:
    return replace(article(id_, text, title=title, outlet=outlet, published=published), url=url)


def by_id(*articles: Article) -> dict[ArticleId, Article]:
    return {one.id: one for one in articles}


PAGE = "https://news.example/world/ferry"


def test_the_same_page_read_later_replaces_the_earlier_reading() -> None:
    first = told("a", EARLY, "2024-05-06T09:00:00Z", url=PAGE)
    second = told("b", LATE, "2024-05-08T07:00:00Z", url="http://www.news.example/world/ferry/?utm_source=mail#top")
    assert superseded(by_id(second, first)) == {"a": "b"}


def test_three_versions_point_to_the_newest() -> None:
    versions = [
        told("a", EARLY, "2024-05-06T09:00:00Z", url=PAGE),
        told("b", EARLY.replace("16", "18"), "2024-05-06T10:00:00Z", url=PAGE),
        told("c", LATE, "2024-05-06T12:00:00Z", url=PAGE),
    ]
    assert superseded(by_id(*versions)) == {"a": "c", "b": "c"}


def test_an_update_under_another_address_is_known_by_outlet_title_and_text() -> None:
    first = told("a", EARLY, "2024-05-06T09:00:00Z", title="At least 16 die as ferry sinks off Port Selin", outlet="North Wire")
    second = told("b", LATE, "2024-05-06T15:00:00Z", title="21 die as ferry sinks off Port Selin", outlet="NORTH WIRE")
    assert superseded(by_id(first, second)) == {"a": "b"}


@pytest.mark.parametrize(
    "second",
    [
        told("b", LATE, "2024-05-06T15:00:00Z", title="21 die as ferry sinks off Port Selin", outlet="Meru Post"),
        told("b", LATE, "2024-05-12T15:00:00Z", title="21 die as ferry sinks off Port Selin", outlet="North Wire"),
        told("b", LATE, "2024-05-06T15:00:00Z", title="Minister orders inquiry into shipping", outlet="North Wire"),
        told("b", MARKET, "2024-05-06T15:00:00Z", title="At least 16 die as ferry sinks off Port Selin", outlet="North Wire"),
        told("b", LATE, None, title="21 die as ferry sinks off Port Selin", outlet="North Wire"),
    ],
    ids=["another outlet", "days later", "another title", "another text", "no date"],
)
def test_what_is_no_version(second: Article) -> None:
    first = told("a", EARLY, "2024-05-06T09:00:00Z", title="At least 16 die as ferry sinks off Port Selin", outlet="North Wire")
    assert superseded(by_id(first, second)) == {}


def test_a_page_that_shows_another_article_is_no_version_of_itself() -> None:
    assert superseded(by_id(told("a", EARLY, "2024-05-06", url=PAGE), told("b", MARKET, "2024-05-07", url=PAGE))) == {}


def test_the_same_words_again_are_a_copy_and_no_version() -> None:
    again = told("b", EARLY.replace(". ", ".\n\n"), "2024-05-07", url=PAGE)
    assert superseded(by_id(told("a", EARLY, "2024-05-06", url=PAGE), again)) == {}


def test_of_one_moment_the_longer_text_is_the_newer() -> None:
    assert superseded(by_id(told("a", LATE, "2024-05-06", url=PAGE), told("b", EARLY, "2024-05-06", url=PAGE))) == {"b": "a"}


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.news.example/a/?b=2&a=1&fbclid=x#c", "news.example/a?a=1&b=2"),
        ("HTTP://News.Example/a", "news.example/a"),
        ("https://news.example/", None),
        ("https://news.example/?utm_source=x", None),
        ("https://[", None),
        ("folder/a.html", None),
        (None, None),
    ],
)
def test_an_address_is_what_stays_the_same_of_a_url(url: str | None, page: str | None) -> None:
    assert address(url) == page


@given(
    st.lists(
        st.tuples(st.sampled_from([EARLY, LATE, MARKET, ""]), st.sampled_from([PAGE, None]), st.integers(1, 9)), max_size=6
    )
)
def test_no_article_is_both_replaced_and_a_replacement(rows: list[tuple[str, str | None, int]]) -> None:
    every = [
        told(f"x{i}", text, f"2024-05-0{day}", url=url, title="Ferry sinks", outlet="One")
        for i, (text, url, day) in enumerate(rows)
    ]
    found = superseded(by_id(*every))
    assert not found.keys() & set(found.values())
    assert found == superseded(by_id(*reversed(every)))
    assert all(one.id != two for one, two in ((each, found.get(each.id)) for each in every))
