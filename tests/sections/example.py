"""Two outlets' reports of one attack, and what was found in them: the material of the section and gate tests."""

from __future__ import annotations

from briefer import sections
from briefer.config.settings import Audience, SectionSettings, Topic
from briefer.model.brief import Section
from briefer.model.story import Material
from tests.stories.builder import Notes, article, material

WIRE = (
    "Gunmen attacked a market in Baladar on Tuesday and killed at least 16 people, officials said. “We heard the shots and we "
    "ran to the river with our children,” said Omar Rashid, head of the market council. He said that the police had come too "
    "late to the market. More than 40 people were wounded, hospital director Lena Aziz told reporters. The army sent about 200 "
    "soldiers to the town of Baladar."
)
POST = (
    "Twenty-one people died when gunmen opened fire in the market of Baladar, the interior ministry said on Tuesday. “We heard "
    "the shots and ran to the river with our kids,” Omar Rashid said. The attackers escaped on motorbikes towards the border. "
    "A spokesman for the rebels, who would not give his name, said the market had been “a legitimate target for our fighters”."
)
TOPICS = {"security": Topic(title="Security"), "economy": Topic(title="Economy")}


def wire() -> Notes:
    notes = Notes(article("a", WIRE, title="Gunmen kill 16 in Baladar", outlet="North Wire", published="2024-05-07T08:00:00Z"))
    return (
        notes.quote(
            "We heard the shots and we ran to the river with our children",
            by="Omar Rashid",
            mention="Omar Rashid",
            role="head of the market council",
        )
        .quote("that the police had come too late to the market", by="Omar Rashid", mention="He", kind="indirect")
        .quote(
            "More than 40 people were wounded", by="Lena Aziz", mention="Lena Aziz", role="hospital director", kind="indirect"
        )
        .person("Omar Rashid", "He")
        .person("Lena Aziz")
        .figure("at least 16 people", "killed", 16, modifier="at_least", unit="person", counted="people", place="Baladar")
        .figure("More than 40 people", "injured", 40, modifier="more_than", unit="person", counted="people", quote=2)
        .figure("about 200 soldiers", "forces", 200, high=200, modifier="about", unit="soldier", counted="soldiers")
        .killed("at least 16 people", 16)
        .place("Baladar")
        .time("Tuesday", "2024-05-07")
    )


def post() -> Notes:
    notes = Notes(
        article("b", POST, title="Market attack leaves 21 dead", outlet="Daily Post", published="2024-05-07T10:00:00Z")
    )
    return (
        notes.quote("We heard the shots and ran to the river with our kids", by="Omar Rashid", mention="Omar Rashid")
        .quote(
            "the market had been “a legitimate target for our fighters”",
            mention="A spokesman for the rebels",
            role="spokesman for the rebels",
            kind="mixed",
            anonymous=True,
        )
        .person("Omar Rashid")
        .figure("Twenty-one people", "killed", 21, unit="person", counted="people")
        .killed("Twenty-one people", 21)
        .place("Baladar")
    )


def market() -> Material:
    return material([wire(), post()])


def audience(*wanted: SectionSettings) -> Audience:
    return Audience(title="Embassy", sections=wanted)


ALL = audience(
    SectionSettings(kind="highlights"),
    SectionSettings(kind="topic", topic="security"),
    SectionSettings(kind="quotes"),
    SectionSettings(kind="figures"),
    SectionSettings(kind="sources"),
)


def built(wanted: Audience = ALL, told: Material | None = None) -> dict[str, Section]:
    return {section.id: section for section in sections.build(told or market(), wanted, TOPICS)}
