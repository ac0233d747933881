"""Which language a text is in."""

from __future__ import annotations

import math
import re

SHORTEST = 80
"""Letters below which the language of a text is not told."""
_SURE = 0.8
_SAMPLE = 4000


def language_of(text: str) -> str | None:
    """A text → its language's ISO 639-1 code (639-3 where it has none), or None where it is too short or could be several.

    The classifier's scores grow with the text; divided by the root of its length in bytes they are comparable, and their
    softmax is a probability, as py3langid itself calibrates it.
    """
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < SHORTEST:
        return None
    from py3langid import rank

    sample = sample.lower() if sample.isupper() else sample
    ranked = rank(sample)
    heat = math.sqrt(len(sample.encode("utf-8", "replace")))
    language, best = ranked[0]
    probability = 1 / sum(math.exp((score - best) / heat) for _, score in ranked)
    return str(language) if probability >= _SURE else None


def declared(tag: str | None) -> str | None:
    """A language tag as a page or record declares it (`en-US`) → its language, None where it is no tag (`English`)."""
    match = re.match(r"\s*([a-zA-Z]{2,3})(?:[-_]|\s*$)", tag or "")
    return match[1].lower() if match else None
