"""A web page becomes its article: the running text without what surrounds it, and what the page says of itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from briefer.read.dates import iso

_SHORT = 250
_PROSE = re.compile(r"[.!?…。؟۔।»\"”’)](?:\s|$)")
_BULLET = re.compile(r"^- (?=- |$)|^\|[\s|]*|[\s|]*\|$")
_FURNITURE = re.compile(
    r"(?:related|read more|read also|also read|see more|see also|more|watch|don['’]t miss|recommended)\s?:.{0,200}"
    r"|you may also like\b.{0,200}"
    r"|(?:filed under|tags?|topics|follow us|image credit|photo credit|advertisement)\s?:.{0,200}"
    r"|advertisement|don['’]t miss|read more|see more|related|related articles|share this(?: article)?|comments(?: comments)?"
    r"|also on \w+\.\w+\b.{0,200}|like this (?:story|article)\?.{0,120}|(?:last )?updated at [\d:]+ ?[ap]\.?m\.?"
    r"|(?:view|read|open) (?:(?:this|the) (?:e-?mail|mail|message|newsletter|issue) )?(?:in|on) (?:your |the |a )?"
    r"(?:web )?browser\W*"
    r"|you(?:['’]re| are)? (?:receiv|get)\w* this (?:e-?mail|mail|message|newsletter)\b.{0,200}"
    r"|unsubscribe\b.{0,80}|manage (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)\b.{0,80}"
    r"|(?:get|sign up|subscribe|click here)\b.{0,200}\b(?:newsletter|inbox|app|more information)\b.{0,80}",
    re.IGNORECASE,
)
"""A whole line that is part of the page and not of the article. Long lines are never furniture."""

_MORE = re.compile(r"(?<=[.!?…\"”’])\s{1,9}(?:read more|continue reading|read the full story)[\s.…»›>→]{0,9}\Z", re.IGNORECASE)
"""A link to the whole text at the end of a paragraph, as in feeds and newsletters."""

_CREDIT = re.compile(
    r"(?=.{0,300}$)(?:\(?(?:additional )?(?:reporting|writing|editing) by [A-Z].*"
    r"|[A-Z].{0,250}\bcontributed (?:reporting )?to this (?:report|story|article)\b.{0,40}"
    r"|[\w.+-]+@[\w-]+\.[\w.]+(?:\s.{0,60})?|follow .{2,60}'s full coverage\b.*)"
)
"""A closing line that says who worked on the article: of the last lines only."""

_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published", "pubdate",
    "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date",
    "dcterms.date", "article_date_original", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; `text` is empty where no article was found."""

    text: str
    title: str | None
    byline: str | None
    outlet: str | None
    """As the page names it."""
    published: str | None
    language: str | None
    host: str | None = None
    """What else may serve as its name: trafilatura's guess, often the host's."""


