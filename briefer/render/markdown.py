"""Brief → Markdown, for chat and wikis: CommonMark, with the one extension that tables are.

Each value that a template shows is escaped on its way out, so that no text of an article can become markup: CommonMark 0.31,
2.4 (backslash escapes) and 2.5 (entities), and what GitHub's dialect adds (tables, strikethrough, bare addresses, mentions).
"""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup

from briefer.model.brief import Brief
from briefer.render.filters import link

_BREAKS = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_MARKUP = re.compile(
    r"[\\`*_\[\]<>&~|#$@{}]"  # what opens or closes something wherever it stands
    r"|:(?=//)|(?<=www)\.|(?<=WWW)\."  # an address that would become a link
    r"|!$"  # before a link of the template's, it would make a picture of it
    r"|^[-+=:.)]"  # a rule, a list or an underline, at a line's start
)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.ASCII)
_UNSAFE = re.compile(r"[^\w\-.~:/?#@!$&*+,;=%]", re.ASCII)
_ENTITY = re.compile(r"&(?=#?\w+;)")


def page(brief: Brief, templates: Path) -> str:
    """A brief → its Markdown. RenderError where a template is wrong."""
    from briefer.render.environment import fill

    return tidy(fill(brief, templates, "md"))


def tidy(text: str) -> str:
    """Filled Markdown → the same without spaces at lines' ends and with one empty line at most between blocks."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)).strip() + "\n"


def escaped(value: object) -> Markup:
    """A value → Markdown that shows it letter for letter, in one line. What a macro made stays as it is."""
    if isinstance(value, Markup):
        return value
    return Markup(_NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", _flat(str(value)))))


def plain(value: object) -> Markup:
    """A value → itself, in one line, for text that is no markup."""
    return value if isinstance(value, Markup) else Markup(_flat(str(value)))


def address(url: str | None) -> Markup | None:
    """A URL → itself as a Markdown link's target, what could end it percent-encoded; None where it is not http or https."""
    safe = link(url)
    if safe is None:
        return None
    encoded = _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), safe)
    return Markup(_ENTITY.sub(r"\\&", encoded))


def _flat(text: str) -> str:
    """A text → its white space as single spaces; a space that holds words together stays. CommonMark has no NUL (2.3)."""
    return _BREAKS.sub(" ", text).replace("\0", "\ufffd")
