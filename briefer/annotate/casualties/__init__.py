"""Casualties: who was killed, injured, missing, detained or displaced, each group of people once for the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from briefer.annotate.casualties.events import MAIN
from briefer.annotate.casualties.groups import Group, groups
from briefer.annotate.casualties.harm import told
from briefer.annotate.casualties.once import once
from briefer.annotate.casualties.weighing import weigh
from briefer.annotate.figures import find_figures
from briefer.annotate.findings import Findings, findings, register
from briefer.annotate.incidents.lexicon import lexicon
from briefer.annotate.setting import date_of, place_of, quote_of
from briefer.annotate.tokens import token_at
from briefer.model.annotation import Casualty, Incident
from briefer.model.span import Span


def find_casualties(doc: Doc) -> tuple[Casualty, ...]:
    """A Doc → its casualties: those of the event that it reports, then those of others, each in the order of the text."""
    held = findings(doc)
    suffered = told(doc)
    if not suffered:
        return ()
    figures = held.figures or find_figures(doc)
    mentions, title = groups(doc, held, suffered, figures, lexicon()), held.article.title or ""
    kept = weigh(once([replace(mention) for mention in mentions], title), mentions, title)
    kept.sort(key=lambda group: (group.event != MAIN, group.start, group.end, group.effect))
    first: dict[int, int | None] = {}
    for group in kept:
        found = _incident(doc, held.incidents, group)
        if first.get(group.event) is None or (found is not None and found < (first[group.event] or 0)):
            first[group.event] = found
    own = first.get(MAIN)
    for event in first:
        if event != MAIN and first[event] == own:
            first[event] = None
    return tuple(_casualty(doc, held, group, first[group.event]) for group in kept)


def _casualty(doc: Doc, held: Findings, group: Group, index: int | None) -> Casualty:
    span = Span(held.article.id, group.start, group.end)
    incident = held.incidents[index] if index is not None else None
    return Casualty(
        effect=group.effect,
        low=group.low,
        high=group.high,
        modifier=group.modifier,
        span=span,
        who=group.who,
        place=place_of(doc, held, span) or (incident.place if incident else None),
        date=date_of(doc, held, span) or (incident.date if incident else None),
        incident=index,
        quote=quote_of(held, span),
    )


def _incident(doc: Doc, incidents: Sequence[Incident], group: Group) -> int | None:
    """A group → the index of the incident that befell it: in its sentence one that is no mere effect, else its own trigger."""
    here = [(index, incident) for index, incident in enumerate(incidents) if incident.sentence == group.sentence]
    causes = [(index, incident) for index, incident in here if incident.kind not in ("killing", "injury")]
    if causes:
        return min(causes, key=lambda pair: (abs(token_at(doc, pair[1].span.start) - group.trigger), pair[0]))[0]
    if here:
        return here[0][0]
    earlier = [index for index, incident in enumerate(incidents) if incident.sentence < group.sentence]
    return earlier[-1] if earlier and group.event == MAIN else None


make = register("briefer_casualties", "casualties", find_casualties)

__all__ = ["find_casualties", "make"]
