"""The page of the configuration says what the settings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefer.config import reference

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["configuration.md", "audiences.md"])
def test_the_page_holds_the_reference_as_it_is_now(name: str) -> None:
    page = (DOCS / name).read_text()
    assert reference.updated(page) == page, f"write reference.updated(page) to docs/{name}"


@pytest.mark.parametrize(("kind", "heading"), (*reference.KINDS, *reference.AUDIENCE))
def test_every_key_has_a_row_with_its_meaning(kind: type, heading: str) -> None:
    rows = reference.markdown((*reference.KINDS, *reference.AUDIENCE)).split(f"### {heading}\n")[1].split("###")[0].splitlines()
    cells = [row.strip("|").split(" | ") for row in rows if row.startswith("| `")]
    assert [cell[0].strip(" `") for cell in cells] == list(kind.model_fields)  # type: ignore[attr-defined]
    assert all(cell[-1].strip() for cell in cells)


def test_a_page_without_a_place_for_the_reference_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        reference.updated("# Configuration\n")
