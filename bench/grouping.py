"""What grouping costs as articles become ten times as many: the time an article of 10,000 over that of 1,000.

`python bench/grouping.py`, or with articles of your own: `--input FILE.jsonl…` (lines as `briefer extract --input` takes them).
Without any, the examples are the material. The articles are made of real ones: each of a sample is edited (words and sentences
dropped, sentences moved, names and numbers replaced), so that some stay copies, some become further reports of the event, and
some become events of their own. Both collections cover the same fortnight: ten times as many articles a day.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from briefer import read, stories
from briefer.model import codec
from briefer.model.article import Article, ArticleIn, sha256_of
from briefer.model.span import ArticleId

GOAL = 1.5
REPOSITORY = Path(__file__).parents[1]
FIRST = date(2024, 1, 1)
DAYS = 14
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_SYLLABLES = [
    "bar",
    "den",
    "fol",
    "gim",
    "har",
    "jor",
    "kel",
    "lum",
    "mas",
    "nor",
    "pel",
    "quin",
    "rav",
    "sol",
    "tam",
    "ul",
    "ver",
]


def material(paths: Sequence[Path]) -> list[Article]:
    """JSONL files, or the examples where there are none → articles."""
    if not paths:
        files = [path for path in sorted((REPOSITORY / "examples").rglob("*")) if path.suffix in (".txt", ".md", ".html")]
        return [read.from_record(ArticleIn(str(path), path.read_text(encoding="utf-8"))) for path in files]
    lines = [(str(path), line) for path in paths for line in path.read_bytes().splitlines() if line.strip()]
    return [read.from_record(codec.from_json(ArticleIn, line, where=where)) for where, line in lines]


def edited(article: Article, number: int, chance: random.Random) -> Article:
    """An article → another of it: a light edit, another report of the event, or the like of it elsewhere."""
    kind = chance.choice(["copy", "report", "report", "event", "event", "event", "event"])
    sentences = [sentence for sentence in _SENTENCE.split(article.text) if sentence.strip()]
    title = article.title
    if kind == "copy":
        sentences = [sentence for sentence in sentences if chance.random() > 0.05]
    else:
        chance.shuffle(sentences)
        sentences = sentences[: max(1, 2 * len(sentences) // 3)]
    text = " ".join(sentences)
    if kind == "event":
        names = {name: _name(chance) for name in sorted(set(_NAME.findall(text)))}
        text = _NAME.sub(lambda match: names[match.group()], text)
        text = re.sub(r"\d+", lambda match: str(chance.randrange(1, 10 ** len(match.group()))), text)
        title = None
    day = (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()
    words = [word for word in text.split(" ") if kind == "copy" or chance.random() > 0.03]
    text = " ".join(words)
    return replace(
        article, id=ArticleId(f"{number:05}"), text=text, title=title, published=day, dateline=None, sha256=sha256_of(text)
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


def make(articles: Sequence[Article], number: int) -> dict[ArticleId, Article]:
    """Articles → so many made of them; the same every time."""
    chance = random.Random(number)
    made = (edited(chance.choice(articles), index, chance) for index in range(number))
    return {one.id: one for one in made}


def measure(articles: Sequence[Article], number: int) -> float:
    """Articles → the CPU seconds that grouping so many made of them takes, an article."""
    made = make(articles, number)
    start = time.process_time()
    found = stories.group(made)
    seconds = (time.process_time() - start) / number
    sizes = Counter(found.values())
    print(f"{number:6,} articles  {1000 * seconds:6.2f} ms each  {len(sizes):6,} stories, the largest of {max(sizes.values())}")
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, nargs="*", default=[], metavar="FILE.jsonl")
    parser.add_argument("--sizes", type=int, nargs=2, default=[1_000, 10_000])
    parser.add_argument("--strict", action="store_true", help="exit with 1 where the goal is missed")
    chosen = parser.parse_args()
    articles = material(chosen.input)
    print(f"made of {len(articles):,} articles, {DAYS} days")
    measure(articles, 100)
    few, many = (measure(articles, size) for size in chosen.sizes)
    kept = many <= GOAL * few
    print(f"grouping: {many / few:.2f}, goal at most {GOAL}: {'kept' if kept else 'MISSED'}")
    return 1 if chosen.strict and not kept else 0


if __name__ == "__main__":
    sys.exit(main())
