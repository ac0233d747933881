"""What each finder costs beside the bare model's parse of the same texts.

`make bench` prints it with the rest; alone: `python bench/finders.py --articles 200 --rounds 3`. Every finder runs over the
same parsed Docs, in the order of the pipeline; the best CPU time counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import spacy
from run import REPOSITORY, articles_of, best_of, deal

from briefer import read
from briefer.annotate import models, nlp
from briefer.annotate.findings import KEY, Findings
from briefer.model.article import ArticleIn

GROUPS = {
    "quotes": (0.10, ("briefer_people", "briefer_quotes")),
    "figures": (0.20, ("briefer_times", "briefer_places", "briefer_incidents", "briefer_figures", "briefer_casualties")),
}
"""A group's goal, as a share of the bare parse, and its finders."""


def finder_ratios(number: int, rounds: int, scratch: Path) -> dict[str, float]:
    """Each group of finders over `nlp.pipe` of the bare model, in CPU time; prints every finder's own share, too."""
    texts = deal(articles_of(REPOSITORY / "examples"), number, scratch / "finders.jsonl")
    name = models.resolve("auto")
    bare = spacy.load(name)
    own = nlp.load(name)
    (parse,) = best_of(rounds, lambda: sum(len(doc) for doc in bare.pipe(texts)))
    unread = [own.make_doc(text) for text in texts]
    for index, doc in enumerate(unread):
        doc.user_data[KEY] = Findings(read.from_record(ArticleIn(str(index), doc.text, published="2019-09-03")))
    with own.select_pipes(disable=[*nlp.FINDERS, "briefer_topics"]):
        docs = list(own.pipe(unread))
    best = dict.fromkeys(nlp.FINDERS, float("inf"))
    for _ in range(rounds):
        for finder in nlp.FINDERS:
            find = own.get_pipe(finder)
            start = time.process_time()
            for doc in docs:
                find(doc)
            best[finder] = min(best[finder], time.process_time() - start)
    print(f"finders, {number} articles, {sum(map(len, docs)):,} tokens")
    print(f"  bare nlp.pipe                              {parse:7.2f} s")
    for finder, seconds in best.items():
        print(f"  {finder:<42} {seconds:7.2f} s  {seconds / parse:.3f} ×")
    return {group: sum(best[finder] for finder in finders) / parse for group, (_, finders) in GROUPS.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        ratios = finder_ratios(chosen.articles, chosen.rounds, Path(scratch))
    for group, ratio in ratios.items():
        goal = GROUPS[group][0]
        print(f"{group}: {ratio:.3f}, goal at most {goal}: {'kept' if ratio <= goal else 'MISSED'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
