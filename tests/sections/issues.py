"""Issues that were delivered before: material of some days → what the readers of its brief have been told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from briefer import gate, sections
from briefer.config.settings import Audience, SectionSettings
from briefer.freeze import freeze
from briefer.model.brief import Brief, ChangeItem, Counts, MadeWith, Section
from briefer.model.issue import Previous
from briefer.model.story import Material, Period
from tests.sections.example import TOPICS, audience
from tests.stories.builder import PERIOD, Notes, material

DAY = timedelta(days=1)
YESTERDAY = Period(PERIOD.start - DAY, PERIOD.end - DAY)
DESK = audience(
    SectionSettings(kind="highlights"),
    SectionSettings(kind="changes"),
    SectionSettings(kind="topic", topic="security"),
    SectionSettings(kind="figures"),
    SectionSettings(kind="timeline"),
    SectionSettings(kind="sources"),
)


def told(notes: Sequence[Notes], current: Sequence[str], *, period: Period = PERIOD) -> Material:
    """Articles, and which of them are of the period → material."""
    return material(notes, current=current, period=period)


def issue(made: Material, *, wanted: Audience = DESK, before: Previous | None = None, number: int = 1) -> Brief:
    """Material → the brief that was delivered of it."""
    passed, dropped = gate.check(sections.build(made, wanted, TOPICS, before), made.articles, made.annotations, before)
    assert dropped == ()
    counts, made_with = Counts(0, 0, 0, 0, 0, 0), MadeWith("1", "c", "t", "m")
    return freeze("desk", wanted, made, passed, issue=number, counts=counts, made_with=made_with, previous=before)


def after(*briefs: tuple[Material, Brief]) -> Previous:
    """Delivered issues with their material, oldest first → what their readers were told."""
    named = {name: reference.sha256 for _, brief in briefs for name, reference in brief.articles.items()}
    articles = {key: article for made, _ in briefs for key, article in made.articles.items() if key in named}
    annotations = {key: annotation for made, _ in briefs for key, annotation in made.annotations.items() if key in named}
    return Previous(briefs[-1][1], named, articles, annotations)


def section(brief: Brief, kind: str) -> Section:
    return next(section for section in brief.sections if section.kind == kind)


def changes(brief: Brief) -> list[ChangeItem]:
    return [item for item in section(brief, "changes").items if isinstance(item, ChangeItem)]
