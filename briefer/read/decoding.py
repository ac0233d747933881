"""Bytes become text: which encoding they are in, and what they are where they are no text at all."""

from __future__ import annotations

import codecs
import re

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "euc_kr": "cp949", "shift_jis": "cp932", "iso8859-9": "cp1254", "tis-620": "cp874",
}  # fmt: skip
"""What a declared encoding means on the web (WHATWG Encoding Standard, section 4.2)."""

_LIKELY = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "iso8859_2", "cp874",
    "cp932", "euc_jp", "cp949", "gb18030", "big5",
)  # fmt: skip
"""The encodings that pages and files of news are in where nobody says so."""

_ODD = b"a\xff."
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape"})
"""Codecs of Python that no page or file is written in."""
_ASCII = b"<p>The bridge, 1904"
_SPACES = 0.08
"""A text in words has more spaces than that."""

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def binary_kind(content: bytes) -> str | None:
    """Bytes → what they look like where they are no text ("a PDF"), else None. UTF-16 and UTF-32 are text."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    sample = content[:8192]
    if any(content.startswith(bom) for bom, _ in _BOMS) or _wide(sample):
        return None
    return "binary data" if len(_CONTROL.findall(sample)) > len(sample) / 20 else None


def decode(content: bytes, charset: str | None = None) -> str:
    """Bytes and the encoding that was declared with them → text; it always gives one.

    A byte order mark settles it. Then what is valid UTF-8 is UTF-8, whatever it is declared as: nothing else is by chance.
    Then the declaration, one inside the bytes, a guess (charset-normalizer), and Windows-1252.
    """
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(name, "replace")
    declared = [name for name in map(_codec, (charset, *_inside(content))) if name is not None]
    wide = _wide(content[:8192])
    if wide is not None and not (declared and declared[0].startswith(("utf-16", "utf-32"))):
        return content.decode(wide, "replace")
    if declared and not _holds_ascii(declared[0]):
        return content.decode(declared[0], "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(content):
        return content.decode("utf-8", "replace")
    for name in declared:
        if name != "utf-8":
            return content.decode(name, "replace")
    return content.decode(_guess(content) or "cp1252", "replace")


def clean(text: str) -> str:
    """Text as decoded → lines that end in LF, without control characters, byte order marks and direction overrides.

    A lone surrogate becomes U+FFFD, so that the text can be written as UTF-8.
    """
    return _SURROGATES.sub("\ufffd", _UNSEEN.sub("", _BREAKS.sub("\n", text)))


def _inside(content: bytes) -> list[str]:
    """The encodings that bytes name in ASCII, which are none of those in which ASCII would be written otherwise."""
    head = content[:4096]
    names = [match[1].decode("ascii", "replace") for match in (_XML.search(head), _META.search(head)) if match]
    return [name for name in names if not name.lower().startswith(("utf-16", "utf16", "utf-32", "utf32"))]


def _codec(name: str | None) -> str | None:
    """An encoding's name as declared → Python's codec for it, None for one that is unknown or no text encoding."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
        _ODD.decode(found.name, "replace")
    except (LookupError, ValueError):
        return None
    if found.name.replace("-", "_") in _NO_ENCODINGS:
        return None
    return _WIDER.get(found.name, found.name)


def _holds_ascii(name: str) -> bool:
    """Does ASCII mean itself in this encoding, so that it cannot be told from UTF-8 by its ASCII bytes?"""
    if name.startswith(("utf-16", "utf-32", "utf-7", "iso2022", "hz")):
        return False
    return _ASCII.decode(name, "replace") == _ASCII.decode("ascii")


def _wide(sample: bytes) -> str | None:
    """UTF-16 and UTF-32 without a mark, known by the NULs beside ASCII letters, and in other scripts by their wide spaces."""
    if len(sample) < 16 or 0 not in sample:
        return None
    nulls = [sample[at::4].count(0) * 4 / len(sample) for at in range(4)]
    if min(nulls[2:]) > 0.9 and nulls[0] < 0.5:
        return "utf-32-le"
    if min(nulls[:2]) > 0.9 and nulls[3] < 0.5:
        return "utf-32-be"
    even, odd = (nulls[0] + nulls[2]) / 2, (nulls[1] + nulls[3]) / 2
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    if even > 0.7 and odd < 0.1:
        return "utf-16-be"
    units = [sample[at : at + 2] for at in range(0, len(sample) - 1, 2)]
    spaces = {name: units.count(space) for name, space in (("utf-16-le", b" \0"), ("utf-16-be", b"\0 "))}
    name = max(spaces, key=lambda name: spaces[name])
    return name if spaces[name] > _SPACES * len(units) and min(spaces.values()) == 0 else None


def _mostly_utf8(content: bytes) -> bool:
    """Are there many sequences of UTF-8 for each byte that is none (a page cut short, one pasted character)?"""
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(ord(character) > 127 for character in text) - wrong > 8 * wrong


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:65536], cp_isolation=list(_LIKELY)).best()
    return None if best is None else _codec(best.encoding)
