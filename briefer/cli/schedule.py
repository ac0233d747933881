"""`briefer schedule`: print, or install, what makes the briefs each day."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import time
from pathlib import Path

import click

from briefer.cli import project
from briefer.cli.console import Status, say
from briefer.config.names import did_you_mean
from briefer.errors import ConfigError, Fault
from briefer.schedule import Job, crontab, install, plan, systemd


@click.command("schedule")
@click.argument("kind", type=click.Choice(("systemd", "cron")), required=False)
@click.option("--audience", "-a", "audiences", multiple=True, metavar="NAME", help="Only this audience. May be repeated.")
@click.option("--at", metavar="HH:MM", help="All briefs at this time of their audience's day; default: each at its cut-off.")
@click.option(
    "--delay", type=click.IntRange(0, 24 * 60), default=5, show_default=True, metavar="MINUTES", help="So much later."
)
@click.option("--alert", metavar="COMMAND", help="A shell command that is run where a run failed.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--install", "installing", is_flag=True, help="Hand it to the scheduler, for the user who calls.")
@click.option("--remove", "removing", is_flag=True, help="Take out what --install put in.")
def command(
    kind: str | None, audiences: tuple[str, ...], at: str | None, delay: int, alert: str | None, folder: Path | None, *,
    installing: bool, removing: bool,
) -> int:  # fmt: skip
    """Print a timer of systemd, or lines for a crontab, that make the briefs each day; --install sets it up.

    Without a kind: systemd where it runs the machine, else cron. A run that was missed is made up for: by systemd when the
    machine is on again, and by briefer itself, whose next issue begins where the last delivered one ended.
    """
    if installing and removing:
        raise click.UsageError("--install and --remove contradict each other")
    kind = kind or ("systemd" if install.has_systemd() else "cron")
    if removing:
        return _remove(kind)
    configuration = project.configuration(folder)
    unknown = [name for name in audiences if name not in configuration.audiences]
    if unknown:
        known = configuration.audiences
        raise ConfigError(*(Fault(f"'{n}' is not an audience.", "--audience", did_you_mean(n, known)) for n in unknown))
    names = audiences or configuration.settings.audiences or tuple(configuration.audiences)
    slots = plan({name: configuration.audiences[name] for name in names}, _time(at), delay)
    options = ("--config", str(folder.resolve())) if folder is not None else ()
    job = Job((*_briefer(), "run", "--quiet", *options), Path.cwd(), alert)
    if kind == "systemd":
        units = systemd.units(slots, job)
        if installing:
            for path in install.install_units(units):
                click.echo(path)
            say("installed; `systemctl --user list-timers` shows when it runs next")
            say("`loginctl enable-linger` lets it run while you are not logged in")
            return Status.MADE
        for name, text in units.items():
            click.echo(f"# {name}\n{text}")
        return Status.MADE
    lines = crontab.block(slots, job)
    if installing:
        install.install_crontab(job.folder, lines)
        say("installed; `crontab -l` shows it")
    else:
        click.echo(lines, nl=False)
    return Status.MADE


def _remove(kind: str) -> Status:
    if kind == "systemd":
        for path in install.remove_units():
            click.echo(path)
    else:
        install.install_crontab(Path.cwd())
    say("removed")
    return Status.MADE


def _briefer() -> tuple[str, ...]:
    """The command that was called, by its full path: a scheduler has no PATH of ours."""
    beside = Path(sys.executable).parent / "briefer"
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("briefer")
    return (found,) if found else (sys.executable, "-m", "briefer")


def _time(text: str | None) -> time | None:
    if text is None:
        return None
    try:
        hour, minute = text.split(":")
        return time(int(hour), int(minute))
    except ValueError as problem:
        raise ConfigError(Fault(f"'{text}' is not a time of day.", "--at", "Write 06:00.")) from problem
