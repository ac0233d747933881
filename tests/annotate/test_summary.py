"""A summary is whole sentences of the text, in its order, of about the length that was asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefer.annotate.findings import findings
from briefer.annotate.models import MODELS
from briefer.annotate.summary import summary
from briefer.model.article import Article, Dateline, sha256_of
from briefer.model.span import ArticleId, Span

LEAD = "A flood destroyed the main bridge of Tarvin on Monday and cut off four thousand people from the hospital."
SECOND = "Boats of the army carried doctors across the river to the hospital on Monday, the governor said."
QUOTED = "“We have never seen the river so high, and we are tired of it all,” said a baker on the square."
LAST = "A new bridge of steel will take two years, engineers expect, and it will cost some nine million euros."
TEXT = f"{LEAD} {SECOND}\n\n{QUOTED}\n\n{LAST}"
AGAIN = "Nine million euros for a new bridge of steel is what engineers expect to ask of the capital."


@pytest.fixture(name="nlp", scope="module")
def fixture_nlp() -> Language:
    nlp = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)), exclude=["ner"])
    nlp.add_pipe("briefer_layout", before="parser")
    return nlp


def words(nlp: Language, text: str, count: int) -> list[str]:
    return [span.of(text) for span in summary(nlp(text), count)]


def test_one_sentence_is_the_lead(nlp: Language) -> None:
    assert words(nlp, TEXT, 18) == [LEAD]


def test_sentences_come_in_the_order_of_the_text(nlp: Language) -> None:
    found = words(nlp, f"{TEXT} {AGAIN}", 54)
    assert found == [each for each in (LEAD, SECOND, QUOTED, LAST, AGAIN) if each in found]
    assert len(found) == 3


def test_what_adds_next_to_nothing_is_left_out_even_where_there_is_room(nlp: Language) -> None:
    aside = "It is said as well that some of them may come again."
    found = words(nlp, f"{TEXT} {AGAIN} {aside}", 200)
    assert LEAD in found
    assert aside not in found


def test_narration_comes_before_talk(nlp: Language) -> None:
    assert QUOTED not in words(nlp, TEXT, 54)


def test_the_same_is_not_said_twice(nlp: Language) -> None:
    again = LEAD.replace("on Monday ", "")
    assert again not in words(nlp, f"{LEAD} {again} {SECOND} {LAST}", 36)


def test_no_words_are_no_sentences(nlp: Language) -> None:
    assert summary(nlp(TEXT), 0) == ()


def test_a_text_has_at_least_one_sentence_however_few_words_are_wanted(nlp: Language) -> None:
    assert words(nlp, TEXT, 1) == [LEAD]


@pytest.mark.parametrize(
    "furniture",
    [
        "Image copyright Example Pictures Image caption The bridge was built in the year 1921.",
        "Sign up for the newsletter of the valley here today.",
        "By our own correspondent",
    ],
)
def test_captions_notices_and_fragments_are_passed_over(nlp: Language, furniture: str) -> None:
    text = f"{furniture}\n\n{TEXT}"
    assert furniture not in words(nlp, text, 500)


def test_a_dateline_is_no_sentence(nlp: Language) -> None:
    line = "TARVIN, the capital of the province, 4 Jan 90."
    text = f"{line}\n{TEXT}"
    dateline = Dateline(Span(ArticleId("a"), 0, len(line)), "TARVIN", None, None)
    doc = nlp.make_doc(text)
    findings(doc).article = Article(ArticleId("a"), text, None, None, None, None, None, dateline, None, sha256_of(text))
    assert all(span.start >= len(line) for span in summary(nlp(doc), 500))


def test_the_stops_of_a_tokenised_text_end_its_sentences(nlp: Language) -> None:
    sentences = [
        "a flood destroyed the bridge of tarvin on monday .",
        "the army sent boats to carry doctors across the river .",
        "`` the river rose within an hour , '' the governor said .",
        "engineers expect a new bridge in two years .",
    ]
    text = " ".join(sentences)
    assert words(nlp, text, 500) == sentences


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(max_size=200), count=st.integers(-1, 60))
def test_any_text_gives_spans_of_its_own_that_do_not_overlap(nlp: Language, text: str, count: int) -> None:
    assume(text.strip())
    found = summary(nlp(text), count)
    assert all(span.of(text).strip() == span.of(text) != "" for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
