"""Events in the order in which they happened, each dated by its own sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefer import gate, sections
from briefer.config.settings import SectionSettings
from briefer.model.annotation import Incident
from briefer.model.brief import Citation, EventItem, Section
from briefer.model.story import Material
from tests.sections.example import TOPICS, audience
from tests.stories.builder import Notes, article, material

ONLY = audience(SectionSettings(kind="timeline"))


def incident(notes: Notes, words: str, kind: str, date: str | None, place: str | None = None) -> Notes:
    span = notes.at(words)
    number = next(n for n, sentence in enumerate(notes.record.sentences) if span in sentence.span)
    found = Incident(kind, span, place, date, number)
    notes.record = replace(notes.record, incidents=(*notes.record.incidents, found))
    return notes


def raid(id_: str = "a", outlet: str = "North Wire", text: str | None = None) -> Notes:
    told = (
        text or "Raiders attacked the ferry of Maronel on Sunday and burned two boats. The ferry of Maronel stopped on Tuesday."
    )
    notes = Notes(article(id_, told, outlet=outlet, published="2024-05-07T08:00:00Z"))
    notes.time("Sunday", "2024-05-05").time("Tuesday", "2024-05-07").place("Maronel")
    return incident(notes, "attacked", "attack", "2024-05-05", "Maronel")


def timeline(made: Material) -> Section:
    built = sections.build(made, ONLY, TOPICS)
    passed, dropped = gate.check(built, made.articles, made.annotations)
    assert dropped == ()
    return passed[0]


def events(*notes: Notes, current: list[str] | None = None) -> list[EventItem]:
    return [item for item in timeline(material(notes, current=current)).items if isinstance(item, EventItem)]


def one(text: str, cue: str, value: str) -> Notes:
    return Notes(article("a", text, outlet="North Wire", published="2024-05-07T08:00:00Z")).time(cue, value)


def test_events_stand_in_the_order_of_time_with_the_words_that_date_them() -> None:
    first, last = events(raid())
    assert [(item.when, item.event, item.place) for item in (first, last)] == [
        ("2024-05-05", "attack", "Maronel"),
        ("2024-05-07", None, None),
    ]
    notes = raid()
    assert first.dated == Citation(notes.source.id, (notes.at("Sunday"),), notes.source.sha256)


def test_an_event_that_two_outlets_tell_is_one_line_with_both_as_sources() -> None:
    again = raid(
        "b", "Daily Post", "Raiders attacked the ferry of Maronel on Sunday and burned two of its boats. It rained on Tuesday."
    )
    sunday = [item for item in events(raid(), again) if item.when == "2024-05-05"]
    assert [[citation.article for citation in item.citations] for item in sunday] == [["a", "b"]]


def test_the_background_of_a_story_is_told_with_it_and_other_stories_background_is_not() -> None:
    old = one("Raiders attacked the ferry of Maronel on Sunday and burned two boats there.", "Sunday", "2024-05-05")
    old.source = replace(old.source, published="2024-05-05T20:00:00Z")
    new = Notes(
        article(
            "b", "The ferry of Maronel sailed with guards, raiders or not, on Tuesday.", outlet="Post", published="2024-05-07"
        )
    )
    new.time("Tuesday", "2024-05-07")
    assert [item.when for item in events(old, new, current=["b"])] == ["2024-05-05", "2024-05-07"]
    assert events(old, current=[]) == []


@pytest.mark.parametrize(
    ("text", "cue", "value"),
    [
        ("Raiders burned two boats at the ferry of Maronel, the harbour master said on Tuesday.", "Tuesday", "2024-05-07"),
        ("Eleven sailors have died at the ferry of Maronel since Sunday of their burns.", "Sunday", "2024-05-05"),
        ("The ferry of Maronel was expected to sail again on Tuesday with guards.", "Tuesday", "2024-05-07"),
        ("The raiders of Maronel had burned two boats the day before in the harbour.", "the day before", "2024-05-04"),
        ("Raiders burned two boats at the ferry of Maronel in the winter of 2019 as well.", "2019", "2019"),
        ("Two others burned at the ferry of Maronel on Sunday, one of them laden with salt.", "Sunday", "2024-05-05"),
        ("While the harbour of Maronel lay still on Sunday, its council asked for a new ferry.", "Sunday", "2024-05-05"),
        ("The harbour police of Maronel held a man for burning two boats on Sunday.", "Sunday", "2024-05-05"),
        ("Sunday’s raid was the worst that the ferry of Maronel has seen.", "Sunday", "2024-05-05"),
        ("The ferry of Maronel sailed again with guards on Thursday of that cold week.", "Thursday", "2024-05-09"),
    ],
)
def test_a_day_that_is_not_the_events_makes_no_line(text: str, cue: str, value: str) -> None:
    assert events(one(text, cue, value)) == []


def test_a_sentence_of_two_days_is_left_out_unless_an_incident_tells_which() -> None:
    text = "The ferry of Maronel sank on Sunday and was raised on Tuesday by two tugs."
    both = one(text, "Sunday", "2024-05-05").time("Tuesday", "2024-05-07")
    assert events(both) == []
    assert [item.when for item in events(incident(both, "sank", "attack", "2024-05-05"))] == ["2024-05-05"]


def test_what_is_to_come_is_told_where_the_sentence_says_that_it_will() -> None:
    (item,) = events(one("The harbour council of Maronel will vote on the guards on Friday.", "Friday", "2024-05-10"))
    assert item.when == "2024-05-10"


def test_a_month_is_shown_as_a_month() -> None:
    (item,) = events(one("The harbour of Maronel got its first guards in April after long talks.", "April", "2024-04"))
    assert item.when == "2024-04"


def test_a_sentence_that_stands_elsewhere_is_told_by_its_articles_title() -> None:
    notes = raid()
    notes.source = replace(notes.source, title="Raiders attack ferry of Maronel, two boats burned")
    made = material([notes])
    wanted = audience(SectionSettings(kind="highlights"), SectionSettings(kind="timeline"))
    built = sections.build(made, wanted, TOPICS)
    shown = [item.text for section in built for item in section.items]

    assert len(shown) == len(set(shown))
    first = built[1].items[0]
    assert isinstance(first, EventItem)
    assert first.heading is not None
    assert first.text == "Raiders attack ferry of Maronel, two boats burned"
    assert gate.check(built, made.articles, made.annotations)[1] == ()


@pytest.mark.allow_logs
def test_the_gate_drops_a_day_that_no_cited_words_mean() -> None:
    made = material([raid()])
    built = sections.build(made, ONLY, TOPICS)
    first = built[0].items[0]
    assert isinstance(first, EventItem)
    wrong = {
        "2024-05-06": replace(first, when="2024-05-06"),
        "no bombing": replace(first, event="bombing"),
        "does not stand in the sentence": replace(
            first, dated=replace(first.dated, spans=(raid().at("Tuesday"),)), when="2024-05-07"
        ),
    }
    for reason, item in wrong.items():
        (drop,) = gate.check([replace(built[0], items=(item,))], made.articles, made.annotations)[1]
        assert reason in drop.reason
