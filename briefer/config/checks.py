"""What a type cannot say: names that must exist, and keys that go together.

The checks read nodes, not typed settings, so that a file with a wrong type elsewhere is still checked whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from briefer.config import defaults, languages
from briefer.config.names import did_you_mean
from briefer.config.nodes import Complaint, Node, Place
from briefer.config.sources import check_source


def check_settings(root: Node, folder: Path, audiences: Collection[str]) -> Iterator[Complaint]:
    """`briefer.yaml`: sources that can be collected, audiences that exist."""
    names: dict[str, Place] = {}
    for index, source in enumerate(root["sources"], start=1):
        yield from check_source(source, f"sources.{index}", folder)
        name = source["name"]
        if name.text is not None and names.setdefault(name.text, name.place) != name.place:
            problem = f"sources.{index}.name '{name.text}' stands on line {names[name.text].line} already."
            yield Complaint(name.place, problem, "Give each source its own name.")
    yield from _unknown(root["audiences"], "audiences", "audience", audiences)


def check_audience(root: Node, topics: Collection[str], templates: Path) -> Iterator[Complaint]:
    """An audience with what it inherits: its time zone, template and topics exist, its sections have one id each."""
    zone, template = root["timezone"], root["template"]
    if zone.text is not None and not _is_zone(zone.text):
        valid = did_you_mean(zone.text, available_timezones())
        yield Complaint(zone.place, f"timezone '{zone.written}' is unknown.", valid or "Use an IANA name, such as Asia/Kabul.")
    name = template.text if template.value is not None else "brief"
    if name is not None and not _has_template(name, templates):
        fix = did_you_mean(name, _templates(templates)) or f"There is none in {templates.as_posix()}/."
        yield Complaint(template.place, f"template '{name}' is unknown.", fix)
    yield from _check_language(root["language"], templates)
    sections = root["sections"]
    if sections.value == ():
        yield Complaint(sections.place, "sections is empty.", "List at least one.")
    ids: dict[str, tuple[int, Place]] = {}
    for index, section in enumerate(sections, start=1):
        yield from _check_section(section, f"sections.{index}", topics)
        key = section["id"].text or section["topic"].text or section["kind"].text
        if key is None:
            continue
        first, place = ids.setdefault(key, (index, section.place))
        if first != index:
            problem = f"sections.{index} has the same id '{key}' as sections.{first} on line {place.line}."
            yield Complaint(section.place, problem, "Give one of them an 'id' of its own.")


def _check_language(language: Node, templates: Path) -> Iterator[Complaint]:
    folders = (templates, defaults.folder("templates"))
    tag = language.text
    if tag is None or tag.partition("-")[0].lower() == "en":
        return
    if not any(languages.file_of(folder, tag) for folder in folders):
        fix = did_you_mean(tag, languages.known(folders)) or ""
        fix += f" A new one is a catalogue: {templates.as_posix()}/{languages.FOLDER}/{tag}.po."
        yield Complaint(language.place, f"language '{language.written}' is unknown.", fix.strip())


def _check_section(section: Node, name: str, topics: Collection[str]) -> Iterator[Complaint]:
    kind, topic = section["kind"].text, section["topic"]
    if kind == "topic" and topic.value is None:
        yield Complaint(section.place, f"{name}.topic is missing.", "A topic section says which: 'topic: NAME'.")
    elif kind is not None and kind != "topic" and topic.value is not None:
        yield Complaint(topic.place, f"{name}.topic stands in a section of kind '{kind}'.", "Only 'kind: topic' has a topic.")
    if topic.text is not None and topic.text not in topics:
        yield Complaint(topic.place, f"{name}.topic '{topic.written}' is unknown.", did_you_mean(topic.text, topics) or "")
    yield from _unknown(section["filters"]["topics"], f"{name}.filters.topics", "topic", topics)


def _unknown(names: Node, key: str, noun: str, valid: Collection[str]) -> Iterator[Complaint]:
    for index, name in enumerate(names, start=1):
        if name.text is not None and name.text not in valid:
            fix = did_you_mean(name.text, valid) or ""
            yield Complaint(name.place, f"{key}.{index} '{name.written}' is an unknown {noun}.", fix)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _has_template(name: str, templates: Path) -> bool:
    """Is there a file NAME.html, here or among the packaged templates behind it? A name is no path: it leads nowhere else."""
    if not name or name.startswith(".") or "/" in name or "\\" in name or "\0" in name:
        return False
    return any((folder / f"{name}.html").is_file() for folder in (templates, defaults.folder("templates")))


def _templates(templates: Path) -> list[str]:
    folders = [folder for folder in (templates, defaults.folder("templates")) if folder.is_dir()]
    return sorted({path.stem for folder in folders for path in folder.glob("*.html")})
