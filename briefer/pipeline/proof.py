"""A folder of briefs, held against the archive: what it has that the archive does not vouch for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from briefer import render
from briefer.archive import Archive
from briefer.archive.issues import Kept
from briefer.model import codec
from briefer.model.article import sha256_of
from briefer.model.brief import Brief
from briefer.pipeline import editions


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as the archive has it: the file or issue, and what is wrong."""

    where: str
    problem: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was held against the archive, and what did not stand."""

    issues: int
    files: int
    citations: int
    flaws: tuple[Flaw, ...]


def prove(output: Path, archive: Archive, *, templates: Path | None = None, removed: datetime | None = None) -> Proof:
    """A folder of briefs and its archive → the proof that each file is what was released, and each citation stands.

    With `templates` every file is made again too. Issues as of before `removed` need not have a folder any more. Nothing is
    changed.
    """
    flaws: list[Flaw] = []
    issues, files, citations = 0, 0, 0
    numbers: dict[str, list[int]] = {}
    known: set[tuple[str, str]] = set()
    for kept in archive.issues():
        issues += 1
        known.add((kept.audience, kept.as_of))
        numbers.setdefault(kept.audience, []).append(kept.issue)
        place = _place(output, kept)
        if place is None:
            if removed is None or datetime.fromisoformat(kept.as_of) >= removed:
                flaws.append(Flaw(_name(kept), "its files are not in the folder of briefs"))
        else:
            files += len(editions.hashes(place))
            flaws += _files(place, kept)
            flaws += _made_again(place, kept, templates) if templates is not None else ()
        cited = list(_citations(json.loads(kept.record)))
        citations += len(cited)
        flaws += _sources(kept, cited, archive)
    flaws += _numbering(numbers)
    flaws += _strangers(output, known)
    return Proof(issues, files, citations, tuple(flaws))


def _name(kept: Kept) -> str:
    return f"{kept.audience}, No. {kept.issue} as of {kept.as_of}"


def _place(output: Path, kept: Kept) -> Path | None:
    """The folder that an issue's files are in: its day's, or the one of its number within, where a later one has its place."""
    place = output / kept.as_of[:10] / kept.audience
    numbered = place / f"No-{kept.issue}"
    if numbered.is_dir() and editions.told_by(place).get("as_of") != kept.as_of:
        return numbered
    return place if editions.hashes(place) and editions.told_by(place).get("as_of") in (None, kept.as_of) else None


def _files(place: Path, kept: Kept) -> Iterator[Flaw]:
    """brief.json against the archived record, byte for byte; the other files against the hashes of what was released."""
    there = editions.hashes(place)
    released = dict(kept.files)
    record = (json.dumps(json.loads(kept.record), ensure_ascii=False, indent=2) + "\n").encode()
    released["json"] = hashlib.sha256(record).hexdigest()
    for ending in sorted(released.keys() | there.keys()):
        path = str(place / f"{editions.NAME}.{ending}")
        if ending not in there:
            yield Flaw(path, f"it is missing from No. {kept.issue}")
        elif ending not in released:
            if kept.files:
                yield Flaw(path, f"No. {kept.issue} was released without it")
        elif there[ending] != released[ending]:
            what = "the archived record" if ending == "json" else "the file that was released"
            yield Flaw(path, f"its bytes are not those of {what}, No. {kept.issue}")


def _made_again(place: Path, kept: Kept, templates: Path) -> Iterator[Flaw]:
    """Each file of an issue against the one that its archived record gives with these templates."""
    brief = codec.from_json(Brief, kept.record, where=_name(kept))
    if brief.made_with.templates_sha256 != render.templates_sha256(templates):
        yield Flaw(_name(kept), "it cannot be made again: the templates are not those that it was made with")
        return
    for ending, sha256 in editions.hashes(place).items():
        if ending in dict(kept.files) and hashlib.sha256(render.render(brief, ending, templates)).hexdigest() != sha256:  # type: ignore[arg-type]
            yield Flaw(str(place / f"{editions.NAME}.{ending}"), "made again from the archived record, it is another file")


def _citations(value: Any) -> Iterator[Mapping[str, Any]]:
    """A brief's data → every citation in it."""
    if isinstance(value, dict):
        if {"article", "spans", "sha256"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _citations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _citations(inner)


def _sources(kept: Kept, cited: Sequence[Mapping[str, Any]], archive: Archive) -> Iterator[Flaw]:
    """Citations against the archived texts: the very version is there, and long enough for every span."""
    lengths: dict[tuple[str, str], int | None] = {}
    for citation in cited:
        version = citation["article"], citation["sha256"]
        if version not in lengths:
            article = archive.article(*version)
            if article is None:
                yield Flaw(_name(kept), f"'{version[0]}' is not in the archive as it was cited")
            elif sha256_of(article.text) != version[1]:
                yield Flaw(_name(kept), f"'{version[0]}' has another text in the archive than the one that was cited")
                article = None
            lengths[version] = len(article.text) if article else None
        length = lengths[version]
        if length is not None and not all(0 <= start < end <= length for start, end in citation["spans"]):
            yield Flaw(_name(kept), f"a citation of '{version[0]}' leaves its text")


def _numbering(numbers: Mapping[str, Sequence[int]]) -> Iterator[Flaw]:
    for audience, own in numbers.items():
        missing = sorted(set(range(min(own), max(own) + 1)) - set(own))
        if missing:
            yield Flaw(audience, f"issues are missing in the archive: No. {', '.join(map(str, missing))}")
        if len(own) != len(set(own)):
            yield Flaw(audience, "two issues have the same number")


def _strangers(output: Path, known: set[tuple[str, str]]) -> Iterator[Flaw]:
    """Briefs in the folder that are no issues of the archive's (drafts aside), and what killed runs have left."""
    for path in sorted([*output.glob("*/[!.]*/brief.json"), *output.glob("*/[!.]*/No-*/brief.json")]):
        brief = editions.told_by(path.parent)
        if not brief:
            yield Flaw(str(path), "it cannot be read as a brief")
        elif (str(brief.get("as_of"))[:10], brief.get("audience")) != path.relative_to(output).parts[:2]:
            yield Flaw(str(path), "it is the brief of another day or audience")
        elif not brief.get("draft") and (brief.get("audience"), brief.get("as_of")) not in known:
            yield Flaw(str(path), "the archive has no such issue")
    for path in sorted([*output.glob("*/.*.part"), *output.glob("*/.*.old")]):
        yield Flaw(str(path), "a run was killed here; the next one clears it up")
