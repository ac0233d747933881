"""A rule: what an expression looks like, and what its words become."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefer.annotate.times.context import Context
from briefer.model.annotation import TimexType

Answer = tuple[TimexType, str] | None
"""A type and a TIMEX3 value; None where the words are no time expression after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`resolve` sees the match and the context; where it answers None, a shorter reading of the same words gets its turn."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Context], Answer]


def rule(pattern: str, resolve: Callable[[re.Match[str], Context], Answer], *, cased: bool = False) -> Rule:
    """A pattern between word boundaries, in any case unless `cased` → a Rule."""
    flags = re.NOFLAG if cased else re.IGNORECASE
    return Rule(re.compile(rf"(?<![\w$€£])(?<![\d][.,])(?:{pattern})(?![\w])", flags), resolve)
