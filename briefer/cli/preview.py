"""`briefer preview`: a local page that follows the files of a brief while they are edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from briefer.cli import project
from briefer.cli.console import Status, logged, say
from briefer.cli.render import load
from briefer.cli.run import order_of
from briefer.collect.files import missing
from briefer.collect.pages import is_address
from briefer.errors import ConfigError, Fault, InputError
from briefer.model.brief import Brief
from briefer.pipeline import run
from briefer.web.preview import HOST, Preview, serve


@click.command("preview")
@click.argument("paths", nargs=-1, metavar="[BRIEF.json | PATH...]")
@click.option("--audience", "-a", "audiences", multiple=True, metavar="NAME", help="Only this audience. May be repeated.")
@click.option("--date", "day", metavar="D", help="The day of the brief, YYYY-MM-DD, as of the audience's cut-off.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder whose archive is used; default: out.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="The templates; default: ./templates.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def command(
    paths: tuple[str, ...], audiences: tuple[str, ...], day: str | None, port: int, out: Path | None, folder: Path | None,
    templates: Path | None, *, quiet: bool,
) -> int:  # fmt: skip
    """Show briefs in a browser, and show them again when YAML, templates, styles or articles are saved.

    A frozen BRIEF.json is the quickest way to shape templates; a PATH of articles, or the configured sources, make briefs anew
    as the configuration changes. Faults are shown in place, with file and line. Ctrl-C ends it. Nothing is written but the
    archive of what was read.
    """
    logged(quiet=quiet)
    source = project.templates(templates, folder)
    if len(paths) == 1 and paths[0].endswith(".json"):
        brief = Path(paths[0])
        load(brief)
        preview = Preview(lambda: (load(brief),), source, (brief,))
    else:
        if faults := [fault for path in paths if path != "examples" and not is_address(path) and (fault := missing(path))]:
            raise InputError(*faults)
        make = _maker(paths, audiences, day, out, folder, templates)
        watched = (folder or Path("config"), *(Path(path) for path in paths))
        preview = Preview(make, source, watched)
    try:
        server = serve(preview, port)
    except OSError as problem:
        fix = "Choose another, or --port 0 for any free one."
        raise ConfigError(Fault(f"port {port} cannot be had: {problem.strerror}.", "--port", fix)) from problem
    click.echo(f"http://{HOST}:{server.server_address[1]}/")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("ended")
    finally:
        server.server_close()
    return Status.MADE


def _maker(
    paths: Sequence[str],
    audiences: tuple[str, ...],
    day: str | None,
    out: Path | None,
    folder: Path | None,
    templates: Path | None,
) -> Callable[[], Sequence[Brief]]:
    """The options → what makes the briefs of the files as they are now, without writing them."""

    def make() -> Sequence[Brief]:
        order = order_of(
            paths, project.configuration(folder, templates), project.templates(templates, folder), out=out, audiences=audiences,
            day=day, dry_run=True,
        )  # fmt: skip
        return [edition.brief for edition in run(order).editions]

    return make
