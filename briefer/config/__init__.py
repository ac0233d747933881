"""YAML that editors change without Python, typed and validated whole."""

from __future__ import annotations

from briefer.config.loading import load

__all__ = ["load"]
