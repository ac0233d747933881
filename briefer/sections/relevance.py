"""Which topics a story belongs to: what it is about, not what one of its sentences touches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from briefer.config.settings import Topic
from briefer.model.story import Story
from briefer.sections.request import Request
from briefer.sections.wording import content

NEARNESS = 0.6
"""How fast a sentence counts less with each one before it: the first counts 1, the third less than a half."""
MAIN = 0.2
"""Share of an article's telling, at least, that its topics hold together: else it is about none of them."""
TWICE, SHORT = 2, 6
"""Sentences on a topic from which an article of so many sentences is about it: one alone is a chance word."""
SECOND, SEVERAL = 0.25, 3
"""Share of the topical telling, and sentences, from which a story belongs to a topic besides its main one."""


def topics_of(request: Request, story: Story) -> tuple[str, ...]:
    """A story → the ids of the topics that it belongs to, the main one first; none where it is about something else.

    Where the audience has sections for topics, only those count: what it has no section for is not its news. Where it has
    none, all count that list kinds of incident: a topic without any tells what was said, and everybody says something.
    """
    counted = _counted(request)
    shares: dict[str, float] = {}
    told: Counter[str] = Counter()
    whole, longest = 0.0, 0
    for article in request.current(story):
        sentences = request.annotation(article).sentences
        longest = max(longest, len(sentences))
        for number, sentence in enumerate(sentences):
            weight = 1 / (1 + NEARNESS * number)
            whole += weight
            if sentence.section is not None and sentence.section in counted:
                told[sentence.section] += 1
                shares[sentence.section] = shares.get(sentence.section, 0.0) + weight
    topical = sum(shares.values())
    if not shares or topical < MAIN * whole or (longest >= SHORT and told.total() < TWICE):
        return ()
    ordered = sorted(shares, key=lambda topic: (-shares[topic], topic))
    others = (topic for topic in ordered[1:] if shares[topic] >= SECOND * topical and told[topic] >= SEVERAL)
    return (ordered[0], *others)


def _counted(request: Request) -> frozenset[str]:
    """The topics that are news for an audience."""
    asked = frozenset(settings.topic for settings in request.audience.sections if settings.topic)
    listed = frozenset(name for name, topic in request.topics.items() if topic.events)
    return asked or listed or frozenset(request.topics)


def names(text: str, topic: str, topics: Mapping[str, Topic]) -> bool:
    """A clause, lifted out of its sentence: does it name the topic's terms and nouns, and as many as any other topic's?"""
    said = content(text)
    counts = {name: _named(text, said, one) for name, one in topics.items()}
    return counts.get(topic, 0) > 0 and counts[topic] == max(counts.values())


def _named(text: str, said: frozenset[str], topic: Topic) -> int:
    nouns: frozenset[str] = frozenset().union(*(content(noun) for noun in topic.nouns))
    terms = sum(bool(re.search(rf"\b{re.escape(term)}\b", text, re.IGNORECASE)) for term in topic.terms)
    return len(said & nouns) + 2 * terms
