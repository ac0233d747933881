"""What a figure is about, from the parse: what it measures, whose it is, and what is said of that."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefer.annotate.figures.amounts import Amount
from briefer.annotate.figures.lexicon import Lexicon
from briefer.annotate.tokens import is_noun, sentence_at, token_at

_WITHIN = frozenset({"nummod", "quantmod", "compound", "nmod", "pobj", "conj"})
_PRONOUNS = frozenset({"it", "they"})
_STOPS = frozenset({"DET", "PRON", "PUNCT", "NUM", "PART", "AUX", "ADP", "CCONJ", "SCONJ", "SPACE", "ADV", "SYM"})


def concept(doc: Doc, amount: Amount, token: Token, noun: Token | None, words: Lexicon) -> tuple[str, ...]:
    """An amount → the words of what it is about, as in the text: what it measures, and whose it is."""
    anchor = noun if noun is not None else token
    if amount.kind == "duration" and _sets_scene(token):
        return ()
    keep: list[Token] = []
    if noun is None:
        keep += _measured(token)
    else:
        keep += [word for prep in noun.children if prep.dep_ == "prep" for word in _objects(prep)][:1]
        keep += [child for child in noun.children if child.dep_ == "poss" and is_noun(child)]
    keep += _governing(anchor, lasting=amount.kind == "duration")
    first = token_at(doc, amount.start)
    if noun is None and first > 1 and doc[first - 1].lower_ == "by" and doc[first - 2].pos_ == "PROPN":
        keep = [doc[first - 2]]
    if noun is None and not any(_fit(part, words) for word in keep for part in _words(word)):
        keep = _beside(anchor) or _antecedent(anchor)
    chosen = sorted({part.i for word in keep for part in _words(word) if _fit(part, words)})
    if noun is not None and not chosen:
        chosen = sorted({part.i for word in _acted_on(noun) for part in _words(word) if _fit(part, words)})
    first, last = token_at(doc, amount.start), token_at(doc, amount.end - 1)
    skip = set(range(first, last + 1)) | ({noun.i} if noun is not None else set())
    return tuple(doc[i].text for i in chosen if i not in skip)[:8]


def _fit(token: Token, words: Lexicon) -> bool:
    named = token.pos_ == "NUM" and token.dep_ == "nummod" and token.head.i == token.i - 1 and token.head.pos_ == "PROPN"
    idle = token.lower_ in words.idle and not token.is_upper
    if (token.pos_ in _STOPS and not named) or idle or not any(c.isalnum() for c in token.text):
        return False
    measure = token.lower_ in words.unit_names or token.lower_ in words.money_names
    return not (measure and token.i and token.nbor(-1).like_num)


def _measured(token: Token) -> list[Token]:
    """What a measure is of: "[tax] of 25%", "25% of the [deal]", "an $800 [oven]"."""
    found = []
    climb = token
    while climb.dep_ in ("nummod", "quantmod", "compound", "nmod", "amod", "npadvmod") and climb.head.i != climb.i:
        climb = climb.head
        if is_noun(climb) and climb.i > token.i:
            found.append(climb)
            break
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for", "in", "on", "to", "from"):
            found += _objects(prep)
    climb = token
    while climb.head.i != climb.i and (climb.dep_ in _WITHIN or (climb.dep_ == "prep" and climb.head.tag_ == "CD")):
        climb = climb.head
    if climb.dep_ == "prep" and climb.head.pos_ == "VERB" and climb.lower_ in ("to", "by", "from", "at", "between"):
        found += [child for child in climb.head.children if child.dep_ == "dobj" and is_noun(child)]
    if token.head.pos_ == "VERB" and token.dep_ == "dobj":
        found += [word for prep in token.head.children if prep.lower_ in ("from", "off") for word in _objects(prep)]
    return found


def _objects(prep: Token) -> list[Token]:
    return [child for child in prep.children if child.dep_ == "pobj" and is_noun(child)]


def _governing(token: Token, *, lasting: bool) -> list[Token]:
    """The noun that the phrase of a token hangs on, and the subject of its clause."""
    found: list[Token] = []
    seen = 0
    while token.head.i != token.i and seen < 8:
        seen += 1
        head = token.head
        if token.dep_ in ("nsubj", "nsubjpass") and not is_noun(head):
            return found
        if (is_noun(head) and token.dep_ != "conj") or (token.dep_ == "prep" and lasting and _states(head)):
            found.append(head)
        if head.pos_ in ("VERB", "AUX") and not (head.dep_ == "acl" and any(child.lower_ == "to" for child in head.children)):
            subject = _subject(head)
            if subject is not None:
                return [*found, subject] if subject.i != token.i else found
            if head.pos_ == "VERB" and _pronoun(head) is not None:
                return [*found, *_antecedent(head)]
        token = head
    return found


def _sets_scene(token: Token) -> bool:
    """Does a stretch of time stand before the subject of its clause, as its setting: "Over the past two years, …"?"""
    prep = token.head
    if token.dep_ != "pobj" or prep.dep_ != "prep" or prep.head.pos_ not in ("VERB", "AUX"):
        return False
    subject = next((child for child in prep.head.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    return subject is not None and token.i < subject.i


def _acted_on(noun: Token) -> list[Token]:
    """The object of the verb that a counted noun is the subject of: "14 players left the [club]"."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.head.pos_ != "VERB":
        return []
    own = [child for child in noun.head.children if child.i > noun.i]
    own += [child for particle in own if particle.dep_ == "prt" for child in particle.children if child.dep_ == "pobj"]
    return [child for child in own if child.dep_ in ("dobj", "attr", "pobj") and is_noun(child)]


