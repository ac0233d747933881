"""Which words of a text of one case are written with capitals: what is known of each, then what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from briefer.annotate.casing.words import is_word, lexicon, marks, written
from briefer.annotate.gazetteer import Kind, country_of_people, fold, look_up

_TAIL = re.compile(r"['’`](?:s|t|re|ve|ll|d|m)?$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_FORMED = re.compile(r"(?:ly|ness|less|ments?|i[sz](?:ed|ing|ation)|ability)$")
_PREFIX = re.compile(r"(?:un|re|non|counter|anti|inter|over|under|out|pre|pro|sub|super|multi|mid)(?=\w{4})")
_VOWEL = re.compile(r"[aeiouyà-ÿ]")
_SPACED_NUMBER = re.compile(r"\.?,?\s*\d")
_ARTICLES = frozenset({"el", "la", "las", "los"})
_LINKS = frozenset({"and", "de", "del", "for", "in", "la", "of", "the", "y"})
_NEVER_IN_PLACES = frozenset({"a", "at", "in", "is", "on", "to", "was"})
_BEFORE_MONTHS = frozenset({
    "and", "by", "early", "from", "in", "last", "late", "mid", "next", "of", "since", "this", "through", "until",
})  # fmt: skip
_PLACE_OF_NOTE = 30_000


class Form(Enum):
    """How a word is written: small throughout, with one capital, or in capitals."""

    SMALL = "small"
    NAME = "name"
    LARGE = "large"


@dataclass(slots=True)
class Word:
    """A word of a part in one case.

    `raw` are its letters as they stand, `bare` in lower case without `'s` and the like; `before` is what stands between it and
    the word before, `behind` the first characters behind it. `opens` says that a sentence begins with it; `odd` is a way of
    writing of its own ("McDonald").
    """

    start: int
    raw: str
    lower: str
    bare: str
    before: str
    behind: str
    opens: bool
    form: Form = Form.SMALL
    odd: str | None = None

    @property
    def named(self) -> bool:
        return self.form is not Form.SMALL

    @property
    def joined(self) -> bool:
        """Does only white space stand between this word and the one before?"""
        return not self.opens and not self.before.strip()

    @property
    def written(self) -> str:
        """As many characters as `raw`; a letter whose other case is longer stays as it is."""
        if self.odd is not None:
            text = self.odd
        elif self.form is Form.LARGE:
            text = "".join(map(_upper, self.bare))
        elif self.form is Form.NAME or self.opens:
            text = "".join(_upper(letter) if _is_initial(self.bare, at) else letter for at, letter in enumerate(self.bare))
        else:
            text = self.bare
        text += self.lower[len(self.bare) :]
        return text if len(text) == len(self.raw) else self.raw


def make_word(start: int, raw: str, before: str, behind: str, opens: bool) -> Word:
    """A word as it stands → a Word, its form still open."""
    lower = raw.lower()
    return Word(start, raw, lower, _TAIL.sub("", lower), before, behind, opens)


def _upper(letter: str) -> str:
    large = letter.upper()
    return large if len(large) == 1 else letter


def _is_initial(bare: str, at: int) -> bool:
    """Is a letter the first of a word, or of its part behind "O'" or "Mc"?"""
    return at == 0 or (at == 2 and bare[:2] == "mc" and len(bare) > 4) or (bare[at - 1] in "'’`" and len(bare) > at + 2)


def decide(words: Sequence[Word]) -> None:
    """The words of a text's parts in one case → each gets its form."""
    for word in words:
        _alone(word)
    _places(words)
    _phrases(words)
    for at, word in enumerate(words):
        before = words[at - 1] if at and word.joined else None
        _date(word, before)
    for at in range(len(words)):
        _titled(words, at)
    for at, word in enumerate(words):
        before = words[at - 1] if at and word.joined else None
        _person(word, before, words[at - 2] if at > 1 else None, words[at + 1] if at + 1 < len(words) else None)
    for at in range(len(words)):
        _body(words, at)
    _abbreviations(words)
    _articles(words)
    _spread(words)


