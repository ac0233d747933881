from __future__ import annotations

from briefer.stories.quotes import merge
from tests.stories.builder import Notes, article

LONG = "“The bridge will be open again before the first snow falls, whatever it costs,” said Governor Tessa Lund."
SHORT = "Lund promised that “the bridge will be open again before the first snow falls.” “It is a shame,” Arno Beck said."


def merged(*notes: Notes) -> list[list[str]]:
    articles = {one.source.id: one.source for one in notes}
    annotations = {one.source.id: one.record for one in notes}
    return [[version.article for version in line.versions] for line in merge(list(articles), articles, annotations)]


def long(id_: str, by: str | None = "Tessa Lund") -> Notes:
    words = "The bridge will be open again before the first snow falls, whatever it costs"
    return Notes(article(id_, LONG)).quote(words, by=by, mention="Tessa Lund")


def short(by: str | None = "Lund") -> Notes:
    return Notes(article("short", SHORT)).quote(
        "the bridge will be open again before the first snow falls", by=by, mention="Lund"
    )


def test_one_quotation_in_two_articles_is_one_line_the_fullest_first() -> None:
    assert merged(short(), long("long")) == [["long", "short"]]


def test_equally_full_wordings_stand_in_the_order_of_the_articles() -> None:
    assert merged(long("b"), long("a")) == [["b", "a"]]


def test_two_people_do_not_share_a_quotation() -> None:
    assert merged(long("long"), short(by="Arno Beck")) == [["long"], ["short"]]


def test_an_unknown_speaker_may_be_the_known_one() -> None:
    assert merged(long("long"), short(by=None)) == [["long", "short"]]


def test_a_stock_phrase_is_shared_only_by_one_speaker() -> None:
    def phrase(id_: str, by: str | None) -> Notes:
        return Notes(article(id_, SHORT)).quote("It is a shame"[3:], by=by, mention="Arno Beck")

    assert merged(phrase("a", None), phrase("b", None)) == [["a"], ["b"]]
    assert merged(phrase("a", "Arno Beck"), phrase("b", "Arno Beck")) == [["a", "b"]]


def test_different_quotations_keep_the_order_in_which_they_are_told() -> None:
    notes = short().quote("It is a shame", by="Arno Beck", mention="Arno Beck")
    lines = merge([notes.source.id], {notes.source.id: notes.source}, {notes.source.id: notes.record})
    assert [line.versions[0].quote.speaker and line.versions[0].quote.speaker.name for line in lines] == ["Lund", "Arno Beck"]
