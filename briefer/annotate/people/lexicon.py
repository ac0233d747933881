"""`lexicon/speakers.yaml`: the words that say who people are, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Speakers:
    """Lower-case words; `media` leads from a noun to the name of the medium that it stands for."""

    titles: frozenset[str]
    roles: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    unnamed: frozenset[str]
    collectives: frozenset[str]
    documents: frozenset[str]
    voices: frozenset[str]
    media: dict[str, str]
    places: frozenset[str]
    platforms: frozenset[str]


def read(name: str) -> dict[str, Any]:
    """A lexicon's file name → its mapping. Every scalar is text: a bare `on` is a preposition here, not a truth value."""
    text = files("briefer.annotate").joinpath("lexicon", name).read_text(encoding="utf-8")
    content = yaml.load(text, Loader=yaml.BaseLoader)
    if not isinstance(content, dict):
        raise TypeError(f"{name} holds no mapping")
    return content


@cache
def speakers() -> Speakers:
    """The words of `speakers.yaml`."""
    words = read("speakers.yaml")

    def group(key: str) -> frozenset[str]:
        return frozenset(words[key])

    media = {noun: name for name, nouns in words["media"].items() for noun in nouns}
    return Speakers(
        titles=group("titles"), roles=group("roles"), women=group("women"), men=group("men"), unnamed=group("unnamed"),
        collectives=group("collectives"), documents=group("documents"), voices=group("voices"), media=media,
        places=group("places"), platforms=group("platforms"),
    )  # fmt: skip


@cache
def _singulars() -> frozenset[str]:
    known = speakers()
    return known.roles | known.unnamed | known.collectives | known.documents | known.voices


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A noun in lower case, perhaps plural → the form that a lexicon lists."""
    known = _singulars()
    if word in known:
        return word
    for ending, instead in (("women", "woman"), ("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending):
            stem = word[: -len(ending)] + instead
            if stem in known:
                return stem
    return word


@lru_cache(maxsize=8192)
def is_role(word: str) -> bool:
    """Does a word name what somebody is ("spokesman", "officials", "vice-president")?"""
    word = word.lower()
    return singular(word) in speakers().roles or singular(word.rpartition("-")[2]) in speakers().roles


def is_unnamed(word: str) -> bool:
    """Does a word stand for persons whom the text does not name ("officials", "sources", "one")?"""
    return singular(word.lower()) in speakers().unnamed
