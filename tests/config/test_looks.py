"""An audience's own look and language: what is wrong is said with file and line; a logo can draw, nothing else."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefer.cli.schema import schema_text
from briefer.config import colours, defaults, languages, load, logos, schemas
from briefer.errors import ConfigError

ROOT = Path(__file__).parents[2]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 240 60">{}</svg>'
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def project(folder: Path, audience: str) -> Path:
    """A configuration with one audience, and a logo beside it."""
    (folder / "audiences").mkdir(parents=True)
    (folder / "briefer.yaml").write_text("processes: 1\n", "utf-8")
    (folder / "logo.svg").write_text(SVG.format('<rect width="60" height="60" fill="#0b4f6c"/>'), "utf-8")
    text = f"title: Brief\nsections: [{{kind: highlights}}]\n{audience}"
    (folder / "audiences" / "house.yaml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("audience", "line", "message"),
    [
        ("language: frr", 3, "language 'frr' is unknown. Did you mean 'fr'?"),
        ("look:\n  accent: red", 4, "look.accent"),
        ("look:\n  accent: '#ffcc00'", 4, "contrast of 1.5 to 1, where text needs 4.5 (WCAG AA). Try accent: '#8f7200'"),
        ("look:\n  dark_accent: '#402020'", 4, "look.dark_accent"),
        ("look:\n  paper: '#202020'", 4, "look.paper: ink '#1d1c1a' on '#202020'"),
        ("look:\n  ink: '#999999'", 4, "look.ink"),
        ("look:\n  heading_font: serif-semibol", 4, "Did you mean 'serif-semibold'?"),
        ("look:\n  logo: logo.svg", 4, "look.logo_text is missing"),
        ("look:\n  logo: ../logo.svg\n  logo_text: x", 4, "lies outside the configuration's folder"),
        ("look:\n  logo: /etc/hostname\n  logo_text: x", 4, "lies outside the configuration's folder"),
        ("look:\n  logo: briefer.yaml\n  logo_text: x", 4, "is neither PNG nor SVG"),
        ("look:\n  logo: none.svg\n  logo_text: x", 4, "cannot be read"),
        ("look:\n  accents: '#000000'", 4, "Did you mean 'accent'?"),
    ],
)
def test_a_fault_of_a_look_has_its_line(tmp_path: Path, audience: str, line: int, message: str) -> None:
    folder = project(tmp_path / "config", audience)
    with pytest.raises(ConfigError) as caught:
        load(folder)
    (found,) = [fault for fault in caught.value.faults if message in str(fault)]
    assert found.where == f"{folder.as_posix()}/audiences/house.yaml:{line}"


def test_a_logo_becomes_part_of_the_audience_and_of_the_hash(tmp_path: Path) -> None:
    folder = project(tmp_path / "config", "look: {logo: logo.svg, logo_text: The Courier, accent: '#0b4f6c'}")
    first = load(folder)
    logo = first.audiences["house"].look.logo
    assert logo is not None and logo.startswith("data:image/svg+xml;base64,")
    (folder / "logo.svg").write_text(SVG.format('<circle r="9"/>'), "utf-8")
    assert load(folder).sha256 != first.sha256


@pytest.mark.parametrize(
    "drawing",
    [
        "<script>alert(1)</script>",
        '<image href="file:///etc/passwd"/>',
        '<use xlink:href="https://example.org/x.svg#a"/>',
        "<foreignObject/>",
        '<rect onload="alert(1)"/>',
        '<rect fill="url(https://example.org/x)"/>',
        "<rect style=\"background: url('https://example.org/x')\"/>",
        "<style>@import 'x'</style>",
        '<a href="javascript:alert(1)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        "<text>Courier</text>",
    ],
)
def test_a_logo_that_does_more_than_draw_is_refused(tmp_path: Path, drawing: str) -> None:
    (tmp_path / "logo.svg").write_text(SVG.format(drawing), "utf-8")
    with pytest.raises(logos.LogoError):
        logos.read(tmp_path, "logo.svg")


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\x89PNG\r\n\x1a\nbroken",
        b"x" * 300_000,
    ],
)
def test_a_logo_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "logo").write_bytes(content)
    with pytest.raises(logos.LogoError):
        logos.read(tmp_path, "logo")


def test_a_logo_may_not_lead_out_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "config" / "logo.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(logos.LogoError, match="outside"):
        logos.read(tmp_path / "config", "logo.png")


def test_sizes_of_logos() -> None:
    assert logos.size_of_png(PNG) == (1, 1)
    assert logos.size_of_svg(SVG.format("").encode()) == (240, 60)


def test_contrast_is_that_of_wcag() -> None:
    assert round(colours.contrast("#000000", "#ffffff"), 2) == 21
    assert round(colours.contrast("#777777", "#ffffff"), 2) == 4.48
    assert colours.readable("#8a1a1f", "#ffffff") == "#8a1a1f"
    assert colours.contrast(colours.readable("#ffcc00", "#ffffff"), "#ffffff") >= 4.5
    assert colours.contrast(colours.readable("#301010", "#171614"), "#171614") >= 4.5


def test_a_text_in_a_language_is_the_nearest_that_there_is() -> None:
    assert languages.of("fr-CA", {"fr": "a", "ar": "b"}) == "a"
    assert languages.of("de", {"fr": "a"}) is None
    assert languages.file_of(defaults.folder("templates"), "../fr") is None


@pytest.mark.parametrize("name", sorted(schemas.FILES))
def test_the_schemas_of_the_files_are_those_of_the_code(name: str) -> None:
    kept = ROOT / "config" / "schemas" / f"{name}.schema.json"
    assert kept.read_text("utf-8") == schema_text(name), "run: briefer schema --out config/schemas"
    described = json.loads(kept.read_text("utf-8"))["properties"].values()
    assert all(key.get("description") for key in described)


@pytest.mark.parametrize("path", sorted((ROOT / "config").rglob("*.yaml")), ids=lambda path: path.stem)
def test_each_shipped_file_names_its_schema(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.rpartition("=")[2]).is_file()


def test_what_init_writes_finds_its_schemas(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "briefer", "init", str(tmp_path)], check=True, capture_output=True, cwd=ROOT)
    first = (tmp_path / "config" / "audiences" / "press.yaml").read_text("utf-8").splitlines()[0]
    assert (tmp_path / "config" / "audiences" / first.rpartition("=")[2]).is_file()
    assert (tmp_path / "templates" / "locale" / "briefer.pot").is_file()
