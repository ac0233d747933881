"""Statements inside statements: which of them stand by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from briefer.annotate.quotes.draft import Draft
from briefer.annotate.quotes.lexicon import cues
from briefer.model.annotation import Quote

_CONTRASTS = {"while", "although", "though", "whereas"}


def folded(doc: Doc, quotes: Sequence[tuple[Draft, Quote]]) -> tuple[Quote, ...]:
    """Drafts and their quotes, in order → the quotes without those that another one reports.

    Who says that somebody hopes for rain is the one who speaks. Only what another person is said to have said outright
    ("critics who say that …") stays beside the words around it.
    """
    whole = [quote for _, quote in quotes if quote.cue is not None]
    return tuple(
        quote
        for draft, quote in quotes
        if not any(
            (_holds(outer, quote) and not _stands(doc, draft, quote, outer)) or _repeats(outer, quote) for outer in whole
        )
    )


def _repeats(outer: Quote, inner: Quote) -> bool:
    """Are the same words a statement of nobody in one and somebody's in the other: "said in a report that …"?"""
    return inner.speaker is None and outer.speaker is not None and inner.content == outer.content


def _holds(outer: Quote, inner: Quote) -> bool:
    """Does all of a quote, its cue included, stand in another one's content?"""
    cue = inner.cue
    if cue is None or inner is outer or outer.content[0].start > cue.start or outer.content[-1].end < cue.end:
        return False
    if not any(cue in span for span in outer.content):
        return False
    return all(any(span in part for part in outer.content) for span in inner.content)


def _stands(doc: Doc, draft: Draft, inner: Quote, outer: Quote) -> bool:
    """Does another person say it, in so many words?"""
    if draft.cue is not None and _contrasts(doc, draft):
        return True
    if draft.cue is None or inner.speaker is None or inner.speaker.name is None:
        return False
    if outer.speaker is not None and outer.speaker.name == inner.speaker.name:
        return False
    return doc[draft.cue[0]].lower_ in cues().forms


def _contrasts(doc: Doc, draft: Draft) -> bool:
    """Does "while …" or "although …" begin the statement: what the writer sets against the words around it?"""
    starts = [place[0] for place in (draft.cue, draft.speaker) if place is not None]
    return bool(starts) and min(starts) > 0 and doc[min(starts) - 1].lower_ in _CONTRASTS
