"""Figures: the quantities of an article, each with its hedge, unit and what it is about.

The fields follow CQE (Almasian et al., EMNLP 2023): value, unit, change, concept. A number's words are found in the text, what
belongs to it in the parse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefer.annotate.figures.about import counted_noun, head_of, is_age, listed, phrase, singular, trend
from briefer.annotate.figures.amounts import Amount, amounts, measure, rate
from briefer.annotate.figures.concepts import concept
from briefer.annotate.figures.hedges import hedge, ranges
from briefer.annotate.figures.kinds import kind_of
from briefer.annotate.figures.lexicon import Lexicon, lexicon
from briefer.annotate.figures.refusals import refused
from briefer.annotate.findings import Findings, findings, register
from briefer.annotate.incidents.effects import effects
from briefer.annotate.setting import date_of, place_of, quote_of
from briefer.annotate.tokens import sentence_at, text_of, token_at
from briefer.model.annotation import Effect, Figure, FigureKind, Incident
from briefer.model.span import Span

_SET: frozenset[FigureKind] = frozenset({"killed", "injured", "missing", "detained", "displaced", "forces", "other"})


def find_figures(doc: Doc) -> tuple[Figure, ...]:
    """A Doc → its figures in the order of the text; no two spans overlap."""
    words = lexicon()
    found = amounts(text_of(doc), words)
    for amount in found:
        if amount.shape == "number":
            measure(text_of(doc), amount, words)
    held = findings(doc)
    befell = {suffered.victim: suffered.effect for suffered in reversed(effects(doc))}
    order = {sentence.start: number for number, sentence in enumerate(doc.sents)}
    figures: list[Figure] = []
    behind = 0
    before: Token | None = None
    kept = [amount for amount in ranges(text_of(doc), found) if not refused(doc, amount, words)]
    for amount, limit in zip(kept, [*(after.start for after in kept[1:]), len(text_of(doc))], strict=False):
        if amount.start < behind:
            continue
        figure, before = _figure(doc, held, amount, words, before, befell, order, limit)
        if figure.span.start < behind:
            continue
        figures.append(_converted(text_of(doc), figures[-1], figure) if figures else figure)
        behind = figure.span.end
    return tuple(figures)


def _figure(
    doc: Doc,
    held: Findings,
    amount: Amount,
    words: Lexicon,
    before: Token | None,
    befell: Mapping[int, Effect],
    order: Mapping[int, int],
    limit: int,
) -> tuple[Figure, Token | None]:
    """One amount → its figure, and the noun that it counts, for one behind it that leaves its noun out."""
    core = replace(amount)
    modifier = hedge(doc, amount, words)
    token = head_of(doc, core)
    if is_age(doc, core):
        amount.unit, amount.kind = core.unit, core.kind = "year of age", "age"
    noun = None if amount.unit or amount.shape == "fraction" else counted_noun(doc, core, token)
    if noun is not None and noun.lower_ in words.fates:
        noun = None
    if noun is not None and core.shape == "vague" and noun.idx < limit and (unit := _unit_of(noun, words)) is not None:
        core.unit = amount.unit = unit
        core.kind = amount.kind = words.unit_kinds.get(unit, "money")
        amount.end, noun = max(amount.end, noun.idx + len(noun)), None
    if noun is not None and noun.i <= token_at(doc, core.end - 1) + 6:
        amount.end = max(amount.end, min(noun.idx + len(noun), limit) if noun.idx < limit else 0)
    if noun is not None and amount.end == noun.idx + len(noun) and (others := listed(noun, words)) is not None:
        amount.end = others.idx + len(others) if others.idx < limit else amount.end
    counted = _counted(doc, noun, token_at(doc, amount.start)) if noun is not None else None
    kind, elided = kind_of(doc, core, amount.end, token, noun, before, befell, words)
    named = noun if noun is not None else elided
    unit = amount.unit or (singular(named) if named is not None else None)
    if amount.unit is None and noun is not None and amount.end == noun.idx + len(noun) and kind == "other":
        amount.unit = unit
        rate(text_of(doc), amount, words)
        unit = amount.unit
    low, high = amount.low, amount.high
    event = _incident(held, kind, order[sentence_at(doc, token.i)[0]], amount.start)
    span = Span(held.article.id, amount.start, amount.end)
    figure = Figure(
        span=span,
        low=None if modifier in ("at_most", "less_than") else low,
        high=None if modifier in ("at_least", "more_than") else high,
        modifier="vague" if amount.shape == "vague" else modifier,
        trend=trend(doc, core, amount.start, token, noun, words),
        unit=unit,
        concept=concept(doc, core, token, noun, words),
        counted=counted,
        kind=kind,
        quote=quote_of(held, span),
        place=place_of(doc, held, span) or (event.place if event is not None else None),
        date=date_of(doc, held, span) or (event.date if event is not None else None),
    )
    return figure, named if named is not None else before


def _unit_of(noun: Token, words: Lexicon) -> str | None:
    """The noun behind a vague count → the unit that it names: "billions of [dollars]"."""
    return words.unit_names.get(noun.lower_) or words.money_names.get(noun.lower_)


def _counted(doc: Doc, noun: Token, first: int) -> str:
    """A noun and a figure's first token → the counted phrase, without what is listed before: "a van and [two lorries]"."""
    left, right = phrase(noun)
    if (last := listed(noun, lexicon())) is not None:
        right = max(right, last.i + 1)
    if left < first < right and any(token.lower_ in ("and", "or", "of") or token.like_num for token in doc[left:first]):
        left = first
    return doc[left:right].text


def _incident(held: Findings, kind: FigureKind, sentence: int, start: int) -> Incident | None:
    """A figure's kind, sentence and offset → the incident that sets it: the nearest one of its sentence.

    Those to whom something was done may belong to the last incident of the sentence before; a measure belongs to none.
    """
    if kind not in _SET:
        return None
    here = [incident for incident in held.incidents if incident.sentence == sentence]
    if here:
        return min(here, key=lambda incident: abs(incident.span.start - start))
    if kind in ("forces", "other"):
        return None
    return next((incident for incident in reversed(held.incidents) if incident.sentence == sentence - 1), None)


def _converted(text: str, before: Figure, figure: Figure) -> Figure:
    """A figure in brackets right behind another, in other units, says the same: it takes over bound, trend and concept."""
    if text[before.span.end : figure.span.start] not in (" (", "(") or text[figure.span.end : figure.span.end + 1] not in (
        ")",
        ";",
    ):
        return figure
    if (
        figure.modifier not in ("exact", "range")
        or before.unit is None
        or before.unit == figure.unit
        or before.kind != figure.kind
    ):
        return figure
    bound = "range" in (figure.modifier, before.modifier)
    return replace(
        figure,
        low=None if before.low is None else figure.low,
        high=None if before.high is None else figure.high,
        modifier=figure.modifier if bound else before.modifier,
        trend=before.trend,
        concept=before.concept,
    )


make = register("briefer_figures", "figures", find_figures)

__all__ = ["find_figures", "make"]
