"""Where an article names persons.

The small model types foreign names badly (an organisation, a place, a social network for a person). What stands beside a name
repairs it: a title or an office before or behind it, the surname of somebody already named, the majority within the article.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from briefer.annotate.people.lexicon import is_role, speakers

_PARTICLES = {
    "al",
    "bin",
    "ben",
    "ibn",
    "de",
    "del",
    "della",
    "di",
    "da",
    "van",
    "von",
    "der",
    "den",
    "la",
    "le",
    "ul",
    "ur",
    "bint",
    "abu",
    "dos",
    "el",
}
_NEVER = {"GPE", "NORP", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE", "LAW", "EVENT"}
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name at token offsets, without title; `sure` where the words beside it say that it is a person's."""

    start: int
    end: int
    words: tuple[str, ...]
    sure: bool


def names(doc: Doc) -> list[Name]:
    """A Doc → the names of persons in it, in order, none overlapping another."""
    votes = _votes(doc)
    found: dict[int, Name] = {}
    taken = [False] * len(doc)

    def keep(start: int, end: int, sure: bool) -> None:
        start, end = _trim(doc, start, end)
        if start >= end or any(taken[start:end]):
            return
        words = tuple(token.text for token in doc[start:end])
        if not _looks_like_a_name(words):
            return
        found[start] = Name(start, end, words, sure)
        taken[start:end] = [True] * (end - start)

    for start, end in _announced(doc):
        keep(start, end, True)
    for start, end in _apposed(doc):
        keep(start, end, True)
    for entity in doc.ents:
        if entity.label_ == "PERSON" and votes[entity.text] >= 0:
            keep(entity.start, entity.end, False)
    return [found[start] for start in sorted(found)]


def _votes(doc: Doc) -> Counter[str]:
    """Each entity's text → how many times more often the article's entities call it a person than something else."""
    votes: Counter[str] = Counter()
    for entity in doc.ents:
        votes[entity.text] += 1 if entity.label_ == "PERSON" else -1
    return votes


def _looks_like_a_name(words: tuple[str, ...]) -> bool:
    if not any(word[:1].isupper() for word in words) or len(words) > 6:
        return False
    if any(character.isdigit() or character in "@#/:%$" for word in words for character in word):
        return False
    known = speakers()
    if len(words) > 1 and words[-1].lower() in known.places | known.collectives:
        return False
    return not any(word.lower() in known.platforms for word in words) and len("".join(words)) > 1


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Titles, offices and marks at the edges of a name go; a line break inside cuts it."""
    known = speakers()
    for index in range(start, end):
        if doc[index].is_space and "\n" in doc[index].text:
            end = index
            break
    while start < end and (
        not doc[start].text[:1].isalpha()
        or doc[start].lower_.rstrip(".") in known.titles
        or (is_role(doc[start].text) and end - start > 1)
        or doc[start].pos_ == "DET"
    ):
        start += 1
    while end > start and (
        doc[end - 1].tag_ == "POS" or (not doc[end - 1].text[-1:].isalnum() and doc[end - 1].lower_ not in _SUFFIXES)
    ):
        if len(doc[end - 1].text) == 2 and doc[end - 1].text[-1] == "." and end - start > 1:
            break
        end -= 1
    return start, end


def _run(doc: Doc, start: int) -> int:
    """Where a run of capitalised name words that begins at `start` ends (`start` itself where none does)."""
    end = start
    while end < len(doc):
        token = doc[end]
        capital = token.text[:1].isupper() and (token.pos_ == "PROPN" or token.ent_type_ == "PERSON" or token.tag_ == "NNP")
        particle = end > start and token.lower_ in _PARTICLES and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        if not (capital or particle) or (token.ent_type_ in _NEVER and doc[start].ent_type_ not in _NEVER):
            break
        end += 1
    return end


def _is_whole(doc: Doc, start: int, end: int) -> bool:
    """Is the run a name by itself, and no place's?"""
    return end > start and doc[start].ent_type_ not in _NEVER and _is_bare(doc, start, end)


def _is_bare(doc: Doc, start: int, end: int) -> bool:
    """Does the run hold no office and modify no noun behind it ("chief White House correspondent")?"""
    if end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"} and not doc[end].is_punct:
        return False
    return not any(is_role(token.text) and index > 0 for index, token in enumerate(doc[start:end]))


def _announced(doc: Doc) -> list[tuple[int, int]]:
    """Runs behind a title or an office: "Mr. Basharat", "council member Mabobullah Ghafari"."""
    known = speakers()
    found = []
    for token in doc:
        bare = token.lower_.rstrip(".")
        title = bare in known.titles and token.text[:1].isupper()
        office = token.pos_ in {"NOUN", "PROPN"} and is_role(token.text)
        if (title or office) and token.i + 1 < len(doc) and not doc[token.i + 1].is_sent_start:
            end = _run(doc, token.i + 1)
            short = end - token.i - 1 < 2 and not title
            typed = doc[token.i + 1].ent_type_ == "PERSON" if end > token.i + 1 else False
            if _is_whole(doc, token.i + 1, end) and (not short or typed) and end - token.i <= 5:
                found.append((token.i + 1, end))
    return found


def _apposed(doc: Doc) -> list[tuple[int, int]]:
    """Runs of two words or more beside an office: "X Y, chief of …", "the spokesman in Z, X Y"."""
    found = []
    index = 0
    while index < len(doc):
        end = _run(doc, index)
        if 2 <= end - index <= 4 and (
            (_is_whole(doc, index, end) and _office_behind(doc, end) and not _is_employer(doc, index, end))
            or (_is_bare(doc, index, end) and _office_ahead(doc, index))
        ):
            found.append((index, end))
        index = max(end, index + 1)
    return found


def _office_behind(doc: Doc, end: int) -> bool:
    if end >= len(doc) or doc[end].text != ",":
        return False
    for index in range(end + 1, min(end + 7, len(doc))):
        token = doc[index]
        if token.pos_ == "NOUN" and is_role(token.text):
            return True
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "PART", "PRON", "ADV"} or (
            token.text[:1].isupper() and index == end + 1
        ):
            return False
    return False


def _is_employer(doc: Doc, start: int, end: int) -> bool:
    """Does an office stand before the name, and "for" or "at" between them: "an editor for X Y, director of …"?"""
    if start < 2 or doc[start - 1].lower_ not in {"for", "at"} or doc[start].ent_type_ == "PERSON" == doc[end - 1].ent_type_:
        return False
    return is_role(doc[start - 2].text)


def _office_ahead(doc: Doc, start: int) -> bool:
    """Does a phrase with an office in it stand before the comma: "the spokesman for the police, X Y,"?"""
    if start < 3 or doc[start - 1].text != ",":
        return False
    for index in range(start - 2, max(start - 12, -1), -1):
        token = doc[index]
        if token.is_punct or token.pos_ in {"VERB", "AUX", "CCONJ"}:
            return False
        if token.pos_ == "DET" and index + 1 < start and _office_in(doc, index + 1, start - 1):
            return _ends_apposition(doc, _run(doc, start))
    return False


def _office_in(doc: Doc, start: int, end: int) -> bool:
    """Is an office the head of a phrase: before its first preposition, or at its end?"""
    for index in range(start, end):
        if doc[index].pos_ == "ADP" or index == end - 1:
            last = index if doc[index].pos_ != "ADP" else index - 1
            return doc[last].pos_ == "NOUN" and is_role(doc[last].text)
    return False


def _ends_apposition(doc: Doc, end: int) -> bool:
    return end >= len(doc) or doc[end].text in {",", "."} or doc[end].pos_ in {"VERB", "AUX"}
