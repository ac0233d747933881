"""What the table of key figures shows, and in whose words."""

from __future__ import annotations

import pytest

from briefer import gate
from briefer.config.settings import SectionSettings, Topic
from briefer.model.annotation import Modifier
from briefer.model.brief import FigureItem, Section
from briefer.sections.figure_lines import names_somebody
from briefer.sections.figures import build
from briefer.sections.request import Request
from tests.sections.example import audience
from tests.stories.builder import Notes, article, material

TOPICS = {
    "security": Topic(title="Security", nouns=("checkpoint", "battle")),
    "aid": Topic(title="Aid", nouns=("tent", "family")),
}
LIMITS = SectionSettings(kind="figures")


def table(*notes: Notes) -> list[FigureItem]:
    """Annotated articles → the items of the table; every one of them passes the gate."""
    told = material(notes)
    items = build(Request("figures", LIMITS, told, audience(LIMITS), TOPICS))
    kept, dropped = gate.check([Section("figures", "figures", "Figures", items, None)], told.articles, told.annotations)
    assert dropped == ()
    return [item for item in kept[0].items if isinstance(item, FigureItem)]


def texts(*notes: Notes) -> list[str]:
    return [item.text for item in table(*notes)]


def test_a_disputed_toll_is_one_line_and_its_background_is_left_out() -> None:
    ministry = Notes(
        article(
            "a",
            "The mayor says that 40 people died in the battle of Orla. At least 52 people were killed, said Mira Voss. "
            "On Saturday the mayor had spoken of 12 dead.",
        )
    )
    ministry.quote("that 40 people died in the battle of Orla", by="The mayor", mention="The mayor", kind="indirect")
    ministry.quote("At least 52 people were killed", by="Mira Voss", mention="Mira Voss", kind="indirect").person("Mira Voss")
    ministry.place("Orla").time("Saturday", "2024-05-04")
    ministry.figure("40 people", "killed", 40, counted="40 people", quote=0, place="Orla")
    ministry.figure("At least 52 people", "killed", 52, modifier="at_least", counted="52 people", quote=1, date="2024-05-07")
    ministry.figure("12", "killed", 12, date="2024-05-04")
    (line,) = table(ministry)
    assert (line.text, line.place, "differing" in line.marks) == ("40 people killed", "Orla", True)
    assert [(claim.low, claim.said_by) for claim in line.claims] == [(40, "The mayor"), (52, "Mira Voss")]


def test_one_event_that_two_stories_count_stands_on_one_line() -> None:
    raid = Notes(
        article(
            "a", "A raid on Orla killed 16 people. Guards searched every cellar of the old quarter for rifles.", outlet="One"
        )
    )
    raid.figure("16 people", "killed", 16, counted="16 people", place="Orla", date="2024-05-06")
    talks = Notes(
        article("b", "Envoys met bankers in Kesh about grain credits. In Orla 20 people died on Monday.", outlet="Two")
    )
    talks.figure("20 people", "killed", 20, counted="20 people", place="Orla", date="2024-05-06")
    assert len(material([raid, talks]).stories) == 2
    (line,) = table(raid, talks)
    assert [(claim.low, claim.citations[0].article) for claim in line.claims] == [(16, "a"), (20, "b")]
    assert "differing" in line.marks
    assert "single-source" not in line.marks


def test_an_earlier_number_stands_where_it_is_the_only_one() -> None:
    notes = Notes(article("a", "A blast on Saturday killed 12 people in Orla.")).time("Saturday", "2024-05-04")
    assert texts(notes.figure("12 people", "killed", 12, counted="12 people", date="2024-05-04")) == ["12 people killed"]


def test_the_place_is_spelt_as_the_source_spells_it_and_only_where_it_says_so() -> None:
    there = Notes(article("a", "A mine killed 12 people in Pul Orla.")).place("Pul Orla", "Pol-e Orla")
    named = Notes(article("a", "A mine killed 12 people, said Orla police.")).place("Orla")
    (one,) = table(there.figure("12 people", "killed", 12, counted="12 people", place="Pol-e Orla"))
    (two,) = table(named.figure("12 people", "killed", 12, counted="12 people", place="Orla"))
    assert (one.place, two.place) == ("Pul Orla", None)


