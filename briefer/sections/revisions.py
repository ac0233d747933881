"""Two versions of one article → the sentences that the newer one changed."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.model.annotation import Annotation
from briefer.model.article import Article
from briefer.model.brief import Citation, Revision, Statement
from briefer.model.issue import Previous
from briefer.model.span import ArticleId, Span
from briefer.model.story import Material
from briefer.model.words import flat
from briefer.sections.request import Request
from briefer.sections.wording import content, is_whole, overlap

ALIKE = 0.5
"""Share of the shorter sentence's telling words from which one sentence is another's newer wording."""
KEPT = 0.5
"""Share of the older version's sentences that must stand in the newer one: else it is another report, and its story updated."""
LIMIT = 3
"""Changed sentences of one article that are shown."""


def revised(material: Material, previous: Previous) -> Iterator[tuple[ArticleId, ArticleId]]:
    """Articles that an earlier issue named and that have a newer version which none has named, each with that version's id."""
    for older, article in previous.articles.items():
        newer = older if older in material.articles else material.superseded.get(older)
        if newer is None or newer not in material.articles:
            continue
        sha256 = material.articles[newer].sha256
        if sha256 != article.sha256 and previous.named.get(newer) != sha256:
            yield older, newer


def revisions(request: Request, previous: Previous, older: ArticleId, newer: ArticleId) -> tuple[Revision, ...]:
    """Two versions of an article → what changed, in the order of the older one: a sentence with its newer wording, or one that
    is gone. Nothing where the newer version only adds to the older, or has few of its sentences left.

    Sentences whose telling words are the same have not changed.
    """
    before = previous.articles[older]
    was, now = _sentences(before, previous.annotations[older]), _sentences(request.article(newer), request.annotation(newer))
    kept = was.keys() & now.keys()
    if not was or len(kept) < KEPT * len(was):
        return ()
    gone, come = [text for text in was if text not in kept], [text for text in now if text not in kept]
    pairs = sorted((-overlap(content(old), content(new)), gone.index(old), come.index(new)) for old in gone for new in come)
    newer_of: dict[int, int] = {}
    for likeness, old, new in pairs:
        if -likeness >= ALIKE and old not in newer_of and new not in newer_of.values():
            newer_of[old] = new
    found = []
    for number, old_text in enumerate(gone):
        cited = (Citation(older, (was[old_text],), before.sha256),)
        counterpart = newer_of.get(number)
        if counterpart is None:
            found.append(Revision(Statement(old_text, cited), None))
        elif content(old_text) != content(come[counterpart]):
            found.append(
                Revision(Statement(old_text, cited), Statement(come[counterpart], request.cite([now[come[counterpart]]])))
            )
    return tuple(sorted(found, key=lambda revision: revision.after is None)[:LIMIT])


def _sentences(article: Article, annotation: Annotation) -> dict[str, Span]:
    """An article's whole sentences, white space made one, each with its span; torn ones and headlines are left out."""
    told = {flat(sentence.span.of(article.text)): sentence.span for sentence in annotation.sentences}
    return {text: span for text, span in told.items() if is_whole(text)}
