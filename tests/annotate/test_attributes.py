"""The remembered attribute ruler says what the model's own says."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from briefer.annotate.attributes import Remembered, take_over
from briefer.annotate.nlp import load_bare

TEXTS = (
    "The mayor, who'd been ill, ain't gonna say that there is a plan; y'all let's wait, she didn't say so.\n\n  It was hers.",
    "I have to do it myself. They do that. Does nothin' scare 'em? It's what he'd got, and that's all there was to it.",
    "ROADS TO PORT SELIN WERE CUT, BUT NOT FOR LONG.\t“Once,” he said — “we’ve seen worse.”",
)


@pytest.fixture(scope="module")
def bare() -> Language:
    return load_bare()


@pytest.mark.parametrize("text", TEXTS)
def test_it_sets_what_the_ruler_sets(text: str, bare: Language) -> None:
    ruler = bare.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    remembered = Remembered(ruler)
    with bare.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        doc = bare(text)
    first, again, expected = remembered(doc.copy()), remembered(doc.copy()), ruler(doc)
    wanted = [(token.tag_, token.pos_, token.dep_, token.lemma_, str(token.morph)) for token in expected]
    for own in (first, again):
        assert [(token.tag_, token.pos_, token.dep_, token.lemma_, str(token.morph)) for token in own] == wanted


def test_a_pattern_that_asks_for_more_is_left_to_the_ruler() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"SHAPE": "dd"}]], {"POS": "NUM"})
    take_over(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]
    assert nlp("Bus 42 left")[1].pos_ == "NUM"
