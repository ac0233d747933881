"""`briefer collect`: say what the configured sources give, without keeping it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from briefer import collect, read
from briefer.cli import project
from briefer.cli.console import Status, logged, say
from briefer.config.names import did_you_mean
from briefer.config.settings import Configuration, Limits, Source
from briefer.errors import ConfigError, Fault
from briefer.model.article import Article, Document, Skipped


@dataclass(frozen=True, slots=True)
class Item:
    """What one document is as an article: from a `page`, a `feed` or a `file`, or left out and why."""

    id: str
    title: str | None
    published: str | None
    outlet: str | None
    words: int
    origin: str
    left_out: str | None


@click.command("collect")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--test", "tested", metavar="NAME", help="Show each item that this one source gives, as it would be read.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def command(names: tuple[str, ...], tested: str | None, folder: Path | None, *, as_json: bool, quiet: bool) -> int:
    """Ask the configured sources, or those that are named, and say what each gives. Nothing is kept.

    Everything is asked for anew: what an earlier run was given, and what its servers said of versions, plays no part.
    """
    logged(quiet=quiet or as_json)
    if names and tested:
        raise click.UsageError("name sources, or one with --test, not both")
    configuration = project.configuration(folder)
    wanted = _wanted((tested,) if tested else names, configuration)
    limits = configuration.settings.limits
    found = collect.sources(wanted, limits, Path(configuration.origin), {}, datetime.now(UTC))
    if tested:
        return _show_items(found.by_source[0], wanted[0], limits, as_json=as_json)
    _show_sources(found.by_source, as_json=as_json)
    if found.skipped:
        return Status.INCOMPLETE
    return Status.MADE if found.documents else Status.NOTHING


def _wanted(names: Sequence[str], configuration: Configuration) -> list[Source]:
    """Names → the sources, in the configuration's order; none named: all. ConfigError with every unknown name."""
    sources = configuration.settings.sources
    known = [source.name for source in sources]
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    if unknown:
        raise ConfigError(*(Fault(f"'{name}' is not a source.", "briefer.yaml", did_you_mean(name, known)) for name in unknown))
    if not sources:
        raise ConfigError(Fault("no source is configured.", "briefer.yaml", "Write sources into it: docs/collecting.md."))
    return [source for source in sources if not names or source.name in names]


def _show_sources(visits: Sequence[collect.FromSource], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"sources": [_summary(visit) for visit in visits]}, ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        for visit in visits:
            click.echo(f"{visit.name}: {len(visit.documents)} documents, {len(visit.skipped)} left out")
            for skipped in visit.skipped:
                click.echo(f"  {skipped.source}: {skipped.reason}" if skipped.source != visit.name else f"  {skipped.reason}")
        return
    table = Table("source", "documents", "newest", "left out", box=None, pad_edge=False)
    for visit in visits:
        reasons = "\n".join(_shortened([skipped.reason for skipped in visit.skipped]))
        table.add_row(_plain(visit.name), str(len(visit.documents)), _newest(visit.documents), _plain(reasons))
    console.print(table)


def _shortened(reasons: list[str]) -> list[str]:
    return reasons if len(reasons) < 4 else [*reasons[:3], f"and {len(reasons) - 3} more"]


def _summary(visit: collect.FromSource) -> dict[str, Any]:
    return {
        "name": visit.name,
        "documents": len(visit.documents),
        "from_feed": sum(document.hints.from_feed for document in visit.documents),
        "newest": _newest(visit.documents) or None,
        "skipped": [{"source": skipped.source, "reason": skipped.reason} for skipped in visit.skipped],
    }


def _newest(documents: Sequence[Document]) -> str:
    """The latest date that the source itself gives, as it gives it."""
    return max((document.hints.published or "" for document in documents), default="")[:16].replace("T", " ")


def _show_items(visit: collect.FromSource, source: Source, limits: Limits, *, as_json: bool) -> Status:
    """Each item of a source as it would be read, and what was left out on the way."""
    items = [_item(document, source, limits) for document in visit.documents]
    lost = list(visit.skipped)
    if as_json:
        skipped = [{"source": one.source, "reason": one.reason} for one in lost]
        record = {"name": visit.name, "items": [_record(item) for item in items], "skipped": skipped}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        for item in items:
            _show(item)
        for one in lost:
            say(f"left out: {one.source}: {one.reason}")
        say(f"{visit.name}: {len(items)} items, {sum(item.left_out is not None for item in items) + len(lost)} left out")
    if lost or any(item.left_out for item in items):
        return Status.INCOMPLETE
    return Status.MADE if items else Status.NOTHING


def _item(document: Document, source: Source, limits: Limits) -> Item:
    result = read.article(document, limits)
    origin = "feed" if document.hints.from_feed else "page" if source.feed or source.sitemap or source.listing else "file"
    if isinstance(result, Skipped):
        hints = document.hints
        return Item(document.id, hints.title, hints.published, hints.outlet, 0, origin, result.reason)
    words = len(result.text.split())
    return Item(result.id, result.title, result.published, result.outlet, words, origin, _unusable(result))


def _unusable(article: Article) -> str | None:
    """Why a brief cannot use an article that could be read."""
    if article.published is None:
        return "it has no date: neither its page nor its source says when it was published"
    if article.language not in (None, "en"):
        return f"its language is '{article.language}', briefer reads English"
    return None


def _record(item: Item) -> dict[str, Any]:
    return {
        "id": item.id, "title": item.title, "published": item.published, "outlet": item.outlet, "words": item.words,
        "from": item.origin, "left_out": item.left_out,
    }  # fmt: skip


def _show(item: Item) -> None:
    about = [item.published or "no date", item.outlet or "no outlet", f"{item.words} words", f"from the {item.origin}"]
    click.echo(item.title or item.id)
    click.echo(f"  {' · '.join(about)}")
    click.echo(f"  {item.id}")
    if item.left_out:
        click.echo(f"  left out: {item.left_out}")


def _plain(words: str) -> str:
    from rich.markup import escape

    return escape(words)
