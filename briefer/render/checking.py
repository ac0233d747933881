"""What is wrong with templates, told before any run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from briefer.errors import Fault, RenderError
from briefer.model.brief import Brief, Counts, CoveredPeriod, Layout, MadeWith, Section
from briefer.render import kinds
from briefer.render.environment import PAGES, environment_for, fault_of, fill
from briefer.render.kinds import Kind
from briefer.render.language import catalogue
from briefer.render.names import Reader

SPECIMEN = Brief(
    schema_version=1,
    audience="specimen",
    title="Specimen",
    language="en",
    issue=1,
    as_of="2019-09-02T18:00:00+00:00",
    timezone="UTC",
    period=CoveredPeriod("2019-09-01T18:00:00+00:00", "2019-09-02T18:00:00+00:00"),
    handling=None,
    layout=Layout("brief", "A4"),
    counts=Counts(0, 0, 0, 0, 0, 0),
    sections=tuple(
        Section(kind, kind, kind.capitalize(), (), "Nothing")
        for kind in ("highlights", "topic", "quotes", "figures", "timeline", "map", "changes", "sources")
    ),
    articles={},
    gaps=(),
    made_with=MadeWith("0", "0", "0", "none"),
)
"""A brief with every kind of section and nothing in them."""


def check(templates: Path) -> None:
    """A templates folder → nothing, or a RenderError with every template that cannot be read, and each layout that fails.

    Catalogues are read whole. Then every branch and macro of the templates is read for names that nothing has. Layouts are the
    HTML templates at the top of the folder; each is filled with an empty brief, and so are the pages of the other formats.
    """
    environment = environment_for(SPECIMEN, templates, "html")
    faults: list[Fault] = []
    for name in sorted(environment.list_templates(extensions=["html", "md"])):
        try:
            environment.get_template(name)
        except TemplateSyntaxError as problem:
            faults.append(fault_of(problem, environment))
    faults += catalogue.check(templates)
    if not faults:
        faults += misnamed(environment)
    if not faults:
        for name in (name for name in environment.list_templates(extensions=["html"]) if "/" not in name):
            layout = Layout(name.removesuffix(".html"), "A4")
            try:
                fill(replace(SPECIMEN, layout=layout), templates, "html")
            except RenderError as problem:
                faults += problem.faults
        for medium in PAGES:
            try:
                fill(SPECIMEN, templates, medium, shown=SPECIMEN.sections, rest=0, pdf="brief.pdf")
            except RenderError as problem:
                faults += problem.faults
    if faults:
        raise RenderError(*dict.fromkeys(faults))


def misnamed(environment: SandboxedEnvironment) -> list[Fault]:
    """An environment → the names in its layouts, and in what they include and import, that nothing has."""
    reader = Reader(environment)
    given: dict[str, Kind] = {"shown": kinds.attribute(kinds.GLOBALS["brief"], "sections") or kinds.UNKNOWN}
    given |= {"rest": frozenset({bool}), "pdf": kinds.TEXT}
    for name in sorted(environment.list_templates(extensions=["html", "md"])):
        if "/" not in name or name in PAGES.values() or name.endswith("/brief.html"):
            reader.template(name, given if name == PAGES["mail"] else {})
    return sorted(
        reader.faults, key=lambda fault: (str(fault.where).rpartition(":")[0], int(str(fault.where).rpartition(":")[2]))
    )
