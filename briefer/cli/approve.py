"""`briefer approve`: release a draft."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from briefer.cli.console import Status, logged, say
from briefer.cli.desk import check_audiences, day_of, desk_of
from briefer.cli.run import undelivered
from briefer.pipeline import release


@click.command("approve")
@click.argument("audience", metavar="AUDIENCE")
@click.option("--date", "day", metavar="D", help="The draft of that day; default: the newest.")
@click.option("--by", metavar="NAME", help="Who approves it; default: the user that is logged in.")
@click.option("--sha256", metavar="HASH", help="The hash of the draft.json that was looked at; another one is refused.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the briefs; default: out.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="The templates; default: ./templates.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def command(
    audience: str, day: str | None, by: str | None, sha256: str | None, out: Path | None, folder: Path | None,
    templates: Path | None, *, quiet: bool,
) -> int:  # fmt: skip
    """Release the draft of an audience with `review: true`: its documents without the mark, kept as an issue, delivered.

    Refused where the draft is not the one in the archive, where its edits have changed since, or where an issue was released in
    the meantime that it does not know of.
    """
    logged(quiet=quiet)
    desk = desk_of(folder, templates, out)
    check_audiences(desk, [audience], "AUDIENCE")
    with release.opened(desk) as archive:
        shipment, receipts = release.approve(desk, archive, audience, day_of(day), by=by or getpass.getuser(), sha256=sha256)
    for path in shipment.files:
        click.echo(path)
    if not quiet:
        brief = shipment.parcel.brief
        say(f"{audience}: No. {brief.issue} is released, by {brief.released.by if brief.released else by}")
    undelivered(receipts)
    return Status.UNDELIVERED if any(receipt.state != "sent" for receipt in receipts) else Status.MADE
