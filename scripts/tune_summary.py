"""Articles and reference summaries → how well `briefer.annotate.summary` does with other numbers than its own.

    pip install rouge-score
    python scripts/tune_summary.py ARTICLES.jsonl REFERENCES.jsonl _LEAST=0,0.05,0.1 _PAIR=0.5,1

ARTICLES holds `id` and `text`, REFERENCES `id` and `reference`. Some fifty references cannot tell two settings apart by one
length: a summary of 80 words is better than one of 75 by chance alone. So each setting is scored at seven lengths, the mean is
compared with that of the shipped numbers document by document, and shown with nine tenths of 2,000 bootstrap samples.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from briefer import config, read
from briefer.annotate import nlp as pipeline
from briefer.annotate import summary as subject
from briefer.annotate.casing import restored
from briefer.annotate.findings import KEY, Findings
from briefer.model import codec
from briefer.model.article import ArticleIn

LENGTHS = (65, 70, 75, 80, 85, 90, 95)
SAMPLES = 2000


def rows(path: str) -> Iterator[dict[str, Any]]:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def settings(arguments: Sequence[str]) -> list[dict[str, float]]:
    """`_LEAST=0,0.1 _PAIR=1` → every combination."""
    names, values = zip(*(argument.split("=") for argument in arguments), strict=True) if arguments else ((), ())
    choices = [[float(each) for each in value.split(",")] for value in values]
    return [dict(zip(names, choice, strict=True)) for choice in itertools.product(*choices)]


def scores(docs: Sequence[Doc], references: Sequence[str], numbers: Mapping[str, float]) -> list[tuple[float, float]]:
    """ROUGE-1 and ROUGE-2 F1 of each document, the mean of all lengths."""
    from rouge_score import rouge_scorer  # type: ignore[import-untyped]

    before = {name: getattr(subject, name) for name in numbers}
    for name, value in numbers.items():
        setattr(subject, name, value)
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2"], use_stemmer=True)
    found = []
    for doc, reference in zip(docs, references, strict=True):
        texts = [" ".join(span.of(doc.text) for span in subject.summary(doc, words)) for words in LENGTHS]
        each = [scorer.score(reference, text) for text in texts]
        one, two = (100 * sum(score[kind].fmeasure for score in each) / len(each) for kind in ("rouge1", "rouge2"))
        found.append((one, two))
    for name, value in before.items():
        setattr(subject, name, value)
    return found


def interval(gains: Sequence[float]) -> tuple[float, float]:
    chance = random.Random(1)
    means = sorted(sum(chance.choice(gains) for _ in gains) / len(gains) for _ in range(SAMPLES))
    return means[SAMPLES // 20], means[-SAMPLES // 20]


def main(articles: str, references: str, *arguments: str) -> None:
    configuration = config.load(None)
    model = pipeline.load(configuration.settings.model, configuration.topics)
    gold = {row["id"]: row["reference"] for row in rows(references)}
    inputs = [row for row in rows(articles) if row["id"] in gold]
    docs = [_parsed(model, row) for row in inputs]
    wanted = [gold[row["id"]] for row in inputs]
    shipped = scores(docs, wanted, {})
    print(f"{'as shipped':40} {_mean(shipped, 0):.2f} {_mean(shipped, 1):.2f}")
    for numbers in settings(arguments):
        found = scores(docs, wanted, numbers)
        gains = [mine[1] - theirs[1] for mine, theirs in zip(found, shipped, strict=True)]
        low, high = interval(gains)
        print(f"{numbers!s:40} {_mean(found, 0):.2f} {_mean(found, 1):.2f}  ROUGE-2 {low:+.2f} to {high:+.2f}")


def _parsed(model: Language, row: dict[str, Any]) -> Doc:
    article = read.from_record(codec.from_json(ArticleIn, json.dumps({"id": row["id"], "text": row["text"]}), where="articles"))
    doc = model.make_doc(restored(article.text))
    doc.user_data[KEY] = Findings(article)
    return model(doc)


def _mean(pairs: Sequence[tuple[float, float]], place: int) -> float:
    return sum(pair[place] for pair in pairs) / len(pairs)


if __name__ == "__main__":
    main(*sys.argv[1:])
