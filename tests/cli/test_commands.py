"""The commands as a person calls them: what they print, and how they end."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefer.cli import COMMANDS, briefer
from briefer.cli.console import guarded

ROOT = Path(__file__).parents[2]
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True, scope="module")
def _log_as_before() -> Iterator[None]:
    """A command configures the log of its process, which here is that of all tests."""
    logger = logging.getLogger("briefer")
    before = logger.handlers, logger.level, logger.propagate
    yield
    logger.handlers, logger.level, logger.propagate = before


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """A command's words → its exit status, standard output and standard error, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def calling(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["briefer", *map(str, words)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            guarded(briefer)
        printed = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, printed.out, printed.err

    return calling


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The security desk's brief of the samples, made once."""
    out = tmp_path_factory.mktemp("edition")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
        patch.chdir(ROOT)
        patch.setattr("sys.argv", ["briefer", "run", "examples", "-a", "security-desk", "--out", str(out), "--quiet"])
        guarded(briefer)
    assert ended.value.code == 0
    (path,) = out.rglob("brief.json")
    return path


def test_help_names_every_command_and_every_exit_status(call: Call) -> None:
    status, out, _ = call("--help")

    assert status == 0
    for name, purpose in COMMANDS.items():
        assert name in out
        assert purpose[:30] in out
    assert "3 made, but incomplete" in " ".join(out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(name: str, call: Call) -> None:
    status, out, _ = call(name, "--help")

    assert status == 0
    assert "Usage: briefer " + name in out
    assert f"briefer {name}" in (ROOT / "README.md").read_text("utf-8")


def test_a_mistyped_command_is_told_the_nearest(call: Call) -> None:
    status, _, err = call("rnu")

    assert status == 2
    assert "Did you mean 'run'?" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("preview", "nosuch"), "there is no such file or folder"),
        (("run", "nowhere"), "nowhere"),
        (("run", "examples", "-a", "pres"), "Did you mean 'press'?"),
        (("run", "examples", "--date", "2.9.2019"), "Write 2019-09-02"),
        (("run", "examples", "--as-of", "noon"), "not a date or time"),
        (("run", "examples", "--format", "docx,pfd"), "Did you mean 'pdf'?"),
        (("run",), "no source is configured"),
        (("render", "nowhere.json"), "cannot be read"),
        (("trace", "nowhere.json", "x"), "cannot be read"),
        (("read",), "name at least one"),
        (("schema",), "name a record"),
    ],
)
def test_what_the_caller_can_mend_ends_with_two_and_says_how(words: tuple[str, ...], said: str, call: Call) -> None:
    status, out, err = call(*words)

    assert (status, out) == (2, "")
    assert said in " ".join(err.split())


def test_a_day_without_articles_ends_with_four(call: Call) -> None:
    status, out, err = call("run", ROOT / "examples", "--date", "1999-01-01", "-a", "press")

    assert (status, out) == (4, "")
    assert "nothing to report" in err


@pytest.mark.allow_logs
def test_a_run_that_leaves_something_out_ends_with_three_and_names_it(call: Call, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "in")
    (tmp_path / "in" / "empty.html").write_bytes(b"")

    status, out, err = call("run", "in", "-a", "executive", "--format", "html", "--json")

    assert status == 3
    made = json.loads(out)
    assert [skipped["source"] for skipped in made["skipped"]] == ["in/empty.html"]
    assert {Path(name).name for name in made["briefs"][0]["files"]} == {"brief.html", "brief.json"}
    assert "left out: in/empty.html" in err


def test_render_makes_the_same_document_again(call: Call, edition: Path, tmp_path: Path) -> None:
    status, out, _ = call("render", edition, "--format", "pdf", "--format", "html", "--out", tmp_path / "again")

    assert status == 0
    assert len(out.split()) == 2
    for name in ("brief.pdf", "brief.html"):
        assert (tmp_path / "again" / name).read_bytes() == (edition.parent / name).read_bytes()


def test_every_item_of_a_brief_can_be_traced_to_marked_words(call: Call, edition: Path) -> None:
    items = [item for section in json.loads(edition.read_text())["sections"] for item in section["items"]]
    assert len(items) > 10
    for item in items:
        status, out, err = call("trace", edition, item["id"])

        assert (status, err) == (0, "")
        assert out.startswith(item["id"])
        assert "⟦" in out or item["kind"] == "source"


def test_trace_names_the_nearest_item(call: Call, edition: Path) -> None:
    status, _, err = call("trace", edition, "quote-1")

    assert status == 2
    assert "Did you mean 'quotes-1'?" in err


def test_trace_as_json_gives_the_words_that_the_spans_cut(call: Call, edition: Path) -> None:
    _, out, _ = call("trace", edition, "quotes-1", "--json")

    traced = json.loads(out)
    cited = [cut["text"] for source in traced["sources"] for cut in source["cited"]]
    assert any(words in traced["item"]["text"] or traced["item"]["text"] in words for words in cited)


def test_init_writes_a_project_that_checks_and_never_overwrites_an_edit(call: Call, tmp_path: Path) -> None:
    assert call("init", "desk")[0] == 0
    audience = tmp_path / "desk" / "config" / "audiences" / "press.yaml"
    audience.write_text(audience.read_text("utf-8").replace("limit", "limits"), "utf-8")

    status, _, err = call("init", "desk")
    assert status == 0
    assert "kept as you edited it: desk/config/audiences/press.yaml" in err
    assert "limits" in audience.read_text("utf-8")

    status, _, err = call("check", "--config", "desk/config", "--templates", "desk/templates")
    assert status == 2
    assert "press.yaml:" in err
    assert "Did you mean 'limit'?" in err


def test_check_says_that_all_is_well(call: Call) -> None:
    status, _, err = call("check")

    assert status == 0
    assert "3 audiences" in err


def test_read_prints_a_record_a_file(call: Call) -> None:
    pages = sorted((ROOT / "examples").rglob("*.html"))[:2]
    status, out, _ = call("read", *pages, "--quiet")

    assert status == 0
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["id"] for record in records] == [page.as_posix() for page in pages]
    assert all(record["title"] and record["published"] and len(record["text"]) > 300 for record in records)


def test_extract_answers_a_line_an_article_in_order_and_reports_a_bad_line(call: Call, tmp_path: Path) -> None:
    texts = {"b": "Two men were killed in Kunduz on Monday, police said.", "a": "", "c": "¶ \u2028 😀 “no"}
    lines = [json.dumps({"id": name, "text": text}) for name, text in texts.items()]
    (tmp_path / "in.jsonl").write_text("\n".join([*lines, "{"]) + "\n", "utf-8")

    status, _, err = call("extract", "--input", "in.jsonl", "--output", "out.jsonl", "--stories", "--quiet")

    assert status == 3
    assert "in.jsonl:4" in err
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == list(texts)
    assert all(record["story"] for record in records)


def test_schema_prints_json_schema(call: Call) -> None:
    status, out, _ = call("schema", "brief")

    assert status == 0
    assert json.loads(out)["title"] == "Brief"
