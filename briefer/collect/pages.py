"""Pages behind addresses that somebody names become documents."""

from __future__ import annotations

from briefer.collect import visit
from briefer.collect.client import Client
from briefer.collect.failures import FetchError
from briefer.collect.redaction import redacted
from briefer.collect.terms import Network, of_address
from briefer.config.settings import Limits
from briefer.model.article import Document, Hints, Skipped


def is_address(path: str) -> bool:
    """Is what was named an http(s) address, and not a file?"""
    return path.lower().startswith(("http://", "https://"))


def read(address: str, limits: Limits, network: Network | None = None) -> Document | Skipped:
    """An address → its page, or why it could not be had.

    It may lie in a private network, since somebody named it; where it leads may not.
    """
    with Client(limits, network) as client:
        try:
            page = client.fetch(address, of_address(address, client.source_ends), visit.PAGE)
            return visit.document(address, address, Hints(url=address), page)
        except FetchError as problem:
            return Skipped(redacted(address), f"the page could not be fetched: {redacted(str(problem))}")
