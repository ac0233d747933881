"""How many a title says were killed, injured or shot: "2 dead, five hurt in blast", "Boy, 8, dies after fall"."""

from __future__ import annotations

import re

from briefer.model.numbers import numbers_in

_DEAD = r"(?:killed|dead|slain|dies?|died|deaths|shot\s+to\s+death|(?:fatally|shot\s+and)\s+\w+|murdered|fatalities)"
_HURT = r"(?:injured|wounded|hurt|hospitali[sz]ed)"
_AWAY = (
    r"(?:in|after|for|of|to|at|when|as|on|by|years?|months?|days?|hours?|weeks?|minutes?|old|year-old|suspects?|arrested|charged|sought"
    r"|jailed|wanted|accused|convicted|guilty|sentenced|shootings?|injured|wounded|hurt|dead|killed)"
)
_WORDS = rf"(?:\s+(?!{_AWAY}\b)[\w'’-]+){{0,3}}?\s+"
_SAYS = {
    "killed": re.compile(rf"{_WORDS}(?:found\s+|left\s+|also\s+)?{_DEAD}\b", re.IGNORECASE),
    "injured": re.compile(rf"{_WORDS}{_HURT}\b", re.IGNORECASE),
    "shot": re.compile(rf"{_WORDS}(?:shot|gunned\s+down)\b(?!\s+(?:dead|to\s+death|and\s+killed))", re.IGNORECASE),
}
_ONE = (
    r"(?:man|woman|boy|girl|teen|teenager|child|toddler|baby|infant|father|mother|dad|mom|son|daughter|student|officer|deputy|driver"
    r"|person|one|1|suspect|gunman|clerk|owner|\d+-?\s?year-?\s?old|\d+-?\s?month-?\s?old|victim|resident)"
)
_ONE_DEAD = re.compile(
    rf"\b(?:{_ONE}(?:,\s\d+,?|\s\d+)?(?:\s+(?!{_AWAY}\b)[\w'’-]+){{0,3}}?\s+(?:killed|dead|slain|dies|died|murdered|shot\s+to\s+death)"
    rf"|(?:killing|kills|killed|dead|death\s+of|murder\s+of|slaying\s+of|shooting\s+of)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?{_ONE})\b",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    r"\b(?:second|third|another|families|family|couple|suicides?|self|himself|herself|double|triple|men|women|children|kids|boys|girls"
    r"|sons|daughters|officers|murders|deaths|homicides|bodies|kills\s+self|others\s+(?:dead|killed))\b"
    rf"|(?:\band|,|&)\s+(?:an?\s+|her\s+|his\s+|\d+-year-old\s+)?(?:{_ONE}|wife|husband|brother|sister|girlfriend|boyfriend)\b",
    re.IGNORECASE,
)


def of_title(title: str, effect: str) -> list[float]:
    """A title and an effect, or "shot" → the numbers above one that it gives for it; not those of "father of three"."""
    return [
        number.value
        for number in numbers_in(title)
        if effect in _SAYS
        and number.value > 1
        and not re.search(r"(?<!family )(?<!families )\bof\s+$", title[: number.start], re.IGNORECASE)
        and _SAYS[effect].match(title, number.end)
    ]


def one_dead(title: str) -> bool:
    """Does a title tell of one death alone?"""
    return bool(_ONE_DEAD.search(title)) and not _NOT_ONE.search(title) and not of_title(title, "killed")
