"""The folders that briefer ships: templates, configuration and examples."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: Literal["templates", "config", "examples"]) -> Path:
    """A folder's name → the repository's own in a source tree, in an installed wheel the copy inside the package."""
    packaged = _PACKAGE / "defaults" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


def templates_for(configuration: Path | None) -> Path:
    """A configuration's folder → the project's own templates/ beside it, else the packaged ones."""
    own = (configuration if configuration is not None else Path("config")).parent / "templates"
    return own if own.is_dir() else folder("templates")
