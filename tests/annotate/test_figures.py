"""Figures: what a number is, what bounds it, what it counts, and what is no figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefer.annotate import nlp as pipeline
from briefer.annotate.figures import find_figures
from briefer.annotate.findings import findings
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
        ("The flood drove out half a dozen families.", "half a dozen families", 6, 6, "exact"),
        ("The flood drove out about a half-dozen families.", "about a half-dozen families", 6, 6, "about"),
        ("The flood drove out as few as 30 families.", "as few as 30 families", 30, None, "at_least"),
        ("The flood drove out two and a half million families.", "two and a half million families", 2.5e6, 2.5e6, "exact"),
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
        ("The ministry paid $30 million a year ago.", "$30 million", 3e7, "dollar", "money"),
        ("There were 1,200 cases a day in May.", "1,200 cases a day", 1200, "case per day", "other"),
        ("A magnitude 6.1 earthquake struck.", "6.1", 6.1, "magnitude", "other"),
        ("She turned 60 in May.", "60", 60, "year of age", "age"),
        ("It cost billions of dollars.", "billions of dollars", None, "dollar", "money"),
    ],
)
def test_units_are_named_in_the_singular(
    nlp: Language, text: str, words: str, value: float | None, unit: str, kind: str
) -> None:
    figure = only(nlp, text)
    assert (figure.span.of(text), figure.low, figure.unit, figure.kind) == (words, value, unit, kind)


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("Exports fell by 7%.", "down"),
        ("Exports rose 7%.", "up"),
        ("Shares were down 7 percent.", "down"),
        ("Exports made up 7% of output.", None),
        ("Shares closed 3 percent higher.", "up"),
        ("Unemployment fell from 9% to 7%.", "down"),
        ("The army lost 30 men.", None),
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
        "The bill passed 62 to 38.",
        "Image 12 of 33 shows the bridge.",
        "He carried a 9 mm pistol.",
        "The club slipped to the bottom three.",
        "The inquiry began in nineteen ninety-six.",
        "Call 020 7946 0958 for help.",
        "The road ends near US 61.",
        "Releases 1314, 1198, 1173, 1341, 1393.",
    ],
)
def test_dates_times_names_and_scores_are_no_figures(nlp: Language, text: str) -> None:
    assert find_figures(nlp(text)) == ()


def test_an_elided_noun_is_taken_from_the_figure_before(nlp: Language) -> None:
    text = "Gunmen stormed the market, killing at least nine people and wounding nearly 40."
    killed, injured = find_figures(nlp(text))
    assert (killed.kind, killed.low, killed.high, killed.unit) == ("killed", 9, None, "people")
    assert (injured.kind, injured.low, injured.modifier, injured.unit) == ("injured", 40, "about", "people")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Twelve villages were hit, including two in the north.", ["village", "village"]),
        ("The police held 14 men, five of them teachers.", ["man", "man"]),
        ("The index fell 12 points to 1,204.", ["point", "point"]),
        ("Of the 16 victims, five were women.", ["victim", "victim"]),
        ("In all, 11 boxes burned; half a million fled.", ["box", None]),
    ],
)
def test_a_number_without_a_noun_counts_what_the_one_before_it_counts(
    nlp: Language, text: str, units: list[str | None]
) -> None:
    assert [figure.unit for figure in find_figures(nlp(text))] == units


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("More than 60,000 people fled their homes.", ["displaced"]),
        ("Some 8,000 were forced from their homes.", ["displaced"]),
        ("Five people are unaccounted for.", ["missing"]),
        ("3 killed, 20 hurt as bus falls into ravine", ["killed", "injured"]),
        ("The death toll rose to 45 from 38.", ["killed", "killed"]),
        ("A total of 1,374 civilians died.", ["killed"]),
        ("The hospital took in 20 wounded people.", ["injured"]),
        ("The army sent 2,000 soldiers to the border.", ["forces"]),
        ("The council counts 17 members.", ["other"]),
        ("The town has 3,000 residents.", ["population"]),
        ("Some 300 residents met.", ["other"]),
    ],
)
def test_a_count_of_people_is_sorted_by_what_befell_them(nlp: Language, text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in find_figures(nlp(text))] == kinds


def test_casualties_take_place_and_date_from_the_incident_of_the_sentence_before(nlp: Language) -> None:
    text = "The hospital received 20 wounded people. It has 400 beds."
    doc = nlp(f"A bomb exploded in Kandahar. {text}")
    held = findings(doc)
    held.incidents = tuple(replace(incident, place="Kandahar", date="2021-03-04") for incident in held.incidents)
    wounded, beds = find_figures(doc)
    assert (wounded.place, wounded.date) == ("Kandahar", "2021-03-04")
    assert (beds.place, beds.date) == (None, None)


def test_one_age_of_several_listed(nlp: Language) -> None:
    text = "Her sons, aged six and nine, and girls between the ages of 20 and 25 were there."
    found = [(figure.low, figure.high, figure.unit) for figure in find_figures(nlp(text))]
    assert found == [(6, 6, "year of age"), (9, 9, "year of age"), (20, 25, "year of age")]


def test_the_kinds_of_people(nlp: Language) -> None:
    text = "The city of more than 80,000 people is held by some 900 troops."
    population, forces = find_figures(nlp(text))
    assert (population.kind, population.modifier) == ("population", "more_than")
    assert (forces.kind, forces.unit, forces.modifier) == ("forces", "troop", "about")


def test_the_concept_is_what_a_figure_is_about(nlp: Language) -> None:
    figure = only(nlp, "The trade deficit rose by 3%.")
    assert figure.concept == ("trade", "deficit")


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("The ministry raised the tax to 5%.", "tax"),
        ("They closed the shares, and they were up 5 percent.", "shares"),
        ("Fourteen players left the club.", "club"),
        ("Two of Mr Reed's deputies resigned.", "Reed"),
    ],
)
def test_the_concept_is_found_where_the_subject_says_nothing(nlp: Language, text: str, concept: str) -> None:
    assert concept in only(nlp, text).concept


def test_a_stretch_of_time_that_sets_the_scene_is_about_nothing(nlp: Language) -> None:
    assert only(nlp, "Over the past two years the firm has grown.").concept == ()


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


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The number of dead rose to 21 on Monday.", "21", "killed"),
        ("The number of people killed climbed to 34.", "34", "killed"),
        ("The number of injured has risen to 120.", "120", "injured"),
        ("The number of missing was put at 43.", "43", "missing"),
        ("The number of missing pages was 4.", "4", "other"),
        ("The number of meetings held rose to 12.", "12", "other"),
        ("Four hikers were still unaccounted for.", "Four hikers", "missing"),
        ("Ten crew members were feared missing.", "Ten crew members", "missing"),
        ("Floods forced about 4,000 families to leave their homes.", "about 4,000 families", "displaced"),
        ("Some 2,500 villagers fled across the river.", "Some 2,500 villagers", "displaced"),
        ("Police were searching for two men who fled across the river.", "two men", "other"),
        ("The attack wounded 11 police officers and soldiers.", "11 police officers and soldiers", "injured"),
        ("The bomb killed five men, women and children.", "five men, women and children", "killed"),
        ("The firm made a profit of 24 million pounds.", "24 million pounds", "money"),
        ("Farmers sold 3 million pounds of beef.", "3 million pounds", "other"),
        ("It became a category 4 hurricane.", "4", "other"),
    ],
)
def test_kinds_of_people_and_measures(nlp: Language, text: str, words: str, kind: str) -> None:
    figure = only(nlp, text)
    assert (figure.span.of(text), figure.kind) == (words, kind)


def test_a_range_behind_to(nlp: Language) -> None:
    text = "Sales are to grow from 24.2 to 33-35 billion euros."
    first, second = find_figures(nlp(text))
    assert (first.low, first.unit) == (24.2e9, "euro")
    assert (second.low, second.high, second.modifier) == (33e9, 35e9, "range")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Fuel economy climbed from 21 mpg combined to 23.", 21, 23, "mile per gallon"),
        ("Revenue rose from $5 million in 2018 to $7 million.", 5e6, 7e6, "dollar"),
        ("Costs fell from 3% last year to 2%.", 2, 3, "percentage"),
    ],
)
def test_a_movement_told_over_a_word_is_one_range(nlp: Language, text: str, low: float, high: float, unit: str) -> None:
    figure = only(nlp, text)
    assert (figure.low, figure.high, figure.modifier, figure.unit) == (low, high, "range", unit)


def test_an_article_between_hedge_and_number(nlp: Language) -> None:
    figure = only(nlp, "He had about a 3 percent chance.")
    assert (figure.modifier, figure.low) == ("about", 3)


def test_what_befell_the_owned_did_not_befall_the_owners(nlp: Language) -> None:
    figures = find_figures(nlp("The blast killed at least 10 people, among them two reporters’ drivers."))
    killed = [figure.counted for figure in figures if figure.kind == "killed"]
    assert killed == ["at least 10 people"]


def test_the_number_of_displaced_families_counts_displaced(nlp: Language) -> None:
    text = "The mission raised its estimate of the number of displaced families to about 900, up from 700 a week earlier."
    doc = nlp(text)
    assert [(figure.low, figure.kind) for figure in findings(doc).figures if figure.low in (900, 700)] == [
        (900, "displaced"),
        (700, "displaced"),
    ]
