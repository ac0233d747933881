"""Where words were said: on Twitter, in a statement, to reporters, in an interview."""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.people.lexicon import speakers
from briefer.annotate.quotes.draft import Draft
from briefer.annotate.quotes.parse import sentence

_LEADS = {
    "on",
    "in",
    "to",
    "at",
    "during",
    "via",
    "through",
    "by",
    "over",
    "for",
    "told",
    "tells",
    "telling",
    "into",
    "posted",
    "issued",
    "released",
}
_VERBS = {"tweeted": "Twitter", "tweets": "Twitter", "tweeting": "Twitter", "tweet": "Twitter", "retweeted": "Twitter"}
_VAGUE = {"post", "message", "statement"}
"""What was written, where the text may still say where: "in a post on Facebook"."""
_REACH = 12


def medium(doc: Doc, draft: Draft) -> str | None:
    """A draft → the medium named beside its cue, in its sentence and outside of its content; None where none is."""
    if draft.cue is None:
        return None
    start, end = draft.cue
    for token in doc[start:end]:
        if token.lower_ in _VERBS:
            return _VERBS[token.lower_]
    first, last = sentence(doc[start])
    behind = range(end, min(end + _REACH, last))
    before = range(start - 1, max(start - _REACH, first) - 1, -1)
    vague: str | None = None
    for window in (behind, before):
        for index in window:
            if not _is_content(doc, draft, index) and (name := _named(doc, index, first)) is not None:
                if name not in _VAGUE:
                    return name
                vague = vague or name
    return vague


def _is_content(doc: Doc, draft: Draft, index: int) -> bool:
    offset = doc[index].idx
    return any(start <= offset < end for start, end in draft.content)


def _named(doc: Doc, index: int, floor: int) -> str | None:
    """A token that names a medium, and that "on", "in", "to" … leads to → the medium's name."""
    media = speakers().media
    pair = f"{doc[index - 1].lower_} {doc[index].lower_}" if index > floor else ""
    if pair == "on x" and doc[index].text == "X":
        return "X"
    hyphenated = doc[index - 2 : index + 1].text.lower() if index - 1 > floor and doc[index - 1].text == "-" else ""
    name = media.get(pair) or media.get(hyphenated) or media.get(doc[index].lower_)
    if name is None or doc[index].pos_ not in {"NOUN", "PROPN"}:
        return None
    for position in range(index - 1, max(index - 5, floor - 1), -1):
        token = doc[position]
        if token.lower_ in _LEADS:
            return name
        if (token.is_punct and token.text != "-") or (token.pos_ in {"VERB", "AUX", "PRON"} and token.tag_ != "PRP$"):
            return None
    return None
