"""Two briefs held against each other: what is new, gone and changed."""

from __future__ import annotations

from dataclasses import replace

from briefer.compare import compare
from briefer.model import codec
from briefer.model.brief import (
    Brief,
    Citation,
    Claim,
    Counts,
    CoveredPeriod,
    FigureItem,
    Heading,
    Highlight,
    Item,
    Layout,
    MadeWith,
    Reference,
    Section,
    SourceItem,
    Statement,
    StoryItem,
)
from briefer.model.comparison import Comparison
from briefer.model.span import ArticleId, Span
from briefer.model.story import Status


def cite(*names: str) -> tuple[Citation, ...]:
    return tuple(Citation(ArticleId(name), (Span(ArticleId(name), 0, 9),), "0") for name in names)


def highlight(number: int, text: str, story: str, *articles: str, status: Status = "new") -> Highlight:
    return Highlight(f"highlights-{number}", text, cite(*articles), status, (), None, story)


def story(number: int, title: str, text: str, key: str, *articles: str) -> StoryItem:
    told = (Statement(text, cite(*articles)),)
    heading = Heading(title, ArticleId(articles[0]))
    names = tuple(map(ArticleId, articles))
    return StoryItem(f"security-{number}", text, cite(*articles), "new", (), key, heading, told, names, 1.0, {})


def figure(number: int, words: str, low: float, key: str, article: str) -> FigureItem:
    claim = Claim(words, cite(article), low, low, "exact", None, None)
    return FigureItem(
        f"figures-{number}", f"{words} killed", cite(article), "new", (), key, "killed", low, low, "exact", None, None, None,
        None, None, (claim,),
    )  # fmt: skip


def brief(issue: int, **sections: tuple[Item, ...]) -> Brief:
    made = tuple(Section(kind, kind, kind.capitalize(), items, None) for kind, items in sections.items())
    as_of = f"2031-03-{issue:02}T18:00:00+00:00"
    return Brief(
        1, "desk", "Desk", "en", issue, as_of, "UTC", CoveredPeriod("x", as_of), None, Layout("brief", "A4"),
        Counts(0, 0, 0, 0, 0, 0), made, {}, (), MadeWith("1", "c", "t", "m"),
    )  # fmt: skip


ONE = brief(
    1,
    highlights=(highlight(1, "The dam at Orvel broke.", "s-1", "a"), highlight(2, "Snow fell on Tavin.", "s-2", "b")),
    figures=(figure(1, "16 people", 16.0, "s-1", "a"),),
)
TWO = brief(
    2,
    highlights=(
        highlight(1, "The port of Selin closed.", "s-3", "c"),
        highlight(2, "The dam at Orvel is being rebuilt.", "s-1b", "d", "a", status="updated"),
    ),
    figures=(figure(1, "21 people", 21.0, "s-1b", "d"),),
)


def test_a_brief_and_itself_are_the_same() -> None:
    compared = compare(ONE, ONE)
    assert compared.same
    assert (compared.settings, compared.stories, compared.items) == ((), (), ())


def test_a_number_and_a_time_alone_are_no_difference() -> None:
    assert compare(ONE, replace(ONE, issue=9, as_of="2031-03-09T18:00:00+00:00")).same


def test_stories_are_known_by_their_articles_whatever_their_ids() -> None:
    told = {story.title: story for story in compare(ONE, TWO).stories}
    assert {title: story.change for title, story in told.items()} == {
        "The port of Selin closed.": "new",
        "The dam at Orvel is being rebuilt.": "changed",
        "Snow fell on Tavin.": "gone",
    }
    dam = told["The dam at Orvel is being rebuilt."]
    assert (dam.articles_new, dam.articles_gone) == (("d",), ())
    assert [(one.field, one.before, one.after) for one in dam.differences] == [("status", "new", "updated")]


def test_an_article_is_known_by_its_address_where_its_id_changed() -> None:
    def at(brief: Brief, name: str) -> Brief:
        return replace(brief, articles={ArticleId(name): Reference("T", "O", "https://news.example/dam", None, "0")})

    older = at(brief(1, highlights=(highlight(1, "The dam at Orvel broke.", "s-1", "a"),)), "a")
    newer = at(brief(2, highlights=(highlight(1, "The dam at Orvel has broken.", "s-9", "z"),)), "z")
    assert [story.change for story in compare(older, newer).stories] == ["changed"]


def test_an_item_that_moved_and_changed_is_one_item() -> None:
    items = {(item.before, item.after): item for item in compare(ONE, TWO).items if item.section == "highlights"}
    assert set(items) == {(None, "highlights-1"), ("highlights-1", "highlights-2"), ("highlights-2", None)}
    changed = items["highlights-1", "highlights-2"]
    assert {one.field for one in changed.differences} == {"text", "status", "sources"}


def test_a_figure_is_shown_as_it_was_and_as_it_is() -> None:
    (item,) = [item for item in compare(ONE, TWO).items if item.section == "figures"]
    fields = {one.field: (one.before, one.after) for one in item.differences}
    assert item.change == "changed"
    assert fields["low"] == (16, 21)
    assert fields["claims"] == ("16 people", "21 people")


def test_figures_of_other_things_in_one_story_are_not_one_item() -> None:
    other = brief(2, figures=(figure(1, "3 drivers of the brewery in the upper town", 3.0, "s-1", "a"),))
    assert [item.change for item in compare(brief(1, figures=ONE.sections[1].items), other).items] == ["new", "gone"]


def test_a_source_is_its_article_whatever_its_number() -> None:
    def entry(number: int, name: str) -> SourceItem:
        return SourceItem(f"sources-{number}", name, cite(name), "new", (), number, ArticleId(name), ())

    compared = compare(brief(1, sources=(entry(1, "a"), entry(2, "b"))), brief(1, sources=(entry(1, "b"), entry(2, "c"))))
    assert [(item.change, item.text) for item in compared.items] == [("new", "c"), ("gone", "a")]


def test_settings_and_sections_that_differ_are_named() -> None:
    with_map = (*TWO.sections, Section("map", "map", "Map", (), None))
    changed = replace(TWO, title="Night desk", made_with=MadeWith("2", "c", "t", "m"), sections=with_map)
    assert [(one.field, one.before, one.after) for one in compare(TWO, changed).settings] == [
        ("title", "Desk", "Night desk"),
        ("made_with.version", "1", "2"),
        ("sections.map", None, "map: Map"),
    ]


def test_a_heading_and_a_story_text_are_compared() -> None:
    older = brief(1, security=(story(1, "Dam breaks", "The dam at Orvel broke.", "s-1", "a"),))
    newer = brief(2, security=(story(1, "Dam holds", "The dam at Orvel broke.", "s-1", "a"),))
    (item,) = compare(older, newer).items
    assert [(one.field, one.after) for one in item.differences] == [("heading", "Dam holds")]


def test_the_comparison_is_a_record_that_can_be_read_again() -> None:
    compared = compare(ONE, TWO)
    assert codec.from_json(Comparison, codec.to_json(compared), where="diff") == compared
