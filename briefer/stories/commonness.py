"""How common a word is in English at large: what a few articles cannot tell.

`data/commonness.txt.gz` is made by `scripts/build_commonness.py`; its sources and their terms stand in the file beside it.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def per_million(stem: str) -> float:
    """A word's stem → how often it stands in a million words; 0 for a rare word, a name, a number and a pair of words."""
    return _table().get(stem, 0.0)


@cache
def _table() -> Mapping[str, float]:
    packed = files("briefer.stories").joinpath("data", "commonness.txt.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {stem: float(count) for stem, count in rows}
