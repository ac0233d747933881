"""Targets and a parcel → deliveries, each with its receipt: written before a try, and again when its end is known."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from briefer.config.settings import MailServer, Target
from briefer.deliver import elsewhere, letter, mail, store, webhook
from briefer.deliver.parcel import Parcel
from briefer.deliver.refusal import Answers, RefusedError, one_line
from briefer.model.delivery import Receipt
from briefer.model.handling import RED, normal

log = logging.getLogger(__name__)

TOLD = ("smtp", "webhook")
"""Kinds that tell their recipients: what was told is never told again unasked. Folders and stores hold files, and are brought
up to date."""
UNSEEN = "a try was begun, and nobody saw its end: it may have arrived"


class Ledger(Protocol):
    """Where receipts are kept, so that they outlive this process."""

    def keep(self, receipts: Iterable[Receipt]) -> None:
        """Each in the place of the one of the same version, target and recipient; all or none."""

    def of(self, audience: str, as_of: str) -> Sequence[Receipt]:
        """Those of an issue, of all its versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What deliveries need besides the brief. `base` is the configuration's folder; `clock` and `wait` are the caller's."""

    ledger: Ledger
    server: MailServer | None
    base: Path
    clock: Callable[[], datetime]
    wait: Callable[[float], None]

    def plan(
        self, parcel: Parcel, targets: Sequence[Target], *, again: bool = False, only: Collection[tuple[str, str]] | None = None
    ) -> tuple[Receipt, ...]:
        """A parcel → the receipts of all that is to be delivered of it, kept as pending: from here on `briefer send` knows.

        Left out are recipients that have it. Mail and webhooks that have another version of the issue are left out too, with a
        warning: a corrected issue is sent only `again`. Of other versions nothing is wanted any more. `only`: these targets'
        recipients, and no others.
        """
        brief, sha256 = parcel.brief, parcel.sha256
        known = self.ledger.of(brief.audience, brief.as_of)
        mine = {(one.target, one.recipient): one for one in known if one.sha256 == sha256}
        told = {(one.target, one.recipient) for one in known if one.sha256 != sha256 and one.state == "sent"}
        planned = []
        stale = [one for one in known if one.sha256 != sha256 and one.state in ("pending", "failed")]
        for target in targets:
            for recipient in self._recipients(target):
                key = (target.label, recipient)
                if only is not None and key not in only:
                    continue
                receipt = mine.get(key) or Receipt(brief.audience, brief.as_of, sha256, *key)
                if target.kind in TOLD and key in told and key not in mine and not again:
                    log.warning("%s: %s has this issue in another version: `briefer send --again` sends this one", *key)
                    continue
                if receipt.state == "sent":
                    if not again and target.kind in TOLD:
                        continue
                    receipt = replace(receipt, round=receipt.round + (target.kind in TOLD))
                if receipt.state != "pending":
                    receipt = replace(receipt, state="pending", reason=None)
                planned.append(receipt)
        self.ledger.keep([*(replace(one, state="replaced") for one in stale), *planned])
        return tuple(planned)

    def deliver(self, parcel: Parcel, targets: Sequence[Target], planned: Sequence[Receipt]) -> tuple[Receipt, ...]:
        """What was planned → what became of it. One target's fault costs the others nothing; only ArchiveError is raised."""
        done: list[Receipt] = []
        for target in targets:
            mine = {one.recipient: one for one in planned if one.target == target.label}
            if mine:
                done += self._target(parcel, target, mine)
        for receipt in done:
            log.log(logging.INFO if receipt.state == "sent" else logging.ERROR, "deliver: %s", receipt)
        return tuple(done)

    def _target(self, parcel: Parcel, target: Target, receipts: Mapping[str, Receipt]) -> list[Receipt]:
        """One target's recipients, tried until all are answered for or its attempts are used up."""
        settled = dict(receipts)
        left, pause = list(settled), target.wait_seconds
        for attempt in range(target.attempts):
            begun = self.clock()
            for name in left:
                one = settled[name]
                settled[name] = replace(one, attempts=one.attempts + 1, at=begun.isoformat(timespec="seconds"), reason=UNSEEN)
            self.ledger.keep(settled[name] for name in left)
            answers = self._try(parcel, target, [settled[name] for name in left], begun)
            settled |= {name: _answered(settled[name], answers[name]) for name in left}
            self.ledger.keep(settled[name] for name in left)
            left = [name for name in left if settled[name].state == "pending"]
            if not left or attempt + 1 == target.attempts:
                break
            asked = [answer.after for name in left if (answer := answers[name]) is not None and answer.after is not None]
            self.wait(max(pause, *asked, 0.0))
            pause *= 2
        return list(settled.values())

    def _try(self, parcel: Parcel, target: Target, receipts: Sequence[Receipt], now: datetime) -> Answers:
        """One try → an answer for each recipient. What goes wrong unforeseen is an answer too."""
        try:
            return self._send(parcel, target, receipts, now)
        except RefusedError as problem:
            refusal = problem
        except Exception as problem:
            log.debug("%s", target.label, exc_info=True)
            refusal = RefusedError(f"{type(problem).__name__}: {one_line(problem)}", temporary=False)
        return dict.fromkeys((one.recipient for one in receipts), refusal)

    def _send(self, parcel: Parcel, target: Target, receipts: Sequence[Receipt], now: datetime) -> Answers:
        people = [one.recipient for one in receipts]
        red = normal(parcel.brief.handling) == RED
        if target.folder is not None:
            elsewhere.send(parcel, target.folder, target.formats, self.base)
        elif target.webhook is not None:
            _refuse_red(red and not target.webhook.allow_red)
            (one,) = receipts
            webhook.send(parcel, target.webhook, _key(one), now)
        elif target.store is not None:
            _refuse_red(red and not target.store.allow_red)
            store.send(parcel, target.store, target.formats)
        elif target.smtp is not None:
            server, sender = self._server(target)
            answers: dict[str, RefusedError | None] = {}
            for again in dict.fromkeys(one.round for one in receipts):
                name = letter.message_id(parcel.sha256, target.label, sender, again)
                content = letter.letter(parcel, target.smtp, sender, name, now)
                those = [one.recipient for one in receipts if one.round == again]
                answers |= mail.send(content, letter.bare(sender), those, server, self.base)
            return answers
        return dict.fromkeys(people)

    def _server(self, target: Target) -> tuple[MailServer, str]:
        assert target.smtp is not None
        server = target.smtp.server or self.server
        sender = target.smtp.sender or (server.sender if server else None)
        if server is None or sender is None:
            raise RefusedError("no mail server is configured, or no sender", temporary=False)
        return server, sender

    def _recipients(self, target: Target) -> tuple[str, ...]:
        """A target → what its receipts call those that get something, without passwords; a webhook's path may be one."""
        if target.smtp is not None:
            return letter.recipients(target.smtp)
        if target.folder is not None:
            return (elsewhere.where(target.folder, self.base).as_posix(),)
        if target.webhook is not None:
            url = urlsplit(target.webhook.url)
            return (
                f"{url.scheme}://{url.netloc.rpartition('@')[2]}/…{hashlib.sha256(target.webhook.url.encode()).hexdigest()[:8]}",
            )
        url = urlsplit(target.store.url if target.store is not None else "")
        user, _, host = url.netloc.rpartition("@")
        return (url._replace(netloc=host if ":" in user else url.netloc, query="", fragment="").geturl(),)


def _answered(receipt: Receipt, refusal: RefusedError | None) -> Receipt:
    if refusal is None:
        return replace(receipt, state="sent", reason=None)
    return replace(receipt, state="pending" if refusal.temporary else "failed", reason=refusal.reason)


def _refuse_red(refused: bool) -> None:
    if refused:
        raise RefusedError("a brief marked TLP:RED goes there only where the target says 'allow_red: true'", temporary=False)


def _key(receipt: Receipt) -> str:
    """What a webhook's owner knows a delivery by: the same at each try of it."""
    parts = (receipt.sha256, receipt.target, receipt.recipient, str(receipt.round))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
