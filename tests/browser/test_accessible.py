"""The sample briefs in a real Chromium, narrow and wide, light and dark: axe finds nothing, nothing is too wide or fetched."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from briefer.config import defaults
from briefer.model import codec
from briefer.model.brief import Brief
from briefer.render import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = ["2019-09-02", "2019-09-03", "2019-09-04"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The longest page of each day of the examples, all audiences' of the last day, and its longest in other languages."""
    folder = tmp_path_factory.mktemp("briefs")
    for day in DAYS:
        run = [sys.executable, "-m", "briefer", "run", str(EXAMPLES), "--date", day, "--format", "html", "--out", str(folder)]
        run += [] if day == DAYS[-1] else ["--audience", "security-desk"]
        subprocess.run(run, check=True, capture_output=True)
    (longest,) = folder.glob(f"{DAYS[-1]}/security-desk/brief.json")
    brief = codec.from_json(Brief, longest.read_bytes(), where=str(longest))
    for language in ("ar", "fr"):
        path = folder / DAYS[-1] / language / "brief.html"
        path.parent.mkdir()
        path.write_bytes(render(replace(brief, language=language), "html", defaults.folder("templates")))
    return sorted(folder.glob("*/*/brief.html"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "there is no Chromium: `make browser` installs it"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, chromium_sandbox=False, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    pages: list[Path], chromium: Browser, axe: str, scheme: Literal["light", "dark"], width: int
) -> None:
    assert len(pages) == 7
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    tab = context.new_page()
    for path in pages:
        tab.goto(path.as_uri())
        assert wrong(tab, axe) == [], path
        assert tab.evaluate("document.documentElement.scrollWidth") == width, path
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def wrong(tab: Page, axe: str) -> list[str]:
    """A page in a tab → what axe calls a violation, each with the first element that is concerned."""
    tab.evaluate(axe)
    found: dict[str, Any] = tab.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    assert len(found["passes"]) > 20
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


def test_a_page_reads_the_same_without_scripts(pages: list[Path], chromium: Browser) -> None:
    texts = []
    for allowed in (True, False):
        context = chromium.new_context(java_script_enabled=allowed)
        tab = context.new_page()
        tab.goto(pages[0].as_uri())
        texts.append(tab.locator("main").inner_text())
        context.close()
    assert texts[0] == texts[1]
    assert len(texts[0]) > 500
