"""A YAML file becomes nodes with positions.

Read is the plain part of YAML that editors write: mappings, lists, texts, numbers; `18:00` is a text, not 1080. Refused, each
with its line, is what YAML would take silently for something else: a key given twice (the last wins), a bare `no` as a key
(false), tags, and aliases, which can make a small file endless.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from briefer.config.nodes import Complaint, Node, Place, Scalar

LARGEST = 1_000_000
"""Bytes of a file that is still somebody's configuration."""

_TAG = "tag:yaml.org,2002:"
_TEXTS = {f"{_TAG}str", f"{_TAG}timestamp", f"{_TAG}value"}
_INT = re.compile(r"[-+]?(0|[1-9]\d*)")
_FLOAT = re.compile(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?")
_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_SURROGATE = re.compile("[\ud800-\udfff]")

_PLAIN_WORDS = (
    (r"'\\t'", "a tab stands where YAML wants spaces", "Indent with spaces."),
    ("mapping values are not allowed", "a ':' stands where no key can be", "Put a text that holds ': ' in quotes."),
    ("could not find expected ':'", "a line holds neither a key with ':' nor an item with '- '", "Is a ':' missing?"),
    ("expected <block end>", "the indentation does not fit the lines above", "Indent keys of one mapping equally."),
    ("while scanning a quoted", "a quotation mark is opened and not closed", "Close it, or use the other kind."),
    ("that cannot start any token", "a text begins with a character that means something to YAML", "Put the text in quotes."),
    ("expected ',' or", "a list or mapping in brackets is not closed, or lacks a comma", ""),
    ("but found another document", "a second document begins with '---'", "Keep one document in a file."),
    ("expected alphabetic or numeric", "a text begins with '*' or '&'", "Put the text in quotes."),
)  # fmt: skip


class _AliasError(Exception):
    def __init__(self, event: yaml.AliasEvent) -> None:
        super().__init__(event.anchor)
        self.name, self.line = event.anchor, event.start_mark.line + 1 if event.start_mark else 1


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise _AliasError(event)
        composed: yaml.Node | None = super().compose_node(parent, index)  # type: ignore[arg-type]
        return composed


def read(path: Path, shown: str) -> tuple[Node | None, bytes, list[Complaint]]:
    """A file, and its name for messages → its root (None where it cannot be read), its bytes, and all that is wrong with it.

    A file of comments alone is an empty mapping.
    """
    top = Place(shown, 1)
    try:
        if path.stat().st_size > LARGEST:
            return None, b"", [Complaint(top, f"the file has more than {LARGEST:,} bytes", "Is it a configuration file?")]
        content = path.read_bytes()
    except OSError as problem:
        return None, b"", [Complaint(top, f"the file cannot be read: {problem.strerror}")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        return None, content, [Complaint(Place(shown, line), "the file is not UTF-8 text", "Save it as UTF-8.")]
    composed, complaints = _compose(text, shown)
    if complaints:
        return None, content, complaints
    if composed is None:
        return Node(top, {}), content, []
    node = _convert(composed, top, complaints)
    if not isinstance(node.value, dict):
        complaints.append(Complaint(top, "the file must hold keys with values, such as 'title: Morning brief'"))
        return None, content, complaints
    return node, content, complaints


def _compose(text: str, shown: str) -> tuple[yaml.Node | None, list[Complaint]]:
    """YAML text → PyYAML's node (None: nothing but comments), or what keeps it from being YAML, in plain words."""
    try:
        return yaml.compose(text, _Loader), []
    except _AliasError as problem:
        fix = "Write the value out, or use 'extends'; put a text that begins with '*' in quotes."
        return None, [Complaint(Place(shown, problem.line), f"the alias *{problem.name} is not read here", fix)]
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        said = f"{problem.context or ''} {problem.problem or ''}"
        place = Place(shown, mark.line + 1 if mark else 1)
        for pattern, words, fix in _PLAIN_WORDS:
            if re.search(pattern, said):
                return None, [Complaint(place, words, fix)]
        return None, [Complaint(place, f"this is not YAML: {said.strip()}")]
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        return None, [Complaint(Place(shown, line), f"a control character (number {problem.character}) stands in the text")]
    except RecursionError:
        return None, [Complaint(Place(shown, 1), "lists or mappings are nested too deeply")]


def _convert(node: yaml.Node, place: Place, complaints: list[Complaint]) -> Node:
    """PyYAML's node → ours, at `place`; what is wrong in it goes to `complaints`."""
    if isinstance(node, yaml.MappingNode) and node.tag == f"{_TAG}map":
        return Node(place, dict(_entries(node, place.file, complaints)))
    if isinstance(node, yaml.SequenceNode) and node.tag == f"{_TAG}seq":
        items = ((item, Place(place.file, item.start_mark.line + 1)) for item in node.value)
        return Node(place, tuple(_convert(item, where, complaints) for item, where in items))
    if isinstance(node, yaml.ScalarNode) and node.tag.startswith(_TAG) and node.tag != f"{_TAG}binary":
        return Node(place, _scalar(node, place, complaints), node.value)
    complaints.append(Complaint(place, f"the tag {node.tag.replace(_TAG, '!!')} is not read here", "Remove it."))
    return Node(place, None)


def _entries(node: yaml.MappingNode, file: str, complaints: list[Complaint]) -> Iterator[tuple[str, Node]]:
    """A mapping's keys and values; a key that comes twice counts the first time."""
    seen: dict[str, Place] = {}
    for key, value in node.value:
        place = Place(file, key.start_mark.line + 1)
        if not isinstance(key, yaml.ScalarNode):
            complaints.append(Complaint(place, "a list or mapping cannot be a key"))
        elif key.tag not in _TEXTS:
            complaints.append(
                Complaint(place, f"the key {key.value or '(empty)'} is not read as text", f'Quote it: "{key.value}".')
            )
        elif key.value in seen:
            complaints.append(
                Complaint(place, f"the key '{key.value}' stands on line {seen[key.value].line} already", "Keep one.")
            )
        else:
            seen[key.value] = place
            yield key.value, _convert(value, place, complaints)


def _scalar(node: yaml.ScalarNode, place: Place, complaints: list[Complaint]) -> Scalar:
    """A scalar's value: numbers only as people write them (18:00 and 010 are texts), with variables of texts filled in."""
    kind, written = node.tag.removeprefix(_TAG), str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return written.lower() in ("true", "yes", "on")
    if kind == "int" and _INT.fullmatch(written) and len(written) < 20:
        return int(written)
    if kind == "float" and _FLOAT.fullmatch(written) and math.isfinite(float(written)):
        return float(written)
    text = _VARIABLE.sub(lambda match: _variable(match[1], place, complaints), written)
    if _SURROGATE.search(text):
        complaints.append(Complaint(place, "half of a character (a lone surrogate) stands in the text"))
    return _SURROGATE.sub("\ufffd", text)


def _variable(name: str, place: Place, complaints: list[Complaint]) -> str:
    if not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
        complaints.append(Complaint(place, f"'${{{name}}}' does not name a variable of the environment", "Write ${NAME}."))
        return ""
    value = os.environ.get(name)
    if value is None:
        complaints.append(Complaint(place, f"the environment has no variable {name}", f"Set {name} before the run."))
    return value or ""
