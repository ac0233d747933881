"""The reference list: every article that the brief cites, numbered as the page cites them, wire copies under their original."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.model.brief import ChangeItem, Citation, Item, SourceItem, StoryItem
from briefer.model.span import ArticleId, Span
from briefer.model.story import Story
from briefer.sections.request import Request


def build(request: Request) -> tuple[Item, ...]:
    """The sections built so far → an item an article, in the order of their first citation; then what else reports the stories.

    `request.done` holds the sections in the order of the page.
    """
    cited: dict[ArticleId, Span] = {}
    for citation in _citations(request):
        cited.setdefault(citation.article, citation.spans[0])
    for id_ in _further(request):
        sentences = request.annotation(id_).sentences
        if id_ not in cited and sentences:
            cited[id_] = sentences[0].span
    stories = {id_: story for story in request.material.stories for id_ in (*story.articles, *story.copies)}
    entries = list(cited.items())[: request.settings.limit]
    return tuple(_item(request, id_, span, stories.get(id_), number) for number, (id_, span) in enumerate(entries, 1))


def _citations(request: Request) -> Iterator[Citation]:
    for section in request.done:
        for item in section.items:
            yield from item.citations
            if item.kind == "quote":
                for version in item.versions:
                    yield from version.citations
            if isinstance(item, ChangeItem):
                claims = (claim for delta in item.deltas for claim in (*delta.before, *delta.after))
                cited = (citation for claim in claims for citation in claim.citations)
                yield from (citation for citation in cited if citation.article in request.material.articles)


def _further(request: Request) -> Iterator[ArticleId]:
    """The period's articles of the stories shown that no item cites: they bear them out."""
    for section in request.done:
        for item in section.items:
            if isinstance(item, StoryItem):
                yield from (id_ for id_ in item.articles if id_ in request.material.current and not _is_copy(request, id_))


def _is_copy(request: Request, id_: ArticleId) -> bool:
    return any(id_ in story.copies for story in request.material.stories)


def _item(request: Request, id_: ArticleId, span: Span, story: Story | None, number: int) -> SourceItem:
    article = request.article(id_)
    copies = tuple(copy for copy, original in story.copies.items() if original == id_) if story else ()
    return SourceItem(
        id=request.item_id(number),
        text=" ".join((article.title or article.url or article.id).split()),
        citations=request.cite([span]),
        status=story.status if story else "new",
        marks=("wire-copy",) if copies else (),
        number=number,
        article=id_,
        copies=copies,
    )
