"""A brief becomes files, or a draft that waits for its editor; what is released is kept as an issue and delivered."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from briefer import edits, render
from briefer.archive import Archive
from briefer.archive.deliveries import Deliveries, Draft
from briefer.config.loading import PACKAGED
from briefer.config.settings import Audience, Configuration, Format, Target
from briefer.deliver import folder
from briefer.deliver.parcel import Parcel
from briefer.deliver.sending import Sender
from briefer.errors import ConfigError, Fault, InputError
from briefer.model.brief import Brief
from briefer.model.delivery import Receipt
from briefer.model.edits import Release
from briefer.model.issue import Imprint
from briefer.pipeline import editions
from briefer.pipeline.lock import held

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where briefs are released: the configuration, the templates, the folder of the briefs, and a clock."""

    configuration: Configuration
    templates: Path
    output: Path
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    wait: Callable[[float], None] = time.sleep

    @property
    def archive(self) -> str:
        return self.configuration.settings.archive or f"sqlite:///{self.output / 'archive.sqlite'}"

    @property
    def base(self) -> Path | None:
        """The configuration's own folder; None with the packaged defaults."""
        return None if self.configuration.origin == PACKAGED else Path(self.configuration.origin)

    def audience(self, name: str) -> Audience:
        return self.configuration.audiences[name]

    def place(self, brief: Brief) -> Path:
        """The folder of a brief's files."""
        return self.output / brief.as_of[:10] / brief.audience

    def targets(self, name: str) -> tuple[Target, ...]:
        """Where an audience's briefs go: its own list, else the project's."""
        own = self.audience(name).deliver
        return self.configuration.settings.deliver if own is None else own

    def sender(self, archive: Archive) -> Sender:
        return Sender(
            ledger=Deliveries(archive),
            server=self.configuration.settings.mail_server,
            base=self.base or Path(),
            clock=self.clock,
            wait=self.wait,
        )

    def formats(self, name: str, wanted: Collection[Format] = ()) -> tuple[Format, ...]:
        """What is made of an audience's brief; brief.json always."""
        return tuple(sorted({*(wanted or self.audience(name).formats), "json"}))

    def edited(self, brief: Brief) -> tuple[Brief, tuple[Fault, ...]]:
        """A brief as the gate left it → as its editor wants it, and the acts that could not be done. ConfigError where his
        file is wrong."""
        path = edits.place_of(self.base, brief.as_of[:10], brief.audience)
        return edits.apply(brief, edits.read(path))


@contextmanager
def opened(desk: Desk) -> Iterator[Archive]:
    """A desk → its archive, for this process alone: BusyError where a run or another release is at work in the same folder."""
    with held(desk.output, desk.clock()), Archive(desk.archive) as archive:
        editions.settle(desk.output, archive.files_of)
        yield archive


@dataclass(frozen=True, slots=True)
class Shipment:
    """A released brief: its files, and the deliveries that are planned of it."""

    parcel: Parcel
    files: tuple[Path, ...]
    planned: tuple[Receipt, ...]


def rendered(desk: Desk, brief: Brief, formats: Sequence[Format]) -> dict[str, bytes]:
    return {name: render.render(brief, name, desk.templates) for name in formats}


def keep_draft(desk: Desk, archive: Archive, draft: Draft, formats: Sequence[Format]) -> tuple[Path, ...]:
    """A brief that waits for approval → draft.* in its folder, marked as such; no issue, and nothing is delivered."""
    made = rendered(desk, draft.brief, formats)
    Deliveries(archive).keep_draft(replace(draft, sha256=hashlib.sha256(made["json"]).hexdigest()), made_at=desk.clock())
    return folder.write(desk.place(draft.brief), made, name=folder.DRAFT)


def publish(
    desk: Desk, archive: Archive, brief: Brief, formats: tuple[Format, ...], now: datetime, imprint: Imprint
) -> Shipment:
    """A brief → its files, its place in the archive, and the deliveries that are due, which outlive a kill from here on.

    It is an issue from the moment that the archive has it, not before.
    """
    made = rendered(desk, brief, formats)
    parcel = _parcel(desk, brief, formats, made)
    planned = desk.sender(archive).plan(parcel, desk.targets(brief.audience))
    with editions.ready(desk.place(brief), made) as edition:
        archive.keep_brief(brief, delivered_at=now, imprint=replace(imprint, files=edition.files))
        return Shipment(parcel, edition.put(), planned)


