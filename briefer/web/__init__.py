"""Pages for people who shape a brief: a preview that follows their files."""

from __future__ import annotations
