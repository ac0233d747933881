"""The file of edits: read strictly, every fault with its line, and written without touching what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefer.edits import add, place_of, read
from briefer.errors import BrieferError, ConfigError

GOOD = """\
by: Nadia Rahimi
acts:
  - pin: security-2 @ reports/a 1.html#120-181   # the lead
  - drop: quotes-4
    because: told yesterday
  - reorder: security
    items: [security-3, "security-1 @ b#1-2"]
  - note: security-1
    text: >
      The ministry
      denied it.
    by: Omar Faizi
"""


def faults_of(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "desk.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read(path)
    return [str(fault).removeprefix(f"{path.as_posix()}:") for fault in caught.value.faults]


def test_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    path.write_text(GOOD, "utf-8")

    acts = read(path)

    assert [(one.act, one.of, one.by) for one in acts] == [
        ("pin", "security-2 @ reports/a 1.html#120-181", "Nadia Rahimi"),
        ("drop", "quotes-4", "Nadia Rahimi"),
        ("reorder", "security", "Nadia Rahimi"),
        ("note", "security-1", "Omar Faizi"),
    ]
    assert [one.text for one in acts] == [None, "told yesterday", None, "The ministry denied it."]
    assert acts[2].items == ("security-3", "security-1 @ b#1-2")
    assert acts[3].where == f"{path.as_posix()}:8"
    assert read(tmp_path / "none.yaml") == ()


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    told = faults_of(
        tmp_path,
        """\
acts:
  - pinn: security-2
    by: N
  - pin: security-2
  - note: security-1
    by: N
  - drop: quotes-1
    text: why
    by: N
  - pin: a-1
    drop: a-2
    by: N
""",
    )

    assert told == [
        "2: acts.1 has no act. Give exactly one of pin, drop, reorder, note, heading.",
        "2: acts.1.pinn is not a known key. Did you mean 'pin'?",
        "4: acts.2: nobody is named whose act this is. Add 'by:' to the file.",
        "5: acts.3: a note needs text. Add 'text:'.",
        "8: acts.4.text means nothing to a drop. It goes with note or heading.",
        "10: acts.5 has both pin and drop. Give exactly one of pin, drop, reorder, note, heading.",
    ]


@pytest.mark.parametrize(
    "text",
    ["acts: pin", "- pin: a", "acts:\n  - pin: [a]\n    by: N", "acts:\n  - pin: no\n    by: N", "acts:\n  - &a b", "by: 1"],
)
def test_what_is_not_a_file_of_edits_is_refused(text: str, tmp_path: Path) -> None:
    assert faults_of(tmp_path, text)


def test_acts_are_added_behind_what_is_there(tmp_path: Path) -> None:
    path = place_of(tmp_path / "config", "2019-09-02", "desk")
    assert path == tmp_path / "edits" / "2019-09-02" / "desk.yaml"
    add(path, "pin", "security-2 @ a: b#1-2", by="N")
    path.write_text(path.read_text() + "  # an editor's own remark\n")
    add(path, "note", "security-1", by="N", text='He said "no" – twice:\nonce, # and again')
    add(path, "reorder", "security", by="N", items=["security-2", "security-1"])

    acts = read(path)
    assert [one.of for one in acts] == ["security-2 @ a: b#1-2", "security-1", "security"]
    assert acts[1].text == 'He said "no" – twice: once, # and again'
    assert "# an editor's own remark" in path.read_text()
    assert [one.name for one in path.parent.iterdir()] == ["desk.yaml"]


@pytest.mark.parametrize(
    "text", ["acts: [{pin: a-1, by: N}]\n", "acts:\n  - pin: a-1\n    by: N\nby: Other\n", "acts:\n  - wrong: a\n"]
)
def test_a_file_that_cannot_be_added_to_stays_as_it_is(text: str, tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    path.write_text(text)

    with pytest.raises(BrieferError) as caught:
        add(path, "drop", "b-1", by="N")

    assert path.read_text() == text
    assert ".part" not in str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["desk.yaml"]


def test_a_text_that_looks_like_a_variable_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="NOSUCHVARIABLE"):
        add(tmp_path / "desk.yaml", "note", "a-1", by="N", text="costs ${NOSUCHVARIABLE}")

    assert not (tmp_path / "desk.yaml").exists()
