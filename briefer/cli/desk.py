"""What the commands for drafts and deliveries share: their options become a desk, its archive opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from briefer.cli import project
from briefer.config.names import did_you_mean
from briefer.errors import ConfigError, Fault
from briefer.pipeline.release import Desk


def desk_of(folder: Path | None, templates: Path | None, out: Path | None) -> Desk:
    """The options --config, --templates and --out → where briefs are released."""
    configuration = project.configuration(folder, templates)
    output = out or Path(configuration.settings.output)
    return Desk(configuration=configuration, templates=project.templates(templates, folder), output=output)


def check_audiences(desk: Desk, names: Iterable[str], where: str) -> None:
    """ConfigError where one of them is no audience."""
    known = desk.configuration.audiences
    if unknown := [name for name in names if name not in known]:
        raise ConfigError(*(Fault(f"'{name}' is not an audience.", where, did_you_mean(name, known)) for name in unknown))


def day_of(text: str | None) -> str | None:
    """--date → the same day, written as briefs have it. ConfigError where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as problem:
        raise ConfigError(Fault(f"'{text}' is not a date.", "--date", "Write 2019-09-02.")) from problem
