"""What a user gets: the wheel, in an environment that holds nothing of this repository, makes a brief and a project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def call(*command: str | Path, cwd: Path) -> str:
    """Run a command as a stranger would, without this project's paths; its standard output comes back."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=kept, capture_output=True, text=True)
    assert done.returncode == 0, f"{command} → {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, REPOSITORY, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def briefer(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command. The libraries are borrowed from this environment; briefer itself is the wheel's."""
    home = tmp_path_factory.mktemp("clean")
    call(sys.executable, "-m", "venv", home, cwd=home)
    python = home / "bin" / "python"
    own = Path(call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    call(python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=home)
    libraries = Path(sysconfig.get_path("purelib"))
    borrowed = home / "libraries"
    borrowed.mkdir()
    for entry in libraries.iterdir():
        if "briefer" not in entry.name:
            (borrowed / entry.name).symlink_to(entry)
    (own / "borrowed.pth").write_text(f"{borrowed}\n")
    where = call(python, "-c", "import briefer; print(briefer.__file__)", cwd=home).strip()
    assert Path(where).is_relative_to(own)
    return home / "bin" / "briefer"


def test_it_says_its_version(briefer: Path, tmp_path: Path) -> None:
    assert call(briefer, "--version", cwd=tmp_path).split()[-1] == "0.1.0"


def test_it_makes_a_brief_of_the_packaged_examples(briefer: Path, tmp_path: Path) -> None:
    made = call(briefer, "run", "examples", "--out", "made", cwd=tmp_path)
    briefs = sorted((tmp_path / "made").glob("*/*/brief.json"))
    assert briefs
    assert len(made.splitlines()) >= 3 * len(briefs)
    for path in briefs:
        brief = json.loads(path.read_bytes())
        assert any(section["items"] for section in brief["sections"])
        assert path.with_suffix(".html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


def test_it_writes_a_project_that_is_valid_and_makes_the_same_brief(briefer: Path, tmp_path: Path) -> None:
    call(briefer, "init", "project", cwd=tmp_path)
    project = tmp_path / "project"
    assert (project / "config" / "briefer.yaml").is_file()
    assert (project / "templates").is_dir()
    call(briefer, "check", cwd=project)
    call(briefer, "run", "examples", "--out", "made", cwd=project)
    assert sorted((project / "made").glob("*/*/brief.pdf"))