def _beside(token: Token) -> list[Token]:
    """What the verb of a measure is done to or for, where its subject says nothing: "they paid $5 for the [house]"."""
    for _ in range(5):
        if token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            objects = [child for child in token.children if child.dep_ in ("dobj", "attr") and is_noun(child)]
            return objects or [word for prep in token.children if prep.dep_ == "prep" for word in _objects(prep)][:1]
    return []


def _states(word: Token) -> bool:
    """Is a word an adjective, or a gerund without an object, of which a measure tells: "[unemployed] for two years"?"""
    if word.dep_ == "pcomp" and word.tag_ == "VBG":
        return not any(child.dep_ == "dobj" for child in word.children)
    return word.dep_ == "acomp" and word.pos_ == "ADJ"


def _antecedent(token: Token) -> list[Token]:
    """The nearest subject or object before a token in its sentence; before its "it" or "they", in the number of that."""
    start, _ = sentence_at(token.doc, token.i)
    pronoun = _pronoun(token)
    for before in reversed(token.doc[start : token.i if pronoun is None else pronoun.i]):
        if before.dep_ not in ("nsubj", "nsubjpass", "dobj") or not is_noun(before) or before.ent_type_ in ("DATE", "TIME"):
            continue
        if pronoun is None or before.tag_.endswith("S") == (pronoun.lower_ == "they"):
            return [before]
    return []


def _pronoun(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in _PRONOUNS), None)


def _subject(verb: Token) -> Token | None:
    """A verb → its subject noun; a relative clause's is its antecedent; a pronoun's is none."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and is_noun(child):
            return child
        if child.tag_ == "VBG" and child.dep_ in ("csubj", "nsubj"):
            return child
    if verb.dep_ in ("relcl", "acl") and is_noun(verb.head):
        return verb.head
    if verb.dep_ == "relcl":
        relative = next((child for child in verb.children if child.dep_ == "nsubj" and child.lower_ in ("that", "which")), None)
        if relative is not None and relative.i and is_noun(relative.nbor(-1)):
            return relative.nbor(-1)
    return None


def _words(noun: Token) -> Iterator[Token]:
    yield noun
    for child in noun.children:
        if child.dep_ == "nummod" and child.i == noun.i + 1:
            yield child
        elif child.dep_ in ("compound", "amod", "nmod", "poss") or (child.dep_ == "conj" and is_noun(child)):
            yield from (part for part in child.subtree if part.dep_ in ("compound", "amod", "nmod", "poss", "conj"))
        elif child.dep_ == "prep" and child.lower_ in ("of", "in", "for", "to", "on"):
            for inner in _objects(child):
                yield from _words(inner)
