"""What a figure counts and what it is about, from the parse: the counted noun phrase, the concept, the trend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefer.annotate.figures.amounts import Amount
from briefer.annotate.figures.lexicon import Lexicon
from briefer.annotate.tokens import is_noun, sentence_at, text_of, token_at
from briefer.model.annotation import Trend

_DIRECT = frozenset({"dobj", "npadvmod", "prep", "advmod", "oprd", "attr"})
_RELATIVE = re.compile(r"\s+(?:points?\s+)?(higher|lower)\b(?!\s+(?:than|education))", re.IGNORECASE)
_AGE_END = re.compile(r"\s*[,;.)]|\s+(?:of|from|at|in|and|was|is|were)\b|\s*$")
_COUNTING = frozenset({"nummod", "amod", "compound", "quantmod", "nmod", "advmod"})
_OWNERS = ("compound", "amod", "nmod", "poss", "nummod")
_PRONOUNS = frozenset({"it", "they"})
_STOPS = frozenset({"DET", "PRON", "PUNCT", "NUM", "PART", "AUX", "ADP", "CCONJ", "SCONJ", "SPACE", "ADV", "SYM"})


def head_of(doc: Doc, amount: Amount) -> Token:
    """The token through which an amount hangs in the parse: the one in it whose head lies outside."""
    first, last = token_at(doc, amount.start), token_at(doc, amount.end - 1)
    for token in doc[first : last + 1]:
        outside = token.head.i < first or token.head.i > last or token.head.i == token.i
        if outside and (token.like_num or token.pos_ in ("NUM", "NOUN", "PROPN", "SYM") or first == last):
            return token
    return doc[last]


def is_age(doc: Doc, amount: Amount) -> bool:
    """Is a bare number set off behind a person: "Ana Ruiz, 45, said", "a man, 40,"?"""
    text = text_of(doc)
    written = text[amount.start : amount.end]
    if amount.unit is not None or not written.isdigit() or len(written) > 3 or (amount.low or 0) > 110:
        return False
    if text[max(0, amount.start - 2) : amount.start] != ", " or not _AGE_END.match(text, amount.end):
        return False
    first = token_at(doc, amount.start)
    before = doc[first - 2] if first > 1 else None
    named = ("PERSON", "ORG") if 16 < (amount.low or 0) < 100 and text[amount.end : amount.end + 1] == "," else ("PERSON",)
    return before is not None and (
        before.ent_type_ in named or (before.pos_ in ("PROPN", "NOUN") and before.ent_type_ == "")
    )


def counted_noun(doc: Doc, amount: Amount, token: Token) -> Token | None:
    """The noun that an amount without a unit counts: "six [members]", "dozens of [people]", "one of the [men]"."""
    last = token_at(doc, amount.end - 1)
    of = doc[last] if doc[last].lower_ == "of" else doc[last + 1] if last + 1 < len(doc) else None
    if of is not None and of.lower_ == "of":
        counted = next((child for child in of.children if child.dep_ == "pobj" and is_noun(child)), None)
        if counted is None and of.i + 1 < len(doc) and (of.i == last or doc[of.i + 1].like_num):
            counted = _next_noun(doc, of.i if of.i == last else of.i + 1)
        return counted
    following = doc[last + 1] if last + 1 < len(doc) else None
    if following is not None and (following.lower_ == "times" or _is_counted_single(doc, amount, following)):
        return following
    if token.dep_ in _COUNTING and is_noun(token.head) and token.head.i > last:
        return token.head
    if is_noun(token) and token.i >= last and not token.like_num and token.ent_type_ not in ("PERCENT", "MONEY"):
        return token if token.i > last or amount.shape != "vague" else _next_noun(doc, last)
    return _next_noun(doc, last)


def _is_counted_single(doc: Doc, amount: Amount, following: Token) -> bool:
    """Is the singular noun behind a number what it counts, in the name of one thing: "the 12 [page] document", "a 3 [cylinder] engine"?"""
    head = following.nbor(1) if following.i + 1 < len(doc) else following
    single = following.tag_ == "NN" and head.tag_ == "NN" and (amount.low or 0) > 1 and following.lower_ not in ("per", "record")
    number = doc[following.i - 1]
    return single and number.text.isdigit() and not amount.ranged and head.dep_ != "compound" and _has_article(number, head)


def _has_article(number: Token, head: Token) -> bool:
    return any(child.dep_ in ("det", "poss") and child.i < number.i and child.lower_ != "all" for child in head.children)


def _next_noun(doc: Doc, last: int) -> Token | None:
    """The noun that closes the run of adjectives and nouns right behind a number, whatever the parse says of it."""
    found = None
    for token in doc[last + 1 : last + 7]:
        if is_noun(token) and not token.is_sent_start:
            found = token
        elif token.text == "-" and found is not None and token.i + 1 < len(doc) and is_noun(doc[token.i + 1]):
            continue
        elif found is not None or not (token.pos_ == "ADJ" or (doc[last].lower_ == "of" and token.pos_ in ("DET", "PRON"))):
            break
    return found


def singular(noun: Token) -> str:
    """A noun → its singular in small letters. The model takes plural names, and nouns in headlines, for their own lemma."""
    form, lemma = noun.lower_, noun.lemma_.lower()
    if lemma != form or noun.tag_ not in ("NNS", "NNPS", "NNP") or len(form) < 4 or not form.endswith("s") or form.endswith("ss"):
        return lemma
    if noun.tag_ == "NNP" and noun.ent_type_ not in ("", "CARDINAL"):
        return lemma
    if form.endswith("ies") and len(form) > 4:
        return f"{form[:-3]}y"
    return form[:-2] if re.search(r"(?:[sxz]|ch|sh)es$", form) else form if form.endswith(("us", "is")) else form[:-1]


def phrase(noun: Token) -> tuple[int, int]:
    """A noun → the half-open token offsets of its phrase, from its first modifier to the end of its "of" phrases."""
    left = min((child.left_edge.i for child in noun.lefts if child.dep_ in _OWNERS and "(" not in child.text), default=noun.i)
    right = noun.i
    for child in noun.rights:
        if child.lower_ == "of" and child.dep_ == "prep" and child.nbor(-1).text not in ("(", "["):
            right = max(right, *(inner.i for inner in _inner(child)))
    return left, right + 1


def _inner(prep: Token) -> Iterator[Token]:
    yield prep
    for child in prep.children:
        if child.dep_ == "pobj" and prep.i and prep.nbor(-1).text not in ("(", "["):
            yield child
            for deeper in child.children:
                if deeper.dep_ in ("compound", "amod", "poss", "det", "nmod", "case") or deeper.lower_ == "of":
                    yield deeper
                    yield from _inner(deeper) if deeper.lower_ == "of" else ()


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
    keep += _governing(anchor)
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
    while climb.dep_ in ("nummod", "quantmod", "compound", "nmod", "pobj", "conj") and climb.head.i != climb.i:
        climb = climb.head
    if climb.dep_ == "prep" and climb.head.pos_ == "VERB" and climb.lower_ in ("to", "by", "from", "at", "between"):
        found += [child for child in climb.head.children if child.dep_ == "dobj" and is_noun(child)]
    if token.head.pos_ == "VERB" and token.dep_ == "dobj":
        found += [word for prep in token.head.children if prep.lower_ in ("from", "off") for word in _objects(prep)]
    return found


def _objects(prep: Token) -> list[Token]:
    return [child for child in prep.children if child.dep_ == "pobj" and is_noun(child)]


def _governing(token: Token) -> list[Token]:
    """The noun that the phrase of a token hangs on, and the subject of its clause."""
    found: list[Token] = []
    seen = 0
    while token.head.i != token.i and seen < 8:
        seen += 1
        head = token.head
        if token.dep_ in ("nsubj", "nsubjpass") and not is_noun(head):
            return found
        if (is_noun(head) and token.dep_ != "conj") or (token.dep_ == "prep" and _states(head)):
            found.append(head)
        if head.pos_ in ("VERB", "AUX") and not (head.dep_ == "acl" and any(child.lower_ == "to" for child in head.children)):
            subject = _subject(head)
            if subject is not None:
                return [*found, subject] if subject.i != token.i else found
            if head.pos_ == "VERB" and any(child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in _PRONOUNS for child in head.children):
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
    return [child for child in noun.head.children if child.dep_ in ("dobj", "attr") and is_noun(child) and child.i > noun.i]


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
    """Does an adjective or a gerund without an object tell what a measure is of: "[unemployed] for two years", "after [charging] for"?"""
    if word.dep_ == "pcomp" and word.tag_ == "VBG":
        return not any(child.dep_ == "dobj" for child in word.children)
    return word.dep_ == "acomp" and word.pos_ == "ADJ"


def _antecedent(token: Token) -> list[Token]:
    """The nearest subject or object before a token in its sentence, in the number of the pronoun there: what it stands for most often."""
    start, _ = sentence_at(token.doc, token.i)
    pronoun = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in _PRONOUNS), None)
    for before in reversed(token.doc[start : token.i if pronoun is None else pronoun.i]):
        if before.dep_ in ("nsubj", "nsubjpass", "dobj") and is_noun(before) and before.ent_type_ not in ("DATE", "TIME"):
            if pronoun is None or before.tag_.endswith("S") == (pronoun.lower_ == "they"):
                return [before]
    return []


def _subject(verb: Token) -> Token | None:
    """A verb → its subject noun; a relative clause's is its antecedent; a pronoun's is none."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and is_noun(child):
            return child
        if child.dep_ == "csubj" and child.tag_ == "VBG":
            return child
    if verb.dep_ in ("relcl", "acl") and is_noun(verb.head):
        return verb.head
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


