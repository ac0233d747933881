"""How much a story weighs in a brief: stated parts, each counted by the weight that the settings give it (`importance`)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import tzinfo

from briefer.config.settings import Importance
from briefer.model.annotation import Annotation, Sentence
from briefer.model.article import Article
from briefer.model.span import ArticleId
from briefer.model.story import Period
from briefer.stories.order import published

SEVERAL = 0.5
"""What a second outlet is worth before its number counts: what one alone tells does not lead before the like of it."""

SAID = "statements"
"""The topic whose sentences make no story weightier: somebody's remark can be about anything."""

KILLED, HURT = 1.0, 0.3
"""What one killed, and one injured or detained, counts."""


def weigh(
    ids: Sequence[ArticleId],
    articles: Mapping[ArticleId, Article],
    annotations: Mapping[ArticleId, Annotation],
    period: Period,
    zone: tzinfo,
    weights: Importance,
) -> tuple[float, dict[str, float]]:
    """A story's articles (copies left out) → its importance and the weighted parts that it is the sum of."""
    found = [annotations[id_] for id_ in ids]
    parts = {
        "outlets": _spread(independent([articles[id_] for id_ in ids])),
        "casualties": math.log10(1 + max(_toll(annotation) for annotation in found)) / 2,
        "topics": max(_share_on_topic(annotation) for annotation in found),
        "recency": max(_recency(articles[id_], zone, period) for id_ in ids),
        "speakers": min(1.0, len(_named(found)) / 5),
        "lead": max(_lead(annotation) for annotation in found),
    }
    reasons = {name: round(getattr(weights, name) * value, 4) for name, value in parts.items()}
    return round(sum(reasons.values()), 4), reasons


def independent(articles: Sequence[Article]) -> int:
    """Articles, copies left out → how many outlets report; one without an outlet counts as an outlet of its own."""
    return len({article.outlet.casefold() if article.outlet else article.id for article in articles})


def _toll(annotation: Annotation) -> float:
    if annotation.toll is None:
        return 0.0
    weighed = ((annotation.toll.killed, KILLED), (annotation.toll.injured, HURT), (annotation.toll.detained, HURT))
    return sum(weight * (count.low or count.high or 0.0) for count, weight in weighed if count)


def _spread(outlets: int) -> float:
    """0 for one outlet alone, 1 for ten."""
    return SEVERAL + (1 - SEVERAL) * math.log10(outlets) if outlets > 1 else 0.0


def _share_on_topic(annotation: Annotation) -> float:
    return sum(map(_is_on_topic, annotation.sentences)) / max(1, len(annotation.sentences))


def _lead(annotation: Annotation) -> float:
    """1 where the first sentence is already on a topic, less the later the first such sentence comes."""
    first = next((i for i, sentence in enumerate(annotation.sentences) if _is_on_topic(sentence)), None)
    return 0.0 if first is None else 1 / (1 + first)


def _is_on_topic(sentence: Sentence) -> bool:
    return sentence.section not in (None, SAID)


def _recency(article: Article, zone: tzinfo, period: Period) -> float:
    """1 at the end of the period, falling to 0 at its start and before. A date without an hour stands for the day's noon."""
    moment = published(article, zone)
    if moment is None:
        return 0.0
    if len(_dated(article)) == len("2024-05-07"):
        moment = min(moment.replace(hour=12, minute=0, second=0), period.end)
    if moment > period.end:
        return 0.0
    length = (period.end - period.start).total_seconds()
    return max(0.0, 1 - (period.end - moment).total_seconds() / length) if length > 0 else 1.0


def _dated(article: Article) -> str:
    return article.published or (article.dateline.date if article.dateline else None) or ""


def _named(found: Sequence[Annotation]) -> list[str]:
    """The people who are quoted by name and in a role."""
    speakers = [quote.speaker for annotation in found for quote in annotation.quotes if quote.speaker]
    return sorted({speaker.name for speaker in speakers if speaker.name and (speaker.role or speaker.affiliation)})
