"""The preview: it shows the brief, follows what is saved, shows faults in place, and speaks to this machine alone."""

from __future__ import annotations

import http.client
import importlib.util
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefer.config import defaults
from briefer.errors import ConfigError, Fault
from briefer.model.brief import Brief
from briefer.web import preview as web
from briefer.web.preview import Preview, serve
from briefer.web.watch import state

Get = Callable[..., tuple[int, bytes]]


@pytest.fixture(scope="module")
def brief() -> Brief:
    path = Path(__file__).parents[1] / "render" / "make_brief.py"
    spec = importlib.util.spec_from_file_location("make_brief", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_brief"] = module
    spec.loader.exec_module(module)
    made: Brief = module.brief()
    return made


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    shutil.copytree(defaults.folder("templates"), folder)
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "briefer.yaml"
    path.parent.mkdir()
    path.write_text("processes: 1\nmodel: auto\nlimit: 3\n", encoding="utf-8")
    return path


@pytest.fixture
def made(brief: Brief, templates: Path, settings: Path) -> Preview:
    """A preview whose configuration is wrong as long as it holds the word `limit`."""

    def make() -> list[Brief]:
        if "limit:" in settings.read_text("utf-8"):
            raise ConfigError(Fault("<limit> is not a known key.", f"{settings}:3", "Did you mean 'limits'?"))
        return [brief]

    return Preview(make, templates, (settings.parent,))


@pytest.fixture
def get(made: Preview, settings: Path) -> Iterator[Get]:
    """What the server answers; the configuration is mended first."""
    settings.write_text("processes: 1\n", encoding="utf-8")
    server = serve(made, 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    port = server.server_address[1]

    def ask(path: str, host: str = f"localhost:{port}") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(web.HOST, port, timeout=60)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    yield ask
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_page_is_the_brief_and_a_script_that_follows(get: Get, brief: Brief, made: Preview) -> None:
    status, page = get("/")
    assert status == 200
    assert brief.title.encode() in page
    assert page.count(b"<script>") == 1
    assert made.now().encode() in page
    assert get(f"/{brief.audience}/")[1] == page


def test_documents_are_made_on_demand(get: Get, brief: Brief) -> None:
    assert get(f"/{brief.audience}/brief.pdf")[1].startswith(b"%PDF-1.7")
    assert get(f"/{brief.audience}/brief.json")[1].startswith(b'{\n  "schema_version"')
    assert get("/nobody/")[0] == get(f"/{brief.audience}/brief.doc")[0] == 404


def test_a_question_is_answered_when_a_file_is_saved(get: Get, made: Preview, templates: Path) -> None:
    seen = made.now()

    def save() -> None:
        time.sleep(0.5)
        (templates / "styles" / "common.css").write_text("p { color: inherit }", encoding="utf-8")

    saving = threading.Thread(target=save)
    saving.start()
    status, now = get(f"/changed?seen={seen}")
    saving.join()
    assert (status, now.decode()) == (200, made.now())
    assert now.decode() != seen


def test_a_question_ends_though_nothing_is_saved(made: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PATIENCE", 0.1)
    assert made.changed(made.now()) == made.now()


def test_the_brief_is_made_again_when_its_files_change_and_only_then(made: Preview, settings: Path) -> None:
    settings.write_text("processes: 1\n", encoding="utf-8")
    calls = 0
    make = made.make

    def counted() -> list[Brief]:
        nonlocal calls
        calls += 1
        return list(make())

    made.make = counted
    for _ in range(3):
        made.briefs()
    assert calls == 1
    settings.write_text("processes: 2 # more\n", encoding="utf-8")
    made.briefs()
    assert calls == 2


def test_a_fault_of_the_configuration_is_shown_in_place_until_it_is_mended(made: Preview, settings: Path) -> None:
    for _ in range(2):
        status, _, page = made.answer("/")
        assert status == 500
    text = page.decode()
    for said in ("&lt;limit&gt; is not a known key.", f"{settings}:3", "<mark>   3  limit: 3</mark>", "   2  model: auto"):
        assert said in text
    assert "Did you mean &#x27;limits&#x27;?" in text
    assert "<script>" in text
    settings.write_text("processes: 1\n", encoding="utf-8")
    assert made.answer("/")[0] == 200


def test_a_fault_of_a_template_is_shown_with_its_file_and_line(get: Get, templates: Path) -> None:
    broken = templates / "sections" / "method.html"
    broken.write_text("<p>one</p>\n<p>{{ brief.titel }}</p>\n", encoding="utf-8")
    status, page = get("/")
    assert status == 500
    assert f"{broken}:2".encode() in page
    assert b"<mark>   2  &lt;p&gt;{{ brief.titel }}&lt;/p&gt;</mark>" in page


def test_only_this_machine_is_answered(get: Get) -> None:
    assert get("/", host="evil.example")[0] == 403
    assert get("/", host="evil.example:80")[0] == 403
    assert get("/", host="127.0.0.1:80")[0] == 200


def test_several_briefs_are_listed(made: Preview, brief: Brief) -> None:
    from dataclasses import replace

    made.make = lambda: [brief, replace(brief, audience="press & radio")]
    status, _, page = made.answer("/")
    assert status == 200
    assert b'<a href="/press &amp; radio/brief.pdf">' in page
    made.make, made.watched = list, ()
    assert b"nothing to report" in made.answer("/")[2]


def test_hidden_files_are_nobodys_change(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("a", encoding="utf-8")
    first = state([tmp_path])
    (tmp_path / ".one.yaml.swp").write_text("b", encoding="utf-8")
    assert state([tmp_path, tmp_path / "missing"]) == first
    (tmp_path / "two.yaml").write_text("b", encoding="utf-8")
    assert state([tmp_path]) != first


@pytest.mark.parametrize("name", ["brief.pdf", "brief.json", "brief.md", "brief.eml", "brief.docx"])
def test_every_format_can_be_looked_at(brief: Brief, templates: Path, name: str) -> None:
    preview = Preview(lambda: [brief], templates, ())
    assert f'href="/desk/{name}"' in preview.answer("/")[2].decode()
    status, kind, body = preview.answer(f"/desk/{name}")
    assert (status, kind) == (200, web.KINDS[name][1])
    assert len(body) > 500
