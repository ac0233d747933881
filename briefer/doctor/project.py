"""What a project must have: a configuration, templates that fill, an archive that opens and is whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from briefer import collect, render
from briefer.archive import Archive
from briefer.config.settings import MailServer
from briefer.deliver import mail
from briefer.doctor.finding import Finding, Patient, of_faults
from briefer.errors import BrieferError


def configuration(patient: Patient) -> Iterator[Finding]:
    """What was read: `briefer check` tells more."""
    given = patient.configuration
    says = (
        f"{given.origin}: {len(given.audiences)} audiences, {len(given.topics)} topics, {len(given.settings.sources)} sources"
    )
    yield Finding("configuration", "well", says)


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
    if not _exists(patient.archive):
        yield Finding("archive", "well", f"there is none yet; the first run makes {patient.archive.removeprefix('sqlite:///')}")
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


def sources(patient: Patient) -> Iterator[Finding]:
    """What the last runs saw of each configured source: failing, silent for longer than usual, or well."""
    configured = patient.configuration.settings.sources
    if not configured:
        fix = "Write sources into briefer.yaml; until then `briefer run PATH` makes briefs of files."
        yield Finding("sources", "doubtful", "none is configured", fix)
        return
    states = {}
    if _exists(patient.archive):
        with Archive(patient.archive) as opened:
            states = opened.source_states()
    for name in (source.name for source in configured):
        state, about = states.get(name), f"source '{name}'"
        if state is None:
            yield Finding(about, "doubtful", "it was never collected", f"Try it: briefer collect --test '{name}'.")
        elif state.troubles and (state.last_success is None or state.troubles[-1].at > state.last_success):
            last = f"; it last gave something on {state.last_success:%Y-%m-%d}" if state.last_success else ""
            fix = f"Look what it says now: briefer collect --test '{name}'."
            yield Finding(about, "ill", f"it fails: {state.troubles[-1].reason}{last}", fix)
        elif quiet := collect.silence(state, patient.now):
            yield Finding(about, "doubtful", quiet, f"Look whether it has moved: briefer collect --test '{name}'.")
        else:
            since = f"last new item {state.last_new:%Y-%m-%d %H:%M} UTC" if state.last_new else "no dated item yet"
            yield Finding(about, "well", since)


def servers(patient: Patient) -> Iterator[Finding]:
    """The mail servers of all audiences: with `network`, a session is opened on each, and nothing sent."""
    settings = patient.configuration.settings
    targets = [*settings.deliver, *(one for a in patient.configuration.audiences.values() for one in a.deliver or ())]
    wanted: list[MailServer] = []
    for target in (target for target in targets if target.smtp is not None):
        assert target.smtp is not None
        server = target.smtp.server or settings.mail_server
        if server is not None and server not in wanted:
            wanted.append(server)
    base = Path(patient.configuration.origin)
    for server in wanted:
        about = f"mail server {server.host}"
        if not patient.network:
            yield Finding(about, "well", "configured; `briefer doctor --network` opens a session on it")
        elif trouble := mail.trouble(server, base):
            yield Finding(about, "ill", trouble, "Look at `mail_server` in briefer.yaml: host, port, tls, user, password.")
        else:
            yield Finding(about, "well", "it lets us in")


def _exists(url: str) -> bool:
    """May there be an archive behind this URL? Opening one that is not there would make it."""
    return not url.startswith("sqlite:///") or Path(url.removeprefix("sqlite:///")).exists()
