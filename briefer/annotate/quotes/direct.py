"""Direct speech: which cue a quoted passage belongs to.

The parser loses its way inside quotations, so the words beside a passage decide first, and the parse helps: a cue behind it
(“…,” said X; “…,” X said), a cue before it (X said: “…”; X called it “…”), a cue that interrupts it, or none.
"""

from __future__ import annotations

from spacy.tokens import Token

from briefer.annotate.people.lexicon import is_unnamed
from briefer.annotate.quotes.draft import TERMINATORS, Draft, Paragraph, Quoted
from briefer.annotate.quotes.lexicon import cues
from briefer.annotate.quotes.parse import Range, is_verb, lemma, noun_phrase, particle, sentence, speaking, subject, trimmed

_OPEN_END = ",?!—–-…"
_PAUSES = {",", "—", "–", "-", "--", ":", ";"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def cue_behind(paragraph: Paragraph, index: int) -> tuple[Token, Range | None] | None:
    """A passage → the cue behind it in the same sentence and the words that name its speaker."""
    passage = paragraph.quoted[index].passage
    gap = paragraph.gap_after(index)
    segment = paragraph.first_sentence(gap)
    words = paragraph.words(segment)
    if not words:
        return None
    last = paragraph.text[passage.start : passage.end].rstrip("\"'”’» ")[-1:] or ","
    opener = next((token.text for token in paragraph.doc[segment[0] : segment[1]] if not token.is_space), "")
    if last in TERMINATORS and last not in "?!…" and not (len(words) <= 6 and _is_cue(words[-1])):
        return None
    if last not in _OPEN_END and last != "." and opener not in {",", "—", "–", "-", "--"}:
        return None
    for token in words:
        if token.lower_ == "according":
            return token, _according_source(token, segment)
        if not _is_cue(token):
            if (
                token.tag_ in _FINITE
                and token.dep_ not in {"relcl", "aux", "acl"}
                and token.pos_ == "VERB"
                and token.head.dep_ != "relcl"
            ):
                return None
            continue
        speaker = _speaker(paragraph, token, segment)
        if speaker is not None:
            return token, speaker
    return None


def _is_cue(token: Token) -> bool:
    """A verb of speech, by its base form; beside a quotation also one that the tagger takes for a noun or a name."""
    known = cues()
    if is_verb(token):
        base = lemma(token)
        return base in known.speech or (base in known.particles and _followed_by(token, known.particles[base]))
    return token.lower_ in known.forms


def _followed_by(token: Token, words: frozenset[str]) -> bool:
    doc = token.doc
    return token.i + 1 < len(doc) and doc[token.i + 1].lower_ in words


def _according_source(token: Token, segment: Range) -> Range | None:
    doc = token.doc
    start = token.i + 2
    return _phrase_after(doc[token.i + 1], segment[1]) if start < segment[1] else None


def _speaker(paragraph: Paragraph, verb: Token, segment: Range) -> Range | None:
    """A cue in a segment beside a passage → its speaker there, by the parse, else the noun phrase that touches the cue."""
    head = subject(verb)
    if (
        head is not None
        and segment[0] <= head.i < segment[1]
        and head.i not in paragraph.inside
        and head.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
    ):
        start, end = noun_phrase(head)
        return max(start, segment[0]), min(end, segment[1])
    before = paragraph.words((segment[0], verb.i))
    if any(token.pos_ in {"NOUN", "PROPN", "PRON"} for token in before):
        start, end = trimmed(paragraph.doc, (segment[0], verb.i))
        while end > start and paragraph.doc[end - 1].pos_ in {"ADV", "AUX"}:
            end -= 1
        return trimmed(paragraph.doc, (start, end)) if start < end else None
    return _phrase_after(verb, segment[1])


def _phrase_after(token: Token, limit: int) -> Range | None:
    """The noun phrase directly behind a token, up to a verb, a preposition other than "of", or a mark."""
    doc = token.doc
    start = token.i + 1
    end = start
    while end < limit:
        following = doc[end]
        if following.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or (
            following.is_punct and following.text not in {"-", ".", "’", "'"}
        ):
            break
        if following.pos_ == "ADP" and following.lower_ != "of":
            break
        end += 1
    start, end = trimmed(doc, (start, end))
    named = any(
        member.pos_ in {"NOUN", "PROPN", "PRON"} or member.is_title or is_unnamed(member.lower_) for member in doc[start:end]
    )
    return (start, end) if named else None


def cue_before(paragraph: Paragraph, index: int) -> tuple[Token, Range | None] | None:
    """A passage → the cue before it in the same sentence and the words that name its speaker."""
    segment = paragraph.last_sentence(paragraph.gap_before(index))
    return cue_in(paragraph, segment, _is_whole(paragraph, index, segment))


def _is_whole(paragraph: Paragraph, index: int, segment: Range) -> bool:
    """Is a passage a sentence that a comma or colon sets off from the words before it?"""
    passage = paragraph.quoted[index].passage
    text = paragraph.text
    before = next((token.text for token in reversed(paragraph.doc[segment[0] : segment[1]]) if not token.is_space), "")
    return before in {",", ":"} and text[passage.start].isupper() and text[passage.end - 1] in ".!?"


def _announced(paragraph: Paragraph, segment: Range) -> Range | None:
    """A name and a colon alone before a passage: "Smith: “…”"."""
    words = paragraph.words(segment)
    if not 1 <= len(words) <= 4 or not all(token.text[:1].isupper() for token in words) or any(map(is_verb, words)):
        return None
    return trimmed(paragraph.doc, (words[0].i, words[-1].i + 1))


def cue_in(paragraph: Paragraph, segment: Range, whole: bool = False) -> tuple[Token, Range | None] | None:
    """The words before a passage → the last cue among them that can govern it.

    Another verb between them bars the way, unless "that" opens its clause, or a colon the passage.
    """
    doc = paragraph.doc
    colon = any(token.text == ":" for token in doc[max(segment[0], segment[1] - 2) : segment[1]])
    if colon and (name := _announced(paragraph, segment)) is not None:
        return doc[name[1]], name
    verbs = cues().verbs if not whole else cues().speech | cues().act
    barred = False
    for position in range(segment[1] - 1, segment[0] - 1, -1):
        token = doc[position]
        if token.i in paragraph.inside:
            continue
        if token.lower_ == "according":
            return token, _according_source(token, segment)
        if token.lower_ == "that" and token.tag_ != "DT":
            barred = False
        elif (is_verb(token) and lemma(token) in verbs and _complete(token)) or (
            token.lower_ in cues().forms and token.pos_ != "NOUN"
        ):
            if not barred:
                speaker = _governor(paragraph, token, segment)
                return None if speaker is None and _names_only(token) else (token, speaker)
        elif not colon and token.tag_ in _FINITE and token.pos_ == "VERB":
            barred = True
    return _opening(paragraph, segment) if whole else None


def _opening(paragraph: Paragraph, segment: Range) -> tuple[Token, Range | None] | None:
    """A whole sentence in quotation marks behind a comma or colon, and no verb of speech → the subject of the last verb."""
    for position in range(segment[1] - 1, segment[0] - 1, -1):
        token = paragraph.doc[position]
        if token.tag_ in _FINITE and token.i not in paragraph.inside:
            head = subject(token)
            if head is not None and head.i not in paragraph.inside and head.tag_ not in {"WP", "WDT", "EX"}:
                return token, noun_phrase(head)
    return None


def _names_only(verb: Token) -> bool:
    """A participle of naming with nobody who names: "a street known as “the strip”"."""
    return verb.tag_ == "VBN" and lemma(verb) in cues().naming


def _complete(verb: Token) -> bool:
    """Some verbs are cues only with their particle: "made clear", "called for"."""
    known = cues()
    base = lemma(verb)
    return base in known.alone or particle(verb) is not None or _followed_by(verb, known.particles.get(base, frozenset()))


def _governor(paragraph: Paragraph, verb: Token, segment: Range) -> Range | None:
    """A cue before a passage → its speaker; "Continued Jones: “…”" has it behind the cue."""
    if (
        segment[0] <= verb.i <= segment[0] + 1
        and (behind := _phrase_after(verb, segment[1])) is not None
        and subject(verb) is None
    ):
        return behind
    head = speaking(verb, min(segment[0], sentence(verb)[0]), paragraph.inside)
    return noun_phrase(head) if head is not None else None


def attach(paragraph: Paragraph) -> list[Draft]:
    """A paragraph → its drafts of direct speech; each passage that has a cue points to its own."""
    drafts: list[Draft] = []
    for index, quoted in enumerate(paragraph.quoted):
        if quoted.draft is not None:
            continue
        quoted.draft = _continued(paragraph, index)
        if quoted.draft is not None:
            quoted.draft.content.append((quoted.passage.start, quoted.passage.end))
            continue
        found = cue_behind(paragraph, index) if _stands_free(paragraph, index) else None
        if found is None and (signed := signature(paragraph, index)) is not None:
            quoted.draft = Draft([(quoted.passage.start, quoted.passage.end)], None, signed, paragraph.number)
            drafts.append(quoted.draft)
        if found is not None:
            drafts.append(_draft(paragraph, quoted, found))
    return drafts


def signature(paragraph: Paragraph, index: int) -> Range | None:
    """A passage that a dash and a name close: “…” — Name."""
    gap = paragraph.gap_after(index)
    tokens = [token for token in paragraph.doc[gap[0] : gap[1]] if not token.is_space]
    if not 2 <= len(tokens) <= 9 or tokens[0].text not in {"—", "–", "-", "―", "--"} or index + 1 < len(paragraph.quoted):
        return None
    named = [token for token in tokens[1:] if not token.is_punct]
    if not named or any(is_verb(token) for token in named) or not named[0].text[:1].isupper():
        return None
    return trimmed(paragraph.doc, (named[0].i, named[-1].i + 1))


def _draft(paragraph: Paragraph, quoted: Quoted, found: tuple[Token, Range | None]) -> Draft:
    token, speaker = found
    end = token.i + 2 if token.lower_ == "according" else token.i + 1
    quoted.draft = Draft([(quoted.passage.start, quoted.passage.end)], (token.i, end), speaker, paragraph.number, token.i)
    return quoted.draft


def _stands_free(paragraph: Paragraph, index: int) -> bool:
    """Does nothing of its sentence stand before the passage?"""
    words = paragraph.words(paragraph.last_sentence(paragraph.gap_before(index)))
    return len(words) <= 1 and not any(is_verb(token) for token in words)


def _continued(paragraph: Paragraph, index: int) -> Draft | None:
    """The draft of the passage before, where a cue interrupted it in mid-sentence and this passage goes on with it."""
    draft = paragraph.quoted[index - 1].draft if index else None
    gap = paragraph.gap_before(index)
    if draft is None or draft.verb is None or not gap[0] <= draft.verb < gap[1]:
        return None
    tokens = [token for token in paragraph.doc[gap[0] : gap[1]] if not token.is_space]
    if not tokens or any(token.text in TERMINATORS for token in tokens) or tokens[-1].text not in _PAUSES:
        return None
    others = (token for token in tokens if is_verb(token) and token.i != draft.verb)
    return draft if not any(lemma(token) in cues().speech for token in others) else None


def floats(paragraph: Paragraph, index: int) -> bool:
    """Is the passage a sentence, or sentences, of its own: speech without a cue rather than a title or a scare quote?"""
    passage = paragraph.quoted[index].passage
    if passage.single or passage.end - passage.start < 8 or not _stands_free(paragraph, index):
        return False
    text = paragraph.text
    if (
        passage.carries
        or text[passage.start : passage.end].rstrip("\"'”’» ")[-1:] in {*".?!…—-"}
        or text[passage.last : passage.last + 1] in {*".!?"}
    ):
        return True
    goes_on = index > 0 and paragraph.quoted[index - 1].draft is not None
    return goes_on and text[passage.start].isupper() and len(text[passage.start : passage.end].split()) > 4
