"""Records survive the way to JSON and back, and a wrong record is refused with all its faults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.cli.schema import schema_text
from briefer.errors import InputError
from briefer.model import codec
from briefer.model.annotation import Annotation, Figure, Quote, Sentence, Speaker
from briefer.model.article import ArticleIn
from briefer.model.span import ArticleId, Span

KABUL = ArticleId("kabul.txt")


def annotation(*quotes: Quote, sentences: tuple[Sentence, ...] = ()) -> Annotation:
    return Annotation(
        id=KABUL, published="2019-09-02", dateline=None, sentences=sentences, quotes=quotes, figures=(), casualties=(),
        incidents=(), toll=None, times=(), places=(), provinces=(), people=(), summary=(), story=None,
    )  # fmt: skip


def test_a_span_is_a_pair_of_offsets_in_json_and_knows_its_article_again_when_read() -> None:
    before = annotation(Quote((Span(KABUL, 3, 9), Span(KABUL, 12, 20)), None, "direct", None, None))

    text = codec.to_json(before)

    assert json.loads(text)["quotes"][0]["content"] == [[3, 9], [12, 20]]
    assert codec.from_json(Annotation, text, where="test") == before


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted), max_size=5), st.text(max_size=20))
def test_any_annotation_comes_back_as_it_was(offsets: list[list[int]], name: str) -> None:
    speaker = Speaker(None, name, None, None, anonymous=False)
    quote = Quote(tuple(Span(KABUL, start, end) for start, end in offsets), None, "mixed", None, speaker)
    before = annotation(quote, sentences=tuple(Sentence(span, "security") for span in quote.content))

    assert codec.from_json(Annotation, codec.to_json(before), where="test") == before


def test_all_faults_of_a_record_are_told_with_their_places() -> None:
    data = codec.to_data(annotation())
    data["quotes"] = [{"content": [[5, 2]], "cue": None, "kind": "shouted", "medium": None, "speaker": None}]

    with pytest.raises(InputError) as problem:
        codec.from_json(Annotation, json.dumps(data), where="out.jsonl:7")

    told = str(problem.value)
    assert told.count("out.jsonl:7") == len(problem.value.faults) == 2
    assert "quotes.0.kind" in told
    assert "start <= end" in told


def test_what_is_not_json_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"in\.jsonl:3: this is not JSON"):
        codec.from_json(ArticleIn, "{", where="in.jsonl:3")


def test_every_field_stands_in_the_json_even_where_nothing_is_known() -> None:
    figure = Figure(Span(KABUL, 0, 1), None, None, "vague", None, None, (), None, "other", None, None, None)

    assert set(codec.to_data(annotation())) == set(Annotation.__slots__)
    assert codec.to_data(figure)["low"] is None


@pytest.mark.parametrize("name", sorted(codec.SCHEMAS))
def test_the_schemas_in_config_are_those_of_the_code(name: str) -> None:
    kept = Path(__file__).parents[2] / "config" / "schemas" / f"{name}.schema.json"

    assert kept.read_text("utf-8") == schema_text(name), "run: briefer schema --out config/schemas"
