"""Where the work on many articles is done: in this process, or on all cores.

An engine knows nothing of the work. It is given `prepare`, a picklable function that takes no argument, does once what is dear
(loads a model) and returns the function for a batch of items; it gives back the results of all batches, in order.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 32
"""Items that are handed over at once: enough to fill a model's batch, few enough for progress to move."""


def work(
    prepare: Callable[[], Callable[[Sequence[Item]], Iterable[Result]]], items: Sequence[Item], processes: int = 1
) -> Iterator[Result]:
    """Items → results, in the same order, whatever the number of processes (0: one a core)."""
    batches = [items[start : start + BATCH] for start in range(0, len(items), BATCH)]
    workers = min(processes or os.cpu_count() or 1, len(batches))
    if workers > 1:
        yield from _on_processes(prepare, batches, workers)
    elif batches:
        do = prepare()
        for batch in batches:
            yield from do(batch)


def _on_processes(prepare: Callable[[], Any], batches: Sequence[Sequence[Any]], workers: int) -> Iterator[Any]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start, initargs=(prepare,)) as pool:
        for results in pool.map(_do, batches):
            yield from results


_prepared: Callable[[Any], Iterable[Any]] | None = None


def _start(prepare: Callable[[], Callable[[Any], Iterable[Any]]]) -> None:
    """Once in each process: what is dear."""
    global _prepared
    _prepared = prepare()


def _do(batch: Any) -> list[Any]:
    if _prepared is None:
        raise RuntimeError("a process of the engine was not prepared")
    return list(_prepared(batch))
