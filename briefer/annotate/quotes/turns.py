"""Speech that a colon attributes: the turns of a transcript ("SMITH: …"), headlines ("Poll: …"), and "Smith: “…”"."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from briefer.annotate.findings import findings
from briefer.annotate.people.lexicon import is_role, singular, speakers
from briefer.annotate.quotes.draft import Draft, Paragraph
from briefer.annotate.quotes.parse import trimmed

_TURN = re.compile(r"[\"“‘']?(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?P<colon>:)\s*(?=\S)")
_MARKS = "\"“”«»'‘’ \t\n"


def turns(doc: Doc, paragraphs: list[Paragraph], inside: dict[int, int]) -> list[Draft]:
    """Paragraphs that begin with a speaker and a colon → their drafts; their passages are taken, their tokens are inside."""
    known = {word.lower() for person in findings(doc).people for word in (person.name, person.name.split()[-1])}
    drafts = []
    for paragraph in paragraphs:
        start, end = doc[paragraph.start].idx, doc[paragraph.end - 1].idx + len(doc[paragraph.end - 1])
        match = _TURN.match(paragraph.text, start, end)
        if match is None or not _names_a_speaker(match["name"], known):
            continue
        speaker = doc.char_span(match.start("name"), match.end("name"), alignment_mode="expand")
        colon = doc.char_span(match.start("colon"), match.end("colon"), alignment_mode="expand")
        if speaker is None or colon is None:
            continue
        first, last = match.end(), end
        while first < last and paragraph.text[first] in _MARKS:
            first += 1
        while last > first and paragraph.text[last - 1] in _MARKS:
            last -= 1
        if first >= last:
            continue
        draft = Draft(
            [(first, last)], (colon.start, colon.end), trimmed(doc, (speaker.start, speaker.end)), paragraph.number, colon.start
        )
        draft.verbatim = match["name"].isupper()
        if draft.verbatim:
            for index in range(colon.end, paragraph.end):
                inside.setdefault(index, -1)
        for quoted in paragraph.quoted:
            quoted.draft = draft
        drafts.append(draft)
    return drafts


def _names_a_speaker(name: str, known: set[str]) -> bool:
    if name in {"Q", "A"}:
        return True
    if name.lower() in known or name.split()[-1].lower() in known:
        return True
    word = singular(name.split()[-1].lower())
    if name.isupper() and len(name) > 2 and "." not in name:
        return True
    return is_role(word) or word in speakers().collectives or word in speakers().unnamed