def deliver(desk: Desk, archive: Archive, shipments: Sequence[Shipment]) -> tuple[Receipt, ...]:
    """Shipments → what became of their deliveries. What earlier issues still wait for is said first."""
    ledger = Deliveries(archive)
    own = {(one.parcel.brief.audience, one.parcel.brief.as_of) for one in shipments}
    waiting = [receipt for receipt in ledger.unsent() if (receipt.audience, receipt.as_of) not in own]
    if waiting:
        for receipt in waiting:
            log.info("not delivered yet: %s", receipt)
        log.warning("%d deliveries of earlier issues are not done: `briefer send` tries them again", len(waiting))
    sender = desk.sender(archive)
    done: list[Receipt] = []
    for shipment in shipments:
        done += sender.deliver(shipment.parcel, desk.targets(shipment.parcel.brief.audience), shipment.planned)
    return tuple(done)


def redraft(desk: Desk, archive: Archive, draft: Draft) -> tuple[tuple[Path, ...], tuple[Fault, ...]]:
    """A draft and its editor's acts as they are now → the draft made again from what the run made, and acts not done."""
    edited, undone = desk.edited(draft.base)
    again = replace(draft, brief=replace(edited, draft=True))
    return keep_draft(desk, archive, again, desk.formats(draft.brief.audience)), undone


def approve(
    desk: Desk, archive: Archive, audience: str, day: str | None, *, by: str, sha256: str | None = None
) -> tuple[Shipment, tuple[Receipt, ...]]:
    """An audience's draft → a released issue: the same brief without its mark, with who approved it and when; then delivered.

    InputError where there is no draft, where it is not the one that was looked at (`sha256`, the draft.json in its folder, the
    edits as they are now), or where an issue was released that it does not know.
    """
    ledger = Deliveries(archive)
    draft = ledger.draft(audience, day)
    if draft is None:
        when = f" of {day}" if day else ""
        raise InputError(Fault(f"there is no draft{when} to approve.", f"audience '{audience}'", "`briefer run` makes one."))
    _refuse_other(desk, draft, sha256)
    _refuse_late(ledger, archive, draft)
    now = desk.clock()
    brief = replace(draft.brief, draft=False)
    known = ledger.issue(audience, brief.as_of)
    if known is not None and replace(known, released=None) == brief:
        brief = known
    else:
        brief = replace(brief, released=Release(by, now.isoformat(timespec="seconds")))
    shipment = publish(desk, archive, brief, desk.formats(audience), now, draft.imprint)
    ledger.forget_draft(audience, brief.as_of)
    folder.remove(desk.place(brief), folder.DRAFT)
    log.info("%s: No. %d released by %s", audience, brief.issue, by)
    return shipment, deliver(desk, archive, [shipment])


def _refuse_other(desk: Desk, draft: Draft, sha256: str | None) -> None:
    """Is the draft the one that its approver saw?"""
    shown = desk.place(draft.brief) / f"{folder.DRAFT}.json"
    again = "Look at it as it is now: `briefer edit` makes it again."
    if sha256 is not None and sha256.casefold() != draft.sha256:
        raise InputError(Fault(f"the draft's sha256 is {draft.sha256}, not {sha256}.", str(shown), again))
    if sha256 is None:
        try:
            found = hashlib.sha256(shown.read_bytes()).hexdigest()
        except OSError as problem:
            fix = "Name the one that you looked at with --sha256, or make it again: `briefer edit`."
            raise InputError(Fault("the draft is not there.", str(shown), fix)) from problem
        if found != draft.sha256:
            raise InputError(Fault("the draft in the folder is not the one in the archive.", str(shown), again))
    edited, undone = desk.edited(draft.base)
    if undone:
        raise ConfigError(*undone)
    if replace(edited, draft=True) != draft.brief:
        raise InputError(Fault("the edits have changed since the draft was made.", str(shown), again))


