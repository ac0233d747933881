"""Groups of vectors that grow as vectors come: never parted, joined where they are alike.

Two groups are joined, the most alike first, if the mean similarity between their members is by a threshold more than what they
have in common with anybody (their `ground`: in a war's reports every pair shares the country and the parties; after the scaling
of hubs: Conneau et al., "Word translation without parallel data", 2018), and if it is not far below the mean similarity within
each: two groups that each hang together twice as well as with the other are two events, however alike (after the silhouette:
Rousseeuw, "Silhouettes", 1987). What is within a small group is known from few pairs only, so some imagined ones stand beside
them, as alike as the two groups are.

Candidates are found by the weightiest terms, in lists that keep their latest entries only, so that the work for a new vector
does not grow with their number; a group's sum of vectors gives its mean similarity to another in one pass.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, deque
from collections.abc import Mapping, Sequence

PROBES = 60
"""So many of a vector's weightiest terms look for candidates …"""
LATEST = 75
"""… among the latest vectors that have them, at most so many a term."""
FAINT = 0.03
"""Similarity by those terms below which there is no candidate …"""
CANDIDATES = 40
"""… and how many there are at most."""
IMAGINED = 2.0
"""Imagined pairs within a group."""
GROUND = 1.5
"""How many times over two groups must exceed their grounds, before the threshold."""

Vector = Mapping[str, float]


class Linkage:
    """Vectors in groups. Each vector has a number, in the order of coming; a group goes by its first."""

    def __init__(self, threshold: float, apart: float, lasting: float, fading: float) -> None:
        self._threshold, self._apart, self._lasting, self._fading = threshold, apart, lasting, fading
        self._group: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._sums: dict[int, dict[str, float]] = {}
        self._squares: dict[int, float] = {}
        self._grounds: dict[int, float] = {}
        self._days: dict[int, Counter[int | None]] = {}
        self._near: dict[int, set[int]] = {}
        self._holders: dict[str, deque[tuple[int, float]]] = {}

    def add(self, vectors: Sequence[Vector], days: Sequence[int | None], grounds: Sequence[float]) -> None:
        """Vectors that come together, each with its day and what it has in common with anybody, join groups or found their own.

        Groups may be joined by them.
        """
        new = range(len(self._group), len(self._group) + len(vectors))
        queue: list[tuple[float, int, int, int, int]] = []
        for number, vector, day, ground in zip(new, vectors, days, grounds, strict=True):
            self._group.append(number)
            self._members[number] = [number]
            self._sums[number] = dict(vector)
            self._squares[number] = math.fsum(weight * weight for weight in vector.values())
            self._grounds[number] = ground
            self._days[number] = Counter([day])
            self._near[number] = set()
            for other in self._candidates(vector):
                self._propose(number, other, queue)
            for term, weight in _strongest(vector):
                self._holders.setdefault(term, deque(maxlen=LATEST)).append((number, weight))
        while queue:
            likeness, one, other, of_one, of_other = heapq.heappop(queue)
            current = len(self._members.get(one, ())) == of_one and len(self._members.get(other, ())) == of_other
            if current and self._is_one_event(one, other, -likeness):
                self._join(one, other, queue)

    def groups(self) -> list[list[int]]:
        """The groups, each of its vectors' numbers in order, in the order of their first."""
        return [sorted(self._members[first]) for first in sorted(self._members)]

    def _candidates(self, vector: Vector) -> list[int]:
        """A vector → the groups of those that share enough of its weightiest terms."""
        shared: dict[int, float] = {}
        for term, weight in _strongest(vector):
            for number, held in self._holders.get(term, ()):
                shared[number] = shared.get(number, 0.0) + weight * held
        best = heapq.nsmallest(CANDIDATES, ((-round(value, 9), number) for number, value in shared.items() if value >= FAINT))
        return sorted({self._group[number] for _, number in best})

    def _propose(self, one: int, other: int, queue: list[tuple[float, int, int, int, int]]) -> None:
        """Put two groups into the queue where they are alike enough; what is not can only become so by growing otherwise."""
        first, second = min(one, other), max(one, other)
        likeness = round(self._between(first, second) * self._nearness(first, second), 9)
        if likeness >= self._threshold + GROUND * self._ground(first, second):
            self._near[first].add(second)
            self._near[second].add(first)
            heapq.heappush(queue, (-likeness, first, second, len(self._members[first]), len(self._members[second])))

    def _between(self, one: int, other: int) -> float:
        """The mean similarity of the members of one group with those of another."""
        few, many = sorted((self._sums[one], self._sums[other]), key=len)
        product = math.fsum(weight * many[term] for term, weight in few.items() if term in many)
        return product / (len(self._members[one]) * len(self._members[other]))

    def _ground(self, one: int, other: int) -> float:
        """What the members of two groups have in common with anybody: the mean of both means."""
        return (self._grounds[one] / len(self._members[one]) + self._grounds[other] / len(self._members[other])) / 2

    def _nearness(self, one: int, other: int) -> float:
        """The mean nearness in time of two groups' members: 1 on one day, and where a day is unknown."""
        lasting, fading = self._lasting, self._fading
        total = math.fsum(
            of_a * of_b * (1.0 if a is None or b is None else lasting + (1 - lasting) * math.exp(-abs(a - b) / fading))
            for a, of_a in self._days[one].items()
            for b, of_b in self._days[other].items()
        )
        return total / (len(self._members[one]) * len(self._members[other]))

    def _is_one_event(self, one: int, other: int, likeness: float) -> bool:
        return likeness >= self._apart * math.sqrt(self._within(one, likeness) * self._within(other, likeness))

    def _within(self, group: int, likeness: float) -> float:
        """The mean similarity of the pairs within a group, with imagined ones of a given likeness."""
        size = len(self._members[group])
        return ((self._squares[group] - size) / 2 + IMAGINED * likeness) / (size * (size - 1) / 2 + IMAGINED)

    def _join(self, one: int, other: int, queue: list[tuple[float, int, int, int, int]]) -> None:
        """The group `other` goes into `one`, which has the earlier first member."""
        between = self._between(one, other) * len(self._members[one]) * len(self._members[other])
        self._squares[one] += self._squares.pop(other) + 2 * between
        self._grounds[one] += self._grounds.pop(other)
        into, rest = self._sums[one], self._sums.pop(other)
        for term, weight in rest.items():
            into[term] = into.get(term, 0.0) + weight
        for number in self._members[other]:
            self._group[number] = one
        self._members[one] += self._members.pop(other)
        self._days[one].update(self._days.pop(other))
        near = (self._near[one] | self._near.pop(other)) - {one, other}
        for third in sorted(near):
            self._near[third] -= {one, other}
        self._near[one] = set()
        for third in sorted(near):
            self._propose(one, third, queue)


def _strongest(vector: Vector) -> list[tuple[str, float]]:
    return [(term, vector[term]) for term, _ in zip(vector, range(PROBES), strict=False)]
