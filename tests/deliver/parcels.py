"""A brief to deliver, made by hand, and a sender whose clock and patience are the test's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from briefer.config.settings import Format, MailServer, Smtp, Target
from briefer.deliver.parcel import Parcel
from briefer.deliver.sending import Sender
from briefer.model import codec
from briefer.model.brief import Brief, Counts, CoveredPeriod, Layout, MadeWith, Section
from briefer.model.delivery import Receipt

NOW = datetime(2019, 9, 2, 18, 30, tzinfo=UTC)
EML = (
    b"From: Desk <brief@briefer.invalid>\r\nSubject: old\r\nMessage-ID: <old@briefer.invalid>\r\nX-Unsent: 1\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"=_b\"\r\n\r\n"
    b"--=_b\r\nContent-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b".A dot at a line's start, and caf=C3=A9.\r\n" + b"Snow on the pass.\r\n" * 200 +
    b"--=_b\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<p>Snow.</p>\r\n--=_b--\r\n"
)  # fmt: skip


def brief(title: str = "Desk brief", handling: str | None = None, audience: str = "desk", issue: int = 3) -> Brief:
    as_of = "2019-09-02T18:00:00+00:00"
    return Brief(
        1, audience, title, "en", issue, as_of, "UTC", CoveredPeriod("2019-09-01T18:00:00+00:00", as_of), handling,
        Layout("brief", "A4"), Counts(0, 0, 0, 0, 0, 0), (Section("sources", "sources", "Sources", (), None),), {}, (),
        MadeWith("1", "c", "t", "m"),
    )  # fmt: skip


def parcel(of: Brief | None = None, formats: tuple[Format, ...] = ("html", "json"), **given: bytes) -> Parcel:
    """A brief → its parcel; what is not given of its documents is made up."""
    chosen = of or brief()

    def content(name: Format) -> bytes:
        made = {"json": codec.to_json(chosen).encode(), "eml": EML, "html": b"<p>Snow on the pass.</p>"}
        return (given | {key: value for key, value in made.items() if key not in given})[name]

    return Parcel(chosen, formats, content)


@dataclass
class Book:
    """A ledger in memory, with everything that was ever written into it."""

    receipts: dict[tuple[str, str, str, str, str], Receipt] = field(default_factory=dict)
    written: list[Receipt] = field(default_factory=list)

    def keep(self, receipts: Iterable[Receipt]) -> None:
        for one in receipts:
            self.receipts[one.audience, one.as_of, one.sha256, one.target, one.recipient] = one
            self.written.append(one)

    def of(self, audience: str, as_of: str) -> list[Receipt]:
        return [one for one in self.receipts.values() if (one.audience, one.as_of) == (audience, as_of)]


@dataclass
class Office:
    """A sender with its ledger, and the seconds that it was told to wait."""

    base: Path
    server: MailServer | None = None
    book: Book = field(default_factory=Book)
    waits: list[float] = field(default_factory=list)
    now: datetime = NOW

    @property
    def sender(self) -> Sender:
        return Sender(ledger=self.book, server=self.server, base=self.base, clock=lambda: self.now, wait=self.waits.append)

    def deliver(self, one: Parcel, *targets: Target, again: bool = False) -> list[Receipt]:
        """Planned and delivered: what became of it."""
        return list(self.sender.deliver(one, targets, self.sender.plan(one, targets, again=again)))


def mail(*to: str, name: str | None = None, attempts: int = 3, **settings: object) -> Target:
    smtp = Smtp.model_validate({"to": list(to), "sender": "Desk <desk@example.org>", **settings})
    return Target(name=name, smtp=smtp, attempts=attempts, wait_seconds=5)


def other(one: Parcel, title: str) -> Parcel:
    """Another version of the same issue."""
    return parcel(replace(one.brief, title=title), one.formats)
