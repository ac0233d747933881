"""The languages that a page can be in: English, and those of the catalogues in `templates/locale/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

FOLDER = "locale"
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def file_of(templates: Path, tag: str) -> Path | None:
    """A templates folder and a BCP 47 tag → its catalogue: `fr-CA.po`, else `fr.po`; None where there is none."""
    if not _TAG.fullmatch(tag):
        return None
    for name in tried(tag):
        if (path := templates / FOLDER / f"{name}.po").is_file():
            return path
    return None


def tried(tag: str) -> Iterable[str]:
    """A tag → itself, then ever less of it: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    parts = tag.split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def known(folders: Iterable[Path]) -> list[str]:
    """Templates folders → the languages that an audience may name."""
    return sorted({"en", *(path.stem for folder in folders for path in (folder / FOLDER).glob("*.po"))})


def of(tag: str, texts: Mapping[str, str]) -> str | None:
    """A language and texts by language → the text in it: `fr-CA`, else `fr`; None where there is none."""
    return next((texts[name] for name in tried(tag) if name in texts), None)
