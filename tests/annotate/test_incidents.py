"""Incidents: what happened, and what was only denied, feared, planned or threatened."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefer.annotate import nlp as pipeline
from briefer.annotate.incidents import find_incidents


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load("auto")


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("Rebels attacked the village on Monday.", "attack", "attacked"),
        ("A car bomb exploded outside the court.", "bombing", "exploded"),
        ("Police arrested two men.", "detention", "arrested"),
        ("Gunmen kidnapped a doctor.", "abduction", "kidnapped"),
        ("An airstrike hit the camp.", "airstrike", "airstrike"),
        ("The gunbattle lasted until dawn.", "clash", "gunbattle"),
    ],
)
def test_an_incident_stands_at_the_word_that_tells_it(nlp: Language, text: str, kind: str, trigger: str) -> None:
    assert (kind, trigger) in [(incident.kind, incident.span.of(text)) for incident in find_incidents(nlp(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels did not attack the village.",
        "The rebels threatened to attack the village.",
        "If the rebels attack the village, it could fall.",
        "The rebels could attack the village.",
        "The minister died of nothing; he had a heart attack scare.",
        "The president fears an attack.",
    ],
)
def test_what_did_not_happen_is_no_incident(nlp: Language, text: str) -> None:
    assert [incident for incident in find_incidents(nlp(text)) if incident.kind == "attack"] == []


def test_an_incident_knows_its_sentence(nlp: Language) -> None:
    incidents = find_incidents(nlp("The day began calmly. Then rebels ambushed a convoy."))
    assert [incident.sentence for incident in incidents] == [1]