def trend(doc: Doc, amount: Amount, start: int, token: Token, noun: Token | None, words: Lexicon) -> Trend | None:
    """The direction that a verb or particle gives a figure beginning at `start`: "rose by 3%", "down 5 points", "fell to 7"."""
    first = token_at(doc, start)
    before = doc[first - 1].lower_ if first else ""
    if before == "by" and first > 1 and doc[first - 2].lower_ in ("up", "down"):
        before = doc[first - 2].lower_
    if before in ("up", "down") and not _is_particle(doc[first - 1], words):
        return "up" if before == "up" else "down"
    if before == "off" and first > 1 and amount.kind == "share":
        return "down"
    beside = _RELATIVE.match(text_of(doc), amount.end)
    if beside and (amount.kind == "share" or noun is None or noun.lower_.startswith("point")):
        return "up" if beside[1].lower() == "higher" else "down"
    if before == "by" and first > 1 and (moved := _moved(doc[first - 2], words)):
        return moved
    verb, through = _verb(token)
    if amount.ranged and doc[first].lower_ == "from":
        return "down" if amount.falling and _falls(doc[first], words) else None
    if verb is None or through == "from":
        return None
    lemma = verb.lemma_.lower()
    bare = amount.unit is None and (noun is None or noun.lower_.startswith("point"))
    if lemma in words.weak and amount.kind not in ("share", "money") and not bare:
        return None
    if through == "to" and any(child.dep_ in ("dobj", "npadvmod") or child.lower_ == "by" for child in verb.children):
        return None
    moved = next((child.lower_ for child in verb.children if child.lower_ in ("up", "down") and child.i > verb.i), "")
    if moved and lemma in ("edge", "go", "be", "move", "tick", "inch", "come", "trade"):
        lemma = moved
    return "up" if lemma in words.rise else "down" if lemma in words.fall else None


