"""What can be asked for stands in the docs, and a section kind is one word everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from briefer.config.settings import SectionKind
from briefer.sections import KINDS

ROOT = Path(__file__).parents[2]


def test_the_kinds_that_are_built_are_those_that_can_be_configured() -> None:
    assert set(KINDS) == set(get_args(SectionKind))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_section_kind_is_one_word_in_code_templates_and_docs(kind: str) -> None:
    assert (ROOT / "briefer" / "sections" / f"{kind}.py").is_file()
    assert (ROOT / "templates" / "sections" / f"{kind}.html").is_file()
    assert f"`{kind}`" in (ROOT / "docs" / "sections.md").read_text("utf-8")


def test_every_page_that_the_docs_link_to_is_there() -> None:
    import re

    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
