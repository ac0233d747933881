"""Indirect speech: the clause, infinitive or object of a cue verb, and what stands beside "according to"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefer.annotate.quotes.contents import content_of
from briefer.annotate.quotes.lexicon import cues
from briefer.annotate.quotes.parse import (
    Range,
    is_passive,
    is_verb,
    lemma,
    noun_phrase,
    particle,
    ranges,
    sentence,
    speaking,
    subject,
)

Statement = tuple[Token, Range, Range | None, list[Range]]
"""A cue's token, its words, its speaker, and the ranges of what it reports."""

_SAYING = {
    "say",
    "tell",
    "add",
    "argue",
    "write",
    "warn",
    "note",
    "announce",
    "claim",
    "insist",
    "suggest",
    "explain",
    "believe",
    "acknowledge",
}
_HOLDING = {
    "make",
    "express",
    "voice",
    "raise",
    "share",
    "have",
    "repeat",
    "reiterate",
    "issue",
    "offer",
    "give",
    "hold",
    "renew",
}
_ABOUT = {"of", "to", "for", "about", "against", "on"}


def according(doc: Doc, token: Token) -> tuple[Range, Range, list[Range]] | None:
    """The token "according" → cue, speaker and content; None where no "to" and no speaker follow."""
    to = next((child for child in token.children if child.lower_ == "to"), None)
    if to is None:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        to = following if following is not None and following.lower_ == "to" else None
    if to is None:
        return None
    source = next((child for child in to.children if child.dep_ == "pobj"), None)
    if source is None:
        return None
    speaker = noun_phrase(source)
    phrase = {member.i for member in token.subtree} | {token.i, to.i}
    clause = token.head
    while clause.pos_ not in {"VERB", "AUX"} and clause.head.i != clause.i:
        clause = clause.head
    content = ranges(doc, [member.i for member in clause.subtree if member.i not in phrase])
    return (token.i, to.i + 1), speaker, content


def parenthetic(verb: Token) -> list[Range]:
    """A cue in the middle of what it reports ("the city, he said, could fall") → that clause without the cue's words."""
    head = verb.head
    if verb.dep_ not in {"parataxis", "ccomp", "advcl"} or head.i == verb.i or not is_verb(head):
        return []
    if any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in {"as", "that", "because", "when", "while", "if"}
        for child in verb.children
    ):
        return []
    if verb.dep_ != "parataxis" and not _set_off(verb):
        return []
    own = {token.i for token in verb.subtree}
    return ranges(verb.doc, [token.i for token in head.subtree if token.i not in own])


def _set_off(verb: Token) -> bool:
    """Do commas stand on both sides of a clause that is only a subject and a cue?"""
    tree = sorted(token.i for token in verb.subtree if not token.is_punct)
    doc = verb.doc
    before = doc[tree[0] - 1].text if tree[0] else ","
    behind = doc[tree[-1] + 1].text if tree[-1] + 1 < len(doc) else "."
    return len(tree) <= 8 and before in {",", "—", "-"} and behind in {",", ".", "—", "-"} and subject(verb) is not None


def statements(doc: Doc, inside: dict[int, int]) -> list[Statement]:
    """A Doc → each cue outside of quotation marks: its token, its words, its speaker, and the ranges of its content."""
    found: list[Statement] = []
    verbs = cues().verbs
    for token in doc:
        if token.i in inside:
            continue
        if token.lower_ == "according":
            phrase = according(doc, token)
            if phrase is not None:
                found.append((token, *phrase))
        elif token.pos_ == "NOUN" and token.lemma_.lower() in cues().nouns:
            found += _held(token)
        elif is_verb(token) and (lemma(token) in verbs or _put_it(token)):
            content = [] if lemma(token) not in verbs else content_of(token)
            content = content or parenthetic(token) or unparsed(token, inside)
            if content:
                speaker = speaking(token, sentence(token)[0], inside)
                also = particle(token)
                end = also.i + 1 if also is not None and also.i == token.i + 1 else token.i + 1
                found.append((token, (token.i, end), noun_phrase(speaker) if speaker is not None else None, content))
    return found


def _put_it(verb: Token) -> bool:
    """Is it "as X puts it"?"""
    return lemma(verb) == "put" and any(child.dep_ == "dobj" and child.lower_ == "it" for child in verb.children)


def _held(noun: Token) -> list[Statement]:
    """A noun that holds what somebody said, where the text says who: "his claim that …", "their opposition to …"."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None and noun.dep_ == "dobj" and is_verb(noun.head) and lemma(noun.head) in _HOLDING:
        owner = subject(noun.head)
    if owner is None:
        return []
    clause = next((child for child in noun.children if child.dep_ in {"acl", "ccomp", "relcl"} and _says_that(child)), None)
    if clause is None:
        clause = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in _ABOUT), None)
    if clause is None:
        return []
    content = ranges(noun.doc, [token.i for token in clause.subtree if token.i != clause.i or clause.dep_ != "prep"])[:1]
    return [(noun, (noun.i, noun.i + 1), noun_phrase(owner), content)] if content else []


def _says_that(clause: Token) -> bool:
    return any(child.lower_ in {"that", "to"} and child.dep_ in {"mark", "aux"} for child in clause.children)


def unparsed(verb: Token, inside: dict[int, int]) -> list[Range]:
    """A verb of saying whose clause the parser missed → what follows "that", or what a comma closes before "X said."."""
    if lemma(verb) not in _SAYING or is_passive(verb) or verb.dep_ == "relcl":
        return []
    doc, (first, last) = verb.doc, sentence(verb)
    for index in range(verb.i + 1, min(verb.i + 16, last)):
        token = doc[index]
        if token.lower_ == "that" and token.tag_ == "IN":
            return ranges(doc, range(index, last))
        if token.i in inside or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            break
    following = next((token for token in doc[verb.i + 1 : last] if not token.is_space), None)
    if following is not None and following.text not in {".", "!", "?"}:
        return []
    head = subject(verb)
    if head is None or head.i > verb.i:
        return []
    start = noun_phrase(head)[0]
    if start - 1 <= first or doc[start - 1].text != ",":
        return []
    return ranges(doc, range(first, start - 1))
