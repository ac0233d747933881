from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer import stories
from briefer.model.article import Article
from briefer.model.span import ArticleId
from briefer.model.story import Period
from briefer.stories.commonness import per_million
from briefer.stories.grouping import Grouping, groups
from briefer.stories.linkage import Linkage
from briefer.stories.vectors import Rarity, terms
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


def test_what_was_grouped_on_one_day_is_never_parted_by_a_later_one() -> None:
    days = [articles("f1", "f2"), articles("v1"), articles("v2")]
    grouping, before = Grouping(articles(*TEXTS)), list[frozenset[ArticleId]]()
    for number, day in enumerate(days):
        grouping.add({id_: replace(one, published=f"2024-05-0{number + 1}") for id_, one in day.items()})
        now = [frozenset(group) for group in grouping.groups()]
        assert all(any(old <= new for new in now) for old in before)
        before = now
    assert before == [{"f1", "f2"}, {"v1", "v2"}]


def test_an_article_that_was_not_known_joins_all_the_same() -> None:
    grouping = Grouping(articles("f1", "v1"))
    grouping.add(articles("f1", "v1"))
    grouping.add(articles("f2"))
    assert grouping.groups() == [["f1", "f2"], ["v1"]]


def test_what_all_of_a_few_articles_have_in_common_makes_no_event() -> None:
    shared = "Officials of the Lorvian government in Marandi confirmed it. "
    own = [
        "A dam near Tulsk burst; farmers lost their barley and cattle, and two villages downstream were evacuated by boat.",
        "Customs men found ivory in a crate of melons at Odra airport, bound for a dealer in carvings.",
        "Teachers in Brenn went unpaid for a third month, their union wrote, because the board had sold bonds too late.",
        "Snow shut the Karsk pass, and lorries queued for fifteen miles while ploughs worked through the night.",
    ]
    each = {ArticleId(str(i)): article(str(i), shared + text) for i, text in enumerate(own)}
    assert len(groups(list(each), each)) == 4


def linkage(
    *vectors: dict[str, float], apart: float = 0.5, days: Sequence[int | None] | None = None, ground: float = 0.0
) -> list[list[int]]:
    grown = Linkage(threshold=0.3, apart=apart, lasting=0.4, fading=60)
    grown.add(vectors, days or [None] * len(vectors), [ground] * len(vectors))
    return grown.groups()


def test_groups_are_joined_by_the_mean_of_all_their_pairs() -> None:
    a, b, c = {"x": 1.0}, {"x": 0.9, "y": 0.43}, {"y": 1.0}
    assert linkage(a, b) == [[0, 1]]
    assert linkage(b, c) == [[0, 1]]
    assert linkage(a, b, c) == [[0, 1], [2]]
    assert linkage() == []


def test_two_groups_that_hang_together_far_better_within_are_two_events() -> None:
    some = [{"x": 0.8, "both": 0.6}] * 6
    others = [{"y": 0.8, "both": 0.6}] * 6
    assert linkage(*some, *others) == [list(range(6)), list(range(6, 12))]
    assert linkage(*some, *others, apart=0.3) == [list(range(12))]
    assert linkage(some[0], others[0]) == [[0, 1]], "of two single articles nobody can tell"


def test_what_lies_far_apart_in_time_must_be_more_alike() -> None:
    one, other = {"x": 0.8, "y": 0.6}, {"x": 0.8, "z": 0.6}
    assert linkage(one, other, days=[1, 3]) == [[0, 1]]
    assert linkage(one, other, days=[1, 400]) == [[0], [1]]
    assert linkage(one, other, days=[1, None]) == [[0, 1]]


def test_a_later_vector_can_join_two_groups() -> None:
    grown = Linkage(threshold=0.5, apart=0.0, lasting=1.0, fading=1.0)
    grown.add([{"x": 1.0}, {"y": 1.0}], [1, 1], [0.0, 0.0])
    assert grown.groups() == [[0], [1]]
    grown.add([{"x": 0.71, "y": 0.71}] * 3, [2, 2, 2], [0.0] * 3)
    assert grown.groups() == [[0, 1, 2, 3, 4]]


def test_a_word_that_many_articles_have_weighs_less_than_a_rare_one() -> None:
    rarity = Rarity()
    rarity.learn([{"common": 1.0, "rare": 1.0}, *[{"common": 1.0}] * 200])
    vector = rarity.vector({"common": 1.0, "rare": 1.0})
    assert list(vector) == ["rare", "common"]
    assert math.hypot(*vector.values()) == pytest.approx(1)


def test_the_first_line_stands_for_a_title_that_is_missing() -> None:
    told = article("a", "Bridge falls\nIt fell at noon.")
    assert (
        terms(told)["bridge"]
        == terms(replace(told, title="Bridge falls"))["bridge"]
        > terms(replace(told, title="x"))["bridge"]
    )


def test_a_word_that_is_common_in_english_tells_little_of_a_few_articles() -> None:
    rarity = Rarity()
    rarity.learn([{"official": 1.0, "orvane": 1.0}])
    vector = rarity.vector({"official": 1.0, "orvane": 1.0})
    assert list(vector) == ["orvane", "official"]
    assert per_million("official") > 50
    assert per_million("orvane") == per_million("puli khumri") == 0


def test_what_members_have_in_common_with_anybody_joins_nothing() -> None:
    a, b = {"x": 0.8, "war": 0.6}, {"x": 0.8, "war": 0.6}
    c = {"y": 0.8, "war": 0.6}
    assert linkage(a, b, c, apart=0.0) == [[0, 1, 2]]
    assert linkage(a, b, c, apart=0.0, ground=0.36) == [[0, 1], [2]]