def _alone(word: Word) -> None:
    """What a word is by itself: as the list writes it, else a name; without a vowel, an abbreviation."""
    bare, words = word.bare.rstrip("."), lexicon()
    known = written(bare)
    if _DOTTED.fullmatch(word.lower):
        word.form = Form.SMALL if word.lower in words.small else Form.LARGE
    elif bare == "i":
        word.form = Form.NAME
    elif (
        bare in words.particles
        or bare in words.small
        or re.search("n['’`]t$", word.lower)
        or (word.before[-1:].isdigit() and len(bare) < 4)
        or (known is None and word.before in (".", "@", "/"))
    ):
        word.form = Form.SMALL
    elif bare in words.abbreviated:
        word.form = Form.NAME
    elif bare in words.acronyms:
        word.form = Form.SMALL if is_word(bare) else Form.NAME if marks(bare) else Form.LARGE
    elif known is None and bare[:-1] in words.acronyms and bare.endswith("s"):
        word.form, word.odd = Form.LARGE, bare[:-1].upper() + "s"
    elif known is not None:
        word.form = Form.SMALL if known == bare else Form.LARGE if known.isupper() and len(known) > 1 else Form.NAME
        word.odd = None if known in (bare, bare.upper(), bare.capitalize()) else known + word.bare[len(known) :]
    elif len(bare) > 1 and not _VOWEL.search(bare):
        word.form = Form.LARGE
    else:
        word.form = Form.SMALL if _is_formed(bare) else Form.NAME


def _is_formed(bare: str) -> bool:
    """Is an unknown word formed from one that is written small ("resettle"), or by a suffix that names do not have?"""
    prefix = _PREFIX.match(bare)
    return bool(prefix and is_word(bare[prefix.end() :])) or (len(bare) > 6 and bool(_FORMED.search(bare)))


def _places(words: Sequence[Word]) -> None:
    """Names of two to four words that the gazetteer has ("San Miguel de Allende")."""
    at = 0
    while at < len(words):
        first = words[at]
        linked = bool(at) and first.joined and words[at - 1].bare in _LINKS and first.bare in _ARTICLES
        if not linked and (first.named or first.bare in lexicon().prefixes or "n" in marks(first.bare)):
            for size in (4, 3, 2):
                part = words[at : at + size]
                if len(part) == size and _is_place(part):
                    for word in part:
                        word.form = Form.SMALL if word.bare in _LINKS and word is not first else Form.NAME
                    at += size - 1
                    break
        at += 1


def _is_place(part: Sequence[Word]) -> bool:
    inner = part[1:]
    if any(word.opens or word.before not in (" ", "-", "\n") for word in inner) or any(
        w.bare in _NEVER_IN_PLACES for w in part
    ):
        return False
    entries = look_up(fold(" ".join([*(word.lower for word in part[:-1]), part[-1].bare])))
    of_note = any(entry.population > _PLACE_OF_NOTE or entry.kind is not Kind.CITY for entry in entries)
    return of_note or (bool(entries) and any(word.named for word in part))


def _phrases(words: Sequence[Word]) -> None:
    """Bodies and regions that are written with capitals though each of their words is a common one."""
    phrases = lexicon().phrases
    for at, word in enumerate(words):
        for parts in phrases.get(word.lower, ()):
            found = words[at : at + len(parts)]
            if tuple(each.bare for each in found) == parts and all(each.joined for each in found[1:]):
                for each in found:
                    each.form = Form.SMALL if each.bare in _LINKS else Form.NAME


def _date(word: Word, before: Word | None) -> None:
    """A month or a short weekday beside a number, "in March", "last May"."""
    if word.named or not (word.lower in lexicon().months or word.lower.rstrip(".") in lexicon().days):
        return
    if (
        _SPACED_NUMBER.match(word.behind)
        or re.search(r"\d\s*$", word.before)
        or (word.lower in ("may", "march", "august") and before is not None and before.lower in _BEFORE_MONTHS)
    ):
        word.form = Form.NAME


def _person(word: Word, before: Word | None, second: Word | None, after: Word | None) -> None:
    """A word that may be a name beside one that is: "Bill Haddad", "Ana Rose", "John F. Banks"; "the US"."""
    held = marks(word.bare)
    if word.bare in lexicon().acronyms and before is not None and before.lower == "the":
        word.form = Form.LARGE
    elif word.named or word.lower in lexicon().not_surnames:
        return
    elif "g" in held and after is not None and after.joined and after.named:
        if after.bare not in lexicon().particles and (written(after.bare) is None or "s" in marks(after.bare)):
            word.form = Form.NAME
    elif "s" in held and before is not None and before.named:
        initial = re.fullmatch(r"[a-z]\.?", before.lower) and second is not None and second.named
        if initial or ("g" in marks(before.bare) and before.bare == before.lower):
            word.form = Form.NAME


