"""Incidents at the places that their own sentences set them in, one item for each place of a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefer import gate, sections
from briefer.config.settings import SectionSettings
from briefer.model.annotation import Incident, Place
from briefer.model.brief import Harm, IncidentItem, Section
from briefer.model.story import Material
from tests.sections.example import TOPICS, audience
from tests.stories.builder import Notes, article, material

ONLY = audience(SectionSettings(kind="map"))
RAID = (
    "Raiders attacked the ferry in Maronel on Tuesday and killed at least 16 people. The raid on Maronel lasted an hour, "
    "harbour guards of the ferry said. Shots were fired in Tessin, too."
)


def at(notes: Notes, words: str, latitude: float | None, longitude: float | None, after: str = "") -> Notes:
    place = Place(notes.at(words, after), words, "AF", latitude, longitude, 7)
    notes.record = replace(notes.record, places=(*notes.record.places, place))
    return notes


def incident(notes: Notes, words: str, kind: str, place: str | None, date: str | None = "2024-05-07") -> Notes:
    span = notes.at(words)
    number = next(n for n, sentence in enumerate(notes.record.sentences) if span in sentence.span)
    notes.record = replace(notes.record, incidents=(*notes.record.incidents, Incident(kind, span, place, date, number)))
    return notes


def told(text: str, id_: str = "a", outlet: str = "North Wire") -> Notes:
    return Notes(article(id_, text, outlet=outlet, published="2024-05-07T08:00:00Z"))


def raid() -> Notes:
    notes = at(at(at(told(RAID), "Maronel", 34.0, 66.0), "Maronel", 34.0, 66.0, "The raid"), "Tessin", 34.5, 66.5)
    incident(incident(notes, "attacked", "attack", "Maronel"), "killed", "killing", "Maronel")
    incident(incident(notes, "raid on", "clash", "Maronel"), "fired", "shooting", "Tessin")
    return notes.figure(
        "at least 16 people", "killed", 16, modifier="at_least", unit="person", counted="people", place="Maronel"
    )


def section(made: Material) -> Section:
    (built,) = sections.build(made, ONLY, TOPICS)
    assert gate.check([built], made.articles, made.annotations)[1] == ()
    return built


def items(*notes: Notes) -> list[IncidentItem]:
    return [item for item in section(material(notes)).items if isinstance(item, IncidentItem)]


def one(text: str, words: str, place: str = "Maronel", others: Sequence[str] = ()) -> list[IncidentItem]:
    notes = at(told(text), place, 34.0, 66.0)
    for other in others:
        at(notes, other, 30.0, 60.0)
    return items(incident(notes, words, "attack", place))


def test_incidents_of_a_story_at_one_place_are_one_item() -> None:
    first, second = items(raid())
    assert (first.text, first.events, first.date) == ("Maronel: attack, clash", ("attack", "clash"), "2024-05-07")
    assert (first.latitude, first.longitude, first.country, first.geonames_id) == (34.0, 66.0, "AF", 7)
    assert second.text == "Tessin: shooting"


def test_what_was_done_to_people_there_is_told_in_its_sources_words() -> None:
    first, second = items(raid())
    assert [(harm.effect, harm.claim.text) for harm in first.harms] == [("killed", "at least 16 people")]
    assert second.harms == ()


@pytest.mark.parametrize("place", [None, 34.0])
def test_a_place_without_coordinates_is_no_point(place: float | None) -> None:
    notes = at(told("Raiders attacked a ferry in Maronel on Tuesday and burned it."), "Maronel", place, place)
    assert len(items(incident(notes, "attacked", "attack", "Maronel"))) == (place is not None)


@pytest.mark.parametrize(
    ("date", "shown"), [("2024-05-04", 0), ("2024-05-05", 1), ("2024-05-07", 1), ("2024-05-08", 0), (None, 0)]
)
def test_incidents_of_the_period_and_of_the_day_before_it_are_shown(date: str | None, shown: int) -> None:
    notes = at(told("Raiders attacked a ferry in Maronel and burned it to the keel."), "Maronel", 34.0, 66.0)
    assert len(items(incident(notes, "attacked", "attack", "Maronel", date))) == shown


@pytest.mark.parametrize(
    ("text", "words", "others"),
    [
        ("Raiders attacked a ferry on Tuesday, the minister told reporters in Maronel.", "attacked", ()),
        ("The attack on the ferry was cruel, said the head of the Maronel provincial council.", "attack", ()),
        ("The attack on the ferry of Tessin has made the talks harder in Maronel.", "attack", ("Tessin",)),
        ("Raiders attacked a ferry, and the hurt were flown to a ward in Maronel.", "attacked", ()),
        ("Raiders attacked a ferry whose captain, 61 of Maronel, is missing.", "attacked", ()),
    ],
)
def test_a_place_where_it_did_not_happen_is_no_point(text: str, words: str, others: tuple[str, ...]) -> None:
    assert one(text, words, others=others) == []


@pytest.mark.parametrize(
    "text",
    [
        "Raiders attacked Maronel on Tuesday, the minister said.",
        "Residents of Maronel woke when raiders attacked the ferry.",
        "Guards drove the raiders who attacked the ferry out of Maronel.",
        "Raiders attacked the ferry in the old harbour of Maronel, south of Tessin.",
    ],
)
def test_a_place_that_something_happened_in_is_a_point(text: str) -> None:
    others = ("Tessin",) if "Tessin" in text else ()
    assert [item.place for item in one(text, "attacked", others=others)] == ["Maronel"]


def test_a_day_without_incidents_says_so() -> None:
    empty = section(material([told("The ferry of Maronel sails again, with guards and a new captain.")]))
    assert (empty.items, empty.note) == ((), "No incident of this period has a place that a map could show")


@pytest.mark.allow_logs
def test_the_gate_drops_what_the_cited_words_do_not_say() -> None:
    made = material([raid()])
    (built,) = sections.build(made, ONLY, TOPICS)
    first = built.items[0]
    assert isinstance(first, IncidentItem)
    (harm,) = first.harms
    forged = {
        "no place in the cited spans lies at 35": replace(first, latitude=35.0),
        "no place in the cited spans lies at 34": replace(first, country="PK"),
        "no bombing there": replace(first, events=("bombing",), text="Maronel: bombing"),
        "nothing that was found there is of 2024-05-06": replace(first, date="2024-05-06"),
        "the text is not its place": replace(first, text="Maronel: attack, worst of the war"),
        "nobody injured": replace(first, harms=(Harm("injured", harm.claim),)),
        "the number 17 does not stand": replace(first, harms=(Harm("killed", replace(harm.claim, low=17.0)),)),
    }
    for reason, item in forged.items():
        (drop,) = gate.check([replace(built, items=(item,))], made.articles, made.annotations)[1]
        assert reason in drop.reason
