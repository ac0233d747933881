"""Who said what: content, cue and speaker of direct, indirect and mixed speech."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from briefer.annotate import layout, nlp  # noqa: F401  layout registers briefer_layout
from briefer.annotate.findings import findings
from briefer.annotate.people import find_people
from briefer.annotate.quotes import find_quotes
from briefer.model.annotation import Quote

MARKS = ("“", "”", '"', "'", "’", "''", "—", ",", ".", ":")
WORDS = (
    "said",
    "he",
    "Mr.",
    "that",
    "according",
    "to",
    "is",
    "gone",
    "told",
    "reporters",
    "who",
    "SMITH:",
    "adding",
    "the",
    "official",
)
ODD = (
    "\n",
    "\n\n",
    "\u2028",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u202e",
    "\u05d0\u05d1",
    "\u0661",
    "\ud800",
    "e\u0301",
    "\U0001f469",
    "\x00",
    "\t",
    "«",
    "»",
    "…",
)
FRAGMENTS = [*MARKS, *WORDS, *ODD, "Anna Weber", "chief of", "on Twitter"]

Read = Callable[[str], Doc]


@pytest.fixture(scope="module")
def read() -> Read:
    """A text → its Doc with people and quotes found."""
    pipeline = nlp.load_bare("auto")
    pipeline.add_pipe("briefer_layout", before="parser")

    def annotate(text: str) -> Doc:
        doc = pipeline(text)
        found = findings(doc)
        found.people = find_people(doc)
        found.quotes = find_quotes(doc)
        return doc

    return annotate


def only(doc: Doc) -> Quote:
    (quote,) = findings(doc).quotes
    return quote


def content(doc: Doc, quote: Quote) -> list[str]:
    return [span.of(doc.text) for span in quote.content]


def said_by(doc: Doc, quote: Quote) -> tuple[str | None, str | None]:
    """A quote → its speaker's words and name."""
    if quote.speaker is None:
        return None, None
    return quote.speaker.mention.of(doc.text) if quote.speaker.mention else None, quote.speaker.name


def test_a_cue_behind_the_quotation(read: Read) -> None:
    doc = read("“The harvest is lost,” said Maria Lopez, head of the farmers union.")
    quote = only(doc)
    assert (content(doc, quote), quote.kind) == (["The harvest is lost,"], "direct")
    assert quote.cue is not None and quote.cue.of(doc.text) == "said"
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.role, quote.speaker.affiliation) == ("Maria Lopez", "head", "farmers union")


def test_a_cue_before_the_quotation(read: Read) -> None:
    doc = read("Interior Minister Tomas Novak told reporters: “The border will open on Friday.”")
    quote = only(doc)
    assert (content(doc, quote), quote.kind, quote.medium) == (["The border will open on Friday."], "direct", "reporters")
    assert said_by(doc, quote)[1] == "Tomas Novak"


def test_a_quotation_that_its_cue_interrupts_is_one_quote_with_two_contents(read: Read) -> None:
    doc = read("“The talks,” Anna Weber said, “will go on for weeks.”")
    assert content(doc, only(doc)) == ["The talks,", "will go on for weeks."]
    doc = read("“The talks will go on,” said Anna Weber, a spokeswoman. “Nobody has left the table.”")
    assert content(doc, only(doc)) == ["The talks will go on,", "Nobody has left the table."]


def test_a_quotation_over_several_paragraphs_is_one_quote(read: Read) -> None:
    doc = read("“The first well is dry,” said Ivan Petrov, an engineer. “We drilled deep.\n\n“The second well is full.”")
    assert content(doc, only(doc)) == ["The first well is dry,", "We drilled deep.", "The second well is full."]


def test_a_quotation_without_a_cue_goes_on_with_the_speaker_before(read: Read) -> None:
    doc = read("“The road is closed,” said Ivan Petrov, an engineer.\n\n“It will open in May.”")
    first, second = findings(doc).quotes
    assert content(doc, second) == ["It will open in May."]
    assert second.cue is None
    assert first.speaker is not None and second.speaker is not None
    assert first.speaker.name == second.speaker.name == "Ivan Petrov"


def test_a_clause_that_a_cue_reports_stands_without_that(read: Read) -> None:
    doc = read("Police chief Omar Haddad said that two bridges had been closed.")
    quote = only(doc)
    assert (content(doc, quote), quote.kind) == (["two bridges had been closed"], "indirect")
    assert said_by(doc, quote)[1] == "Omar Haddad"


def test_a_statement_before_its_cue(read: Read) -> None:
    doc = read("The dam could break within days, officials said.")
    quote = only(doc)
    assert content(doc, quote) == ["The dam could break within days"]
    assert said_by(doc, quote) == ("officials", "officials")


