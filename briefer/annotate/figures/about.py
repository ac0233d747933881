"""What a figure counts and where it moves, from the parse: the counted noun and its phrase, ages, the trend."""

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
_STEP_BEFORE = re.compile(r"\bby\s+(?:about\s+|some\s+)?[$€£]?\d[\d.,]*(?:\s?[\w%]+){0,2}\s+to\s+$", re.IGNORECASE)
_AGE_END = re.compile(r"\s*[,;.)]|\s+(?:of|from|at|in|and|was|is|were)\b|\s*$|\s*\n")
_COUNTING = frozenset({"nummod", "amod", "compound", "quantmod", "nmod", "advmod"})
_OWNERS = ("compound", "amod", "nmod", "poss", "nummod")


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
    return before is not None and (before.ent_type_ in named or (before.pos_ in ("PROPN", "NOUN") and before.ent_type_ == ""))


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
    """Is the singular noun behind a number what it counts, in one thing's name: "the 12 [page] document", "a 3 [door] car"?"""
    head = following.nbor(1) if following.i + 1 < len(doc) else following
    single = (
        following.tag_ == "NN" and head.tag_ == "NN" and (amount.low or 0) > 1 and following.lower_ not in ("per", "record")
    )
    number = doc[following.i - 1]
    return single and number.text.isdigit() and not amount.ranged and head.dep_ != "compound" and _has_article(number, head)


def _has_article(number: Token, head: Token) -> bool:
    return any(child.dep_ in ("det", "poss") and child.i < number.i and child.lower_ != "all" for child in head.children)


def _next_noun(doc: Doc, last: int) -> Token | None:
    """The noun that closes the run of adjectives and nouns right behind a number, whatever the parse says of it."""
    found = None
    for token in doc[last + 1 : last + 7]:
        if token.i == last + 1 and token.lower_ in ("last", "next", "this"):
            break
        if is_noun(token) and not token.is_sent_start:
            found = token
        elif token.text == "-" and found is not None and token.i + 1 < len(doc) and is_noun(doc[token.i + 1]):
            continue
        elif found is not None or not (token.pos_ == "ADJ" or (doc[last].lower_ == "of" and token.pos_ in ("DET", "PRON"))):
            break
    return found


def singular(noun: Token) -> str:
    """A noun → its singular in small letters. To the model, plural names and nouns in headlines are their own lemma."""
    form, lemma = noun.lower_, noun.lemma_.lower()
    plural = noun.tag_ in ("NNS", "NNPS") or (noun.tag_ == "NNP" and noun.ent_type_ in ("", "CARDINAL"))
    if lemma != form or not plural or len(form) < 4 or not form.endswith("s") or form.endswith("ss"):
        return lemma
    if form.endswith("ies") and len(form) > 4:
        return f"{form[:-3]}y"
    return form[:-2] if re.search(r"(?:[sxz]|ch|sh)es$", form) else form if form.endswith(("us", "is")) else form[:-1]


def phrase(noun: Token) -> tuple[int, int]:
    """A noun → the half-open token offsets of its phrase, from its first modifier to the end of its "of" phrases."""
    left = min((child.left_edge.i for child in noun.lefts if child.dep_ in _OWNERS), default=noun.i)
    right = noun.i
    for child in noun.rights:
        if child.lower_ == "of" and child.dep_ == "prep" and child.nbor(-1).text not in ("(", "["):
            right = max(right, *(inner.i for inner in _inner(child)))
    return left, right + 1


def listed(noun: Token, words: Lexicon) -> Token | None:
    """The last of the people that one number counts together: "11 officers and [soldiers]", "five men, women and [children]".

    Each is a plural without a number or article of its own.
    """
    last = None
    while noun.tag_ == "NNS" and noun.lemma_.lower() in words.people | words.forces:
        other = next((child for child in noun.children if child.dep_ == "conj" and child.tag_ == "NNS"), None)
        if other is None or other.lemma_.lower() not in words.people | words.forces:
            break
        if any(child.dep_ in ("nummod", "det", "poss", "quantmod") or child.like_num for child in other.lefts):
            break
        noun = last = other
    return last


def _inner(prep: Token) -> Iterator[Token]:
    yield prep
    for child in prep.children:
        if child.dep_ == "pobj" and prep.i and prep.nbor(-1).text not in ("(", "["):
            yield child
            for deeper in child.children:
                if deeper.dep_ in ("compound", "amod", "poss", "det", "nmod", "case") or deeper.lower_ == "of":
                    yield deeper
                    yield from _inner(deeper) if deeper.lower_ == "of" else ()


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
    if before == "by" and first > 1 and (stepped := _moved(doc[first - 2], words)):
        return stepped
    if before == "to" and _STEP_BEFORE.search(text_of(doc), max(0, amount.start - 60), amount.start):
        return None
    verb, through = _verb(token)
    if amount.ranged and doc[first].lower_ == "from":
        return "down" if amount.falling and _falls(doc[first], words) else None
    if verb is None or through == "from":
        return None
    lemma = verb.lemma_.lower()
    bare = amount.unit is None and (noun is None or noun.lower_.startswith("point"))
    if lemma in words.weak and amount.kind not in ("share", "money") and not bare:
        return None
    if lemma == "drop" and noun is not None and not bare and not through:
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
    """The word before "by" → its direction: "a rise by 3"; of a name, what was said of another: "A fell 2% and B by 3%"."""
    if word.pos_ in ("NOUN", "PROPN") and (direction := _direction(word, words)):
        return direction
    if word.pos_ != "PROPN":
        return None
    start, _ = sentence_at(word.doc, word.i)
    said = (_direction(token, words) for token in reversed(word.doc[start : word.i]) if token.lemma_.lower() not in words.weak)
    return next((direction for direction in said if direction), None)


def _direction(word: Token, words: Lexicon) -> Trend | None:
    lemma = word.lemma_.lower()
    return "up" if lemma in words.rise else "down" if lemma in words.fall else None


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
