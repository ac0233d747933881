"""What the finders of one text hand on to each other.

One typed record under one key of `Doc.user_data`, so that a finder works in anybody's pipeline: what an earlier finder did not
leave there is simply empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from briefer.model.annotation import Casualty, Figure, Incident, Person, Place, Quote, Timex
from briefer.model.article import Article, sha256_of
from briefer.model.span import ArticleId, Span

KEY = "briefer"


@dataclass(slots=True)
class Findings:
    """Filled from top to bottom: `paragraphs` hold half-open token offsets, `topics` one id or None a sentence."""

    article: Article
    paragraphs: tuple[tuple[int, int], ...] = ()
    times: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()
    provinces: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    incidents: tuple[Incident, ...] = ()
    figures: tuple[Figure, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    topics: tuple[str | None, ...] = field(default=())


def findings(doc: Doc) -> Findings:
    """A Doc → its Findings; a Doc that did not come from an Article stands for one without title, date or dateline."""
    found = doc.user_data.get(KEY)
    if not isinstance(found, Findings):
        text = doc.text
        article = Article(
            ArticleId(""), text, title=None, outlet=None, byline=None, url=None, published=None, dateline=None, language=None,
            sha256=sha256_of(text),
        )  # fmt: skip
        found = doc.user_data[KEY] = Findings(article)
    return found


def span_of(doc: Doc, start: int, end: int) -> Span:
    """Half-open token offsets of a Doc → the Span of their characters, without the white space at its end."""
    tokens = doc[start:end]
    return Span(findings(doc).article.id, tokens.start_char, tokens.end_char)


def finder(slot: str, find: Callable[[Doc], object]) -> Callable[[Doc], Doc]:
    """`find` (a Doc → a tuple of records) becomes a spaCy component that leaves its answer in `Findings.<slot>`."""

    def component(doc: Doc) -> Doc:
        setattr(findings(doc), slot, find(doc))
        return doc

    return component


def register(name: str, slot: str, find: Callable[[Doc], object]) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    """A finder's name, slot and function → the factory that its entry point offers, registered with spaCy."""

    def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        return finder(slot, find)

    Language.factory(name, func=make)
    return make
