"""Articles with the true numbers of the injured → `briefer/annotate/data/casualties.json`, the weights of `weighing.py`.

    python scripts/train_casualties.py ARTICLES.jsonl GOLD.jsonl

A line of ARTICLES is an article as `briefer extract` takes it (`dct` may give its day); a line of GOLD has `id`, `incident` and
`injured`. The registry and the articles of SemEval-2018 task 5 have this shape. Neither is in the repository, and no word of
them is in the weights. Prints what the rules and the weights get right of the numbers of two and more, the weights in
cross-validation: articles of one incident are always on one side. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from briefer import read
from briefer.annotate import nlp as pipeline
from briefer.annotate import record
from briefer.annotate.casualties import weighing
from briefer.annotate.casualties.events import MAIN
from briefer.annotate.casualties.groups import Group, groups
from briefer.annotate.casualties.harm import told
from briefer.annotate.casualties.once import once
from briefer.annotate.findings import findings
from briefer.annotate.incidents.lexicon import lexicon
from briefer.model.article import ArticleIn

OUT = Path(__file__).parent.parent / "briefer" / "annotate" / "data" / "casualties.json"
FOLDS, RIDGE = 5, 2.0


class Example(NamedTuple):
    """An article's readings, what the rules say, the truth, and the fold that its incident is in."""

    readings: weighing.Readings
    rule: int
    truth: int
    fold: int


def mentions_of(articles: Path) -> Iterator[tuple[str, str, list[Group]]]:
    """A file of articles → each one's id, title and mentions of groups."""
    nlp = pipeline.load("auto")
    for line in articles.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = read.from_record(ArticleIn(id=row["id"], text=row["text"], title=row.get("title"), published=row.get("dct")))
        doc = nlp(record._unread(nlp, article))
        held = findings(doc)
        yield row["id"], row.get("title") or "", groups(doc, held, told(doc), held.figures, lexicon())


def examples(told_of: Iterable[tuple[str, str, list[Group]]], gold: Mapping[str, Mapping[str, object]]) -> list[Example]:
    """Mentions and the truth → examples."""
    found = []
    for article, title, mentions in told_of:
        kept = once([replace(mention) for mention in mentions], title)
        rule = weighing.number_of(group for group in kept if (group.event, group.effect) == (MAIN, "injured"))
        fold = hashlib.sha256(str(gold[article]["incident"]).encode()).digest()[1] % FOLDS
        readings = weighing.readings(kept, mentions, title)
        found.append(Example(readings, rule, int(str(gold[article]["injured"])), fold))
    return found


def trained(known: Sequence[Example], ridge: float = RIDGE) -> dict[str, float]:
    """Examples → the weights under which the true readings are the likeliest (log-linear, with a ridge)."""
    usable = [example for example in known if example.truth in example.readings and len(example.readings) > 1]
    names = sorted({name for example in usable for reading in example.readings.values() for name in reading.signs})
    at = {name: index for index, name in enumerate(names)}
    rows = np.zeros((sum(len(example.readings) for example in usable), len(names)))
    starts, right, row = [], [], 0
    for example in usable:
        starts.append(row)
        for number, reading in example.readings.items():
            if number == example.truth:
                right.append(row)
            for name, much in reading.signs.items():
                rows[row, at[name]] = much
            row += 1
    of = np.repeat(np.arange(len(usable)), np.diff([*starts, row]))

    def loss(weight: np.ndarray) -> tuple[float, np.ndarray]:
        score = rows @ weight
        top = np.maximum.reduceat(score, starts)
        share = np.exp(score - top[of])
        total = np.add.reduceat(share, starts)
        gradient = rows.T @ (share / total[of]) - rows[right].sum(axis=0) + 2 * ridge * weight
        return float((top + np.log(total)).sum() - score[right].sum() + ridge * weight @ weight), gradient

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(value), 2) for name, value in zip(names, best, strict=True) if abs(value) >= 0.005}


def answered(example: Example, weight: Mapping[str, float]) -> int:
    """The number that a reader with these weights gives."""
    return weighing.best(example.readings, weight) if example.readings else example.rule


def score(pairs: Sequence[tuple[int, int]], least: int = 2) -> float:
    """Answers and truths → the F1 of the numbers from `least` on."""
    right = sum(answer == truth >= least for answer, truth in pairs)
    return 200 * right / max(1, sum(answer >= least for answer, _ in pairs) + sum(truth >= least for _, truth in pairs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    given = parser.parse_args()
    gold = {row["id"]: row for row in map(json.loads, given.gold.read_text(encoding="utf-8").splitlines())}
    known = examples(mentions_of(given.articles), gold)
    folds = [trained([example for example in known if example.fold != fold]) for fold in range(FOLDS)]
    judged = [(answered(example, folds[example.fold]), example.truth) for example in known]
    rules = [(example.rule, example.truth) for example in known]
    print(f"rules {score(rules):.1f}, weights in cross-validation {score(judged):.1f}")
    OUT.write_text(json.dumps(trained(known), indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
