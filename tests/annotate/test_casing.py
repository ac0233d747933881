"""Texts of one case: what is touched, and what becomes of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.annotate.casing import restored

REPORT = (
    "The mayor of San Miguel said on Monday that two Colombian soldiers were wounded near the river. "
    "President Ana Ruiz met Col. John Baker in Bogota on March 4."
)


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_a_report_in_one_case_comes_back_as_it_was_written(change: object) -> None:
    assert callable(change)
    assert restored(change(REPORT)) == REPORT


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "",
        "LIMA",
        "KABUL, Afghanistan (AP) — Two men were held.",
        "The ISAF, NATO, UN, EU and IMF flags flew over the AU base in the DRC.",
        "U.S. FBI CIA DEA ATF NSA NASA FEMA: eight agencies answered the letter that the governor wrote.",
        "iPhone sales rose, eBay said.",
    ],
)
def test_mixed_case_is_left_alone(text: str) -> None:
    assert restored(text) is text


def test_a_lead_in_capitals_of_a_mixed_text_is_restored_alone() -> None:
    lead = "THREE FARMERS WERE KIDNAPPED IN THE HILLS ABOVE QUITO ON FRIDAY, POLICE SAID."
    rest = "\n\nThe IDF and the PKK had no comment, nor had General Baker."
    assert restored(lead + rest) == "Three farmers were kidnapped in the hills above Quito on Friday, police said." + rest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIMA, 4 MAR 90 (EFE) -- [TEXT] THE POLICE FOUND IT.", "Lima, 4 Mar 90 (EFE) -- [Text] The police found it."),
        ("the mnlf [moro national liberation front] left.", "The MNLF [Moro National Liberation Front] left."),
        ("they may march on may 4 and in march.", "They may march on May 4 and in March."),
        ("it doesn't matter: o'brien's u.s. visa is here.", "It doesn't matter: O'Brien's U.S. visa is here."),
        ('HE SAID: "WE WILL GO TO LA LIBERTAD."  THEN THEY LEFT.', 'He said: "We will go to La Libertad."  Then they left.'),
        ("the ieds mcdonald saw were afghan-made.", "The IEDs McDonald saw were Afghan-made."),
        ("jose de la cruz wrote to mrs. rose banks, i'm told.", "Jose de la Cruz wrote to Mrs. Rose Banks, I'm told."),
    ],
)  # fmt: skip
def test_words_take_their_case_from_lists_and_neighbours(text: str, expected: str) -> None:
    assert restored(text) == expected


def test_letters_whose_other_case_is_longer_stay() -> None:
    text = "THE MAYOR OF STRAßE AND İZMİR MET THE OTHERS THERE."
    assert len(restored(text)) == len(text)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_offsets_hold_for_any_string(text: str) -> None:
    for variant in (text, text.upper(), text.lower()):
        assert len(restored(variant)) == len(variant)
        assert restored(variant).casefold() == variant.casefold()
