"""The words that stories are compared by: lower-cased, with their endings cut, without those that tell nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

STOP = frozenset(
    {
        "a", "about", "above", "after", "again", "against", "ago", "all", "also", "although", "am", "among", "an",
        "and", "any", "are", "as", "at", "be", "because", "been", "before", "being", "below", "between", "both", "but",
        "by", "can", "could", "did", "do", "does", "doing", "down", "during", "each", "even", "ever", "few", "for",
        "from", "further", "get", "got", "had", "has", "have", "having", "he", "her", "here", "hers", "herself", "him",
        "himself", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "itself", "just", "last",
        "like", "made", "make", "many", "may", "me", "might", "more", "most", "much", "must", "my", "myself", "near",
        "no", "nor", "not", "now", "of", "off", "on", "once", "one", "only", "or", "other", "our", "ours", "out",
        "over", "own", "per", "said", "same", "say", "says", "she", "should", "since", "so", "some", "still", "such",
        "than", "that", "the", "their", "theirs", "them", "then", "there", "these", "they", "this", "those", "though",
        "through", "to", "told", "too", "toward", "towards", "under", "until", "up", "upon", "us", "very", "was", "we",
        "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with",
        "within", "without", "would", "yet", "you", "your", "yours", "according", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tomorrow", "time", "people", "day", "week",
        "month", "year", "years", "new", "first", "two", "three",
    }
)  # fmt: skip
"""Function words, words of reporting, and the calendar: in every article, so proof of nothing."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[-.][^\W_]+)*")
_POSSESSIVE = re.compile(r"(?:['’]s?|n['’]t)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared (`stem`), as it is written, and where it ends and begins in its text."""

    stem: str
    written: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Is it written with a capital first letter, but not all in capitals (as whole headlines are)?"""
        return self.written[0].isupper() and not (len(self.written) > 1 and self.written.isupper())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word → the form that its inflections share, roughly: `killings` and `killed` meet; `Taliban's` → `taliban`."""
    low = _POSSESSIVE.sub("", word.lower())
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 3 and low.endswith("s") and not low.endswith("ss"):
        low = low[:-1]
    if len(low) > 5 and low.endswith("ing"):
        return low[:-3]
    if len(low) > 4 and low.endswith("ed"):
        return low[:-2]
    return low


def words(text: str) -> list[Word]:
    """A text → its words in order, function words included."""
    return [Word(stem(m.group()), m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


def plain(text: str) -> tuple[str, ...]:
    """A text → its words in lower case, with width, accents and apostrophes made alike: what two wordings are compared by."""
    folded = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return tuple(_WORD.findall("".join(c for c in folded if not unicodedata.combining(c)).lower()))


def content(text: str | None) -> frozenset[str]:
    """A text → the stems of the words in it that tell something."""
    return frozenset(w.stem for w in words(text or "") if w.written.lower() not in STOP and not w.written[0].isdigit())
