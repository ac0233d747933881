"""A desk whose runs need no language model: what is found in an article stands in the test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefer import pipeline
from briefer.annotate import record
from briefer.archive import Archive
from briefer.config.settings import Audience, Keep
from briefer.model.annotation import Annotation, Sentence
from briefer.model.article import Article
from briefer.model.brief import Brief
from tests.end_to_end import newsroom


def annotator(*_: Any) -> Callable[[Sequence[Article]], Iterable[Annotation]]:
    """In place of the finders: each line of an article is a sentence on security."""

    def sentences(article: Article) -> Iterable[Sentence]:
        at = 0
        for line in article.text.split("\n"):
            if line.strip():
                yield Sentence(article.span(at, at + len(line)), "security")
            at += len(line) + 1

    def found(articles: Sequence[Article]) -> Iterable[Annotation]:
        for one in articles:
            yield Annotation(one.id, one.published, None, tuple(sentences(one)), (), (), (), (), None, (), (), (), (), (), None)

    return found


class Desk:
    """A source and a folder of briefs; `run` is a run at some time of its clock."""

    def __init__(self, folder: Path, patch: Any, **changes: Any) -> None:
        patch.setattr(record, "annotator", annotator)
        self.out = folder / "out"
        self.inbox = folder / "inbox.jsonl"
        self.configuration = newsroom.settings(self.inbox)
        self.change(**changes)

    def change(self, *, keep: Keep | None = None, **audience: Any) -> None:
        """Other settings for the desk's audiences, or for what is kept."""
        audiences = {name: one.model_copy(update=audience) for name, one in self.configuration.audiences.items()}
        settings = self.configuration.settings.model_copy(update={"keep": keep} if keep else {})
        self.configuration = self.configuration.model_copy(update={"audiences": audiences, "settings": settings})

    @property
    def audience(self) -> Audience:
        return self.configuration.audiences["security-desk"]

    def offer(self, *stories: newsroom.Story) -> None:
        newsroom.offer(self.inbox, stories)

    def order(self, now: str, **more: Any) -> pipeline.Order:
        order = newsroom.order(self.configuration, self.out, moment(now))
        return replace(order, **{"audiences": ("security-desk",), "formats": ("json",), **more})

    def run(self, now: str, **more: Any) -> Brief | None:
        """The brief of a run, None where there was nothing to report."""
        outcome = pipeline.run(self.order(now, **more))
        return outcome.editions[0].brief if outcome.editions else None

    def windows(self, audience: str = "security-desk") -> dict[str, list[str]]:
        """What each issue, by what it is as of, had in its window."""
        found: dict[str, list[str]] = {}
        with Archive(f"sqlite:///{self.out / 'archive.sqlite'}") as archive, archive._session("read") as session:
            from briefer.archive.tables import WindowRow

            for row in session.query(WindowRow).order_by(WindowRow.as_of, WindowRow.article):
                if row.audience == audience:
                    found.setdefault(row.as_of, []).append(row.article)
        return found


def moment(text: str) -> datetime:
    """`2019-09-02T18:00` → the same, in UTC unless it says otherwise."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
