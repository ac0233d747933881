from __future__ import annotations

import logging
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer import gate
from briefer.evidence import Evidence, hedge_fault, values_in
from briefer.model.annotation import Modifier
from briefer.model.brief import Citation, FigureItem, Heading, Highlight, Item, QuoteItem, SourceItem, Statement, StoryItem
from briefer.model.span import ArticleId, Span
from tests.sections.example import built, market, post, wire

MATERIAL = market()
BUILT = built(told=MATERIAL)
EVIDENCE = Evidence(MATERIAL.articles, MATERIAL.annotations)
ITEMS: list[Item] = [item for section in BUILT.values() for item in section.items]


def faults(item: Item) -> list[str]:
    return list(gate.faults(item, EVIDENCE))


def highlight() -> Highlight:
    item = BUILT["highlights"].items[0]
    assert isinstance(item, Highlight)
    return item


def story() -> StoryItem:
    item = BUILT["security"].items[0]
    assert isinstance(item, StoryItem)
    return item


def quote() -> QuoteItem:
    item = BUILT["quotes"].items[0]
    assert isinstance(item, QuoteItem)
    return item


def figure() -> FigureItem:
    item = BUILT["figures"].items[0]
    assert isinstance(item, FigureItem)
    return item


def source() -> SourceItem:
    item = BUILT["sources"].items[0]
    assert isinstance(item, SourceItem)
    return item


def cite(*spans: Span) -> tuple[Citation, ...]:
    return (Citation(spans[0].article, spans, MATERIAL.articles[spans[0].article].sha256),)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item.id))
def test_what_the_sections_build_passes(item: Item) -> None:
    assert faults(item) == []


# What every item must cite


def test_nothing_cited() -> None:
    assert faults(replace(highlight(), citations=())) == ["nothing is cited"]


def test_an_unknown_article() -> None:
    forged = Citation(ArticleId("elsewhere"), (Span(ArticleId("elsewhere"), 0, 5),), "0")
    assert "is unknown" in faults(replace(highlight(), citations=(forged,)))[0]


def test_another_text_than_the_one_that_was_read() -> None:
    (citation,) = highlight().citations
    assert "is not the one that was read" in faults(replace(highlight(), citations=(replace(citation, sha256="0" * 64),)))[0]


@pytest.mark.parametrize("span", [Span(ArticleId("a"), 0, 10_000), Span(ArticleId("a"), 3, 3), Span(ArticleId("b"), 0, 5)])
def test_a_span_that_is_empty_or_leaves_the_article(span: Span) -> None:
    (citation,) = highlight().citations
    assert "leaves the text" in faults(replace(highlight(), citations=(replace(citation, spans=(*citation.spans, span)),)))[0]


def test_an_item_without_words() -> None:
    assert "the item says nothing" in faults(replace(highlight(), text=" "))


# A source's own words


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a market in Baladar on Tuesday and killed at least 61 people, officials said.",
        "Gunmen attacked a market in Baladar on Tuesday and killed 16 people, officials said.",
        "Gunmen stormed a market in Baladar on Tuesday and killed at least 16 people, officials said.",
        "Gunmen attacked a market in Baladar on Tuesday and killed at least 16 people, officials said. Panic broke out.",
        "unmen attacked a market",
        "Gunmen attacked a market in Baladar on Tuesday … officials denied.",
        "[Lena Aziz] attacked a market in Baladar on Tuesday and killed at least 16 people, officials said.",
    ],
)
def test_a_sentence_that_is_not_the_sources(text: str) -> None:
    assert faults(replace(highlight(), text=text))


def test_words_may_be_left_out_where_that_is_shown() -> None:
    assert faults(replace(highlight(), text="Gunmen attacked a market in Baladar … officials said.")) == []
    assert faults(replace(highlight(), text="officials said. … Gunmen attacked a market in Baladar"))


