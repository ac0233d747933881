"""`briefer edit`: list a draft's items, or pin, drop, reorder, note or head one as its editor."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from briefer import edits
from briefer.archive.deliveries import Deliveries
from briefer.cli.console import Status, logged, say
from briefer.cli.desk import check_audiences, day_of, desk_of
from briefer.config.names import did_you_mean
from briefer.edits.file import ACTS
from briefer.errors import ConfigError, Fault, InputError
from briefer.model.brief import Brief
from briefer.pipeline import release


@click.command("edit")
@click.argument("audience", metavar="AUDIENCE")
@click.argument("act", type=click.Choice(ACTS), required=False)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--text", metavar="TEXT", help="The note, the heading, or why something is dropped.")
@click.option("--by", metavar="NAME", help="Whose act it is; default: the user that is logged in.")
@click.option("--date", "day", metavar="D", help="The draft or issue of that day; default: the newest draft, else issue.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the briefs; default: out.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="The templates; default: ./templates.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def command(
    audience: str, act: str | None, ids: tuple[str, ...], text: str | None, by: str | None, day: str | None, out: Path | None,
    folder: Path | None, templates: Path | None, *, quiet: bool,
) -> int:  # fmt: skip
    """Without an act: print the items with their ids, and make the draft again with the edits as they are now.

    With one: write it into edits/DATE/AUDIENCE.yaml, and make the draft again. `reorder` takes a section's id and its items'
    ids in their new order; the others take one id. An act on a released issue shows when that is made again.
    """
    logged(quiet=quiet)
    desk = desk_of(folder, templates, out)
    check_audiences(desk, [audience], "AUDIENCE")
    with release.opened(desk) as archive:
        ledger = Deliveries(archive)
        draft = ledger.draft(audience, day_of(day))
        brief = draft.base if draft is not None else ledger.last(audience, day_of(day))
        if brief is None:
            raise InputError(Fault("there is no draft and no issue.", f"audience '{audience}'", "`briefer run` makes one."))
        if act is not None:
            path = edits.place_of(desk.base, brief.as_of[:10], audience)
            _write(path, brief, act, ids, text, by or getpass.getuser())
            if not quiet:
                say(f"written: {path}")
        undone: tuple[Fault, ...] = ()
        if draft is not None:
            files, undone = release.redraft(desk, archive, draft)
            brief = desk.edited(draft.base)[0]
            for one in files:
                click.echo(one)
    if act is None:
        _list(brief)
    for fault in undone:
        say(str(fault))
    return Status.INCOMPLETE if undone else Status.MADE


def _write(path: Path, brief: Brief, act: str, ids: tuple[str, ...], text: str | None, by: str) -> None:
    """An act on what is there → the file. ConfigError where an id is unknown, or where something lacks."""
    kind = next(one for one in ACTS if one == act)
    items = {item.id: item for section in brief.sections for item in section.items}
    sections = [section.id for section in brief.sections]
    first, others = (ids[0], ids[1:]) if ids else ("", ())
    if not ids or (kind == "reorder") != bool(others):
        told = "reorder takes a section's id and its items' ids" if kind == "reorder" else f"{kind} takes one id"
        raise ConfigError(Fault(f"{told}.", "ID", "`briefer edit AUDIENCE` lists them."))
    known = sections if kind == "reorder" else [*items, *sections] if kind == "note" else list(items)
    unknown = [(name, valid) for name, valid in [(first, known), *((one, list(items)) for one in others)] if name not in valid]
    if unknown:
        raise ConfigError(*(Fault(f"there is no '{name}'.", "ID", did_you_mean(name, valid)) for name, valid in unknown))
    if kind in ("note", "heading") and not (text or "").strip():
        raise ConfigError(Fault(f"a {kind} needs words.", "--text", f"briefer edit AUDIENCE {kind} {first} --text '…'"))
    if text and kind in ("pin", "reorder"):
        raise ConfigError(Fault(f"a {kind} has no words of its own.", "--text", "Write a note besides."))
    names = [edits.reference(items[name]) if name in items else name for name in ids]
    wanted = edits.Act(kind, names[0], by, path.as_posix(), tuple(names[1:]), text)
    done = edits.read(path)
    _, faults = edits.apply(brief, (*done, wanted))
    if mine := [fault for fault in faults if fault.where == path.as_posix()]:
        raise ConfigError(*mine)
    edits.add(path, kind, names[0], by=by, items=names[1:], text=text)


def _list(brief: Brief) -> None:
    for section in brief.sections:
        click.echo(f"{section.id}: {section.title}")
        for item in section.items:
            acts = "".join(f" [{act.act}, by {act.by}]" for act in item.edited)
            click.echo(f"  {item.id:<18} {_short(item.text)}{acts}")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:89]}…"
