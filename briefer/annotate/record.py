"""Findings become the record of an article."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from briefer.annotate.casing import restored
from briefer.annotate.findings import KEY, Findings, findings
from briefer.annotate.nlp import load
from briefer.annotate.summary import summary
from briefer.annotate.toll import toll
from briefer.config.settings import Topic
from briefer.model.annotation import Annotation, Sentence
from briefer.model.article import Article, Skipped
from briefer.model.span import Span

logger = logging.getLogger(__name__)

SUMMARY_WORDS = 60
_SURROGATE = re.compile("[\ud800-\udfff]")


def annotate(nlp: Language, article: Article, summary_words: int = SUMMARY_WORDS) -> Annotation:
    """An article → all that is found in it."""
    return _record(nlp(_unread(nlp, article)), summary_words)


def annotate_many(
    nlp: Language, articles: Sequence[Article], summary_words: int = SUMMARY_WORDS
) -> Iterator[Annotation | Skipped]:
    """Articles → their annotations, in order. One that no finder can read is Skipped, and costs the others nothing."""
    short = [article for article in articles if len(article.text) <= nlp.max_length]
    try:
        records: Iterable[Annotation | Skipped] = [
            _record(doc, summary_words) for doc in nlp.pipe(_unread(nlp, article) for article in short)
        ]
    except Exception:
        logger.debug("a batch failed, its articles are read one by one", exc_info=True)
        records = [_annotate_safely(nlp, article, summary_words) for article in short]
    found = iter(records)
    for article in articles:
        if len(article.text) > nlp.max_length:
            yield Skipped(article.id, f"its text has {len(article.text):,} characters, the model reads {nlp.max_length:,}")
        else:
            yield next(found)


def annotator(
    model: str, topics: Mapping[str, Topic], summary_words: int = SUMMARY_WORDS
) -> Callable[[Sequence[Article]], Iterator[Annotation | Skipped]]:
    """Load a model once → the function that annotates batches of articles with it: what an engine is given to prepare."""
    return partial(annotate_many, load(model, topics), summary_words=summary_words)


def _annotate_safely(nlp: Language, article: Article, summary_words: int) -> Annotation | Skipped:
    try:
        return annotate(nlp, article, summary_words)
    except Exception as problem:  # a fault of a finder, or of a plug-in: the other articles are read all the same
        logger.error("%s: not annotated: %s: %s", article.id, type(problem).__name__, problem, exc_info=True)
        return Skipped(article.id, f"it could not be analysed ({type(problem).__name__})")


def _unread(nlp: Language, article: Article) -> Doc:
    """An article → its Doc before the model read it: in mixed case, as long as its text.

    Lone surrogates, which spaCy refuses, are replaced one for one.
    """
    doc = nlp.make_doc(restored(_SURROGATE.sub("\ufffd", article.text)))
    doc.user_data[KEY] = Findings(article)
    return doc


def _record(doc: Doc, summary_words: int) -> Annotation:
    found = findings(doc)
    article = found.article
    return Annotation(
        id=article.id,
        published=article.published,
        dateline=article.dateline,
        sentences=tuple(_sentences(doc, found)),
        quotes=found.quotes,
        figures=found.figures,
        casualties=found.casualties,
        incidents=found.incidents,
        toll=toll(found.casualties),
        times=found.times,
        places=found.places,
        provinces=found.provinces,
        people=found.people,
        summary=summary(doc, summary_words),
        story=None,
    )


def _sentences(doc: Doc, found: Findings) -> Iterator[Sentence]:
    """The sentences of a Doc without the white space around them. One of white space alone keeps its place, empty."""
    for sentence, topic in zip(doc.sents, found.topics, strict=True):
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        yield Sentence(Span(found.article.id, start, max(start, sentence.start_char + len(text.rstrip()))), topic)
