"""Records to JSON and back. What comes from outside is validated whole; all its faults are reported at once."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from briefer.errors import Fault, InputError
from briefer.model.annotation import Annotation
from briefer.model.article import ArticleIn
from briefer.model.brief import Brief
from briefer.model.comparison import Comparison

Record = TypeVar("Record")

SCHEMAS: dict[str, type] = {"article": ArticleIn, "annotation": Annotation, "brief": Brief, "diff": Comparison}


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_data(record: Any) -> Any:
    """A record → plain JSON data: spans as `[start, end]`, every field present, tuples as lists."""
    return _adapter(type(record)).dump_python(record, mode="json", by_alias=True)


def to_json(record: Any, *, indent: int | None = None) -> str:
    """A record → JSON text in the order of its fields; the same record gives the same bytes."""
    return json.dumps(to_data(record), ensure_ascii=False, indent=indent, allow_nan=False)


def from_json(kind: type[Record], text: str | bytes, *, where: str, article: str | None = None) -> Record:
    """JSON text → a record of `kind`, or an InputError with every fault and its place in the record.

    `article` names the article that bare spans stand in; an Annotation's own `id` serves where it is not given.
    """
    try:
        data = json.loads(text)
    except ValueError as problem:
        raise InputError(Fault(f"this is not JSON: {problem}", where)) from problem
    if article is None and isinstance(data, dict):
        article = data.get("id")
    try:
        record: Record = _adapter(kind).validate_json(json.dumps(data), context={"article": article})
        return record
    except ValidationError as problem:
        raise InputError(*(_fault(error, where) for error in problem.errors())) from problem


def _fault(error: Any, where: str) -> Fault:
    place = ".".join(str(part) for part in error["loc"]) or "the record"
    return Fault(f"{place}: {error['msg'][0].lower()}{error['msg'][1:]}", where)


def schema_of(name: str) -> dict[str, Any]:
    """A record's name (a key of SCHEMAS) → its JSON Schema, with the docstrings as descriptions."""
    return {"$schema": GenerateJsonSchema.schema_dialect, **_adapter(SCHEMAS[name]).json_schema(by_alias=True)}
