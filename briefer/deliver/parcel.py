"""What is delivered: one version of an issue, whose documents are made when a target wants them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from briefer.config.settings import Format
from briefer.model.brief import Brief

MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "eml": "message/rfc822",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The media type of each format."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A brief, the formats that its audience gets, and what makes a format's bytes, the same each time."""

    brief: Brief
    formats: tuple[Format, ...]
    content: Callable[[Format], bytes]

    @property
    def sha256(self) -> str:
        """The hash of brief.json: what a version of an issue is known by."""
        return hashlib.sha256(self.content("json")).hexdigest()

    @property
    def place(self) -> str:
        """`DATE/AUDIENCE`: where its files lie in every folder and store."""
        return f"{self.brief.as_of[:10]}/{self.brief.audience}"

    def chosen(self, formats: tuple[Format, ...]) -> tuple[Format, ...]:
        """The formats that a target asks for, else all of the audience's; brief.json last: with it all are there."""
        return tuple(sorted(dict.fromkeys(formats or self.formats), key=lambda name: (name == "json", name)))
