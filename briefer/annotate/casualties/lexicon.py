"""`lexicon/casualties.yaml`, read once, as the tables that signs of harm are found with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from briefer.annotate.incidents.lexicon import FOLDER


@dataclass(frozen=True, slots=True)
class Words:
    """Lemmas, and `signs`: the pattern of the words at which a sign of harm can stand."""

    hospitals: frozenset[str]
    wards: frozenset[str]
    kinds: frozenset[str]
    conditions: frozenset[str]
    brings: frozenset[str]
    states: frozenset[str]
    wounds: frozenset[str]
    suffers: frozenset[str]
    victims: frozenset[str]
    shots: frozenset[str]
    strikes: frozenset[str]
    projectiles: frozenset[str]
    parts: frozenset[str]
    lives: frozenset[str]
    guns: frozenset[str]
    survivals: frozenset[str]
    deeds: frozenset[str]
    left: frozenset[str]
    multiples: Mapping[str, int]
    signs: re.Pattern[str]


@cache
def words() -> Words:
    """The casualty finder's own lexicon, read once a process."""
    raw = yaml.safe_load((FOLDER / "casualties.yaml").read_text(encoding="utf-8"))
    sets = {key: frozenset(value) for key, value in raw.items() if isinstance(value, list)}
    return Words(**sets, multiples=raw["multiples"], signs=_pattern(sets))


def _pattern(sets: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Stems of the words that a sign of harm can stand at → a pattern that finds their forms."""
    keys = ("hospitals", "wards", "conditions", "wounds", "victims", "strikes", "lives", "guns", "survivals", "deeds")
    stems = {"struck", "lives", "condition"} | {word[:-1] if len(word) > 4 else word for key in keys for word in sets[key]}
    return re.compile(rf"\b(?:{'|'.join(sorted(stems))})\w*", re.IGNORECASE)
