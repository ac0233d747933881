"""Mails, web archives and saved feeds become documents."""

from __future__ import annotations

import gzip
import io
import os
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefer import collect
from briefer.collect import mail, warc
from briefer.config.settings import Limits, Source
from briefer.model.article import Document, Skipped
from tests.collect.serving import LIMITS, NOW, reasons

pytestmark = pytest.mark.allow_logs  # what is left out is logged, and asserted


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def letter(text: str | None = "The bridge is open.", html: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    given = {"From": "The Valley Post <news@post.example>", "Subject": "Bridge", "Date": "Thu, 10 Sep 2026 05:00:00 +0430"}
    for name, value in (given | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def read(content: bytes) -> Document | Skipped:
    return mail.document(content, "a.eml", "Post")


def words(content: bytes) -> tuple[str, str | None]:
    found = read(content)
    assert isinstance(found, Document), found
    return found.content.decode(found.charset or "utf-8").strip(), found.media_type


def test_a_mail_becomes_its_text_with_subject_sender_and_date() -> None:
    found = read(letter(Message_ID="<1@post.example>"))
    assert isinstance(found, Document)
    assert (found.id, found.media_type) == ("mid:1@post.example", "text/plain")
    assert (found.hints.title, found.hints.outlet) == ("Bridge", "The Valley Post")
    assert found.hints.published == "2026-09-10T05:00:00+04:30"


def test_of_a_newsletter_the_html_is_taken() -> None:
    assert words(letter("Plain.", "<p>Open.</p>")) == ("<p>Open.</p>", "text/html")


def test_attachments_and_mails_within_are_passed_over_however_deep_the_text_lies() -> None:
    inner = EmailMessage()
    inner.set_content("The bridge is open.")
    inner.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    inner.add_attachment("An attached text that is much longer than the mail itself.", filename="a.txt")
    other = EmailMessage()
    other.set_content("Another mail.")
    inner.add_attachment(other)
    content = inner.as_bytes()
    for _ in range(50):
        content = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%s\n--b%d--\n" % (_, _, content, _)
    assert words(content) == ("The bridge is open.", "text/plain")


def test_words_in_other_encodings_are_decoded() -> None:
    head = b"Subject: =?koi8-r?B?7c/T1A==?= =?nonsense?Q?x?= =?utf-8?Q?caf=C3=A9?=\nFrom: =?utf-8?b?"
    found = read(head + b"w5Y=?= <o@x.example>\nContent-Type: text/plain; charset=koi8-r\n\n\xed\xcf\xd3\xd4")
    assert isinstance(found, Document)
    assert (found.content, found.charset, found.hints.outlet) == (b"\xed\xcf\xd3\xd4", "koi8-r", "Ö")
    found = read(b"Subject: =?koi8-r?B?7c/T1A==?=\nFrom: o@x.example\n\nText")
    assert isinstance(found, Document)
    assert (found.hints.title, found.hints.outlet) == ("Мост", "x.example")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0" * 50, b"\n\n", b"no mail at all", b"From: x\n", b"Content-Type: multipart/mixed\n\nx",
        b"Content-Type: multipart/mixed; boundary=\n\n--\n",
        b"Subject: =?utf-8?B?!!!?=\nContent-Type: text/html; charset=\xff\n\nx",
        b"Content-Type: text/plain; charset==?utf-8?q?x?=\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"Date: \xff\xfe 99 99\n\nx",
        b"Content-Transfer-Encoding: quoted-printable\n\n=ZZ=\n=\xff",
        b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n!!\n",
        b"From: \"" + b"(" * 5000 + b"\nSubject: " + b"=?" * 5000 + b"\n\nx", b"A: b\n" * 5000 + b"\nx",
        b"Content-Type: message/rfc822\n\n" * 500 + b"x", b"Message-ID: \xe9\nSubject: \xe9\xff\n\nx",
    ],
)  # fmt: skip
def test_a_mail_that_is_none_costs_nothing_else(content: bytes) -> None:
    found = read(content)
    if isinstance(found, Document):
        (found.id + (found.hints.title or "") + (found.hints.outlet or "")).encode()
    else:
        assert found.reason


