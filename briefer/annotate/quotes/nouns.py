"""Statements without a verb of saying: nouns ("his claim that …"), adjectives ("is worried that …"), polls ("in a poll …")."""

from __future__ import annotations

from spacy.tokens import Token

from briefer.annotate.people.lexicon import is_role, singular, speakers
from briefer.annotate.quotes.lexicon import cues
from briefer.annotate.quotes.parse import Range, Statement, is_finite, is_verb, lemma, noun_phrase, ranges, subject, trimmed

_ABOUT = {"of", "to", "for", "about", "against", "over", "on"}
_AT = _ABOUT | {"with", "at"}
_CLAUSES = {"acl", "ccomp", "relcl"}
_POLLS = {"poll", "survey", "polling"}
_BEING = {"be", "remain", "stay", "feel", "sound", "seem", "appear", "become", "get"}
_THINGS = {"it", "this", "that", "which", "what", "these", "those", "there"}
_FROM = {"from", "by", "among"}
_HELD = {"with", "in", "amid", "despite"}


def held(noun: Token) -> list[Statement]:
    """A noun → what it holds, where the text says whose it is, or where it holds a whole clause ("fears that …")."""
    owner = _owner(noun)
    about = _AT if noun.lemma_.lower() in cues().holding else _ABOUT
    clause = next((child for child in noun.children if child.dep_ in _CLAUSES and _is_clause(noun, child)), None)
    if clause is None and noun.dep_ == "nsubj" and lemma(noun.head) == "be":
        clause = next((child for child in noun.head.children if child.dep_ == "ccomp" and child.i > noun.head.i), None)
    listed = noun.lemma_.lower() in cues().nouns
    if owner is None and clause is not None and not is_finite(clause) and listed:
        owner = _clause_owner(noun)
    if owner is None and (clause is None or not is_finite(clause) or not listed):
        return []
    if clause is None:
        clause = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in about), None)
    if clause is None:
        return []
    content = ranges(noun.doc, [token.i for token in clause.subtree if token.i != clause.i or clause.dep_ != "prep"])[:1]
    return [(noun, (noun.i, noun.i + 1), noun_phrase(owner) if owner is not None else None, content)] if content else []


def _owner(noun: Token) -> Token | None:
    """Whose it is: "her claim", "fears among aides", "the mayor voiced concern"."""
    base, known = noun.lemma_.lower(), cues()
    if base in known.nouns:
        if (owner := next((child for child in noun.children if child.dep_ == "poss"), None)) is not None:
            return owner
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in _FROM:
                return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and is_verb(noun.head) and lemma(noun.head) in known.holding.get(base, known.held_by):
        return subject(noun.head)
    return None


def _clause_owner(noun: Token) -> Token | None:
    """ "left early with plans to return": whoever does what the phrase stands beside."""
    verb = noun.head.head
    return subject(verb) if noun.dep_ == "pobj" and noun.head.lower_ in _HELD and is_verb(verb) else None


def _is_clause(noun: Token, clause: Token) -> bool:
    """ "the claim that …", "a promise to …"; "the claim that he made" is no clause of its own."""
    marks = [child for child in clause.children if child.lower_ in {"that", "to"} and child.dep_ in {"mark", "aux"}]
    return bool(marks) and clause.i > noun.i


def stance(adjective: Token) -> list[Statement]:
    """ "is worried that …", "was critical of …": an adjective → what its subject thinks."""
    verb = adjective.head
    holder = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if adjective.dep_ not in {"acomp", "oprd"} or lemma(verb) not in _BEING or holder is None or holder.lower_ in _THINGS:
        return []
    wanted = cues().stances[adjective.lower_]
    clause = next((child for child in adjective.children if child.dep_ == "ccomp" and child.i > adjective.i), None)
    if clause is not None and is_finite(clause) and "that" in wanted:
        content = ranges(adjective.doc, [token.i for token in clause.subtree])[:1]
    else:
        prep = next((child for child in adjective.children if child.dep_ == "prep" and child.lower_ in wanted), None)
        content = ranges(adjective.doc, [token.i for token in prep.subtree if token.i > prep.i])[:1] if prep is not None else []
    return [(adjective, (adjective.i, adjective.i + 1), noun_phrase(holder), content)] if content else []


def polled(preposition: Token) -> list[Statement]:
    """ "in a poll …": the clause beside it is what the poll says."""
    poll = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    clause = preposition.head
    while clause.pos_ not in {"VERB", "AUX"} and clause.head.i != clause.i:
        clause = clause.head
    if poll is None or singular(poll.lower_) not in _POLLS or not is_finite(clause):
        return []
    phrase = {token.i for token in preposition.subtree}
    content = ranges(preposition.doc, [token.i for token in clause.subtree if token.i not in phrase])
    return [(preposition, (preposition.i, preposition.i + 1), noun_phrase(poll), content)] if content else []


def mistagged(token: Token) -> Statement | None:
    """A verb of saying that the tagger takes for a noun → its statement: "Jones claims that …", "…, records show."."""
    doc = token.doc
    if not token.i or token.ent_type_ in {"GPE", "LOC", "FAC"}:
        return None
    speaker = trimmed(doc, _name_before(token))
    if speaker[0] >= speaker[1]:
        return None
    clause = next(
        (child for child in token.children if child.i > token.i and child.dep_ in _CLAUSES and is_finite(child)), None
    )
    if clause is not None and token.dep_ in {"ROOT", "conj"} and token.i + 1 < len(doc) and doc[token.i + 1].tag_ != "TO":
        content = ranges(doc, [index.i for index in clause.subtree])[:1]
        return (token, (token.i, token.i + 1), speaker, content) if content else None
    return None


def _name_before(token: Token) -> Range:
    """The words before a cue that name persons or bodies, as far as they go."""
    doc, start = token.doc, token.i
    while start and doc[start - 1].pos_ in {"PROPN", "NOUN"} and not doc[start].is_sent_start:
        start -= 1
    last = doc[token.i - 1]
    named = start < token.i and (
        last.pos_ == "PROPN" or last.tag_ == "NNS" or is_role(last.text) or singular(last.lower_) in speakers().collectives
    )
    return (start, token.i) if named else (token.i, token.i)
