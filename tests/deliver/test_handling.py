"""TLP 2.0: what a source is marked with reaches no audience below it, in no format, file, gap or comparison."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.model.handling import TLP, level, may_reach, normal
from tests.deliver.project import Project

pytestmark = pytest.mark.allow_logs
SECRET = "Four couriers carried the governor's ransom to Zarnigar on Monday, an intelligence officer said, and two were killed."
REST = "The Zarnigar file names the bankers who changed the money, and the hotel in which they waited for the second lorry."


def test_the_marks_are_in_the_order_of_the_standard() -> None:
    assert [mark for mark in TLP if may_reach(mark, "TLP:AMBER")] == ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"]
    assert [may_reach(low, high) for low, high in itertools.pairwise(TLP)] == [True] * 4
    assert [may_reach(high, low) for low, high in itertools.pairwise(TLP)] == [False] * 4


@settings(deadline=None)
@given(st.text(max_size=20))
def test_what_is_no_mark_counts_as_clear(text: str) -> None:
    assert level(text) == (TLP.index(normal(text) or "TLP:CLEAR"))
    assert not may_reach("TLP:GREEN", text) or normal(text) is not None


def marked(project: Project, mark: str = "TLP:AMBER") -> None:
    project.settings(source=f"  - name: Zarnigar cell\n    path: ../secret\n    handling: {mark}\n")
    project.news()
    project.page("zarnigar-couriers", "Zarnigar ransom paid", 2, SECRET, REST, folder="secret")


def everything(project: Project, audience: str) -> str:
    folder = project.folder / "out" / "2019-09-02" / audience
    return "".join(path.read_text("utf-8") for path in folder.iterdir())


def test_a_marked_article_reaches_the_audiences_that_are_cleared_and_no_other(project: Project) -> None:
    project.audience("handling: TLP:AMBER+STRICT", "chief")
    project.audience("handling: TLP:GREEN", "partners")
    marked(project)

    status, _, err = project.call("run", "--date", "2019-09-02")

    assert "Zarnigar" in everything(project, "chief")
    for audience in ("desk", "partners"):
        page = everything(project, audience)
        assert ("Zarnigar" in page, "zarnigar" in page, "secret" in page) == (False, False, False)
    told = " ".join(err.split())
    assert status == 3
    assert "zarnigar-couriers.html: TLP:AMBER (Tunnel Gazette) is above TLP:GREEN, the mark of audience 'partners'" in told
    assert "is above TLP:CLEAR, the mark of audience 'desk'" in told
    gaps = project.brief(audience="desk")["gaps"]
    assert [(gap["source"], gap["reason"]) for gap in gaps] == [("1 article", "marked above this brief’s handling (TLP:CLEAR)")]


def test_nothing_of_a_marked_article_comes_back_through_the_next_days_history(project: Project) -> None:
    project.audience("handling: TLP:AMBER", "chief")
    marked(project)
    project.call("run", "--date", "2019-09-02", "--quiet")
    project.news(3)
    (project.folder / "secret" / "zarnigar-couriers.html").unlink()
    project.page("zarnigar-more", "Zarnigar ransom recovered", 3, SECRET.replace("Monday", "Tuesday"), REST, folder="secret")

    assert project.call("run", "--date", "2019-09-03", "--quiet")[0] == 3
    page = json.dumps(project.brief(3, "desk"))
    assert ("Zarnigar" in page, "Zarnigar" in json.dumps(project.brief(3, "chief"))) == (False, True)


def test_what_could_not_be_read_of_a_marked_source_is_not_named_either(project: Project) -> None:
    project.audience("handling: TLP:RED", "chief")
    marked(project)
    (project.folder / "secret" / "zarnigar-hotel.html").write_bytes(b"")

    project.call("run", "--date", "2019-09-02", "--quiet")

    assert "zarnigar" not in everything(project, "desk")
    assert "zarnigar-hotel" in everything(project, "chief")


def test_who_expects_it_is_not_alarmed_and_strict_writes_nothing(project: Project) -> None:
    marked(project)
    project.audience("above_handling: leave-out")
    assert project.call("run", "--date", "2019-09-02", "--quiet")[0] == 0
    assert "Zarnigar" not in everything(project, "desk")

    project.audience()
    project.page("later", "Another farm raided on Tuesday", 3, "Police raided another farmhouse near Lowgar on Tuesday.", REST)
    project.page("z", "Zarnigar again", 3, SECRET.replace("Monday", "Tuesday"), REST, folder="secret")
    assert project.call("run", "--date", "2019-09-03", "--quiet", "--strict")[0] == 3
    assert project.files(3) == []


@pytest.mark.parametrize(
    ("source", "audience", "told"),
    [
        ("TLP:AMBR", "TLP:CLEAR", "sources.2.handling 'TLP:AMBR' is not a mark of TLP 2.0. Did you mean 'TLP:AMBER'?"),
        ("Internal", "TLP:CLEAR", "sources.2.handling 'Internal' is not a mark of TLP 2.0."),
        ("TLP:RED", "TLP:WHITE", "handling 'TLP:WHITE' is TLP 1.0. TLP 2.0 calls it TLP:CLEAR."),
        ("TLP:RED", "tlp: amber+strict", "is not as TLP 2.0 writes it. Write TLP:AMBER+STRICT."),
        ("TLP:RED", "TLP:PINK", "handling 'TLP:PINK' is not a mark of TLP 2.0."),
    ],
)
def test_unknown_marks_are_told(source: str, audience: str, told: str, project: Project) -> None:
    marked(project, f"'{source}'")
    project.audience(f"handling: '{audience}'")

    status, _, err = project.call("run", "--date", "2019-09-02", "--quiet")

    assert (status, told in " ".join(err.split())) == (2, True), err


def test_a_mark_of_the_house_is_shown_and_lets_nothing_marked_pass(project: Project) -> None:
    marked(project, "TLP:GREEN")
    project.audience("handling: For internal use")

    assert project.call("run", "--date", "2019-09-02", "--quiet")[0] == 3
    page = everything(project, "desk")
    assert ("For internal use" in page, "Zarnigar" in page) == (True, False)
