from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefer.model.article import Article
from briefer.model.span import ArticleId
from briefer.stories.duplicates import copies
from tests.stories.builder import article

STORM = (
    "A storm tore the roofs off forty houses in the fishing village of Port Selin on Monday night, the mayor said. "
    "Rescue crews reached the village at dawn with tents and drinking water. Nobody was hurt, because most families had "
    "moved to the school on the hill before the wind came up. The harbour will stay closed until the weekend."
)
ELECTION = (
    "Voters in the island republic of Tamara go to the polls on Sunday to choose a new parliament from nine parties. "
    "Opinion polls give the governing Reform League a narrow lead over the Farmers' Union, which has promised cheaper fuel. "
    "The electoral commission has invited observers from twelve countries and will publish results on Tuesday evening."
)


def by_id(*articles: Article) -> dict[ArticleId, Article]:
    return {one.id: one for one in articles}


def test_the_same_words_in_other_layout_are_a_copy_of_the_earliest() -> None:
    late = article("a", STORM.upper().replace(". ", ".\n\n"), published="2024-05-08")
    early = article("b", STORM, published="2024-05-07")
    assert copies(by_id(late, early)) == {"a": "b"}


def test_equal_dates_go_by_id_and_no_date_comes_last() -> None:
    undated, one, two = article("a", STORM, published=None), article("c", STORM), article("b", STORM)
    assert copies(by_id(undated, one, two)) == {"a": "b", "c": "b"}


def test_a_light_edit_is_a_copy() -> None:
    edited = "PORT SELIN (North Wire) - " + STORM.replace("Rescue crews", "Rescuers").replace("at dawn ", "")
    assert copies(by_id(article("a", STORM), article("b", edited))) == {"b": "a"}


def test_another_event_is_no_copy() -> None:
    assert copies(by_id(article("a", STORM), article("b", ELECTION))) == {}


def test_a_copy_of_a_copy_points_to_the_original() -> None:
    cut = STORM.rsplit(". ", 1)[0] + "."
    found = copies(by_id(article("a", STORM), article("b", STORM), article("c", cut)))
    assert found == {"b": "a", "c": "a"}


def test_empty_texts_are_not_copies_of_each_other() -> None:
    assert copies(by_id(article("a", ""), article("b", " \n"))) == {}


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_the_articles_does_not_matter(order: list[str]) -> None:
    texts = {"a": STORM, "b": ELECTION, "c": STORM + " More is expected.", "d": ELECTION}
    assert copies(by_id(*(article(id_, texts[id_]) for id_ in order))) == {"c": "a", "d": "b"}


def test_a_text_with_a_new_number_is_an_update_and_no_copy() -> None:
    words = " ".join(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    told = [
        f"At least 16 people were killed at the bridge, {words}.",
        f"At least 21 people were killed at the bridge, {words}.",
    ]
    assert copies(by_id(*(article(name, text) for name, text in zip("ab", told, strict=True)))) == {}