def _titled(words: Sequence[Word], at: int) -> None:
    """A title before a name is written like it ("Prime Minister Haddad"), and behind one a word that may be a name is one."""
    word, known = words[at], lexicon()
    if word.lower not in known.titles or at + 1 == len(words):
        return
    after = words[at + 1]
    if after.before.strip(" \n.") or (after.opens and not word.lower.endswith(".")):
        return
    held = marks(after.bare)
    if not after.named and word.lower in known.ranks and ("s" in held or "g" in held) and after.bare not in known.not_surnames:
        after.form = Form.NAME
    if after.named and after.bare not in known.months:
        back = at
        while back >= 0 and (back == at or (words[back].lower in known.titles and words[back + 1].joined)):
            words[back].form = Form.NAME
            back -= 1


def _body(words: Sequence[Word], at: int) -> None:
    """ "Volta River", "National Liberation Front", "University of Quito": the words up to the noun that names what it is."""
    word, known = words[at], lexicon()
    noun = word.lower if word.lower.endswith(".") else word.bare
    if noun not in known.heads:
        return
    left = at
    while left > 0 and words[left].joined and (words[left - 1].named or words[left - 1].lower in known.bodily):
        left -= 1
    inner = words[left:at]
    bodily = sum(each.lower in known.bodily for each in inner)
    names = [each for each in inner if each.named and each.lower not in known.bodily and each.bare != "i"]
    opened = bool(inner) and inner[0].opens
    if noun in known.bodies and (bodily >= 2 or (bodily and names)):
        chosen = [*inner, word]
    elif names and not bodily and not opened and noun not in known.plain_heads and not any(map(_is_people, names)):
        chosen = [word]
    elif noun in known.bodies and at + 2 < len(words) and words[at + 1].lower == "of" and words[at + 2].named:
        chosen = [word] if words[at + 1].joined and words[at + 2].joined else []
    else:
        chosen = []
    for each in chosen:
        if not each.named:
            each.form = Form.NAME


def _is_people(word: Word) -> bool:
    return country_of_people(fold(word.bare)) is not None


def _abbreviations(words: Sequence[Word]) -> None:
    """A word in brackets whose letters begin the words before it, or before brackets that hold such words, is an abbreviation.

    A short unknown word alone in brackets is one, too: the agency of a dateline.
    """
    for at, (word, after) in enumerate(pairwise(words)):
        letters = word.bare
        if not 2 <= len(letters) <= 7:
            continue
        if word.before.rstrip("\"'“ \n").endswith(("(", "[")) and after.before[:1] in (")", "]"):
            unknown = written(letters) is None and len(letters) < 5 and word.before.endswith("(")
            if unknown or _initials(letters, words[max(0, at - len(letters) - 3) : at]):
                word.form, word.odd = Form.LARGE, None
        elif after.before.strip() in ("[", "("):
            inner = words[at + 1 : at + len(letters) + 4]
            stop = next((i for i, each in enumerate(inner) if i and each.before.strip()[:1] in ("]", ")")), len(inner))
            if _initials(letters, inner[:stop]):
                word.form, word.odd = Form.LARGE, None
                for each in inner[:stop]:
                    if not each.named and each.bare not in _LINKS:
                        each.form = Form.NAME


def _initials(letters: str, words: Sequence[Word]) -> bool:
    """Are an abbreviation's letters the first letters of words, in order, some words left out?"""
    first = "".join(word.bare[:1] for word in words)
    if letters[0] not in first:
        return False
    for start, letter in enumerate(first):
        rest = iter(first[start:])
        if letter == letters[0] and all(wanted in rest for wanted in letters):
            return True
    return False


def _articles(words: Sequence[Word]) -> None:
    """ "La", "El" begin a name where none stands before them ("La Libertad", "El Tiempo"); between names they stay small."""
    for at, (word, after) in enumerate(pairwise(words)):
        if word.bare in _ARTICLES and not word.named and after.joined and after.named:
            before = words[at - 1] if at and word.joined else None
            if before is None or not (before.named or before.bare in lexicon().particles):
                word.form = Form.NAME


def _spread(words: Sequence[Word]) -> None:
    """What is an abbreviation once is one throughout; a surname that is a common word is one where it mostly is."""
    large = {word.bare for word in words if word.form is Form.LARGE and not is_word(word.bare)}
    named = Counter(word.bare for word in words if word.form is Form.NAME and is_word(word.bare))
    small = Counter(word.bare for word in words if word.form is Form.SMALL)
    barred = lexicon().months | lexicon().heads | lexicon().titles
    for word in words:
        bare = word.bare
        if bare in large and not word.odd:
            word.form = Form.LARGE
        elif not word.named and 2 <= named[bare] >= small[bare] and len(bare) > 3 and "s" in marks(bare) and bare not in barred:
            word.form = Form.NAME
