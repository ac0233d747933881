"""What changed since the last issue that these readers were given: stories new, updated and closed, articles revised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from briefer.model.brief import Change, ChangeItem, Citation, Heading, Item
from briefer.model.issue import Previous
from briefer.model.moments import instant
from briefer.model.span import ArticleId
from briefer.model.story import Story
from briefer.model.words import flat
from briefer.sections.choice import candidates
from briefer.sections.deltas import deltas
from briefer.sections.request import Request
from briefer.sections.revisions import revised, revisions
from briefer.sections.since import fresh, is_known, is_of_last

LIMIT = 16
EARLY = 3
"""Sentences of an article that may name a story in the place of a title."""
ORDER: tuple[Change, ...] = ("corrected", "updated", "resumed", "new", "closed")


def build(request: Request) -> tuple[Item, ...]:
    """The last issue and the stories that this one shows → items: revised articles, updated, resumed, new and closed stories.

    Nothing where there is no earlier issue. It is built when the other sections are, and names a story by a source's title.
    A story in which a revised article is all that is new is told as that article's revision.
    """
    previous = request.previous
    if previous is None:
        return ()
    shown = {item.story for section in request.done for item in section.items if item.kind != "source"}
    told = list(_corrected(request, previous))
    corrected = [id_ for item in told for id_ in item.articles]
    for story in request.material.stories:
        change = _change(request, previous, story) if story.id in shown else _closing(request, previous, story)
        added = fresh(story, request.material, previous)
        if change is not None and not (added and all(id_ in corrected for id_ in added)):
            told.append(_of_story(request, previous, story, change))
    told.sort(key=lambda item: ORDER.index(item.change))
    kept = told[: request.settings.limit or LIMIT]
    return tuple(replace(item, id=request.item_id(number)) for number, item in enumerate(kept, 1))


def _change(request: Request, previous: Previous, story: Story) -> Change | None:
    """What became of a story that the brief shows; None where nothing did."""
    if is_of_last(story, request.material, previous):
        return "updated" if fresh(story, request.material, previous) else None
    if is_known(story, request.material, previous):
        return "resumed"
    return "new" if story.status == "new" else "resumed"


def _closing(request: Request, previous: Previous, story: Story) -> Change | None:
    """Has a story that an issue showed become closed since the last one: nothing new for so long?"""
    newest = _newest(request, story)
    if newest is None or not is_known(story, request.material, previous) or set(story.articles) & request.material.current:
        return None
    zone = request.material.period.end.tzinfo
    assert zone is not None
    closes = instant(newest, zone) + timedelta(hours=request.audience.closed_after_hours)
    return "closed" if instant(previous.brief.as_of, zone) < closes <= request.material.period.end else None


def _newest(request: Request, story: Story) -> str | None:
    """When the newest article of a story came out; its articles stand oldest first."""
    return next((when for id_ in reversed(story.articles) if (when := request.article(id_).published)), None)


def _of_story(request: Request, previous: Previous, story: Story, change: Change) -> ChangeItem:
    """A story and what became of it → its item, under a title of one of its articles; `articles` are what is new in it."""
    added = fresh(story, request.material, previous)
    told = list(story.articles) if change == "closed" else added
    heading, text, cited = _named(request, story, told)
    return ChangeItem(
        id="",
        text=text,
        citations=cited,
        status=story.status,
        marks=request.marks(story),
        change=change,
        story=story.id,
        heading=heading,
        since=_newest(request, story),
        articles=tuple(told),
        deltas=deltas(request, previous, story) if change in ("updated", "resumed") else (),
        revisions=(),
    )


def _corrected(request: Request, previous: Previous) -> Iterator[ChangeItem]:
    """Articles that an issue named and that read otherwise now, or that a newer version has replaced → what they changed."""
    material = request.material
    homes = {id_: story for story in material.stories for id_ in (*story.articles, *story.copies)}
    for older, newer in revised(material, previous):
        changed = revisions(request, previous, older, newer) if newer in homes else ()
        if not changed:
            continue
        after = next((revision.after for revision in changed if revision.after), None)
        title = flat(request.article(newer).title or "")
        cited = after.citations if after else _opening(request, newer)
        yield ChangeItem(
            id="",
            text=title or (after.text if after else _opening_words(request, newer)),
            citations=cited,
            status="updated",
            marks=request.marks(homes[newer]),
            change="corrected",
            story=homes[newer].id,
            heading=Heading(title, newer) if title else None,
            since=request.article(newer).published,
            articles=(newer,),
            deltas=(),
            revisions=changed,
        )


def _named(request: Request, story: Story, told: Sequence[ArticleId]) -> tuple[Heading | None, str, tuple[Citation, ...]]:
    """A story and its articles that are news → a title of theirs, and the text and citations that it makes.

    The title that heads the story in this brief comes first, then the newest. Without any: one of their first sentences that
    the brief does not show yet, then the title that readers knew the story by, then any sentence.
    """
    items = (item for section in request.done for item in section.items)
    heads = [item.heading.article for item in items if item.kind == "story" and item.story == story.id and item.heading]
    titled = [*(id_ for id_ in heads if id_ in told), *reversed(told)]
    older = list(reversed(story.articles))
    if not any(request.article(id_).title for id_ in titled) and (sentence := _sentence(request, story, told, EARLY)):
        return None, *sentence
    for id_ in [*titled, *older]:
        if title := flat(request.article(id_).title or ""):
            return Heading(title, id_), title, _opening(request, id_)
    if sentence := _sentence(request, story, told):
        return None, *sentence
    return None, _opening_words(request, older[0]), _opening(request, older[0])


def _opening(request: Request, id_: ArticleId) -> tuple[Citation, ...]:
    """An article → a citation of its first sentence, where a reader who knows its title begins."""
    return request.cite([sentence.span for sentence in request.annotation(id_).sentences[:1]])


def _opening_words(request: Request, id_: ArticleId) -> str:
    """An article → its first sentence."""
    first = request.annotation(id_).sentences[0].span
    return flat(first.of(request.article(id_).text))


def _sentence(
    request: Request, story: Story, told: Sequence[ArticleId], depth: int | None = None
) -> tuple[str, tuple[Citation, ...]] | None:
    """Articles → the weightiest of their first `depth` sentences that stands alone and that the brief does not show yet."""
    for candidate in candidates(request, story):
        near = depth is None or candidate.place[1] < depth
        text = candidate.lifted.text
        if near and candidate.sentence.article in told and not candidate.lifted.leans and not request.is_taken(text):
            request.take(text)
            return text, request.cite(candidate.lifted.spans)
    return None
