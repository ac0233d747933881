"""What a person or a log sees: messages on standard error, results on standard output, and the exit status."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.logging import RichHandler
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from briefer.errors import BrieferError


class Status(IntEnum):
    """How a command ended."""

    MADE = 0
    FAULT = 1
    MENDABLE = 2
    INCOMPLETE = 3
    NOTHING = 4
    UNDELIVERED = 5
    DRAFT = 6


errors = Console(stderr=True, highlight=False, soft_wrap=True)


class JsonLines(logging.Formatter):
    """A log record → a JSON object on a line: time in UTC, level, the part of briefer that speaks, message."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"time": when, "level": record.levelname, "from": record.name, "message": record.getMessage()}
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


class Form:
    """How messages are written: `lines` for people, or `json`, an object a line. `briefer --log` and BRIEFER_LOG choose."""

    json = False


def say(message: str) -> None:
    """A line for whoever watches, on standard error."""
    _write(message, logging.INFO)


def complain(message: str) -> None:
    """A fault for whoever watches, on standard error."""
    _write(message, logging.ERROR)


def _write(message: str, level: int) -> None:
    if Form.json:
        record = logging.LogRecord("briefer", level, __file__, 0, message, None, None)
        sys.stderr.write(JsonLines().format(record) + "\n")
    else:
        errors.print(message, style="red" if level == logging.ERROR else None, markup=False)


def guarded(command: click.Command) -> NoReturn:
    """Run a command; what it raises becomes lines on standard error and an exit status, never a traceback unasked."""
    try:
        status = command.main(prog_name="briefer", standalone_mode=False)
    except click.ClickException as problem:
        if Form.json:
            complain(problem.format_message())
        else:
            problem.show()
        status = Status.MENDABLE
    except click.Abort:
        say("stopped")
        status = 130
    except BrieferError as problem:
        for fault in problem.faults:
            complain(str(fault))
        status = Status.MENDABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = Status.MADE
    except Exception as problem:
        if os.environ.get("BRIEFER_DEBUG"):
            errors.print_exception()
        else:
            complain(
                f"a fault of briefer: {type(problem).__name__}: {problem}. Set BRIEFER_DEBUG=1 to see where, and report it."
            )
        status = Status.FAULT
    sys.exit(int(status) if isinstance(status, int) else 0)


def logged(*, quiet: bool) -> None:
    """Log records become lines on standard error: from INFO on in a log, from WARNING on beside a bar or when quiet."""
    watched = errors.is_terminal and not Form.json
    handler: logging.Handler
    if watched:
        handler = RichHandler(console=errors, show_time=False, show_path=False, markup=False)
    else:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines() if Form.json else logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("briefer")
    logger.handlers = [handler]
    logger.setLevel(logging.WARNING if quiet or watched else logging.INFO)
    logger.propagate = False


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int], Callable[[], None]]]:
    """A pipeline's Progress: bars on a terminal; nothing in a log, where each stage logs its own line."""
    if quiet or not errors.is_terminal or Form.json:
        yield lambda stage, steps: lambda: None
        return
    columns: tuple[Any, ...] = (TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bars:

        def stage(name: str, steps: int) -> Callable[[], None]:
            task = bars.add_task(name, total=steps)
            return lambda: bars.advance(task)

        yield stage
