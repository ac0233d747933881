"""Which words of a source are marked."""

from __future__ import annotations

from briefer.cli.trace import passages

TEXT = "Snow fell.\n\nAt least six men were found, the mayor said. The road is shut.\n\nNothing else."


def marked(*words: str) -> list[str]:
    return [line.plain for line in passages(TEXT, [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words])]


def test_cited_words_are_marked_inside_their_paragraph() -> None:
    assert marked("The road is shut.") == ["At least six men were found, the mayor said. ⟦The road is shut.⟧"]


def test_words_inside_a_cited_sentence_are_what_is_marked() -> None:
    assert marked("At least six men were found, the mayor said.", "At least six men") == [
        "⟦At least six men⟧ were found, the mayor said. The road is shut."
    ]


def test_each_passage_is_shown_once() -> None:
    assert marked("Snow", "six", "shut") == [
        "⟦Snow⟧ fell.",
        "At least ⟦six⟧ men were found, the mayor said. The road is ⟦shut⟧.",
    ]
