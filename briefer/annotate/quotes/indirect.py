"""Indirect speech: the clause, infinitive or object of a cue verb, and what stands beside "according to"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefer.annotate.people.lexicon import speakers
from briefer.annotate.quotes.contents import content_of
from briefer.annotate.quotes.lexicon import cues
from briefer.annotate.quotes.nouns import held, mistagged, polled, stance
from briefer.annotate.quotes.parse import (
    FINITE,
    Range,
    Statement,
    antecedent,
    is_finite,
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

_KINDS = ("VERB", "AUX", "NOUN", "PROPN", "ADJ")
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

_MAKING = {"send", "publish", "release", "issue", "deliver", "give", "make", "sign", "draft", "record", "produce", "show"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_BEHIND = {"dobj", "intj", "conj", "cc"}


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
    while clause.dep_ == "conj" and is_verb(clause.head) and not any(child.dep_ in _SUBJECTS for child in clause.children):
        clause = clause.head
    content = ranges(doc, [member.i for member in clause.subtree if member.i not in phrase])
    return (token.i, to.i + 1), speaker, content


def parenthetic(verb: Token) -> list[Range]:
    """A cue beside what it reports, or in its middle ("the city, he said, could fall") → that clause without the cue."""
    head = verb.head
    if verb.dep_ not in {"parataxis", "ccomp", "advcl", "conj"} or head.i == verb.i or not is_verb(head):
        return []
    marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
    if "as" in marks:
        return _as_noted(verb, head)
    if marks & {"that", "because", "when", "while", "if"}:
        return []
    if verb.dep_ == "conj" and not _inverted(verb, head):
        return []
    if verb.dep_ in {"ccomp", "advcl"} and not _set_off(verb):
        return []
    own = {token.i for token in verb.subtree}
    return ranges(verb.doc, [token.i for token in head.subtree if token.i not in own])


def _as_noted(verb: Token, head: Token) -> list[Range]:
    """ "As the mayor noted, …" → the clause that it stands beside; nothing where the cue has an object of its own."""
    if lemma(verb) not in cues().speech | cues().evidence or verb.dep_ != "advcl" or not is_finite(head):
        return []
    if any(child.i > verb.i and child.dep_ in {"dobj", "ccomp", "xcomp", "advcl"} for child in verb.children):
        return []
    own = {token.i for token in verb.subtree}
    first, last, doc = min(own), max(own), verb.doc
    if not any(doc[index].text == "," for index in (first - 1, last, last + 1) if 0 <= index < len(doc)):
        return []
    return ranges(doc, [token.i for token in head.subtree if token.i not in own])


def _inverted(verb: Token, head: Token) -> bool:
    """ "…, said the mayor": a cue that the parser takes for one more verb of the clause it reports."""
    doc = verb.doc
    tree = [token.i for token in verb.subtree if not token.is_punct and not token.is_space]
    if subject(verb) is None or not any(child.dep_ == "nsubj" for child in verb.children) or head.i > verb.i:
        return False
    return lemma(verb) in cues().speech and tree[0] > 0 and doc[tree[0] - 1].text == ","


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
    verbs, nouns, forms, stances = cues().verbs, cues().held, cues().present, cues().stances
    for index in _candidates(doc):
        if index in inside:
            continue
        token = doc[index]
        kind, word = token.pos_, token.lower_
        if word == "according":
            if (phrase := according(doc, token)) is not None:
                found.append((token, *phrase))
        elif kind in {"NOUN", "PROPN"}:
            statement = mistagged(token) if word in forms else None
            if statement is not None:
                found.append(statement)
            elif kind == "NOUN" and token.lemma_.lower() in nouns:
                found += held(token)
        elif kind == "ADP":
            found += polled(token)
        elif kind == "ADJ":
            found += stance(token) if word in stances else []
        elif is_verb(token) and (lemma(token) in verbs or _put_it(token)):
            found += _reported(token, inside)
    return found


def _candidates(doc: Doc) -> list[int]:
    """A Doc → the tokens that can be cues: content words, "according" and "in"."""
    kinds, words = doc.to_array(["POS", "LOWER"]).T.tolist()
    content = {doc.vocab.strings[kind] for kind in _KINDS}
    named = {doc.vocab.strings["according"], doc.vocab.strings["in"]}
    return [index for index, kind in enumerate(kinds) if kind in content or words[index] in named]


def _reported(verb: Token, inside: dict[int, int]) -> list[Statement]:
    """A cue verb → its statement: what it governs, what it interrupts, or what the parser missed; an order has no source."""
    base, known = lemma(verb), cues()
    head = speaking(verb, sentence(verb)[0], inside)
    content = content_of(verb, head) if base in known.verbs else []
    if not content and (base in known.speech | known.thought | known.evidence or base == "put"):
        content = parenthetic(verb) or unparsed(verb, inside)
    if not content:
        return []
    if head is None and verb.tag_ in {"VB", "VBP"} and verb.dep_ in {"ROOT", "conj"}:
        return []
    also = particle(verb)
    end = also.i + 1 if also is not None and also.i == verb.i + 1 else verb.i + 1
    return [(verb, (verb.i, end), noun_phrase(head) if head is not None else None, content)]


def _put_it(verb: Token) -> bool:
    """Is it "as X puts it"?"""
    return lemma(verb) == "put" and any(child.dep_ == "dobj" and child.lower_ == "it" for child in verb.children)


def unparsed(verb: Token, inside: dict[int, int]) -> list[Range]:
    """A verb of saying whose clause the parser missed → what follows "that", or what a comma closes before "X said."."""
    base, known = lemma(verb), cues()
    if is_passive(verb) or base not in known.speech | known.thought | known.evidence:
        return []
    doc, (first, last) = verb.doc, sentence(verb)
    for index in range(verb.i + 1, min(verb.i + 16, last)):
        token = doc[index]
        if token.lower_ == "that" and (token.tag_ == "IN" or index == verb.i + 1 or _opens_a_clause(token)):
            return _clause_from(doc, index + 1, last)
        if token.i in inside or token.tag_ in FINITE or token.text in {";", ":", "("}:
            break
    if base not in _SAYING or verb.dep_ == "relcl":
        return []
    following = next((token for token in doc[verb.i + 1 : last] if not token.is_space), None)
    if following is not None and following.text not in {".", "!", "?"}:
        return _said(verb)
    head = subject(verb)
    if head is None or head.i > verb.i:
        return []
    start = noun_phrase(head)[0]
    if start - 1 <= first or doc[start - 1].text != ",":
        return []
    return ranges(doc, range(first, start - 1))


def _opens_a_clause(that: Token) -> bool:
    """ "said in a letter that prices fell": no relative clause, unless a letter is what its verb makes ("that he sent")."""
    noun, clause = antecedent(that), that.head
    if noun is None or noun.lower_ not in speakers().media or not any(child.dep_ == "nsubj" for child in clause.children):
        return False
    return that.dep_ != "nsubj" and lemma(clause) not in cues().speech | _MAKING


def _clause_from(doc: Doc, start: int, last: int) -> list[Range]:
    """A clause that the parser missed: to the end of its sentence, [] where no verb bears a tense in it."""
    if not any(token.tag_ in FINITE for token in doc[start:last]):
        return []
    return ranges(doc, range(start, last))[:1]


def _said(verb: Token) -> list[Range]:
    """ "said the same", "said yes", and clauses whose subject the parser takes for the verb's object → what stands behind."""
    if not any(child.i > verb.i and child.dep_ in {"dobj", "intj"} for child in verb.children):
        return []
    if lemma(verb) != "say":
        return []
    behind = [token.i for child in verb.children if child.i > verb.i and child.dep_ in _BEHIND for token in child.subtree]
    return ranges(verb.doc, behind)[:1]
