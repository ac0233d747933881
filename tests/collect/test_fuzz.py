"""Whatever bytes a source gives: each is read, or listed with its reason; nothing raises, nothing hangs, all can be written.

`BRIEFER_FUZZ=50 pytest tests/collect/test_fuzz.py` looks fifty times as long as the suite does.
"""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer import collect, read
from briefer.collect import feeds, mail, warc
from briefer.config.settings import Limits
from briefer.model.article import Article, Document, Skipped
from briefer.model.codec import to_json

pytestmark = pytest.mark.allow_logs  # what is left out is logged, and asserted

TIMES = int(os.environ.get("BRIEFER_FUZZ", "1"))
LIMITS = Limits(document_megabytes=0.5)
SECONDS = 20.0
"""What one document may take on a busy machine; a hang takes longer."""


def fuzzed(examples: int) -> Callable[[Any], Any]:
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    return settings(max_examples=examples * TIMES, deadline=None, suppress_health_check=quiet)


@contextmanager
def in_time() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < SECONDS


def all_read(found: Iterable[Document | Skipped]) -> None:
    """Each document becomes an article or a reason, and both can be written down."""
    for one in found:
        if isinstance(one, Skipped):
            assert one.reason
            f"{one.source}{one.reason}".encode()
            continue
        result = read.article(one, LIMITS)
        assert isinstance(result, Article | Skipped)
        to_json(read.record(result)).encode()


NAUGHTY = [
    "",
    " ",
    "\0",
    "\ufeff",
    "\ud800",
    "\udfff\ud800",
    "﷽" * 20,
    "Z̡͖̜̭͈̞ͬ͑̕ą̴̫̺l̵͉̏ǵ͍o̗͕̝",
    "\u202e\u2066txet",
    "نص عربي",
    "橋は再び",
    "🏳️‍🌈👩🏽‍🚀",
    "${HOME}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../etc/passwd",
    "%s%n%x",
    "\\x00",
    "NaN",
    "1e9999",
    "-0",
    "٣٤٥",
    "&#0;&#xD800;&#x110000;&nosuch;",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?xml?>",
    "&lt;b&gt;",
    "\u2028\u2029",
    "\x7f\x9f",
    "http://[::1",
    "http://a b/",
    "javascript:void(0)",
    "//x.example",
    "urn:x",
    "mailto:a@b",
    "data:text/html,<p>",
    "x" * 3000,
]
DATES = [
    "Thu, 10 Sep 2026 05:00:00 +0430",
    "2026-09-10T05:00:00Z",
    "2026-W37-4",
    "20260910T05",
    "0000-00-00",
    "2026-02-30",
    "99999-01-01",
    "Thu, 32 Foo 2026 25:61:61 XYZ",
    "10/09/26",
    "1789012345",
    "-1",
    "2026-09-10T24:00:00",
    "2026-09-10 05:00:60+99:99",
    "Πεμ, 10 Σεπ 2026",
    "2026년 09월 10일",
    "yesterday",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
]
texts = st.text(max_size=60) | st.sampled_from(NAUGHTY) | st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
escaped = texts.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
cdata = texts.map(lambda text: f"<![CDATA[{text}]]>")
markup = st.recursive(
    texts | escaped | cdata,
    lambda inner: st.builds(
        lambda tag, attribute, parts: f"<{tag} {attribute}>{''.join(parts)}</{tag}>",
        st.sampled_from(
            ["p", "div", "b", "a", "table", "svg", "script", "style", "xhtml:p", "td", "x-y", "html", "body", "li"]
        ),
        st.sampled_from(
            ["", "href='/a'", "style='a:b'", "xml:base='http://x.example/'", "a=b a=b", "<", "onload=x", "xmlns='u'"]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
encodings = st.sampled_from(
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-32",
        "latin-1",
        "cp1252",
        "koi8-r",
        "gb18030",
        "shift_jis",
        "iso2022_jp",
        "utf-7",
        "cp037",
    ]
)


def spoilt(content: bytes, how: int, at: float) -> bytes:
    """Bytes → as they come from a bad line: whole, cut, doubled, with a byte lost or a NUL between them."""
    place = int(len(content) * at)
    return (
        content,
        content,
        content[:place],
        content[:place] + content[place + 1 :],
        content[:place] + b"\0\xff" + content[place:],
    )[how]


def element(name: str, words: str) -> str:
    return f"<{name}>{words}</{name}>"


@st.composite
def xml_feeds(draw: st.DrawFn) -> bytes:
    """RSS 0.9x to 2.0, RDF and Atom, as they should not be."""
    root = draw(
        st.sampled_from(
            [
                (
                    "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>",
                    "item",
                    "</channel></rss>",
                ),
                ("<rss version='0.91'><channel>", "item", "</channel></rss>"),
                (
                    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>",
                    "item",
                    "</rdf:RDF>",
                ),
                ("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://x.example/f/'>", "entry", "</feed>"),
                ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'>", "entry", ""),
                ("<rss><channel><channel>", "item", "</rss>"),
                ("<nonsense>", "item", "</nonsense>"),
            ]
        )
    )
    names = [
        "title",
        "link",
        "guid",
        "id",
        "pubDate",
        "updated",
        "dc:date",
        "description",
        "content",
        "content:encoded",
        "summary",
        "author",
    ]
    entries = []
    for _ in range(draw(st.integers(0, 4))):
        parts = [
            element(name, draw(st.sampled_from(DATES) if "date" in name.lower() else markup))
            for name in draw(st.lists(st.sampled_from(names), max_size=6))
        ]
        entries.append(element(root[1], "".join(parts)))
    doctype = draw(
        st.sampled_from(
            [
                "",
                "",
                "<!DOCTYPE r [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>",
                "<!DOCTYPE",
                "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
            ]
        )
    )
    declared = draw(encodings)
    whole = f"<?xml version='1.0' encoding='{declared}'?>{doctype}{root[0]}{''.join(entries)}{root[2]}"
    content = whole.encode("utf-8", "surrogatepass") if draw(st.booleans()) else whole.encode(draw(encodings), "replace")
    return spoilt(content, draw(st.integers(0, 4)), draw(st.floats(0, 1)))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.sampled_from(DATES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
json_items = st.dictionaries(
    st.sampled_from(
        ["id", "url", "external_url", "title", "content_html", "content_text", "summary", "date_published", "authors", "author"]
    ),
    json_values | markup,
    max_size=8,
)


@st.composite
def json_feeds(draw: st.DrawFn) -> bytes:
    feed = {
        "version": draw(json_values),
        "title": draw(json_values),
        "items": draw(st.lists(json_items | json_values, max_size=5)),
    }
    content = json.dumps(feed).encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])), "replace")
    return spoilt(content, draw(st.integers(0, 4)), draw(st.floats(0, 1)))


