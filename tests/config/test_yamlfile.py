"""One YAML file becomes nodes; whatever it holds, the answer is a node or a complaint with a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer.config.nodes import plain
from briefer.config.yamlfile import LARGEST, read


def complaints(tmp_path: Path, content: bytes) -> list[str]:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    return [str(complaint.fault) for complaint in read(path, "a.yaml")[2]]


def data(tmp_path: Path, content: bytes) -> object:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    node, _, found = read(path, "a.yaml")
    assert node is not None
    assert not found
    return plain(node)


def test_numbers_are_numbers_only_as_people_write_them(tmp_path: Path) -> None:
    text = b"a: 5\nb: 18:00\nc: 010\nd: 2.5\ne: 1_000\nf: 2019-09-02\ng: .inf\nh: 0x10\ni: -3\n"
    assert data(tmp_path, text) == {
        "a": 5, "b": "18:00", "c": "010", "d": 2.5, "e": "1_000", "f": "2019-09-02", "g": ".inf", "h": "0x10", "i": -3,
    }  # fmt: skip


def test_a_file_of_comments_is_an_empty_mapping(tmp_path: Path) -> None:
    assert data(tmp_path, b"# nothing yet\n") == {}


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert data(tmp_path, b"\xef\xbb\xbftitle: A\n") == {"title": "A"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: 1\nb: 2\na: 3\n", "a.yaml:3: the key 'a' stands on line 1 already. Keep one."),
        (b"a: 1\nno: 2\n", 'a.yaml:2: the key no is not read as text. Quote it: "no".'),
        (b"a:\n\tb: 1\n", "a.yaml:2: a tab stands where YAML wants spaces. Indent with spaces."),
        (b"a: b: c\n", "a.yaml:1: a ':' stands where no key can be. Put a text that holds ': ' in quotes."),
        (b"- a\n- b\n", "a.yaml:1: the file must hold keys with values, such as 'title: Morning brief'."),
        (
            b"a: &x [1]\nb: *x\n",
            "a.yaml:2: the alias *x is not read here. "
            "Write the value out, or use 'extends'; put a text that begins with '*' in quotes.",
        ),
        (b"a: !!python/object:os.system {}\n", "a.yaml:1: the tag !!python/object:os.system is not read here. Remove it."),
        (b"a: 1\n---\nb: 2\n", "a.yaml:2: a second document begins with '---'. Keep one document in a file."),
        (b"a: 1\nb: caf\xe9\n", "a.yaml:2: the file is not UTF-8 text. Save it as UTF-8."),
        ("a: 1\n".encode("utf-16"), "a.yaml:1: the file is not UTF-8 text. Save it as UTF-8."),
        (b"a: 1\nb: \x00\n", "a.yaml:2: a control character (number 0) stands in the text."),
        (b'a: "\\ud800"\n', "a.yaml:1: half of a character (a lone surrogate) stands in the text."),
        (b"a: ${1}\n", "a.yaml:1: '${1}' does not name a variable of the environment. Write ${NAME}."),
        (b"a: " + b"[" * 5000, "a.yaml:1: lists or mappings are nested too deeply."),
        (b"#" * (LARGEST + 1), "a.yaml:1: the file has more than 1,000,000 bytes. Is it a configuration file?"),
    ],
)
def test_what_yaml_would_take_silently_or_say_in_jargon_is_refused_in_plain_words(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    assert complaints(tmp_path, content) == [expected]


def test_aliases_of_aliases_are_refused_before_they_grow(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert len(complaints(tmp_path, "\n".join(lines).encode())) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.one_of(st.binary(max_size=60), st.text("abn:-[]{}'\"*&!|>#%@`,? \t\n\r0$", max_size=40).map(str.encode)))
def test_any_bytes_give_a_mapping_or_a_complaint(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(content)
    node, _, found = read(path, "any.yaml")
    assert (node is not None and isinstance(plain(node), dict)) or found


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert [str(complaint.fault) for complaint in read(tmp_path, "a.yaml")[2]] == [
        "a.yaml:1: the file cannot be read: Is a directory."
    ]
