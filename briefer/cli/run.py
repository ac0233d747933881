"""`briefer run`: make the briefs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from briefer import metrics
from briefer.cli import project
from briefer.cli.console import Status, logged, progress, say
from briefer.config import defaults
from briefer.config.names import did_you_mean
from briefer.config.settings import Configuration, Format
from briefer.errors import BrieferError, ConfigError, Fault
from briefer.model import codec
from briefer.model.delivery import Receipt
from briefer.model.moments import parse_moment
from briefer.pipeline import Order, Outcome
from briefer.pipeline import run as make
from briefer.pipeline.lock import BusyError

FORMATS: tuple[Format, ...] = get_args(Format)

Moment = TypeVar("Moment")


@click.command("run")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--audience", "-a", "audiences", multiple=True, metavar="NAME", help="Only this audience. May be repeated.")
@click.option("--date", "day", metavar="D", help="The day of the brief, YYYY-MM-DD, as of the audience's cut-off.")
@click.option("--as-of", metavar="T", help="The very time that the brief is as of, such as 2019-09-02T18:00.")
@click.option("--since", metavar="T", help="Where the period begins, instead of the audience's number of hours before.")
@click.option(
    "--format",
    "formats",
    metavar="F",
    multiple=True,
    help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}. May be repeated, or comma-separated.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the briefs; default: out.")
@click.option(
    "--config", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The configuration; default: ./config."
)
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="The templates; default: ./templates.")
@click.option("--strict", is_flag=True, help="Write nothing where something had to be left out.")
@click.option("--dry-run", is_flag=True, help="Do all but write the briefs.")
@click.option("--json", "as_json", is_flag=True, help="Say what was made as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
def command(
    paths: tuple[str, ...], audiences: tuple[str, ...], day: str | None, as_of: str | None, since: str | None,
    formats: tuple[str, ...], out: Path | None, folder: Path | None, templates: Path | None, *, strict: bool, dry_run: bool,
    as_json: bool, quiet: bool,
) -> int:  # fmt: skip
    """Collect, read and annotate articles, and make a brief of them for each audience.

    PATH is a file or folder of articles (.html, .txt, .jsonl); without any, the configured sources are collected.
    `briefer run examples` works everywhere: where there is no such folder, the packaged samples are read.
    """
    logged(quiet=quiet)
    configuration = project.configuration(folder, templates)
    if not quiet and configuration.origin == "packaged defaults":
        say("no configuration here: the packaged defaults are used (`briefer init .` writes a copy to edit)")
    order = order_of(
        paths, configuration, project.templates(templates, folder), out=out, audiences=audiences, day=day, as_of=as_of,
        since=since, formats=formats, strict=strict, dry_run=dry_run,
    )  # fmt: skip
    with measured(order) as measures:
        with progress(quiet=quiet) as bars:
            measures.outcome = make(order, bars)
        measures.status = _report(order, measures.outcome, as_json=as_json, quiet=quiet)
    return measures.status


@dataclass(slots=True)
class Measures:
    """What is known of a run so far."""

    status: int = Status.FAULT
    outcome: Outcome | None = None


@contextmanager
def measured(order: Order) -> Iterator[Measures]:
    """A run → its measures in the file that `metrics` names, failed runs' too; not of one that found another at work."""
    measures, began = Measures(), time.monotonic()
    try:
        yield measures
    except BusyError:
        raise
    except BrieferError:
        measures.status = Status.MENDABLE
        _measure(order, measures, began)
        raise
    except Exception:
        _measure(order, measures, began)
        raise
    else:
        _measure(order, measures, began)


def _measure(order: Order, measures: Measures, began: float) -> None:
    if order.configuration.settings.metrics is not None and not order.dry_run:
        ended = metrics.Run(datetime.now(UTC), time.monotonic() - began, measures.status, measures.outcome)
        metrics.write(Path(order.configuration.settings.metrics), ended)


def order_of(
    paths: Sequence[str], configuration: Configuration, templates: Path, *, out: Path | None, audiences: tuple[str, ...],
    day: str | None, as_of: str | None = None, since: str | None = None, formats: tuple[str, ...] = (), strict: bool = False,
    dry_run: bool = False,
) -> Order:  # fmt: skip
    """What a caller wrote → the order for the pipeline. ConfigError where a name, a date or a source is missing or wrong."""
    order = Order(
        configuration=configuration,
        templates=templates,
        output=out or Path(configuration.settings.output),
        now=datetime.now(UTC),
        paths=tuple(_sample(path) for path in paths),
        audiences=_known(audiences, configuration),
        day=_moment(day, "--date", date.fromisoformat),
        as_of=_moment(as_of, "--as-of", _time),
        since=_moment(since, "--since", _time),
        formats=_formats(formats),
        strict=strict,
        dry_run=dry_run,
    )
    if not order.paths and not configuration.settings.sources:
        fix = "Name files or folders (`briefer run examples`), or write sources into it."
        raise ConfigError(
            Fault("there is nothing to collect: no PATH is given and no source is configured.", "briefer.yaml", fix)
        )
    return order


