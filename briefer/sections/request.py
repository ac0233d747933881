"""What a section is made from: the material, its own settings, and what the sections before it already show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefer.config.settings import Audience, Filters, SectionSettings, Topic
from briefer.model.annotation import Annotation, Sentence, Speaker
from briefer.model.article import Article
from briefer.model.brief import Citation, Mark, Section
from briefer.model.issue import Previous
from briefer.model.span import ArticleId, Span
from briefer.model.story import Material, Story
from briefer.model.words import flat

_FIGHTING = (
    "taliban", "islamic state", "isis", "isil", "daesh", "al-qaida", "al-qaeda", "al qaeda", "boko haram", "al-shabab",
    "al-shabaab", "hamas", "hezbollah", "houthi", "rapid support forces", "wagner", "rebel", "insurgent", "militant",
    "militia", "guerrilla", "separatist", "paramilitar", "fighters", "armed group", "army", "military",
    "armed forces", "air force", "navy", "defense force", "defence force", "ministry of defense", "ministry of defence",
    "defense ministry", "defence ministry",
    "defense minister", "defence minister", "pentagon",
)  # fmt: skip
"""Words in a speaker's name, role or affiliation that make what he says a party's claim: armed groups, armies and their
ministries. Governments, police and local councils are not parties by themselves."""
_PARTY = re.compile(rf"\b(?:{'|'.join(map(re.escape, _FIGHTING))})")


@dataclass(frozen=True, slots=True)
class Request:
    """One section to build. `taken` and `done` grow as the sections of the brief are built, in the audience's order.

    `previous` is what the audience was told before, None in a first issue.
    """

    id: str
    settings: SectionSettings
    material: Material
    audience: Audience
    topics: Mapping[str, Topic]
    taken: set[str] = field(default_factory=set)
    done: Sequence[Section] = ()
    previous: Previous | None = None

    def take(self, text: str) -> None:
        """Remember that a sentence is shown, so that no other section shows it again."""
        self.taken.add(flat(text).casefold())

    def is_taken(self, text: str) -> bool:
        return flat(text).casefold() in self.taken

    def item_id(self, number: int) -> str:
        return f"{self.id}-{number}"

    def article(self, id_: ArticleId) -> Article:
        return self.material.articles[id_]

    def annotation(self, id_: ArticleId) -> Annotation:
        return self.material.annotations[id_]

    def current(self, story: Story) -> list[ArticleId]:
        """A story's articles of the period that pass the section's filters, oldest first, copies left out."""
        inside = [id_ for id_ in story.articles if id_ in self.material.current]
        return [id_ for id_ in inside if passes(self.settings.filters, self.article(id_), self.annotation(id_))]

    def cite(self, spans: Iterable[Span]) -> tuple[Citation, ...]:
        """Spans → one citation an article, in the order given, no span twice."""
        by_article: dict[ArticleId, dict[Span, None]] = {}
        for span in spans:
            by_article.setdefault(span.article, {})[span] = None
        return tuple(Citation(id_, tuple(own), self.article(id_).sha256) for id_, own in by_article.items())

    def outlet(self, id_: ArticleId) -> str:
        article = self.article(id_)
        return article.outlet.casefold() if article.outlet else article.id

    def marks(self, story: Story, spans: Iterable[Span] = ()) -> tuple[Mark, ...]:
        """A story and the spans of an item of it → the item's marks, in a fixed order; whoever speaks in the spans counts."""
        shown = list(spans)
        speakers = [
            (quote.speaker, id_)
            for id_ in dict.fromkeys(span.article for span in shown)
            for quote in self.annotation(id_).quotes
            if quote.speaker and any(part.overlaps(span) for part in quote.content for span in shown)
        ]
        return self.marks_of(story, speakers)

    def marks_of(self, story: Story, speakers: Sequence[tuple[Speaker, ArticleId]]) -> tuple[Mark, ...]:
        """A story and who speaks, each with the article that he speaks in → the item's marks, in a fixed order."""
        marks: list[Mark] = []
        if len({self.outlet(id_) for id_ in story.articles}) == 1:
            marks.append("single-source")
        if any(speaker.anonymous for speaker, _ in speakers):
            marks.append("anonymous-source")
        if any(is_party(speaker, self.article(id_)) for speaker, id_ in speakers):
            marks.append("party-claim")
        return tuple(marks)


def passes(filters: Filters, article: Article, annotation: Annotation) -> bool:
    """Does each list that a filter gives name one of the article's values? Case does not matter; speakers match by a part."""
    places = {place.name for place in annotation.places} | {place.country or "" for place in annotation.places}
    topics = {sentence.section or "" for sentence in annotation.sentences}
    speakers = " ; ".join(quote.speaker.name or "" for quote in annotation.quotes if quote.speaker).casefold()
    return (
        _names_one(filters.places, places | set(annotation.provinces))
        and _names_one(filters.topics, topics)
        and _names_one(filters.outlets, {article.outlet or ""})
        and (not filters.speakers or any(name.casefold() in speakers for name in filters.speakers))
    )


def _names_one(wanted: Sequence[str], values: set[str]) -> bool:
    return not wanted or bool({value.casefold() for value in wanted} & {value.casefold() for value in values})


def is_party(speaker: Speaker, article: Article) -> bool:
    """Does a speaker stand for an army or armed group, so that what he says is a party's claim?"""
    mention = speaker.mention.of(article.text) if speaker.mention else ""
    said = " ".join(part or "" for part in (speaker.name, speaker.role, speaker.affiliation, mention)).casefold()
    return bool(_PARTY.search(said))


def sentence_of(annotation: Annotation, span: Span) -> Sentence | None:
    """The sentence in which a span begins."""
    return next((s for s in annotation.sentences if s.span.start <= span.start < s.span.end), None)


def day(article: Article) -> str | None:
    """An article → the ISO date that its words are as of: the day of publication, else its dateline's."""
    return (article.published or (article.dateline.date if article.dateline else None) or "")[:10] or None
