"""Which quotations a brief shows, how their speakers are named, and where and when they were said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefer import gate
from briefer.config.settings import SectionSettings, Topic
from briefer.model.article import Dateline
from briefer.model.brief import QuoteItem, Section
from briefer.model.span import Span
from briefer.sections.quotes import build
from briefer.sections.request import Request
from tests.sections.example import audience
from tests.stories.builder import Notes, article, material

TOPICS = {"security": Topic(title="Security")}
SETTINGS = SectionSettings(kind="quotes")
BRIDGE = "The bridge will be closed until the army has cleared the mines from the river bank"
NEWS = (
    "Gunmen who fled across the river mined the bridge of Orla on Tuesday. Farmers found a charge beneath the northern arch.",
    "Nobody may cross the river at Orla. Lorries queued for hours in the rain while sappers searched the bridge and its ramps.",
)
"""How two outlets tell of one event."""


def shown(*notes: Notes) -> list[QuoteItem]:
    """Annotated articles → the quotations of the section; every one of them passes the gate."""
    told = material(notes)
    items = build(Request("quotes", SETTINGS, told, audience(SETTINGS), TOPICS))
    kept, dropped = gate.check([Section("quotes", "quotes", "Quotations", items, None)], told.articles, told.annotations)
    assert dropped == ()
    return [item for item in kept[0].items if isinstance(item, QuoteItem)]


def bridge(id_: str = "a", words: str = BRIDGE, text: str | None = None, outlet: str = "Orla Post") -> Notes:
    notes = Notes(article(id_, text or f"“{words},” said the mayor of Orla, Tessa Lund.", outlet=outlet))
    return notes.quote(words, by="Tessa Lund", mention="Tessa Lund", role="mayor", affiliation="Orla").person("Tessa Lund")


def test_role_and_affiliation_that_stand_together_are_one_title() -> None:
    (item,) = shown(bridge())
    assert (item.speaker.name, item.speaker.role, item.speaker.affiliation) == ("Tessa Lund", "mayor of Orla", None)


def test_who_decides_comes_before_who_saw_it() -> None:
    seen = "I saw the soldiers carry the mines away from the river bank one by one"
    notes = Notes(article("b", f"“{seen},” said Arno Beck. “{BRIDGE},” said the governor of Orla, Tessa Lund."))
    notes.quote(seen, by="Arno Beck", mention="Arno Beck").person("Arno Beck").person("Tessa Lund")
    notes.quote(BRIDGE, by="Tessa Lund", mention="Tessa Lund", role="governor", affiliation="Orla")
    assert [item.speaker.name for item in shown(notes)] == ["Tessa Lund", "Arno Beck"]


def test_another_outlets_words_stand_beside_with_their_source() -> None:
    other = "The bridge will stay closed until the army has cleared the mines from the river bank"
    one = bridge("a", text=f"{NEWS[0]} “{BRIDGE},” said the mayor of Orla, Tessa Lund.")
    two = bridge("b", other, f"{NEWS[1]} “{other},” said the mayor of Orla, Tessa Lund.", "Kesh Daily")
    (item,) = shown(one, two)
    assert [(version.text, version.form, version.citations[0].article) for version in item.versions] == [(other, "direct", "b")]
    assert "differing" in item.marks


def test_words_that_two_outlets_give_to_two_people_are_nobodys() -> None:
    one = bridge("a", text=f"{NEWS[0]} “{BRIDGE},” said the mayor of Orla, Tessa Lund.")
    two = Notes(article("b", f"{NEWS[1]} “{BRIDGE},” said Arno Beck.", outlet="Kesh Daily"))
    two.quote(BRIDGE, by="Arno Beck", mention="Arno Beck", role="mayor").person("Arno Beck")
    assert shown(one, two) == []


def test_a_dateline_says_where_it_was_filed_and_the_article_when_it_was_reported() -> None:
    notes = bridge(text=f"ORLA — “{BRIDGE},” said the mayor of Orla, Tessa Lund.")
    notes.record = replace(notes.record, dateline=Dateline(Span(notes.source.id, 0, 4), "ORLA", None, None))
    (item,) = shown(notes)
    assert (item.place, item.place_from, item.date, item.date_from) == ("Orla", "dateline", "2024-05-07", "reported")


def test_place_and_day_by_the_cue_are_those_of_the_saying() -> None:
    notes = bridge(text=f"“{BRIDGE},” the mayor of Orla, Tessa Lund, told reporters in Kesh on Monday.")
    notes.record = replace(notes.record, quotes=(replace(notes.record.quotes[0], cue=notes.at("told")),))
    (item,) = shown(notes.place("Kesh").time("Monday", "2024-05-06"))
    assert (item.place, item.place_from, item.date, item.date_from) == ("Kesh", "said", "2024-05-06", "said")


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Mayor Tessa Lund denied that the army had mined the bridge.", "the army had mined the bridge", "denied"),
        ("Mayor Tessa Lund did not say that the army had mined the bridge.", "the army had mined the bridge", "say"),
        ("Mayor Tessa Lund asked whether the army had mined the bridge.", "whether the army had mined the bridge", "asked"),
        ("Mayor Tessa Lund criticized the plan to close the bridge.", "the plan to close the bridge", "criticized"),
        ("Mayor Tessa Lund said she would close the bridge of Orla.", "she would close the bridge of Orla", "said"),
    ],
)  # fmt: skip
def test_what_is_denied_unknown_or_no_statement_is_not_shown_as_said(text: str, words: str, cue: str) -> None:
    notes = Notes(article("a", text)).quote(words, by="Tessa Lund", mention="Tessa Lund", role="mayor", kind="indirect")
    notes.record = replace(notes.record, quotes=(replace(notes.record.quotes[0], cue=notes.at(cue)),))
    assert shown(notes.person("Tessa Lund")) == []


@pytest.mark.parametrize("who", ["READ MORE", "The newspaper", "it", "Orla’s", "the transfer of funds"])
def test_a_page_the_press_and_things_say_nothing(who: str) -> None:
    assert shown(Notes(article("a", f"“{BRIDGE},” {who} said.")).quote(BRIDGE, mention=who)) == []


def test_condolences_come_last() -> None:
    grief = "Our thoughts and prayers are with the families of the soldiers who died on the bridge"
    notes = Notes(article("b", f"“{grief},” said Governor Arno Beck. “{BRIDGE},” said Governor Tessa Lund."))
    notes.quote(grief, by="Arno Beck", mention="Arno Beck", role="Governor").person("Arno Beck")
    notes.quote(BRIDGE, by="Tessa Lund", mention="Tessa Lund", role="Governor").person("Tessa Lund")
    assert shown(notes)[0].speaker.name == "Tessa Lund"
