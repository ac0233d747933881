"""A visit to one source: what it is asked, and what its server said of versions, for the next visit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from briefer.collect.client import Client, Response
from briefer.collect.failures import FetchError
from briefer.collect.terms import Terms
from briefer.config.settings import Limits, Source
from briefer.model.article import Document, Hints
from briefer.model.sources import Validator
from briefer.model.span import ArticleId

PAGE = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
_MEDIA = ("text/html", "application/xhtml+xml", "text/plain", "")


@dataclass(slots=True)
class Visit:
    """What one source's visit works with. `known` are the validators of the last visit, `kept` those for the next."""

    source: Source
    limits: Limits
    now: datetime
    client: Client
    terms: Terms
    pool: Executor
    known: Mapping[str, Validator] = field(default_factory=dict)
    kept: dict[str, Validator] = field(default_factory=dict)
    unchanged: bool = False
    """Did the source itself say that nothing has changed?"""

    def fetch(self, url: str, accept: str) -> Response:
        """An address → its answer, empty where it is as it was at the last visit. FetchError where it cannot be had."""
        found = self.client.fetch(url, self.terms, accept, self.known.get(url))
        if found.validator is not None and found.validator.url != url:
            found = replace(found, validator=replace(found.validator, url=url))
        if found.unchanged and found.validator is None:
            found = replace(found, validator=self.known[url])
        return found

    def keep(self, response: Response) -> None:
        """What an address gave is of use: the next visit may ask whether it has changed."""
        if response.validator is not None:
            self.kept[response.validator.url] = response.validator

    def keep_all(self) -> None:
        """Nothing was asked for anew: what was known holds on."""
        self.kept.update(self.known)

    def pages(self, wanted: Sequence[tuple[str, Hints]]) -> list[Document | FetchError | None]:
        """Addresses, each with what is known of its page → the pages, in order; None where one has not changed.

        Those of one host are fetched one after the other, hosts beside each other.
        """
        found: list[Document | FetchError | None] = [None] * len(wanted)
        hosts: dict[str, list[int]] = {}
        for index, (url, _) in enumerate(wanted):
            hosts.setdefault(_host(url), []).append(index)

        def of_host(indices: list[int]) -> None:
            for index in indices:
                try:
                    found[index] = self._page(*wanted[index])
                except FetchError as problem:
                    found[index] = problem

        for done in [self.pool.submit(of_host, indices) for indices in hosts.values()]:
            done.result()
        return found

    def _page(self, url: str, hints: Hints) -> Document | None:
        response = self.fetch(url, PAGE)
        page = None if response.unchanged else document(url, self.source.name, hints, response)
        self.keep(response)
        return page


def document(address: str, source: str, hints: Hints, page: Response) -> Document:
    """An answer → the page under its address. FetchError where it is empty, or no page."""
    if not page.content.strip():
        raise FetchError("it is empty")
    if page.media_type not in _MEDIA:
        raise FetchError(f"it is {page.media_type[:60]}")
    kind = "text/plain" if page.media_type == "text/plain" else "text/html"
    return Document(ArticleId(address), source, page.content, kind, page.charset, hints)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
