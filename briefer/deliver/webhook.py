"""A brief posted to a web address, signed so that its owner can tell who sent it and that it is whole."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefer import __version__
from briefer.config.settings import Webhook
from briefer.deliver.parcel import MEDIA, Parcel
from briefer.deliver.refusal import RefusedError, one_line

LATER = (408, 425, 429)
"""Statuses below 500 that are worth another try."""
LONGEST = 300.0
"""Seconds that a server may ask to be left alone, within one run."""


def send(parcel: Parcel, target: Webhook, delivery: str, now: datetime) -> None:
    """A parcel → one POST; `delivery` names it, the same at each try. RefusedError where the answer is not 2xx.

    Redirects are not followed: the signature is for the address that it was made for.
    """
    import httpx

    content = parcel.content("json") if target.body == "brief" else links(parcel, target)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"briefer/{__version__}",
        "Idempotency-Key": delivery,
        **signature(content, target.secret, now),
    }
    try:
        with (
            httpx.Client(timeout=target.timeout_seconds, follow_redirects=False) as client,
            client.stream("POST", target.url, content=content, headers=headers) as answer,
        ):
            status, told = answer.status_code, answer.headers.get("Retry-After")
    except httpx.ProtocolError as problem:
        raise RefusedError(f"the connection broke: {one_line(problem)}", temporary=True) from problem
    except httpx.TransportError as problem:
        reason = one_line(problem) or type(problem).__name__
        raise RefusedError(f"it cannot be reached: {reason}", temporary="CERTIFICATE_VERIFY_FAILED" not in reason) from problem
    if 200 <= status < 300:
        return
    if 300 <= status < 400:
        raise RefusedError(f"it answers {status}: redirects are not followed, name the address itself", temporary=False)
    raise RefusedError(f"it answers {status}", temporary=status in LATER or status >= 500, after=_after(told, now))


def signature(content: bytes, secret: str, now: datetime) -> dict[str, str]:
    """A body, the secret and the time → the two headers that it is verified by: HMAC-SHA256 over `TIMESTAMP.BODY`."""
    moment = str(int(now.timestamp()))
    digest = hmac.new(secret.encode(), moment.encode() + b"." + content, hashlib.sha256).hexdigest()
    return {"Briefer-Timestamp": moment, "Briefer-Signature": f"v1={digest}"}


def links(parcel: Parcel, target: Webhook) -> bytes:
    """A parcel → the small body: what the issue is, and where its files lie."""
    brief = parcel.brief
    folder = (target.link or "").replace("{date}", brief.as_of[:10]).replace("{audience}", brief.audience).rstrip("/")
    told = {
        "audience": brief.audience,
        "title": brief.title,
        "issue": brief.issue,
        "as_of": brief.as_of,
        "handling": brief.handling,
        "sha256": parcel.sha256,
        "files": [
            {"name": f"brief.{name}", "type": MEDIA[name], "url": f"{folder}/brief.{name}"} for name in parcel.chosen(())
        ],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _after(told: str | None, now: datetime) -> float | None:
    """Retry-After (RFC 9110, 10.2.3), in seconds or as a date → seconds, at most `LONGEST`."""
    if not told:
        return None
    try:
        seconds = float(told) if told.isascii() and told.isdigit() else (_date(told) - now).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(seconds, 0.0), LONGEST)


def _date(told: str) -> datetime:
    found = parsedate_to_datetime(told)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
