"""The folder that a command is called in: its configuration and templates, else the packaged ones."""

from __future__ import annotations

from pathlib import Path

from briefer import config
from briefer.config import defaults
from briefer.config.settings import Configuration


def configuration(folder: Path | None = None) -> Configuration:
    """The folder named, else ./config, else the packaged defaults. ConfigError with all faults of its files."""
    return config.load(folder)


def templates(folder: Path | None = None) -> Path:
    """The folder named, else ./templates, else the packaged defaults."""
    if folder is not None:
        return folder
    own = Path("templates")
    return own if own.is_dir() else defaults.folder("templates")
