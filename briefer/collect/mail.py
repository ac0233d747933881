"""Mails become documents: newsletters and alerts in an mbox file, a maildir, or files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import errors, header, message, parser, utils
from pathlib import Path
from typing import BinaryIO

from briefer.config.settings import Limits
from briefer.model.article import Document, Hints, Skipped
from briefer.model.span import ArticleId

_PARTS = 500
"""So many parts of a mail are looked at."""
_LONGEST = 1_000
_FROM = re.compile(rb"From [^\r\n]*\d{4}|From (?:-|\S+@\S+)")
_HEADERS = re.compile(rb"(?:From |[!-9;-~]{1,60}:)")


def is_maildir(place: Path) -> bool:
    return (place / "cur").is_dir() and (place / "new").is_dir()


def maildir_files(place: Path) -> list[Path]:
    """A maildir → its mails' files, in the order of their names, which is that of their arrival."""
    return sorted((file for part in ("cur", "new") for file in (place / part).iterdir()), key=lambda file: file.name)


def looks_like_mbox(head: bytes) -> bool:
    return bool(_FROM.match(head))


def looks_like_mail(head: bytes) -> bool:
    """Do bytes begin with a mail's headers, and is the one that every mail has among them?"""
    return bool(_HEADERS.match(head)) and bool(re.search(rb"^(?:From|Date|Received|Message-ID):", head, re.IGNORECASE | re.M))


def mails_of(lines: BinaryIO, shown: str, limits: Limits) -> Iterator[tuple[str, bytes] | Skipped]:
    """An open mbox file → each mail's bytes under `FILE:NUMBER`. The file is never held whole.

    A mail begins with a line `From ` at the top or below an empty line; `>From ` in it loses its mark.
    """
    most = int(limits.document_megabytes * 1_000_000)
    mail, size, number, empty = bytearray(), 0, 0, True
    while line := lines.readline(most + 1):
        if empty and line.startswith(b"From "):
            if number:
                yield _mail(mail, size, f"{shown}:{number}", most)
            mail, size, number, empty = bytearray(), 0, number + 1, False
            continue
        empty = line in (b"\n", b"\r\n")
        size += len(line)
        if number and size <= most:
            mail += line[1:] if re.match(rb">+From ", line) else line
    if number:
        yield _mail(mail, size, f"{shown}:{number}", most)
    else:
        yield Skipped(shown, "it is no mbox file: it has no line that begins with 'From '")


def _mail(mail: bytearray, size: int, where: str, most: int) -> tuple[str, bytes] | Skipped:
    if size > most:
        return Skipped(where, f"{size / 1_000_000:.1f} MB, more than the limit of {most / 1_000_000:g} MB")
    return where, bytes(mail)


def document(content: bytes, where: str, source: str, *, named: bool = False) -> Document | Skipped:
    """A mail's bytes → its text under its Message-ID, or under `where` for one that is `named` or has none.

    Of its parts the longest HTML one is taken, else the plain ones; attachments are passed over. Nothing that bytes can hold
    raises.
    """
    try:
        return _document(content, where, source, named=named)
    except (Exception, RecursionError) as problem:
        return Skipped(where, f"the mail cannot be read ({type(problem).__name__})")


def _document(content: bytes, where: str, source: str, *, named: bool) -> Document | Skipped:
    mail = parser.BytesParser().parsebytes(content)
    html: list[tuple[bytes, str | None]] = []
    plain: list[tuple[bytes, str | None]] = []
    for part in _texts(mail):
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            (html if part.get_content_type() == "text/html" else plain).append((body, _charset(part)))
    if not html and not plain:
        return Skipped(where, "the mail has no text" if mail.keys() else "it is no mail")
    if html:
        (words, charset), media = max(html, key=lambda found: len(found[0])), "text/html"
    else:
        (words, charset), media = _joined(plain), "text/plain"
    name, address = utils.parseaddr(_line(mail, "From") or "")
    identity = re.sub(r"[<>\s]", "", _line(mail, "Message-ID") or "")
    return Document(
        id=ArticleId(f"mid:{identity}" if identity and not named else where),
        source=source,
        content=words,
        media_type=media,
        charset=charset,
        hints=Hints(
            title=_line(mail, "Subject"),
            published=_date(mail),
            outlet=name.strip() or address.rpartition("@")[2] or None,
        ),
    )


def _texts(mail: message.Message) -> Iterator[message.Message]:
    """A mail → its text parts in order, however deep they lie; what is attached, and mails within the mail, are left out."""
    waiting = [mail]
    for _ in range(_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting[:0] = [one for one in inner if isinstance(one, message.Message)]
        elif part.get_content_type() in ("text/html", "text/plain") and part.get_content_disposition() != "attachment":
            yield part


def _joined(parts: list[tuple[bytes, str | None]]) -> tuple[bytes, str | None]:
    """Plain parts → one text: where they are in several encodings, the longest alone."""
    if len({charset for _, charset in parts}) == 1:
        return b"\n\n".join(body for body, _ in parts), parts[0][1]
    return max(parts, key=lambda found: len(found[0]))


def _charset(part: message.Message) -> str | None:
    found = part.get_content_charset()
    return found if isinstance(found, str) and found.isascii() else None


def _line(mail: message.Message, name: str) -> str | None:
    """A header → its words, encoded ones decoded, as far as that goes."""
    raw = mail.get(name)
    if raw is None:
        return None
    written = str(raw)[:_LONGEST]
    try:
        words = str(header.make_header(header.decode_header(written)))
    except (errors.MessageError, LookupError, ValueError, AssertionError):
        words = written
    words = words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(words.split()) or None


def _date(mail: message.Message) -> str | None:
    """The date that a mail bears → ISO 8601, else as it is written."""
    written = _line(mail, "Date")
    try:
        return utils.parsedate_to_datetime(written or "").isoformat()
    except (ValueError, OverflowError, TypeError, IndexError):
        return written
