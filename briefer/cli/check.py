"""`briefer check`: say all that is wrong with the configuration and the templates."""

from __future__ import annotations

from pathlib import Path

import click

from briefer.cli import project
from briefer.cli.console import Status, say
from briefer.errors import BrieferError, Fault


@click.command("check")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="The templates; default: ./templates.")
def command(folder: Path | None, templates: Path | None) -> int:
    """Read all YAML, templates and the topics' examples; report every fault with its file and line."""
    from briefer import render
    from briefer.annotate import nlp, topics

    faults: list[Fault] = []
    try:
        render.check(project.templates(templates, folder))
    except BrieferError as problem:
        faults.extend(problem.faults)
    try:
        configuration = project.configuration(folder, templates)
    except BrieferError as problem:
        faults.extend(problem.faults)
        raise BrieferError(*faults) from problem
    model = nlp.load(configuration.settings.model, configuration.topics)
    for topic, sentence, landed in topics.misplaced(model, configuration.topics):
        where = f"topic '{topic}'"
        faults.append(
            Fault(f"an example lands in {landed or 'no topic'}: {sentence!r}.", where, "Change its words or the example.")
        )
    if faults:
        raise BrieferError(*faults)
    sources = len(configuration.settings.sources)
    counts = f"{len(configuration.audiences)} audiences, {len(configuration.topics)} topics, {sources} sources"
    say(f"all is well ({configuration.origin}): {counts}")
    return Status.MADE
