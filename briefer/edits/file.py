"""`edits/DATE/AUDIENCE.yaml`: what an editor wants of one issue, read strictly, and written without touching what is there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefer.config import yamlfile
from briefer.config.nodes import Complaint, Node
from briefer.config.settings.strict import Strict
from briefer.config.validation import validate
from briefer.errors import ConfigError, Fault, InputError
from briefer.model import edits as records

NEW = "# What an editor did to this issue. See docs/review.md.\nacts:\n"
ACTS: tuple[records.Act, ...] = ("pin", "drop", "reorder", "note", "heading")


class Entry(Strict):
    """An item of `acts`: one act on one item or section."""

    pin: str | None = None
    drop: str | None = None
    reorder: str | None = None
    note: str | None = None
    heading: str | None = None
    items: tuple[str, ...] = ()
    text: str | None = None
    because: str | None = None
    by: str | None = None


class Edits(Strict):
    """The file's keys."""

    by: str | None = None
    acts: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it was asked for. `of` and `items` are references: an id, or `ID @ ARTICLE#START-END`."""

    act: records.Act
    of: str
    by: str
    where: str
    items: tuple[str, ...] = ()
    text: str | None = None


def place_of(configuration: Path | None, day: str, audience: str) -> Path:
    """A configuration's folder, an issue's day and its audience → the issue's file, in edits/ beside the configuration."""
    return (configuration if configuration is not None else Path("config")).parent / "edits" / day / f"{audience}.yaml"


def read(path: Path) -> tuple[Act, ...]:
    """A file → its acts in order; none where there is no file. ConfigError with every fault and its line."""
    if not path.exists():
        return ()
    root, _, complaints = yamlfile.read(path, path.as_posix())
    if root is not None:
        found = validate(Edits, root, complaints)
        complaints += _faults(root)
        if found is not None and not complaints:
            nodes = root["acts"]
            return tuple(_act(entry, found.by or "", node) for entry, node in zip(found.acts, nodes, strict=True))
    raise ConfigError(*dict.fromkeys(complaint.fault for complaint in sorted(complaints)))


def _act(entry: Entry, by: str, node: Node) -> Act:
    name = next(act for act in ACTS if getattr(entry, act) is not None)
    text = entry.because if name == "drop" else entry.text
    return Act(
        name, getattr(entry, name), entry.by or by, str(node.place), entry.items, " ".join(text.split()) if text else None
    )


def _faults(root: Node) -> list[Complaint]:
    """What the types cannot say: one act an entry, with the keys that go with it, and somebody whose act it is."""
    found = []
    for index, entry in enumerate(root["acts"], 1):
        if not isinstance(entry.value, dict):
            continue
        where, given = f"acts.{index}", [act for act in ACTS if entry[act].value is not None]
        if len(given) != 1:
            has = f"both {given[0]} and {given[1]}" if given else "no act"
            found.append(Complaint(entry.place, f"{where} has {has}.", f"Give exactly one of {', '.join(ACTS)}."))
            continue
        (act,) = given
        wanted = {"reorder": "items", "note": "text", "heading": "text"}.get(act)
        if wanted is not None and not entry[wanted].value:
            found.append(Complaint(entry.place, f"{where}: a {act} needs {wanted}.", f"Add '{wanted}:'."))
        for key, acts in (("items", ("reorder",)), ("text", ("note", "heading")), ("because", ("drop",))):
            if entry[key].value is not None and act not in acts:
                fix = f"It goes with {' or '.join(acts)}."
                found.append(Complaint(entry[key].place, f"{where}.{key} means nothing to a {act}.", fix))
        if not (entry["by"].text or root["by"].text or "").strip():
            found.append(Complaint(entry.place, f"{where}: nobody is named whose act this is.", "Add 'by:' to the file."))
    return found


def add(path: Path, act: records.Act, of: str, *, by: str, items: Sequence[str] = (), text: str | None = None) -> None:
    """One more act → the file's last lines; what stands there stays as it is, comments too.

    ConfigError, and nothing is written, where the file would not be valid then; InputError where it cannot be written.
    """
    key = {"drop": "because"}.get(act, "text")
    lines = [f"  - {act}: {_quoted(of)}"]
    lines += [f"    items: [{', '.join(map(_quoted, items))}]"] if items else []
    lines += [f"    {key}: {_quoted(text)}"] if text else []
    lines += [f"    by: {_quoted(by)}"]
    try:
        before = (
            path.read_text("utf-8") if path.exists() else "# What an editor did to this issue. See docs/review.md.\nacts:\n"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting = path.with_name(f".{path.name}.part")
        waiting.write_text(f"{before.rstrip()}\n" + "\n".join(lines) + "\n", "utf-8")
        try:
            held = read(waiting)
            if not held or (held[-1].act, held[-1].of) != (act, of):
                raise ConfigError(Fault("'acts:' is not what the file ends with", path.as_posix(), "Write the act into it."))
        except ConfigError as problem:
            waiting.unlink()
            names = (waiting.as_posix(), path.as_posix())
            shown = (Fault(one.problem, (one.where or "").replace(*names), one.fix) for one in problem.faults)
            raise ConfigError(*shown) from problem
        waiting.replace(path)
    except OSError as problem:
        fault = Fault(f"the edits cannot be written: {problem.strerror}.", str(path), "Look at the folder's rights.")
        raise InputError(fault) from problem


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
