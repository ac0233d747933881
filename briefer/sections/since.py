"""What a brief's readers were shown before: which stories they know, and which reports are new since the last issue."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from briefer.model.issue import Previous
from briefer.model.span import ArticleId
from briefer.model.story import Material, Status, Story


def as_read(material: Material, previous: Previous | None) -> Material:
    """Material → the same with each story's status as its readers see it.

    A story that an earlier issue showed is updated where the period has a report that none named, else ongoing. What no issue
    showed is what the period makes it: new where all of it was reported within, updated where not.
    """
    if previous is None:
        return material
    told = (replace(story, status=_status(story, material, previous)) for story in material.stories)
    return replace(material, stories=tuple(told))


def _status(story: Story, material: Material, previous: Previous) -> Status:
    if not is_known(story, material, previous):
        return story.status
    return "updated" if fresh(story, material, previous) else "ongoing"


def is_known(story: Story, material: Material, previous: Previous) -> bool:
    """Has an issue of the window shown a story, that is, named an article of it?"""
    return _meets(story, material, previous.named.keys())


def is_of_last(story: Story, material: Material, previous: Previous) -> bool:
    """Has the last issue shown a story?"""
    return _meets(story, material, previous.brief.articles.keys())


def fresh(story: Story, material: Material, previous: Previous) -> list[ArticleId]:
    """A story → its articles of the period that no issue has named as they now read, oldest first."""
    inside = (id_ for id_ in story.articles if id_ in material.current)
    return [id_ for id_ in inside if previous.named.get(id_) != material.articles[id_].sha256]


def _meets(story: Story, material: Material, named: Set[ArticleId]) -> bool:
    own = {*story.articles, *story.copies}
    return any(id_ in own or material.superseded.get(id_) in own for id_ in named)
