"""`briefer send`: what could not be delivered goes later, without making the brief again, and nothing goes twice."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deliver.project import Project
from tests.deliver.servers import Postbox, free_port, mail_server

pytestmark = pytest.mark.allow_logs
RUN = ("run", "--date", "2019-09-02", "--quiet")
DELIVER = """\
deliver:
  - smtp: {to: [a@example.org], cc: [b@example.org]}
    attempts: 1
  - folder: {path: ../www}
"""


def server(port: int) -> str:
    return f"mail_server: {{host: 127.0.0.1, port: {port}, tls: none, sender: Desk <desk@example.org>, timeout_seconds: 5}}"


def receipts(project: Project) -> list[tuple[str, str, str, int]]:
    connection = sqlite3.connect(project.folder / "out" / "archive.sqlite")
    try:
        query = "SELECT target, recipient, state, attempts FROM deliveries ORDER BY as_of, target DESC, recipient"
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def ready(project: Project) -> None:
    (project.folder / "www").mkdir()
    project.audience(DELIVER)
    project.news()


def test_what_failed_ends_with_five_and_is_sent_later_from_the_archive(project: Project) -> None:
    ready(project)
    project.settings(server(free_port()))
    status, _, err = project.call(*RUN)
    assert status == 5
    assert "deliver: desk, 2019-09-02, smtp to a@example.org: pending" in err
    assert "2 deliveries are pending: `briefer send` tries them again" in err
    assert (project.folder / "www/2019-09-02/desk/brief.html").is_file()

    box = Postbox()
    with mail_server(box) as port:
        project.settings(server(port))
        (project.folder / "in" / "day2-0.html").unlink()
        status, out, _ = project.call("send")
        assert (status, box.people) == (0, ["a@example.org", "b@example.org"])
        assert "smtp to a@example.org: sent" in out
        assert project.call("send")[0] == 4
        assert project.call(*RUN)[0] in (0, 3)
        assert box.people == ["a@example.org", "b@example.org"]
    assert {row[2] for row in receipts(project)} == {"sent"}
    ((_, letter),) = box.taken
    assert letter["Subject"] == "Desk brief, No. 1, 2 September 2019"
    kinds = [part.get_content_type() for part in letter.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "application/pdf"]


def test_a_run_says_first_what_earlier_issues_still_wait_for(project: Project) -> None:
    ready(project)
    project.settings(server(free_port()))
    project.call(*RUN)
    project.news(3)

    status, _, err = project.call("run", "--date", "2019-09-03")
    assert status == 5
    assert "2 deliveries of earlier issues are not done: `briefer send` tries them again" in " ".join(err.split())

    box = Postbox()
    with mail_server(box) as port:
        project.settings(server(port))
        assert project.call("send", "--date", "2019-09-03")[0] == 0
        assert [letter["Subject"] for _, letter in box.taken] == ["Desk brief, No. 2, 3 September 2019"]
        assert project.call("send", "-a", "desk", "-t", "smtp", "--json")[0] == 0
        assert [letter["Subject"] for _, letter in box.taken][1:] == ["Desk brief, No. 1, 2 September 2019"]


def test_new_recipients_former_ones_and_those_who_ask_again(project: Project) -> None:
    ready(project)
    box = Postbox(rcpt={"b@example.org": ["451 later"]})
    with mail_server(box) as port:
        project.settings(server(port))
        assert project.call(*RUN)[0] == 5
        project.audience(DELIVER.replace("b@example.org", "c@example.org"))
        status, out, _ = project.call("send", "--json")
        assert (status, json.loads(out), box.people) == (4, [], ["a@example.org"])
        assert project.call("send", "--date", "2019-09-02")[0] == 0
        assert box.people == ["a@example.org", "c@example.org"]
        assert project.call("send", "--again")[0] == 2
        assert project.call("send", "--again", "-a", "desk", "-t", "smtp")[0] == 0
        assert project.call("send", "-t", "smpt")[0] == 2
    assert box.people == ["a@example.org", "c@example.org"] * 2
    assert len({letter["Message-ID"] for _, letter in box.taken}) == 2
    assert ("smtp", "b@example.org", "replaced", 1) in receipts(project)


def test_files_that_are_gone_are_made_again_of_the_archived_brief(project: Project) -> None:
    ready(project)
    (project.folder / "www").rmdir()
    project.settings(server(free_port()))
    project.audience("deliver: [{folder: {path: ../www}, attempts: 1}]")
    assert project.call(*RUN)[0] == 5
    made = {path.name: path.read_bytes() for path in (project.folder / "out/2019-09-02/desk").iterdir()}
    for path in (project.folder / "out/2019-09-02/desk").iterdir():
        path.unlink()
    (project.folder / "www").mkdir()

    assert project.call("send")[0] == 0
    assert {path.name: path.read_bytes() for path in (project.folder / "www/2019-09-02/desk").iterdir()} == made


def test_killed_between_the_letter_and_its_receipt_it_goes_again_under_the_same_name(project: Project) -> None:
    ready(project)
    project.settings(server(free_port()))
    project.call(*RUN)
    victims: list[subprocess.Popen[bytes]] = []

    def end() -> None:
        if victims:
            os.kill(victims.pop().pid, signal.SIGKILL)

    box = Postbox(on_data=end)
    with mail_server(box) as port:
        project.settings(server(port))
        script = "from briefer.cli import main; main()"
        victim = subprocess.Popen([sys.executable, "-c", script, "send", "--quiet"], cwd=project.folder, env=environment())
        victims.append(victim)
        assert victim.wait(120) == -signal.SIGKILL
        assert receipts(project)[0] == ("smtp", "a@example.org", "pending", 2)

        assert project.call("send")[0] == 0
        assert project.call("send")[0] == 4
    assert box.people == ["a@example.org", "b@example.org"] * 2
    assert len({letter["Message-ID"] for _, letter in box.taken}) == 1
    assert receipts(project)[0] == ("smtp", "a@example.org", "sent", 3)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def test_a_target_that_cannot_be_is_told_with_its_line(project: Project) -> None:
    project.audience(
        "handling: TLP:RED\ndeliver:\n  - smtp: {to: [nobody], subject: '{titel}'}\n"
        "  - webhook: {url: 'ftp://x', secret: plain}\n  - folder: {path: a}\n    smtp: {to: [a@b.c]}\n  - {}"
    )
    project.news()
    status, _, err = project.call("run", "--date", "2019-09-02")

    told = [line for line in err.splitlines() if "desk.yaml" in line]
    assert status == 2
    assert [line.partition("desk.yaml:")[2] for line in told] == [
        "5: deliver.1.smtp has no server. Add 'mail_server:' to briefer.yaml, or 'server:' here.",
        "5: deliver.1.smtp.subject names '{titel}', which is not known. Did you mean 'title'?",
        "5: deliver.1.smtp.to.1 'nobody' is not a mail address. Write desk@example.org.",
        "6: deliver.2.webhook would take a brief marked TLP:RED out of the hands of its recipients. "
        "Remove it, or say 'allow_red: true' there.",
        "6: deliver.2.webhook.secret stands in the file. Write ${NAME}, and set NAME in the environment.",
        "6: deliver.2.webhook.url is not a web address. It begins with https:// or http://.",
        "7: deliver.3 has both folder and smtp. Give exactly one of the four.",
        "8: deliver.3.smtp has no server. Add 'mail_server:' to briefer.yaml, or 'server:' here.",
        "9: deliver.4 has none of folder, smtp, webhook and store. Give exactly one of the four.",
    ]
