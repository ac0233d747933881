"""A brief and its editor's acts → the brief as he wants it, each act visible as his.

Acts come behind the gate: what an editor adds is marked as his own words and stands on no source; what a source says is never
changed. An act whose item is gone is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefer.config.names import did_you_mean
from briefer.edits.file import Act
from briefer.errors import Fault
from briefer.freeze import named_by
from briefer.model.brief import Brief, Item, Mark, QuoteItem, Section, SourceItem, StoryItem
from briefer.model.edits import Edit

_REFERENCE = re.compile(r"(?P<id>\S+)(?: @ (?P<article>.+)#(?P<start>\d+)-(?P<end>\d+))?")
MARKS: Mapping[str, Mark] = {"pin": "editor-pin", "note": "editor-note", "heading": "editor-heading"}
LEFT_OUT = "An editor left out what this section had"


def reference(item: Item) -> str:
    """An item → what an act calls it: its id, which may be another's in the next run, and the first words that it cites."""
    for citation in item.citations:
        for span in citation.spans:
            return f"{item.id} @ {citation.article}#{span.start}-{span.end}"
    return item.id


def apply(brief: Brief, acts: Sequence[Act]) -> tuple[Brief, tuple[Fault, ...]]:
    """A brief as the gate left it, and acts → the edited brief, and why some acts could not be done.

    Dropped items go first, then sections are reordered, then pinned items come to the top of theirs in the order of the acts.
    Sources that nothing cites any more go too.
    """
    found, faults = _resolved(brief, acts)
    dropped = {items[0].id for act, _, items in found if act.act == "drop"}
    sections, done = [], []
    for section in brief.sections:
        mine = [(act, items) for act, owner, items in found if owner is section]
        items = [item for item in section.items if item.id not in dropped]
        first: list[Item] = []
        for wanted in ("pin", "reorder"):
            for act, those in mine:
                if act.act == wanted:
                    first += [item for item in those if item not in first and item.id not in dropped]
        items = [*first, *(item for item in items if item not in first)]
        edited = tuple(_edited(item, section, [act for act, those in mine if item in those]) for item in items)
        own = tuple(_edit(act, section, None) for act, those in mine if not those or act.act == "reorder")
        note = LEFT_OUT if section.items and not items else section.note
        sections.append(replace(section, items=edited, edited=own, note=note))
    for act, section, those in found:
        done.append(_edit(act, section, those[0] if those and act.act != "reorder" else None))
    if not done:
        return brief, faults
    kept = _without_idle_sources(sections) if dropped else sections
    named = {name for section in kept for item in section.items for name in named_by(item)}
    articles = {name: about for name, about in brief.articles.items() if name in named}
    return replace(brief, sections=tuple(kept), articles=articles, edits=tuple(done)), faults


def _resolved(brief: Brief, acts: Sequence[Act]) -> tuple[list[tuple[Act, Section, list[Item]]], tuple[Fault, ...]]:
    """Acts → each with its section and items (none: the section itself), in order; and those that cannot be done."""
    found: list[tuple[Act, Section, list[Item]]] = []
    faults: list[Fault] = []
    for act in acts:
        try:
            if act.act == "reorder" or (act.act == "note" and any(section.id == act.of for section in brief.sections)):
                section = _section(brief, act)
                items = [_item(brief, name, act, section)[1] for name in act.items]
            else:
                section, item = _item(brief, act.of, act)
                items = [item]
            _check(act, section, items, found)
        except _UndoneError as problem:
            faults.append(problem.fault)
        else:
            found.append((act, section, items))
    return found, tuple(faults)


class _UndoneError(Exception):
    def __init__(self, act: Act, problem: str, fix: str | None) -> None:
        super().__init__(problem)
        self.fault = Fault(f"{act.act} is not done: {problem}.", act.where, fix)


def _section(brief: Brief, act: Act) -> Section:
    for section in brief.sections:
        if section.id == act.of:
            return section
    known = [section.id for section in brief.sections]
    raise _UndoneError(act, f"there is no section '{act.of}'", did_you_mean(act.of, known))


