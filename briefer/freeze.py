"""Sections that passed the gate become the one record that every format is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from briefer.config import languages
from briefer.config.settings import Audience, Topic
from briefer.model.article import Article
from briefer.model.brief import (
    SCHEMA_VERSION,
    Brief,
    ChangeItem,
    Citation,
    Counts,
    CoveredPeriod,
    EventItem,
    IncidentItem,
    Issue,
    Item,
    Layout,
    Look,
    MadeWith,
    Reference,
    Section,
    SourceItem,
    StoryItem,
)
from briefer.model.issue import Previous
from briefer.model.span import ArticleId
from briefer.model.story import Material


def freeze(
    name: str,
    audience: Audience,
    material: Material,
    sections: tuple[Section, ...],
    *,
    issue: int,
    counts: Counts,
    made_with: MadeWith,
    previous: Previous | None = None,
    topics: Mapping[str, Topic] = MappingProxyType({}),
) -> Brief:
    """An audience's name and settings, its material and its sections → the brief, with a reference for each article named.

    An older version that only earlier issues had is described as they had it.
    """
    named = {article for section in sections for item in section.items for article in named_by(item)}
    as_of = material.period.end.isoformat()
    known = {**(previous.articles if previous else {}), **material.articles}
    return Brief(
        schema_version=SCHEMA_VERSION,
        audience=name,
        title=audience.title,
        language=audience.language,
        issue=issue,
        as_of=as_of,
        timezone=audience.timezone,
        period=CoveredPeriod(material.period.start.isoformat(), as_of),
        handling=audience.handling,
        layout=Layout(audience.template, audience.page, _look(audience)),
        counts=counts,
        sections=sections,
        articles={key: _reference(article) for key, article in known.items() if key in named},
        gaps=material.gaps,
        made_with=made_with,
        compared_with=Issue(previous.brief.issue, previous.brief.as_of) if previous else None,
        topics={
            name: title
            for name, topic in topics.items()
            if (title := languages.of(audience.language, topic.titles)) is not None
        },
    )


def _look(audience: Audience) -> Look | None:
    return Look(**given) if (given := audience.look.model_dump(exclude_none=True)) else None


def named_by(item: Item) -> Iterable[ArticleId]:
    """An item → every article that it cites or counts."""
    yield from (citation.article for citation in item.citations)
    if isinstance(item, StoryItem):
        yield from item.articles
    elif isinstance(item, SourceItem):
        yield from (item.article, *item.copies)
    elif isinstance(item, EventItem):
        yield item.dated.article
    elif isinstance(item, IncidentItem):
        yield from (citation.article for harm in item.harms for citation in harm.claim.citations)
    elif isinstance(item, ChangeItem):
        yield from item.articles
        yield from (citation.article for citation in compared(item))


def compared(item: ChangeItem) -> Iterator[Citation]:
    """A change → what its comparisons cite, before and after."""
    for delta in item.deltas:
        yield from (citation for claim in (*delta.before, *delta.after) for citation in claim.citations)
    for revision in item.revisions:
        for statement in (revision.before, revision.after):
            yield from statement.citations if statement else ()


def _reference(article: Article) -> Reference:
    return Reference(article.title, article.outlet, article.url, article.published, article.sha256, article.from_feed)