def read_page(html: str, url: str | None) -> Page:
    """An HTML page or fragment, decoded → its article. Paragraphs are parted by an empty line.

    The text is trafilatura's, precision first; where that finds little, what it finds when it may take more, and what the
    page gives machines (JSON-LD `articleBody`).
    """
    from trafilatura import extract_metadata
    from trafilatura.utils import load_html

    with _quiet():
        whole = html if re.search(r"<(?:html|body)\b", html[:20000], re.IGNORECASE) else f"<html><body>{html}</body></html>"
        tree = load_html(whole)
        if tree is None:
            return Page("", None, None, None, None, None)
        linked = _linked_data(tree)
        said = extract_metadata(
            tree, default_url=url, date_config={"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}
        )
        title = said.title or _first(linked, "headline")
        outlet = _publisher(linked) or _meta(tree, "og:site_name")
        return Page(
            text=_text(whole, linked, title),
            title=_without_outlet(title, outlet, said.sitename, _meta(tree, "og:site_name")),
            byline=_names(said.author),
            outlet=outlet,
            host=said.sitename,
            published=_published(tree, linked) or (iso(said.date) if said.date else None),
            language=tree.get("lang"),
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """What the libraries log about pages that they find odd is not news: the outcome is."""
    loggers = [logging.getLogger(name) for name in ("trafilatura", "htmldate", "courlan", "readability")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _text(html: str, linked: list[dict[str, Any]], title: str | None) -> str:
    from trafilatura import extract

    found = _trim(extract(html, include_comments=False, favor_precision=True) or "", title)
    if len(found) < _SHORT:
        more = _trim(extract(html, include_comments=False) or "", title)
        body = _first(linked, "articleBody") or ""
        rest = [text for text in (more, _trim(_plain(body), title)) if _is_prose(text) and len(text) > 2 * len(found)]
        found = max([found, *rest], key=len)
    if not found and len(html) < 20_000:
        found = _trim(_plain(html), title)
    return found if _is_prose(found) else ""


def _is_prose(text: str) -> bool:
    """Is there a line that ends a sentence and is longer than a menu's entry?"""
    return any(sum(c.isalpha() for c in line) >= 25 and _PROSE.search(line) for line in text.split("\n"))


def _trim(text: str, title: str | None) -> str:
    """Extracted lines → paragraphs without the title above them, links between them and credits below them."""
    lines = [line for line in (_MORE.sub("", _BULLET.sub("", raw.strip())) for raw in text.split("\n")) if line]
    lines = [line for line in lines if len(line) > 300 or not _FURNITURE.fullmatch(line)]
    if lines and title and _same(lines[0], title):
        del lines[0]
    for at in range(len(lines) - 1, max(len(lines) - 4, 0), -1):
        if _CREDIT.fullmatch(lines[at]):
            del lines[at]
    return "\n\n".join(lines)


def _same(line: str, title: str) -> bool:
    """Is a line the page's title, with or without the outlet's name behind it?"""
    one, other = (re.sub(r"[\W_]+", "", words).lower() for words in (line, title))
    return bool(one) and (one == other or (len(one) > 20 and other.startswith(one)))


def _without_outlet(title: str | None, *outlets: str | None) -> str | None:
    """`Bridge opens - The Valley Post` → `Bridge opens`, where that is the outlet's name."""
    parts = re.split(r"\s+[-|–—:·]\s+", title or "")
    if title is None or len(parts) < 2 or not any(outlet and _same(parts[-1], outlet) for outlet in outlets):
        return title
    return title[: title.rindex(parts[-1])].rstrip(" -|–—:·\t\n") or title


def _plain(html: str) -> str:
    """HTML → its text, a line a block."""
    from trafilatura.utils import load_html

    if "<" not in html:
        return html
    tree = load_html(f"<html><body>{html}</body></html>" if "<body" not in html else html)
    if tree is None:
        return ""
    for element in list(tree.iter("script", "style", "noscript", "template", "head", "nav", "form")):
        element.drop_tree()
    for element in tree.iter("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "article", "section"):
        element.tail = "\n" + (element.tail or "")
        element.text = ("\n" + element.text) if element.text and element.tag != "br" else element.text
    return "\n".join(" ".join(line.split()) for line in tree.text_content().split("\n"))


def _linked_data(tree: Any) -> list[dict[str, Any]]:
    """A page's tree → the JSON-LD objects in it that are articles, in order."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            waiting = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            entry = waiting.pop(0)
            if isinstance(entry, list):
                waiting[:0] = entry
            elif isinstance(entry, dict):
                kinds = entry.get("@type")
                if any(
                    str(kind).endswith(("Article", "Posting", "Report"))
                    for kind in (kinds if isinstance(kinds, list) else [kinds])
                ):
                    found.append(entry)
                waiting += [
                    entry[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(entry.get(key), list | dict)
                ]
    return found


def _first(linked: list[dict[str, Any]], key: str) -> str | None:
    return next((entry[key] for entry in linked if isinstance(entry.get(key), str) and entry[key].strip()), None)


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for entry in linked:
        publisher = entry.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            return name
    return None


def _published(tree: Any, linked: list[dict[str, Any]]) -> str | None:
    """The date that the page states for machines, with its time of day where it gives one."""
    stated = [_first(linked, "datePublished"), *(_meta(tree, name) for name in _DATES)]
    stated += [
        element.get("datetime")
        for element in tree.iter("time")
        if "pubdate" in element.attrib or element.get("itemprop") == "datePublished"
    ]
    dates = [found for found in (iso(text) for text in stated if text) if found is not None]
    return next((found for found in dates if "T" in found and found[:10] == dates[0][:10]), dates[0]) if dates else None


def _meta(tree: Any, name: str) -> str | None:
    for element in tree.iter("meta"):
        if (
            name in ((element.get(key) or "").lower() for key in ("property", "name", "itemprop"))
            and (element.get("content") or "").strip()
        ):
            return str(element.get("content")).strip()
    return None


def _names(author: str | None) -> str | None:
    return ", ".join(part.strip() for part in author.split(";") if part.strip()) or None if author else None
