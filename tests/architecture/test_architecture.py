"""The shape of the code: who may import whom, who may print, how long a file may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "briefer"
STAGES = ("collect", "read", "annotate", "stories", "sections", "render", "archive", "engine", "deliver")
COMMON = {"model", "errors", "config"}
HOME = {
    "spacy": "annotate",
    "jinja2": "render",
    "weasyprint": "render",
    "babel": "render",
    "sqlalchemy": "archive",
    "alembic": "archive",
    "smtplib": "deliver",
    "fsspec": "deliver",
    "click": "cli",
    "rich": "cli",
}
MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = sorted(path for folder in ("briefer", "tests", "bench", "scripts") for path in (REPOSITORY / folder).rglob("*.py"))
SHIPPED = ("briefer", "config", "templates", "examples", "docs", "tests", "bench", "scripts", ".ci")


def area(path: Path) -> str:
    """A module's file → the stage or top-level module that it belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """A file → every module that it imports, wherever in the file, `from a import b` as `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(path: Path) -> set[str]:
    """A file → the areas of briefer that it imports from; `from briefer import __version__` and the like are none."""
    found = {name.split(".")[1] for name in imports(path) if name.startswith("briefer.")}
    return {name for name in found if not name.startswith("__")}


def test_there_is_something_to_look_at() -> None:
    assert {area(path) for path in MODULES} >= {*STAGES[:7], *COMMON, "cli"}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_the_model_the_errors_the_configuration_and_itself(stage: str) -> None:
    for path in (PACKAGE / stage).rglob("*.py"):
        assert own(path) <= {*COMMON, stage}, path


@pytest.mark.parametrize("name", sorted(COMMON))
def test_what_the_stages_share_knows_no_stage(name: str) -> None:
    for path in (path for path in MODULES if area(path) == name):
        assert own(path) <= COMMON, path


@pytest.mark.parametrize(("library", "stage"), sorted(HOME.items()))
def test_a_library_has_one_home(library: str, stage: str) -> None:
    users = {area(path) for path in MODULES if any(name.split(".")[0] == library for name in imports(path))}
    assert users <= {stage}


@pytest.mark.parametrize("module", ["briefer.cli", "briefer.render", "briefer.config", "briefer.model.brief"])
def test_importing_it_loads_no_language_model(module: str) -> None:
    code = f"import sys, {module}; sys.exit(' '.join(sys.modules.keys() & {{'spacy', 'thinc', 'torch'}}) or 0)"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", [path for path in MODULES if area(path) != "cli"], ids=lambda path: path.stem)
def test_nothing_outside_the_commands_prints_or_exits(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        said = ast.unparse(node) if isinstance(node, ast.Call | ast.Raise | ast.Attribute) else ""
        forbidden = ("print(", "sys.exit", "os._exit", "exit(", "quit(", "raise SystemExit", "sys.stdout", "sys.stderr")
        assert not said.startswith(forbidden), f"{path}:{getattr(node, 'lineno', '?')}: {said}"


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_file_has_at_most_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400


def test_no_file_names_a_machine_or_a_registry() -> None:
    machine = ["/".join(("", *parts, "")) for parts in (("work",), ("root",), ("opt", "pypi"), ("var", "folders"), ("Users",))]
    names = [*machine, "." + "pyenv", "pypi" + ".org", "python" + "hosted", "registry." + "npmjs"]
    top = [path for path in REPOSITORY.iterdir() if path.is_file() and path.name != ".git"]
    for path in [*top, *(path for folder in SHIPPED for path in (REPOSITORY / folder).rglob("*") if path.is_file())]:
        content = path.read_bytes()
        if "__pycache__" not in path.parts and b"\0" not in content:
            assert not [name for name in names if name.encode() in content], path
