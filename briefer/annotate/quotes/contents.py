"""What a cue verb reports: its clause, its infinitive, its object, or what stands behind its particle."""

from __future__ import annotations

from spacy.tokens import Token

from briefer.annotate.people.lexicon import singular, speakers
from briefer.annotate.quotes.lexicon import cues
from briefer.annotate.quotes.parse import (
    Range,
    clause_content,
    is_finite,
    is_one,
    is_passive,
    is_verb,
    lemma,
    may_speak,
    particle,
    ranges,
)

_OBJECTS = {"dobj", "oprd", "attr", "acomp", "prep", "xcomp", "ccomp"}
_CHARGES = {"for", "of"}
_NEED_A_NAME = {"call", "label", "brand", "dub"}
_NAMES = {"oprd", "ccomp", "xcomp", "attr", "acomp"}
_SENSES = {"see", "hear", "feel"}
_QUESTIONS = {"if", "whether", "that"}
_ADDRESSED = {"tell", "warn", "persuade", "remind", "assure", "dare", "promise"}
_LATER = {"while", "after", "before", "when", "since", "until", "as", "during", "although", "though"}
_FURTHER = {"advcl", "prep", "xcomp", "ccomp", "conj", "acomp", "oprd", "advmod"}


def content_of(verb: Token, head: Token | None) -> list[Range]:
    """A cue verb and the head of its source → the ranges of what it reports, [] where it reports nothing.

    A finite clause is a statement whoever its source is ("the footage shows that …"); an object or an infinitive only where
    its subject can speak ("the shooting claimed two lives" says nothing).
    """
    known, base = cues(), lemma(verb)
    clausal = base in known.speech | known.thought | known.evidence | known.act
    if clausal and (clause := clause_content(verb, _blocked(verb))):
        return clause
    if is_passive(verb):
        return _undergone(verb, base)
    if clausal and (clause := _loose_clause(verb)):
        return clause
    if head is not None and not may_speak(head):
        return []
    return _deed(verb, base, head)


def _deed(verb: Token, base: str, head: Token | None) -> list[Range]:
    """What somebody does with words: the name, the infinitive, the gerund, the object, or what stands behind a particle."""
    known = cues()
    if base in known.naming and (name := _named(verb)):
        return name
    if base in known.intent and (infinitive := _infinitive(verb)):
        return infinitive
    if base in known.act | known.thought | {"say"} and base not in _SENSES and (gerund := _gerund(verb)):
        return gerund
    objects = {"dobj", "oprd"} if base in known.naming else {"dobj"}
    if base in known.act | known.personal and any(child.dep_ in objects and child.i > verb.i for child in verb.children):
        if base in known.personal and not (head is not None and is_one(head)):
            return []
        found = _object(verb)
        return _drawn_out(verb, found) if base not in _NEED_A_NAME or _names(verb, found) else []
    if base in known.evidence | known.readings and head is not None and singular(head.lower_) in speakers().documents:
        return _drawn_out(verb, _object(verb))
    if base in known.views and any(child.lower_ == "as" for child in _near_object(verb)):
        return _drawn_out(verb, _object(verb))
    if (also := particle(verb)) is not None and also.lower_ != "it":
        return _behind(verb, also)
    return _claused(verb, known.particles[base]) if base in known.particles else []


def _blocked(verb: Token) -> set[int]:
    """Clauses that are no statement: "saw him leave", "made it happen"."""
    return {child.i for child in verb.children if child.dep_ == "ccomp" and not _is_statement(verb, child)}


def _is_statement(verb: Token, clause: Token) -> bool:
    if lemma(verb) in cues().speech:
        return True
    marked = any(child.dep_ == "mark" or child.tag_ in {"WP", "WRB", "WDT"} for child in clause.children)
    return is_finite(clause) or marked


def _loose_clause(verb: Token) -> list[Range]:
    """A clause that the parser hangs beside the verb: "asked him if …", "reminded voters that …"."""
    for child in verb.children:
        if child.dep_ == "advcl" and child.i > verb.i and any(
            mark.dep_ == "mark" and mark.lower_ in _QUESTIONS for mark in child.children
        ):  # fmt: skip
            return ranges(verb.doc, [token.i for token in child.subtree])
    return []


def _near_object(verb: Token) -> list[Token]:
    """What hangs on a verb, and on its object behind it."""
    own = list(verb.children)
    return own + [under for child in own if child.dep_ == "dobj" and child.i > verb.i for under in child.children]


def _names(verb: Token, found: list[Range]) -> bool:
    """Does a verb of naming name its object ("called it a hoax"), rather than call the police?"""
    if any(child.dep_ in _NAMES and child.i > verb.i for child in verb.children):
        return True
    return any(
        verb.doc[index].lower_ in {"a", "an"} or verb.doc[index].is_quote
        for start, end in found
        for index in range(start + 1, end)
    )