def test_line_breaks_of_the_source_do_not_matter() -> None:
    assert faults(replace(highlight(), text=highlight().text.replace(" ", "\n ", 3))) == []


def test_a_number_may_not_be_cut_out_of_a_longer_one() -> None:
    assert faults(replace(highlight(), text="6 people, officials said."))


def test_a_bracket_holds_a_cited_person_in_the_place_of_a_pronoun() -> None:
    says, name = wire().at("He said that the police had come too late to the market."), wire().at("Omar Rashid")
    text = "[Omar Rashid] said that the police had come too late to the market."
    assert faults(replace(highlight(), text=text, citations=cite(says, name))) == []
    assert faults(replace(highlight(), text=text, citations=cite(says)))
    other = text.replace("Omar Rashid", "Lena Aziz")
    assert faults(replace(highlight(), text=other, citations=cite(says, name)))
    inserted = text.replace("too late", "too [Omar Rashid] late")
    assert faults(replace(highlight(), text=inserted, citations=cite(says, name)))


# Stories


@pytest.mark.allow_logs
def test_a_false_statement_goes_and_the_story_stays() -> None:
    item = story()
    true, *others = item.statements
    assert "ministry" in true.text
    false = replace(true, text=true.text.replace("ministry", "army"))
    statements = (false, *others)
    forged = replace(item, statements=statements, text=" ".join(s.text for s in statements))
    section = replace(BUILT["security"], items=(forged,))
    (kept,), (dropped,) = gate.check([section], MATERIAL.articles, MATERIAL.annotations)
    (left,) = kept.items
    assert isinstance(left, StoryItem)
    assert left.statements == tuple(others)
    assert left.text == " ".join(s.text for s in item.statements[1:])
    assert (dropped.item, dropped.section) == ("security-1/1", "security")


@pytest.mark.allow_logs
def test_a_story_without_a_true_statement_goes() -> None:
    false = Statement("Nothing of the kind happened in Baladar.", story().statements[0].citations)
    section = replace(BUILT["security"], items=(replace(story(), statements=(false,), text=false.text),))
    (kept,), dropped = gate.check([section], MATERIAL.articles, MATERIAL.annotations)
    assert kept.items == ()
    assert [drop.item for drop in dropped] == ["security-1/1", "security-1"]


def test_a_storys_text_is_its_statements() -> None:
    assert "not the words of its statements" in faults(replace(story(), text=story().text + " And more."))[0]


@pytest.mark.parametrize("heading", [Heading("Gunmen kill 61 in Baladar", ArticleId("a")), Heading("x", ArticleId("nowhere"))])
def test_a_heading_is_its_articles_title(heading: Heading) -> None:
    assert "is not the title" in faults(replace(story(), heading=heading))[0]


# Quotations


@pytest.mark.parametrize(
    "text",
    [
        "We heard the gunshots and we ran to the river with our children",
        "Gunmen attacked a market in Baladar",
        "We heard the shots",
        "that the police had come too late to the market",
    ],
)
def test_a_paraphrase_is_no_quotation(text: str) -> None:
    assert faults(replace(quote(), text=text))


def test_reported_speech_is_not_shown_as_direct() -> None:
    partly = next(item for item in ITEMS if isinstance(item, QuoteItem) and item.form == "mixed")
    assert "mixed speech, not direct" in faults(replace(partly, form="direct"))[0]


def test_another_wording_keeps_its_form() -> None:
    item = quote()
    (version,) = item.versions
    forged = replace(item, versions=(replace(version, form="indirect"),))
    assert "as direct speech, not indirect" in faults(forged)[0]


def test_a_place_and_day_of_saying_stand_in_the_cited_words() -> None:
    assert "no cited dateline is from “Kesh”" in " ".join(faults(replace(quote(), place="Kesh", place_from="dateline")))
    assert "do not say that it was said on" in faults(replace(quote(), date_from="said"))[0]


