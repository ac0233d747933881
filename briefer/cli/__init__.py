"""Commands, one file each: the only code that prints and exits."""

from __future__ import annotations

from importlib import import_module

import click

from briefer import __version__

COMMANDS = {
    "init": "write an editable copy of the configuration and the templates",
    "check": "say all that is wrong with the configuration and the templates",
    "run": "make the briefs",
    "edit": "list a draft's items, or pin, drop, reorder, note or head one as its editor",
    "approve": "release a draft: make its documents, keep it as an issue and deliver it",
    "send": "deliver what could not be delivered, without making the brief again",
    "render": "make a brief's documents again from its brief.json",
    "collect": "say what the configured sources give",
    "preview": "show briefs in a browser, and follow their files as they are edited",
    "read": "print what pages and files say, as JSON lines",
    "extract": "print what is found in articles, as JSON lines",
    "trace": "show the source sentences that an item of a brief stands on",
    "verify": "prove a folder of briefs against the archive",
    "diff": "say what two briefs have and say differently",
    "schedule": "print, or install, what makes the briefs each day",
    "doctor": "look at the machine and the project, and say what to do",
    "schema": "print the JSON Schema of a record",
}
"""Each name is a module of this package that holds a click command `command`; it is imported when it is called."""


class Commands(click.Group):
    """The table above as a click group, so that `briefer --help` loads nothing else."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"briefer.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        from briefer.config.names import did_you_mean

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], COMMANDS) or "'briefer --help' lists them."
            raise click.UsageError(f"'{args[0]}' is not a command. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _choose(context: click.Context, option: click.Parameter, form: str) -> None:
    """Before anything is said: how it is written."""
    from briefer.cli.console import Form

    Form.json = form == "json"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefer")
@click.option(
    "--log",
    type=click.Choice(("lines", "json")),
    envvar="BRIEFER_LOG",
    default="lines",
    is_eager=True,
    expose_value=False,
    callback=_choose,
    help="Messages as lines for people, or as JSON, an object a line; also by BRIEFER_LOG.",
)
def briefer() -> None:
    """A day's news articles become a brief that a reader can trust.

    Start with `briefer run examples`. Exit status: 0 made; 1 a fault of briefer; 2 something that you can mend;
    3 made, but incomplete; 4 nothing to report in the period; 5 made, but a delivery failed; 6 made, and waits for approval.
    """


def main() -> None:
    """The `briefer` command: runs one of COMMANDS and exits with its status."""
    from briefer.cli.console import guarded

    guarded(briefer)
