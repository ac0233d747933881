"""Review: a draft is nobody's until it is approved, and what is approved is what was looked at."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.deliver.project import Project

pytestmark = pytest.mark.allow_logs
RUN = ("run", "--date", "2019-09-02", "--quiet")
LATE = "Soldiers shot dead two gunmen at a checkpoint on the Tarin road on Monday, the provincial governor's office said."
FOLDER = "review: true\ndeliver:\n  - folder: {path: ../www}"


def test_a_draft_is_marked_and_neither_delivered_nor_counted_until_it_is_approved(project: Project) -> None:
    (project.folder / "www").mkdir()
    project.audience(FOLDER)
    project.news()

    status, out, _ = project.call(*RUN)
    assert (status, project.files()) == (6, ["draft.html", "draft.json"])
    assert "Draft, not released" in (project.folder / out.split()[0]).read_text("utf-8")
    assert (project.brief(name="draft")["draft"], list((project.folder / "www").iterdir())) == (True, [])

    status, out, err = project.call("approve", "desk", "--by", "M. Chief")
    brief = project.brief()
    assert (status, project.files()) == (0, ["brief.html", "brief.json"])
    assert (brief["draft"], brief["released"]["by"], brief["issue"]) == (False, "M. Chief", 1)
    assert "Draft, not released" not in (project.folder / out.split()[0]).read_text("utf-8")
    assert json.loads((project.folder / "www/2019-09-02/desk/brief.json").read_text("utf-8")) == brief
    assert "No. 1 is released, by M. Chief" in err

    status, _, err = project.call("approve", "desk")
    assert (status, "there is no draft to approve" in err) == (2, True)


def test_drafts_take_the_next_number_and_an_older_one_cannot_follow_a_newer_issue(project: Project) -> None:
    project.audience("review: true")
    for day in (2, 3):
        project.news(day)
        assert project.call("run", "--date", f"2019-09-0{day}", "--quiet")[0] == 6
        assert project.brief(day, name="draft")["issue"] == 1

    assert project.call("approve", "desk", "--date", "2019-09-03")[0] == 0
    status, _, err = project.call("approve", "desk", "--date", "2019-09-02")
    assert (status, "was released already" in err) == (2, True)
    assert project.files(2) == ["draft.html", "draft.json"]


def test_a_draft_that_does_not_know_the_last_issue_is_made_again(project: Project) -> None:
    project.audience("review: true")
    for day in (2, 3):
        project.news(day)
        project.call("run", "--date", f"2019-09-0{day}", "--quiet")
    assert project.call("approve", "desk", "--date", "2019-09-02")[0] == 0

    status, _, err = project.call("approve", "desk", "--date", "2019-09-03")
    assert (status, "it is No. 2 now, and the draft says No. 1" in " ".join(err.split())) == (2, True)
    assert project.call("run", "--date", "2019-09-03", "--quiet")[0] == 6
    assert project.call("approve", "desk", "--date", "2019-09-03")[0] == 0
    assert (project.brief(3)["issue"], project.brief(3)["compared_with"]["issue"]) == (2, 1)


def test_only_the_draft_that_was_looked_at_is_approved(project: Project) -> None:
    project.audience("review: true")
    project.news()
    project.call(*RUN)
    shown = project.folder / "out/2019-09-02/desk/draft.json"
    whole = shown.read_bytes()

    shown.write_bytes(whole.replace(b"Desk brief", b"Desk Brief"))
    assert "not the one in the archive" in project.call("approve", "desk")[2]
    shown.unlink()
    assert "the draft is not there" in project.call("approve", "desk")[2]
    assert "the draft's sha256 is" in project.call("approve", "desk", "--sha256", "0" * 64)[2]
    shown.write_bytes(whole)
    edits = project.folder / "edits/2019-09-02/desk.yaml"
    edits.parent.mkdir(parents=True)
    edits.write_text("acts:\n  - drop: highlights-1\n    by: N. Rahimi\n")
    assert "the edits have changed" in project.call("approve", "desk")[2]
    edits.unlink()
    assert project.call("approve", "desk")[0] == 0


def test_an_editor_lists_edits_and_approves(project: Project) -> None:
    project.audience("review: true")
    project.news()
    project.call(*RUN)
    _, out, _ = project.call("edit", "desk")
    assert "highlights-2" in out
    names = [item["id"] for item in project.brief(name="draft")["sections"][0]["items"]]

    by = ("--by", "N. Rahimi")
    assert project.call("edit", "desk", "pin", names[-1], *by)[0] == 0
    assert project.call("edit", "desk", "drop", names[0], "--text", "told yesterday", *by)[0] == 0
    assert project.call("edit", "desk", "note", names[1], "--text", "Phoned: no.", *by)[0] == 0
    draft = project.brief(name="draft")
    assert [item["id"] for item in draft["sections"][0]["items"]] == [names[-1], *names[1:-1]]
    assert [edit["act"] for edit in draft["edits"]] == ["pin", "drop", "note"]
    for wrong, told in (
        (("pin", "highlights-9"), "Did you mean"),
        (("note", names[1]), "a note needs words"),
        (("reorder", "highlights"), "reorder takes"),
        (("heading", names[1], "--text", "x"), "has no heading"),
    ):
        status, _, err = project.call("edit", "desk", *wrong, *by)
        assert (status, told in err) == (2, True), err
    assert len(project.brief(name="draft")["edits"]) == 3

    assert project.call("approve", "desk")[0] == 0
    _, out, _ = project.call("trace", "out/2019-09-02/desk/brief.json", names[1])
    assert "note by N. Rahimi, an editor's act: Phoned: no." in out

    project.call(*RUN)
    assert [edit["act"] for edit in project.brief(name="draft")["edits"]] == ["pin", "drop", "note"]
    assert project.files() == ["brief.html", "brief.json", "draft.html", "draft.json"]


def test_an_edit_whose_item_is_gone_is_told_and_the_run_is_incomplete(project: Project) -> None:
    project.news()
    path = project.folder / "edits/2019-09-02/desk.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("by: N. Rahimi\nacts:\n  - drop: highlights-9\n  - pin: highlights-2\n")

    status, _, err = project.call("run", "--date", "2019-09-02")
    assert status == 3
    assert "edits/2019-09-02/desk.yaml:3: drop is not done: there is no item 'highlights-9'." in " ".join(err.split())
    assert [edit["act"] for edit in project.brief()["edits"]] == ["pin"]

    path.write_text("acts:\n  - drp: highlights-9\n")
    status, _, err = project.call(*RUN)
    assert (status, "Did you mean 'drop'?" in err) == (2, True)


def test_a_release_that_was_killed_before_its_end_is_completed_and_sent_once(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.folder / "www").mkdir()
    project.audience(FOLDER)
    project.news()
    project.call(*RUN)

    def killed(*words: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("briefer.archive.deliveries.Deliveries.forget_draft", killed)
        project.call("approve", "desk", "--by", "First")
    project.call("approve", "desk", "--by", "Second")

    assert project.brief()["released"]["by"] == "First"
    connection = sqlite3.connect(project.folder / "out" / "archive.sqlite")
    rows = connection.execute("SELECT state, attempts FROM deliveries").fetchall()
    connection.close()
    assert rows == [("sent", 1)]


def test_no_draft_leaves_what_is_released_alone(project: Project) -> None:
    project.audience("review: true")
    project.news()
    project.call(*RUN)
    project.call("approve", "desk")
    released = project.brief()
    project.page("late", "A fourth thing", 2, LATE)
    project.call(*RUN)

    assert project.brief() == released
    assert project.brief(name="draft")["issue"] == released["issue"]