def _refuse_late(ledger: Deliveries, archive: Archive, draft: Draft) -> None:
    """Would the release be in its place: behind the last issue, under the number that the draft shows?"""
    brief = draft.brief
    where = f"audience '{brief.audience}'"
    last = ledger.last(brief.audience)
    if last is not None and datetime.fromisoformat(last.as_of) > datetime.fromisoformat(brief.as_of):
        told = f"No. {last.issue}, as of {last.as_of[:16]}, was released already: this draft is as of {brief.as_of[:16]}."
        raise InputError(Fault(told, where, "What it tells that is still news stands in the next issue."))
    number = archive.issue_of(brief.audience, brief.as_of)
    if number != brief.issue:
        told = f"it is No. {number} now, and the draft says No. {brief.issue}: another issue was released since."
        raise InputError(Fault(told, where, f"Make it again: briefer run --date {brief.as_of[:10]}."))


def send(
    desk: Desk, archive: Archive, audiences: Sequence[str], day: str | None, names: Sequence[str], *, again: bool
) -> tuple[tuple[Receipt, ...], tuple[Fault, ...]]:
    """Audiences, a day and targets' names (none: all) → what became of what was not delivered, and what cannot be any more.

    With a day it is all that the recipients of that day's last issue lack; `again` sends that issue, else the last, also to
    those that have it. Nothing is made of articles anew: the archived brief is sent, with the files in its folder.
    """
    ledger, sender = Deliveries(archive), desk.sender(archive)
    waiting = [one for one in ledger.unsent(*audiences) if not names or one.target in names]
    faults: list[Fault] = []
    briefs: list[tuple[Brief, set[tuple[str, str]] | None]] = []
    if day or again:
        for name in audiences:
            last = ledger.last(name, day)
            if last is not None:
                briefs.append((last, None))
            else:
                faults.append(Fault(f"no issue{f' of {day}' if day else ''} was released.", f"audience '{name}'"))
    else:
        for key in dict.fromkeys((one.audience, one.as_of) for one in waiting):
            brief = ledger.issue(*key)
            mine = {(one.target, one.recipient) for one in waiting if (one.audience, one.as_of) == key}
            if brief is not None and key[0] in desk.configuration.audiences:
                briefs.append((brief, mine))
            else:
                why = "it was never released" if brief is None else "its audience is not configured any more"
                faults.append(Fault(f"{len(mine)} deliveries cannot be made: {why}.", f"{key[0]}, {key[1][:10]}"))
                ledger.keep(replace(one, state="replaced") for one in waiting if (one.audience, one.as_of) == key)
    done: list[Receipt] = []
    for brief, only in briefs:
        targets = [target for target in desk.targets(brief.audience) if not names or target.label in names]
        parcel = _parcel(desk, brief, desk.formats(brief.audience), _lying(desk, brief))
        planned = sender.plan(parcel, targets, again=again, only=only)
        done += sender.deliver(parcel, targets, planned)
        left = (only or set()) - {(one.target, one.recipient) for one in planned}
        gone = [one for one in waiting if one.as_of == brief.as_of and (one.target, one.recipient) in left]
        ledger.keep(replace(one, state="replaced") for one in gone if one.audience == brief.audience)
    return tuple(done), tuple(faults)


def _parcel(desk: Desk, brief: Brief, formats: tuple[Format, ...], made: Mapping[str, bytes]) -> Parcel:
    """A brief and the documents that are there of it → a parcel that makes the others when they are wanted."""
    known = dict(made)

    def content(name: Format) -> bytes:
        if name not in known:
            known[name] = render.render(brief, name, desk.templates)
        return known[name]

    return Parcel(brief, formats, content)


def _lying(desk: Desk, brief: Brief) -> dict[str, bytes]:
    """A brief's files as they lie in its folder, if its brief.json is this very brief; else none: they are made again."""
    place, name = desk.place(brief), folder.NAME
    own = render.render(brief, "json", desk.templates)
    try:
        if (place / f"{name}.json").read_bytes() != own:
            return {}
        return {path.suffix[1:]: path.read_bytes() for path in sorted(place.glob(f"{name}.*")) if path.is_file()}
    except OSError:
        return {}
