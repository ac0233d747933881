"""Documents become articles, or say why not; whatever the bytes are."""

from __future__ import annotations

import logging
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer.config.settings import Limits
from briefer.model.article import Article, ArticleIn, Document, Hints, Skipped
from briefer.model.span import ArticleId
from briefer.read import article, from_record, record
from briefer.read.articles import TAGS
from briefer.read.titles import LONGEST, one_line

LIMITS = Limits()
LEAD = "The old bridge over the river was opened again on Monday after repairs that took three months, the mayor said."
SECOND = "Traders on both banks had lost a season's trade, and the ferry had run from dawn until late in the night."
THIRD = "“We have waited for this day,” said a baker, who closed her shop for an hour so that she could walk across."
FORTH = "A second bridge, ten kilometres to the north, will be closed in the spring, and the ferry will be kept until then."
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Bridge opens again | The Valley Post</title>
<meta property="og:title" content="Bridge opens again"><meta property="og:site_name" content="The Valley Post">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
{{"@type": "NewsArticle",
"headline": "Bridge opens again", "datePublished": "2021-03-04T10:15:00+04:30",
"author": {{"@type": "Person", "name": "Mira Hale"}},
"publisher": {{"@type": "Organization", "name": "The Valley Post"}}}}]}}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Bridge opens again</h1><p>HERAT, March 4 — {lead}</p><p>{second}</p>{more}<p>{third}</p><p>{forth}</p></article>
<footer><p>All rights reserved by the publisher of this page.</p></footer></body></html>"""


def page(more: str = "") -> bytes:
    return PAGE.format(lead=LEAD, second=SECOND, third=THIRD, forth=FORTH, more=more).encode()


def document(content: bytes, media: str | None = None, hints: Hints | None = None, charset: str | None = None) -> Document:
    return Document(ArticleId("a"), "a source", content, media, charset, hints or Hints())


def read(content: bytes, media: str | None = None, hints: Hints | None = None) -> Article:
    found = article(document(content, media, hints), LIMITS)
    assert isinstance(found, Article), found
    return found


def reason(content: bytes, media: str | None = None, limits: Limits = LIMITS) -> str:
    found = article(document(content, media), limits)
    assert isinstance(found, Skipped), found
    return found.reason


def test_a_page_becomes_its_article() -> None:
    found = read(page(), "text/html")
    assert found.text == f"HERAT, March 4 — {LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{FORTH}"
    assert (found.title, found.byline, found.outlet) == ("Bridge opens again", "Mira Hale", "The Valley Post")
    assert (found.published, found.language) == ("2021-03-04T10:15:00+04:30", "en")
    assert found.dateline is not None
    assert (found.dateline.span.of(found.text), found.dateline.date) == ("HERAT, March 4 —", "2021-03-04")


def test_a_page_is_known_by_its_bytes_where_nobody_says_what_it_is() -> None:
    assert read(page()).text == read(page(), "text/html").text


def test_links_to_other_articles_and_credits_are_no_part_of_the_text() -> None:
    more = "<p>READ MORE: Ferry sinks in storm</p><p>Related: Ten bridges to see</p>"
    assert "READ MORE" not in read(page(more), "text/html").text
    assert "Ten bridges" not in read(page(more), "text/html").text


def test_the_ends_of_newsletters_are_no_part_of_the_text() -> None:
    rows = "".join(f"<tr><td><p>{text} <a href='/x'>Read more</a></p></td></tr>" for text in (LEAD, SECOND, THIRD))
    ends = (
        "<td>View this email in your browser</td>",
        "<td>You receive this email because you signed up. <a href='u'>Unsubscribe</a></td>",
    )
    mail = f"<html><body><table><tr>{ends[0]}</tr>{rows}<tr>{ends[1]}</tr></table></body></html>"
    assert read(mail.encode(), "text/html").text == f"{LEAD}\n\n{SECOND}\n\n{THIRD}"


def test_what_a_feed_gave_is_marked() -> None:
    assert read(LEAD.encode(), "text/html", Hints(from_feed=True)).from_feed
    assert not read(LEAD.encode(), "text/html").from_feed


def test_a_word_without_end_is_left_out() -> None:
    assert reason(b"<p>" + b"a" * 200_000, "text/html") == "its page has a word of more than 100,000 letters"


def test_the_outlet_s_name_is_no_part_of_a_title() -> None:
    bare = re.sub(rb"<script.*?</script>|<meta property=.og:title[^>]*>|<h1>.*?</h1>", b"", page(), flags=re.DOTALL)
    assert read(bare, "text/html").title == "Bridge opens again"


def test_template_code_and_escaped_markup_stay_text() -> None:
    more = "<p>The sign on it reads {{{{ 7*7 }}}} and &lt;script&gt;alert(1)&lt;/script&gt;, which nobody could explain.</p>"
    text = read(page(more.replace("{{{{", "{{").replace("}}}}", "}}")), "text/html").text
    assert "reads {{ 7*7 }} and <script>alert(1)</script>, which" in text


def test_what_a_source_says_of_a_document_comes_first_but_a_page_knows_its_outlet() -> None:
    hints = Hints(
        title="Bridge is open",
        published="Thu, 04 Mar 2021 05:45:00 GMT",
        outlet="Some feed",
        byline="M. H.",
        url="https://x.example/b",
    )
    found = read(page(), "text/html", hints)
    assert (found.title, found.byline, found.outlet) == ("Bridge is open", "M. H.", "The Valley Post")
    assert (found.published, found.url) == ("2021-03-04T05:45:00+00:00", "https://x.example/b")


def test_a_source_s_bare_date_gives_way_to_the_page_s_time_of_that_day() -> None:
    assert read(page(), "text/html", Hints(published="2021-03-04")).published == "2021-03-04T10:15:00+04:30"
    assert read(page(), "text/html", Hints(published="2021-03-05")).published == "2021-03-05"


def test_a_fragment_of_a_feed_is_read() -> None:
    assert read(f"<p>{LEAD}</p><p>{SECOND}</p>".encode(), "text/html").text == f"{LEAD}\n\n{SECOND}"


def test_words_without_any_markup_are_read_as_a_page_s_text() -> None:
    assert read(LEAD.encode(), "text/html").text == LEAD


def test_a_text_file_is_kept_whole() -> None:
    found = read(f"\ufeffBridge opens again\r\n\r\nHERAT (Reuters) - {LEAD}\r\n".encode(), "text/plain")
    assert found.text == f"Bridge opens again\n\nHERAT (Reuters) - {LEAD}\n"
    assert (found.title, found.outlet, found.published) == ("Bridge opens again", "Reuters", None)
    assert found.dateline is not None
    assert found.dateline.span.of(found.text) == "HERAT (Reuters) -"


def test_a_header_line_gives_agency_place_and_date() -> None:
    found = read(f" date 2021-03-04 AP, HERAT\n\n{LEAD}\n".encode(), "text/plain")
    assert (found.title, found.outlet, found.published) == (None, "AP", "2021-03-04")
    assert found.dateline is not None
    assert found.text[found.dateline.span.end :].lstrip().startswith("The old bridge")


def test_a_paragraph_is_no_title() -> None:
    assert read(f"{LEAD}\n\n{SECOND}".encode(), "text/plain").title is None


@pytest.mark.parametrize(
    ("content", "media", "words"),
    [
        (b"", None, "it is empty"),
        (b" \r\n\t", "text/plain", "it is empty"),
        (b"\xef\xbb\xbf", "text/html", "it is empty"),
        (b"%PDF-1.4 stream", None, "it is a PDF, not text"),
        (b"PK\x03\x04 stream", "text/plain", "it is a ZIP archive or an office document, not text"),
        (
            b"<html><body><ul><li><a href='/a'>Home</a></li><li>World</li></ul></body></html>",
            "text/html",
            "no article text was found on the page",
        ),
        (b"<html></html>", "text/html", "no article text was found on the page"),
    ],
)
def test_what_is_no_article_says_why(content: bytes, media: str | None, words: str) -> None:
    assert reason(content, media) == words


def test_too_long_a_text_is_left_out_with_both_numbers() -> None:
    assert (
        reason(LEAD.encode(), "text/plain", Limits(article_characters=50))
        == f"its text has {len(LEAD)} characters, more than the limit of 50"
    )


def test_a_page_of_too_many_tags_is_left_out_unread() -> None:
    assert reason(b"<html>" + b"<i>" * TAGS, "text/html") == f"its page has {TAGS + 1:,} tags, more than the limit of {TAGS:,}"


def test_a_fault_in_a_library_is_a_reason(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def breaks(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("briefer.read.articles.read_page", breaks)
    assert reason(page(), "text/html") == "it could not be read (RecursionError)"
    assert "too deep" in caplog.text


def test_an_odd_page_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        article(document(b"<html><p>", "text/html"), LIMITS)
    assert [entry for entry in caplog.records if entry.levelno >= logging.WARNING] == []


def test_other_languages_are_read_and_named() -> None:
    german = "Die alte Brücke über den Fluss ist am Montag nach dreimonatiger Reparatur wieder eröffnet worden, sagte er."
    assert read(german.encode(), "text/plain").language == "de"
    assert read(b"Bridge opens.", "text/plain").language is None
    assert read(b"Bridge opens.", "text/plain", Hints(language="en-GB")).language == "en"
    assert read(b"Bridge opens.", "text/plain", Hints(language="English")).language is None


@pytest.mark.parametrize(
    "text", [f"  {LEAD}\r\n\tX\0\n", "HERAT, 4 MAR 89 (DPA) -- [TEXT] THE BRIDGE\nIS OPEN.\n", "", "\ud800"]
)
def test_a_record_s_text_is_kept_character_for_character(text: str) -> None:
    assert from_record(ArticleIn("r", text)).text == text


def test_a_record_s_dateline_is_found_and_dates_it() -> None:
    found = from_record(ArticleIn("r", f"HERAT, 4 MAR 2021 (DPA) -- {LEAD}", source="The Post", url="https://x.example"))
    assert found.dateline is not None
    assert (found.dateline.place, found.published, found.outlet, found.url) == (
        "HERAT",
        "2021-03-04",
        "The Post",
        "https://x.example",
    )


def test_a_record_s_date_stays_as_given_where_it_is_iso_and_is_none_where_it_is_a_guess(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert from_record(ArticleIn("r", LEAD, published="2021-03-04T10:00:00Z")).published == "2021-03-04T10:00:00Z"
    assert from_record(ArticleIn("r", LEAD, published="March 4, 2021")).published == "2021-03-04"
    assert from_record(ArticleIn("r", LEAD, published="03/04/2021")).published is None
    assert "03/04/2021" in caplog.text


def test_the_record_of_an_article_and_of_a_skipped_document() -> None:
    made = record(read(page(), "text/html"))
    assert (made.id, made.title, made.outlet, made.skipped) == ("a", "Bridge opens again", "The Valley Post", None)
    left = record(Skipped("a", "it is empty"))
    assert (left.id, left.text, left.title, left.skipped) == ("a", "", None, "it is empty")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (None, None),
        (" \n ", None),
        ("Bridge\n  opens\tagain", "Bridge opens again"),
        ("Bridge \u202eopens\u202c \u200fagain\x07", "Bridge opens again"),
        ("word " * 100, "word " * 58 + "word…"),
        ("w" * 400, "w" * 299 + "…"),
    ],
)
def test_a_title_is_one_line(title: str | None, shown: str | None) -> None:
    assert one_line(title) == shown
    assert shown is None or len(shown) <= LONGEST


PIECES = (
    "<p>", "</p>", "<div", " class='a'", ">", "<html>", "<body>", "<script type='application/ld+json'>", "</script>",
    '{"@type":', '"Article"}', "<!--", "-->", "<time datetime='2021'>", "&#xD800;", "\0", "The bridge is open. ",
    "<meta charset='x'>", "[", "HERAT (AP) - ", "\n",
)  # fmt: skip
MARKUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40).map("".join)


@pytest.mark.allow_logs
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=300) | MARKUP.map(lambda words: words.encode("utf-8", "surrogatepass")),
    st.sampled_from([None, "text/html", "text/plain"]),
)
def test_nothing_that_bytes_hold_raises(content: bytes, media: str | None) -> None:
    found = article(document(content, media, Hints(title="t", published="x")), LIMITS)
    if isinstance(found, Article):
        found.text.encode("utf-8")
        assert found.dateline is None or found.dateline.span.of(found.text).strip()
    else:
        assert found.reason
        assert "could not be read" not in found.reason


@pytest.mark.allow_logs
@settings(deadline=None, max_examples=80)
@given(st.text(max_size=200) | MARKUP, st.none() | st.text(max_size=20))
def test_any_record_is_taken_as_it_is(text: str, published: str | None) -> None:
    assert from_record(ArticleIn("r", text, published=published)).text == text


@pytest.mark.shared
def test_the_benchmark_s_pages_keep_their_score() -> None:
    import gzip
    import json
    from collections import Counter
    from pathlib import Path

    folder = Path(__file__).parents[3] / "shared" / "evals" / "article_body"
    if not folder.is_dir():
        pytest.skip("the article-extraction benchmark is not beside the project")
    precisions, recalls = [], []
    for line in (folder / "dev.gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        found = article(
            document(gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes()), "text/html"), LIMITS
        )
        bags = []
        for text in (gold["body"], found.text if isinstance(found, Article) else ""):
            words = re.findall(r"\w+", text)
            bags.append(Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))))
        both = (bags[0] & bags[1]).total()
        precisions.append(both / bags[1].total())
        recalls.append(both / bags[0].total())
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    assert 2 * precision * recall / (precision + recall) >= 0.97
