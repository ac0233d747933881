"""A file's nodes become typed settings; what does not fit is said in an editor's words, at its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from briefer.config.names import did_you_mean
from briefer.config.nodes import Complaint, Node, dotted, plain

Settings_ = TypeVar("Settings_", bound=BaseModel)

_WANTED = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list (items that begin with '- ', or [in, brackets])",
    "list_type": "a list (items that begin with '- ', or [in, brackets])",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "dict_type": "keys with values",
}


def validate(kind: type[Settings_], root: Node, complaints: list[Complaint], *, abstract: bool = False) -> Settings_ | None:
    """A root node → an instance of `kind`, or None, with every fault added to `complaints`.

    Of an `abstract` file, which others inherit from, nothing is missing. Validated through JSON: strict, with lists for tuples.
    """
    try:
        return kind.model_validate_json(json.dumps(plain(root)), strict=True)
    except ValidationError as problem:
        errors = problem.errors()
        complaints.extend(_complaint(kind, root, error) for error in errors if not (abstract and error["type"] == "missing"))
        return None


def _complaint(kind: type[BaseModel], root: Node, error: Mapping[str, Any]) -> Complaint:
    path, fault = error["loc"], error["type"]
    name, node = dotted(path), root.at(path)
    if fault == "extra_forbidden":
        return Complaint(node.place, f"{name} is not a known key.", did_you_mean(str(path[-1]), _keys(kind, path[:-1])) or "")
    if fault == "missing":
        return Complaint(node.place, f"{name} is missing.", f"Add '{path[-1]}:'.")
    if fault == "string_type":
        return Complaint(node.place, *_not_text(name, node))
    if fault == "literal_error":
        valid = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        fix = did_you_mean(node.written, valid) if node.written else f"Known: {', '.join(valid)}."
        return Complaint(node.place, f"{name} {_shown(node)} is unknown.", fix or "")
    if fault in ("greater_than", "greater_than_equal"):
        bound = error["ctx"].get("gt", error["ctx"].get("ge"))
        words = f"more than {bound:g}" if fault == "greater_than" else f"{bound:g} or more"
        return Complaint(node.place, f"{name} must be {words}, and is {node.written}.")
    if fault == "string_pattern_mismatch":
        return Complaint(node.place, f"{name} {_shown(node)} is not a time of day.", "Write hours and minutes, such as 18:00.")
    if fault == "json_invalid":
        return Complaint(node.place, "lists or mappings are nested too deeply.")
    if fault not in _WANTED:
        return Complaint(node.place, f"{name} does not fit: {_shown(node)}.")
    return Complaint(node.place, f"{name} must be {_WANTED[fault]}, and is {_shown(node)}.")


def _not_text(name: str, node: Node) -> tuple[str, str]:
    """What stands where a text is wanted: a list or mapping, nothing, or a word that YAML reads as something else."""
    if isinstance(node.value, (dict, tuple)):
        return f"{name} must be a text, and is {_shown(node)}.", ""
    if not node.written:
        return f"{name} is empty.", "Give a text, or remove the line."
    as_what = {bool: "true or false", type(None): "nothing"}.get(type(node.value), "a number")
    return f"{name}: YAML reads {node.written} as {as_what}, not as a text.", f'Quote it: "{node.written}".'


def _shown(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a mapping of keys"
    if isinstance(node.value, tuple):
        return "a list"
    return f"'{node.written}'" if node.written else "empty"


def _keys(kind: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that a mapping at `path` may hold."""
    for step in path:
        if isinstance(step, str):
            kind = next(_models(kind.model_fields[step].annotation))
    return list(kind.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
