"""Numbers of the injured that an article's sentences give: read out, signed, weighed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from briefer.annotate import nlp as pipeline
from briefer.annotate.casualties import weighing
from briefer.annotate.casualties.groups import Group, groups
from briefer.annotate.casualties.harm import told
from briefer.annotate.casualties.once import once
from briefer.annotate.findings import findings
from briefer.annotate.incidents.lexicon import lexicon

TEXT = "Four men were wounded in Arda. Two men were wounded at the gate. Two others were wounded at the bridge."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load("auto")


def mentions(nlp: Language, text: str) -> list[Group]:
    doc = nlp(text)
    held = findings(doc)
    return groups(doc, held, told(doc), held.figures, lexicon())


def readings(nlp: Language, text: str, title: str = "") -> weighing.Readings:
    return weighing.readings(once(mentions(nlp, text), title), mentions(nlp, text), title)


def test_the_rules_number_is_read_first(nlp: Language) -> None:
    assert next(iter(readings(nlp, TEXT))) == 2


def test_two_groups_of_whom_the_second_are_others_have_a_sum(nlp: Language) -> None:
    assert readings(nlp, TEXT)[4].signs["sum"] == 1.0


def test_the_title_signs_a_number_and_speaks_against_the_rest(nlp: Language) -> None:
    found = readings(nlp, TEXT, "Four wounded in Arda")
    assert "title" in found[4].signs
    assert "title says otherwise" in found[2].signs


def test_those_shot_less_the_dead_are_a_reading_with_its_own_groups(nlp: Language) -> None:
    found = readings(nlp, "Five guards were shot at the gate on Monday. One of the guards died in hospital.")
    assert [(group.low, group.high) for group in found[4].groups] == [(4.0, 4.0)]
    assert any(sign.startswith("less the dead") for sign in found[4].signs)


def test_the_heaviest_reading_wins_and_of_equals_the_rules() -> None:
    found = {2: weighing.Reading([], {"first": 1.0}), 4: weighing.Reading([], {"lead": 0.5})}
    assert weighing.best(found, {}) == 2
    assert weighing.best(found, {"lead": 3.0, "first": 1.0}) == 4
    assert weighing.best({}, {"lead": 3.0}) == 0


def test_large_numbers_are_left_to_the_rules(nlp: Language) -> None:
    assert readings(nlp, "The quake injured 700 people. It injured 12 people in Arda.") == {}


def test_the_weights_hold_no_word_of_a_text() -> None:
    ours = (
        "is the rules' dead none told to be injured shot one in title says otherwise and less size some often share lead listed"
        " definite first last most sum by beside totals everybody"
    )
    for sign, weight in weighing.weights().items():
        assert isinstance(weight, float)
        assert {word.strip(":,") for word in sign.split()} - {"0", "1", "2", "3"} <= set(ours.split())


def test_the_weights_are_sorted_as_the_script_writes_them() -> None:
    path = Path(weighing.__file__).parent.parent / "data" / "casualties.json"
    assert path.read_text(encoding="utf-8") == json.dumps(dict(weighing.weights()), indent=1, sort_keys=True) + "\n"
