"""`lexicon/incidents.yaml`, read once, as the tables that incidents and effects are found with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import yaml

from briefer.model.annotation import Effect

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemmas and what they stand for."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    not_incidents: tuple[str, ...]
    agents: frozenset[str]
    unreal_heads: frozenset[str]
    unreal_nouns: frozenset[str]
    modals: frozenset[str]
    telling: frozenset[str]
    weapons: frozenset[str]
    abstract: frozenset[str]
    figurative_modifiers: frozenset[str]
    accusing: frozenset[str]
    conditions: frozenset[str]
    objects: Mapping[str, Effect]
    subjects: Mapping[str, Effect]
    of_nouns: Mapping[str, Effect]
    adjectives: Mapping[str, Effect]
    fatal: frozenset[str]
    collectives: frozenset[str]
    persons: frozenset[str]
    generic: frozenset[str]
    further: frozenset[str]
    takes_people: frozenset[str]
    things: frozenset[str]
    titles: frozenset[str]
    ranks: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    either: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The incident finder's lexicon, read once a process."""
    raw = yaml.safe_load((FOLDER / "incidents.yaml").read_text(encoding="utf-8"))

    def effects(part: str) -> dict[str, Effect]:
        return {lemma: cast("Effect", effect) for effect, parts in raw["effects"].items() for lemma in parts[part]}

    return Lexicon(
        verbs={lemma: kind for kind, lemmas in raw["verbs"].items() for lemma in lemmas},
        nouns={lemma: kind for kind, lemmas in raw["nouns"].items() for lemma in lemmas},
        not_incidents=tuple(raw["not_incidents"]),
        agents=frozenset(raw["violent_agents"]),
        unreal_heads=frozenset(raw["unreal_heads"]),
        unreal_nouns=frozenset(raw["unreal_nouns"]),
        modals=frozenset(raw["unreal_modals"]),
        telling=frozenset(raw["telling"]),
        weapons=frozenset(raw["weapons"]),
        abstract=frozenset(raw["abstract"]),
        figurative_modifiers=frozenset(raw["figurative_modifiers"]),
        accusing=frozenset(raw["accusing"]),
        conditions=frozenset(raw["conditions"]),
        objects=effects("object"),
        subjects=effects("subject"),
        of_nouns=effects("noun"),
        adjectives=effects("adjective"),
        fatal=frozenset(raw["fatal"]),
        collectives=frozenset(raw["collectives"]),
        persons=frozenset(raw["persons"]),
        generic=frozenset(raw["generic"]),
        further=frozenset(raw["further"]),
        takes_people=frozenset(raw["takes_people"]),
        things=frozenset(raw["things"]),
        titles=frozenset(raw["titles"]),
        ranks=frozenset(raw["ranks"]),
        female=frozenset(raw["female"]),
        male=frozenset(raw["male"]),
        either=frozenset(raw["either"]),
    )
