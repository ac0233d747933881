"""YAML as written: values that know their file and line, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefer.errors import Fault

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """Something that is wrong at a place, and what mends it."""

    place: Place
    problem: str
    fix: str = ""

    @property
    def fault(self) -> Fault:
        return Fault(f"{self.problem.removesuffix('.')}.", str(self.place), self.fix or None)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file: `place` is its key's, a list's item's its own; `written` is a scalar's text in the file."""

    place: Place
    value: Scalar | tuple[Node, ...] | dict[str, Node]
    written: str = ""

    def __getitem__(self, key: str) -> Node:
        """A mapping's value under `key`; a node of None at this place where there is none."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return found if found is not None else Node(self.place, None)

    def __iter__(self) -> Iterator[Node]:
        """A list's items; nothing where this is no list."""
        return iter(self.value if isinstance(self.value, tuple) else ())

    @property
    def text(self) -> str | None:
        return self.value if isinstance(self.value, str) else None

    def at(self, path: tuple[str | int, ...]) -> Node:
        """Keys and indices from here → the node there, or the last one on the way that exists."""
        here = self
        for step in path:
            value = here.value
            if isinstance(value, tuple):
                here = value[int(step)]
            elif isinstance(value, dict) and step in value:
                here = value[str(step)]
            else:
                break
        return here


def plain(node: Node) -> object:
    """A node → plain JSON data."""
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    if isinstance(node.value, tuple):
        return [plain(item) for item in node.value]
    return node.value


def merge(parent: Node, child: Node) -> Node:
    """What a file inherits: mappings merge key by key, anything else of the child's replaces the parent's."""
    if not (isinstance(parent.value, dict) and isinstance(child.value, dict)):
        return child
    merged = {key: value for key, value in parent.value.items() if key not in child.value}
    for key, value in child.value.items():
        merged[key] = merge(parent.value[key], value) if key in parent.value else value
    return Node(child.place, merged)


def dotted(path: tuple[str | int, ...]) -> str:
    """Keys and indices → `sections.3.limit`, items counted from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
