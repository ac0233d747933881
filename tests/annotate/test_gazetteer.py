"""The gazetteer: names are looked up exactly, folded."""

from __future__ import annotations

import pickle
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.annotate.gazetteer import DATA, Kind, by_id, country_of_people, fold, look_up


def first(name: str) -> tuple[str, Kind, str | None]:
    entry = look_up(fold(name))[0]
    return entry.name, entry.kind, entry.country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Puli Khumri", "AF"), ("Pul-e Khumri", "AF"), ("Kunduz", "AF"), ("Baghlan", "AF"), ("Kabul", "AF"), ("KABUL", "AF"),
        ("Kandahār", "AF"), ("Lashkar Gah", "AF"), ("Doha", "QA"), ("Washington", "US"), ("Bogota", "CO"), ("Bogotá", "CO"),
        ("Kiev", "UA"), ("Kyiv", "UA"), ("Ivory Coast", "CI"), ("U.S.", "US"), ("UK", "GB"), ("Sanaa", "YE"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_spelt(name: str, country: str) -> None:
    assert first(name)[2] == country


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("Paktiya", "Paktya"),
        ("Paktia", "Paktya"),
        ("Helmand", "Helmand"),
        ("Kunar", "Kunar"),
        ("Khost", "Khost"),
        ("Basra", "Basra"),
    ],
)
def test_provinces_have_plain_english_names(name: str, province: str) -> None:
    assert province in {entry.name for entry in look_up(fold(name)) if entry.kind is Kind.DIVISION}


def test_a_near_miss_is_a_miss() -> None:
    assert look_up("qatr") == ()
    assert look_up("") == ()


def test_a_town_knows_its_province() -> None:
    town = look_up("puli khumri")[0]
    assert town.division is not None
    division = by_id(town.division)
    assert division is not None
    assert (division.name, division.kind) == ("Baghlan", Kind.DIVISION)


def test_a_name_of_several_places_gives_them_all_the_country_first() -> None:
    georgia = look_up("georgia")
    assert {entry.country for entry in georgia} >= {"GE", "US"}
    assert georgia[0].kind is Kind.COUNTRY


def test_a_country_has_one_capital() -> None:
    with sqlite3.connect(f"{DATA.as_uri()}?mode=ro", uri=True) as connection:
        most = connection.execute(
            "SELECT max(n) FROM (SELECT count(*) n FROM place WHERE kind = 4 GROUP BY country)"
        ).fetchone()
    assert most == (1,)


def test_words_for_a_people_name_its_country() -> None:
    assert country_of_people("afghan") == "AF"
    assert country_of_people("qataris") == "QA"
    assert country_of_people("congolese") is None
    assert country_of_people("table") is None


def test_folding_takes_accents_hyphens_and_apostrophes() -> None:
    assert fold("Pul-e Khumrī") == fold("pul e khumri") == "pul e khumri"
    assert fold("Sana’a") == "sanaa"
    assert fold("Paktīkā", keep_case=True) == "Paktika"


def test_other_processes_may_read_it_too() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pickle.loads(pickle.dumps(pool.submit(look_up, "kunduz").result())) == look_up("kunduz")


def test_it_stays_small() -> None:
    assert DATA.stat().st_size < 5_000_000


@given(st.text(max_size=70))
def test_any_string_is_looked_up(name: str) -> None:
    assert isinstance(look_up(fold(name)), tuple)
    country_of_people(fold(name))
