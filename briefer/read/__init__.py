"""Documents become articles: what encoding, which words on a page are the article, whose it is, from where and when."""

from __future__ import annotations

from briefer.read.articles import article, from_record, record

__all__ = ["article", "from_record", "record"]