def test_a_swapped_speaker() -> None:
    item = quote()
    named = (*item.citations, *cite(wire().at("Lena Aziz")))
    forged = replace(item, speaker=replace(item.speaker, name="Lena Aziz", role=None), citations=named)
    assert any("does not have “Lena Aziz” say this" in fault for fault in faults(forged))


@pytest.mark.parametrize(("part", "value"), [("name", "Omar Raschid"), ("role", "mayor"), ("affiliation", "city council")])
def test_a_name_role_or_affiliation_that_the_source_does_not_write_so(part: str, value: str) -> None:
    changes: dict[str, str] = {part: value}
    assert any(part in fault for fault in faults(replace(quote(), speaker=replace(quote().speaker, **changes))))  # type: ignore[arg-type]


def test_an_invented_date_place_and_medium() -> None:
    assert "date 2024-05-06" in faults(replace(quote(), date="2024-05-06"))[0]
    assert "place" in faults(replace(quote(), place="Kesh"))[0]
    assert "medium" in faults(replace(quote(), medium="Twitter"))[0]


def test_an_anonymous_speaker_with_a_name() -> None:
    assert "an anonymous speaker has no name" in faults(replace(quote(), speaker=replace(quote().speaker, anonymous=True)))


def test_another_outlets_wording_is_its_own() -> None:
    (version,) = quote().versions
    assert "the wording" in faults(replace(quote(), versions=(replace(version, text="We heard nothing"),)))[0]


# Figures


@pytest.mark.parametrize(
    "text",
    [
        "at least 61 people killed",
        "16 people killed",
        "at least 16 children killed",
        "at least 16 people injured",
        "many killed",
    ],
)
def test_a_figures_line_says_no_more_and_no_less_than_its_claim(text: str) -> None:
    assert faults(replace(figure(), text=text))


def test_a_lost_hedge() -> None:
    item = figure()
    bare = replace(item.claims[0], text="16 people", modifier="exact", high=16.0)
    forged = replace(item, text="16 people killed", modifier="exact", high=16.0, claims=(bare, *item.claims[1:]))
    assert any("the source hedges" in fault for fault in faults(forged))


def test_an_invented_hedge() -> None:
    claim = replace(figure().claims[1], modifier="at_least")
    assert any("has no “at least”" in fault for fault in faults(replace(figure(), claims=(figure().claims[0], claim))))


