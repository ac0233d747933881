"""Thousands of articles with what is found in them: the examples, many words of theirs others of their length.

So offsets still fit: what the model found in an example is found at the same places in all articles that are made of it.
`python -m tests.end_to_end.crowd KNOWN INBOX OUT NOW` runs briefer over such a source and says what memory that took.
"""

from __future__ import annotations

import json
import logging
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from briefer import collect, pipeline, read
from briefer.annotate import record
from briefer.config import defaults
from briefer.config.settings import Limits
from briefer.model import codec
from briefer.model.annotation import Annotation
from briefer.model.article import Article
from tests.end_to_end import newsroom

_WORD = re.compile(r"[a-z]{4,}")
Known = list[dict[str, Any]]


def known(nlp: Any) -> Known:
    """The model → the packaged examples as data: text, title, outlet, and what it finds."""
    documents = collect.paths([str(defaults.folder("examples"))], Limits()).documents
    articles = [article for one in documents if isinstance(article := read.article(one, Limits()), Article)]
    found = list(record.annotate_many(nlp, articles, summary_words=record.SUMMARY_WORDS))
    return [
        {"text": article.text, "title": article.title, "outlet": article.outlet, "found": codec.to_data(one)}
        for article, one in zip(articles, found, strict=True)
    ]


def offer(path: Path, examples: Known, number: int, end: datetime, days: float) -> None:
    """Articles of some days before a time, evenly spread → the JSONL file that a source is, after what is in it already."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in sorted({word for one in examples for word in _WORD.findall(one["text"])}):
        by_length[len(word)].append(word)
    with path.open("a", encoding="utf-8") as lines:
        for index in range(number):
            chance = random.Random(f"{end}{index}")
            words: dict[str, str] = {}

            def other(match: re.Match[str], words: dict[str, str] = words, chance: random.Random = chance) -> str:
                word = match.group()
                if word not in words:
                    words[word] = chance.choice(by_length[len(word)]) if chance.random() < 0.6 else word
                return words[word]

            one = examples[index % len(examples)]
            published = end - timedelta(days=days * index / number, minutes=1)
            line = {
                "id": f"{end:%m%d}-{index:05}",
                "title": _WORD.sub(other, one["title"] or ""),
                "published": published.isoformat(timespec="seconds"),
                "source": f"{one['outlet']} {index % 40}",
                "text": _WORD.sub(other, one["text"]),
            }
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def annotator(examples: Known) -> Callable[..., Callable[[Sequence[Article]], Iterable[Annotation]]]:
    """In place of the finders: what was found in the example that an article is made of."""

    def found(articles: Sequence[Article]) -> Iterable[Annotation]:
        for article in articles:
            example = examples[int(article.id[-5:]) % len(examples)]["found"]
            data = {**example, "id": article.id, "published": article.published}
            yield codec.from_json(Annotation, json.dumps(data), where=article.id)

    return lambda *_: found


def main(examples: str, inbox: str, out: str, now: str) -> None:
    logging.disable(logging.CRITICAL)
    record.annotator = annotator(json.loads(Path(examples).read_text()))  # type: ignore[assignment]
    order = newsroom.order(newsroom.settings(Path(inbox)), Path(out), datetime.fromisoformat(now))
    outcome = pipeline.run(order)
    used = {edition.brief.audience: edition.brief.counts.used for edition in outcome.editions}
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())  # ru_maxrss would be the parent's
    megabytes = int(peak) // 1024
    sys.stdout.write(json.dumps({"megabytes": megabytes, "used": used}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