def _named(verb: Token) -> list[Range]:
    """ "what critics called unfair": the name is what was said, where its object stands before the verb."""
    if not any(child.dep_ == "dobj" and child.i < verb.i for child in verb.children) and verb.dep_ != "relcl":
        return []
    kept = [token.i for child in verb.children if child.i > verb.i and child.dep_ == "oprd" for token in child.subtree]
    return ranges(verb.doc, kept)[:1]


def _undergone(verb: Token, base: str) -> list[Range]:
    """A passive: "is expected to" do something; was "endorsed by" somebody, "criticized for" something, "asked about" it."""
    known = cues()
    own = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if base in known.hearsay and own is not None and own.lower_ != "it":
        infinitive = _infinitive(verb)
        return ranges(verb.doc, [*(token.i for token in own.subtree), *_inner(infinitive)]) if infinitive else []
    if base in known.asking:
        if (clause := _loose_clause(verb)) or (also := particle(verb)) is None:
            return clause
        return _behind(verb, also)
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    why = base in known.judgement and any(child.dep_ == "prep" and child.lower_ in _CHARGES for child in verb.children)
    if base in known.act and own is not None and own.tag_ not in {"WP", "WDT"} and (agent is not None or why):
        kept = [token.i for child in verb.children if child.i > verb.i and child.dep_ in _OBJECTS for token in child.subtree]
        return ranges(verb.doc, [*(token.i for token in own.subtree), *kept])
    return []


def _inner(found: list[Range]) -> list[int]:
    return [index for start, end in found for index in range(start, end)]


def _infinitive(verb: Token) -> list[Range]:
    clause = next(
        (child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and _has_to(child)), None
    )
    if clause is None:
        return []
    whom = [child for child in verb.children if child.dep_ == "dobj" and verb.i < child.i < clause.i]
    if lemma(verb) in _ADDRESSED or not whom or not _touches(whom[0], clause):
        whom = []
    return _drawn_out(verb, ranges(verb.doc, [token.i for part in (*whom, clause) for token in part.subtree]))


def _touches(whom: Token, clause: Token) -> bool:
    """Does an infinitive follow directly upon those whom it is asked of: "urged the industry to do more"?"""
    return whom.right_edge.i + 1 == clause.left_edge.i


def _drawn_out(verb: Token, found: list[Range]) -> list[Range]:
    """The first range behind a verb, with what the parser hangs beside it: all of the verb's that follows without a comma."""
    if not found:
        return []
    doc, (start, end) = verb.doc, found[0]
    own = {child.left_edge.i: child for child in verb.children if child.i > verb.i}
    while end < len(doc):
        following = own.get(end + 1 if doc[end].dep_ == "cc" else end)
        if following is None or following.dep_ not in _FURTHER or following.left_edge.lower_ in _LATER or _speaks_on(following):
            break
        end = max(end + 1, following.right_edge.i + 1)
    return ranges(doc, range(start, end))[:1]


def _speaks_on(child: Token) -> bool:
    """Is it another clause with a tense of its own?"""
    return child.dep_ in {"conj", "ccomp"} and is_finite(child)


def _has_to(clause: Token) -> bool:
    return any(child.tag_ == "TO" for child in clause.children)


def _gerund(verb: Token) -> list[Range]:
    """ "suggested closing the road"; also a clause whose gerund the parser takes for its verb ("said closing it helps")."""
    clause = next(
        (child for child in verb.children if child.dep_ == "xcomp" and child.i > verb.i and child.tag_ == "VBG"), None
    )
    if clause is None:
        return []
    return ranges(verb.doc, [token.i for token in clause.subtree])


def _object(verb: Token) -> list[Range]:
    kept = [token.i for child in verb.children if child.i > verb.i and child.dep_ in _OBJECTS for token in child.subtree]
    return ranges(verb.doc, kept)[:1]


def _behind(verb: Token, also: Token) -> list[Range]:
    kept = [token.i for token in also.subtree if token.i > also.i]
    kept += [
        token.i
        for child in verb.children
        if child.i > also.i and (child.dep_ in _OBJECTS or (child.dep_ == "advcl" and _has_to(child)))
        for token in child.subtree
    ]
    return _drawn_out(verb, ranges(verb.doc, kept)[:1])


def _claused(verb: Token, words: frozenset[str]) -> list[Range]:
    """A particle that the parser puts into the clause behind it: "called for the mayor to resign"."""
    doc = verb.doc
    if verb.i + 1 >= len(doc) or doc[verb.i + 1].lower_ not in words:
        return []
    clause = doc[verb.i + 1].head
    if clause.head.i != verb.i or clause.i < verb.i or not is_verb(clause):
        return []
    return ranges(doc, [token.i for token in clause.subtree if token.i > verb.i + 1])
