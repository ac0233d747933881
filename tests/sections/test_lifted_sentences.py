"""Which sentences a brief may set as an article's own words, and which of them need another before them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefer.config.settings import SectionSettings
from briefer.sections.choice import CAPTION, Leading, candidates
from briefer.sections.request import Request
from briefer.sections.wording import lift
from tests.sections.example import TOPICS, audience, built
from tests.stories.builder import Notes, article, material


def security(*notes: Notes) -> list[str]:
    made = built(audience(SectionSettings(kind="topic", topic="security")), material(list(notes)))
    return [statement.text for item in made["security"].items if item.kind == "story" for statement in item.statements]


def test_a_sentence_inside_a_longer_quotation_is_not_shown_as_the_articles_own() -> None:
    text = "“Gunmen came at dawn. Soldiers had burned the mill of Selin. Nobody was left,” said Mara Lund."
    said = "Gunmen came at dawn. Soldiers had burned the mill of Selin. Nobody was left"
    notes = Notes(article("a", text)).quote(said, by="Mara Lund", mention="Mara Lund")
    middle = notes.record.sentences[1]
    assert middle.span.of(text) == "Soldiers had burned the mill of Selin."
    assert lift(middle.span, notes.source, notes.record) is None


def test_the_headline_that_opens_a_text_again_is_no_sentence_of_it() -> None:
    text = "Gunmen raid the market of Baladar. Soldiers drove gunmen out of the market of Baladar after a fight of two hours."
    notes = Notes(article("a", text, title="Gunmen raid market of Baladar; many fled"))
    told = material([notes])
    settings = SectionSettings(kind="highlights")
    request = Request("highlights", settings, told, audience(settings), TOPICS, set(), (), None)
    assert [c.place[1] for c in candidates(request, told.stories[0])] == [1]


def test_a_surname_stands_only_behind_the_full_name() -> None:
    unnamed = (
        "Gunmen attacked the market of Baladar and killed six traders on Tuesday. Omar Rashid fled. "
        "Rashid saw the attackers leave on motorbikes towards the northern border of the province."
    )
    notes = Notes(article("a", unnamed)).person("Omar Rashid")
    (person,) = notes.record.people
    again = notes.at("Rashid", after="fled.")
    notes.record = replace(notes.record, people=(replace(person, mentions=(*person.mentions, again)),))
    lifted = lift(notes.record.sentences[2].span, notes.source, notes.record)
    assert lifted is not None
    assert lifted.surnames == ("Rashid",)
    assert not any(text.startswith("Rashid") for text in security(notes))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Leading(frozenset(["flood", "bridge", "orla", "night", "boats"]), frozenset({"Orla"})), True),
        (Leading(frozenset(["flood", "bridge", "selin", "night", "boats"]), frozenset({"Selin"})), True),
        (
            Leading(frozenset(["bridge", "orla", "toll", "lorry", "cars", "queue", "week"]), frozenset({"Orla"})),
            True,
        ),
        (
            Leading(frozenset(["bridge", "night", "toll", "lorry", "cars", "queue", "week"]), frozenset({"Selin"})),
            False,
        ),
    ],
)
def test_stories_of_one_place_need_fewer_words_in_common_to_be_one_event(other: Leading, same: bool) -> None:
    one = Leading(frozenset(["flood", "bridge", "orla", "night", "army", "doctors", "mud", "river"]), frozenset({"Orla"}))
    assert other.is_event_of(one) is same


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("From Selin, Mara Lund reports.", True),
        ("Live from Orla, good evening.", True),
        ("More now on the flood in the valley of Orla.", True),
        ("Living from fish alone has become hard on the Sarn.", False),
        ("From Selin, the army reports heavy losses.", False),
    ],
)
def test_what_a_broadcast_says_of_itself_is_no_news(line: str, furniture: bool) -> None:
    assert bool(CAPTION.search(line)) is furniture
