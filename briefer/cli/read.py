"""`briefer read`: print what pages and files say, as JSON lines."""

from __future__ import annotations

from pathlib import Path

import click

from briefer.cli import project
from briefer.cli.console import Status, logged, progress
from briefer.errors import Fault, InputError
from briefer.model import codec
from briefer.pipeline import records_of


@click.command("read")
@click.argument("paths", nargs=-1, metavar="[FILE|URL]...")
@click.option("--files-from", type=click.Path(path_type=Path), metavar="LIST", help="A file with one path or URL a line.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def command(paths: tuple[str, ...], files_from: Path | None, folder: Path | None, *, quiet: bool) -> int:
    """Print the text, title, byline, outlet, date and language of each file or page, one JSON record a line."""
    logged(quiet=quiet)
    listed = _listed(files_from) if files_from else ()
    if not paths and not listed:
        raise click.UsageError("name at least one FILE or URL, or --files-from LIST")
    incomplete = False
    limits = project.configuration(folder).settings.limits
    with progress(quiet=quiet) as bars:
        for record in records_of((*paths, *listed), limits, bars):
            incomplete = incomplete or record.skipped is not None
            click.echo(codec.to_json(record))
    return Status.INCOMPLETE if incomplete else Status.MADE


def _listed(path: Path) -> tuple[str, ...]:
    try:
        return tuple(line.strip() for line in path.read_text("utf-8").splitlines() if line.strip())
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(Fault(f"the list cannot be read: {problem}.", str(path), "Name a text file.")) from problem
