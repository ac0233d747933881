"""Incidents: what happened, and what was only denied, feared, planned or threatened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from briefer.annotate import nlp as pipeline
from briefer.annotate.findings import KEY, Findings, findings
from briefer.annotate.incidents import find_incidents
from briefer.model.article import Article, Dateline, sha256_of
from briefer.model.span import ArticleId, Span


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load("auto")


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("Rebels attacked the village on Monday.", "attack", "attacked"),
        ("A car bomb exploded outside the court.", "bombing", "exploded"),
        ("Police arrested two men.", "detention", "arrested"),
        ("Gunmen kidnapped a doctor.", "abduction", "kidnapped"),
        ("An airstrike hit the camp.", "airstrike", "airstrike"),
        ("The gunbattle lasted until dawn.", "clash", "gunbattle"),
    ],
)
def test_an_incident_stands_at_the_word_that_tells_it(nlp: Language, text: str, kind: str, trigger: str) -> None:
    assert (kind, trigger) in [(incident.kind, incident.span.of(text)) for incident in find_incidents(nlp(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels did not attack the village.",
        "The rebels threatened to attack the village.",
        "If the rebels attack the village, it could fall.",
        "The rebels could attack the village.",
        "The minister died of nothing; he had a heart attack scare.",
        "The president fears an attack.",
    ],
)
def test_what_did_not_happen_is_no_incident(nlp: Language, text: str) -> None:
    assert [incident for incident in find_incidents(nlp(text)) if incident.kind == "attack"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The senator attacked the proposal in Oslo on Monday.",
        "The editor was fired on Monday.",
        "The coach fired his assistant.",
        "Towns face a population\nexplosion.",
        "The union harshly attacked the mayor in Oslo.",
        "The band plays without a shot being fired.",
        "So far this year 40 farmers were kidnapped in the valley.",
        "Gangs kidnap farmers.",
        "The group is responsible for attacks against civilians.",
        "They condemn the murder of peasants and workers.",
        "The plan died in the committee.",
    ],
)
def test_figures_of_speech_habits_and_statistics_are_no_incident(nlp: Language, text: str) -> None:
    assert [(incident.kind, incident.span.of(text)) for incident in find_incidents(nlp(text))] == []


def dated(nlp: Language, text: str, dateline: str) -> dict[str, tuple[str | None, str | None]]:
    """A text filed on a day → its incidents: trigger → place and day."""
    doc = nlp.make_doc(text)
    line = text.index("—") + 1
    doc.user_data[KEY] = Findings(
        replace(article(text), dateline=Dateline(Span(ArticleId("a"), 0, line), "OSLO", None, dateline))
    )
    return {incident.span.of(text): (incident.place, incident.date) for incident in findings(nlp(doc)).incidents}


def article(text: str) -> Article:
    return Article(
        ArticleId("a"), text, title=None, outlet=None, byline=None, url=None, published=None, dateline=None, language=None,
        sha256=sha256_of(text),
    )  # fmt: skip


def test_the_day_is_that_of_the_clause_and_not_of_the_telling(nlp: Language) -> None:
    found = dated(nlp, "OSLO — The army today confirmed the arrest of a rebel leader in Bergen on Sunday.", "2024-05-08")
    assert found == {"arrest": ("Bergen", "2024-05-05")}


def test_without_a_day_of_its_own_an_incident_takes_that_of_its_paragraph_then_the_articles(nlp: Language) -> None:
    text = "OSLO — Police searched a farm near Bergen on Monday. They arrested two men."
    assert dated(nlp, text, "2024-05-08")["arrested"][1] == "2024-05-06"
    assert dated(nlp, "OSLO — Police arrested two men near Bergen.", "2024-05-08")["arrested"][1] == "2024-05-08"


def test_what_looks_back_takes_no_day_from_elsewhere(nlp: Language) -> None:
    text = "OSLO — Police arrested two men near Bergen. Ten years ago the group had bombed a bank."
    assert dated(nlp, text, "2024-05-08")["bombed"][1] is None


def test_what_another_incident_came_a_day_after_is_dated_and_placed_apart(nlp: Language) -> None:
    lead = "OSLO — Rebels attacked a bank in Bergen on Sunday. "
    text = lead + "The assault came two days after the rebels stormed Stavanger, killing five people."
    found = dated(nlp, text, "2024-05-08")
    assert found["assault"] == ("Bergen", "2024-05-05")
    assert found["stormed"] == found["killing"] == ("Stavanger", "2024-05-03")


def test_a_night_that_an_article_calls_overnight_began_the_day_before(nlp: Language) -> None:
    assert dated(nlp, "OSLO — Police arrested two men overnight.", "2024-05-08")["arrested"][1] == "2024-05-07"


def test_an_incident_knows_its_sentence(nlp: Language) -> None:
    incidents = find_incidents(nlp("The day began calmly. Then rebels ambushed a convoy."))
    assert [incident.sentence for incident in incidents] == [1]
