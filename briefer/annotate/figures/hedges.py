"""Words around a number that bound it, and numbers that stand together as a range."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from briefer.annotate.figures.amounts import Amount
from briefer.annotate.figures.lexicon import Lexicon, folded
from briefer.annotate.tokens import text_of, token_at
from briefer.model.annotation import Modifier

_JOINT = re.compile(r"-?\s*(?P<joint>-|–|—|\bto\b|\bor\b|\band\b)\s*(?:up\s+to\s+|about\s+)?", re.IGNORECASE)
_HANGING = re.compile(r"-\s+(?:or|and|to)\s+", re.IGNORECASE)
_GLUED = re.compile(r"\s?[-–—]\s?")
_TOLD = re.compile(
    r"(?:\s+[a-z]+ed|\s+[a-z]+ly|\s+in\s+(?:19|20)\d\d|\s+last\s+\w+|\s+a\s+year\s+(?:ago|earlier|before))\s+to\s+"
)
"""What may stand in "from 21 mpg [combined] to 23", besides the two measures."""
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+ages\s+of\s+)?$", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:by|rose|fell|jumped|gained|lost|dropped|climbed|slid|up|down|added|increased|decreased|declined|eased|slipped|advanced"
    r"|edged|surged|plunged|tumbled)\s+$",
    re.IGNORECASE,
)
_PREPOSITIONS = frozenset({"over", "under", "above", "below", "around", "about"})
_BOUNDS: dict[str, Modifier] = {"~": "about", "≈": "about", "≥": "at_least", "≤": "at_most", "<": "less_than", ">": "more_than"}


def ranges(text: str, found: Sequence[Amount]) -> list[Amount]:
    """Measured amounts in order → the same, with "10 to 12", "between 10 and 12" and "10-12" joined to one."""
    joined: list[Amount] = []
    for place, amount in enumerate(found):
        last = joined[-1] if joined else None
        following = found[place + 1] if place + 1 < len(found) else None
        if last is not None and last.unit is None and amount.unit and _HANGING.fullmatch(text[last.end : amount.start]):
            last.unit, last.kind = amount.unit, amount.kind
        if last is not None and following is not None and _leads_to_range(text, last, amount, following):
            last.unit, last.kind = following.unit, following.kind
            last.low = last.high = (last.low or 0.0) * _scale(text, last.low or 0.0, following)
            joined.append(amount)
        elif last is not None and not last.ranged and _is_range(text, last, amount):
            joined[-1] = _range(text, last, amount)
        elif (first := _told_from(text, joined, amount)) is not None:
            joined[first:] = [_range(text, joined[first], amount)]
        else:
            joined.append(amount)
    return joined


def _range(text: str, first: Amount, second: Amount) -> Amount:
    low, high = sorted((first.low or 0.0, second.high or 0.0))
    falling = (first.low or 0.0) > (second.high or 0.0)
    unit, kind = second.unit or first.unit, second.kind or first.kind
    return Amount(_opening(text, first.start), second.end, low, high, "number", unit, kind, ranged=True, falling=falling)


def _leads_to_range(text: str, last: Amount, amount: Amount, following: Amount) -> bool:
    """Does a range stand at the end of a movement: "from 20 [to 25-30] billion euros"?"""
    return (
        last.unit is amount.unit is None
        and following.unit is not None
        and not last.ranged
        and last.low is not None
        and amount.low is not None
        and (following.low or 0.0) > amount.low
        and bool(_GLUED.fullmatch(text[amount.end : following.start]))
        and text[last.end : amount.start].strip().lower() == "to"
    )


def _told_from(text: str, joined: Sequence[Amount], amount: Amount) -> int | None:
    """The place of the measure that an amount was reached from, over a word or a year: "[from 21 mpg] combined to 23"."""
    for place in range(len(joined) - 1, max(-1, len(joined) - 3), -1):
        first = joined[place]
        measured = first.unit is not None and first.kind not in ("duration", "age") and first.low is not None
        if measured and amount.low is not None and not first.ranged and amount.unit in (None, first.unit):
            told = _TOLD.fullmatch(text, first.end, amount.start) and _FROM.search(text, max(0, first.start - 6), first.start)
            return place if told else None
    return None


def _opening(text: str, start: int) -> int:
    match = _FROM.search(text, max(0, start - 6), start) or _BETWEEN.search(text, max(0, start - 22), start)
    return match.start() if match else start


def _is_range(text: str, first: Amount, second: Amount) -> bool:
    """Do two amounts stand as the ends of one range? Scores ("3-1"), "rose 5% to $7" and "by 3 to 7" do not."""
    between = _JOINT.fullmatch(text[first.end : second.start]) if second.start >= first.end else None
    if between is None or None in (first.low, second.low) or "fraction" in (first.shape, second.shape):
        return False
    if first.low is None or second.low is None:
        return False
    aged = first.kind == "age" and second.unit is None
    if first.unit and first.unit != second.unit and not aged and not (second.unit or "").startswith(f"{first.unit} per"):
        return False
    joint = between["joint"].lower()
    before = text[max(0, first.start - 22) : first.start]
    year = first.unit is None and re.fullmatch(r"(?:19|20)\d\d", text[first.start : first.end])
    if year and (second.low < 1000 or (second.unit is not None and re.search(r"\b(?:in|since|by|until)\s+$", before))):
        return False
    if first.low < second.low and first.unit is None and second.unit is not None and first.low < 1000 <= second.low:
        first.low = first.high = first.low * _scale(text, first.low, second)
    if joint == "and":
        return bool(_BETWEEN.search(before))
    if joint == "to":
        if _FROM.search(before):
            return True
        stepped = _BY.search(before) and (first.unit or (second.unit is None and second.low > 3 * first.low))
        return not stepped and (first.low <= second.low or first.unit is not None or second.unit is not None)
    if joint == "or":
        return first.low < second.low <= first.low + 10 and first.unit is None
    return first.low < second.low


def _scale(text: str, value: float, measured: Amount) -> float:
    """The scale that a bare value borrows from the amount it leads to: "5 to 6 million"; 1 where it borrows none."""
    most = measured.low or 0.0
    scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if most >= s), 1.0)
    scaled = re.search(r"(?:illion|thousand|[mbk]n?)\b", text[measured.start : measured.end])
    return scale if value < 1000 and scaled and value * scale < most else 1.0


def hedge(doc: Doc, amount: Amount, words: Lexicon) -> Modifier:
    """Widen an amount by the hedges before or behind it → what they make of it; the outermost bound counts."""
    text, found = text_of(doc), list[Modifier]()
    for turn in range(2):
        match = words.hedge_before.search(text, max(0, amount.start - 40), amount.start)
        if match is None:
            break
        word = (match["word"] or "").lower()
        if word in _PREPOSITIONS - {"about"} and match["article"]:
            break
        if word in _PREPOSITIONS and (turn or _is_preposition(doc, match, amount, words)):
            break
        found.append(words.hedge_kinds[folded(match["word"])] if match["word"] else _BOUNDS[match["sign"]])
        amount.start = match.start("word") if match["word"] else match.start()
    after = words.hedge_after.match(text, amount.end)
    if after:
        found.append(words.after_kinds[folded(after["word"])] if after["word"] else "at_least")
        amount.end = after.end()
    bounds = [kind for kind in found if kind != "about"]
    if amount.ranged:
        return "range"
    return bounds[-1] if bounds else found[0] if found else "exact"


def _is_preposition(doc: Doc, match: re.Match[str], amount: Amount, words: Lexicon) -> bool:
    """Is a word such as "over" a preposition here ("over two weeks", "talks about two ministers"), not a bound?"""
    word = match["word"].lower()
    token = doc[token_at(doc, match.start("word"))]
    if word == "around" and token.i and token.nbor(-1).lemma_.lower() in ("turn", "look", "walk", "move", "go", "come"):
        return True
    if word in ("about", "around"):
        return token.dep_ == "prep" and token.head.pos_ in ("VERB", "NOUN") and token.head.lemma_.lower() in words.telling
    if word == "over":
        before = doc[token.i - 1].lower_ if token.i else ""
        return amount.kind == "duration" and token.dep_ == "prep" and before not in ("for", "in", "than", "of")
    return False
