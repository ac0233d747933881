"""The configuration that briefer ships is valid, and its audiences differ as they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefer.config import defaults, load
from briefer.config.settings import Configuration


@pytest.fixture(name="packaged")
def fixture_packaged(tmp_path: Path) -> Configuration:
    (tmp_path / "brief.html").write_text("")
    return load(defaults.folder("config"), tmp_path)


def test_topics_have_the_ids_that_records_use(packaged: Configuration) -> None:
    told = [name for name, topic in packaged.topics.items() if not topic.aside]
    assert told == ["aid", "justice", "negotiations", "protests", "sanctions", "security", "statements"]


@pytest.mark.parametrize(
    ("audience", "kinds"),
    [
        ("executive", ["highlights", "figures", "sources"]),
        ("press", ["quotes", "highlights", "changes", "topic", "topic", "topic", "figures", "sources"]),
    ],
)
def test_an_audience_has_its_sections_in_its_order(packaged: Configuration, audience: str, kinds: list[str]) -> None:
    assert [section.kind for section in packaged.audiences[audience].sections] == kinds


def test_the_security_desk_sees_every_topic_that_is_news(packaged: Configuration) -> None:
    shown = {section.topic for section in packaged.audiences["security-desk"].sections}
    aside = {name for name, topic in packaged.topics.items() if topic.aside}
    assert set(packaged.topics) - aside - shown == {"statements"}


def test_in_a_source_tree_the_defaults_are_the_repositorys_own() -> None:
    assert defaults.folder("config") == Path(__file__).parents[2] / "config"


def test_in_a_wheel_the_defaults_stand_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "defaults" / "templates").mkdir(parents=True)
    monkeypatch.setattr(defaults, "_PACKAGE", tmp_path)
    assert defaults.folder("templates") == tmp_path / "defaults" / "templates"
