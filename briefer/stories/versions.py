"""Articles that a later version replaces: the same page read again, or a report that its outlet has brought up to date.

A version is known by its address; where that has changed, by three things together: the same outlet, a title of nearly the same
words, and most of the older text standing in the newer one, within a few days. Numbers in a title do not count: they are
what an update changes. A text that is word for word the same is no version but a copy (`stories.duplicates`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefer.model.article import Article
from briefer.model.span import ArticleId
from briefer.stories.order import published
from briefer.stories.words import content, plain

TITLES_ALIKE = 0.5
"""Jaccard similarity of the titles' words from which two reports of an outlet can be versions of one."""
KEPT = 0.5
"""Share of the older text's word 3-grams in the newer one from which it is a version of it …"""
KEPT_AT_ADDRESS = 0.1
"""… and what is enough at the same address: a page that shows another article every day is no version of itself."""
WITHIN = timedelta(days=3)
"""How far apart two versions with different addresses are, at most."""

_TRACKING = frozenset({"cmpid", "fbclid", "gclid", "mc_cid", "mc_eid", "ocid", "ref", "smid"})
_HEAD = 200


def superseded(articles: Mapping[ArticleId, Article]) -> dict[ArticleId, ArticleId]:
    """Articles → each older version with the newest that replaces it; no value is itself a key.

    The later published is the newer, of equals the longer, then the greater id. An article without a date takes no part: nobody
    knows whether it came before or after. The order of the mapping does not matter.
    """
    when = {id_: moment for id_, article in articles.items() if (moment := published(article)) is not None}
    ordered = sorted(when, key=lambda id_: (when[id_], len(articles[id_].text), id_))
    newer: dict[ArticleId, int] = {}
    for one, later, kept in _candidates([articles[id_] for id_ in ordered], [when[id_] for id_ in ordered]):
        if newer.get(ordered[one], -1) < later and _is_version(articles[ordered[one]], articles[ordered[later]], kept):
            newer[ordered[one]] = later
    final: dict[ArticleId, ArticleId] = {}
    for id_ in reversed([id_ for id_ in ordered if id_ in newer]):
        final[id_] = final.get(ordered[newer[id_]], ordered[newer[id_]])
    return {id_: final[id_] for id_ in ordered if id_ in final}


def address(url: str | None) -> str | None:
    """A URL → host, path and query without scheme, `www.` and tracking; None where it names no page of a site."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    pairs = [(key, value) for key, value in parse_qsl(parts.query) if not (key.startswith("utm_") or key in _TRACKING)]
    page = parts.path.rstrip("/") + ("?" + urlencode(sorted(pairs)) if pairs else "")
    return host + page if host and page else None


def _candidates(ordered: Sequence[Article], when: Sequence[datetime]) -> Iterator[tuple[int, int, float]]:
    """Articles, oldest first → pairs that could be an older and a newer version, and how much of the older one must remain."""
    at_address: dict[str, list[int]] = defaultdict(list)
    with_word: dict[tuple[str, str], deque[int]] = defaultdict(deque)
    titles = [content(article.title or article.text[:_HEAD]) for article in ordered]
    spread = Counter(word for title in titles for word in title)
    for later, article in enumerate(ordered):
        page = address(article.url)
        if page is not None:
            yield from ((one, later, KEPT_AT_ADDRESS) for one in at_address[page])
            at_address[page].append(later)
        if article.outlet is None:
            continue
        near: set[int] = set()
        for word in _telling(titles[later], spread):
            held = with_word[article.outlet.casefold(), word]
            while held and when[later] - when[held[0]] > WITHIN:
                held.popleft()
            near.update(held)
            held.append(later)
        yield from ((one, later, KEPT) for one in sorted(near) if _jaccard(titles[one], titles[later]) >= TITLES_ALIKE)


def _telling(title: frozenset[str], spread: Mapping[str, int]) -> list[str]:
    """A title's words → its rarest, so many that two titles that are alike enough share one of them."""
    rarest = sorted(title, key=lambda word: (spread[word], word))
    return rarest[: len(rarest) - math.ceil(TITLES_ALIKE * len(rarest)) + 1]


def _is_version(older: Article, newer: Article, kept: float) -> bool:
    old, new = plain(older.text), plain(newer.text)
    if not old or old == new:
        return False
    grams = _grams(old)
    return len(grams & _grams(new)) >= kept * len(grams)


def _grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
