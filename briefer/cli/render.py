"""`briefer render`: make a brief's documents again from its brief.json."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

import click

from briefer.cli import project
from briefer.cli.console import Status
from briefer.config.settings import Format
from briefer.deliver import folder
from briefer.errors import Fault, InputError
from briefer.model import codec
from briefer.model.brief import Brief
from briefer.render import render


@click.command("render")
@click.argument("brief", type=click.Path(path_type=Path), metavar="BRIEF.json")
@click.option(
    "--format",
    "formats",
    type=click.Choice([name for name in get_args(Format) if name != "json"]),
    multiple=True,
    default=("pdf",),
    show_default=True,
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the documents; default: beside it.")
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="The templates; default: ./templates.")
def command(brief: Path, formats: tuple[str, ...], out: Path | None, templates: Path | None) -> int:
    """Make documents from a frozen brief, without collecting, reading or loading a language model."""
    record = load(brief)
    source = project.templates(templates)
    made = {name: render(record, cast(Format, name), source) for name in formats}
    name = folder.DRAFT if record.draft else folder.NAME
    for path in folder.write(out or brief.parent, made, name=name, keep_others=True):
        click.echo(path)
    return Status.MADE


def load(path: Path) -> Brief:
    """A brief.json → the brief. InputError where it is missing or not one."""
    try:
        return codec.from_json(Brief, path.read_bytes(), where=str(path))
    except OSError as problem:
        raise InputError(Fault(f"it cannot be read: {problem.strerror}.", str(path), "Name a brief.json.")) from problem
