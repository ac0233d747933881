"""What goes wrong, said as problem, where and fix.

Nothing outside `cli/` prints or exits: a stage raises one of these, or records a `Skipped` and goes on.
Programming mistakes stay ValueError or TypeError.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the caller can mend: `where` is a file, `file:line`, URL or option; `fix` says what to do."""

    problem: str
    where: str | None = None
    fix: str | None = None

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        if not self.fix:
            return f"{place}{self.problem}"
        stop = "" if self.problem.endswith((".", "?", "!")) else "."
        return f"{place}{self.problem}{stop} {self.fix}"


class BrieferError(Exception):
    """One or more faults, all that were found, in the order of their places."""

    def __init__(self, *faults: Fault) -> None:
        if not faults:
            raise ValueError("an error needs at least one fault")
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class ConfigError(BrieferError):
    """The configuration or an argument is wrong: the caller can mend it."""


class InputError(BrieferError):
    """A path, record or brief that was asked for is missing or cannot be understood."""


class RenderError(BrieferError):
    """A template is wrong, or a document cannot be made from it."""


class ArchiveError(BrieferError):
    """The archive cannot be opened, read or written."""


class ModelError(BrieferError):
    """The language model is missing or does not fit."""
