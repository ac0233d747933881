"""An article's persons: who is named, under the fullest name that it gives, with role, affiliation and every mention."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc

from briefer.annotate.findings import findings, register, span_of
from briefer.annotate.people.names import Name, names
from briefer.annotate.people.roles import Role, role_of
from briefer.model.annotation import Person

_LOCATIVE = {"in", "inside", "near", "outside", "across", "throughout", "around"}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


def find_people(doc: Doc) -> tuple[Person, ...]:
    """A Doc → its persons in the order of their first mention.

    A surname, or a first name that only one person bears, is a mention of the fullest name that ends (or begins) with it; where
    two persons share a surname, of the one who is named in full most often.
    """
    named = names(doc)
    groups = _groups(named)
    known = _aliases(doc, named, groups)
    people = []
    for full in sorted(groups, key=lambda words: min(name.start for name in groups[words])):
        mentions = sorted([*groups[full], *known.get(full, ())], key=lambda name: name.start)
        if _is_place(doc, mentions):
            continue
        role = _role(doc, mentions)
        spans = tuple(span_of(doc, name.start, name.end) for name in mentions)
        people.append(Person(_written(doc, mentions), role[0] if role else None, role[1] if role else None, spans))
    return tuple(people)


def _is_place(doc: Doc, mentions: list[Name]) -> bool:
    """Does the text treat a name as a place: the gazetteer's, or behind "inside", and never what a person is or does?"""
    if any(name.sure or doc[name.start : name.end].root.dep_ == "nsubj" for name in mentions):
        return False
    places = {(place.span.start, place.span.end) for place in findings(doc).places}
    for name in mentions:
        if (name.start and doc[name.start - 1].lower_ in _LOCATIVE) or (len(name.words) > 1 and _offsets(doc, name) in places):
            return True
    return False


def _offsets(doc: Doc, name: Name) -> tuple[int, int]:
    return doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1])


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words → what two spellings of it share: lower case, without initials, suffixes and dots."""
    kept = tuple(word.lower().strip(".") for word in words)
    kept = tuple(word for word in kept if word not in _SUFFIXES and (len(word) > 1 or len(words) < 3)) or kept
    return (kept[0], kept[-1]) if len(kept) > 2 else kept


def _groups(named: list[Name]) -> dict[tuple[str, ...], list[Name]]:
    """Names → by the key of the fullest name that each stands for."""
    groups: dict[tuple[str, ...], list[Name]] = {}
    for name in named:
        if len(_key(name.words)) > 1:
            groups.setdefault(_key(name.words), []).append(name)
    full = dict(groups)
    for name in named:
        key = _key(name.words)
        if len(key) == 1:
            groups.setdefault(_bearer(key[0], full) or key, []).append(name)
    return groups


def _bearer(word: str, full: dict[tuple[str, ...], list[Name]]) -> tuple[str, ...] | None:
    """A single name → the full name that ends with it, else the only one that begins with it."""
    last = [key for key in full if key[-1] == word]
    if last:
        return max(last, key=lambda key: (len(full[key]), -full[key][0].start))
    first = [key for key in full if key[0] == word]
    return first[0] if len(first) == 1 else None


def _aliases(doc: Doc, named: list[Name], groups: dict[tuple[str, ...], list[Name]]) -> dict[tuple[str, ...], list[Name]]:
    """Surnames that the model typed as something else, or not at all, become mentions of the person."""
    taken = {index for name in named for index in range(name.start, name.end)}
    surnames = {key[-1]: key for key in groups if len(key) > 1}
    found: dict[tuple[str, ...], list[Name]] = {}
    for token in doc:
        key = surnames.get(token.lower_)
        if key is None or token.i in taken or not token.text[:1].isupper():
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        joined = following is not None and following.pos_ in {"PROPN", "NOUN"} and token.dep_ == "compound"
        wider = (token.ent_type_ and token.ent_iob_ == "I") or (
            following is not None and following.ent_iob_ == "I" and following.tag_ != "POS"
        )
        if not joined and not wider:
            bearer = _bearer(token.lower_, {k: v for k, v in groups.items() if len(k) > 1}) or key
            found.setdefault(bearer, []).append(Name(token.i, token.i + 1, (token.text,), False))
    return found


def _written(doc: Doc, mentions: list[Name]) -> str:
    """The fullest of the mentions, the first of equals."""
    best = max(mentions, key=lambda name: (len(name.words), -name.start))
    return " ".join(doc[best.start : best.end].text.split())


def _role(doc: Doc, mentions: list[Name]) -> Role | None:
    """The first role that a mention's surroundings give, the fuller names first."""
    bounds = findings(doc).paragraphs or ((0, len(doc)),)
    starts = [start for start, _ in bounds]
    for name in sorted(mentions, key=lambda name: (-len(name.words) > -2, name.start)):
        floor, ceiling = bounds[max(bisect_right(starts, name.start) - 1, 0)]
        role = role_of(doc, name.start, name.end, min(floor, name.start), max(ceiling, name.end))
        if role is not None:
            return role
    return None


make = register("briefer_people", "people", find_people)
