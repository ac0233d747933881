"""Every encoding that Python knows and that is declared comes back as it was written; naughty strings are read or say why."""

from __future__ import annotations

import encodings.aliases
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.config.settings import Limits
from briefer.model.article import Article, Document, Hints, Skipped
from briefer.model.codec import to_json
from briefer.model.span import ArticleId
from briefer.read import article, record
from briefer.read.decoding import binary_kind, clean, decode

TEXTS = (
    "The bridge was opened again on Monday morning, and the ferry rests. ",
    "Le café de la gare était fermé, dit le maire à Zürich. ",
    "Мост снова открыт, сказал мэр города в понедельник утром. ",
    "Η γέφυρα άνοιξε ξανά τη Δευτέρα το πρωί. ",
    "הגשר נפתח מחדש ביום שני בבוקר. ",
    "فتح الجسر من جديد صباح يوم الاثنين. ",
    "橋は月曜日の朝に再び開かれた。",
    "다리는 월요일 아침에 다시 열렸다. ",
    "大桥星期一早上重新开放。",
    "大橋星期一早上重新開放。",
    "สะพานเปิดอีกครั้งในเช้าวันจันทร์ ",
    "Most został ponownie otwarty w poniedziałek rano. ",
    "Köprü pazartesi sabahı yeniden açıldı. ",
)


def _codecs() -> list[str]:
    """The text encodings of Python, each by its module's name."""
    names = []
    for name in sorted({*encodings.aliases.aliases.values()}):
        try:
            b"".decode(name)
        except (LookupError, ValueError):
            continue
        names.append(name)
    return names


def written(name: str) -> list[tuple[str, bytes]]:
    """The texts that an encoding can hold, with their bytes in it."""
    found = []
    for text in TEXTS:
        try:
            content = (text * 4).encode(name)
            if content.decode(name) == text * 4:
                found.append((text * 4, content))
        except (UnicodeError, LookupError):
            continue
    return found


def test_there_are_many() -> None:
    assert sum(bool(written(name)) for name in _codecs()) > 80


@pytest.mark.parametrize("name", [name for name in _codecs() if written(name)])
def test_a_declared_encoding_comes_back_as_it_was_written(name: str) -> None:
    for text, content in written(name):
        assert decode(content, name) == text


@pytest.mark.parametrize("name", ["utf_8", "utf_8_sig", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"])
def test_unicode_needs_no_declaration_where_it_has_spaces(name: str) -> None:
    for text, content in written(name):
        if text.count(" ") > len(text) / 10 or not name.startswith("utf_16_"):
            assert decode(content) == text, text
            assert binary_kind(content) is None


@pytest.mark.parametrize("name", [name for name in _codecs() if written(name)])
def test_an_encoding_that_nobody_declares_is_read_all_the_same(name: str) -> None:
    for _, content in written(name):
        clean(decode(content)).encode()
        clean(decode(content[:-1])).encode()


def test_a_name_for_an_encoding_that_is_none_is_passed_over() -> None:
    for name in (
        "rot13",
        "base64",
        "zip",
        "punycode",
        "idna",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "mbcs",
        "\0",
    ):
        decode("Le café est fermé. ".encode(), name)
        decode("Le café est fermé. ".encode("cp1252"), name)


NAUGHTY = [
    *(chr(code) for code in range(0x20)),
    *(chr(code) for code in (0x7F, 0x85, 0xA0, 0xAD, 0x180E, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xFFFE, 0xFFFF, 0x10FFFF)),
    "Ω≈ç√∫˜µ≤≥÷", "田中さんにあげて下さい", "(｡◕ ∀ ◕｡)", "🇺🇸🇷🇺🇸 🇦🇫🇦🇲🇸", "１２３", "הָיְתָה", "\u202atest\u202b", "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
    "<script>alert(0)</script>", "&lt;script&gt;", "<svg><script>0<1>alert(1)", "' --", "<foo val=“bar” />", "$(touch /tmp/x)",
    "../../../etc/passwd%00", "{0}", "%*.*s", "File:///", "CON", "NUL", "DCC SEND STARTKEYLOGGER 0 0 0",
    "Scunthorpe", "If you're reading this",
    "\x1b[31mred", "{% print 'x' * 64 %}",
    "Power لُلُصّبُلُلصّبُررً ॣ ॣh ॣ ॣ 冗", "\ud800", "\udc00\ud800",
]  # fmt: skip


@pytest.mark.allow_logs
@pytest.mark.parametrize("media", ["text/html", "text/plain", None])
def test_naughty_strings_are_read_or_say_why(media: str | None) -> None:
    for text in NAUGHTY:
        whole = f"{text}\n\n{TEXTS[0]}{text} {TEXTS[0]}"
        for content in (
            text,
            whole,
            f"<p>{whole}</p>",
            f"<title>{text}</title><article><p>{whole}</p><p>{whole}</p></article>",
        ):
            hints = Hints(title=text, published=text, outlet=text, byline=text, url=text, language=text)
            for given_hints in (Hints(), hints):
                source = Document(ArticleId("a"), "s", content.encode("utf-8", "surrogatepass"), media, None, given_hints)
                found = article(source, Limits())
                to_json(record(found)).encode()
                if isinstance(found, Article):
                    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in found.text)
                else:
                    assert found.reason


@given(
    st.text(max_size=80) | st.sampled_from(TEXTS),
    st.sampled_from([name for name in _codecs() if written(name)]),
    st.none() | st.sampled_from(_codecs()),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_any_text_in_any_encoding_declared_right_or_wrong_is_read(
    text: str, name: str, declared: str | None, page: bool
) -> None:
    content = (f"<p>{text}</p>" if page else text).encode(name, "replace")
    found = article(Document(ArticleId("a"), "s", content, None, declared), Limits())
    assert isinstance(found, Article | Skipped)
    to_json(record(found)).encode()
