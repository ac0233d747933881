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
    media: dict[str, str]
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
        group("titles"), group("roles"), group("women"), group("men"), group("unnamed"), group("collectives"), media,
        group("platforms"),
    )  # fmt: skip


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A noun in lower case, perhaps plural → the form that a lexicon lists."""
    known = speakers()
    if word in known.roles or word in known.unnamed or word in known.collectives:
        return word
    for ending, instead in (("women", "woman"), ("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending):
            stem = word[: -len(ending)] + instead
            if stem in known.roles or stem in known.unnamed or stem in known.collectives:
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
