"""The briefs of make_brief, for every test of this folder."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def make_brief() -> ModuleType:
    """The module beside this file: tests have no packages, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location("make_brief", Path(__file__).parent / "make_brief.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_brief"] = module
    spec.loader.exec_module(module)
    return module
