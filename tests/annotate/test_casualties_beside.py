"""Counts that the parse joins to something else, wards, tolls, attackers: what befell whom by the words beside it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefer.annotate import nlp as pipeline
from briefer.annotate.casualties import find_casualties


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load("auto")


def groups(nlp: Language, text: str) -> list[tuple[str, float | None, float | None]]:
    return sorted((group.effect, group.low, group.high) for group in find_casualties(nlp(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three dead and 12 wounded after a gun battle.", [("injured", 12, 12), ("killed", 3, 3)]),
        ("The raid that left two others dead and three more hurt shocked Arda.", [("injured", 3, 3), ("killed", 2, 2)]),
        ("A lorry drove into a crowd in May, injuring 36 and killing one.", [("injured", 36, 36), ("killed", 1, 1)]),
        ("The blast killed one man and wounded four other at a park.", [("injured", 4, 4), ("killed", 1, 1)]),
        ("A total of nine people were wounded when a man opened fire.", [("injured", 9, 9)]),
        (
            "Police say 2 people are dead, 1 person is critically injured and 3 people are in serious condition.",
            [("injured", 1, 1), ("injured", 3, 3), ("killed", 2, 2)],
        ),
    ],
)
def test_a_count_belongs_to_the_word_of_harm_beside_it(
    nlp: Language, text: str, expected: list[tuple[str, float | None, float | None]]
) -> None:
    assert groups(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 wounded veterans marched through Arda.",
        "The stable took in 12 injured horses.",
        "Four people feared dead turned up at home.",
        "If 20 more are wounded the road will be closed.",
    ],
)
def test_a_number_beside_a_word_of_harm_may_count_nobody(nlp: Language, text: str) -> None:
    assert [group for group in groups(nlp, text) if (group[1] or 0) > 1] == []


def test_who_shot_four_and_killed_one_did_not_kill_four(nlp: Language) -> None:
    text = "He was charged with shooting four people and killing one of them."
    assert groups(nlp, text) == [("injured", 3, 3), ("killed", 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Two teenagers are at Harbour Medical Center with life-threatening injuries.",
        "The two guards were rushed to Arda Trauma Center.",
        "Two guards, ages 44 and 57, were found lying in the road with gunshot wounds.",
        "A gunman wounded both guards on Monday.",
    ],
)
def test_two_were_hurt(nlp: Language, text: str) -> None:
    assert groups(nlp, text) == [("injured", 2, 2)]


def test_a_toll_holds_whoever_died_last(nlp: Language) -> None:
    text = "A woman who was hurt on Sunday has died, bringing the death toll in the shooting to three."
    assert groups(nlp, text) == [("killed", 3, 3)]


def test_the_wounded_beside_the_dead_are_no_dead(nlp: Language) -> None:
    text = "A teacher and his son were found dead along with the wounded relative who shot them."
    assert [group for group in groups(nlp, text) if group[0] == "killed"] == [("killed", 1, 1), ("killed", 1, 1)]


def test_those_shot_who_died_are_not_injured_as_well(nlp: Language) -> None:
    text = "Four people were hit by gunfire and three of those shooting victims died at the scene."
    assert groups(nlp, text) == [("injured", 1, 1), ("killed", 3, 3)]


def test_an_attacker_is_none_of_the_victims_of_a_triple_murder(nlp: Language) -> None:
    text = "Police are investigating a triple murder in Arda. The gunman was shot dead by police."
    assert groups(nlp, text) == [("killed", 1, 1), ("killed", 3, 3)]
    text = "Three people are dead in Arda. The gunman was shot dead by police."
    assert groups(nlp, text) == [("killed", 3, 3)]


def test_a_count_over_a_span_of_dates_is_no_event(nlp: Language) -> None:
    assert groups(nlp, "The war has cost 70,000 dead over a 9-year period.") == []
    assert groups(nlp, "The army had 537 soldiers killed from 11 November 1989 to 30 January 1990.") == []


def test_a_list_of_film_clips_tells_of_no_event(nlp: Language) -> None:
    assert groups(nlp, "A guard was wounded at the gate.\n\n1:15 Mourners tell of three killed in Arda\n") == [
        ("injured", 1, 1)
    ]
    assert groups(nlp, "A guard was wounded.\n\n10:30 a.m. Three people were killed in Arda, police said.\n") == [
        ("injured", 1, 1),
        ("killed", 3, 3),
    ]
