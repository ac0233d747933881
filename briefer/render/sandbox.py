"""What a template may do: read what it is given. It runs no code, changes no record, and fills no memory with one word."""

from __future__ import annotations

from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST = 100_000
"""Letters or items that one operation of a template may make of another's."""
_WIDE = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map", "translate"})
"""Methods of texts that take a width: a number as long as a line makes gigabytes."""
_FILTERS = ("center", "format", "indent", "wordwrap")
"""Jinja's filters that do the same."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which lists and mappings cannot be changed, and no operator or method multiplies without bound."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in _FILTERS:
            del self.filters[name]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Jinja's rule, and no method of a text that takes a width."""
        return not (isinstance(obj, str) and attr in _WIDE) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """No `format` of Jinja's own, which takes widths too: `is_safe_attribute` refuses the plain one."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """`*` of numbers, and of short texts; no powers beyond small ones, no `%` formatting. SecurityError otherwise."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" and not (numbers and abs(left) <= LONGEST and abs(right) <= 16):
            raise SecurityError("so high a power is not for a template")
        if operator == "%" and not numbers:
            raise SecurityError("a text is formatted by filters here, not by %")
        if operator == "*" and not numbers:
            text, times = (left, right) if hasattr(left, "__len__") else (right, left)
            if not isinstance(times, int) or len(text) * times > LONGEST:
                raise SecurityError(f"one operation may make at most {LONGEST} letters")
        return super().call_binop(context, operator, left, right)
