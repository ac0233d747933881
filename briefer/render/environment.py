"""Templates: where they are found, what they are given, and what is said of their faults."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from jinja2.utils import Namespace

from briefer.config import defaults
from briefer.config.names import did_you_mean
from briefer.errors import Fault, RenderError
from briefer.model import moments
from briefer.model.brief import Brief
from briefer.render import filters
from briefer.render.language import language_of
from briefer.render.looks import style_of
from briefer.render.maps import country, locator
from briefer.render.markdown import address
from briefer.render.references import References, passages
from briefer.render.sandbox import Sandbox
from briefer.render.speech import Speech
from briefer.render.timelines import timeline

Medium = Literal["html", "pdf", "docx", "mail", "md", "text"]
"""What a page is filled for: `docx` and `mail` are made from HTML, `text` (a mail's plain part) is Markdown without escapes."""
PAGES: Mapping[Medium, str] = {"md": "brief.md", "text": "brief.md", "mail": "mail/page.html"}
"""The page of a medium that has one of its own: a layout's HTML template would be of no use there."""


class Missing(StrictUndefined):
    """A name that a template asks for and nobody has: any use of it is a fault, which names the nearest valid one."""

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint is not None:
            return self._undefined_hint
        message = f"'{name}' is not known here"
        if isinstance(owner, Mapping):
            return message + _hint(str(name), map(str, owner))
        if is_dataclass(owner):
            return f"a {type(owner).__name__} has no '{name}'" + _hint(str(name), (field.name for field in fields(owner)))
        return message


def fill(brief: Brief, templates: Path, medium: Medium, **given: object) -> str:
    """A brief → its page's template, filled. RenderError with the file and line of what is wrong, and the nearest name.

    `given` are names that this medium's page gets besides those that all have.
    """
    environment = environment_for(brief, templates, medium)
    name = PAGES.get(medium) or _chosen(brief.layout.template, environment, templates)
    try:
        return environment.get_template(name).render(given)
    except TemplateSyntaxError as problem:
        raise RenderError(fault_of(problem, environment)) from problem
    except Exception as problem:
        place, names = _position(problem, environment)
        raise RenderError(Fault(_problem(problem, environment, names), place)) from problem


def fault_of(problem: TemplateSyntaxError, environment: Sandbox) -> Fault:
    """What Jinja cannot read → the fault with its file and line, and the nearest valid name."""
    message = (problem.message or "it cannot be read").rstrip(".")
    return Fault(message + _suggestion(message, environment, {}), f"{problem.filename or problem.name}:{problem.lineno}")


def templates_sha256(templates: Path) -> str:
    """A templates folder → the hex SHA-256 of all that a brief can be made of: sorted relative names, each with its bytes.

    Packaged files count where the folder has none of the same name; hidden files never.
    """
    found: dict[str, Path] = {}
    for folder in reversed(folders(templates)):
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                found[name] = path
    digest = hashlib.sha256()
    for name in sorted(found):
        content = found[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _hint(name: str, valid: Iterable[str]) -> str:
    """A wrong name and the valid ones → `. Did you mean 'title'?`, else a few valid ones, else nothing."""
    hint = did_you_mean(name, (one for one in valid if not one.startswith("_")))
    return f". {hint}" if hint else ""


def folders(templates: Path) -> list[Path]:
    """The user's folder first, the packaged templates behind it: the repository's in a source tree, else the wheel's."""
    packaged = defaults.folder("templates")
    return [templates] if templates.resolve() == packaged.resolve() else [templates, packaged]


def environment_for(brief: Brief, templates: Path, medium: Medium) -> Sandbox:
    """A brief, a templates folder and a medium → what its templates are filled in: sandboxed, escaping, strict."""
    language = language_of(brief.language, folders(templates))
    speech = Speech(language, medium)
    environment = Sandbox(
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=speech.finalize,
        loader=FileSystemLoader(folders(templates)),
    )
    zone = filters.zone_of(brief.timezone)
    year = moments.day_of(brief.as_of, zone).year
    references = References(brief, zone, year, language)
    in_zone: dict[str, Any] = {"zone": zone, "language": language}
    in_year = {**in_zone, "year": year}
    environment.filters |= {
        "day": partial(filters.day, **in_zone),
        "short_day": partial(filters.short_day, **in_year),
        "event_day": partial(filters.event_day, **in_year),
        "moment": partial(filters.moment, **in_zone),
        "short_moment": partial(filters.short_moment, **in_zone),
        "timestamp": partial(filters.timestamp, zone=zone),
        **{
            name: partial(getattr(filters, name), language=language)
            for name in ("number", "amount", "signed", "spread", "mark", "form", "speaker", "listed")
        },
        **{kind: partial(language.word, kind) for kind in ("status", "change", "kind", "act", "event")},
        "titled": partial(language.known, "title"),
        "noted": speech.noted,
        "what": filters.what,
        "capital": filters.capital,
        "short": filters.short,
        "link": filters.link,
        "address": address,
        "passages": passages,
        "original": speech.original,
        "isolated": speech.isolated,
        "quoted": speech.quoted,
        "counters": speech.counters,
        "country": country,
    }
    environment.globals = {
        "brief": brief,
        "language": language,
        "labels": speech.labels,
        "look": style_of(brief.layout.look, medium),
        "say": speech.say,
        "foreign": speech.foreign,
        "own": speech.own,
        "medium": medium,
        "font": partial(_font, templates, medium),
        "section_anchor": references.section_anchor,
        "source": references.source,
        "sources": references.sources,
        "outlets": references.outlets,
        "cited_in": references.cited_in,
        "topic_title": references.topic_title,
        "map_of": locator,
        "timeline_of": partial(timeline, as_of=moments.day_of(brief.as_of, zone).isoformat()),
        "namespace": Namespace,
    }
    return environment


def font_file(templates: Path, name: str, ending: str) -> bytes:
    """A font's name in templates/fonts/ → the file's bytes. LookupError with the nearest name where there is none."""
    places = [folder / "fonts" for folder in folders(templates)]
    for folder in places:
        if name.replace("-", "").isalnum() and (folder / f"{name}.{ending}").is_file():
            return (folder / f"{name}.{ending}").read_bytes()
    known = [path.stem for folder in places for path in folder.glob(f"*.{ending}")]
    raise LookupError(f"there is no font '{name}.{ending}'{_hint(name, known)}")


def font_files(templates: Path, ending: str) -> tuple[Path, ...]:
    """A templates folder → the fonts of one kind that a brief can use, by name; the folder's own before the packaged ones."""
    found = {path.name: path for folder in reversed(folders(templates)) for path in (folder / "fonts").glob(f"*.{ending}")}
    return tuple(found[name] for name in sorted(found))


def _font(templates: Path, medium: Medium, name: str) -> str:
    """A font's name → its address: in HTML a data: URI, of the WOFF2 where there is one.

    For the PDF it is `font:NAME`, since WeasyPrint reads data: URIs slowly.
    """
    if medium == "pdf":
        font_file(templates, name, "ttf")
        return f"font:{name}"
    try:
        kind, content = "woff2", font_file(templates, name, "woff2")
    except LookupError:
        kind, content = "ttf", font_file(templates, name, "ttf")
    return f"data:font/{kind};base64,{base64.b64encode(content).decode()}"


def _chosen(name: str, environment: Sandbox, templates: Path) -> str:
    """A layout's template → its file: `brief.html`, or `brief/brief.html` where a folder holds it."""
    known = environment.list_templates(extensions=["html"])
    for file in (f"{name}.html", f"{name}/brief.html"):
        if file in known:
            return file
    pages = [file.removesuffix(".html") for file in known if "/" not in file]
    raise RenderError(Fault(f"there is no template '{name}'{_hint(name, pages)}", str(templates)))


def _position(problem: BaseException, environment: Sandbox) -> tuple[str | None, dict[str, Any]]:
    """A fault while a template ran → the innermost template's file and line, and the names that were known there."""
    loader = environment.loader
    assert isinstance(loader, FileSystemLoader)
    where, known = None, {}
    trace = problem.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in loader.searchpath) and not file.endswith(".py"):
            where, known = f"{file}:{trace.tb_lineno}", dict(trace.tb_frame.f_locals)
        trace = trace.tb_next
    return where, known


def _problem(problem: Exception, environment: Sandbox, known: Mapping[str, Any]) -> str:
    if isinstance(problem, TemplateNotFound):
        return f"there is no template '{problem.name}'{_hint(str(problem.name), environment.list_templates())}"
    message = str(problem).rstrip(".") if not isinstance(problem, UndefinedError) else str(problem)
    if isinstance(problem, TemplateError | LookupError) and not isinstance(problem, KeyError):
        return message + _suggestion(message, environment, known)
    return f"{type(problem).__name__}: {message}"


def _suggestion(message: str, environment: Sandbox, known: Mapping[str, Any]) -> str:
    """What a message of Jinja's lacks: the nearest valid filter, test or variable."""
    if wrong := re.match(r"No (filter|test) named '(\w+)'", message):
        table = environment.filters if wrong[1] == "filter" else environment.tests
        return _hint(wrong[2], map(str, table))
    if wrong := re.match(r"'(\w+)' is not known here$", message):
        return _hint(wrong[1], [*environment.globals, *known])
    return ""
