"""However many processes work, the results are the same and in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pytest

from briefer import engine


def doubler() -> Callable[[Sequence[int]], Iterable[int]]:
    return lambda batch: [2 * item for item in batch]


@pytest.mark.parametrize("processes", [0, 1, 2])
def test_results_come_in_the_order_of_the_items(processes: int) -> None:
    items = list(range(3 * engine.BATCH + 1))

    assert list(engine.work(doubler, items, processes)) == [2 * item for item in items]


def test_nothing_is_prepared_where_there_is_nothing_to_do() -> None:
    def never() -> Callable[[Sequence[int]], Iterable[int]]:
        raise AssertionError("a model would be loaded for nothing")

    assert list(engine.work(never, [])) == []
