"""The language model with briefer's finders behind it."""

from __future__ import annotations

from collections.abc import Mapping

import spacy
from spacy.language import Language

from briefer.annotate.attributes import take_over
from briefer.annotate.models import resolve
from briefer.config.settings import Topic
from briefer.errors import Fault, ModelError

FINDERS = (
    "briefer_times",
    "briefer_places",
    "briefer_people",
    "briefer_quotes",
    "briefer_incidents",
    "briefer_figures",
    "briefer_casualties",
)
"""In the order in which they build on each other; `briefer_topics`, which takes the configured topics, comes last."""


def load(model: str = "auto", topics: Mapping[str, Topic] | None = None) -> Language:
    """A model's name, or `auto` → a pipeline that leaves Findings on each Doc. ModelError where no such model is installed."""
    nlp = load_bare(model)
    if "parser" not in nlp.pipe_names:
        raise ModelError(Fault(f"the language model '{model}' has no parser", fix="Choose another in briefer.yaml: model."))
    take_over(nlp)
    nlp.add_pipe("briefer_layout", before="parser")
    for finder in FINDERS:
        nlp.add_pipe(finder)
    nlp.add_pipe("briefer_topics", config={"topics": {key: topic.model_dump() for key, topic in (topics or {}).items()}})
    return nlp


def load_bare(model: str = "auto") -> Language:
    """A model's name, or `auto` → the model as it comes, without briefer's finders: what `bench/` measures against."""
    name = resolve(model)
    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as problem:
        raise ModelError(Fault(f"the language model '{name}' does not load: {problem}", fix="Install it again.")) from problem
