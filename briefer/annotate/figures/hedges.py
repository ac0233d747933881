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
    for amount in found:
        last = joined[-1] if joined else None
        if last is not None and last.unit is None and amount.unit and _HANGING.fullmatch(text[last.end : amount.start]):
            last.unit, last.kind = amount.unit, amount.kind
        if last is not None and not last.ranged and _is_range(text, last, amount):
            low, high = sorted((last.low or 0.0, amount.high or 0.0))
            start = _opening(text, last.start)
            unit, kind = amount.unit or last.unit, amount.kind or last.kind
            falling = (last.low or 0.0) > (amount.high or 0.0)
            joined[-1] = Amount(start, amount.end, low, high, "number", unit, kind, ranged=True, falling=falling)
        else:
            joined.append(amount)
    return joined


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
    if first.unit is None and re.fullmatch(r"(?:19|20)\d\d", text[first.start : first.end]) and second.low < 1000:
        return False
    joint = between["joint"].lower()
    before = text[max(0, first.start - 22) : first.start]
    if first.low < second.low and first.unit is None and second.unit is not None and first.low < 1000 <= second.low:
        scale = next((s for s in (1e12, 1e9, 1e6, 1e3) if second.low >= s), 1.0)
        if re.search(r"(?:illion|thousand|[mbk]n?)\b", text[second.start : second.end]) and first.low * scale < second.low:
            first.low = first.high = first.low * scale
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


def hedge(doc: Doc, amount: Amount, words: Lexicon) -> Modifier:
    """Widen an amount by the hedges before or behind it → what they make of it; the outermost bound counts."""
    text, found = text_of(doc), list[Modifier]()
    for turn in range(2):
        match = words.hedge_before.search(text, max(0, amount.start - 40), amount.start)
        if match is None:
            break
        word = (match["word"] or "").lower()
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
