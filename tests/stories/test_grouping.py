from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer import stories
from briefer.model.article import Article
from briefer.model.span import ArticleId
from briefer.model.story import Period
from briefer.stories.linkage import average_linkage
from tests.stories.builder import PERIOD, Notes, article, dated, material

FIRE_ONE = (
    "A fire in a carpet factory in Marandi killed nine workers on Monday, the fire chief Pavel Dron said. "
    "The flames spread from a drying room to the whole Marandi factory within minutes."
)
FIRE_TWO = (
    "Nine workers died when a carpet factory burned down in Marandi. Pavel Dron, the fire chief, blamed a faulty drying room. "
    "Unions called for a strike in every factory of the city."
)
VOTE_ONE = (
    "The senate of Lorvia passed the pension law on Monday after a debate of eleven hours. Senator Ines Calder, who wrote the "
    "pension law, called it a compromise that both parties can live with."
)
VOTE_TWO = (
    "Lorvia's pension law cleared the senate on Monday. Ines Calder said that the compromise would hold. "
    "The president of Lorvia is expected to sign the law this week."
)
TEXTS = {"f1": FIRE_ONE, "f2": FIRE_TWO, "v1": VOTE_ONE, "v2": VOTE_TWO}


def articles(*ids: str) -> dict[ArticleId, Article]:
    return {ArticleId(id_): article(id_, TEXTS[id_]) for id_ in ids}


@given(st.permutations(sorted(TEXTS)))
def test_one_event_is_one_story_whatever_the_order(order: list[str]) -> None:
    found = stories.group(articles(*order))
    assert found["f1"] == found["f2"] != found["v1"] == found["v2"]  # type: ignore[index]


def test_a_story_keeps_its_id_while_its_first_article_stays() -> None:
    alone, grown = stories.group(articles("f1")), stories.group(articles("v2", "f2", "f1"))
    assert alone[ArticleId("f1")] == grown[ArticleId("f2")] == stories.identity(ArticleId("f1"))


def test_copies_belong_to_the_story_of_their_original() -> None:
    several = {**articles("f1", "v1"), ArticleId("wire"): article("wire", VOTE_ONE, published="2024-05-08")}
    assert stories.group(several)[ArticleId("wire")] == stories.identity(ArticleId("v1"))
    built = material([Notes(one) for one in several.values()]).stories
    story = next(story for story in built if "v1" in story.articles)
    assert (story.articles, story.copies) == (("v1",), {"wire": "v1"})


def test_no_articles_make_no_stories() -> None:
    assert stories.group({}) == {}
    assert stories.build({}, {}, PERIOD, "UTC") == ()


@pytest.mark.parametrize("text", ["", " ", "!!!", "1", "\ud800"])
def test_any_text_has_a_story(text: str) -> None:
    one = article("x", text)
    assert stories.group({one.id: one}) == {"x": stories.identity(one.id)}


@pytest.mark.parametrize(
    ("published", "status"),
    [
        (["2024-05-07T06:00:00Z", "2024-05-07T10:00:00Z"], "new"),
        (["2024-05-05T06:00:00Z", "2024-05-07T10:00:00Z"], "updated"),
        (["2024-05-04", "2024-05-05"], "ongoing"),
        ([None, None], "new"),
    ],
)
def test_the_status_is_seen_from_the_period(published: list[str | None], status: str) -> None:
    day = Period(datetime(2024, 5, 6, 18, tzinfo=UTC), datetime(2024, 5, 7, 18, tzinfo=UTC))
    assert stories.status([article(str(i), "", published=date) for i, date in enumerate(published)], day) == status


def test_a_dateline_dates_an_article_that_says_nothing_else() -> None:
    assert stories.status([dated(article("a", "x"), "2024-05-01")], PERIOD) == "ongoing"


def test_more_outlets_and_more_casualties_weigh_more() -> None:
    small = material([Notes(article("a", VOTE_ONE, outlet="One"))]).stories[0]
    large = material([Notes(article("a", VOTE_ONE, outlet="One")), Notes(article("b", VOTE_TWO, outlet="Two"))]).stories[0]
    assert large.importance > small.importance
    assert large.reasons["outlets"] > small.reasons["outlets"]
    assert large.importance == pytest.approx(sum(large.reasons.values()))


def test_average_linkage_joins_by_the_mean_of_all_pairs() -> None:
    chain = [(0, 1, 0.9), (1, 2, 0.5), (2, 3, 0.9)]
    assert average_linkage(4, chain, 0.3) == [0, 0, 2, 2]
    assert average_linkage(4, [*chain, (0, 2, 0.5), (0, 3, 0.5), (1, 3, 0.5)], 0.3) == [0, 0, 0, 0]
    assert average_linkage(3, [], 0.1) == [0, 1, 2]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.floats(0, 1)), max_size=20))
def test_linkage_gives_every_thing_the_smallest_member_of_its_cluster(rows: list[tuple[int, int, float]]) -> None:
    pairs = {(min(a, b), max(a, b)): round(value, 9) for a, b, value in rows if a != b}
    labels = average_linkage(7, [(a, b, value) for (a, b), value in pairs.items()], 0.4)
    assert all(label <= thing and labels[label] == label for thing, label in enumerate(labels))
    assert labels == average_linkage(7, [(a, b, value) for (a, b), value in reversed(pairs.items())], 0.4)
