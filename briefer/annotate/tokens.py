"""Character offsets, tokens and the words of noun phrases."""

from __future__ import annotations

from spacy.tokens import Doc, Token


def token_at(doc: Doc, offset: int) -> int:
    """A character offset → the index of the token that holds it, else of the last one before it."""
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= offset:
            low = middle
        else:
            high = middle - 1
    return low


def is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")