def test_an_mbox_gives_each_of_its_mails(here: Path) -> None:
    body = "The bridge is open.\n\nFrom that day on, the ferry rests.\n"
    (here / "in.mbox").write_bytes(
        b"From a@b Thu Sep 10 05:00:00 2026\n" + letter(body, Message_ID="<1@x>").replace(b"\nFrom that", b"\n>From that")
        + b"\nFrom a@b Thu Sep 10 05:00:00 2026\n" + letter("x" * 200_000) + b"\nFrom -\n" + letter("Second.") + b"\n"
    )  # fmt: skip
    found = collect.paths(["in.mbox"], LIMITS)
    assert [(one.id, one.content.strip()[-30:]) for one in found.documents] == [
        ("mid:1@x", b"From that day on, the ferry rests."[-30:]),
        ("in.mbox:3", b"Second."),
    ]
    assert [one.source for one in found.skipped] == ["in.mbox:2"]
    assert "more than the limit of 0.1 MB" in reasons(found)[0]


def test_a_maildir_and_a_folder_of_mails_are_read_as_configured(here: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (here / "box" / part).mkdir(parents=True)
    (here / "box" / "cur" / "1.x:2,S").write_bytes(letter("First.", Message_ID="<1@x>"))
    (here / "box" / "new" / "2.x").write_bytes(letter("Second.", Message_ID="<2@x>", Date="Thu, 10 Sep 2020 05:00:00 +0000"))
    (here / "box" / "tmp" / "3.x").write_bytes(letter("Unfinished."))
    (here / "mails" / "sub").mkdir(parents=True)
    (here / "mails" / "sub" / "a.eml").write_bytes(letter("Third."))
    (here / "mails" / "b").write_bytes(letter("Fourth."))
    (here / "mails" / "c.png").write_bytes(b"x")
    sources = [Source(name="Box", mail="box", outlet="Post", hours=48), Source(name="Mails", mail="mails")]
    found = collect.sources(sources, LIMITS, here, now=NOW)
    assert [(one.id, one.source, one.hints.outlet) for one in found.documents] == [
        ("mid:1@x", "Box", "Post"),
        ("mails/b", "Mails", "The Valley Post"),
        ("mails/sub/a.eml", "Mails", "The Valley Post"),
    ]
    assert found.skipped == ()


def test_a_folder_of_all_kinds_is_read(here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "a.eml").write_bytes(letter())
    (here / "in" / "b.xml").write_bytes(
        b"<rss version='2.0'><channel><item><guid>7</guid><title>T</title></item></channel></rss>"
    )
    (here / "in" / "c.json").write_bytes(b'{"items": [{"id": "j", "content_text": "Open."}]}')
    (here / "in" / "d.xml").write_bytes(b"<?xml version='1.0'?><nitf/>")
    (here / "in" / "e.json").write_bytes(b"[]")
    (here / "in" / "f.warc").write_bytes(archive(("http://x.example/f", b"<p>f")))
    found = collect.paths(["in"], LIMITS)
    assert [one.id for one in found.documents] == ["in/a.eml", "j", "http://x.example/f"]
    assert [(one.source, one.reason) for one in found.skipped] == [
        ("in/b.xml", "the entry 'T' of the feed has no text"),
        ("in/d.xml", "it is not an RSS, Atom or JSON feed"),
        ("in/e.json", "it is no feed, and other .json files are not read"),
    ]


def archive(
    *pages: tuple[str, bytes], kind: str = "response", packed: bool = False, status: str = "200 OK", more: str = "",
    date: str = "2026-09-10T00:00:00Z",
) -> bytes:  # fmt: skip
    """Addresses and their bodies → a web archive."""
    records = []
    for address, body in pages:
        block = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode() + body
        block, own = (block, "application/http") if kind == "response" else (body, "text/html")
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {date}\r\n"
            f"Content-Type: {own}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        records.append(gzip.compress(record) if packed else record)
    return b"".join(records)


def archived(content: bytes) -> tuple[list[tuple[str, bytes]], list[str]]:
    found = list(warc.documents(io.BytesIO(content), "a.warc", "A", LIMITS))
    pages = [(str(one.id), one.content) for one in found if isinstance(one, Document)]
    return pages, [one.reason for one in found if isinstance(one, Skipped)]


A, B = ("http://x.example/a", b"<p>a"), ("http://x.example/b", b"<p>b")


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("kind", ["response", "resource"])
def test_an_archive_gives_its_pages(packed: bool, kind: str) -> None:
    assert archived(archive(A, B, packed=packed, kind=kind)) == ([A, B], [])


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the library leaves its buffers open
def test_a_real_library_s_archive_is_read() -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=latin-1")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warcinfo_record("a", {"software": "x"}))
    for kind in ("response", "request"):
        writer.write_record(writer.create_warc_record(A[0], kind, payload=io.BytesIO(A[1]), http_headers=headers))
    (one,) = warc.documents(io.BytesIO(file.getvalue()), "a.warc", "A", LIMITS)
    assert isinstance(one, Document)
    assert (one.id, one.content, one.charset, one.hints.url) == (A[0], A[1], "latin-1", A[0])


def test_of_several_captures_the_newest_counts() -> None:
    later = archive((A[0], b"<p>new"), date="2026-09-11T00:00:00Z")
    earlier = archive((A[0], b"<p>old"), date="2026-09-09T00:00:00Z")
    assert archived(archive(A) + later + earlier)[0] == [(A[0], b"<p>new")]


def test_answers_that_are_no_pages_are_passed_over() -> None:
    assert archived(archive(A, status="404 Not Found") + archive(B)) == ([B], [])


def test_bodies_are_unpacked_also_where_the_headers_lie() -> None:
    chunked = b"2\r\n<p\r\n2;x=y\r\n>a\r\n0\r\n\r\n"
    coded = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    for body, more in (
        (chunked, "Transfer-Encoding: chunked\r\n"),
        (A[1], coded),
        (gzip.compress(A[1]), coded),
        (A[1], "Content-Encoding: identity\r\n"),
    ):
        assert archived(archive((A[0], body), more=more)) == ([A], [])


@pytest.mark.parametrize(
    ("content", "kept", "words"),
    [
        (b"", 0, "it is empty"),
        (b"<html>", 0, "it is no web archive (a record does not begin with WARC/)"),
        (b"WARC/1.0\r\nContent-Length: x\r\n\r\n", 0, "it is no web archive (a record does not say its length)"),
        (archive(A, B)[:-9], 1, "the web archive is broken behind its record 2 (it ends in a record)"),
        (archive(A) + b"junk", 1, "the web archive is broken behind its record 1 (a record does not begin with WARC/)"),
        (archive(A, packed=True) + b"junk", 1, "the web archive is broken behind its record 1 (not a gzipped file (b'ju'))"),
        (archive((A[0], b"x" * 200_000), B), 1, f"the page {A[0]} has more than the limit of 0.1 MB"),
        (archive((A[0], b"\x1f\x8bno"), B, more="Content-Encoding: gzip\r\n"), 0, f"the page {A[0]} cannot be unpacked"),
        (archive((A[0], b""), B), 1, f"the page {A[0]} is empty"),
    ],
)
def test_what_is_broken_in_an_archive_says_where(content: bytes, kept: int, words: str) -> None:
    pages, left_out = archived(content)
    assert words in left_out
    assert len(pages) >= kept


def test_a_page_that_unfolds_beyond_the_limit_is_left_out() -> None:
    bomb = archive((A[0], gzip.compress(b"\0" * 20_000_000)), more="Content-Encoding: gzip\r\n")
    assert archived(bomb) == ([], [f"the page {A[0]} has more than the limit of 0.1 MB"])


def test_an_archive_is_a_source_and_a_path(here: Path) -> None:
    (here / "a.warc.gz").write_bytes(archive(A, packed=True))
    (here / "web").mkdir()
    (here / "web" / "b.WARC").write_bytes(archive(B))
    (here / "web" / "notes.txt").write_text("x")
    assert [one.id for one in collect.paths(["a.warc.gz"], LIMITS).documents] == [A[0]]
    found = collect.sources([Source(name="Web", warc="web", outlet="Post")], LIMITS, here)
    assert [(one.id, one.hints.outlet) for one in found.documents] == [(B[0], "Post")]


def test_files_that_cannot_be_read_are_gaps(here: Path) -> None:
    (here / "box" / "cur").mkdir(parents=True)
    (here / "box" / "new").mkdir()
    (here / "box" / "new" / "a").symlink_to("nowhere")
    (here / "big.eml").touch()
    os.truncate(here / "big.eml", 9_000_000_000)
    found = collect.paths(["box", "big.eml"], Limits())
    assert reasons(found) == ["there is no such file or folder", "9000.0 MB, more than the limit of 5 MB"]
