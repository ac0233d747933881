"""A signed call to a real HTTP server: verified as the docs say, tried again where that may help."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from pathlib import Path

import pytest

from briefer.config.settings import Target, Webhook
from tests.deliver.parcels import NOW, Office, brief, parcel
from tests.deliver.servers import Hook, free_port, web_server

pytestmark = pytest.mark.allow_logs
SECRET = "between us"


def target(url: str, **settings: object) -> Target:
    return Target(webhook=Webhook.model_validate({"url": url, "secret": SECRET, **settings}), wait_seconds=5)


def verified(headers: dict[str, str], body: bytes, now: float) -> bool:
    """What docs/delivery.md tells a hook's owner to do."""
    timestamp = headers["briefer-timestamp"]
    wanted = hmac.new(SECRET.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"v1={wanted}", headers["briefer-signature"]) and abs(now - int(timestamp)) < 300


def test_the_brief_is_posted_whole_and_signed(tmp_path: Path) -> None:
    hook, one = Hook(), parcel()
    with web_server(hook) as url:
        (receipt,) = Office(tmp_path).deliver(one, target(f"{url}/hooks/T0PS3CRET?key=1"))

    ((path, headers, body),) = hook.calls
    assert (path, body) == ("/hooks/T0PS3CRET?key=1", one.content("json"))
    assert (receipt.state, headers["content-type"]) == ("sent", "application/json")
    assert verified(headers, body, NOW.timestamp())
    assert not verified(headers, body.replace(b"Desk", b"desk"), NOW.timestamp())
    assert not verified(headers, body, (NOW + timedelta(minutes=6)).timestamp())
    assert receipt.recipient.startswith(f"{url}/…")
    assert "T0PS3CRET" not in str(receipt)


def test_links_tell_where_the_files_are(tmp_path: Path) -> None:
    hook, one = Hook(), parcel(brief(handling="TLP:GREEN"))
    with web_server(hook) as url:
        Office(tmp_path).deliver(one, target(url, body="links", link="https://briefs.example.org/{date}/{audience}/"))

    told = json.loads(hook.calls[0][2])
    assert {key: told[key] for key in ("audience", "issue", "handling", "sha256")} == {
        "audience": "desk",
        "issue": 3,
        "handling": "TLP:GREEN",
        "sha256": one.sha256,
    }
    assert [file["url"] for file in told["files"]] == [
        "https://briefs.example.org/2019-09-02/desk/brief.html",
        "https://briefs.example.org/2019-09-02/desk/brief.json",
    ]


@pytest.mark.parametrize("answer", [(500, {}), (503, {}), (429, {}), (408, {}), None])
def test_what_may_pass_is_tried_again_under_the_same_key(answer: tuple[int, dict[str, str]] | None, tmp_path: Path) -> None:
    hook = Hook([answer, answer])
    with web_server(hook) as url:
        office = Office(tmp_path)
        (receipt,) = office.deliver(parcel(), target(url))

    assert (receipt.state, receipt.attempts, office.waits) == ("sent", 3, [5, 10])
    assert len({headers["idempotency-key"] for _, headers, _ in hook.calls}) == 1


@pytest.mark.parametrize(
    ("told", "waits"),
    [("20", [20]), ("1", [5]), ("99999", [300]), ("Mon, 02 Sep 2019 18:31:00 GMT", [60]), ("soon", [5]), ("²", [5])],
)
def test_a_server_says_when_to_come_back(told: str, waits: list[float], tmp_path: Path) -> None:
    headers = {"Retry-After": told} if told.isascii() else {}
    with web_server(Hook([(503, headers)])) as url:
        office = Office(tmp_path)
        office.deliver(parcel(), target(url))

    assert office.waits == waits


@pytest.mark.parametrize("status", [400, 401, 404, 410, 413, 301, 307])
def test_what_will_not_pass_is_not_tried_again_and_redirects_are_not_followed(status: int, tmp_path: Path) -> None:
    hook = Hook([(status, {"Location": "/elsewhere"})])
    with web_server(hook) as url:
        (receipt,) = Office(tmp_path).deliver(parcel(), target(url))

    assert (receipt.state, receipt.attempts, len(hook.calls)) == ("failed", 1, 1)
    assert f"it answers {status}" in (receipt.reason or "")


def test_nobody_there_stays_pending(tmp_path: Path) -> None:
    (receipt,) = Office(tmp_path).deliver(parcel(), target(f"http://127.0.0.1:{free_port()}/"))

    assert (receipt.state, receipt.attempts) == ("pending", 3)
    assert "cannot be reached" in (receipt.reason or "")


def test_a_red_brief_is_not_handed_on_unless_it_says_so(tmp_path: Path) -> None:
    hook, one = Hook(), parcel(brief(handling="TLP:RED"))
    with web_server(hook) as url:
        (refused,) = Office(tmp_path).deliver(one, target(url))
        (sent,) = Office(tmp_path).deliver(one, target(url, allow_red=True))

    assert (refused.state, sent.state, len(hook.calls)) == ("failed", "sent", 1)
    assert "allow_red" in (refused.reason or "")
