"""Mail through a real server: who gets what, what is tried again, and what never goes twice."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from briefer.config.settings import MailServer
from briefer.deliver.letter import message_id, subject
from briefer.deliver.mail import UNANSWERED
from tests.deliver.parcels import EML, Office, brief, mail, other, parcel
from tests.deliver.servers import Postbox, certificate, cutting_server, free_port, login, mail_server

pytestmark = pytest.mark.allow_logs


def plain(port: int, **settings: object) -> MailServer:
    return MailServer(host="127.0.0.1", port=port, tls="none", timeout_seconds=5, **settings)  # type: ignore[arg-type]


def test_one_letter_goes_to_all_and_names_no_hidden_recipient(tmp_path: Path) -> None:
    box = Postbox()
    with mail_server(box) as port:
        target = mail(
            "a@example.org", "Bo <b@example.org>", cc=["c@example.org"], bcc=["d@example.org"], reply_to="e@example.org"
        )
        receipts = Office(tmp_path, plain(port)).deliver(parcel(brief(handling="TLP:AMBER")), target)

    ((people, letter),) = box.taken
    assert people == ("a@example.org", "b@example.org", "c@example.org", "d@example.org")
    assert [receipt.state for receipt in receipts] == ["sent"] * 4
    assert (letter["From"], letter["To"], letter["Cc"]) == (
        "Desk <desk@example.org>",
        "a@example.org, Bo <b@example.org>",
        "c@example.org",
    )
    assert "d@example.org" not in letter.as_string()
    assert letter["Subject"] == "[TLP:AMBER] Desk brief, No. 3, 2 September 2019"
    assert (letter["Reply-To"], letter["Auto-Submitted"], letter["X-Unsent"]) == ("e@example.org", "auto-generated", None)
    assert letter["Date"] == "Mon, 02 Sep 2019 18:30:00 +0000"
    assert str(letter["Message-ID"]).endswith("@example.org>")


def test_the_body_is_the_mail_formats_own_byte_for_byte(tmp_path: Path) -> None:
    box = Postbox()
    with mail_server(box) as port:
        Office(tmp_path, plain(port)).deliver(parcel(), mail("a@example.org"))

    ((_, letter),) = box.taken
    assert (
        letter.as_bytes()
        .replace(b"\r\n", b"\n")
        .endswith(EML.partition(b"\r\n\r\n")[2].replace(b"\r\n", b"\n").rstrip() + b"\n")
    )
    first = letter.get_body(("plain",))
    assert first is not None
    assert first.get_content().startswith(".A dot at a line's start, and café.")


def test_what_was_sent_is_not_sent_again_unless_asked_and_then_under_another_name(tmp_path: Path) -> None:
    box, one = Postbox(), parcel()
    with mail_server(box) as port:
        office = Office(tmp_path, plain(port))
        office.deliver(one, mail("a@example.org"))
        assert office.deliver(one, mail("a@example.org")) == []
        new = office.deliver(one, mail("a@example.org", "b@example.org"))
        office.deliver(one, mail("a@example.org"), again=True)

    assert [receipt.recipient for receipt in new] == ["b@example.org"]
    names = [letter["Message-ID"] for _, letter in box.taken]
    assert names[0] == names[1] != names[2]


def test_a_corrected_issue_waits_until_it_is_asked_for(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    box, one = Postbox(), parcel()
    with mail_server(box) as port:
        office = Office(tmp_path, plain(port))
        office.deliver(one, mail("a@example.org"))
        assert office.deliver(other(one, "Desk brief, corrected"), mail("a@example.org")) == []
        assert "has this issue in another version" in caplog.text
        office.deliver(other(one, "Desk brief, corrected"), mail("a@example.org"), again=True)

    assert [letter["Subject"][:22] for _, letter in box.taken] == ["Desk brief, No. 3, 2 S", "Desk brief, corrected,"]
    assert len({letter["Message-ID"] for _, letter in box.taken}) == 2


def test_one_recipient_that_is_refused_costs_the_others_nothing(tmp_path: Path) -> None:
    box = Postbox(rcpt={"gone@example.org": ["550 no such user"], "full@example.org": ["452 full"] * 3})
    with mail_server(box) as port:
        office = Office(tmp_path, plain(port))
        receipts = office.deliver(parcel(), mail("a@example.org", "gone@example.org", "full@example.org"))

    assert {one.recipient: (one.state, one.attempts) for one in receipts} == {
        "a@example.org": ("sent", 1),
        "gone@example.org": ("failed", 1),
        "full@example.org": ("pending", 3),
    }
    assert [one.reason for one in receipts] == [None, "refused (550 no such user)", "refused (452 full)"]
    assert box.people == ["a@example.org"]
    assert office.waits == [5, 10]


def test_greylisting_is_waited_out(tmp_path: Path) -> None:
    box = Postbox(rcpt={"a@example.org": ["451 come back later"]})
    with mail_server(box) as port:
        (receipt,) = Office(tmp_path, plain(port)).deliver(parcel(), mail("a@example.org"))

    assert (receipt.state, receipt.attempts, box.people) == ("sent", 2, ["a@example.org"])


@pytest.mark.parametrize(("answer", "state", "attempts"), [("554 spam", "failed", 1), ("451 busy", "pending", 3)])
def test_a_letter_that_is_refused_whole(answer: str, state: str, attempts: int, tmp_path: Path) -> None:
    box = Postbox(data=[answer] * 3)
    with mail_server(box) as port:
        receipts = Office(tmp_path, plain(port)).deliver(parcel(), mail("a@example.org", "b@example.org"))

    assert [(one.state, one.attempts, one.reason) for one in receipts] == [
        (state, attempts, f"it does not take the letter ({answer})")
    ] * 2


def test_a_letter_that_is_too_large_is_not_begun(tmp_path: Path) -> None:
    box = Postbox()
    with mail_server(box, data_size_limit=1000) as port:
        (receipt,) = Office(tmp_path, plain(port)).deliver(parcel(), mail("a@example.org"))

    assert receipt.state == "failed"
    assert "0.0 MB, and the server takes 0.0 MB" in (receipt.reason or "")
    assert box.taken == []


def test_starttls_and_login(tmp_path: Path) -> None:
    box, issued = Postbox(), certificate(tmp_path)
    server = MailServer(host="localhost", tls="starttls", user="desk", password="right", ca_file="authority.pem")
    with mail_server(
        box, tls_context=issued.context, require_starttls=True, auth_required=True, authenticator=login("desk", "right")
    ) as port:
        office = Office(tmp_path, server.model_copy(update={"port": port}))
        (sent,) = office.deliver(parcel(), mail("a@example.org"))
        office.server = server.model_copy(update={"port": port, "password": "wrong"})
        (refused,) = office.deliver(parcel(), mail("b@example.org"))
        office.server = server.model_copy(update={"port": port, "ca_file": None})
        (untrusted,) = office.deliver(parcel(), mail("c@example.org"))

    assert sent.state == "sent"
    assert (refused.state, (refused.reason or "")[:25]) == ("failed", "the login is refused (535")
    assert untrusted.state == "failed"
    assert "its certificate is not trusted" in (untrusted.reason or "")
    assert "wrong" not in str(refused)


def test_implicit_tls_and_a_certificate_of_another_name(tmp_path: Path) -> None:
    box = Postbox()
    (tmp_path / "other").mkdir()
    for folder, names, state in ((tmp_path, ("localhost", "127.0.0.1"), "sent"), (tmp_path / "other", ("mx.test",), "failed")):
        issued = certificate(folder, *names)
        with mail_server(box, ssl_context=issued.context) as port:
            server = MailServer(host="localhost", port=port, tls="implicit", ca_file=str(issued.authority))
            (receipt,) = Office(tmp_path, server).deliver(parcel(), mail("a@example.org"))
            assert receipt.state == state, receipt

    assert box.people == ["a@example.org"]


def test_a_server_without_tls_gets_nothing_that_was_to_be_encrypted(tmp_path: Path) -> None:
    box = Postbox()
    with mail_server(box) as port:
        server = MailServer(host="127.0.0.1", port=port, tls="starttls")
        (receipt,) = Office(tmp_path, server).deliver(parcel(), mail("a@example.org"))

    assert (receipt.state, box.taken) == ("failed", [])
    assert "STARTTLS" in (receipt.reason or "")


def test_nobody_there_is_tried_again(tmp_path: Path) -> None:
    (receipt,) = Office(tmp_path, plain(free_port())).deliver(parcel(), mail("a@example.org", attempts=2))

    assert (receipt.state, receipt.attempts) == ("pending", 2)
    assert "refused" in (receipt.reason or "")


@pytest.mark.parametrize("stage", ["connect", "EHLO", "MAIL", "RCPT", "DATA", "content", "reply"])
def test_a_connection_that_is_cut_at_any_stage_leaves_the_delivery_pending(stage: str, tmp_path: Path) -> None:
    with cutting_server(stage) as (port, letters):
        receipts = Office(tmp_path, plain(port)).deliver(parcel(), mail("a@example.org", "b@example.org", attempts=2))

    assert [(one.state, one.attempts) for one in receipts] == [("pending", 2)] * 2
    assert len(letters) == (2 if stage == "reply" else 0)
    if stage == "reply":
        assert [one.reason for one in receipts] == [UNANSWERED] * 2
        names = {line for letter in letters for line in letter.splitlines() if line.startswith(b"Message-ID")}
        assert len(names) == 1


def test_whatever_a_server_does_nobody_gets_a_letter_that_he_has_a_receipt_for(tmp_path: Path) -> None:
    """Forty runs against servers that refuse, put off and end connections, by a seeded die, until everybody is answered for."""
    die = random.Random(7)
    for _ in range(40):
        people = [f"{name}@example.org" for name in "abcd"]
        box = Postbox(
            rcpt={one: die.choices(["451 later", "550 no", "421 going"], k=die.randrange(3)) for one in people},
            data=die.choices(["451 later", "452 full"], k=die.randrange(3)),
        )
        with mail_server(box) as port:
            office = Office(tmp_path, plain(port))
            for _ in range(8):
                receipts = office.deliver(parcel(), mail(*people, attempts=die.randrange(1, 3)))
        sent = {one.recipient for one in office.book.receipts.values() if one.state == "sent"}
        assert sorted(box.people) == sorted(sent)
        assert receipts == []
        assert sent == set(people)


def test_a_subject_holds_the_mark_in_one_line_whatever_the_title() -> None:
    marked = parcel(brief("Brief\r\nBcc: x@example.org", handling="TLP:GREEN"))

    assert subject(marked, "{title}") == "[TLP:GREEN] Brief Bcc: x@example.org"
    assert subject(marked, "{audience} {handling} {date}") == "desk TLP:GREEN 2019-09-02"
    assert subject(parcel(), "{issue} {as_of} {day}") == "3 2019-09-02T18:00:00+00:00 2 September 2019"


def test_the_name_of_a_mail_is_its_versions_and_targets_own() -> None:
    one = message_id("a", "smtp", "Desk <d@example.org>", 0)

    assert one == message_id("a", "smtp", "d@example.org", 0)
    assert (
        len(
            {
                one,
                *(
                    message_id(*args)
                    for args in (("b", "smtp", "d@x.org", 0), ("a", "m", "d@x.org", 0), ("a", "smtp", "d@x.org", 1))
                ),
            }
        )
        == 4
    )


def test_an_address_beyond_ascii_in_its_host_goes_out_as_the_mail_knows_it(tmp_path: Path) -> None:
    box = Postbox()
    with mail_server(box) as port:
        Office(tmp_path, plain(port)).deliver(parcel(), mail("Bücherei <desk@bücher.example>"))

    ((people, letter),) = box.taken
    assert people == ("desk@xn--bcher-kva.example",)
    assert letter["To"].addresses[0].display_name == "Bücherei"


def test_receipts_are_written_before_the_first_byte_and_say_so(tmp_path: Path) -> None:
    seen: list[str] = []
    office = Office(tmp_path)
    box = Postbox(on_data=lambda: seen.extend(f"{one.state} {one.attempts}" for one in office.book.receipts.values()))
    with mail_server(box) as port:
        office.server = plain(port)
        office.deliver(parcel(), mail("a@example.org"))

    assert seen == ["pending 1"]
    assert [replace(one, at=None).state for one in office.book.written] == ["pending", "pending", "sent"]