@st.composite
def mails(draw: st.DrawFn) -> bytes:
    headers = draw(
        st.lists(
            st.tuples(
                st.sampled_from(
                    ["From", "Subject", "Date", "Message-ID", "Content-Type", "Content-Transfer-Encoding", "MIME-Version", "X"]
                ),
                texts
                | st.sampled_from(DATES)
                | st.sampled_from(
                    [
                        "multipart/mixed; boundary=b",
                        "multipart/alternative; boundary=b",
                        "text/html; charset=nonsense",
                        "base64",
                        "quoted-printable",
                        "message/rfc822",
                        "=?utf-8?b?w6k=?=",
                        "=?x?q?=ff?=",
                        "text/html; charset=utf-16",
                        "7bit",
                    ]
                ),
            ),
            max_size=8,
        )
    )
    body = draw(
        st.lists(markup | st.sampled_from(["--b", "--b--", "", "Content-Type: text/html", "From x", ">From y"]), max_size=8)
    )
    whole = "\n".join([*(f"{name}: {value}" for name, value in headers), "", *body])
    return spoilt(whole.encode("utf-8", "surrogatepass"), draw(st.integers(0, 4)), draw(st.floats(0, 1)))


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    parts = []
    for _ in range(draw(st.integers(0, 3))):
        body = draw(markup).encode("utf-8", "surrogatepass")
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + draw(
            st.sampled_from(
                [b"", b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n", b"x\r\n"]
            )
        )
        block += b"\r\n" + body
        length = len(block) + draw(st.sampled_from([0, 0, 0, 1, -1, 10**6, -(10**6)]))
        head = (
            f"WARC/1.0\r\nWARC-Type: {draw(st.sampled_from(['response', 'resource', 'x']))}\r\nContent-Length: {length}\r\n\r\n"
        )
        parts.append(head.encode() + block + b"\r\n\r\n")
    return spoilt(b"".join(parts), draw(st.integers(0, 4)), draw(st.floats(0, 1)))


@given(xml_feeds() | json_feeds() | st.binary(max_size=300))
@fuzzed(120)
def test_any_feed_is_read_or_says_why(content: bytes) -> None:
    with in_time():
        all_read(feeds.of_file(content, "f", "s"))


@given(mails() | st.binary(max_size=300))
@fuzzed(120)
def test_any_mail_is_read_or_says_why(content: bytes) -> None:
    with in_time():
        all_read([mail.document(content, "m", "s")])
        found = mail.mails_of(io.BytesIO(b"From a 2026\n" + content), "m", LIMITS)
        all_read(one if isinstance(one, Skipped) else mail.document(one[1], one[0], "s") for one in found)


@given(archives() | st.binary(max_size=300))
@fuzzed(80)
def test_any_web_archive_is_read_or_says_why(content: bytes) -> None:
    with in_time():
        all_read(warc.documents(io.BytesIO(content), "w", "s", LIMITS))


endings = st.sampled_from(
    [
        ".html",
        ".txt",
        ".md",
        ".jsonl",
        ".json",
        ".xml",
        ".rss",
        ".eml",
        ".mbox",
        ".warc",
        ".warc.gz",
        ".pdf",
        "",
        ".x",
        ".gz",
        ".HTM",
    ]
)
names = st.binary(min_size=1, max_size=30).map(lambda raw: raw.replace(b"/", b"_").replace(b"\0", b"_").strip(b"."))


@given(st.lists(st.tuples(names, endings, st.binary(max_size=200) | xml_feeds() | mails()), max_size=4))
@fuzzed(40)
def test_any_folder_is_read_or_says_why(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[bytes, str, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("drop")
    for name, ending, content in files:
        Path(os.fsdecode(os.fsencode(folder) + b"/x" + name + ending.encode())).write_bytes(content)
    with in_time():
        found = collect.paths([str(folder)], LIMITS)
        all_read([*found.documents, *found.skipped])
