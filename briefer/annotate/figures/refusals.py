"""Numbers that are not quantities: years, dates, clock times, telephone numbers, scores, addresses, list numbers, names."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from briefer.annotate.figures.amounts import Amount
from briefer.annotate.figures.lexicon import Lexicon
from briefer.annotate.tokens import is_noun, text_of, token_at

_CLOCK_AFTER = re.compile(
    r"(?::|\.)?[0-5]?\d?\s?[ap]\.?m\b|:[0-5]\d|\s*o['’]?\s?clock\b|\s*(?:hours\s+)?(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET)\b",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(r"\d:$")
_CLOCK_RANGE = re.compile(r"\s?(?:-|–|to|and|until)\s?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"(?<!\d)(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|9/11)(?!\d)")
_TELEPHONE = re.compile(
    r"(?<![\d,.])(?:\+\d[\d\s().-]{6,}\d|0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}|\(?\d{3}\)?[\s.-]{0,2}\d{3}[-.\s]\d{4}|1-\d{3}-[\w-]+|\d{3}-\d{4}|\d{3}-[A-Z]{3,}|\d+(?:-\d+){2,})(?![\d,])"
)
_ADDRESS = re.compile(
    r"\s+(?:Ave|Avenue|Rue|Calle|Via|Avenida|Boulevard)\.?\s+[A-Z]|"
    r"(?:\s+|-)block\b|(?:\s+[NSEW]\.?(?![a-z]))?(?:\s+(?:[A-Z]\w*|\d+(?:st|nd|rd|th)))(?:\s+[A-Z]\w*\.?){0,2}"
    r"\s+(?:St|Street|Ave|Avenue|Road|Rd|Drive|Dr|Way|Lane|Ln|Blvd|Boulevard|Court|Ct|Place|Pl|Terrace|Circle|Parkway|Highway)\b"
)
_LIST_START = re.compile(r"(?:^|\n)[ \t]*[(\[]?$")
_LIST_END = re.compile(r"[.)\]]\s|\)|\]")
_CODE_BEFORE = re.compile(r"(?:[A-Za-z][-–/_]|[A-Za-z]{2}-?\d*[./])$|\d[.:/]$|[@_=]$|[.,]$")
_SIGNED = re.compile(r"\b(?:minus|sub|mid|pre|post|non)-$", re.IGNORECASE)
_CODE_AFTER = re.compile(r"[A-Z_](?![A-Za-z]{0,3}\b)|-[A-Z]?\d|\.\d|:\d|/\d|[A-Z]\d|[A-Za-z](?![A-Za-z])(?<![kKmMbBglVWCFX%])")
_ORDINAL_AFTER = re.compile(r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|from|of|early|late|mid|year|spring|summer|autumn|fall|winter|during|before|after|through|and|to|season|for|the|between)[\s-]+$",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"['’]$")
_SCORE = re.compile(r"(?<![\w.,-])\d{1,3}[-–]\d{1,3}(?![\w%]|-\d|\.\d)")
_VOTE = re.compile(r"(?<![\w.,-])(\d{1,3})\s+to\s+(\d{1,3})(?![\w%]|[.,]\d|\s+(?:percent|per))")
_MOVED = re.compile(r"\b(?:from|fell|fall|dropped|drop|down|cut|declined|reduced|slid|slipped|eased|lost)\s+$", re.IGNORECASE)
_HYPHENED = re.compile(r"-[A-Za-z]")
_YEARS_SPAN = re.compile(r"(?<!\d)(?:19|20)\d\d[-–/]$")
_ROAD_CODE = re.compile(r"(?<!\w)(?:[A-Z]{2}|[A-Z]{1,3}-)\s?$")
_SERIES = re.compile(r"(?<![\w.,$€£-])\d{2,5}(?:,\s?\d{2,5}){3,}(?![\w%])")
_INITIALS = re.compile(r"(?<!\w)[A-Z][\s&][A-Z]\s$")
_RANKED = re.compile(r"\b(?:the|its|their|his|her)\s+(?:top|bottom|first|last|final)\s$", re.IGNORECASE)
_SPOKEN_YEAR = re.compile(
    r"\b(?:sixteen|seventeen|eighteen|nineteen|twenty)\s+(?:oh|ten|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?<!\w)\d{1,3}\s+of\s+\d{1,3}\s+(?=[A-Z])")
_PART_OF = re.compile(r"\d+\s+of\s+$")
_IDLE_ONE = frozenset(
    {"day", "another", "thing", "way", "hand", "side", "time", "evening", "night", "morning", "afternoon", "point"}
)


def refused(doc: Doc, amount: Amount, words: Lexicon) -> bool:
    """An amount as it was scanned and measured → whether it is no quantity at all."""
    text, start, end = text_of(doc), amount.start, amount.end
    if amount.shape == "vague":
        return _idle_vague(doc, amount)
    if amount.shape == "fraction":
        return False
    digits = any(character.isdigit() for character in text[start:end])
    if not digits and text[start:end].lower() == "one" and amount.unit is None:
        return _idle_one(doc, start, end)
    if text[start:end].lower() == "dozen" and re.search(r"\bbaker['’]?s\s$", text[max(0, start - 9) : start], re.IGNORECASE):
        return True
    if amount.unit is None and (_is_rank(doc, amount) or _in_caption(doc, start, end)):
        return True
    if amount.kind == "money":
        return False
    if text[start:end] in ("911", "999") and amount.unit is None:
        return True
    if _ORDINAL_AFTER.match(text, end) or _in_pattern(text, start, end):
        return True
    if (amount.kind == "distance" or (amount.unit is None and "." in text[start:end])) and words.calibred.match(text, end):
        return True
    if amount.unit is None and re.fullmatch(r"\.\d{3}", text[start:end]):
        return True
    if amount.unit is None and _HYPHENED.match(text, end):
        return True
    if not digits:
        return bool(words.label_before.search(text, max(0, start - 14), start)) and amount.unit is None
    if _is_clock(text, start, end) or _is_date(text, amount, words) or _is_year(doc, amount):
        return True
    before, after = text[max(0, start - 16) : start], text[end : end + 40]
    if text[start].isdigit() and _CODE_BEFORE.search(before) and not _SIGNED.search(before) and not amount.ranged:
        return True
    if amount.unit is None and _in_series(text, start, end):
        return True
    if amount.unit is None and (_YEARS_SPAN.search(before) or _is_code(doc, amount, before)):
        return True
    if amount.unit is None and (_CODE_AFTER.match(after) or _ADDRESS.match(after)):
        return True
    if _LIST_START.search(text[max(0, start - 4) : start]) and _LIST_END.match(after):
        return True
    if amount.unit is None and re.search(r"[(\[]$", before) and re.match(r"[)\]]", after):
        return True
    label = before
    if part := _PART_OF.search(before):
        label = before[: part.start()]
    return amount.unit is None and ((not amount.ranged and bool(words.label_before.search(label))) or _is_name(doc, amount))


def _in_pattern(text: str, start: int, end: int) -> bool:
    """Does a number stand inside a telephone number, a numeric date or a score?"""
    low = max(0, start - 18)
    window = text[low : end + 18]
    for pattern in (_TELEPHONE, _NUMERIC_DATE, _SPOKEN_YEAR):
        for match in pattern.finditer(window):
            if low + match.start() < end and start < low + match.end():
                return True
    for match in _VOTE.finditer(window):
        inside = low + match.start() <= start and end <= low + match.end()
        if inside and int(match[1]) > int(match[2]) and not _MOVED.search(window, 0, match.start()):
            return True
    for match in _SCORE.finditer(window):
        if (
            low + match.start() <= start
            and end <= low + match.end()
            and (start, end) != (low + match.start(), low + match.end())
        ):
            return True
    return False


def _is_rank(doc: Doc, amount: Amount) -> bool:
    """Places in a ranking, of which nothing is counted: "the bottom three", "the top 10"."""
    text = text_of(doc)
    if not _RANKED.search(text, max(0, amount.start - 16), amount.start):
        return False
    last = token_at(doc, amount.end - 1)
    return last + 1 == len(doc) or doc[last + 1].pos_ not in ("NOUN", "ADJ", "PROPN", "NUM")


def _in_caption(doc: Doc, start: int, end: int) -> bool:
    """Does a number say which picture of how many a caption belongs to: "2 of 41 Skip to …"? "9 of 10 Democrats" counts."""
    text, low = text_of(doc), max(0, start - 8)
    match = next((m for m in _CAPTION.finditer(text, low, end + 24) if m.start() <= start and end <= m.end()), None)
    if match is None:
        return False
    after = doc[token_at(doc, match.end())]
    return not after.text.endswith("s") and after.ent_type_ != "NORP"


def _in_series(text: str, start: int, end: int) -> bool:
    """Does a number stand in a row of four bare numbers or more, as registers and releases list them?"""
    low = max(0, start - 60)
    return any(
        low + match.start() <= start and end <= low + match.end() and max(map(len, re.findall(r"\d+", match[0]))) > 2
        for match in _SERIES.finditer(text, low, end + 60)
    )


def _is_code(doc: Doc, amount: Amount, before: str) -> bool:
    """A number of a road or a model: "US 61", "the 787 Dreamliner"; no noun in small letters is counted."""
    last = token_at(doc, amount.end - 1)
    after = doc[last + 1] if last + 1 < len(doc) else None
    counts = after is not None and (after.is_lower and after.pos_ in ("NOUN", "ADJ", "VERB", "ADV"))
    if _INITIALS.search(before) or (_ROAD_CODE.search(before) and not counts and (amount.low or 0) < 1000):
        return True
    if after is None or after.tag_ != "NNP" or after.is_upper or after.is_sent_start or not after.text[:1].isupper():
        return False
    behind = doc[last + 2] if last + 2 < len(doc) else None
    ends = behind is None or behind.tag_ not in ("NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "CD", "POS")
    named = doc[last].head.i == after.i and after.text[-1] != "s" and after.ent_type_ != "NORP"
    return ends and named and (amount.low or 0) > 1


def _is_clock(text: str, start: int, end: int) -> bool:
    return bool(
        _CLOCK_AFTER.match(text, end) or _CLOCK_BEFORE.search(text, max(0, start - 3), start) or _CLOCK_RANGE.match(text, end)
    )


def _is_date(text: str, amount: Amount, words: Lexicon) -> bool:
    """A day beside its month: "8 September", "Sept. 20-24", "January 16, 2011"."""
    if (amount.high or 0) > 31 and not 1000 < (amount.high or 0) < 2200:
        return False
    before = words.month_before.search(text, max(0, amount.start - 24), amount.start)
    after = words.month_after.match(text, amount.end)
    if after and amount.unit is None:
        return True
    return bool(before) and amount.unit is None


def _is_year(doc: Doc, amount: Amount) -> bool:
    """A four-digit number without a comma that no plural noun claims, a decade ("1980s"), or a short year ("'98")."""
    text = text_of(doc)
    if re.match(r"['’]?s\b", text[amount.end : amount.end + 3]):
        return True
    if _SHORT_YEAR.search(text, max(0, amount.start - 1), amount.start) and amount.end - amount.start == 2:
        return True
    if amount.unit is not None or not 1600 <= (amount.low or 0) < 2100:
        return False
    written = text[amount.start : amount.end]
    if not re.fullmatch(r"(?:between\s+|from\s+)?\d{4}(?:\s?(?:-|–|to|and)\s?\d{2,4})?", written, re.IGNORECASE):
        return False
    if amount.ranged and not written[0].isdigit() and (amount.high or 0) < 2100:
        return True
    token = doc[token_at(doc, amount.end - 1)]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else token
    plural = token.head if token.dep_ == "nummod" and token.head.i > token.i else after
    claimed = plural.tag_ == "NNS" and token.ent_type_ != "DATE"
    return not claimed or bool(_YEAR_BEFORE.search(text, max(0, amount.start - 10), amount.start))


def _is_name(doc: Doc, amount: Amount) -> bool:
    """A number that ends a name ("Fortune 100", "Boeing 787", "the S&P 500"): a capitalised word before, no noun behind."""
    first, last = token_at(doc, amount.start), token_at(doc, amount.end - 1)
    if first == 0 or amount.ranged:
        return False
    before, here = doc[first - 1], doc[last]
    if before.pos_ != "PROPN" or before.text.islower() or before.is_sent_start:
        return False
    counts = here.dep_ in ("nummod", "compound", "quantmod") and here.head.i > here.i and here.head.tag_ in ("NNS", "NNPS")
    if before.ent_type_ == "PERSON" and 10 <= (amount.low or 0) <= 105:
        return False
    single = here.dep_ == "nummod" and here.head.i > here.i and here.head.tag_ in ("NN", "NNP") and (amount.low or 0) > 1
    return not counts and (
        single or here.head.i == before.i or before.head.i == here.i or here.ent_type_ == before.ent_type_ != ""
    )


def _idle_one(doc: Doc, start: int, end: int) -> bool:
    """Is "one" a pronoun or part of an idiom ("no one", "one day", "the last one"), not a count?"""
    token = doc[token_at(doc, start)]
    before = doc[token.i - 1].lower_ if token.i else ""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if (
        before in ("no", "any", "every", "each", "some", "this", "that", "another", "which", "number", "the", "-", "only")
        and before != "only"
    ):
        return not (before == "the" and after is not None and token.dep_ == "nummod" and is_noun(token.head))
    if after is not None and after.lower_ == "another":
        return True
    if after is None or after.lower_ in _IDLE_ONE or after.text == "-" or (after.is_punct and after.text != ","):
        return not _is_victim(token)
    if token.dep_ == "nummod" and token.head.i > token.i and is_noun(token.head):
        return token.head.lower_ in _IDLE_ONE
    return not (after.lower_ == "of" or _is_victim(token))


def _is_victim(token: Token) -> bool:
    return token.dep_ in ("dobj", "nsubjpass") and token.head.pos_ == "VERB" and token.tag_ == "CD"


def _idle_vague(doc: Doc, amount: Amount) -> bool:
    """Vague words count only before or instead of a noun: "several people", "dozens were hurt"."""
    token = doc[token_at(doc, amount.end - 1)]
    if token.lower_ == "couple" and (token.i + 1 == len(doc) or doc[token.i + 1].tag_ != "NNS"):
        return True
    return token.pos_ == "PROPN" or (token.dep_ == "amod" and not is_noun(token.head))
