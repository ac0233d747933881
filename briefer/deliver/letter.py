"""A brief's mail file becomes a letter: the same body, addressed and with a subject, byte for byte what each try sends."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from email.headerregistry import Address
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import format_datetime

from briefer.config.settings import Smtp
from briefer.config.targets import address_of
from briefer.deliver.parcel import Parcel
from briefer.deliver.refusal import RefusedError

_BRACES = re.compile(r"\{(\w+)\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_OURS = ("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "X-Unsent", "Auto-Submitted")


def letter(parcel: Parcel, smtp: Smtp, sender: str, message_id: str, now: datetime) -> bytes:
    """The `eml` format → what goes behind DATA. Its parts stay as they are: the mail tells what the page tells.

    `Auto-Submitted` keeps absence notices away (RFC 3834). Nobody in `bcc` is named.
    """
    head, _, body = parcel.content("eml").partition(b"\r\n\r\n")
    policy = SMTP.clone(max_line_length=76)
    mail = BytesHeaderParser(policy=policy).parsebytes(head + b"\r\n\r\n")
    for name in _OURS:
        del mail[name]
    mail["From"] = named(sender)
    for name, people in (("To", smtp.to), ("Cc", smtp.cc)):
        if people:
            mail[name] = [named(one) for one in people]
    if not smtp.to and not smtp.cc:
        mail["To"] = "undisclosed-recipients:;"
    if smtp.reply_to:
        mail["Reply-To"] = named(smtp.reply_to)
    mail["Subject"] = subject(parcel, smtp.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    return mail.as_bytes() + body


def message_id(sha256: str, target: str, sender: str, again: int) -> str:
    """A version of an issue at a target → the one name of its mail, at each try; `again` tells one sent again on purpose.

    Mail servers and readers show two mails of one name once: so a try whose end nobody saw can be made again.
    """
    digest = hashlib.sha256(f"{sha256}\0{target}\0{again}".encode()).hexdigest()[:32]
    return f"<{digest}@{bare(sender).rpartition('@')[2]}>"


def subject(parcel: Parcel, template: str) -> str:
    """A template → one line, the brief's handling mark in it: before all else where the template does not place it."""
    brief = parcel.brief
    day = date.fromisoformat(brief.as_of[:10])
    values = {
        "title": brief.title,
        "issue": str(brief.issue),
        "day": f"{day.day} {day:%B %Y}",
        "date": day.isoformat(),
        "as_of": brief.as_of,
        "audience": brief.audience,
        "handling": brief.handling or "",
    }
    line = _BRACES.sub(lambda found: values.get(found[1], found[0]), template)
    if brief.handling and "{handling}" not in template:
        line = f"[{brief.handling}] {line}"
    return " ".join(_CONTROL.sub(" ", line).split())


def recipients(smtp: Smtp) -> tuple[str, ...]:
    """Everybody that a target's mail goes to, each once, as the envelope has them."""
    return tuple(dict.fromkeys(bare(one) for one in (*smtp.to, *smtp.cc, *smtp.bcc)))


def bare(text: str) -> str:
    """`Desk <desk@bücher.example>` → `desk@xn--bcher-kva.example`."""
    return _parts(text)[1]


def named(text: str) -> Address:
    """A written address → the same for a header, its name kept."""
    name, address = _parts(text)
    return Address(name, addr_spec=address)


def _parts(text: str) -> tuple[str, str]:
    found = address_of(text)
    if found is None:
        raise RefusedError(f"'{text}' is not a mail address", temporary=False)
    return found
