"""Figures: what a number is, what bounds it, what it counts, and what is no figure."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefer.annotate import nlp as pipeline
from briefer.annotate.figures import find_figures
from briefer.model.annotation import Figure


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load("auto")


def only(nlp: Language, text: str) -> Figure:
    found = find_figures(nlp(text))
    assert len(found) == 1, [figure.span.of(text) for figure in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "modifier"),
    [
        ("The flood drove out 1,600 families.", "1,600 families", 1600, 1600, "exact"),
        ("The flood drove out about 1,600 families.", "about 1,600 families", 1600, 1600, "about"),
        ("The flood drove out at least 1,600 families.", "at least 1,600 families", 1600, None, "at_least"),
        ("The flood drove out more than 1,600 families.", "more than 1,600 families", 1600, None, "more_than"),
        ("The flood drove out up to 1,600 families.", "up to 1,600 families", None, 1600, "at_most"),
        ("The flood drove out fewer than 1,600 families.", "fewer than 1,600 families", None, 1600, "less_than"),
        ("The flood drove out no fewer than twelve families.", "no fewer than twelve families", 12, None, "at_least"),
        ("The flood drove out 10 to 12 families.", "10 to 12 families", 10, 12, "range"),
        ("The flood drove out 10-12 families.", "10-12 families", 10, 12, "range"),
        ("The flood drove out between five and seven families.", "between five and seven families", 5, 7, "range"),
        ("The flood drove out several families.", "several families", None, None, "vague"),
        ("The flood drove out dozens of families.", "dozens of families", None, None, "vague"),
        ("The flood drove out more than a dozen families.", "more than a dozen families", 12, None, "more_than"),
    ],
)
def test_a_figure_keeps_its_hedge(
    nlp: Language, text: str, words: str, low: float | None, high: float | None, modifier: str
) -> None:
    figure = only(nlp, text)
    assert figure.span.of(text) == words
    assert (figure.low, figure.high, figure.modifier) == (low, high, modifier)
    assert figure.unit == "family"


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "kind"),
    [
        ("The bridge lies about 40km from the port.", "about 40km", 40, "kilometre", "distance"),
        ("The fire burned 300 hectares.", "300 hectares", 300, "hectare", "area"),
        ("The ministry will pay $5.5 million.", "$5.5 million", 5.5e6, "dollar", "money"),
        ("The ministry will pay 200 million euros.", "200 million euros", 2e8, "euro", "money"),
        ("Crude sold at $58.24 per barrel.", "$58.24 per barrel", 58.24, "dollar per barrel", "money"),
        ("Turnout was 47 per cent.", "47 per cent", 47, "percentage", "share"),
        ("The ceasefire held for 72 hours.", "72 hours", 72, "hour", "duration"),
        ("A 44-year-old teacher spoke.", "44-year-old", 44, "year of age", "age"),
        ("About half of the province is without water.", "About half", 0.5, None, "share"),
    ],
)
def test_units_are_named_in_the_singular(nlp: Language, text: str, words: str, value: float, unit: str, kind: str) -> None:
    figure = only(nlp, text)
    assert (figure.span.of(text), figure.low, figure.unit, figure.kind) == (words, value, unit, kind)


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("Exports fell by 7%.", "down"),
        ("Exports rose 7%.", "up"),
        ("Shares were down 7 percent.", "down"),
        ("Exports made up 7% of output.", None),
    ],
)
def test_a_trend_comes_from_verb_or_particle(nlp: Language, text: str, trend: str | None) -> None:
    assert only(nlp, text).trend == trend


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed in 1998.",
        "The talks began on September 8.",
        "The talks end on 12 March 2021.",
        "The shelling began at 10:30 p.m.",
        "Call 919-555-0134 for help.",
        "The match ended 2-2.",
        "Covid-19 closed the border.",
        "The 22nd amendment failed.",
        "No one was at home.",
        "They met on Route 66.",
        "1. The parties met.",
        "The 1990s were calm.",
    ],
)
def test_dates_times_names_and_scores_are_no_figures(nlp: Language, text: str) -> None:
    assert find_figures(nlp(text)) == ()


def test_an_elided_noun_is_taken_from_the_figure_before(nlp: Language) -> None:
    text = "Gunmen stormed the market, killing at least nine people and wounding nearly 40."
    killed, injured = find_figures(nlp(text))
    assert (killed.kind, killed.low, killed.high, killed.unit) == ("killed", 9, None, "people")
    assert (injured.kind, injured.low, injured.modifier, injured.unit) == ("injured", 40, "about", "people")


def test_the_kinds_of_people(nlp: Language) -> None:
    text = "The city of more than 80,000 people is held by some 900 troops."
    population, forces = find_figures(nlp(text))
    assert (population.kind, population.modifier) == ("population", "more_than")
    assert (forces.kind, forces.unit, forces.modifier) == ("forces", "troop", "about")


def test_the_concept_is_what_a_figure_is_about(nlp: Language) -> None:
    figure = only(nlp, "The trade deficit rose by 3%.")
    assert figure.concept == ("trade", "deficit")


def test_a_conversion_in_brackets_keeps_the_bound(nlp: Language) -> None:
    text = "The convoy covered more than 100 kilometers (62 miles)."
    first, second = find_figures(nlp(text))
    assert (first.modifier, second.modifier, second.high) == ("more_than", "more_than", None)


PIECES = st.sampled_from(
    [
        "at least ",
        "12",
        "-",
        " ",
        "\n\n",
        "people",
        "killed ",
        "$",
        "%",
        "dozens of ",
        "1,0",
        "half of ",
        "é",
        "\u202f",
        "between ",
        "and ",
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)))
def test_any_string_gives_figures_whose_spans_lie_in_it(nlp: Language, text: str) -> None:
    behind = 0
    for figure in find_figures(nlp(text)):
        assert behind <= figure.span.start < figure.span.end <= len(text)
        assert figure.span.of(text).strip() == figure.span.of(text)
        assert (figure.low is None and figure.high is None) == (figure.modifier == "vague")
        behind = figure.span.end
