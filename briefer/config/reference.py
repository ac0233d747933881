"""The settings' classes → the reference of docs/configuration.md and docs/audiences.md: keys, types, defaults, meanings."""

from __future__ import annotations

import ast
import inspect
import re
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefer.config.settings import (
    Audience,
    Filters,
    FolderTarget,
    Importance,
    Keep,
    Limits,
    Login,
    Look,
    MailServer,
    SectionSettings,
    Settings,
    Smtp,
    Source,
    Store,
    Target,
    Topic,
    Webhook,
)

KINDS: tuple[tuple[type[BaseModel], str], ...] = (
    (Settings, "briefer.yaml"),
    (Source, "An item of `sources`"),
    (Login, "`login`"),
    (Limits, "`limits`"),
    (Keep, "`keep`"),
    (Importance, "`importance`"),
    (Topic, "topics/NAME.yaml"),
)
"""Each class of docs/configuration.md with the heading that its keys stand under, in the order of the page."""
AUDIENCE: tuple[tuple[type[BaseModel], str], ...] = (
    (Audience, "audiences/NAME.yaml"),
    (SectionSettings, "An item of `sections`"),
    (Filters, "`filters`"),
    (Look, "`look`"),
    (Target, "An item of `deliver`"),
    (FolderTarget, "`folder`"),
    (Smtp, "`smtp`"),
    (MailServer, "`mail_server`"),
    (Webhook, "`webhook`"),
    (Store, "`store`"),
)
"""Those of docs/audiences.md."""
PAGES = {"": KINDS, " of audiences": AUDIENCE}
"""What a page's mark says behind `<!-- reference` → the classes that stand there."""

_PART = re.compile(r"(<!-- reference( of \w+)? -->\n).*(?=<!-- end of reference -->)", re.DOTALL)


def markdown(kinds: tuple[tuple[type[BaseModel], str], ...] = KINDS) -> str:
    """The settings → a table of keys for each kind of mapping, in Markdown."""
    return "\n".join(_table(kind, heading, meanings(kind)) for kind, heading in kinds)


def updated(page: str) -> str:
    """A page of the docs → the same with the reference between its two marks made anew. ValueError without them."""
    if not _PART.search(page):
        raise ValueError("the page has no place for the reference")
    return _PART.sub(lambda found: f"{found[1]}\n{markdown(PAGES[found[2] or ''])}\n", page)


def _table(kind: type[BaseModel], heading: str, meanings: dict[str, str]) -> str:
    rows = [f"| `{key}` | {_type(field)} | {_default(field)} | {meanings[key]} |" for key, field in kind.model_fields.items()]
    head = ["| key | type | default | meaning |", "| --- | --- | --- | --- |"]
    return "\n".join([f"### {heading}", "", meanings[""], "", *head, *rows, ""])


def meanings(kind: type[BaseModel]) -> dict[str, str]:
    """A class → key → the docstring beneath it, of one line; the class's own under the empty key."""
    (node,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(node, ast.ClassDef)
    texts, key = {"": _line(ast.get_docstring(node) or "")}, None
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            key = statement.target.id
        elif key is not None and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            texts[key] = _line(str(statement.value.value))
    return texts


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _type(field: FieldInfo) -> str:
    """A field's annotation and bounds → `whole number, more than 0`."""
    bounds = [f"more than {bound.gt}" for bound in field.metadata if isinstance(bound, Gt)]
    bounds += [f"{bound.ge} or more" for bound in field.metadata if isinstance(bound, Ge)]
    return ", ".join([_words(field.annotation), *bounds])


def _words(annotation: Any) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (Union, UnionType):
        return ", ".join(_words(one) for one in inner if one is not NoneType)
    if origin is tuple:
        return f"list of {_words(inner[0])}"
    if origin is dict:
        return f"names with {_words(inner[1])}"
    if hasattr(annotation, "__metadata__"):
        return _type(FieldInfo.from_annotation(annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "keys with values"
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}[annotation]


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    if isinstance(field.default, BaseModel):
        return "as below"
    if isinstance(field.default, tuple):
        return f"`[{', '.join(field.default)}]`" if field.default else "none"
    return "none" if field.default is None or field.default_factory else f"`{field.default}`"
