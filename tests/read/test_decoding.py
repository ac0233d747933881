"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.read.decoding import binary_kind, clean, decode

FRENCH = "Le café de la gare était fermé — « hélas », dit le maire. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_declared_encoding_or_its_mark_is_followed(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), None if encoding != "cp1252" else "ISO-8859-1") == FRENCH


def test_valid_utf8_is_utf8_whatever_was_declared() -> None:
    assert decode(FRENCH.encode(), "iso-8859-1") == FRENCH


def test_a_meta_element_names_the_encoding() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Мост открыт</p>'
    assert "Мост открыт" in decode(page.encode("cp1251"))


def test_an_encoding_that_uses_ascii_bytes_is_believed() -> None:
    text = "橋は再び開かれた"
    assert decode(text.encode("iso2022_jp"), "iso-2022-jp") == text


def test_one_bad_byte_does_not_turn_utf8_into_another_encoding() -> None:
    assert decode(FRENCH.encode() + b"\xe9 fin").startswith(FRENCH)


def test_undeclared_bytes_are_guessed() -> None:
    text = "Министр сказал, что мост снова открыт, и город этому рад. " * 5
    assert decode(text.encode("cp1251")) == text


def test_utf16_without_a_mark_is_seen() -> None:
    assert decode(("The bridge is open. " * 5).encode("utf-16-be")) == "The bridge is open. " * 5


@pytest.mark.parametrize("declared", ["no-such-code", "", "hex", "utf-7\0", "base64"])
def test_an_unknown_declaration_is_passed_over(declared: str) -> None:
    assert decode(FRENCH.encode(), declared) == FRENCH


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (bytes(range(256)) * 4, "binary data"),
        (b"\0" * 50, "binary data"),
        (b"Plain words.", None),
        (b"One stray \0 in a longer text is forgiven. " * 3, None),
        ("\ufeffThe bridge".encode("utf-16-le"), None),
    ],
)
def test_bytes_that_are_no_text_say_what_they_look_like(content: bytes, kind: str | None) -> None:
    assert binary_kind(content) == kind


def test_clean_text_has_plain_line_ends_and_nothing_unseen() -> None:
    assert (
        clean("\ufeffOne\r\ntwo\rthree\u2028four\0\x07 fi\u00adve \u202esix\u202c \ud800")
        == "One\ntwo\nthree\nfour five six \ufffd"
    )


@given(st.binary(max_size=400), st.none() | st.sampled_from(["utf-8", "utf-16", "gb2312", "iso-2022-jp", "x"]))
def test_any_bytes_become_text_that_can_be_written(content: bytes, charset: str | None) -> None:
    clean(decode(content, charset)).encode("utf-8")