def test_according_to(read: Read) -> None:
    doc = read("The ship sank in shallow water, according to the coast guard.")
    quote = only(doc)
    assert content(doc, quote) == ["The ship sank in shallow water"]
    assert quote.cue is not None and quote.cue.of(doc.text) == "according to"
    assert said_by(doc, quote)[1] == "the coast guard"


def test_quoted_words_inside_a_reported_clause_make_it_mixed(read: Read) -> None:
    doc = read("Laura Chen, the finance minister, said the deal was “a step into the dark” for exporters.")
    quote = only(doc)
    assert (content(doc, quote), quote.kind) == (["the deal was “a step into the dark” for exporters"], "mixed")


def test_adding_that_belongs_to_the_same_speaker(read: Read) -> None:
    doc = read("“The hospital is full,” Nadia Rahimi said, adding that patients slept in corridors.")
    _, second = findings(doc).quotes
    assert content(doc, second) == ["patients slept in corridors"]
    assert said_by(doc, second)[1] == "Nadia Rahimi"


def test_scare_quotes_and_titles_are_not_speech(read: Read) -> None:
    doc = read("The band played “Northern Lights” in a so-called “quiet zone” near the river.")
    assert findings(doc).quotes == ()


def test_what_nobody_is_said_to_see_is_no_statement(read: Read) -> None:
    doc = read("The raids are seen as a warning to the ministers.")
    assert findings(doc).quotes == ()


def test_a_surname_leads_to_the_full_name_with_role_and_affiliation(read: Read) -> None:
    doc = read("Navy spokesman Erik Lindqvist arrived on Monday.\n\nThe search will go on, Lindqvist said.")
    quote = only(doc)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.role, quote.speaker.affiliation) == ("Erik Lindqvist", "spokesman", "Navy")


def test_a_pronoun_leads_to_the_one_person_that_it_can_mean(read: Read) -> None:
    doc = read("Erik Lindqvist, a spokesman, arrived on Monday. He said the search would go on.")
    assert said_by(doc, only(doc)) == ("He", "Erik Lindqvist")


def test_a_pronoun_that_nobody_in_the_text_can_be_stays_a_mention(read: Read) -> None:
    doc = read("The search went on in heavy rain. He said the ship was gone.")
    assert said_by(doc, only(doc)) == ("He", None)


@pytest.mark.parametrize("source", ["A US official", "The official", "One diplomat"])
def test_an_unnamed_source_stays_as_described(read: Read, source: str) -> None:
    doc = read(f"{source} said that the envoy would return to the region.")
    quote = only(doc)
    assert quote.speaker is not None
    assert (said_by(doc, quote), quote.speaker.anonymous) == ((source, None), True)


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Rebel spokesman Idris Kone said on Twitter that the town had fallen.", "Twitter"),
        ("In a statement, Rebel spokesman Idris Kone said that the town had fallen.", "statement"),
        ("Rebel spokesman Idris Kone said in an interview that the town had fallen.", "interview"),
        ("Rebel spokesman Idris Kone wrote on X that the town had fallen.", "X"),
        ("Rebel spokesman Idris Kone said in a post on Facebook that the town had fallen.", "Facebook"),
        ("Rebel spokesman Idris Kone said in a video that the town had fallen.", "video"),
        ("Rebel spokesman Idris Kone said in an audio recording that the town had fallen.", "audio"),
        ("Rebel spokesman Idris Kone said in a press release that the town had fallen.", "statement"),
        ("Rebel spokesman Idris Kone said by telephone that the town had fallen.", "telephone"),
        ("Rebel spokesman Idris Kone said in a letter that the town had fallen.", "letter"),
        ("Rebel spokesman Idris Kone said in an e-mail that the town had fallen.", "e-mail"),
        ("Rebel spokesman Idris Kone said at a press briefing that the town had fallen.", "news conference"),
        ("Rebel spokesman Idris Kone said in a speech that the town had fallen.", "speech"),
        ("Rebel spokesman Idris Kone said in testimony that the town had fallen.", "hearing"),
        ("Rebel spokesman Idris Kone said in a report that the town had fallen.", "report"),
        ("Rebel spokesman Idris Kone said in a court filing that the town had fallen.", "court filing"),
        ("Rebel spokesman Idris Kone told state television that the town had fallen.", "television"),
        ("Rebel spokesman Idris Kone said in a text message that the town had fallen.", "text message"),
        ("Rebel spokesman Idris Kone said that the town had fallen.", None),
    ],
)
def test_the_medium_is_named_as_the_text_names_it(read: Read, text: str, medium: str | None) -> None:
    assert only(read(text)).medium == medium