def test_displaced_people_in_two_counts_are_one_line() -> None:
    notes = Notes(article("a", "The agency put the number of displaced families at about 2,400, or some 16,000 people."), "aid")
    notes.figure("about 2,400", "other", 2400, high=2400, modifier="about")
    notes.figure(
        "some 16,000 people", "other", 16000, high=16000, modifier="about", unit="people", counted="some 16,000 people"
    )
    assert texts(notes) == ["about 2,400 displaced families, or some 16,000 people"]


@pytest.mark.parametrize(
    ("text", "words", "low", "counted"),
    [
        ("Soldiers passed the gate seven times.", "seven times", 7, "seven times"),
        ("The battle left two taps for the town.", "two taps", 2, "two taps"),
        ("The battle freed four relatives of the captors.", "four relatives", 4, "four relatives of the captors"),
        ("The battle was seen by more than 60 people.", "60 people", 60, "60 people"),
    ],
)
def test_small_counts_and_counts_of_nobody_in_particular_are_no_key_figures(
    text: str, words: str, low: float, counted: str
) -> None:
    assert texts(Notes(article("a", text)).figure(words, "other", low, counted=counted)) == []


@pytest.mark.parametrize(
    ("text", "words", "low", "line"),
    [
        (
            "The mayor said that the army set up 12 new checkpoints.",
            "12 new checkpoints",
            12,
            "the army set up 12 new checkpoints",
        ),
        (
            "The army let 27 passengers go who had been taken.",
            "27 passengers",
            27,
            "The army let 27 passengers go who had been taken",
        ),
        ("Some 300 drivers blocked the road, police said.", "300 drivers", 300, "Some 300 drivers blocked the road"),
        (
            "All 27 passengers who were taken on Monday were freed on Tuesday and went home.",
            "27 passengers",
            27,
            "All 27 passengers who were taken on Monday were freed on Tuesday",
        ),
        ("Elders met men who are holding 27 hostages.", "27 hostages", 27, "Elders met men who are holding 27 hostages"),
    ],
)
def test_a_count_of_people_or_things_says_what_came_of_them(text: str, words: str, low: float, line: str) -> None:
    about: Modifier = "about" if text.startswith("Some") else "exact"
    notes = Notes(article("a", text)).figure(words, "other", low, high=low, modifier=about, counted=words)
    assert texts(notes) == [line]


def test_a_share_says_of_what_and_a_sum_what_for() -> None:
    text = "Half of it was lost. A third of the harvest burned. The town paid $5 million. It needs $3 million for seed."
    notes = Notes(article("a", text))
    notes.figure("Half", "share", 0.5).figure("A third", "share", 1 / 3)
    notes.figure("$5 million", "money", 5e6, unit="dollar").figure("$3 million", "money", 3e6, unit="dollar", concept=("seed",))
    assert texts(notes) == ["It needs $3 million for seed", "A third of the harvest burned"]


def test_a_story_without_a_topic_gives_no_figure() -> None:
    notes = Notes(article("a", "The final drew 6,000 spectators and 12 people were hurt."), None)
    assert texts(notes.figure("12 people", "injured", 12, counted="12 people")) == []


def test_a_part_of_a_whole_is_shown_with_it_once() -> None:
    notes = Notes(article("a", "About 450 of the 1,400 soldiers would leave."))
    notes.figure("About 450", "forces", 450, high=450, modifier="about", unit="soldier", counted="1,400 soldiers")
    assert texts(notes.figure("1,400 soldiers", "forces", 1400, unit="soldier", counted="1,400 soldiers")) == [
        "About 450 of the 1,400 soldiers would leave"
    ]


def test_a_casualtys_line_has_the_whole_noun_phrase() -> None:
    text = "A bomb killed six members of the guard. Some 200 soldiers in the town tore the tents down."
    notes = Notes(article("a", text)).figure("six members", "killed", 6, counted="six members of the guard")
    notes.figure("Some 200 soldiers", "forces", 200, high=200, modifier="about", counted="200 soldiers")
    assert texts(notes) == [
        "six members of the guard killed",
        "Some 200 soldiers in the town tore the tents down",
    ]


