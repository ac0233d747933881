"""A project of its own in a folder: a configuration, articles that arrive, and the commands as a person calls them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from briefer.cli import briefer
from briefer.cli.console import guarded

SECTIONS = """\
sections:
  - kind: highlights
    limit: 4
  - kind: topic
    topic: security
  - kind: sources
"""
POST = "Gunmen attacked the guard post of the Salang tunnel on Monday and killed at least three soldiers, the governor said."
MARKET = "A bomb exploded beside the cattle market of Tarin on Monday and wounded eleven people, the hospital's director said."
RAID = "Police raided a farmhouse near Lowgar on Monday and detained four men with a lorry of rifles, a spokesman said."
RESTS = (
    "The road council will meet on Thursday to hear the engineers, who have asked for guards on both sides of the tunnel. "
    "Lorries with flour and fuel have been waiting at the northern gate since the attack.",
    "Butchers carried the wounded to the clinic in handcarts. Traders said the stalls had only just opened for the feast, and "
    "the mayor closed the lanes around the livestock pens until inspectors had searched them.",
    "Neighbours heard no shots. The suspects were brought to the provincial capital by helicopter, and prosecutors will charge "
    "them with smuggling under the new arms law, which carries up to twelve years.",
)


class Project:
    """A folder with config/, in/ and out/."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self._capfd, self._patch = folder, capfd, patch
        (folder / "config" / "audiences").mkdir(parents=True)
        patch.chdir(folder)
        self.settings()
        self.audience()

    def settings(self, text: str = "", source: str = "") -> None:
        sources = f"sources:\n  - name: Inbox\n    path: ../in\n{source}"
        (self.folder / "in").mkdir(exist_ok=True)
        (self.folder / "config" / "briefer.yaml").write_text(f"{sources}\n{text}", "utf-8")

    def audience(self, text: str = "", name: str = "desk") -> None:
        head = f"title: {name.capitalize()} brief\nformats: [html, json]\n"
        (self.folder / "config" / "audiences" / f"{name}.yaml").write_text(f"{head}{text}\n{SECTIONS}", "utf-8")

    def page(self, name: str, title: str, day: int, *paragraphs: str, folder: str = "in") -> None:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        (self.folder / folder).mkdir(exist_ok=True)
        (self.folder / folder / f"{name}.html").write_text(
            f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="2019-09-0{day}T09:00:00+00:00">
<meta property="og:site_name" content="Tunnel Gazette"></head>
<body><main><article><h1>{title}</h1>{text}</article></main></body></html>""",
            "utf-8",
        )

    def news(self, day: int = 2) -> None:
        """Three articles of a day."""
        name = {2: "Monday", 3: "Tuesday", 4: "Wednesday"}[day]
        for number, (title, text) in enumerate(
            (("Guard post attacked", POST), ("Bomb at market", MARKET), ("Farm raided", RAID))
        ):
            self.page(f"day{day}-{number}", f"{title} on {name}", day, text.replace("Monday", name), RESTS[number])

    def call(self, *words: str) -> tuple[int, str, str]:
        """A command's words → its exit status, standard output and standard error."""
        self._patch.setattr("sys.argv", ["briefer", *words])
        self._capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            guarded(briefer)
        printed = self._capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, printed.out, printed.err

    def brief(self, day: int = 2, audience: str = "desk", name: str = "brief") -> dict[str, Any]:
        path = self.folder / "out" / f"2019-09-0{day}" / audience / f"{name}.json"
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return told

    def files(self, day: int = 2, audience: str = "desk") -> list[str]:
        folder = self.folder / "out" / f"2019-09-0{day}" / audience
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@contextmanager
def log_as_before() -> Iterator[None]:
    """A command configures the log of its process, which here is that of all tests."""
    logger = logging.getLogger("briefer")
    before = logger.handlers, logger.level, logger.propagate
    yield
    logger.handlers, logger.level, logger.propagate = before
