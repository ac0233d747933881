"""A folder of YAML becomes a Configuration, or every fault in it with file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefer.config import load
from briefer.config.settings import Configuration
from briefer.errors import ConfigError

AUDIENCE = "title: Morning\nsections:\n  - kind: highlights\n"
TOPIC = "title: Security\nverbs: [attack]\n"

Write = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a valid configuration: briefer.yaml, one audience, one topic, one template."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "config/briefer.yaml": "output: out\n",
        "config/audiences/morning.yaml": AUDIENCE,
        "config/topics/security.yaml": TOPIC,
        "templates/brief.html": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def write(name: str, text: str) -> None:
    (Path("config") / name).write_text(text)


def faults(folder: Path | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


def test_a_valid_folder_is_read_whole() -> None:
    configuration = load(None)
    assert configuration.origin == "config"
    assert list(configuration.audiences) == ["morning"]
    assert configuration.topics["security"].verbs == ("attack",)
    assert configuration.audiences["morning"].template == "brief"


def test_without_a_briefer_yaml_the_packaged_defaults_are_used() -> None:
    Path("config/briefer.yaml").unlink()
    configuration = load(None, Path("templates"))
    assert configuration.origin == "packaged defaults"
    assert {"executive", "security-desk", "press"} <= set(configuration.audiences)
    assert "base" not in configuration.audiences


def test_a_named_folder_needs_a_briefer_yaml() -> None:
    assert faults(Path("elsewhere")) == ["elsewhere: there is no briefer.yaml. Name another folder, or make one: briefer init."]


def test_missing_topics_are_the_packaged_ones() -> None:
    Path("config/topics/security.yaml").unlink()
    Path("config/topics").rmdir()
    assert "negotiations" in load(None).topics


def test_own_topics_are_not_mixed_with_packaged_ones() -> None:
    assert list(load(None).topics) == ["security"]


def test_the_hash_depends_on_contents_and_not_on_the_folder(tmp_path: Path) -> None:
    first = load(None).sha256
    Path("config").rename("settings")
    assert load(Path("settings")).sha256 == load(tmp_path / "settings").sha256 == first
    Path("settings/briefer.yaml").write_text("output: elsewhere\n")
    assert load(Path("settings")).sha256 != first


def test_the_nearest_key_is_named_with_its_line() -> None:
    write("audiences/morning.yaml", "title: Morning\nsections:\n  - kind: highlights\n    limits: 3\n")
    assert faults() == ["config/audiences/morning.yaml:4: sections.1.limits is not a known key. Did you mean 'limit'?"]


def test_all_faults_of_all_files_come_at_once_in_order() -> None:
    write("audiences/morning.yaml", "title: [a]\ntimezone: Asia/Kabull\nsections:\n  - kind: topic\n    topic: securty\n")
    write("briefer.yaml", "processes: many\naudiences: [mornin]\n")
    write("topics/security.yaml", "title: Security\nverb: [attack]\n")
    assert faults() == [
        "config/audiences/morning.yaml:1: title must be a text, and is a list.",
        "config/audiences/morning.yaml:2: timezone 'Asia/Kabull' is unknown. Did you mean 'Asia/Kabul'?",
        "config/audiences/morning.yaml:5: sections.1.topic 'securty' is unknown. Did you mean 'security'?",
        "config/briefer.yaml:1: processes must be a whole number, and is 'many'.",
        "config/briefer.yaml:2: audiences.1 'mornin' is an unknown audience. Did you mean 'morning'?",
        "config/topics/security.yaml:2: verb is not a known key. Did you mean 'verbs'?",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("limit: 0", "sections.1.limit must be more than 0, and is 0."),
        ("limit: yes", "sections.1.limit must be a whole number, and is 'yes'."),
        ("limit: 2.5", "sections.1.limit must be a whole number, and is '2.5'."),
        ('limit: "3"', "sections.1.limit must be a whole number, and is '3'."),
        ("title: no", 'sections.1.title: YAML reads no as true or false, not as a text. Quote it: "no".'),
        ("title: 2019", 'sections.1.title: YAML reads 2019 as a number, not as a text. Quote it: "2019".'),
        (
            "filters: {places: [NO]}",
            'sections.1.filters.places.1: YAML reads NO as true or false, not as a text. Quote it: "NO".',
        ),
        (
            "filters: {places: [null]}",
            'sections.1.filters.places.1: YAML reads null as nothing, not as a text. Quote it: "null".',
        ),
        ("filters: {place: [DE]}", "sections.1.filters.place is not a known key. Did you mean 'places'?"),
        ("filters: security", "sections.1.filters must be keys with values, and is 'security'."),
        (
            "filters: {topics: [securities]}",
            "sections.1.filters.topics.1 'securities' is an unknown topic. Did you mean 'security'?",
        ),
        ("topic: security", "sections.1.topic stands in a section of kind 'highlights'. Only 'kind: topic' has a topic."),
    ],
)
def test_a_fault_of_a_section_is_said_in_plain_words(lines: str, expected: str) -> None:
    write("audiences/morning.yaml", f"title: Morning\nsections:\n  - kind: highlights\n    {lines}\n")
    assert faults() == [f"config/audiences/morning.yaml:4: {expected}"]


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("sections:\n  - kind: highlights\n", 1, "title is missing. Add 'title:'."),
        ("title:\nsections:\n  - kind: highlights\n", 1, "title is empty. Give a text, or remove the line."),
        ("title: M\nsections:\n  - kind: quote\n", 3, "sections.1.kind 'quote' is unknown. Did you mean 'quotes'?"),
        (
            "title: M\nsections:\n  - kind: topic\n",
            3,
            "sections.1.topic is missing. A topic section says which: 'topic: NAME'.",
        ),
        ("title: M\nsections: []\n", 2, "sections is empty. List at least one."),
        (
            "title: M\nsections: highlights\n",
            2,
            "sections must be a list (items that begin with '- ', or [in, brackets]), and is 'highlights'.",
        ),
        (
            "title: M\ncut_off: 6pm\nsections:\n  - kind: quotes\n",
            2,
            "cut_off '6pm' is not a time of day. Write hours and minutes, such as 18:00.",
        ),
        ("title: M\ntemplate: briefs\nsections:\n  - kind: quotes\n", 2, "template 'briefs' is unknown. Did you mean 'brief'?"),
        (
            "title: M\ntemplate: ../brief\nsections:\n  - kind: quotes\n",
            2,
            "template '../brief' is unknown. Did you mean 'brief'?",
        ),
        ("title: M\nextends: mourning\nsections:\n  - kind: quotes\n", 2, "extends 'mourning' is unknown."),
        ("title: M\nformats: [html, pfd]\nsections:\n  - kind: quotes\n", 2, "formats.2 'pfd' is unknown. Did you mean 'pdf'?"),
        (
            "title: M\nsections:\n  - kind: quotes\n  - kind: figures\n  - kind: quotes\n",
            5,
            "sections.3 has the same id 'quotes' as sections.1 on line 3. Give one of them an 'id' of its own.",
        ),
    ],
)
def test_a_fault_of_an_audience_is_said_in_plain_words(text: str, line: int, expected: str) -> None:
    write("audiences/morning.yaml", text)
    assert faults() == [f"config/audiences/morning.yaml:{line}: {expected}"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{name: A}", "sources.1 has none of path, feed, sitemap, listing, mail and warc. Give exactly one of them."),
        (
            "{name: A, path: ., feed: 'https://a.example/feed'}",
            "sources.1 has both path and feed. Give exactly one.",
        ),
        (
            "{name: A, feed: 'ftp://a.example/feed'}",
            "sources.1.feed 'ftp://a.example/feed' is not a web address. It begins with https:// or http://.",
        ),
        (
            "{name: A, feed: 'https://[a'}",
            "sources.1.feed 'https://[a' is not a web address. It begins with https:// or http://.",
        ),
        ("{name: A, path: inbox}", "sources.1.path 'inbox' does not exist. It is looked for from config/."),
        ("{path: .}", "sources.1.name is missing. Add 'name:'."),
    ],
)
def test_a_source_that_cannot_be_collected_is_a_fault(source: str, expected: str) -> None:
    write("briefer.yaml", f"sources:\n  - {source}\n")
    assert faults() == [f"config/briefer.yaml:2: {expected}"]


def test_two_sources_of_one_name_are_a_fault() -> None:
    write("briefer.yaml", "sources:\n  - {name: A, path: .}\n  - {name: A, path: ..}\n")
    assert faults() == ["config/briefer.yaml:3: sources.2.name 'A' stands on line 2 already. Give each source its own name."]


def test_a_time_of_day_needs_no_quotes() -> None:
    write("audiences/morning.yaml", AUDIENCE + "cut_off: 18:00\n")
    assert load(None).audiences["morning"].cut_off == "18:00"


def test_an_audience_inherits_mappings_and_replaces_lists() -> None:
    write("audiences/base.yaml", "timezone: Asia/Kabul\nsections:\n  - kind: quotes\n  - kind: sources\n")
    write("audiences/morning.yaml", "extends: base\n" + AUDIENCE)
    write("audiences/noon.yaml", "extends: morning\ntitle: Noon\n")
    audiences = load(None).audiences
    assert list(audiences) == ["morning", "noon"]
    assert audiences["noon"].timezone == "Asia/Kabul"
    assert [section.kind for section in audiences["noon"].sections] == ["highlights"]


def test_a_fault_that_is_inherited_is_said_once_where_it_stands() -> None:
    write("audiences/base.yaml", "timezone: Asia/Kabull\n")
    write("audiences/morning.yaml", "extends: base\n" + AUDIENCE)
    write("audiences/noon.yaml", "extends: base\n" + AUDIENCE)
    assert faults() == ["config/audiences/base.yaml:1: timezone 'Asia/Kabull' is unknown. Did you mean 'Asia/Kabul'?"]


def test_parents_in_a_circle_are_a_fault() -> None:
    write("audiences/morning.yaml", "extends: noon\n" + AUDIENCE)
    write("audiences/noon.yaml", AUDIENCE + "extends: morning\n")
    assert faults() == ["config/audiences/noon.yaml:4: extends goes round in a circle: morning → noon → morning."]


def test_a_folder_without_audiences_of_its_own_is_a_fault() -> None:
    Path("config/audiences/morning.yaml").unlink()
    assert faults() == ["config/audiences/:1: there is no audience. Add NAME.yaml."]


def test_a_file_of_another_ending_is_not_passed_over_in_silence() -> None:
    write("audiences/noon.yml", AUDIENCE)
    assert faults() == ["config/audiences/noon.yml:1: the file is not read. Name it noon.yaml."]


def test_a_secret_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_PASSWORD", "geheim")
    write("briefer.yaml", "archive: postgresql://briefer:${ARCHIVE_PASSWORD}@db/archive\n")
    configuration: Configuration = load(None)
    assert configuration.settings.archive == "postgresql://briefer:geheim@db/archive"


def test_a_secret_never_stands_in_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEED", "gopher://geheim")
    write("briefer.yaml", "sources:\n  - name: A\n    feed: ${FEED}\n")
    assert faults() == [
        "config/briefer.yaml:3: sources.1.feed '${FEED}' is not a web address. It begins with https:// or http://."
    ]


def test_a_variable_that_is_not_set_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARCHIVE_URL", raising=False)
    write("briefer.yaml", "output: out\narchive: ${ARCHIVE_URL}\n")
    assert faults() == ["config/briefer.yaml:2: the environment has no variable ARCHIVE_URL. Set ARCHIVE_URL before the run."]
