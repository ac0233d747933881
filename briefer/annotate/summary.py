"""An article becomes a few of its own sentences.

Sentences are chosen for what they cover: content words and pairs of words, each worth the more the more often and the nearer
to the lead the text says it, and counted once for the summary, so that of two sentences which say the same the second brings
nothing (after Gillick and Favre, "A scalable global model for summarization", 2009). The lead is hard to beat, so a sentence's
gain grows with its nearness to it. Direct speech and the first person count less: a summary tells, it does not talk. What adds
next to nothing is left out even where there is room. `scripts/tune_summary.py` measured these numbers.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from itertools import pairwise

from spacy.tokens import Doc

from briefer.annotate.findings import findings
from briefer.annotate.tokens import text_of
from briefer.model.span import Span

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_FURNITURE = re.compile(
    r"^\W*(?:(?:image|photo|picture|video|file)\s+(?:copyright|caption|credit|by|courtesy|shows)|(?:hide |toggle )?caption\b"
    r"|read more|see also|related:|sign up|subscribe|click (?:here|to|for)|advertisement|scroll down|share this|follow us"
    r"|watch:|copyright\b|©|enlarge this|story highlights|most read"
    r"|(?:reporting|writing|editing|additional reporting) by)|all rights reserved|click here for",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…][\"'”’»)\]`\s]*$")
_STOP = re.compile(r"(?:(?<=\s)[.!?]|(?<=\s)\.\.\.)\s+(?:(?:''|”|\"|'|’|\))\s+)?(?=\S)")
_SPEECH = re.compile(r"``|''|[\"“”‘«»]|(?:^|\s)'\s|\b(?:I|i|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Mm]e|us)\b")
_WORD = re.compile(r"[^\W_]\S*")
_SHORTEST = 6

_PAIR = 1.0
"""What two words side by side are worth beside one content word."""
_ONCE = 0.1
"""What remains of a concept's worth that the text names once only."""
_LEAD, _DECAY = 4.0, 0.3
"""How much the lead's first sentence gains, and how fast this fades with the sentences behind it."""
_TALK = 0.8
"""What remains of the gain of direct speech."""
_LEAST = 0.05
"""What a sentence must gain, as a share of the first one's gain."""


def summary(doc: Doc, words: int) -> tuple[Span, ...]:
    """A Doc and about how many words → whole sentences of it that sum it up, in the order of the text.

    Sentences are added while the total comes nearer to `words` and they bring something new; there is at least one where the
    text has any. Datelines, captions, notices of the site and fragments are passed over.
    """
    text = text_of(doc)
    sentences = [each for each in _sentences(doc) if _is_news(doc, each)]
    if not sentences or words < 1:
        return ()
    sizes = [_size(text[start:end]) for start, end in sentences]
    nearness = [1 / (1 + _DECAY * place) for place in range(len(sentences))]
    concepts = [_concepts(doc, each) for each in sentences]
    weights: dict[str, float] = defaultdict(float)
    told: Counter[str] = Counter()
    for held, near in zip(concepts, nearness, strict=True):
        for concept, share in held.items():
            weights[concept] += share * near
            told[concept] += 1
    base = [(1 + _LEAD * near) / math.sqrt(size) for near, size in zip(nearness, sizes, strict=True)]
    for place, (start, end) in enumerate(sentences):
        if _SPEECH.search(text[start:end]):
            base[place] *= _TALK

    chosen: list[int] = []
    covered: set[str] = set()
    total = 0
    left = list(range(len(sentences)))

    def gain(place: int) -> float:
        new = (each for each in concepts[place] if each not in covered)
        return base[place] * sum(weights[each] * (1 if told[each] > 1 else _ONCE) for each in new)

    least = 0.0
    while left:
        best = max(left, key=lambda place: (round(gain(place), 9), -place))
        if chosen and gain(best) < least:
            break
        least = least or _LEAST * gain(best)
        chosen.append(best)
        covered.update(concepts[best])
        total += sizes[best]
        left = [place for place in left if place != best and total + sizes[place] - words <= words - total]
    article = findings(doc).article.id
    return tuple(Span(article, *sentences[place]) for place in sorted(chosen))


def _concepts(doc: Doc, sentence: tuple[int, int]) -> dict[str, float]:
    """What a sentence speaks of, in the order of its words: content words, and pairs of words that are not both stop words."""
    tokens = doc.char_span(*sentence, alignment_mode="contract")
    found: dict[str, float] = {}
    for token in tokens or ():
        if token.pos_ in _CONTENT and not token.is_stop and any(map(str.isalnum, token.text)):
            found[token.lemma_.lower()] = 1.0
    for one, other in pairwise(tokens or ()):
        if all(each.is_alpha or each.like_num for each in (one, other)) and not (one.is_stop and other.is_stop):
            found[f"{one.lemma_} {other.lemma_}".lower()] = _PAIR
    return found


def _size(block: str) -> int:
    """How many words with a letter or figure stand in it."""
    return len(_WORD.findall(block))


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """The half-open character offsets of a Doc's sentences.

    Where the text is tokenised (full stops stand between spaces), its own stops say more than the parser.
    """
    text = text_of(doc)
    if _is_tokenised(text):
        bounds = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
        blocks = list(pairwise(bounds))
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
    block = text_of(doc)[start:end]
    dateline = findings(doc).article.dateline
    if dateline is not None and start < dateline.span.end and end <= dateline.span.end + 1:
        return False
    return _size(block) >= _SHORTEST and bool(_ENDS.search(block)) and not _FURNITURE.search(block)
