"""Texts in capitals, and texts without them → the same characters in the case in which English writes them.

Military and wire traffic is in capitals, chats and some transcripts have none, and a language model that learned from
newspapers reads neither. What is of one case is found first: a whole text, or a long run of capitals in another. Each word then
takes the case that the list of `words` gives it; one that is not listed is a name. `rules` settle by its neighbours what may be
either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.annotate.casing.rules import Word, decide, make_word
from briefer.annotate.casing.words import is_word, lexicon
from briefer.annotate.layout import paragraphs

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’`][^\W\d_]+)*\.?")
_RUN = re.compile(r"(?:(?<=\s)|\A)[^\sa-z]*[A-Z][^a-z\n\u2028]*(?:\n(?!\s)[^a-z\n\u2028]+)*(?=\s|\Z)")
_CLOSED = re.compile(r"[.!?…]['\"”’)\]]*(?:\s+|\s*-{2,}\s+|[—–])['\"“‘(\[]*$|(?:,|:)\s+['\"“]['\"“‘]*$")
_DASH = re.compile(r"(?:-{2,}|[—–]|\)\s?-)\s*(?:\[\s*)?$")
_LEAST = 4
"""Words that a part of one case has at least."""
_PLAIN = 3
"""Words that are no names which a run of capitals in a mixed text has at least: a table of abbreviations is none."""
_OTHER = 0.04
"""Share of words in small letters that a text in capitals may hold."""
_BEGUN = 0.01
"""Share of words with a capital that a text without capitals may hold."""
_HEAD = 14
"""Words before which a dash ends a dateline."""


def restored(text: str) -> str:
    """A text → the same with its parts of one case in mixed case: as many characters, so that offsets hold.

    A text in mixed case comes back as the very same string.
    """
    parts = list(_parts(text))
    if not parts:
        return text
    letters = list(text)
    words = [word for start, end in parts for word in _words(text, start, end)]
    decide(words)
    for word in words:
        for at, written in enumerate(word.written, word.start):
            letters[at] = written
    return "".join(letters)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """A text → the half-open offsets of its parts that are in one case."""
    found = _LETTERS.findall(text)
    if len(found) < _LEAST:
        return
    longer = [word for word in found if len(word) > 1]
    large = sum(word.isupper() for word in longer)
    if large >= (1 - _OTHER) * len(longer) or sum(not word.islower() for word in found) <= _BEGUN * len(found):
        yield 0, len(text)
        return
    if large < _LEAST:
        return
    for run in _RUN.finditer(text):
        inner = _LETTERS.findall(run[0])
        if sum(len(word) > 1 for word in inner) >= _LEAST and sum(is_word(w.lower()) for w in inner if len(w) > 2) >= _PLAIN:
            yield run.start(), run.end()


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    """A part of a text → its words, each with whether a sentence begins there, and what stands before it."""
    begun = [start, *(at for at, _ in paragraphs(text) if start < at < end), end + 1]
    behind, last, since, bracket, following = start, "", 0, False, 0
    for match in _WORD.finditer(text, start, end):
        raw = match[0]
        if raw.endswith(".") and raw.count(".") == 1 and not _is_short(raw):
            raw = raw[:-1]
        before = text[behind : match.start()]
        paragraph = match.start() >= begun[following]
        while match.start() >= begun[following]:
            following += 1
        since = 0 if paragraph else since + 1
        opens = paragraph or _opens(before, last) or (since < _HEAD and bool(_DASH.search(before)))
        if bracket and "]" in before:
            opens, bracket = True, False
        bracket = (bracket and "]" not in before) or (opens and "[" in before)
        yield make_word(match.start(), raw, before, text[match.end() : match.end() + 6], opens)
        behind, last = match.start() + len(raw), raw


def _opens(before: str, last: str) -> bool:
    """Does what stands between two words end a sentence, or open a quotation?"""
    if not _CLOSED.search(last[-1:] + before):
        return False
    return not (last.endswith(".") and not before.strip() and _is_short(last))


def _is_short(word: str) -> bool:
    """Is a word with a point behind it an abbreviation, or an initial?"""
    bare = word.rstrip(".").lower()
    return (
        len(bare) == 1
        or word.count(".") > 1
        or bare in lexicon().abbreviated
        or f"{bare}." in lexicon().months | lexicon().titles
    )
