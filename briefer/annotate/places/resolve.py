"""Which place a name means, of those that bear it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from briefer.annotate.findings import findings
from briefer.annotate.gazetteer import Entry, Kind, country_of_people, fold, look_up
from briefer.annotate.places.names import Mention

_RANK = {Kind.COUNTRY: 0, Kind.CAPITAL: 1, Kind.CITY: 2, Kind.DIVISION: 3, Kind.REGION: 4, Kind.DISTRICT: 5}


def dateline_country(doc: Doc) -> str | None:
    """The country that an article was filed from, where its dateline's place is known."""
    dateline = findings(doc).article.dateline
    if dateline is None or not dateline.place:
        return None
    parts = [part.strip() for part in dateline.place.split(",") if part.strip()]
    for part in reversed(parts):
        for entry in look_up(fold(part)):
            if entry.kind in (Kind.COUNTRY, Kind.CAPITAL) or entry.population >= 100_000 or entry.kind is Kind.DIVISION:
                return entry.country
    return None


def countries_of(doc: Doc, found: Sequence[Mention]) -> tuple[str, ...]:
    """The countries that an article is about: the dateline's first, then those named most, by name, people or capital."""
    named: Counter[str] = Counter()
    first: dict[str, int] = {}
    for mention in found:
        top = mention.candidates[0]
        if top.country and top.kind in (Kind.COUNTRY, Kind.CAPITAL) and (top.kind is Kind.COUNTRY or top.population > 200_000):
            named[top.country] += 2 if top.kind is Kind.COUNTRY else 1
            first.setdefault(top.country, mention.start)
        elif len({entry.country for entry in mention.candidates}) == 1 and top.country and mention.labelled:
            named[top.country] += 1
            first.setdefault(top.country, mention.start)
    for at, word in enumerate([token.text for token in doc]):
        if word[0].isupper() and (land := country_of_people(fold(word))):
            named[land] += 1
            first.setdefault(land, at)
    filed = dateline_country(doc)
    ranked = sorted(named, key=lambda land: (land != filed, -named[land], first[land]))
    return tuple(dict.fromkeys([*([filed] if filed else []), *ranked]))


def meant(mention: Mention, beside: Entry | None, countries: Sequence[str], divisions: frozenset[int]) -> Entry:
    """A mention's candidates → the one that is meant.

    `beside` is the country or division that follows it ("Wilmington, Delaware"); `countries` those of the article in their
    order; `divisions` those that it names. What is left is settled by size: a town before the province of its name.
    """
    rank = {land: number for number, land in enumerate(countries)}

    def order(entry: Entry) -> tuple[bool, bool, bool, int, bool, int, bool, int, int]:
        held = beside is not None and entry.country == beside.country
        within = held and beside is not None and (beside.kind is Kind.COUNTRY or entry.division == beside.division)
        country = entry.kind is Kind.COUNTRY and mention.kind is None and (beside is None or beside.country == entry.country)
        place = rank.get(entry.country or "", len(rank))
        return (
            not (held and within),
            not _as_said(entry, mention.kind),
            not country,
            min(place, 1) if entry.population >= 1_000_000 and mention.kind is None else place,
            entry.division not in divisions,
            -entry.population if entry.country not in rank else 0,
            _outshone(entry, mention),
            _RANK[entry.kind],
            -entry.population,
        )  # fmt: skip

    return min(mention.candidates, key=order)


def _outshone(entry: Entry, mention: Mention) -> bool:
    """Is a town found by a short form of its name ("Maryland City") where a division of its country bears the very name?"""
    if entry.kind is not Kind.CITY or entry.population >= 1_000_000 or fold(entry.name) == mention.folded:
        return False
    same = (other for other in mention.candidates if other.kind is Kind.DIVISION and other.country == entry.country)
    return any(fold(other.name) == mention.folded for other in same)


def _as_said(entry: Entry, kind: Kind | None) -> bool:
    """Is an entry of the kind that the text says it is ("Kunduz province", "the city of Kunduz")?"""
    if kind is None:
        return True
    return entry.kind is kind or (kind is Kind.CITY and entry.kind is Kind.CAPITAL)


def follower(doc: Doc, mention: Mention, later: Sequence[Mention]) -> Entry | None:
    """The place behind a comma that says which one is meant: "Bismarck, N.D.", "Maywand district, Kandahar province"."""
    at = mention.end
    if at < len(doc) and mention.kind is not None and doc[at].lower_ in ("district", "city", "town", "village", "municipality"):
        at += 1
    if at >= len(doc) or doc[at].text not in (",", "/", *(("of", "in") if mention.kind is not None else ())):
        return None
    for other in later:
        if other.start in (at + 1, at + 2) and all(token.lower_ in ("the", "in") for token in doc[at + 1 : other.start]):
            outer = [entry for entry in other.candidates if entry.kind in (Kind.COUNTRY, Kind.DIVISION)]
            return next(
                (entry for entry in outer if _holds(entry, mention)), outer[0] if len(outer) == len(other.candidates) else None
            )
    return None


def elsewhere(mention: Mention, beside: Entry | None) -> bool:
    """Does the text place it where the gazetteer knows no such town ("Forest City, Iowa")?"""
    towns = all(entry.kind in (Kind.CITY, Kind.DISTRICT) for entry in mention.candidates)
    return towns and beside is not None and not _holds(beside, mention)


def _holds(outer: Entry, mention: Mention) -> bool:
    return any(
        entry.id != outer.id and entry.country == outer.country and (outer.kind is Kind.COUNTRY or entry.division == outer.id)
        for entry in mention.candidates
    )
