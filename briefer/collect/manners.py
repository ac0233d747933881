"""How hosts are asked: not too many at a time, with a pause, and not again and again where nobody answers."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

FAILURES = 3
"""So many requests in a row that came to nothing, and a host is asked no more in this run."""


@dataclass(slots=True)
class _Host:
    turns: threading.BoundedSemaphore
    begun: float = -math.inf
    failures: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Hosts:
    """The hosts of a run: whose turn it is, and which of them do not answer."""

    def __init__(self, at_a_time: int, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._at_a_time, self._clock, self._sleep = at_a_time, clock, sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause: float, until: float | None) -> Iterator[None]:
        """Waits until the pause is over that began with the last request to a host, but not beyond `until`."""
        one = self._of(host)
        with one.turns:
            with one.lock:
                now = self._clock()
                wait = one.begun + pause - now
                one.begun = max(now, one.begun + pause)
            if wait > 0:
                self._sleep(wait if until is None else max(0.0, min(wait, until - now)))
            yield

    def failed(self, host: str) -> None:
        with self._of(host).lock:
            self._of(host).failures += 1

    def answered(self, host: str) -> None:
        with self._of(host).lock:
            self._of(host).failures = 0

    def is_given_up(self, host: str) -> bool:
        return self._of(host).failures >= FAILURES

    def _of(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                self._hosts[host] = _Host(threading.BoundedSemaphore(self._at_a_time))
            return self._hosts[host]