@pytest.mark.parametrize(
    ("text", "source", "reported"),
    [
        ("Carl Borg is worried that the harvest will fail.", "Carl Borg", "the harvest will fail"),
        ("As Carl Borg noted, the harbour is too small.", "Carl Borg", "the harbour is too small"),
        ("The ferry is expected to return on Monday.", None, "The ferry … to return on Monday"),
        ("The minister suggested closing two schools.", "The minister", "closing two schools"),
        (
            "The minister urged the ferry companies to hire more crews.",
            "The minister",
            "the ferry companies to hire more crews",
        ),
        ("Carl Borg reminded the voters of the flood.", "Carl Borg", "the flood"),
        ("Carl Borg seemed hopeful that the harvest would be good.", "Carl Borg", "the harvest would be good"),
        ("Fears that the dam could burst emptied the valley.", None, "the dam could burst"),
    ],
)
def test_statements_without_a_clause_of_saying(read: Read, text: str, source: str | None, reported: str) -> None:
    doc = read(text)
    quote = only(doc)
    assert (said_by(doc, quote)[0], " … ".join(content(doc, quote))) == (source, reported)


@pytest.mark.parametrize(
    "text",
    [
        "The shooting claimed two lives.",
        "Anyone with information should call the police.",
        "The rifle was called from the shop.",
    ],
)
def test_what_cannot_speak_says_nothing(read: Read, text: str) -> None:
    assert findings(read(text)).quotes == ()


def test_what_a_statement_reports_of_its_speaker_is_part_of_it(read: Read) -> None:
    doc = read("Carl Borg said he hoped that the harbour would open.")
    assert content(doc, only(doc)) == ["he hoped that the harbour would open"]


def test_a_semicolon_parts_a_clause_from_the_cue_behind_it(read: Read) -> None:
    doc = read("The farmers decried the dam; the editors railed against the tax.")
    assert "The farmers decried the dam" not in [part for quote in findings(doc).quotes for part in content(doc, quote)]


def test_who_is_called_to_the_scene_is_not_called_a_name(read: Read) -> None:
    assert findings(read("Carl Borg called the police after the crash to get a tow.")).quotes == ()


SPOKEN = [
    (1, "envoy"),
    (2, "Khalilzad"),
    (11, "Ghafari"),
    (12, "Mohsini"),
    (12, "Mohsini"),
    (20, "Khalilzad"),
    (22, "official"),
    (22, "official"),
]
"""The paragraph of each passage in quotation marks of an agency's article, and the last word of its speaker's name or words."""

_PASSAGE = re.compile(r"“[^”]+”")


@pytest.mark.shared
def test_every_passage_of_an_agency_article_has_its_speaker(read: Read, shared: Path) -> None:
    text = (shared / "articles" / "2019-09-02-ap-kabul.txt").read_text(encoding="utf-8")
    doc = read(text)
    spoken = []
    for passage in _PASSAGE.finditer(text):
        quote = next(
            quote
            for quote in findings(doc).quotes
            if any(span.start < passage.end() and passage.start() < span.end for span in quote.content)
        )
        mention, name = said_by(doc, quote)
        spoken.append((text.count("\n\n", 0, passage.start()), (name or mention or "").split()[-1]))
    assert spoken == SPOKEN


@pytest.mark.shared
def test_indirect_statements_of_an_agency_article_touch_no_quotation_marks(read: Read, shared: Path) -> None:
    text = (shared / "articles" / "2019-09-02-ap-kabul.txt").read_text(encoding="utf-8")
    indirect = [quote for quote in findings(read(text)).quotes if quote.kind == "indirect"]
    passages = list(_PASSAGE.finditer(text))
    assert len(indirect) in {11, 12}
    assert not [
        quote
        for quote in indirect
        for span in quote.content
        if any(span.start < passage.end() and passage.start() < span.end for passage in passages)
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    text=st.one_of(
        st.text(max_size=80),
        st.lists(
            st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)),
            max_size=25,
        ).map(" ".join),
        st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join),
    )
    .map(lambda text: text.encode("utf-8", "replace").decode("utf-8"))
    .filter(str.strip)
)  # fmt: skip
def test_any_string_is_read_and_every_span_lies_inside_it(read: Read, text: str) -> None:
    doc = read(text)
    assert doc.text == text
    for quote in findings(doc).quotes:
        assert quote.content
        ends = [0, *(span.end for span in quote.content)]
        assert all(end <= span.start < span.end for end, span in zip(ends, quote.content, strict=False))
        mentions = [quote.speaker.mention] if quote.speaker and quote.speaker.mention else []
        for span in [*quote.content, *([quote.cue] if quote.cue else []), *mentions]:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text) != ""
    for person in findings(doc).people:
        assert all(span.of(text) for span in person.mentions)
