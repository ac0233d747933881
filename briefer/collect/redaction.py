"""Words and addresses become such that anybody may read: keys, passwords and tokens are taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, quote_plus

from briefer.config.sources import SECRET_NAMES

HIDDEN = "***"
_USER = re.compile(r"(?<=://)[^/?#\s@'\"]*@")
_PARAMETER = re.compile(r"(?<=[?&;#])([^=&;#?\s'\"<>]{1,60})=([^&;#\s'\"<>]+)")


def hidden(text: str, secrets: Sequence[str]) -> str:
    """Any text → the same without the secrets, however an address writes them."""
    for secret in secrets:
        for form in dict.fromkeys((secret, quote(secret, safe=""), quote(secret), quote_plus(secret))):
            text = text.replace(form, HIDDEN)
    return text


def redacted(text: str, secrets: Sequence[str] = ()) -> str:
    """Any text → the same without the secrets, and without what is one by its name.

    In an address those are a name and password before the host, and the values of parameters such as `key=` and `token=`.
    """
    text = hidden(text, secrets)
    if "://" not in text and "?" not in text:
        return text
    return _PARAMETER.sub(_value, _USER.sub("", text))


def _value(match: re.Match[str]) -> str:
    return f"{match[1]}={HIDDEN}" if SECRET_NAMES.fullmatch(match[1]) and match[2] != HIDDEN else match[0]
