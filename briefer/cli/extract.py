"""`briefer extract`: print what is found in articles, as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import click

from briefer.cli import project
from briefer.cli.console import Status, logged, progress, say
from briefer.errors import InputError
from briefer.model import codec
from briefer.model.article import ArticleIn, Skipped
from briefer.pipeline import extract


@click.command("extract")
@click.option("--input", "source", type=click.File("rb"), default="-", metavar="IN.jsonl", help="Articles, one a line.")
@click.option("--output", "target", type=click.File("w", "utf-8", lazy=False), default="-", metavar="OUT.jsonl")
@click.option("--stories", "grouped", is_flag=True, help="Group the articles: `story` names the story of each.")
@click.option("--summary-words", type=click.IntRange(1), default=60, show_default=True, help="The length of `summary`.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def command(source: IO[bytes], target: IO[str], *, grouped: bool, summary_words: int, quiet: bool) -> int:
    """Find sentences, quotes, figures, casualties, incidents, times, places and people in each article.

    A line in: {"id": …, "text": …} and optionally title, published, url, source. A line out for each, in order; offsets count
    the code points of the text exactly as it was given. `-` stands for the standard streams.
    """
    logged(quiet=quiet)
    faults = 0
    inputs = []
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            inputs.append(codec.from_json(ArticleIn, line, where=f"{source.name}:{number}"))
        except InputError as problem:
            faults += 1
            say(str(problem))
    with progress(quiet=quiet) as bars:
        results = extract(inputs, project.configuration(), summary_words=summary_words, grouped=grouped, progress=bars)
        for record in _annotations(results):
            faults += record is None
            if record is not None:
                target.write(record + "\n")
    target.flush()
    return Status.INCOMPLETE if faults else Status.MADE


def _annotations(results: Iterator[object]) -> Iterator[str | None]:
    for result in results:
        if isinstance(result, Skipped):
            say(f"left out: {result.source}: {result.reason}")
            yield None
        else:
            yield codec.to_json(result)
