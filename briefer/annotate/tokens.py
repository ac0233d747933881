"""Character offsets, tokens and the words of noun phrases."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefer.annotate.findings import findings


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


def sentence_at(doc: Doc, index: int) -> tuple[int, int]:
    """A token's index → the half-open token offsets of its sentence. `Token.sent` looks at the whole Doc each time."""
    start, end = index, index + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return start, end


def text_of(doc: Doc) -> str:
    """A Doc → its text. `Doc.text` puts the tokens together anew each time; the article's text is the same string."""
    return findings(doc).article.text
