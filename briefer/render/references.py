"""Who is cited where: numbers, names in the line, and links both ways between a brief's items and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from briefer.model.brief import Brief, ChangeItem, Citation, FigureItem, IncidentItem, Item, SourceItem, Statement, StoryItem
from briefer.model.span import ArticleId
from briefer.render.filters import capital, host, link, short_day
from briefer.render.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Source:
    """A cited article as the page names it: `AP, 2 Sep [3]`. `number` and `anchor` are None where no list shows it."""

    article: ArticleId
    name: str
    date: str
    number: int | None
    anchor: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive statements of a story that stand in the same articles, and those articles' citations."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An item that cites an article: the `index`th of the section `title`, which is the brief's `order`th."""

    anchor: str
    order: int
    title: str
    index: int


class References:
    """A brief → its sources and anchors. Lists give order, so that the same brief makes the same page."""

    def __init__(self, brief: Brief, zone: ZoneInfo, year: int, language: Language = ENGLISH) -> None:
        self._brief, self._zone, self._year, self._language = brief, zone, year, language
        self._anchors = _unique([section.id for section in brief.sections])
        self._places: dict[Place, list[ArticleId]] = {}
        self._sources: dict[ArticleId, tuple[int, str]] = {}
        for order, (section, name) in enumerate(zip(brief.sections, self._anchors, strict=True)):
            for index, item in enumerate(section.items, 1):
                self._enter(item, Place(f"{name}-{index}", order, section.title, index))

    def _enter(self, item: Item, place: Place) -> None:
        if isinstance(item, SourceItem):
            for article in (*item.copies, item.article):
                self._sources[article] = (item.number, place.anchor)
        else:
            self._places[place] = _articles(item)

    def section_anchor(self, index: int) -> str:
        """The position of a section, from 0 → its anchor, unique in the page; its items' are `ANCHOR-1`, `ANCHOR-2`, …"""
        return self._anchors[index]

    def topic_title(self, topic: str | None) -> str:
        """A topic's id → the title of the brief's section about it, else its own in that language, else the id in words."""
        if topic is None:
            return ""
        titles = {section.id: section.title for section in self._brief.sections if section.kind == "topic"}
        return titles.get(topic) or self._brief.topics.get(topic) or capital(topic.replace("-", " ").replace("_", " "))

    def source(self, article: ArticleId) -> Source:
        """An article's id → how the page names it. An article that the brief does not describe is named by its id."""
        known = self._brief.articles.get(article)
        number, anchor = self._sources.get(article, (None, None))
        url = known.url if known else None
        name = (known.outlet if known else None) or host(url) or article.rpartition("/")[2]
        date = short_day(known.published if known else None, self._zone, self._year, self._language)
        return Source(article, name, date, number, anchor, known.title if known else None, link(url))

    def sources(self, citations: Iterable[Citation]) -> tuple[Source, ...]:
        """Citations → the articles they name, each once, in the order of the citations."""
        return tuple(self.source(article) for article in dict.fromkeys(citation.article for citation in citations))

    def outlets(self, articles: Iterable[ArticleId]) -> str:
        """Articles → their outlets, each once, case aside: `AFP, Reuters`."""
        names = [self.source(article).name for article in articles]
        return ", ".join(
            {name.casefold(): name for name in reversed(names)}[key] for key in dict.fromkeys(map(str.casefold, names))
        )

    def cited_in(self, item: SourceItem) -> tuple[Place, ...]:
        """An entry of the source list → where the brief cites it or a copy of it, in the order of the page."""
        wanted = {item.article, *item.copies}
        return tuple(place for place, articles in self._places.items() if not wanted.isdisjoint(articles))


def passages(item: StoryItem) -> tuple[Passage, ...]:
    """A story → its statements, those that follow each other from the same articles run together."""
    runs: list[list[Statement]] = []
    for statement in item.statements:
        if runs and _cited(runs[-1][-1]) == _cited(statement):
            runs[-1].append(statement)
        else:
            runs.append([statement])
    return tuple(Passage(" ".join(statement.text for statement in run), run[0].citations) for run in runs)


def _cited(statement: Statement) -> Sequence[ArticleId]:
    return list(dict.fromkeys(citation.article for citation in statement.citations))


def _articles(item: Item) -> list[ArticleId]:
    citations = [*item.citations]
    if isinstance(item, StoryItem):
        citations += [citation for statement in item.statements for citation in statement.citations]
    if isinstance(item, FigureItem):
        citations += [citation for claim in item.claims for citation in claim.citations]
    if isinstance(item, IncidentItem):
        citations += [citation for harm in item.harms for citation in harm.claim.citations]
    if isinstance(item, ChangeItem):
        claims = [claim for delta in item.deltas for claim in (*delta.before, *delta.after)]
        citations += [citation for claim in claims for citation in claim.citations]
    return list(dict.fromkeys(citation.article for citation in citations))


def _unique(names: Iterable[str]) -> list[str]:
    """Section ids → anchors of letters, digits and hyphens, each once."""
    taken: list[str] = []
    for name in names:
        plain = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in name).strip("-") or "section"
        anchor, count = plain, 1
        while anchor in taken:
            count += 1
            anchor = f"{plain}-{count}"
        taken.append(anchor)
    return taken
