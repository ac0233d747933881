"""A brief as Markdown: what articles say is text in it, whatever letters it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefer.errors import RenderError
from briefer.model.brief import Brief, Section
from briefer.render import render
from briefer.render.markdown import address, escaped

TEMPLATES = Path(__file__).parents[2] / "templates"
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\\`*_[]()<>&#!|~-+=:.@$1 \n\t{}\"'")), max_size=40
)
TRAPS = (
    "# heading", "- item", "1. item", "2) item", "+ item", "> quote", "---", "===", "***", "    code", "\tcode", "```", "~~~",
    "~~gone~~", "*em* __strong__",
    "`code`", "[a](https://b.example)", "![a](b)", "<b>bold</b>", "<https://a.example>",
    "<!-- x -->",
    "&amp; &#42; &copy;", "| a | b |", "a | b\n--- | ---", ":-:", "[1]: https://a.example", "back\\", "line\n\n# next",
    "hard  \nbreak",
    "hey!", "[x]", "<script>alert(1)</script>", "javascript:alert(1)", "![x](javascript:alert(1))", "\0", "1.", "a  b",
    "😀 \u202e \u2028 x",
)  # fmt: skip


def tokens(text: str) -> Iterator[Token]:
    for block in PARSER.parse(text):
        yield from block.children or [block]


def shown(text: str) -> str:
    """Markdown → what a reader sees of it, its white space as single spaces."""
    return flat(" ".join(said(block) for block in PARSER.parse(text) if block.type == "inline"))


def said(block: Token) -> str:
    return "".join(" " if one.type == "softbreak" else one.content for one in block.children or [])


def flat(text: str) -> str:
    return " ".join(text.replace("\0", "\ufffd").split())


def kinds(text: str) -> list[str]:
    return [token.type for token in tokens(text) if token.type != "softbreak"]


def assert_is_text(text: str) -> None:
    """A text at a line's start, in a list, a table, a quotation, beside a link or emphasis: the same text, and nothing else."""
    one = escaped(text)
    if not flat(text):
        return
    for frame in (
        "{}",
        "before\n{}",
        "- {}",
        "> {}",
        "## {}",
        "*a* {} **b**",
        "[\\[1\\]](https://a.example) {}",
        "{}[x](https://a.example)",
    ):
        made, expected = frame.format(one), frame.format("x")
        assert [kind for kind in kinds(made) if kind != "text"] == [kind for kind in kinds(expected) if kind != "text"], made
        assert shown(made) == flat(shown(frame.format("SLOT")).replace("SLOT", text)), made
    row = PARSER.parse(f"| a | b |\n| --- | --- |\n| {one} | c |\n")
    cells = [said(block) for block in row if block.type == "inline"]
    assert [flat(cell) for cell in cells] == ["a", "b", flat(text), "c"]


@given(TEXTS)
def test_any_text_stays_the_text_that_it_was(text: str) -> None:
    assert_is_text(text)


@pytest.mark.parametrize("text", TRAPS)
def test_what_looks_like_markup_stays_text(text: str) -> None:
    assert_is_text(text)


@given(TEXTS, TEXTS)
def test_two_texts_side_by_side_do_not_make_markup_together(one: str, two: str) -> None:
    joined = f"x{escaped(one)}{escaped(two)}"
    assert {kind for kind in kinds(joined) if kind != "text"} == {"paragraph_open", "paragraph_close"}


@given(TEXTS)
def test_no_address_leaves_its_link(text: str) -> None:
    url = address(f"https://a.example/{text}")
    if url is not None:
        (opened,) = [token for token in tokens(f"[x]({url}) y") if token.type == "link_open"]
        assert str(opened.attrs["href"]).startswith("https://a.example/")
        assert shown(f"[x]({url}) y") == "x y"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "//a.example", None, ""])
def test_only_pages_are_linked_to(url: str | None) -> None:
    assert address(url) is None


@pytest.fixture(scope="module")
def pages(make_brief: ModuleType) -> dict[str, str]:
    briefs: dict[str, Brief] = {name: getattr(make_brief, name)() for name in ("brief", "ugly", "empty", "changed")}
    return {name: render(one, "md", TEMPLATES).decode() for name, one in briefs.items()}


def test_no_html_passes_and_only_pages_are_linked_to(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert not {"html_block", "html_inline", "image", "code_inline", "code_block", "fence"} & set(kinds(page))
        links = [str(token.attrs["href"]) for token in tokens(page) if token.type == "link_open"]
        assert all(link.startswith("https://") for link in links)


def test_markup_of_articles_is_shown_letter_for_letter(pages: dict[str, str], make_brief: ModuleType) -> None:
    assert make_brief.MARKUP in shown(pages["ugly"])


def test_the_page_has_the_form_of_its_sections(pages: dict[str, str]) -> None:
    page = pages["brief"]
    assert page.startswith("**TLP:GREEN**\n\n# Strait of Marland: Daily Brief\n")
    assert "## Bottom line\n\n- Gunmen attacked" in page
    assert "**Ilse Varga**, Harbour master, Port Marland Authority:\n\n> “We will open the gates" in page
    assert "> That the convoy had been warned twice by radio\n" in page
    assert "| **at\xa0least\xa016** | People killed (16 to 20) · new · sources differ | Port Marland |" in page
    assert "AFP, 14\xa0Mar [\\[3\\]](https://news.example/3)" in page
    assert "- \\[3\\] AFP, 14\xa0Mar. [Harbour talks enter day 3" in page
    assert "\n\n\n" not in page


def test_changes_and_timeline_are_lists(pages: dict[str, str]) -> None:
    page = pages["changed"]
    assert "- **revised:** The strait, told for the 1. time" in page
    assert "  - Then: The ferry carried nine men." in page
    assert "  - Now: no longer in the article" in page
    assert "- **12\xa0Mar**: Event number 2 took place." in page
    assert "- **20\xa0Mar** (ahead): Event number 4 took place." in page


def test_a_template_of_the_users_goes_first_and_is_checked(make_brief: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    own = tmp_path / "sections" / "figures.md"
    own.write_text("figures: {{ section.items | length }}\n", encoding="utf-8")
    plain: Brief = make_brief.brief()
    assert "figures: 6\n" in render(plain, "md", tmp_path).decode()
    own.write_text("\n{{ section.itms }}\n", encoding="utf-8")
    with pytest.raises(RenderError, match=r"a Section has no 'itms'\. Did you mean 'items'\?") as caught:
        render(plain, "md", tmp_path)
    assert caught.value.faults[0].where == f"{own}:2"


def test_a_hostile_template_gets_nothing(make_brief: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "brief.md").write_text("{{ brief.__class__.__mro__ }}", encoding="utf-8")
    with pytest.raises(RenderError, match="unsafe"):
        render(make_brief.brief(), "md", tmp_path)


def test_hostile_words_in_every_place_of_an_empty_page(make_brief: ModuleType) -> None:
    brief: Brief = make_brief.brief(Section("quotes", "q", "# <b>title</b>", (), "1. <i>note</i>"), title="- *x* `y` <z>")
    page = render(replace(brief, handling="**</b> [x](y)"), "md", TEMPLATES).decode()
    assert not {"html_block", "html_inline", "code_inline", "link_open"} & set(kinds(page))
    for words in ("- *x* `y` <z>", "# <b>title</b>", "1. <i>note</i>", "**</b> [x](y)"):
        assert words in shown(page)
