"""`briefer diff`: say what two briefs have and say differently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from briefer.cli.console import Status
from briefer.cli.render import load
from briefer.compare import compare
from briefer.errors import BrieferError, Fault, InputError
from briefer.model import codec
from briefer.model.brief import Brief
from briefer.model.comparison import Comparison, Difference, ItemDifference, StoryDifference

SIGNS = {"new": ("+", "green"), "gone": ("-", "red"), "changed": ("~", "yellow")}


@click.command("diff")
@click.argument("older", type=click.Path(path_type=Path), metavar="A.json")
@click.argument("newer", type=click.Path(path_type=Path), metavar="B.json")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON (`briefer schema diff`).")
def command(older: Path, newer: Path, *, as_json: bool) -> int:
    """Print what became of A in B: settings, stories and items that are new (+), gone (-) or changed (~).

    The exit status is 0 whether they differ or not (--json says `same`), and 2 where a file is no brief.
    """
    compared = compare(*_both(older, newer))
    if as_json:
        click.echo(codec.to_json(compared, indent=2))
        return Status.MADE
    console = Console(highlight=False)
    for line in _lines(compared):
        console.print(line, soft_wrap=True)
    return Status.MADE


def _both(*paths: Path) -> list[Brief]:
    """Two files → their briefs. InputError with the faults of both."""
    briefs, faults = [], []
    for path in paths:
        try:
            briefs.append(load(path))
        except BrieferError as problem:
            fix = "Name a brief.json that briefer has made."
            faults += [Fault(fault.problem, fault.where, fault.fix or fix) for fault in problem.faults]
    if faults:
        raise InputError(*faults)
    return briefs


def _lines(compared: Comparison) -> Iterator[Text]:
    sides = [f"{side.audience} No. {side.issue}, {side.as_of}" for side in (compared.before, compared.after)]
    yield Text(f"{sides[0]} → {sides[1]}", style="bold")
    if compared.same:
        yield Text("They say the same.")
    if compared.settings:
        yield from _head("Settings")
        yield from (_difference(one) for one in compared.settings)
    if compared.stories:
        yield from _head("Stories")
        yield from (_story(one) for one in compared.stories)
    for section in dict.fromkeys(item.section for item in compared.items):
        yield from _head(section)
        for item in (item for item in compared.items if item.section == section):
            yield from _item(item)


def _head(title: str) -> Iterator[Text]:
    yield Text()
    yield Text(title, style="bold")


def _story(story: StoryDifference) -> Text:
    told = [f"{one.field} {_shown(one.before)} → {_shown(one.after)}" for one in story.differences]
    if story.change == "changed":
        told += [f"{len(ids)} {what}" for ids, what in _counted(story) if ids]
    sign, style = SIGNS[story.change]
    return Text.assemble((f"  {sign} ", style), story.title, (f"  ({'; '.join(told)})" if told else "", "dim"))


def _counted(story: StoryDifference) -> Iterator[tuple[tuple[str, ...], str]]:
    yield story.articles_new, "article new" if len(story.articles_new) == 1 else "articles new"
    yield story.articles_gone, "article gone" if len(story.articles_gone) == 1 else "articles gone"


def _item(item: ItemDifference) -> Iterator[Text]:
    sign, style = SIGNS[item.change]
    names = " → ".join(dict.fromkeys(name for name in (item.before, item.after) if name))
    yield Text.assemble((f"  {sign} ", style), (names, "bold"), f"  {item.text}")
    for one in item.differences:
        if one.field == "text":
            yield Text.assemble("      ", ("was", "bold"), f": {_shown(one.before)}")
        else:
            yield Text.assemble("    ", _difference(one))


def _difference(one: Difference) -> Text:
    return Text.assemble("  ", (one.field, "bold"), f": {_shown(one.before)} → {_shown(one.after)}")


def _shown(value: str | float | None) -> str:
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else value
