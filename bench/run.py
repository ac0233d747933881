"""What briefer costs beside the libraries that it stands on: pipeline and finders over bare spaCy, a PDF over bare WeasyPrint.

`make bench`, or `python bench/run.py --articles 200 --rounds 3`. The sides of a ratio take turns, and the best CPU time counts.
The articles are the examples' paragraphs, dealt anew into as many articles as asked for: the same deal every time.
"""

from __future__ import annotations

import argparse
import base64
import json
import logging
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from briefer import config, pipeline, render
from briefer.annotate import models, nlp, record
from briefer.config import defaults
from briefer.config.settings import Format
from briefer.model.article import Article
from briefer.model.brief import Brief
from briefer.render.environment import fill, font_file
from briefer.render.pdf import VARIANT

GOALS = {"pipeline": 1.3, "pdf": 1.1, "quotes": 0.10, "figures": 0.20}
REPOSITORY = Path(__file__).parents[1]


def order_of(path: Path, output: Path, formats: tuple[Format, ...] = ()) -> pipeline.Order:
    """A file or folder → the order for all its briefs, with an archive of its own: nothing was read before."""
    configuration = config.load(REPOSITORY / "config")
    settings = configuration.settings.model_copy(update={"archive": f"sqlite:///{output}.sqlite"})
    return pipeline.Order(
        configuration=configuration.model_copy(update={"settings": settings}),
        templates=defaults.folder("templates"),
        output=output,
        now=datetime(2019, 9, 4, 18, tzinfo=UTC),
        paths=(str(path),),
        formats=formats,
    )


def make_briefs(path: Path, output: Path, formats: tuple[Format, ...]) -> tuple[Brief, ...]:
    """A file or folder → the briefs of all audiences, through the whole pipeline, as `briefer run` does."""
    return tuple(edition.brief for edition in pipeline.run(order_of(path, output, formats)).editions)


def articles_of(folder: Path) -> list[Article]:
    """A folder → its articles, as the pipeline reads them."""
    order = order_of(folder, folder)
    documents = pipeline.collect_documents(order).documents
    return pipeline.read_documents(documents, order.configuration.settings.limits)[0]


def deal(articles: Sequence[Article], number: int, path: Path) -> list[str]:
    """Articles → as many new ones of their paragraphs, written to a JSONL file; their texts come back."""
    chance = random.Random(0)
    dealt = []
    with path.open("w", encoding="utf-8") as lines:
        for index in range(number):
            model = articles[index % len(articles)]
            day = (model.published or "")[:10]
            pool = [p for a in articles if (a.published or "").startswith(day) for p in a.text.split("\n") if p.strip()]
            own = [paragraph for paragraph in model.text.split("\n") if paragraph.strip()]
            text = "\n\n".join(chance.sample(own, len(own) // 2) + chance.sample(pool, len(own) - len(own) // 2))
            line = {"id": f"dealt-{index:04}", "title": model.title, "published": day, "source": model.outlet, "text": text}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
            dealt.append(text)
    return dealt


def best_of(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Works → the best CPU time of each in seconds; they take turns, so that a slow spell of the machine hits them alike."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for index, work in enumerate(works):
            start = time.process_time()
            work()
            best[index] = min(best[index], time.process_time() - start)
    return best


def pipeline_ratio(number: int, rounds: int, scratch: Path) -> float:
    """The whole pipeline over `nlp.pipe` of the bare model on the same texts; both models are loaded beforehand."""
    import spacy

    source = scratch / "articles"
    source.mkdir()
    texts = deal(articles_of(REPOSITORY / "examples"), number, source / "dealt.jsonl")
    name = models.resolve("auto")
    bare = spacy.load(name)
    own = nlp.load(name, config.load(REPOSITORY / "config").topics)
    outputs = iter(range(10_000))

    def run(formats: tuple[Format, ...]) -> object:
        with mock.patch.object(record, "load", lambda model, topics: own):
            return make_briefs(source, scratch / str(next(outputs)), formats)

    print(f"{number} articles, {sum(len(text.split()) for text in texts):,} words, {models.label(name)}")
    bare_time, json_time, all_time = best_of(
        rounds,
        lambda: sum(len(doc) for doc in bare.pipe(texts)),
        lambda: run(("json",)),
        lambda: run(("html", "pdf", "json")),
    )
    print(f"  bare nlp.pipe                              {bare_time:7.2f} s")
    print(f"  articles → brief.json of every audience    {json_time:7.2f} s  {json_time / bare_time:.2f} ×")
    print(f"  the same with HTML and PDF                 {all_time:7.2f} s  {all_time / bare_time:.2f} ×")
    return json_time / bare_time


def self_contained(brief: Brief, templates: Path) -> str:
    """A brief → its filled page for the PDF, with its fonts as data: URIs, so that WeasyPrint alone can print it."""

    def data(match: re.Match[str]) -> str:
        return "data:font/ttf;base64," + base64.b64encode(font_file(templates, match[1], "ttf")).decode()

    return re.sub(r"font:([\w-]+)(?=[\"')])", data, fill(brief, templates, "pdf"))


def pdf_ratio(rounds: int, scratch: Path) -> float:
    """`render.render` of a PDF over bare WeasyPrint on the same page, for the longest of the examples' briefs.

    The bare side gets the filled template with its fonts as data: URIs, and makes the same kind of PDF.
    """
    from weasyprint import HTML

    templates = defaults.folder("templates")
    briefs = make_briefs(REPOSITORY / "examples", scratch / "examples", ("json",))
    brief = max(briefs, key=lambda one: sum(len(section.items) for section in one.sections))

    page = self_contained(brief, templates)
    own_time, bare_time = best_of(
        rounds,
        lambda: render.render(brief, "pdf", templates),
        lambda: HTML(string=page).write_pdf(pdf_variant=VARIANT),
    )
    print(f"the PDF for '{brief.audience}'")
    print(f"  bare WeasyPrint                            {bare_time:7.2f} s")
    print(f"  render.render                              {own_time:7.2f} s  {own_time / bare_time:.2f} ×")
    return own_time / bare_time


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a goal is missed")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    from finders import finder_ratios

    with tempfile.TemporaryDirectory() as scratch:
        ratios = {
            "pipeline": pipeline_ratio(chosen.articles, chosen.rounds, Path(scratch)),
            "pdf": pdf_ratio(max(chosen.rounds, 5), Path(scratch)),
            **finder_ratios(chosen.articles, chosen.rounds, Path(scratch)),
        }
    missed = 0
    for name, ratio in ratios.items():
        kept = ratio <= GOALS[name]
        missed += not kept
        print(f"{name}: {ratio:.2f}, goal at most {GOALS[name]}: {'kept' if kept else 'MISSED'}")
    return 1 if chosen.strict and missed else 0


if __name__ == "__main__":
    sys.exit(main())
