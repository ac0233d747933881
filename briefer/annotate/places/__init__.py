"""Places that a text names, and the provinces that hold them.

The model's own place entities, and gazetteer names that it missed or typed as people or bodies. The component also mends those
entities' labels, so that the finders behind it do not take a town for a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from briefer.annotate.findings import findings, span_of
from briefer.annotate.gazetteer import Entry, Kind, by_id
from briefer.annotate.places.names import Mention, in_dateline, means_a_place, means_it_too, mentions, shouting, surnames
from briefer.annotate.places.resolve import countries_of, elsewhere, follower, meant
from briefer.model.annotation import Place


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention and the place that it means."""

    mention: Mention
    entry: Entry
    filed: bool


def find_places(doc: Doc) -> tuple[Place, ...]:
    """A Doc → the places that it names, in the order of the text.

    A government that bears its capital's name, a newspaper, a person called Jordan are none. A division has the coordinates of
    its largest town, a country and a district none.
    """
    return tuple(_place(doc, one) for one in _resolved(doc))


def provinces(doc: Doc) -> tuple[str, ...]:
    """A Doc → the first-level divisions that it names, or that hold its places, in the order of the text, each once.

    The capital it was filed from is no such place, nor is another country's town in an article that is about one country.
    """
    return _provinces(doc, _resolved(doc))


def _resolved(doc: Doc) -> list[_Found]:
    shouted, people = shouting(doc), surnames(doc)
    noticed = mentions(doc, shouted=shouted)
    countries = countries_of(doc, noticed)
    likely = frozenset(countries[:3])
    kept = [one for one in noticed if means_a_place(doc, one, likely, people, shouted=shouted)]
    meant_here = frozenset(one.folded for one in kept if one.labelled)
    kept = [one for one in noticed if one in kept or means_it_too(doc, one, meant_here)]
    divisions = frozenset(
        entry.id for one in kept if one.kind is Kind.DIVISION for entry in one.candidates if entry.kind is Kind.DIVISION
    )  # fmt: skip
    found: list[_Found] = []
    senses: dict[tuple[str, Kind | None], Entry] = {}
    for number, one in enumerate(kept):
        beside = follower(doc, one, kept[number + 1 : number + 3])
        if elsewhere(one, beside):
            continue
        key = (one.folded, one.kind)
        entry = _known(senses, one) if beside is None else None
        if entry is None:
            entry = senses[key] = meant(one, beside, countries, divisions)
        found.append(_Found(one, entry, in_dateline(doc, one)))
    return found


def _known(senses: dict[tuple[str, Kind | None], Entry], one: Mention) -> Entry | None:
    """The sense that the article has given a name: "Baghlan" after "Baghlan Province" is the province."""
    said = senses.get((one.folded, one.kind))
    if said is None and one.kind is None and one.candidates[0].kind is not Kind.CAPITAL:
        return senses.get((one.folded, Kind.DIVISION))
    return said


def _place(doc: Doc, one: _Found) -> Place:
    entry = one.entry
    span = span_of(doc, one.mention.start, one.mention.end)
    return Place(span, entry.name, entry.country, entry.latitude, entry.longitude, entry.id if entry.id > 0 else None)


def _provinces(doc: Doc, found: list[_Found]) -> tuple[str, ...]:
    inside = [one for one in found if not (one.filed and one.entry.kind in (Kind.CAPITAL, Kind.COUNTRY))]
    weights = Counter(one.entry.country for one in found)
    main = weights.most_common(1)[0][0] if weights and 2 * weights.most_common(1)[0][1] >= len(found) else None
    names: dict[str, None] = {}
    for one in inside:
        division = by_id(one.entry.division) if one.entry.division else None
        if division is not None and (main is None or one.entry.country == main):
            names.setdefault(division.name)
    return tuple(names)


def _mend(doc: Doc, found: list[_Found]) -> None:
    """Entities that are places after all become GPE: wholly covered ones of another label, and names that had none."""
    new = [
        Tokens(doc, one.mention.start, one.mention.end, label="GPE")
        for one in found
        if not one.mention.labelled
        and doc[one.mention.start].ent_type_ in ("", "PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART")
    ]
    if not new:
        return
    covered = {token.i for tokens in new for token in tokens}
    kept = [entity for entity in doc.ents if not covered & set(range(entity.start, entity.end))]
    doc.ents = filter_spans([*new, *kept])


def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that leaves `places` and `provinces`, and mends the labels of entities that are places."""

    def component(doc: Doc) -> Doc:
        found = _resolved(doc)
        left = findings(doc)
        left.places = tuple(_place(doc, one) for one in found)
        left.provinces = _provinces(doc, found)
        _mend(doc, found)
        return doc

    return component


Language.factory("briefer_places", func=make)