def _falls(opening: Token, words: Lexicon) -> bool:
    """Does the "from" of "from 15 to 12 percent" hang on a verb, noun or particle that says that something fell?"""
    head = opening.head
    while head.i > opening.i and head.head.i != head.i:
        head = head.head
    if head.dep_ in ("prep", "pobj", "dobj", "nsubj", "npadvmod") and head.lower_ not in words.fall:
        head = head.head
    return head.lemma_.lower() in words.fall and head.i < opening.i


def _moved(word: Token, words: Lexicon) -> Trend | None:
    """The direction of a noun before "by": "an increase by 3"; of a name, the one said of another before: "A fell 2% and B by 3%"."""
    lemma = word.lemma_.lower()
    if word.pos_ in ("NOUN", "PROPN") and lemma in words.rise | words.fall:
        return "up" if lemma in words.rise else "down"
    if word.pos_ != "PROPN":
        return None
    start, _ = sentence_at(word.doc, word.i)
    for token in reversed(word.doc[start : word.i]):
        lemma = token.lemma_.lower()
        if lemma in words.rise | words.fall and lemma not in words.weak:
            return "up" if lemma in words.rise else "down"
    return None


def _is_particle(token: Token, words: Lexicon) -> bool:
    return token.dep_ == "prt" and token.head.lemma_.lower() in words.phrasal


def _verb(token: Token) -> tuple[Token | None, str]:
    """The verb that an amount's phrase hangs on directly, and the preposition between them ("" where none stands)."""
    through = ""
    for _ in range(4):
        head = token.head
        if head.i == token.i:
            return None, through
        if head.pos_ == "VERB":
            return (head if token.dep_ in _DIRECT else None), through
        if head.pos_ == "ADP":
            if head.lower_ not in ("by", "to", "from", "of", "than", "about", "around", "over", "under"):
                return None, through
            through = head.lower_
        elif token.dep_ not in ("nummod", "quantmod", "npadvmod", "compound", "pobj", "nmod"):
            return None, through
        token = head
    return None, through
