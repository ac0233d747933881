"""`briefer doctor`: look at the machine and the project, and say what to do."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from pathlib import Path

import click

from briefer.cli import project
from briefer.cli.console import Status, say
from briefer.config import defaults
from briefer.config.settings import Configuration
from briefer.doctor import Finding, Patient, examine
from briefer.doctor.finding import of_faults
from briefer.errors import BrieferError

SIGNS = {"well": click.style("ok", fg="green"), "doubtful": click.style("??", fg="yellow"), "ill": click.style("!!", fg="red")}


@click.command("doctor")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the briefs; default: out.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="The templates; default: ./templates.")
@click.option("--network", is_flag=True, help="Speak to the sources' and recipients' servers too.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def command(out: Path | None, folder: Path | None, templates: Path | None, *, network: bool, as_json: bool) -> int:
    """Examine libraries, fonts, the model, the disk, configuration, templates, archive, clock, sources and targets.

    Each finding says how it stands and what to do. Ends with 0 where nothing is ill, else with 2.
    """
    found: list[Finding] = []
    try:
        configuration = project.configuration(folder, templates)
    except BrieferError as problem:
        found += of_faults("configuration", problem.faults)
        configuration = _packaged()
    output = out or Path(configuration.settings.output)
    patient = Patient(configuration, project.templates(templates, folder), output, datetime.now(UTC), network)
    if not as_json:
        for finding in found:
            _print(finding)
    for finding in examine(patient):
        found.append(finding)
        if not as_json:
            _print(finding)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    ill = sum(finding.state == "ill" for finding in found)
    doubtful = sum(finding.state == "doubtful" for finding in found)
    say(f"{ill} ill, {doubtful} doubtful, {len(found) - ill - doubtful} well")
    return Status.MENDABLE if ill else Status.MADE


def _packaged() -> Configuration:
    """What the rest is examined with where the project's own configuration cannot be read."""
    say("the rest is examined with the packaged configuration")
    return project.configuration(defaults.folder("config"))


def _print(finding: Finding) -> None:
    click.echo(f"{SIGNS[finding.state]}  {finding.about}: {finding.says}")
    if finding.fix and finding.state != "well":
        click.echo(f"    {finding.fix}")
