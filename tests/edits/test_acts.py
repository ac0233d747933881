"""An editor's acts: each done where its item is, visible as his, and never a source's words."""

from __future__ import annotations

import email
import email.policy
import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from briefer.config.settings import Format
from briefer.edits import Act, apply, reference
from briefer.model import codec
from briefer.model.brief import Brief, Citation, Item, Section, SourceItem, StoryItem
from briefer.model.edits import Edit, Release
from briefer.model.span import Span
from briefer.render import pdf, render
from tests.render import make_brief

TEMPLATES = Path(__file__).parents[2] / "templates"


def numbered(brief: Brief) -> Brief:
    """The same brief with the ids that a run gives: `security-2`."""
    return replace(
        brief,
        sections=tuple(
            replace(
                section,
                items=tuple(
                    replace(item, id=f"{section.id}-{number}", citations=at(item, 100 * number))
                    for number, item in enumerate(section.items, 1)
                ),
            )
            for section in brief.sections
        ),
    )


def at(item: Item, start: int) -> tuple[Citation, ...]:
    return tuple(replace(one, spans=(Span(one.article, start, start + 40),)) for one in item.citations)


BRIEF = numbered(make_brief.brief())


def act(name: str, of: str, *items: str, text: str | None = None, by: str = "N. Rahimi") -> Act:
    return Act(name, of, by, "edits/x.yaml:3", items, text)  # type: ignore[arg-type]


def section(brief: Brief, name: str) -> Section:
    (found,) = [one for one in brief.sections if one.id == name]
    return found


def ids(brief: Brief, name: str) -> list[str]:
    return [item.id for item in section(brief, name).items]


def item(brief: Brief, name: str) -> Item:
    (found,) = [one for part in brief.sections for one in part.items if one.id == name]
    return found


def test_no_acts_change_nothing() -> None:
    assert apply(BRIEF, ()) == (BRIEF, ())


def test_pin_drop_and_reorder() -> None:
    edited, faults = apply(
        BRIEF,
        [
            act("reorder", "highlights", "highlights-4", "highlights-2"),
            act("pin", "highlights-5"),
            act("drop", "highlights-1", text="told yesterday"),
            act("pin", "highlights-3"),
        ],
    )

    assert faults == ()
    assert ids(edited, "highlights")[:4] == ["highlights-5", "highlights-3", "highlights-4", "highlights-2"]
    assert "highlights-1" not in ids(edited, "highlights")
    assert item(edited, "highlights-5").citations == item(BRIEF, "highlights-5").citations
    assert item(edited, "highlights-5").marks[-1] == "editor-pin"
    assert edited.edits[2] == Edit("drop", "highlights", "highlights-1", "N. Rahimi", "told yesterday")
    assert [one.act for one in section(edited, "highlights").edited] == ["reorder"]


def test_a_note_and_a_heading_stand_beside_what_the_source_says() -> None:
    edited, faults = apply(
        BRIEF,
        [
            act("note", "security-1", text="Phoned: no."),
            act("heading", "security-1", text="Ferry sunk"),
            act("note", "quotes", text="All from one day."),
        ],
    )

    before, after = item(BRIEF, "security-1"), item(edited, "security-1")
    assert isinstance(before, StoryItem) and isinstance(after, StoryItem)
    assert faults == ()
    assert (after.heading, after.text, after.statements) == (before.heading, before.text, before.statements)
    assert before.heading is not None
    assert after.edited[1] == Edit("heading", "security", "security-1", "N. Rahimi", "Ferry sunk", before.heading.text)
    assert set(after.marks) - set(before.marks) == {"editor-note", "editor-heading"}
    assert section(edited, "quotes").edited[0].text == "All from one day."
    assert codec.from_json(Brief, codec.to_json(edited), where="again") == edited


def test_what_only_a_dropped_item_cited_leaves_the_list_of_sources() -> None:
    doomed = [one.id for part in BRIEF.sections if part.kind != "sources" for one in part.items]
    edited, _ = apply(BRIEF, [act("drop", name) for name in doomed if name != "highlights-1"])

    kept = [one for one in section(edited, "sources").items if isinstance(one, SourceItem)]
    assert [(one.number, one.article) for one in kept] == [(1, "articles/01.html"), (2, "articles/02.html")]
    assert set(edited.articles) == {name for one in kept for name in (one.article, *one.copies)}
    assert section(edited, "quotes").note == "An editor left out what this section had"


@pytest.mark.parametrize(
    ("wrong", "told", "fix"),
    [
        (act("pin", "security-9"), "there is no item 'security-9'", "Did you mean 'security-3'?"),
        (act("reorder", "securty", "security-1"), "there is no section 'securty'", "Did you mean 'security'?"),
        (act("reorder", "security", "quotes-1"), "there is no item 'quotes-1'", None),
        (act("heading", "quotes-1", text="x"), "has no heading of its own", "Only a story has one."),
        (act("drop", "sources-1"), "follows from what is cited", "Drop what cites them."),
        (act("note", "two words", text="x"), "names no item", "Write an item's id, or 'ID @ ARTICLE#START-END'."),
    ],
)
def test_what_cannot_be_done_is_told_with_its_line_and_nothing_is_guessed(wrong: Act, told: str, fix: str | None) -> None:
    edited, (fault,) = apply(BRIEF, [wrong])

    assert edited == BRIEF
    assert (told in fault.problem, fault.where) == (True, "edits/x.yaml:3")
    assert fix is None or fault.fix == fix