def test_a_number_before_a_semicolon_is_not_the_next_ones() -> None:
    notes = Notes(article("a", "The army says that 25 people were killed; the council says more."))
    notes.quote("that 25 people were killed", by="the council", mention="the council", kind="indirect")
    (line,) = table(notes.figure("25 people", "killed", 25, counted="25 people", quote=0))
    assert line.claims[0].said_by is None


def test_casualties_come_story_by_story_then_the_other_kinds() -> None:
    notes = Notes(article("a", "The army sent 900 soldiers. A mine killed 12 people and hurt 30 people, 9 of them soldiers."))
    notes.figure("900 soldiers", "forces", 900, unit="soldier", counted="900 soldiers")
    notes.figure("30 people", "injured", 30, counted="30 people").figure("12 people", "killed", 12, counted="12 people")
    assert texts(notes) == ["12 people killed", "30 people injured", "The army sent 900 soldiers"]


def test_one_toll_in_two_stories_is_told_once() -> None:
    text = "A mine killed 12 people in Orla."
    one = Notes(article("a", text)).place("Orla").figure("12 people", "killed", 12, counted="12 people")
    other = Notes(article("b", "Envoys of Kesh met over a truce after 12 people died in Orla.")).place("Orla")
    assert texts(one, other.figure("12 people", "killed", 12, counted="12 people")) == ["12 people killed"]


@pytest.mark.parametrize(
    "words",
    ["Mira Voss", "officials", "the ministry", "The government", "A Western official close to the talks", "aid workers",
     "Bank of Orla", "the drivers’ union", "officials and a mediator", "police"],
)  # fmt: skip
def test_names_and_words_for_people_and_bodies_are_shown(words: str) -> None:
    assert names_somebody(words)


@pytest.mark.parametrize(
    "words", ["it", "She", "", "the largest crowd of the year, and", "official figures", "The high-court ruling", "Orla (OR"]
)
def test_pronouns_torn_phrases_and_things_are_nobody(words: str) -> None:
    assert not names_somebody(words)


def test_parties_that_contradict_each_other_stand_apart_and_the_first_shows_the_other() -> None:
    notes = Notes(
        article("a", "The army’s Mira Voss counted 56 dead rebels. The rebels’ Abo Tann said 12 of their fighters died.")
    )
    notes.quote("counted 56 dead rebels", by="Mira Voss", mention="Mira Voss", affiliation="army", kind="indirect")
    notes.quote("12 of their fighters died", by="Abo Tann", mention="Abo Tann", affiliation="rebels", kind="indirect")
    notes.figure("56 dead rebels", "killed", 56, counted="rebels", quote=0).person("Mira Voss").person("Abo Tann")
    rebels, army = table(notes.figure("12 of their fighters", "killed", 12, counted="their fighters", quote=1))
    assert (rebels.text, army.text) == ("12 of their fighters killed", "56 dead rebels")
    assert [claim.low for claim in rebels.rivals] == [56]
    assert army.rivals == ()
    assert {"party-claim", "differing"} <= set(rebels.marks) & set(army.marks)


def test_a_partys_number_does_not_widen_the_range_of_the_others() -> None:
    notes = Notes(article("a", "The hospital counted 12 dead soldiers. Abo Tann, a rebel commander, counted 40 dead soldiers."))
    notes.quote("counted 12 dead soldiers", mention="The hospital", kind="indirect")
    notes.quote("counted 40 dead soldiers", by="Abo Tann", mention="Abo Tann", role="rebel commander", kind="indirect")
    notes.figure("12 dead soldiers", "killed", 12, counted="soldiers", quote=0).person("Abo Tann")
    (line,) = table(notes.figure("40 dead soldiers", "killed", 40, counted="soldiers", quote=1))
    assert ([claim.low for claim in line.claims], [claim.low for claim in line.rivals]) == ([12], [40])
    assert line.rivals[0].role == "rebel commander"


def test_what_a_number_was_is_shown_with_its_day() -> None:
    text = "Tents for about 2,400 families have come, up from 1,800 families on Monday."
    notes = Notes(article("a", text)).time("Monday", "2024-05-06")
    notes.figure("about 2,400 families", "other", 2400, high=2400, modifier="about", counted="families")
    notes.figure("1,800 families", "other", 1800, counted="families", date="2024-05-06")
    (line,) = table(notes)
    assert [(claim.low, claim.date) for claim in line.history] == [(1800, "2024-05-06")]