@pytest.mark.parametrize("changes", [{"low": 61.0}, {"low": None}, {"date": "1999-01-01"}, {"said_by": "Lena Aziz"}])
def test_a_claim_that_its_source_does_not_make(changes: dict[str, object]) -> None:
    claim = replace(figure().claims[0], **changes)  # type: ignore[arg-type]
    values = {key: changes[key] for key in ("low",) if key in changes}
    assert faults(replace(figure(), claims=(claim, *figure().claims[1:]), **values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes", [{"figure": "injured"}, {"unit": "dollar"}, {"counted": "soldiers"}, {"trend": "up"}, {"claims": ()}]
)
def test_a_figure_of_another_kind(changes: dict[str, object]) -> None:
    assert faults(replace(figure(), **changes))  # type: ignore[arg-type]


def test_a_figure_that_somebody_else_gave() -> None:
    injured = next(item for item in ITEMS if isinstance(item, FigureItem) and item.figure == "injured")
    swapped = replace(
        injured.claims[0], said_by="Omar Rashid", citations=(*injured.claims[0].citations, *cite(wire().at("Omar Rashid")))
    )
    assert any("have “Omar Rashid” give" in fault for fault in faults(replace(injured, claims=(swapped,))))


@pytest.mark.parametrize(
    ("claim", "modifier", "before", "after", "fits"),
    [
        ("at least 16 people", "at_least", "", "", True),
        ("16 people", "at_least", "killed at least", "", True),
        ("16 people or more", "at_least", "", "", True),
        ("16 people", "at_least", "", "", False),
        ("16 people", "exact", "killed at least", "", False),
        ("16 people", "exact", "police killed", "in the city", True),
        ("some 200 people", "exact", "", "", False),
        ("more than 40", "more_than", "", "", True),
        ("no more than 40", "more_than", "", "", False),
        ("no more than 40", "at_most", "", "", True),
        ("up to 40", "at_most", "", "", True),
        ("nearly 100", "about", "", "", True),
        ("nearly 100", "less_than", "", "", True),
        ("about $5 million", "about", "", "", True),
        ("more than half", "more_than", "", "", True),
        ("80 people", "exact", "had heard about the", "who were on board", True),
        ("12 people", "exact", "the blast killed", "and more than 20 were hurt", True),
        ("12 people", "exact", "the blast killed", "plus the driver", True),
        ("80-plus people", "at_least", "", "", True),
        ("$US300", "less_than", "prices fell to less than", "", True),
        ("under the age of 18", "less_than", "", "", True),
        ("62 miles", "more_than", "more than 100 kilometers (", ")", True),
        ("12 of them", "exact", "about 30 people (", ")", True),
        ("10 to 20 people", "range", "", "", True),
        ("20 people", "range", "", "", False),
    ],
)
def test_hedges(claim: str, modifier: Modifier, before: str, after: str, fits: bool) -> None:
    assert (hedge_fault(claim, modifier, [(before, after)]) is None) is fits


def test_values_of_words() -> None:
    assert 50 in values_in("about half")
    assert 1 in values_in("a soldier")
    assert 5e6 in values_in("5 to 6 million", ranged=True)
    assert 5e6 not in values_in("5 to 6 million")


# References


def test_a_reference_cites_its_own_article() -> None:
    assert faults(replace(source(), article=ArticleId("b")))
    assert faults(replace(source(), copies=(ArticleId("nowhere"),)))


# The whole


def test_what_is_dropped_is_logged_and_told(caplog: pytest.LogCaptureFixture) -> None:
    section = replace(BUILT["highlights"], items=(replace(highlight(), text="All is well in Baladar."),))
    with caplog.at_level(logging.WARNING, logger="briefer.gate"):
        (kept,), (dropped,) = gate.check([section], MATERIAL.articles, MATERIAL.annotations)
    assert (kept.items, kept.note) == ((), "No item of this section passed the evidence check")
    assert "does not stand in its cited spans" in dropped.reason
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@given(st.sampled_from([item for item in ITEMS if item.kind != "source"]), st.data())
@settings(deadline=None)
def test_one_changed_digit_of_the_text_fails(item: Item, data: st.DataObject) -> None:
    digits = [match.start() for match in re.finditer(r"\d", item.text)]
    if not digits:
        return
    place = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != item.text[place]]))
    text = item.text[:place] + digit + item.text[place + 1 :]
    assert faults(replace(item, text=text))


@given(st.sampled_from(ITEMS), st.data())
@settings(deadline=None)
def test_a_citation_of_other_words_fails(item: Item, data: st.DataObject) -> None:
    if item.kind == "source":
        return
    start = data.draw(st.integers(0, 20))
    other = Span(ArticleId("b"), start, start + 3)
    forged = replace(item, citations=(Citation(other.article, (other,), post().source.sha256),))
    if isinstance(forged, StoryItem):
        forged = replace(forged, statements=tuple(replace(s, citations=forged.citations) for s in forged.statements))
        forged, lost = gate._without_false_statements(forged, EVIDENCE)
        assert len(lost) == len(story().statements)
    assert faults(forged)


@pytest.mark.parametrize(
    ("claim", "value"),
    [("two thirds of voters", 2 / 3), ("three-quarters", 0.75), ("one in five", 0.2), ("3 out of 10", 0.3), ("50m", 50.0)],
)
def test_shares_and_metres_are_values(claim: str, value: float) -> None:
    assert any(abs(value - stated) < 1e-6 for stated in values_in(claim))
