"""An installation and a project are examined: what is there, what is missing, and what to do about it.

A check is a function in `machine` or `project`; what it finds is a Finding, and a check that breaks is itself one.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefer.doctor import machine, project
from briefer.doctor.finding import Check, Finding, Patient

__all__ = ["CHECKS", "Finding", "Patient", "examine"]

CHECKS: tuple[Check, ...] = (
    machine.libraries,
    machine.fonts,
    machine.model,
    machine.disk,
    project.configuration,
    project.templates,
    project.archive,
    project.sources,
    project.servers,
)
"""In the order of the report."""


def examine(patient: Patient, checks: tuple[Check, ...] = CHECKS) -> Iterator[Finding]:
    """A patient → what each check finds, as it is found."""
    for check in checks:
        try:
            yield from check(patient)
        except Exception as problem:  # whatever a sick machine does, the other checks go on
            says = f"the check broke: {type(problem).__name__}: {problem}"
            yield Finding(check.__name__, "ill", says, "Report it, with the version of briefer.")
