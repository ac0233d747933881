"""The folder that a command is called in: its configuration and templates, else the packaged ones."""

from __future__ import annotations

from pathlib import Path

from briefer import config
from briefer.config import defaults
from briefer.config.settings import Configuration


def configuration(folder: Path | None = None, templates: Path | None = None) -> Configuration:
    """The folder named, else ./config, else the packaged defaults. ConfigError with all faults of its files."""
    return config.load(folder, templates)


def templates(named: Path | None, folder: Path | None = None) -> Path:
    """The templates named, else those beside the configuration's folder, else the packaged ones."""
    return named if named is not None else defaults.templates_for(folder)
