"""Where something is set: the nearest place that its sentence names as a setting."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefer.annotate import nlp as pipeline
from briefer.annotate.findings import findings
from briefer.annotate.setting import place_of
from briefer.model.annotation import Place


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load("auto")


def setting(nlp: Language, text: str, words: str, *places: tuple[str, bool]) -> str | None:
    """The place of `words`, in a text with these places: name, and whether it is a country."""
    doc = nlp(text)
    held = findings(doc)
    spans = [(name, country, held.article.span(text.index(name), text.index(name) + len(name))) for name, country in places]
    held.places = tuple(
        Place(span, name, None, None if country else 1.0, None if country else 1.0, None) for name, country, span in spans
    )
    at = text.index(words)
    return place_of(doc, held, held.article.span(at, at + len(words)))


def test_a_town_comes_before_a_nearer_country(nlp: Language) -> None:
    text = "Rebels attacked Malakal, one of the towns in Sudan, killing nine people."
    assert setting(nlp, text, "nine people", ("Malakal", False), ("Sudan", True)) == "Malakal"


def test_a_country_that_only_describes_is_no_setting(nlp: Language) -> None:
    text = "The Sudan envoy said nine people were killed."
    assert setting(nlp, text, "nine people", ("Sudan", True)) is None


def test_a_point_measured_from_is_no_setting(nlp: Language) -> None:
    text = "The camp of 900 people lies about 40km north of Malakal."
    assert setting(nlp, text, "900 people", ("Malakal", False)) is None
