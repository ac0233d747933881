"""`briefer send`: deliver what could not be delivered, without making the brief again."""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefer.cli.console import Status, logged, say
from briefer.cli.desk import check_audiences, day_of, desk_of
from briefer.cli.run import undelivered
from briefer.config.names import did_you_mean
from briefer.errors import ConfigError, Fault
from briefer.model import codec
from briefer.pipeline import release


@click.command("send")
@click.option("--audience", "-a", "audiences", multiple=True, metavar="NAME", help="Only this audience. May be repeated.")
@click.option("--date", "day", metavar="D", help="That day's issue, to all who lack it, new recipients too.")
@click.option("--target", "-t", "targets", multiple=True, metavar="NAME", help="Only this target. May be repeated.")
@click.option("--again", is_flag=True, help="The last issue, or --date's, also to those who have it.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the briefs; default: out.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="The templates; default: ./templates.")
@click.option("--json", "as_json", is_flag=True, help="Say what was delivered as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def command(
    audiences: tuple[str, ...], day: str | None, targets: tuple[str, ...], out: Path | None, folder: Path | None,
    templates: Path | None, *, again: bool, as_json: bool, quiet: bool,
) -> int:  # fmt: skip
    """Try again what is pending or failed of all issues. What was sent is not sent again.

    The brief is the archived one, its documents those in its folder; what is missing there is made of it again. The exit status
    is 0 where all is delivered, 4 where there was nothing to deliver, 5 where something could not be.
    """
    logged(quiet=quiet)
    desk = desk_of(folder, templates, out)
    check_audiences(desk, audiences, "--audience")
    if again and not audiences:
        raise ConfigError(Fault("nobody is named who shall get an issue again.", "--again", "Add --audience NAME."))
    names = audiences or tuple(desk.configuration.audiences)
    labels = {target.label for name in names for target in desk.targets(name)}
    if unknown := [name for name in targets if name not in labels]:
        raise ConfigError(*(Fault(f"'{n}' is not a target.", "--target", did_you_mean(n, labels)) for n in unknown))
    wanted = names if day else audiences
    with release.opened(desk) as archive:
        receipts, faults = release.send(desk, archive, wanted, day_of(day), targets, again=again)
    if as_json:
        click.echo(json.dumps([codec.to_data(receipt) for receipt in receipts], ensure_ascii=False, indent=2))
    elif not quiet:
        for receipt in receipts:
            if receipt.state == "sent":
                click.echo(receipt)
    undelivered(receipts)
    for fault in faults:
        say(str(fault))
    if faults or any(receipt.state != "sent" for receipt in receipts):
        return Status.UNDELIVERED
    return Status.MADE if receipts else Status.NOTHING