def _report(order: Order, outcome: Outcome, *, as_json: bool, quiet: bool) -> Status:
    if as_json:
        click.echo(json.dumps(_summary(outcome), ensure_ascii=False, indent=2))
    else:
        for edition in outcome.editions:
            for path in edition.files:
                click.echo(path)
    if not quiet:
        for skipped in outcome.skipped:
            say(f"left out: {skipped.source}: {skipped.reason}")
        for dropped in outcome.dropped:
            say(f"dropped by the gate: {dropped.item}: {dropped.reason}")
        for name in outcome.empty:
            say(f"{name}: nothing to report in its period")
        for edition in outcome.editions:
            if edition.brief.draft and edition.files:
                say(f"{edition.brief.audience}: a draft, not released: `briefer approve {edition.brief.audience}`")
    undelivered(outcome.deliveries)
    if not outcome.editions:
        return Status.NOTHING
    if outcome.undelivered:
        return Status.UNDELIVERED
    if outcome.incomplete:
        if order.strict:
            say("nothing was written: --strict, and something was left out")
        return Status.INCOMPLETE
    return Status.DRAFT if any(edition.brief.draft for edition in outcome.editions) else Status.MADE


def undelivered(receipts: Iterable[Receipt]) -> None:
    """How much was not delivered, and what to do about it; the log has said what and why."""
    states = [receipt.state for receipt in receipts if receipt.state != "sent"]
    if failed := states.count("failed"):
        say(f"{failed} deliveries were refused: mend what the log says, then `briefer send`")
    if pending := len(states) - failed:
        say(f"{pending} deliveries are pending: `briefer send` tries them again")


def _summary(outcome: Outcome) -> dict[str, Any]:
    return {
        "briefs": [
            {
                "audience": edition.brief.audience,
                "as_of": edition.brief.as_of,
                "issue": edition.brief.issue,
                "draft": edition.brief.draft,
                "items": sum(len(section.items) for section in edition.brief.sections),
                "files": [str(path) for path in edition.files],
            }
            for edition in outcome.editions
        ],
        "empty": list(outcome.empty),
        "skipped": [{"source": skipped.source, "reason": skipped.reason} for skipped in outcome.skipped],
        "deliveries": [codec.to_data(receipt) for receipt in outcome.deliveries],
        "dropped": [{"item": d.item, "section": d.section, "reason": d.reason} for d in outcome.dropped],
    }


def _sample(path: str) -> str:
    """`examples`, where no such folder is, becomes the packaged one."""
    if path == "examples" and not Path(path).exists():
        packaged = defaults.folder("examples")
        say(f"no folder 'examples' here: the packaged samples are read ({packaged})")
        return str(packaged)
    return path


def _known(audiences: tuple[str, ...], configuration: Configuration) -> tuple[str, ...]:
    unknown = [name for name in audiences if name not in configuration.audiences]
    if unknown:
        known = configuration.audiences
        raise ConfigError(*(Fault(f"'{n}' is not an audience.", "--audience", did_you_mean(n, known)) for n in unknown))
    return audiences


def _formats(given: tuple[str, ...]) -> tuple[Any, ...]:
    names = [name.strip() for group in given for name in group.split(",") if name.strip()]
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise ConfigError(*(Fault(f"'{n}' is not a format.", "--format", did_you_mean(n, FORMATS)) for n in unknown))
    return tuple(names)


def _moment(text: str | None, option: str, parse: Callable[[str], Moment]) -> Moment | None:
    if text is None:
        return None
    try:
        return parse(text)
    except ValueError as problem:
        fix = "Write 2019-09-02." if option == "--date" else "Write 2019-09-02, or 2019-09-02T18:00 with or without an offset."
        raise ConfigError(Fault(f"'{text}' is not a date or time.", option, fix)) from problem


def _time(text: str) -> datetime:
    moment = parse_moment(text)
    return moment if isinstance(moment, datetime) else datetime.combine(moment, datetime.min.time())
