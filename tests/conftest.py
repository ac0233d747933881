"""What the tests share: the language model, the evaluation data, and a log that nothing unexpected may enter."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

REPOSITORY = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden`: what the samples make now becomes what tests/golden keeps."""
    parser.addoption("--update-golden", action="store_true", help="keep what the samples make now as golden")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline as `briefer run` loads it, with the packaged topics; a missing model fails."""
    from briefer import config
    from briefer.annotate import nlp as pipeline

    return pipeline.load("auto", config.load(REPOSITORY / "config").topics)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the project; a test that needs it is skipped where there is none."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the evaluation data are not on this machine (no folder '{folder.name}' beside the project)")
    return folder


class _Witness(logging.Handler):
    """Keeps every record from WARNING upwards, whichever logger it comes from."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or error that is logged fails its test, unless it is marked `allow_logs` or reads `caplog` itself."""
    witness = _Witness()
    root = logging.getLogger()
    root.addHandler(witness)
    yield
    root.removeHandler(witness)
    if request.node.get_closest_marker("allow_logs") or "caplog" in request.fixturenames:
        return
    unexpected = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in witness.records]
    assert not unexpected, "unexpected in the log:\n" + "\n".join(unexpected)
