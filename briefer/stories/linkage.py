"""Average-linkage clustering over sparse similarities: what is not given counts as 0."""

from __future__ import annotations

import heapq
from collections.abc import Iterable


def average_linkage(size: int, similarities: Iterable[tuple[int, int, float]], threshold: float) -> list[int]:
    """`size` things and their pairs' similarities → for each thing the smallest member of its cluster.

    The two clusters whose members are most alike on average are joined, until none reaches `threshold`; equals go by their
    smallest members. The answer depends on the similarities alone, not on the order in which they come.
    """
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    for one, other, value in sorted(similarities):
        if one != other:
            sums[one][other] = sums[other][one] = value
    members = [[i] for i in range(size)]
    queue = [
        (-value, one, other, 1, 1)
        for one in range(size)
        for other, value in sums[one].items()
        if one < other and value >= threshold
    ]
    heapq.heapify(queue)
    while queue:
        _, one, other, of_one, of_other = heapq.heappop(queue)
        if len(members[one]) != of_one or len(members[other]) != of_other:
            continue
        _join(one, other, sums, members)
        for third in sorted(sums[one]):
            mean = round(sums[one][third] / (len(members[one]) * len(members[third])), 9)
            if mean >= threshold:
                first, second = min(one, third), max(one, third)
                heapq.heappush(queue, (-mean, first, second, len(members[first]), len(members[second])))
    return [cluster for _, cluster in sorted((i, c) for c, group in enumerate(members) for i in group)]


def _join(one: int, other: int, sums: list[dict[int, float]], members: list[list[int]]) -> None:
    """The cluster `other` goes into `one`, which has the smaller first member."""
    for third, value in sums[other].items():
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + value
            del sums[third][other]
    del sums[one][other]
    members[one] += members[other]
    sums[other], members[other] = {}, []
