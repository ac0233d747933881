"""A span is trusted: it cannot be crooked, and it cannot cut what is not there."""

from __future__ import annotations

import pytest

from briefer.model.span import ArticleId, Span

HERE, THERE = ArticleId("here"), ArticleId("there")


def test_a_span_cuts_code_points() -> None:
    assert Span(HERE, 1, 3).of("a😀é!") == "😀é"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_crooked_offsets_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(HERE, start, end)


def test_a_span_that_leaves_its_text_is_told() -> None:
    with pytest.raises(IndexError, match="text of 2 characters"):
        Span(HERE, 0, 3).of("ab")


def test_spans_of_two_articles_never_meet() -> None:
    assert Span(HERE, 0, 5).overlaps(Span(HERE, 4, 6))
    assert not Span(HERE, 0, 5).overlaps(Span(THERE, 4, 6))
    assert Span(HERE, 1, 2) in Span(HERE, 0, 5)
    assert Span(THERE, 1, 2) not in Span(HERE, 0, 5)
