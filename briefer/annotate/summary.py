"""An article becomes a few of its own sentences.

A sentence is worth what it shares with the whole text (the centroid of its content words), more the nearer it stands to the
lead; of two that say the same, the second is worth less (maximal marginal relevance, Carbonell and Goldstein 1998). The lead prior
carries most of the weight: on news, a centroid alone does not reach the first three sentences.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefer.annotate.findings import findings
from briefer.model.span import Span

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_FURNITURE = re.compile(
    r"^\W*(?:(?:image|photo|picture|video|file)\s+(?:copyright|caption|credit|by|courtesy|shows)|caption\b|hide caption|toggle caption"
    r"|read more|see also|related:|sign up|subscribe|click (?:here|to|for)|advertisement|scroll down|share this|follow us|watch:"
    r"|copyright\b|©|all rights reserved|enlarge this|story highlights|most read|(?:reporting|writing|editing|additional reporting) by)"
    r"|all rights reserved|click here for|for confidential support",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…][\"'”’»)\]`\s]*$")
_STOP = re.compile(r"(?:(?<=\s)[.!?]|(?<=\s)\.\.\.)\s+(?:(?:''|”|\"|'|’|\))\s+)?(?=\S)")
_SHORTEST = 6


def summary(doc: Doc, words: int) -> tuple[Span, ...]:
    """A Doc and about how many words → whole sentences of it that sum it up, in the order of the text.

    Sentences are added while the total comes nearer to `words`; there is at least one where the text has any. Datelines, captions,
    notices of the site and fragments are passed over.
    """
    found = findings(doc)
    sentences = [each for each in _sentences(doc) if _is_news(doc, each)]
    if not sentences or words < 1:
        return ()
    bags = [_bag(doc, each) for each in sentences]
    worth = _worth(bags)
    chosen: list[int] = []
    total = 0
    left = list(range(len(sentences)))
    while left:
        best = max(left, key=lambda index: (round(_marginal(index, chosen, bags, worth), 9), -index))
        left.remove(best)
        size = _size(doc, sentences[best])
        if chosen and total + size - words > words - total:
            continue
        chosen.append(best)
        total += size
        if total >= words:
            break
    return tuple(Span(found.article.id, *sentences[index]) for index in sorted(chosen))


def _size(doc: Doc, sentence: tuple[int, int]) -> int:
    return sum(any(map(str.isalnum, word)) for word in doc.text[slice(*sentence)].split())


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """The half-open character offsets of a Doc's sentences.

    Where the text is tokenised (full stops stand between spaces), its own stops say more than the parser.
    """
    text = doc.text
    if _is_tokenised(text):
        bounds = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
        blocks = list(zip(bounds, bounds[1:], strict=False))
    else:
        blocks = [(each.start_char, each.end_char) for each in doc.sents]
    trimmed = []
    for start, end in blocks:
        block = text[start:end]
        if block.strip():
            trimmed.append((start + len(block) - len(block.lstrip()), start + len(block.rstrip())))
    return trimmed


def _is_tokenised(text: str) -> bool:
    apart, attached = len(re.findall(r"\s[.?!](?=\s|$)", text)), len(re.findall(r"\w[.?!](?=\s|$)", text))
    return apart >= 3 and apart > 4 * attached


def _is_news(doc: Doc, sentence: tuple[int, int]) -> bool:
    """Is this a sentence of the article, not its furniture, its dateline or a fragment?"""
    start, end = sentence
    block = doc.text[start:end]
    dateline = findings(doc).article.dateline
    if dateline is not None and start < dateline.span.end and end <= dateline.span.end + 1:
        return False
    return _size(doc, sentence) >= _SHORTEST and bool(_ENDS.search(block)) and not _FURNITURE.search(block)


def _bag(doc: Doc, sentence: tuple[int, int]) -> Counter[str]:
    tokens: Tokens | None = doc.char_span(*sentence, alignment_mode="contract")
    if tokens is None:
        return Counter()
    return Counter(
        token.lemma_.lower()
        for token in tokens
        if token.pos_ in _CONTENT and not token.is_stop and any(map(str.isalnum, token.text))
    )


def _worth(bags: list[Counter[str]]) -> list[float]:
    """What each sentence is worth by itself: its likeness to the whole, and its place."""
    whole: Counter[str] = Counter()
    for bag in bags:
        whole.update(bag)
    return [CENTROID * _cosine(bag, whole) + LEAD / (1 + RATE * place) for place, bag in enumerate(bags)]


CENTROID, LEAD, RATE, SAME = 1.0, 1.0, 0.5, 0.5


def _marginal(index: int, chosen: list[int], bags: list[Counter[str]], worth: list[float]) -> float:
    return worth[index] - SAME * max((_cosine(bags[index], bags[other]) for other in chosen), default=0.0)


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    dot = sum(count * other[word] for word, count in one.items())
    norm = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return dot / norm if norm else 0.0
