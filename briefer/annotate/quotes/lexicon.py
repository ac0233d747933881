"""`lexicon/cues.yaml`: the words that attribute words, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from briefer.annotate.people.lexicon import read


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemmas in lower case; `particles` leads from a verb to the words that make it a cue of what stands behind them."""

    speech: frozenset[str]
    thought: frozenset[str]
    evidence: frozenset[str]
    act: frozenset[str]
    intent: frozenset[str]
    particles: dict[str, frozenset[str]]
    nouns: frozenset[str]
    naming: frozenset[str]
    views: frozenset[str]
    hearsay: frozenset[str]
    asking: frozenset[str]
    personal: frozenset[str]
    judgement: frozenset[str]
    readings: frozenset[str]
    stances: dict[str, frozenset[str]]
    held_by: frozenset[str]
    holding: dict[str, frozenset[str]]
    held: frozenset[str]
    """Every noun that holds a statement by itself, or as the object of certain verbs."""
    present: frozenset[str]
    """The present forms of the verbs of speech."""
    forms: frozenset[str]

    alone: frozenset[str]
    """Every verb that is a cue by itself."""
    verbs: frozenset[str]
    """Every verb that is a cue by itself or with a particle."""


@cache
def cues() -> Cues:
    """The words of `cues.yaml`."""
    words = read("cues.yaml")
    particles = {verb: frozenset(those) for verb, those in words["particles"].items()}
    group = {
        key: frozenset(words[key])
        for key in (
            "speech",
            "thought",
            "evidence",
            "act",
            "intent",
            "nouns",
            "naming",
            "views",
            "hearsay",
            "asking",
            "personal",
            "judgement",
            "readings",
            "held_by",
        )
    }
    alone = (
        group["speech"]
        | group["thought"]
        | group["evidence"]
        | group["act"]
        | group["intent"]
        | group["naming"]
        | group["views"]
    )
    holding = {noun: frozenset(verbs) for noun, verbs in words["holding"].items()}
    stances = {adjective: frozenset(those) for adjective, those in words["stances"].items()}
    present = {form for verb in group["speech"] | {"show"} for form in (verb, _inflected(verb)[0])}
    forms = {form for verb in words["plain"] for form in _inflected(verb)} | set(words["irregular"])
    return Cues(
        **group, particles=particles, holding=holding, stances=stances, held=group["nouns"] | frozenset(holding),
        present=frozenset(present), forms=frozenset(forms), alone=alone,
        verbs=alone | frozenset(particles) | group["readings"] | group["personal"],
    )  # fmt: skip


def _inflected(verb: str) -> tuple[str, str]:
    """A regular verb's base form → its third person and its past."""
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    return (f"{verb}es" if verb.endswith(("s", "sh", "ch")) else f"{verb}s"), f"{verb}ed"
