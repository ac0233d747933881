"""The lexicons load, say what they mean, and hold nothing that YAML would turn into something else."""

from __future__ import annotations

from briefer.annotate.people.lexicon import speakers
from briefer.annotate.quotes.lexicon import cues


def test_words_that_yaml_takes_for_truth_values_stay_words() -> None:
    assert "on" in cues().particles["call"]


def test_every_word_is_in_lower_case_text() -> None:
    known, who = cues(), speakers()
    words = [*known.verbs, *known.nouns, *known.forms, *who.titles, *who.roles, *who.unnamed, *who.collectives, *who.media]
    assert [word for word in words if not isinstance(word, str) or word != word.lower() or not word.strip()] == []


def test_a_plain_verb_is_known_in_its_inflected_forms() -> None:
    assert {"says", "said", "adds", "added", "replies", "replied", "announces", "announced"} <= cues().forms


def test_a_particle_verb_is_no_cue_by_itself() -> None:
    assert "put" in cues().verbs
    assert "put" not in cues().alone
