"""`briefer trace`: show the source sentences that an item of a brief stands on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from briefer.archive import Archive
from briefer.cli import project
from briefer.cli.console import Status
from briefer.cli.render import load
from briefer.config.names import did_you_mean
from briefer.errors import Fault, InputError
from briefer.model import codec
from briefer.model.article import Article
from briefer.model.brief import Brief, Citation, Item, StoryItem

CONTEXT = 300
"""Characters of a source that are shown on either side of the cited words, at most, within their paragraph."""


@click.command("trace")
@click.argument("brief", type=click.Path(path_type=Path), metavar="BRIEF.json")
@click.argument("item", metavar="ITEM")
@click.option("--archive", "url", metavar="URL", help="Where the articles are kept; default: beside the brief's folders.")
@click.option("--json", "as_json", is_flag=True, help="Print the item and its sources as JSON.")
def command(brief: Path, item: str, url: str | None, *, as_json: bool) -> int:
    """Print an item of a brief, its articles, and their sentences with the cited words marked.

    ITEM is an item's id, such as `security-2`, as brief.json and the page's links have it.
    """
    record = load(brief)
    found = _item(record, item, brief)
    with Archive(url or _archive_of(brief)) as archive:
        sources = [(citation, archive.article(citation.article, citation.sha256)) for citation in found.citations]
    missing = [citation.article for citation, article in sources if article is None]
    if missing:
        fix = "Name the archive of the run that made it with --archive URL."
        raise InputError(*(Fault(f"'{name}' is not in the archive as it was cited.", str(brief), fix) for name in missing))
    held = [(citation, article) for citation, article in sources if article is not None]
    if as_json:
        click.echo(json.dumps(_as_data(found, held), ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False)
        for line in _lines(record, found, held):
            console.print(line, soft_wrap=True)
    return Status.MADE


def _item(brief: Brief, wanted: str, path: Path) -> Item:
    items = {item.id: item for section in brief.sections for item in section.items}
    if wanted not in items:
        raise InputError(Fault(f"it has no item '{wanted}'.", str(path), did_you_mean(wanted, items)))
    return items[wanted]


def _archive_of(brief: Path) -> str:
    """The archive in the output folder that holds DATE/AUDIENCE/brief.json, else the configured one."""
    beside = brief.resolve().parent.parent.parent / "archive.sqlite"
    if beside.is_file():
        return f"sqlite:///{beside}"
    settings = project.configuration().settings
    return settings.archive or f"sqlite:///{Path(settings.output) / 'archive.sqlite'}"


def _lines(brief: Brief, item: Item, sources: list[tuple[Citation, Article]]) -> Iterator[Text]:
    yield Text.assemble((item.id, "bold"), f"  {item.status}", *(f" · {mark.replace('-', ' ')}" for mark in item.marks))
    yield Text(f"  {item.text}")
    if isinstance(item, StoryItem):
        parts = ", ".join(f"{name} {value:g}" for name, value in item.reasons.items())
        yield Text(f"  importance {item.importance:g} = {parts}")
    for act in item.edited:
        was = f" (the source has: {act.was})" if act.was else ""
        yield Text(f"  {act.act} by {act.by}, an editor's act{f': {act.text}' if act.text else ''}{was}")
    for citation, article in sources:
        yield Text()
        about = " · ".join(part for part in (article.outlet, article.published, article.title) if part)
        yield Text.assemble((about or article.id, "bold"))
        yield Text(f"  {article.url or article.id}  sha256 {citation.sha256[:12]}…")
        yield from (Text.assemble("  ", line) for line in passages(article.text, [(s.start, s.end) for s in citation.spans]))


def passages(text: str, spans: list[tuple[int, int]]) -> Iterator[Text]:
    """An article's text and the cited offsets → the passages that hold them, each once, the cited words marked `⟦so⟧`.

    Where a cited sentence holds cited words ("at least six"), those are marked, and the sentence is what stands around them.
    """
    innermost = [a for a in spans if not any(b != a and a[0] <= b[0] and b[1] <= a[1] for b in spans)]
    windows: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        first = max(text.rfind("\n", 0, start) + 1, start - CONTEXT)
        line_end = text.find("\n", end)
        last = min(len(text) if line_end < 0 else line_end, end + CONTEXT)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    for first, last in windows:
        line, at = Text("… " if first and text[first - 1] != "\n" else ""), first
        for start, end in _merged(span for span in innermost if first <= span[0] and span[1] <= last):
            line.append(text[at:start])
            line.append(f"⟦{text[start:end]}⟧", style="bold yellow")
            at = end
        line.append(text[at:last])
        yield line


def _merged(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _as_data(item: Item, sources: list[tuple[Citation, Article]]) -> dict[str, Any]:
    return {
        "item": codec.to_data(item),
        "sources": [
            {
                "article": article.id,
                "title": article.title,
                "outlet": article.outlet,
                "url": article.url,
                "published": article.published,
                "sha256": citation.sha256,
                "cited": [{"span": [span.start, span.end], "text": span.of(article.text)} for span in citation.spans],
            }
            for citation, article in sources
        ],
    }
