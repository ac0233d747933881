"""Each PDF is PDF/A-3a and PDF/UA-1 at once, and carries what it was made from."""

from __future__ import annotations

import io
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import page
import pypdf
import pytest

from briefer.config import defaults
from briefer.model.brief import Brief
from briefer.render import render

TEMPLATES = defaults.folder("templates")
PROFILES = [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1]


@pytest.fixture(scope="module")
def briefs(make_brief: ModuleType) -> dict[str, Brief]:
    return {"plain": make_brief.brief(), "ugly": make_brief.ugly(), "empty": make_brief.empty()}


@pytest.fixture(scope="module")
def documents(briefs: dict[str, Brief]) -> dict[str, bytes]:
    return {name: render(brief, "pdf", TEMPLATES) for name, brief in briefs.items()}


@pytest.mark.parametrize("name", ["plain", "ugly", "empty"])
@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: str(profile.value))
def test_no_rule_of_either_standard_is_broken(documents: dict[str, bytes], name: str, profile: page.ValidationProfile) -> None:
    report = page.validate_pdf_bytes(documents[name], profile=profile)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("name", ["plain", "ugly", "empty"])
def test_the_brief_itself_is_attached_once(briefs: dict[str, Brief], documents: dict[str, bytes], name: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(documents[name]))
    assert dict(reader.attachments) == {"brief.json": [render(briefs[name], "json", TEMPLATES)]}
    root: dict[str, Any] = reader.root_object
    (file,) = (reference.get_object() for reference in root["/AF"])
    assert (file["/UF"], file["/AFRelationship"]) == ("brief.json", "/Source")


def test_a_header_cell_says_what_it_heads(documents: dict[str, bytes]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(documents["plain"]))
    root: dict[str, Any] = reader.root_object
    scopes = [cell["/A"]["/Scope"] for cell in elements(root["/StructTreeRoot"]) if cell.get("/S") == "/TH"]
    assert scopes
    assert {*scopes} <= {"/Column", "/Row"}


def elements(parent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An element of the structure tree → itself and all below it."""
    yield parent
    children = parent.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if isinstance(below := child.get_object(), dict):
            yield from elements(below)