def test_acts_that_contradict_each_other_are_told() -> None:
    edited, faults = apply(
        BRIEF,
        [
            act("pin", "quotes-2"),
            act("drop", "quotes-2"),
            act("heading", "security-1", text="one"),
            act("heading", "security-1", text="two"),
        ],
    )

    assert [fault.problem.partition(":")[0] for fault in faults] == ["drop is not done", "heading is not done"]
    assert "quotes-2" in ids(edited, "quotes")


def test_an_act_follows_its_item_when_a_run_gives_it_another_id() -> None:
    """The next run has a new second highlight: all behind it move down by one."""
    name = reference(item(BRIEF, "highlights-3"))
    part = section(BRIEF, "highlights")
    later = [replace(one, id=f"highlights-{number + 1}") for number, one in enumerate(part.items[1:], 2)]
    new = replace(part.items[0], id="highlights-2", citations=at(part.items[0], 5000))
    moved = replace(BRIEF, sections=(replace(part, items=(part.items[0], new, *later)), *BRIEF.sections[1:]))

    edited, faults = apply(moved, [act("drop", name)])

    assert faults == ()
    assert (edited.edits[0].item, "highlights-3" in ids(edited, "highlights")) == ("highlights-4", True)
    assert item(moved, "highlights-4").text == item(BRIEF, "highlights-3").text


def test_an_act_whose_words_have_moved_to_another_section_is_told_where_they_are() -> None:
    name = reference(item(BRIEF, "highlights-1"))
    gone = replace(section(BRIEF, "highlights"), items=())
    edited, (fault,) = apply(replace(BRIEF, sections=(gone, *BRIEF.sections[1:])), [act("drop", name)])

    assert fault.fix == "'security-1' cites them now."
    assert "security-1" in ids(edited, "security")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["pin", "drop", "note", "heading"]),
            st.integers(1, 4),
            st.sampled_from(["highlights", "security", "quotes", "figures"]),
        ),
        max_size=8,
    )
)
def test_no_acts_lose_or_double_an_item_or_touch_a_sources_words(wanted: list[tuple[str, int, str]]) -> None:
    edited, faults = apply(BRIEF, [act(name, f"{part}-{number}", text="words") for name, number, part in wanted])

    before = {one.id: one for part in BRIEF.sections for one in part.items}
    after = [one for part in edited.sections for one in part.items]
    dropped = {one.item for one in edited.edits if one.act == "drop"}
    assert len(edited.edits) + len(faults) == len(wanted)
    assert len({one.id for one in after}) == len(after)
    assert {one.id for one in after if one.kind != "source"} == {
        name for name, one in before.items() if one.kind != "source"
    } - dropped
    assert all((one.text, one.citations) == (before[one.id].text, before[one.id].citations) for one in after)


WORDS = (
    "Phoned: no.",
    "Ferry sunk",
    "All from one day.",
    "told yesterday",
    "N. Rahimi",
    "A figure’s note.",
    "Draft, not released",
)


@pytest.mark.parametrize("fmt", ["html", "md", "eml", "docx"])
def test_every_format_shows_the_acts_and_the_draft(fmt: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "document", lambda brief, templates: b"%PDF")
    edited, faults = apply(
        BRIEF,
        [
            act("note", "security-1", text="Phoned: no."),
            act("heading", "security-1", text="Ferry sunk"),
            act("note", "quotes", text="All from one day."),
            act("note", "figures-1", text="A figure’s note."),
            act("drop", "highlights-2", text="told yesterday"),
            act("pin", "highlights-3"),
        ],
    )
    draft = text_of(render(replace(edited, draft=True), fmt, TEMPLATES), fmt)
    released = text_of(render(replace(edited, released=Release("M. Chief", "2031-03-14T19:00:00+00:00")), fmt, TEMPLATES), fmt)

    assert faults == ()
    assert [words for words in WORDS if words not in draft] == []
    assert ("M. Chief" in released, "Draft, not released" in released) == (True, False)
    assert ("put first by the editor" in draft, "heading by the editor" in draft) == (True, True)


def test_every_page_of_a_drafts_pdf_says_so() -> None:
    draft, issue = (PdfReader(io.BytesIO(render(one, "pdf", TEMPLATES))).pages for one in (replace(BRIEF, draft=True), BRIEF))

    assert len(draft) > 1
    assert ["Draft, not released" in page.extract_text() for page in draft] == [True] * len(draft)
    assert not any("Draft" in page.extract_text() for page in issue)


def text_of(content: bytes, fmt: Format) -> str:
    if fmt == "docx":
        made = Document(io.BytesIO(content))
        return " ".join("".join(run.text or "" for run in one.iter("{*}t")) for one in made.element.body.iter("{*}p"))
    if fmt == "eml":
        parts = email.message_from_bytes(content, policy=email.policy.default).walk()
        (page,) = [str(one.get_content()) for one in parts if one.get_content_type() == "text/html"]
        return page
    return content.decode().replace("\\", "")
