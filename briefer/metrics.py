"""What came of a run → a file in the text format of Prometheus, for the textfile collector of its node_exporter.

Format: Prometheus exposition formats, text format 0.0.4. Times are seconds since 1970, as Prometheus has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefer.errors import Fault, InputError
from briefer.pipeline import Outcome


@dataclass(frozen=True, slots=True)
class Run:
    """A run that has ended: when, after how many seconds, with which exit status; `outcome` is None where it failed."""

    ended: datetime
    seconds: float
    status: int
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Gauge:
    """A measure: its name behind `briefer_`, what it means, and its values, each with its labels."""

    name: str
    meaning: str
    values: tuple[tuple[Mapping[str, str], float], ...]


def text(run: Run) -> str:
    """A run → the file: a gauge's HELP and TYPE, then its values, a line each. Gauges without values are left out."""
    lines = []
    for gauge in _gauges(run):
        if gauge.values:
            lines += [f"# HELP briefer_{gauge.name} {gauge.meaning}", f"# TYPE briefer_{gauge.name} gauge"]
            lines += [f"briefer_{gauge.name}{_labels(labels)} {value:.15g}" for labels, value in gauge.values]
    return "\n".join(lines) + "\n"


def write(path: Path, run: Run) -> None:
    """A run → its file, whole or not there. InputError where it cannot be written."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text(run), "utf-8")
        part.replace(path)
    except OSError as problem:
        fix = "Look at its rights, or change `metrics` in briefer.yaml."
        raise InputError(Fault(f"the metrics cannot be written: {problem.strerror}.", str(path), fix)) from problem


def _gauges(run: Run) -> Iterator[Gauge]:
    yield Gauge("last_run_timestamp_seconds", "When the last run ended.", (({}, run.ended.timestamp()),))
    yield Gauge("last_run_duration_seconds", "How long the last run took.", (({}, run.seconds),))
    yield Gauge("last_run_status", "The exit status of the last run.", (({}, run.status),))
    if run.outcome is None:
        return
    briefs = [edition.brief for edition in run.outcome.editions]
    yield Gauge("skipped", "Inputs that the last run left out.", (({}, len(run.outcome.skipped)),))
    yield Gauge("dropped_items", "Items that the gate dropped in the last run.", (({}, len(run.outcome.dropped)),))
    yield Gauge("issue", "The number of an audience's issue.", tuple((_of(brief.audience), brief.issue) for brief in briefs))
    yield Gauge(
        "issue_as_of_timestamp_seconds",
        "The time that an audience's issue is as of.",
        tuple((_of(brief.audience), datetime.fromisoformat(brief.as_of).timestamp()) for brief in briefs),
    )
    yield Gauge(
        "issue_items",
        "Items of an audience's issue.",
        tuple((_of(brief.audience), sum(len(section.items) for section in brief.sections)) for brief in briefs),
    )
    yield Gauge(
        "issue_articles",
        "Articles that an audience's issue was made of.",
        tuple((_of(brief.audience), brief.counts.used) for brief in briefs),
    )
    yield Gauge(
        "undelivered",
        "Deliveries of the last run that wait or failed.",
        (({}, sum(receipt.state != "sent" for receipt in run.outcome.deliveries)),),
    )
    states = run.outcome.states
    yield Gauge(
        "source_last_success_timestamp_seconds",
        "When a source answered last.",
        tuple(({"source": name}, one.last_success.timestamp()) for name, one in states.items() if one.last_success),
    )
    yield Gauge(
        "source_last_new_timestamp_seconds",
        "When a source last gave something new.",
        tuple(({"source": name}, one.last_new.timestamp()) for name, one in states.items() if one.last_new),
    )


def _of(audience: str) -> Mapping[str, str]:
    return {"audience": audience}


def _labels(labels: Mapping[str, str]) -> str:
    """Labels → `{source="Desk \\"A\\""}`, escaped as the format wants it; nothing for none."""
    if not labels:
        return ""
    escaped = {key: value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for key, value in labels.items()}
    return "{" + ",".join(f'{key}="{value}"' for key, value in escaped.items()) + "}"