def _item(brief: Brief, name: str, act: Act, within: Section | None = None) -> tuple[Section, Item]:
    """A reference → the item of that id, if it cites those words; else the item of its section that does."""
    said = _REFERENCE.fullmatch(name.strip())
    if said is None:
        raise _UndoneError(act, f"'{name}' names no item", "Write an item's id, or 'ID @ ARTICLE#START-END'.")
    items = [(section, item) for section in brief.sections for item in section.items if within in (None, section)]
    same = next(((section, item) for section, item in items if item.id == said["id"]), None)
    if said["article"] is None:
        if same is None:
            fix = did_you_mean(said["id"], [item.id for _, item in items])
            raise _UndoneError(act, f"there is no item '{said['id']}'", fix)
        return same
    span = (int(said["start"]), int(said["end"]))
    shared = {item.id: _shared(item, said["article"], span) for _, item in items}
    if same is not None and shared[same[1].id]:
        return same
    home = said["id"].rpartition("-")[0]
    alike = [(section, item) for section, item in items if section.id == home and shared[item.id]]
    if alike:
        return max(alike, key=lambda one: shared[one[1].id])
    elsewhere = max((item for _, item in items if shared[item.id]), key=lambda item: shared[item.id], default=None)
    fix = f"'{elsewhere.id}' cites them now." if elsewhere else "Nothing cites them now: remove the act, or name another item."
    raise _UndoneError(act, f"no item of '{home}' cites the words that '{said['id']}' had", fix)


def _shared(item: Item, article: str, span: tuple[int, int]) -> int:
    """How many characters of a span an item cites."""
    mine = (one for citation in item.citations if citation.article == article for one in citation.spans)
    return max(0, *(min(one.end, span[1]) - max(one.start, span[0]) for one in mine), 0)


def _check(act: Act, section: Section, items: Sequence[Item], before: Iterable[tuple[Act, Section, list[Item]]]) -> None:
    if section.kind == "sources":
        raise _UndoneError(act, "the list of sources follows from what is cited", "Drop what cites them.")
    if act.act == "heading" and not isinstance(items[0], StoryItem):
        raise _UndoneError(act, f"'{items[0].id}' has no heading of its own", "Only a story has one.")
    for other, _, those in before:
        if {act.act, other.act} >= {"drop"} and act.act != "reorder" and other.act != "reorder":
            twice = next((item.id for item in items if item in those), None)
            if twice is not None:
                raise _UndoneError(act, f"'{twice}' has another act at {other.where}, and one of them drops it", "Remove one.")
        if act.act == other.act == "heading" and items[0] in those:
            raise _UndoneError(act, f"'{items[0].id}' has a heading at {other.where} already", "Remove one.")


def _edited(item: Item, section: Section, acts: Sequence[Act]) -> Item:
    own = [act for act in acts if act.act in MARKS]
    if not own:
        return item
    marks = tuple(dict.fromkeys((*item.marks, *(MARKS[act.act] for act in own))))
    return replace(item, marks=marks, edited=tuple(_edit(act, section, item) for act in own))


def _edit(act: Act, section: Section, item: Item | None) -> Edit:
    was = item.heading.text if act.act == "heading" and isinstance(item, StoryItem) and item.heading else None
    return Edit(act.act, section.id, item.id if item else None, act.by, act.text, was)


def _without_idle_sources(sections: Sequence[Section]) -> list[Section]:
    """Sections → the same without sources that no item cites or counts any more, those that stay numbered anew."""
    others = [item for section in sections for item in section.items if not isinstance(item, SourceItem)]
    named = {name for item in others for name in named_by(item)}
    versions = (version for item in others if isinstance(item, QuoteItem) for version in item.versions)
    named |= {citation.article for version in versions for citation in version.citations}
    kept, number = [], 0
    for section in sections:
        items: list[Item] = []
        for item in section.items:
            if isinstance(item, SourceItem):
                if named.isdisjoint((item.article, *item.copies)):
                    continue
                number += 1
                item = replace(item, number=number)
            items.append(item)
        kept.append(replace(section, items=tuple(items)))
    return kept
