"""What a project must have: a configuration, templates that fill, an archive that opens and is whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from briefer import render
from briefer.archive import Archive
from briefer.doctor.finding import Finding, Patient, of_faults
from briefer.errors import BrieferError


def configuration(patient: Patient) -> Iterator[Finding]:
    """What was read: `briefer check` tells more."""
    given = patient.configuration
    says = (
        f"{given.origin}: {len(given.audiences)} audiences, {len(given.topics)} topics, {len(given.settings.sources)} sources"
    )
    yield Finding("configuration", "well", says)
    if not given.settings.sources:
        fix = "Write sources into briefer.yaml; until then `briefer run PATH` makes briefs of files."
        yield Finding("sources", "doubtful", "none is configured", fix)


def templates(patient: Patient) -> Iterator[Finding]:
    """Each template can be read, and each page filled."""
    try:
        render.check(patient.templates)
    except BrieferError as problem:
        yield from of_faults("templates", problem.faults)
    else:
        yield Finding("templates", "well", str(patient.templates))


def archive(patient: Patient) -> Iterator[Finding]:
    """The archive opens, its file is whole, and no issue in it is of a time that is still to come by this clock."""
    file = Path(patient.archive.removeprefix("sqlite:///")) if patient.archive.startswith("sqlite:///") else None
    if file is not None and not file.exists():
        yield Finding("archive", "well", f"there is none yet; the first run makes {file}")
        return
    try:
        with Archive(patient.archive) as opened:
            summary = opened.summary()
    except BrieferError as problem:
        yield from of_faults("archive", problem.faults)
        return
    if summary.problems:
        fix = "Restore it from a copy, or move it away: the next run begins a new one, and numbers start again."
        yield Finding("archive", "ill", f"its file is damaged: {'; '.join(summary.problems)}", fix)
        return
    issues = ", ".join(f"{audience} No. {number}" for audience, (number, _) in summary.issues.items()) or "no issue yet"
    yield Finding("archive", "well", f"{summary.articles} articles, {summary.annotations} annotations; {issues}")
    moments = [datetime.fromisoformat(moment) for _, moment in summary.issues.values() if moment]
    if moments and max(moments) > patient.now + timedelta(days=1):
        fix = "Set the clock; or nothing, if a later time was asked for with --as-of or --date."
        yield Finding(
            "clock", "doubtful", f"it says {patient.now:%Y-%m-%d %H:%M}, an issue is as of {max(moments):%Y-%m-%d}", fix
        )
    else:
        yield Finding("clock", "well", f"{patient.now:%Y-%m-%d %H:%M %Z}")
