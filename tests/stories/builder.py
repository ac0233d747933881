"""Hand-made articles and annotations: findings are given as the words that they stand on, and their offsets are looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from briefer.model.annotation import (
    Annotation,
    Casualty,
    Figure,
    FigureKind,
    Modifier,
    Person,
    Place,
    Quote,
    QuoteKind,
    Sentence,
    Speaker,
    Timex,
)
from briefer.model.article import Article, Dateline, sha256_of
from briefer.model.span import ArticleId, Span
from briefer.model.story import Material, Period
from briefer.stories.versions import superseded

PERIOD = Period(datetime(2024, 5, 6, 18, tzinfo=UTC), datetime(2024, 5, 7, 18, tzinfo=UTC))


def article(
    id_: str, text: str, *, title: str | None = None, outlet: str | None = None, published: str | None = "2024-05-07"
) -> Article:
    return Article(
        ArticleId(id_), text, title=title, outlet=outlet, byline=None, url=None, published=published, dateline=None,
        language="en", sha256=sha256_of(text),
    )  # fmt: skip


class Notes:
    """Findings of one article under way to an Annotation. `at("words")` is where the words first stand (behind `after`)."""

    def __init__(self, source: Article, topic: str | None = "security") -> None:
        self.source = source
        self.record = Annotation(
            source.id, source.published, source.dateline, self._sentences(topic), (), (), (), (), None, (), (), (), (), (), None
        )

    def _sentences(self, topic: str | None) -> tuple[Sentence, ...]:
        found = re.finditer(r"\S.*?[.!?][”\"]*(?=\s|$)|\S.+?$", self.source.text, re.DOTALL)
        return tuple(Sentence(Span(self.source.id, m.start(), m.end()), topic) for m in found)

    def at(self, words: str, after: str = "") -> Span:
        start = self.source.text.index(words, self.source.text.index(after) if after else 0)
        return Span(self.source.id, start, start + len(words))

    def topics(self, *sections: str | None) -> Notes:
        told = zip(self.record.sentences, sections, strict=True)
        self.record = replace(self.record, sentences=tuple(Sentence(s.span, section) for s, section in told))
        return self

    def quote(
        self,
        *content: str,
        by: str | None = None,
        mention: str | None = None,
        role: str | None = None,
        affiliation: str | None = None,
        kind: QuoteKind = "direct",
        anonymous: bool = False,
    ) -> Notes:
        speaker = Speaker(self.at(mention) if mention else None, by, role, affiliation, anonymous) if by or mention else None
        quote = Quote(tuple(self.at(words) for words in content), None, kind, None, speaker)
        self.record = replace(self.record, quotes=(*self.record.quotes, quote))
        return self

    def figure(
        self,
        words: str,
        kind: FigureKind,
        low: float | None,
        *,
        high: float | None = None,
        modifier: Modifier = "exact",
        unit: str | None = None,
        counted: str | None = None,
        concept: tuple[str, ...] = (),
        quote: int | None = None,
        place: str | None = None,
        date: str | None = None,
    ) -> Notes:
        top = high if high is not None else low if modifier == "exact" else None
        figure = Figure(self.at(words), low, top, modifier, None, unit, concept, counted, kind, quote, place, date)
        self.record = replace(self.record, figures=(*self.record.figures, figure))
        return self

    def killed(self, words: str, low: float) -> Notes:
        harmed = Casualty("killed", low, low, "exact", self.at(words), None, None, None, None, None)
        self.record = replace(self.record, casualties=(*self.record.casualties, harmed))
        return self

    def person(self, name: str, *mentions: str, role: str | None = None) -> Notes:
        person = Person(name, role, None, tuple(self.at(words) for words in (name, *mentions)))
        self.record = replace(self.record, people=(*self.record.people, person))
        return self

    def place(self, words: str, name: str | None = None, country: str = "AF") -> Notes:
        place = Place(self.at(words), name or words, country, None, None, None)
        self.record = replace(self.record, places=(*self.record.places, place))
        return self

    def time(self, words: str, value: str) -> Notes:
        self.record = replace(self.record, times=(*self.record.times, Timex(self.at(words), "DATE", value)))
        return self


def dated(source: Article, date: str) -> Article:
    """An article whose date stands in its dateline alone."""
    line = Dateline(Span(source.id, 0, 1), None, None, date)
    return replace(source, published=None, dateline=line)


def material(notes: Sequence[Notes], *, current: Sequence[str] | None = None, period: Period = PERIOD) -> Material:
    """Annotated articles → the material of a brief, its stories built."""
    from briefer import stories

    articles = {one.source.id: one.source for one in notes}
    annotations = {one.source.id: one.record for one in notes}
    inside = frozenset(articles) if current is None else frozenset(map(ArticleId, current))
    told = stories.build(articles, annotations, period, "UTC", replaced=superseded(articles))
    return Material(period, "UTC", articles, annotations, inside, told, ())
