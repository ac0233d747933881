"""Casualties: each group of people once, and the article's own total."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefer.annotate import nlp as pipeline
from briefer.annotate.casualties import find_casualties
from briefer.annotate.casualties.titles import of_title, one_dead
from briefer.annotate.findings import findings
from briefer.annotate.toll import toll
from briefer.model.annotation import Casualty, Count


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load("auto")


def groups(nlp: Language, text: str) -> list[tuple[str, float | None, float | None]]:
    return [(group.effect, group.low, group.high) for group in find_casualties(nlp(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed at least nine people and wounded nearly 40.", [("killed", 9, None), ("injured", 40, 40)]),
        ("Two soldiers and a child were killed.", [("killed", 2, 2), ("killed", 1, 1)]),
        ("A teacher was shot dead in the market.", [("killed", 1, 1)]),
        ("Six people were found dead.", [("killed", 6, 6)]),
        ("He saw the bodies of at least six members of the militia.", [("killed", 6, None)]),
        ("The flood left three people missing.", [("missing", 3, 3)]),
        ("Police arrested up to 20 protesters.", [("detained", None, 20)]),
        ("More than 500 families were displaced by the fighting.", [("displaced", 500, None)]),
        ("No one was killed.", []),
        ("The bomb could have killed 20 people.", []),
        ("The company killed the project.", []),
    ],
)
def test_each_group_with_its_number(nlp: Language, text: str, expected: list[tuple[str, float | None, float | None]]) -> None:
    assert groups(nlp, text) == expected


def test_a_group_told_twice_is_one_group(nlp: Language) -> None:
    text = "Three farmers were killed on Monday. The three farmers were killed near their homes, police said."
    assert groups(nlp, text) == [("killed", 3, 3)]


def test_a_total_stands_for_its_parts(nlp: Language) -> None:
    text = "A woman and two boys were killed in the raid. In all, three people were killed."
    assert groups(nlp, text) == [("killed", 3, 3)]


def test_a_name_takes_the_place_of_the_nameless(nlp: Language) -> None:
    text = "A doctor was killed on Monday. Police said Maria Lopez was murdered at her clinic."
    (group,) = find_casualties(nlp(text))
    assert (group.who, group.low) == ("Maria Lopez", 1)


def test_who_died_is_not_among_the_injured(nlp: Language) -> None:
    text = "A farmer was shot on Sunday. The farmer died in hospital."
    assert groups(nlp, text) == [("killed", 1, 1)]


def test_an_earlier_event_keeps_its_own_incident_and_stays_out_of_the_toll(nlp: Language) -> None:
    text = "Rebels attacked the town of Arda on Monday, killing four guards. A bombing two years ago killed 30 people there."
    found = find_casualties(nlp(text))
    assert [group.low for group in found] == [4, 30]
    assert found[0].incident != found[1].incident
    total = toll(found)
    assert total is not None
    assert total.killed == Count(4, 4, "exact", (found[0].span,))


def test_a_toll_of_nothing_is_none() -> None:
    assert toll(()) is None


def test_a_vague_group_leaves_the_toll_only_a_lower_bound(nlp: Language) -> None:
    text = "Rebels killed four guards and several villagers."
    found: tuple[Casualty, ...] = find_casualties(nlp(text))
    total = toll(found)
    assert total is not None and total.killed is not None
    assert (total.killed.low, total.killed.high, total.killed.modifier) == (4, None, "at_least")


PIECES = st.sampled_from(
    [
        "at least ",
        "12 ",
        "people ",
        "were killed",
        " and ",
        "wounding ",
        "a man ",
        "himself ",
        "died",
        ". ",
        "\n\n",
        "shot ",
        "the ",
        "body of ",
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)))
def test_any_string_gives_casualties_whose_spans_lie_in_it(nlp: Language, text: str) -> None:
    found = find_casualties(nlp(text))
    toll(found)
    for group in found:
        assert 0 <= group.span.start < group.span.end <= len(text)


def test_a_short_name_and_a_full_one_are_one_person(nlp: Language) -> None:
    text = "Judge Maria Lopez was killed on Monday. Lopez was murdered at her home, police said."
    assert groups(nlp, text) == [("killed", 1, 1)]


def test_not_a_single_person_is_nobody(nlp: Language) -> None:
    assert groups(nlp, "Not a single person was killed in the city.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three people were taken to a hospital after the crash.", [("injured", 3, 3)]),
        ("The blast sent five workers to the hospital.", [("injured", 5, 5)]),
        ("A nurse is in critical condition after the raid.", [("injured", 1, 1)]),
        ("Two guards suffered minor injuries.", [("injured", 2, 2)]),
        ("Four people were struck by gunfire.", [("injured", 4, 4)]),
        ("The fire claimed the lives of two sisters.", [("killed", 2, 2)]),
        ("A shooting left one dead and three injured.", [("killed", 1, 1), ("injured", 3, 3)]),
    ],
)
def test_signs_of_harm_that_no_verb_of_wounding_says(
    nlp: Language, text: str, expected: list[tuple[str, float | None, float | None]]
) -> None:
    assert groups(nlp, text) == expected


def test_of_the_shot_those_are_injured_of_whom_no_death_is_told(nlp: Language) -> None:
    assert groups(nlp, "Five people were shot in the harbour on Monday. A cook died at the scene.") == [
        ("injured", 4, 4),
        ("killed", 1, 1),
    ]


def test_the_statement_that_is_made_most_often_counts(nlp: Language) -> None:
    text = (
        "Three people were killed in the storm. Two of the victims were found dead in a car. "
        "Mayor Ana Ruiz said three people were killed."
    )
    assert groups(nlp, text) == [("killed", 3, 3)]


def test_an_attacker_is_added_to_those_whom_he_killed_but_not_to_all_the_dead(nlp: Language) -> None:
    added = toll(find_casualties(nlp("A farmer killed four neighbours before fatally shooting himself.")))
    within = toll(find_casualties(nlp("Five people are dead after the attack. The attacker died of a self-inflicted wound.")))
    assert added is not None and added.killed is not None and added.killed.low == 5
    assert within is not None and within.killed is not None and within.killed.low == 5


def test_an_attempted_murder_killed_nobody(nlp: Language) -> None:
    assert groups(nlp, "He was charged with the attempted murder of two clerks.") == []


def test_a_number_that_two_effects_share_is_neither_of_them(nlp: Language) -> None:
    assert groups(nlp, "More than ten insurgents were killed and detained.") == [
        ("detained", None, None),
        ("killed", None, None),
    ]


def test_ages_tell_two_people_apart(nlp: Language) -> None:
    text = "A 25-year-old man was wounded on Main Street. Doctors said a 40-year-old man was wounded near the bridge."
    assert groups(nlp, text) == [("injured", 1, 1), ("injured", 1, 1)]


def test_what_an_article_sets_beside_its_event_stays_out_of_the_toll(nlp: Language) -> None:
    text = "Two miners were killed on Monday. In an unrelated shooting, four people were killed."
    total = toll(find_casualties(nlp(text)))
    assert total is not None and total.killed is not None
    assert total.killed.low == 2


def titled(nlp: Language, title: str, text: str) -> list[tuple[str, float | None, float | None]]:
    doc = nlp(text)
    found = findings(doc)
    found.article = replace(found.article, title=title)
    return [(group.effect, group.low, group.high) for group in find_casualties(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three people were found shot in a barn.", [("injured", 3, 3)]),
        ("Police are looking into a triple homicide in Arda.", [("killed", 3, 3)]),
        ("A gunman opened fire in the yard, hitting four people.", [("injured", 4, 4)]),
        ("The fire left one person dead and three more injured.", [("killed", 1, 1), ("injured", 3, 3)]),
        ("Five men were shot, three of them fatally.", [("injured", 2, 2), ("killed", 3, 3)]),
        ("The crash claimed the lives of a boy and his mother.", [("killed", 1, 1), ("killed", 1, 1)]),
        ("Two other guards were shot and injured.", [("injured", 2, 2)]),
        ("RELATED: Accident at the mine leaves two workers dead", []),
    ],
)
def test_counts_that_no_plain_verb_gives(
    nlp: Language, text: str, expected: list[tuple[str, float | None, float | None]]
) -> None:
    assert sorted(groups(nlp, text)) == sorted(expected)


def test_of_those_who_were_shot_the_dead_are_not_injured(nlp: Language) -> None:
    text = "Five guards were shot at the gate on Monday. One of the guards died in hospital."
    assert sorted(groups(nlp, text)) == [("injured", 4, 4), ("killed", 1, 1)]


def test_a_difference_keeps_the_bound_of_its_total(nlp: Language) -> None:
    text = "At least five people were shot at the gate. One man was killed."
    assert sorted(groups(nlp, text)) == [("injured", 4, None), ("killed", 1, 1)]


def test_where_the_title_tells_of_one_death_one_died(nlp: Language) -> None:
    text = "A 25-year-old woman was killed on Sunday. A 40-year-old man was killed near the bridge, a neighbour said."
    assert titled(nlp, "Woman killed at factory gate", text) == [("killed", 1, 1)]
    assert titled(nlp, "Night of fear at factory gate", text) == [("killed", 1, 1), ("killed", 1, 1)]


@pytest.mark.parametrize(
    ("title", "one"),
    [
        ("Boy, 8, dies after fall", True),
        ("Gunmen raid market, killing 17-year-old", True),
        ("Man and woman killed in blast", False),
        ("Second man dies after blast", False),
        ("Man kills wife, himself", False),
        ("Two hurt in blast", False),
    ],
)
def test_titles_of_one_death(title: str, one: bool) -> None:
    assert one_dead(title) is one


@pytest.mark.parametrize(
    ("title", "effect", "numbers"),
    [
        ("2 dead, five hurt in blast", "killed", [2]),
        ("2 dead, five hurt in blast", "injured", [5]),
        ("Father of 3 shot dead", "killed", []),
        ("Family of five found dead", "killed", [5]),
        ("4 people shot at fair", "shot", [4]),
        ("4 people shot at fair", "killed", []),
        ("Two arrested in killing of guard", "killed", []),
    ],
)
def test_numbers_of_titles(title: str, effect: str, numbers: list[float]) -> None:
    assert of_title(title, effect) == numbers


def test_a_case_told_in_court_keeps_one_event(nlp: Language) -> None:
    text = "A third man was charged over the shooting that killed one and injured four in Arda two years ago."
    total = toll(find_casualties(nlp(text)))
    assert total is not None and total.killed is not None and total.injured is not None
    assert (total.killed.low, total.injured.low) == (1, 4)
