"""A page that lists articles becomes the pages behind its links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

from briefer.collect.client import Response
from briefer.collect.entries import is_web_address
from briefer.collect.failures import FetchError
from briefer.collect.links import wanted
from briefer.collect.losses import Losses
from briefer.collect.visit import PAGE, Visit
from briefer.model.article import Document, Hints, Skipped


def read(visit: Visit, address: str) -> Iterator[Document | Skipped]:
    """A source's listing → the pages that its links lead to, in its order, of those that `links` names."""
    source = visit.source
    try:
        response = visit.fetch(address, PAGE)
    except FetchError as problem:
        yield Skipped(source.name, f"the listing could not be fetched: {problem}")
        return
    if response.unchanged:
        visit.unchanged = True
        visit.keep_all()
        return
    home = urldefrag(response.url)[0]
    urls = [url for url in wanted(_links(response), source.links, home) if url not in (home, address)]
    if not urls:
        which = f" that fits {', '.join(source.links)}" if source.links else " to a page of its host"
        yield Skipped(source.name, f"the listing has no link{which}")
        return
    losses, taken = Losses(source.name), urls[: source.items]
    for url, page in zip(taken, visit.pages([(url, Hints(outlet=source.outlet, url=url)) for url in taken]), strict=True):
        if isinstance(page, FetchError):
            losses.add(url, page)
        elif page is not None:
            yield page
    yield from losses.told()
    if len(urls) > source.items:
        yield Skipped(source.name, f"the listing has {len(urls)} links; the first {source.items} were read")
    if not losses:
        visit.keep(response)


def _links(response: Response) -> list[str]:
    """A page → the web addresses of its links, in order, without fragments."""
    tree = _tree(response)
    if tree is None:
        return []
    base = next((found for element in tree.iter("base") if (found := element.get("href"))), "")
    found = []
    for element in tree.iter("a", "area"):
        try:
            joined = urldefrag(urljoin(urljoin(response.url, base), (element.get("href") or "").strip()))[0]
        except ValueError:
            continue
        if element.get("href") and is_web_address(joined):
            found.append(joined)
    return found


def _tree(response: Response) -> Any:
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding=response.charset, huge_tree=False)
    except LookupError:
        parser = html.HTMLParser(huge_tree=False)
    try:
        return html.document_fromstring(response.content, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
