"""The settings' classes → JSON Schemas, by which an editor's program completes and checks YAML while it is written."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from briefer.config.reference import meanings
from briefer.config.settings import Audience, Settings, Topic

FILES: dict[str, type[BaseModel]] = {"briefer": Settings, "audience": Audience, "topic": Topic}
"""The name of a schema → what a file of it holds."""


def schema_of(name: str) -> dict[str, Any]:
    """A name of FILES → its schema. An audience may inherit what it needs, so that no key of it is required."""
    kind = FILES[name]
    made = {"$schema": GenerateJsonSchema.schema_dialect, **kind.model_json_schema()}
    _describe(made, kind)
    for title, part in made.get("$defs", {}).items():
        _describe(part, _named(kind, title))
    if name == "audience":
        made.pop("required", None)
    return made


def _describe(part: dict[str, Any], kind: type[BaseModel]) -> None:
    """The docstring beneath each key becomes what an editor's program shows of it."""
    for key, meaning in meanings(kind).items():
        if key:
            part["properties"][key]["description"] = meaning.replace("\\|", "|")


def _named(kind: type[BaseModel], name: str) -> type[BaseModel]:
    """The class that a settings' class or one within it refers to by this name."""
    for field in kind.model_fields.values():
        for found in _classes(field.annotation):
            if found.__name__ == name:
                return found
            try:
                return _named(found, name)
            except LookupError:
                continue
    raise LookupError(name)


def _classes(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for inner in getattr(annotation, "__args__", ()) for found in _classes(inner)]
