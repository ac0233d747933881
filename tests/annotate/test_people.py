"""Persons: the fullest name, the role beside it, and every mention."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from briefer.annotate import layout, nlp  # noqa: F401  layout registers briefer_layout
from briefer.annotate.people import find_people
from briefer.annotate.people.lexicon import is_role, singular
from briefer.model.annotation import Person

Read = Callable[[str], tuple[Doc, tuple[Person, ...]]]


@pytest.fixture(scope="module")
def read() -> Read:
    pipeline = nlp.load_bare("auto")
    pipeline.add_pipe("briefer_layout", before="parser")

    def find(text: str) -> tuple[Doc, tuple[Person, ...]]:
        doc = pipeline(text)
        return doc, find_people(doc)

    return find


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("The Malian spokesman Idris Kone spoke on Monday.", "Idris Kone", "spokesman", "Malian"),
        ("French special envoy Claire Duval arrived on Monday.", "Claire Duval", "special envoy", "French"),
        ("City council member Farid Azizi spoke on Monday.", "Farid Azizi", "City council member", None),
        ("Maria Lopez, head of the farmers union, spoke on Monday.", "Maria Lopez", "head", "farmers union"),
        ("The navy spokesman in Malta, Carl Borg, spoke on Monday.", "Carl Borg", "navy spokesman in Malta", None),
        ("The spokesman for the district police, Karim Safi, spoke on Monday.", "Karim Safi", "spokesman", "district police"),
    ],
)
def test_role_and_affiliation_stand_beside_the_name(
    read: Read, text: str, name: str, role: str, affiliation: str | None
) -> None:
    _, (person,) = read(text)
    assert (person.name, person.role, person.affiliation) == (name, role, affiliation)


def test_a_surname_is_a_mention_of_the_full_name(read: Read) -> None:
    doc, (person,) = read(
        "Idris Kone, a doctor, lives in Bamako.\n\nKone said the clinic was closed. The clinic missed Kone’s help."
    )
    assert person.name == "Idris Kone"
    assert [span.of(doc.text) for span in person.mentions] == ["Idris Kone", "Kone", "Kone"]


def test_a_title_is_no_part_of_the_name(read: Read) -> None:
    _, (person,) = read("The clinic was closed, Mr. Basharat said.")
    assert person.name == "Basharat"


def test_a_social_network_is_nobody(read: Read) -> None:
    _, people = read("Idris Kone, a doctor, said on Twitter that the clinic was closed.")
    assert [person.name for person in people] == ["Idris Kone"]


def test_what_people_are_inside_of_is_no_person(read: Read) -> None:
    _, people = read("Idris Kone, a doctor, said that fighters were inside Talo Qenzi.")
    assert [person.name for person in people] == ["Idris Kone"]


@pytest.mark.parametrize("word", ["spokeswoman", "officials", "councilmen", "co-founder", "vice-president"])
def test_roles_are_found_in_every_number(word: str) -> None:
    assert is_role(word)


def test_the_singular_of_an_unknown_word_is_the_word() -> None:
    assert singular("apparatus") == "apparatus"


@pytest.mark.parametrize(
    "text",
    [
        "Harbour News, director, opened on Monday.",
        "Anna Weber is an editor for Mirage Hollywood, director of the film.",
    ],
)
def test_an_outlet_holds_no_office(read: Read, text: str) -> None:
    _, people = read(text)
    assert not [person for person in people if person.name in {"Harbour News", "Mirage Hollywood"} and person.role]
