"""Where in an article something stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NewType

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema

ArticleId = NewType("ArticleId", str)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where in an article something stands.

    Offsets count code points of `Article.text`, half-open; never bytes, never tokens.
    In JSON a span is `[start, end]`; the record around it names the article.
    """

    article: ArticleId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got [{self.start}, {self.end}]")

    def __contains__(self, other: Span) -> bool:
        return self.article == other.article and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.article == other.article and self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The article's text → the words that stand here. IndexError if the text is too short to hold them."""
        if self.end > len(text):
            raise IndexError(f"span [{self.start}, {self.end}] ends behind a text of {len(text)} characters")
        return text[self.start : self.end]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        offsets = core_schema.tuple_schema([core_schema.int_schema(ge=0), core_schema.int_schema(ge=0)])
        return core_schema.with_info_after_validator_function(
            _from_offsets,
            offsets,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda span: [span.start, span.end], return_schema=core_schema.list_schema(core_schema.int_schema())
            ),
        )


def _from_offsets(offsets: tuple[int, int], info: ValidationInfo) -> Span:
    """`[start, end]` inside a record becomes a Span of the record's article (a citation's own, else the one being read)."""
    enclosing: Mapping[str, Any] = info.data or {}
    context: Mapping[str, Any] = info.context or {}
    article = enclosing.get("article") or context.get("article")
    if article is None:
        raise ValueError("a span stands in a record that names no article")
    return Span(ArticleId(article), *offsets)
