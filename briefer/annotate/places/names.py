"""Which words of a text name a place: the model's place entities, and gazetteer names that it missed or took for people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from briefer.annotate.findings import findings
from briefer.annotate.gazetteer import Entry, Kind, fold, look_up
from briefer.annotate.tokens import text_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LONGEST = 5
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
KIND_WORDS = {
    "province": Kind.DIVISION, "provinces": Kind.DIVISION, "governorate": Kind.DIVISION, "state": Kind.DIVISION,
    "oblast": Kind.DIVISION, "department": Kind.DIVISION, "prefecture": Kind.DIVISION, "region": Kind.DIVISION,
    "district": Kind.DISTRICT, "districts": Kind.DISTRICT, "county": Kind.DISTRICT, "municipality": Kind.DISTRICT,
    "city": Kind.CITY, "town": Kind.CITY, "airport": Kind.CITY, "suburb": Kind.CITY, "port": Kind.CITY,
}  # fmt: skip
LOCATIVE = _words(
    """
    in at near from outside inside around across throughout toward towards into to through between within via over
    northern southern eastern western central northeastern northwestern southeastern southwestern north south east west
    """
)
_SPEAKING = _words(
    """
    say tell announce agree accuse warn insist reject deny demand urge want condemn call respond reply claim believe argue
    declare vow pledge threaten impose recognize support back hope fear seek welcome decide refuse propose offer sign
    """
)
_OFFICIAL = _words(
    """
    envoy government ambassador administration policy position diplomat ally negotiator stance demand decision proposal
    interest backing support pressure response claim strategy patience
    """
)
_DEALING = _words(
    """
    talk deal agreement negotiation relation tie tension dialogue war trade alliance pact treaty rift dispute relationship
    """
)
_FILED = re.compile(r"(?:\s+(?:PROVINCE|CITY))?(?:,\s*[\w.’' -]{2,40}?)?\s*(?:\([^()\n]{2,40}\)|[–—-]{1,2}\s)", re.I)
"""What follows a dateline's place in a text not in capitals: a country, then a date or agency in brackets, or a dash."""
_COMMON = _words(
    """
    valley river sea lake coast gulf mountain bay island union center centre al march may april june july august
    """
)
_NAMELIKE = frozenset(("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Half-open token offsets, the places that bear the name, and what the words around it say of it."""

    start: int
    end: int
    folded: str
    candidates: tuple[Entry, ...]
    kind: Kind | None
    labelled: bool
    locative: bool


def shouting(doc: Doc) -> bool:
    """Is a text written in capitals, so that a capital says nothing?"""
    words = [word for word in text_of(doc).split() if len(word) > 3 and word.isalpha()]
    return bool(words) and sum(word.isupper() for word in words) > 0.6 * len(words)


def mentions(doc: Doc, *, shouted: bool) -> list[Mention]:
    """A Doc → every stretch of capitalised words that the gazetteer knows, the longest first, in the order of the text."""
    words = [token.text for token in doc]
    found: list[Mention] = []
    for at, word in enumerate(words):
        if word[0].isupper() and (not found or at >= found[-1].end) and _may_begin(doc[at], shouted):
            mention = _mention_at(doc, words, at, shouted)
            if mention is not None:
                found.append(mention)
    return found


def _may_begin(token: Token, shouted: bool) -> bool:
    if not shouted or token.ent_type_ in PLACE_LABELS:
        return True
    return not token.is_stop and token.pos_ not in ("VERB", "AUX", "ADP", "DET", "PRON")


def _mention_at(doc: Doc, words: list[str], start: int, shouted: bool) -> Mention | None:
    """The longest name that begins at a token, if the gazetteer has one: it ends in a capitalised word, no comma within."""
    end = start + 1
    while end < min(start + LONGEST, len(words)) and (words[end][0].isalnum() or words[end] in ("-", "'", "’")):
        end += 1
    for stop in range(end, start, -1):
        if not words[stop - 1][0].isupper():
            continue
        folded = " ".join(part for part in map(fold, words[start:stop]) if part)
        candidates = look_up(folded)
        if (
            candidates
            and (len(folded) > 2 or candidates[0].kind is Kind.COUNTRY or words[stop - 1][-1] == ".")
            and not _is_stop(doc, start, stop, shouted)
        ):
            return _described(doc, start, stop, folded, candidates)
    return None


def _is_stop(doc: Doc, start: int, end: int, shouted: bool) -> bool:
    """A single word that only looks like a name: "us" is no country, "Of" no town."""
    if end - start > 1:
        return False
    token = doc[start]
    if token.lower_ in LOCATIVE or token.lower_ in _COMMON or token.lower_ in KIND_WORDS:
        return True
    if token.text in ("US", "USA", "UK", "UAE"):
        return shouted and token.tag_.startswith("PRP")
    return token.is_stop or (len(token.text) < 4 and token.ent_type_ not in PLACE_LABELS and not token.text.endswith("."))


def _described(doc: Doc, start: int, end: int, folded: str, candidates: tuple[Entry, ...]) -> Mention:
    before, after = doc[start - 1] if start else None, doc[end] if end < len(doc) else None
    kind = KIND_WORDS.get(after.lower_) if after is not None else None
    if before is not None and before.lower_ == "of" and start > 1:
        kind = kind or KIND_WORDS.get(doc[start - 2].lower_)
    if kind is None and after is not None and after.text in ("'s", "’s", "'", "’") and end + 1 < len(doc):
        kind = KIND_WORDS.get(doc[end + 1].lower_) if doc[end + 1].text[0].isupper() else None
    labelled = all(token.ent_type_ in PLACE_LABELS for token in doc[start:end])
    locative = before is not None and before.lower_ in LOCATIVE
    return Mention(start, end, folded, candidates, kind, labelled, locative)


def means_a_place(doc: Doc, mention: Mention, likely: frozenset[str], surnames: frozenset[str], *, shouted: bool) -> bool:
    """Does the text mean the place, and not a person, a newspaper, a body or a government of that name?

    `likely` are the countries that the article is about, `surnames` the last words of its people's names.
    """
    if _within_a_name(doc, mention):
        return mention.kind is not None and mention.kind is not Kind.CITY and not _person(doc, mention)
    if mention.kind is None and _speaks_for_a_state(doc, mention):
        return False
    top = mention.candidates[0]
    near = any(entry.country in likely for entry in mention.candidates)
    known = top.kind is Kind.COUNTRY or any(
        entry.kind in (Kind.DIVISION, Kind.CAPITAL, Kind.REGION) for entry in mention.candidates
    )
    if mention.kind is not None and any(_fits(entry, mention.kind) for entry in mention.candidates):
        return True
    if doc[mention.end : mention.end + 1].text.lower() in ("county", "street", "road", "avenue"):
        return False
    if shouted:
        return top.kind is Kind.COUNTRY or _shouted_place(doc, mention, likely)
    if mention.folded in surnames:
        return False
    if mention.labelled:
        return near or known or not likely or top.population >= 100_000
    label = doc[mention.start].ent_type_
    if label in ("NORP", "LANGUAGE", "DATE", "TIME", "MONEY"):
        return False
    if top.kind is Kind.COUNTRY and label not in ("PERSON", "ORG"):
        return doc[mention.start].pos_ == "PROPN"
    if doc[mention.start].pos_ != "PROPN" and not (near and mention.locative):
        return False
    if near:
        return mention.locative or mention.end - mention.start > 1 or (known and label != "PERSON") or (label == "" and known)
    return mention.locative and (top.population >= 100_000 or known) and label not in ("PERSON", "ORG")


def _shouted_place(doc: Doc, mention: Mention, likely: frozenset[str]) -> bool:
    """In a text in capitals a town or division of the countries that it is about, not too small, and no one's name."""
    sure = [
        entry
        for entry in mention.candidates
        if entry.country in likely and (entry.population >= 30_000 or entry.kind is Kind.DIVISION)
    ]
    token = doc[mention.start]
    if not sure or (token.ent_type_ == "PERSON" and mention.kind is None):
        return False
    return mention.locative or mention.labelled or token.ent_type_ == "ORG" or sure[0].population >= 100_000


def means_it_too(doc: Doc, mention: Mention, meant: frozenset[str]) -> bool:
    """Is it a name that the article uses for a place elsewhere, whatever the model calls it here ("the Nice prosecutor")?"""
    token = doc[mention.start]
    if mention.folded not in meant or token.pos_ != "PROPN" or token.ent_type_ not in ("", "ORG", "PRODUCT", "FAC"):
        return False
    return not _within_a_name(doc, mention) and not _speaks_for_a_state(doc, mention)


def _fits(entry: Entry, kind: Kind) -> bool:
    return entry.kind is kind or (kind is Kind.CITY and entry.kind is Kind.CAPITAL)


def _entity(doc: Doc, mention: Mention) -> Span | None:
    """The model's entity that reaches beyond a mention on either side, "the", "'s" and kind words aside."""
    token = doc[mention.start]
    if not token.ent_type_:
        return None
    start, end = mention.start, mention.end
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    while start < mention.start and (doc[start].lower_ in ("the", "northern", "southern", "eastern", "western", "central")):
        start += 1
    while end > mention.end and (doc[end - 1].lower_ in KIND_WORDS or doc[end - 1].text in ("'s", "’s", "'", "’", ",")):
        end -= 1
    return doc[start:end] if (start, end) != (mention.start, mention.end) else None


def _within_a_name(doc: Doc, mention: Mention) -> bool:
    """Is it a part of a longer name: "Paris Hilton", "Washington Post", "Kabul University"?"""
    entity = _entity(doc, mention)
    if entity is not None and doc[mention.start].ent_type_ in _NAMELIKE:
        return not _listed(doc, entity, mention)
    if _tail_of_a_name(doc, mention):
        return True
    after = doc[mention.end] if mention.end < len(doc) else None
    if after is None or not after.text[0].isupper() or after.pos_ != "PROPN" or after.lower_ in KIND_WORDS:
        return False
    if entity is not None and after.i < entity.end and mention.labelled:
        return True
    joined = after.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART") and after.ent_iob_ == "I"
    return joined or (
        after.ent_type_ == "" and doc[mention.end - 1].head is after and doc[mention.end - 1].dep_ in ("compound", "nmod")
    )


def _tail_of_a_name(doc: Doc, mention: Mention) -> bool:
    """Does an unknown name lead into it ("Wali Kot district")? Then the gazetteer's "Kot" is another place."""
    before = doc[mention.start - 1] if mention.start else None
    if before is None or before.pos_ != "PROPN" or not before.text[0].isupper() or not before.is_alpha or before.is_upper:
        return False
    if before.lower_ in LOCATIVE or before.ent_type_ == "NORP" or look_up(fold(before.text)):
        return False
    return before.dep_ == "compound" and before.head.i >= mention.start


def _listed(doc: Doc, entity: Span, mention: Mention) -> bool:
    """Does a comma, "and" or "/" inside an entity part the mention from the rest of it?"""
    left = doc[mention.start - 1].text if mention.start > entity.start else ","
    right = doc[mention.end].text if mention.end < entity.end else ","
    return left in (",", "and", "/", "(") and right in (",", "and", "/", ")", "'s", "’s")


def _person(doc: Doc, mention: Mention) -> bool:
    entity = _entity(doc, mention)
    return entity is not None and doc[mention.start].ent_type_ == "PERSON" and entity.start < mention.start


def _speaks_for_a_state(doc: Doc, mention: Mention) -> bool:
    """Does a name stand for a government: "Washington said", "Washington’s envoy", "talks between Delhi and …"?"""
    if not doc.has_annotation("DEP"):
        return False
    if mention.candidates[0].kind not in (Kind.COUNTRY, Kind.CAPITAL):
        return False
    token = doc[mention.end - 1]
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in _SPEAKING and token.dep_ == "nsubj":
        return True
    if mention.candidates[0].kind is Kind.COUNTRY:
        return False
    if token.dep_ == "poss" and token.head.lemma_.lower() in _OFFICIAL:
        return True
    first = token
    while first.dep_ == "conj" and first.head is not first:
        first = first.head
    preposition = first.head
    return preposition.lower_ in ("between", "with") and first.dep_ == "pobj" and preposition.head.lemma_.lower() in _DEALING


def surnames(doc: Doc) -> frozenset[str]:
    """The last words of the names of two words and more that the model takes for people and the gazetteer does not know."""
    return frozenset(
        fold(entity[-1].text) if entity[-1].text not in ("'s", "’s") else fold(entity[-2].text)
        for entity in doc.ents
        if entity.label_ == "PERSON"
        and len(entity) > 1
        and not look_up(fold(entity.text.removesuffix("’s").removesuffix("'s")))
    )


def in_dateline(doc: Doc, mention: Mention) -> bool:
    """Does a mention stand where the article was filed, not where something happened?"""
    article = findings(doc).article
    if article.dateline is not None and article.dateline.span.start <= doc[mention.start].idx < article.dateline.span.end:
        return True
    name = doc[mention.start : mention.end].text
    return (
        name.isupper()
        and len(name) > 3
        and bool(_FILED.match(text_of(doc), doc[mention.end - 1].idx + len(doc[mention.end - 1])))
    )
