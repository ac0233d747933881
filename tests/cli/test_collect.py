"""`briefer collect`: what sources give, on a terminal, in a log and as JSON."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefer.cli import briefer
from briefer.cli.console import guarded
from tests.collect.serving import Server, rss, serving

Call = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.allow_logs  # what is left out is logged

LEAD = "The old bridge over the river was opened again on Monday after repairs that took three months, the mayor said."
DATE = "<pubDate>Thu, 10 Sep 2026 05:00:00 GMT</pubDate>"


@pytest.fixture(autouse=True, scope="module")
def _log_as_before() -> Iterator[None]:
    """A command configures the log of its process, which here is that of all tests."""
    logger = logging.getLogger("briefer")
    before = logger.handlers, logger.level, logger.propagate
    yield
    logger.handlers, logger.level, logger.propagate = before


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        page = f"<html lang='en'><body><article><h1>Bridge</h1><p>{LEAD}</p><p>{LEAD}</p></article></body></html>"
        running.answers = {
            "/feed": (
                200,
                {},
                rss(
                    running,
                    f"<title>Bridge</title><link>HERE/a</link>{DATE}",
                    f"<title>Ferry</title><link>HERE/gone</link>{DATE}<description>{LEAD}</description>",
                    f"<title>Undated</title><guid isPermaLink='false'>u</guid><description>{LEAD}</description>",
                ),
            ),
            "/a": (200, {"Content-Type": "text/html"}, page.encode()),
            "/quiet": (200, {}, b'{"items": [{"id": "q", "content_text": "Open."}]}'),
        }
        yield running


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: Server) -> Call:
    """A command's words → its exit status, standard output and standard error, beside a configuration of three sources."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "briefer.yaml": (
            f"sources:\n  - {{name: Post, feed: '{server.url}/feed', allow_private: true, robots: false}}\n"
            f"  - {{name: Quiet, feed: '{server.url}/quiet', allow_private: true, robots: false, pages: false}}\n"
            f"  - {{name: Empty, path: ../empty}}\n"
        ),
        "audiences/morning.yaml": "title: Morning\nsections:\n  - kind: highlights\n",
        "topics/security.yaml": "title: Security\nverbs: [attack]\n",
    }.items():
        (tmp_path / "config" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "config" / name).write_text(text)
    (tmp_path / "empty").mkdir()

    def calling(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["briefer", *words])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            guarded(briefer)
        printed = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, printed.out, printed.err

    return calling


def test_each_source_has_its_line_and_what_was_left_out(call: Call) -> None:
    status, out, _ = call("collect")
    assert status == 3
    assert [line for line in out.splitlines() if not line.startswith("  ")] == [
        "Post: 3 documents, 1 left out",
        "Quiet: 1 documents, 0 left out",
        "Empty: 0 documents, 0 left out",
    ]
    assert "the page of 'Ferry' could not be had (404 Not Found): the feed's own text was used" in out


@pytest.mark.parametrize(("names", "status"), [(("Quiet",), 0), (("Empty",), 4), (("Quiet", "Empty"), 0)])
def test_sources_that_are_named_are_asked_alone(call: Call, names: tuple[str, ...], status: int) -> None:
    ended, out, _ = call("collect", *names)
    assert (ended, len(out.splitlines())) == (status, len(names))


def test_it_is_said_as_json(call: Call) -> None:
    status, out, _ = call("collect", "Post", "--json")
    (post,) = json.loads(out)["sources"]
    assert (status, post["name"], post["documents"], post["from_feed"]) == (3, "Post", 3, 2)
    assert post["newest"] == "2026-09-10 05:00"


def test_a_test_shows_each_item_as_it_would_be_read(call: Call, server: Server) -> None:
    status, out, err = call("collect", "--test", "Post")
    assert status == 3
    assert out.splitlines() == [
        "Bridge",
        "  2026-09-10T05:00:00+00:00 · The Valley Post · 20 words · from the page",
        f"  {server.url}/a",
        "Ferry",
        "  2026-09-10T05:00:00+00:00 · The Valley Post · 20 words · from the feed",
        f"  {server.url}/gone",
        "Undated",
        "  no date · The Valley Post · 20 words · from the feed",
        "  u",
        "  left out: it has no date: neither its page nor its source says when it was published",
    ]
    assert "left out: Post: the page of 'Ferry' could not be had (404 Not Found)" in err
    assert "Post: 3 items, 2 left out" in err
    assert [path.name for path in Path.cwd().iterdir()] == ["config", "empty"] or not Path("out").exists()


def test_a_test_is_said_as_json(call: Call) -> None:
    status, out, _ = call("collect", "--test", "Quiet", "--json")
    (item,) = json.loads(out)["items"]
    assert (item["id"], item["from"], item["words"]) == ("q", "feed", 1)
    assert item["left_out"].startswith("it has no date")
    assert status == 3


def test_a_source_that_is_not_there_is_named_with_the_nearest(call: Call) -> None:
    status, _, err = call("collect", "Pots")
    assert status == 2
    assert "'Pots' is not a source. Did you mean 'Post'?" in err
    assert call("collect", "Post", "--test", "Post")[0] == 2
