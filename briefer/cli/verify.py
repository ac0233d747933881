"""`briefer verify`: prove a folder of briefs against the archive."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from briefer.archive import Archive
from briefer.cli import project
from briefer.cli.console import Status, logged, say
from briefer.errors import Fault, InputError
from briefer.pipeline.proof import Proof, prove


@click.command("verify")
@click.argument("out", type=click.Path(path_type=Path), metavar="[OUT]", required=False)
@click.option(
    "--archive", "url", metavar="URL", help="Where the issues are kept; default: OUT/archive.sqlite, else as configured."
)
@click.option("--render", "again", is_flag=True, help="Make every file again too, and compare; this takes as long as it does.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="The templates; default: ./templates.")
@click.option("--json", "as_json", is_flag=True, help="Print the proof as JSON.")
def command(
    out: Path | None, url: str | None, folder: Path | None, templates: Path | None, *, again: bool, as_json: bool
) -> int:
    """Hold every brief in OUT against the archive, and say what is wrong.

    Each brief.json must be the archived record, byte for byte; each other file the one that was released; each citation must
    stand in the archived text; and issues must be numbered without gaps. Exit status: 0 all of it stands, 1 something does not,
    2 there is nothing to verify.
    """
    logged(quiet=True)
    settings = project.configuration(folder, templates).settings
    output = out or Path(settings.output)
    where = url or _archive_of(output, settings.archive)
    days = settings.keep.output_days
    with Archive(where) as archive:
        proof = prove(
            output,
            archive,
            templates=project.templates(templates, folder) if again else None,
            removed=datetime.now(UTC) - timedelta(days=days) if days is not None else None,
        )
    return _report(proof, as_json=as_json)


def _archive_of(output: Path, configured: str | None) -> str:
    beside = output / "archive.sqlite"
    if beside.is_file():
        return f"sqlite:///{beside}"
    if configured is None:
        fix = "Name the folder of the briefs, or the archive with --archive URL."
        raise InputError(Fault("there is no archive here to hold briefs against.", str(output), fix))
    return configured


def _report(proof: Proof, *, as_json: bool) -> Status:
    if as_json:
        wrong = [{"where": flaw.where, "problem": flaw.problem} for flaw in proof.flaws]
        counts = {"issues": proof.issues, "files": proof.files, "citations": proof.citations}
        click.echo(json.dumps({**counts, "wrong": wrong}, ensure_ascii=False, indent=2))
    else:
        for flaw in proof.flaws:
            click.echo(f"{flaw.where}: {flaw.problem}")
        held = f"{proof.issues} issues, {proof.files} files and {proof.citations} citations held against the archive"
        say(f"{held}: {len(proof.flaws)} wrong" if proof.flaws else f"{held}: all of it stands")
    return Status.FAULT if proof.flaws else Status.MADE
