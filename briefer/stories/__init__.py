"""Annotated articles → stories: copies folded, articles of one event together, their figures and quotations side by side."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from briefer.config.settings import Importance
from briefer.model.annotation import Annotation
from briefer.model.article import Article
from briefer.model.moments import before, within
from briefer.model.span import ArticleId
from briefer.model.story import Period, Status, Story
from briefer.stories import figures, quotes
from briefer.stories.duplicates import copies
from briefer.stories.grouping import groups
from briefer.stories.importance import weigh
from briefer.stories.order import in_order
from briefer.stories.versions import superseded

log = logging.getLogger(__name__)

WEIGHTS = Importance()
"""What the parts of importance count where nobody says otherwise."""
NONE: Mapping[ArticleId, ArticleId] = {}
"""No article is replaced."""


def build(
    articles: Mapping[ArticleId, Article],
    annotations: Mapping[ArticleId, Annotation],
    period: Period,
    timezone: str,
    weights: Importance = WEIGHTS,
    replaced: Mapping[ArticleId, ArticleId] = NONE,
) -> tuple[Story, ...]:
    """Articles with their annotations → stories, the most important first; equals by id.

    An article without an annotation is left out, and so is one that a later version replaces (`replaced`, see `superseded`):
    it only tells that its story has been reported before. `period` decides each story's status and how recent it is,
    `weights` what its parts count.
    """
    known = {id_: article for id_, article in articles.items() if id_ in annotations}
    zone = ZoneInfo(timezone)
    copied = copies({id_: article for id_, article in known.items() if id_ not in replaced})
    copies_of, older_than = _inverse(copied), _inverse(replaced)
    stories = []
    for ids in groups([id_ for id_ in known if id_ not in copied and id_ not in replaced], known):
        own = {copy: id_ for id_ in ids for copy in copies_of.get(id_, ())}
        older = [old for id_ in (*ids, *own) for old in older_than.get(id_, ())]
        told = in_order(known, ids, zone)
        current = [id_ for id_ in told if _is_within(known[id_], period)]
        weight, reasons = weigh(current or told, known, annotations, period, zone, weights)
        stories.append(
            Story(
                id=identity(told[0]),
                articles=tuple(told),
                copies={copy: own[copy] for copy in in_order(known, own, zone)},
                status=status([known[id_] for id_ in (*told, *own, *older)], period),
                importance=weight,
                reasons=reasons,
                figures=figures.reconcile(told, known, annotations),
                quotes=quotes.merge(told, known, annotations),
            )
        )
    log.info("%d articles: %d stories, %d copies, %d older versions", len(known), len(stories), len(copied), len(replaced))
    return tuple(sorted(stories, key=lambda story: (-story.importance, story.id)))


def group(articles: Mapping[ArticleId, Article]) -> dict[ArticleId, str]:
    """Articles → the id of each one's story, copies and older versions included; the order of the articles does not matter."""
    replaced = superseded(articles)
    copied = copies({id_: article for id_, article in articles.items() if id_ not in replaced})
    told = [id_ for id_ in articles if id_ not in copied and id_ not in replaced]
    story = {id_: identity(ids[0]) for ids in groups(told, articles) for id_ in ids}
    current = {id_: replaced.get(id_, id_) for id_ in articles}
    return {id_: story[copied.get(newest, newest)] for id_, newest in current.items()}


def identity(first: ArticleId) -> str:
    """A story's first article → the story's id, the same in every run that still begins with that article."""
    return "s-" + hashlib.sha256(first.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def status(articles: Sequence[Article], period: Period) -> Status:
    """A story's articles → new, updated or ongoing, as `Story` says; one without any dated article is new."""
    inside = any(_is_within(article, period) for article in articles)
    earlier = any(_is_before(article, period) for article in articles)
    if inside:
        return "updated" if earlier else "new"
    return "ongoing" if earlier else "new"


def _inverse(mapping: Mapping[ArticleId, ArticleId]) -> dict[ArticleId, list[ArticleId]]:
    inverse: dict[ArticleId, list[ArticleId]] = {}
    for key, value in mapping.items():
        inverse.setdefault(value, []).append(key)
    return inverse


def _is_within(article: Article, period: Period) -> bool:
    moment = _moment(article)
    return moment is not None and within(moment, period)


def _is_before(article: Article, period: Period) -> bool:
    moment = _moment(article)
    return moment is not None and before(moment, period)


def _moment(article: Article) -> str | None:
    return article.published or (article.dateline.date if article.dateline else None)
