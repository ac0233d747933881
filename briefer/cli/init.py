"""`briefer init`: write an editable copy of the configuration and the templates."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from briefer.cli.console import Status, say
from briefer.config import defaults
from briefer.errors import Fault, InputError

PARTS: tuple[Literal["config", "templates"], ...] = ("config", "templates")


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def command(folder: Path) -> int:
    """Copy the packaged config/ and templates/ into DIR. A file that is there already is never overwritten."""
    written, kept = 0, []
    for part in PARTS:
        source = defaults.folder(part)
        for path in sorted(path for path in source.rglob("*") if path.is_file() and not path.name.startswith(".")):
            target = folder / part / path.relative_to(source)
            if target.exists():
                if target.read_bytes() != path.read_bytes():
                    kept.append(target)
                continue
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
            except OSError as problem:
                raise InputError(
                    Fault(f"it cannot be written: {problem.strerror}.", str(target), "Name another DIR.")
                ) from problem
            written += 1
    for path in kept:
        say(f"kept as you edited it: {path}")
    say(f"{written} files written into {folder.as_posix()}/; edit config/audiences/, then: briefer check, briefer run PATH")
    return Status.MADE
