"""What must hold of a source: one kind, an address or a path that can be, and no secret written into a file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from briefer.config.nodes import Complaint, Node

KINDS = ("path", "feed", "sitemap", "listing", "mail", "warc")
"""The keys of which a source has exactly one."""

ADDRESSES = ("feed", "sitemap", "listing")
_PATHS = ("path", "mail", "warc")
_ONLY = {"links": ("sitemap", "listing"), "pages": ("feed",), "items": ADDRESSES, "hours": ("feed", "sitemap", "mail")}
_NETWORK = ("robots", "allow_private", "headers", "cookies", "bearer", "login")
_VARIABLE = re.compile(r"\$\{([A-Za-z_]\w*)\}")
_HARMLESS = frozenset({"accept", "accept-language", "cache-control", "from", "referer", "user-agent"})
_OURS = frozenset({
    "accept-encoding", "connection", "content-length", "cookie", "host", "te", "trailer", "transfer-encoding", "upgrade",
})  # fmt: skip
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
SECRET_NAMES = re.compile(
    r"(?:.*[_-])?(?:api[_-]?key|key|token|secret|pass(?:word|wd)?|pwd|auth|sig(?:nature)?|session(?:id)?|credential)s?",
    re.IGNORECASE,
)
"""Names of an address's parameters whose value is a key."""
_SURELY = re.compile(r"(?:.*[_-])?(?:api[_-]?key|token|secret|pass(?:word|wd)?|pwd)s?", re.IGNORECASE)


def check_source(source: Node, name: str, folder: Path) -> Iterator[Complaint]:
    """A source as written, and its name for messages → all that is wrong with it besides its keys' types."""
    if not isinstance(source.value, dict):
        return
    given = [kind for kind in KINDS if source[kind].value is not None]
    if not given:
        yield Complaint(source.place, f"{name} has none of {_listed(KINDS)}.", "Give exactly one of them.")
    elif len(given) > 1:
        yield Complaint(source.place, f"{name} has {'both ' if len(given) == 2 else ''}{_listed(given)}.", "Give exactly one.")
    for kind in _PATHS:
        path = source[kind]
        if path.text and not (folder / path.text).expanduser().exists():
            problem = f"{name}.{kind} '{path.written}' does not exist."
            yield Complaint(path.place, problem, f"It is looked for from {folder.as_posix()}/.")
    for kind in ADDRESSES:
        yield from _check_address(source[kind], f"{name}.{kind}")
    if len(given) == 1:
        yield from _check_fitting(source, name, given[0])
    yield from _check_credentials(source, name)


def secrets_of(source: Node) -> tuple[str, ...]:
    """A source as written → the values of all variables in it, which no message may show."""
    found: dict[str, None] = {}
    waiting = [source]
    while waiting:
        node = waiting.pop()
        if isinstance(node.value, dict):
            waiting.extend(node.value.values())
        elif isinstance(node.value, tuple):
            waiting.extend(node.value)
        else:
            found |= dict.fromkeys(os.environ.get(name, "") for name in _VARIABLE.findall(node.written))
    return tuple(sorted(value for value in found if value))


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _check_address(node: Node, name: str) -> Iterator[Complaint]:
    if node.text is None:
        return
    if not _is_web_address(node.text):
        yield Complaint(node.place, f"{name} '{node.written}' is not a web address.", "It begins with https:// or http://.")
        return
    written = _VARIABLE.sub("", node.written)
    try:
        parts = urlsplit(written)
        password, query = parts.password, parse_qsl(parts.query)
    except ValueError:
        return
    if password:
        yield Complaint(node.place, f"{name} holds a password.", "Use 'login' with a password from the environment.")
    for key, value in query:
        if _SURELY.fullmatch(key) or (SECRET_NAMES.fullmatch(key) and len(value) > 7 and re.search(r"\d", value)):
            yield Complaint(node.place, f"{name} holds a key in '{key}='.", f"Read it from the environment: {key}=${{NAME}}.")


def _check_fitting(source: Node, name: str, kind: str) -> Iterator[Complaint]:
    """Keys that say nothing of this kind of source."""
    for key, kinds in _ONLY.items():
        if source[key].value is not None and kind not in kinds:
            yield Complaint(source[key].place, f"{name}.{key} means nothing beside '{kind}'.", f"It is for {_or(kinds)}.")
    if kind == "listing" and source["links"].value is None:
        fix = "Say which links are articles: links: ['/news/*']."
        yield Complaint(source["listing"].place, f"{name}.links is missing.", fix)
    for key in _NETWORK:
        if source[key].value is not None and kind not in ADDRESSES:
            yield Complaint(source[key].place, f"{name}.{key} means nothing beside '{kind}'.", f"It is for {_or(ADDRESSES)}.")


def _or(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _check_credentials(source: Node, name: str) -> Iterator[Complaint]:
    """Tokens, passwords, cookies and headers are read from the environment, and can be sent."""
    for key, node in (("bearer", source["bearer"]), ("login.password", source["login"]["password"])):
        if node.text is not None and not _VARIABLE.search(node.written):
            yield _literal(node, f"{name}.{key}")
    for kind in ("cookies", "headers"):
        entries = source[kind].value
        for key, node in entries.items() if isinstance(entries, dict) else ():
            if not _TOKEN.fullmatch(key):
                yield Complaint(node.place, f"{name}.{kind} has a name that cannot be sent: '{key}'.")
            elif kind == "headers" and key.lower() in _OURS:
                fix = "Use 'cookies'." if key.lower() == "cookie" else "Remove it."
                yield Complaint(node.place, f"{name}.headers.{key} is set by briefer itself.", fix)
            elif node.text is not None and not _VARIABLE.search(node.written):
                if kind == "cookies" or key.lower() not in _HARMLESS:
                    yield _literal(node, f"{name}.{kind}.{key}")
            elif node.text is not None and re.search(r"[^\x20-\x7e]", node.text):
                yield Complaint(node.place, f"{name}.{kind}.{key} holds a character that cannot be sent.", "Only ASCII can.")


def _literal(node: Node, name: str) -> Complaint:
    return Complaint(node.place, f"{name} holds a secret.", "Read it from the environment: ${NAME}.")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, text))
