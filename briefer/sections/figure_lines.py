"""The words of a key figure: a figure in its article → the line that is shown, where it was, and who is named for it."""

from __future__ import annotations

import re

from briefer.model.annotation import Annotation, Figure
from briefer.model.article import Article
from briefer.model.numbers import SPECIAL, numbers_in
from briefer.model.span import Span
from briefer.model.story import FigureClaim
from briefer.model.words import flat
from briefer.sections.request import Request, sentence_of

CASUALTIES = ("killed", "injured", "missing", "detained", "displaced")
_SAID_ALREADY = {
    "killed": r"killed|dead|died|deaths?|fatalit|lives|bodies|slain|killing|murdered",
    "injured": r"injur|wound|hurt",
    "missing": r"missing|disappear|unaccounted",
    "detained": r"detain|arrest|held|captur|custody|prisoner|jailed|abduct|hostage",
    "displaced": r"displac|fled|flee|refugee|homeless|evacuat",
}
_RUNS_ON = re.compile(
    r"\s+(?!in (?:exchange|return|order|addition|all|total)\b|at (?:least|most|once)\b|of course\b)"
    r"(?:of|for|to|in|on|off|from|against|towards?|per|at|a(?=\s+(?:day|week|month|year|barrel|head)\b))"
    r"(?:\s+(?!\d|(?:and|or|but|which|who|whose|that|as|while|when|where|since|because|after|before|until|if|than|said|says|is|"
    r"are|was|were|be|been|has|have|had|will|would|could|can|may|might|must|should|in exchange|he|she|they|it|we|i|you|"
    r"went|came|left|fell|rose|took|tore|got|made|ran|hit|gave|lost|won|held|met|saw|told|began|broke|drove|led|sent|set|put|"
    r"on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|on Saturday|on Sunday|yesterday|today|tomorrow|"
    r"(?!need|speed|seed|hundred|armed|united)[a-z]{2,}ed)\b)[\w’'-]+){1,6}",
    re.IGNORECASE,
)
"""What a figure is of or for: one phrase behind it, to the next verb, clause or day."""
_PREPOSITION = r"(?:of|to|in|on|at|for|from|by|with|into|over|under|about)"
_BEGINS = re.compile(
    rf"[,;:(“”\"—–](?!\d)\s*|\s(?:and|but)\s+(?!{_PREPOSITION}\b)(?:that\s+)?|"
    r"\s(?:that|which|who|while|because|when|as|although)\s+",
    re.IGNORECASE,
)
"""Where the clause that holds a figure may begin …"""
_ENDS = re.compile(
    r"\s*[,;:.!?()“”\"—–](?!\d)|\s+(?:but|while|because|after|before|until|when|what|although|according|which|as)\b|"
    r"\s+and\s+(?=that\b|they\b|most\b|some\b|many\b|others\b|(?:was|were|is|are|had|has|have|would|will|could|may|came|went|took|left|said|"
    r"made|set|put|held|led|fled|found|gave|got|sent|fell|rose)\b|(?!hundred|wounded|injured)[a-z]{2,}ed\b)",
    re.IGNORECASE,
)
"""… and where it ends."""
CLAUSE = 26
"""Words of a clause that a line can show."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|do|does|did|let|set|sent|took|fell|rose|held|tore|drove|"
    r"struck|hit|won|ran|broke|began|sold|bought|built|spent|stood|shot|sought|brought|grew|saw|met|told|said|"
    r"left|lost|led|cut|put|made|found|fled|went|came|gave|got|paid|pays?|loses?|needs?|holds?|contests?|[a-z]{2,}ed)\b"
)
_ENDS_OPEN = re.compile(
    r"\s+(?:of|in|on|at|to|for|from|by|with|the|a|an|its|their|his|her|our|my|your|this|these|those|such|into|over|under|about|off|"
    r"than|per|against|towards?|next|last|past|so|far|now|[\w-]+ing)$",
    re.IGNORECASE,
)
_OF_NOTHING = re.compile(
    r"\s+of\s+(?:it|them|those|these|that|this|us|you|which|whom|all|its|their|his|her|our|my|the time)\b", re.IGNORECASE
)
_WHOLE = re.compile(r"\s+of\s+(?:the|its|their|some|about|nearly)?\s*", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:several|dozens?|scores?|hundreds|thousands|millions|many|few|some|couple|both|an?)\b", re.IGNORECASE)
_OR = re.compile(r"\s*[,(]\s*or\s+", re.IGNORECASE)
_DISPLACED = re.compile(
    r"\b(?:displaced|uprooted|evacuated|fleeing)\s+(?:people|persons|families|residents|civilians|children)\b", re.IGNORECASE
)
_IN = (
    r"\b(?:in|at|near|outside|inside|around|across|(?:part|parts|city|town|capital|outskirts|centre|center|district|province|village|"
    r"port|streets?|suburb|battle|attack|siege|region|state)\s+(?:of|for|on))\s+(?:the\s+)?(?:[\w-]+\s+(?:of|for)\s+)*"
)
_HEAD_ENDS = re.compile(r"\s*,|\s+(?:of|for|in|at|with|who|close|from|on|to|near|familiar|speaking)\b")
"""Where the head of a noun phrase has been said: “a Western official | close to the talks”."""
_BODY = re.compile(
    r"(?:officials?|ministr(?:y|ies)|ministers?|police|policem[ae]n|government|authorit(?:y|ies)|army|military|navy|air force|"
    r"forces?|councils?|councill?ors?|agenc(?:y|ies)|unions?|spokes(?:man|men|woman|women|person|people)|doctors?|medics?|hospitals?|"
    r"governors?|mayors?|presidents?|envoys?|ambassadors?|diplomats?|commanders?|officers?|generals?|colonels?|soldiers?|witness(?:es)?|"
    r"residents?|villagers?|survivors?|workers?|aides?|analysts?|experts?|researchers?|investigators?|prosecutors?|judges?|lawyers?|"
    r"courts?|commission(?:er)?s?|committees?|department|office|embassy|parliament|lawmakers?|senators?|legislators?|chairm[ae]n|"
    r"chair(?:woman)?|chiefs?|head|directors?|secretar(?:y|ies)|leaders?|elders?|mediators?|rebels?|militants?|insurgents?|taliban|"
    r"group|organi[sz]ations?|charit(?:y|ies)|ngos?|firefighters?|brigade|service|services|company|firm|bank|monitors?|observers?|"
    r"activists?|organi[sz]ers?|drivers?|teachers?|scientists?|journalists?|reporters?|newspaper|media|sources?|"
    r"teams?|sheriffs?|detectives?|mothers?|fathers?|brothers?|sisters?|m[ae]n|wom[ae]n|people|engineers?|pilots?|captains?)",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    {
        "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "this", "that", "these", "those", "one",
        "many", "some", "others", "who", "which", "there", "ours", "both", "all", "none", "everyone", "nobody",
    }
)  # fmt: skip


def line_of(figure: Figure, article: Article, annotation: Annotation, kind: str | None = None) -> str:
    """A figure → its line, in the source's own words.

    A casualty's has its kind, another's is the clause that says what came of them, else it has a phrase that says of what.
    """
    words = _counted_words(figure, article)
    told = kind or figure.kind
    if told == "displaced":
        return _displaced(figure, article, annotation)
    if told in CASUALTIES:
        return words if re.search(_SAID_ALREADY[told], words, re.IGNORECASE) else f"{words} {told}"
    if clause := clause_of(figure, article, annotation):
        return clause
    if whole := whole_of(figure, article, annotation):
        return flat(article.text[figure.span.start : whole.span.end])
    own, tail = flat(figure.span.of(article.text)), tail_of(figure, article, annotation)
    return f"{own} {tail}" if tail.startswith(words[len(own) :].strip()) and tail else flat(f"{words} {tail}")


def _counted_words(figure: Figure, article: Article) -> str:
    """A figure's words, with the whole noun phrase where the text goes on with it: “six members of the council”."""
    words = flat(figure.span.of(article.text))
    following = flat(article.text[figure.span.start : figure.span.start + 200])
    counted = flat(figure.counted or "")
    if not counted or counted not in following or following.index(counted) > len(words):
        return words
    whole = following[: following.index(counted) + len(counted)]
    return whole if len(whole) > len(words) and whole.startswith(words) else words


def tail_of(figure: Figure, article: Article, annotation: Annotation) -> str:
    """The phrase behind a figure that says what it is of or for; empty where none does."""
    sentence = sentence_of(annotation, figure.span)
    end = max(sentence.span.end if sentence else 0, figure.span.end)
    following = _RUNS_ON.match(article.text, figure.span.end, end)
    if following is None or _OF_NOTHING.match(article.text, figure.span.end, end):
        return ""
    tail = following.group()
    while (shorter := _ENDS_OPEN.sub("", tail)) != tail:
        tail = shorter
    return flat(tail)


def clause_of(figure: Figure, article: Article, annotation: Annotation) -> str | None:
    """The clause that holds a figure: “27 passengers were released on Wednesday”. None where there is no short one with a verb.

    One that has lost its subject (“who are holding 27 passengers”) begins a clause earlier, where that is short enough. It
    never leaves the figure's sentence, nor the quotation marks around it.
    """
    sentence = sentence_of(annotation, figure.span)
    if sentence is None:
        return None
    if any(whole_of(other, article, annotation) is figure for other in annotation.figures):
        return None
    starts = [sentence.span.start, *(m.end() for m in _BEGINS.finditer(article.text, sentence.span.start, figure.span.start))]
    end = next((m.start() for m in _ENDS.finditer(article.text, figure.span.end, sentence.span.end)), sentence.span.end)
    clauses = [_closed(article.text[start:end]) for start in reversed(starts)]
    fits = [clause for clause in clauses if len(clause.split()) <= CLAUSE and _VERB.search(clause)]
    held = [
        clause for clause in fits if flat(figure.span.of(article.text)) in clause and clause.count("“") == clause.count("”")
    ]
    return next((clause for clause in held if not _VERB.match(clause)), held[0] if held else None)


def _closed(text: str) -> str:
    """A clause's text → its words, without a connective before it or a torn phrase behind."""
    clause = re.sub(
        r"^(?:(?:which|who|that|where|and|but)\s+|sa(?:id|ys)\s+(?:that\s+)?)+", "", flat(text), flags=re.IGNORECASE
    )
    clause = re.sub(r"\s+(?:and|or|but)$", "", clause)
    while (shorter := _ENDS_OPEN.sub("", clause)) != clause:
        clause = shorter
    return clause


def whole_of(figure: Figure, article: Article, annotation: Annotation) -> Figure | None:
    """The figure of which a figure is a part: 14,000 in “about 4,500 of the 14,000 soldiers”."""
    for other in annotation.figures:
        if other.span.start > figure.span.end and _WHOLE.fullmatch(article.text[figure.span.end : other.span.start]):
            return other
    return None


def also_of(figure: Figure, article: Article, annotation: Annotation) -> Figure | None:
    """The same people in another count: the 16,000 in “2,400 families, or some 16,000 people”."""
    for other in annotation.figures:
        if other.span.start > figure.span.end and _OR.fullmatch(article.text[figure.span.end : other.span.start]):
            return other
    return None


def repeats_another(figure: Figure, article: Article, annotation: Annotation) -> bool:
    """Is a figure the same people as the one before it, in another count?"""
    return any(also_of(other, article, annotation) is figure for other in annotation.figures)


def displaced_noun(figure: Figure, article: Article, annotation: Annotation) -> str | None:
    """“displaced families”, where the words before a count say that it is of them."""
    sentence = sentence_of(annotation, figure.span)
    if sentence is None:
        return None
    before = article.text[sentence.span.start : figure.span.start]
    found = re.findall(
        r"\b(?:displaced|uprooted|evacuated|fleeing)\s+(?:people|persons|families|residents|civilians|children)\b", before
    )
    return flat(found[-1]) if found and len(before) - before.rindex(found[-1]) < 60 else None


def _displaced(figure: Figure, article: Article, annotation: Annotation) -> str:
    words = _counted_words(figure, article)
    noun = displaced_noun(figure, article, annotation)
    also = also_of(figure, article, annotation)
    line = f"{words} {noun}" if noun and not figure.counted else words
    if figure.kind == "displaced" and not re.search(_SAID_ALREADY["displaced"], line, re.IGNORECASE):
        line = f"{line} displaced"
    return f"{line}, or {flat(also.span.of(article.text))}" if also else line


def states_a_number(text: str) -> bool:
    """Has a line a quantity in it? A unit alone has none."""
    return bool(numbers_in(text) or _VAGUE.search(text) or any(word in text.lower() for word in SPECIAL))


def place_of(figure: Figure, article: Article, annotation: Annotation) -> Span | None:
    """Where a casualty figure's place is named, if its own sentence says that it was there; in the source's spelling.

    That is "in Kunduz", or the place of an incident which that sentence tells: "attacked Kunduz, killing …".
    """
    sentence = sentence_of(annotation, figure.span)
    if figure.place is None or figure.kind not in CASUALTIES or sentence is None:
        return None
    told = any(incident.place == figure.place and incident.span in sentence.span for incident in annotation.incidents)
    named = [
        place.span
        for place in annotation.places
        if figure.place in (place.name, flat(place.span.of(article.text)))
        and sentence.span.start <= place.span.start < sentence.span.end
        and (told or re.search(_IN + "$", article.text[sentence.span.start : place.span.start], re.IGNORECASE))
    ]
    return min(named, key=lambda span: (abs(span.start - figure.span.start), span.start), default=None)


def voice_of(request: Request, claim: FigureClaim) -> tuple[str | None, list[Span]]:
    """Who says a claim, as far as the article's words name a person or body, and the spans of those words."""
    if claim.said_by is None or claim.figure.quote is None:
        return None, []
    article, annotation = request.article(claim.article), request.annotation(claim.article)
    speaker = annotation.quotes[claim.figure.quote].speaker
    mention = [speaker.mention] if speaker and speaker.mention else []
    if mention and is_anothers(claim.figure, mention[0], article):
        return None, []
    people = {person.name for person in annotation.people}
    match = re.search(r"(?<!\w)" + r"\s+".join(map(re.escape, claim.said_by.split())) + r"(?!\w)", article.text)
    if match is not None and (claim.said_by in people or names_somebody(flat(match.group()))):
        return flat(match.group()), [Span(claim.article, match.start(), match.end()), *mention]
    if mention and names_somebody(said := flat(mention[0].of(article.text))):
        return said, mention
    return None, []


def is_anothers(figure: Figure, mention: Span, article: Article) -> bool:
    """Does a semicolon part a figure from its speaker's words? “Police say 25; the council, 31”."""
    start, end = sorted((figure.span, mention), key=lambda span: span.start)
    return ";" in article.text[start.end : end.start]


def names_somebody(words: str) -> bool:
    """Are these words a name, or a short noun phrase for a person or body? A pronoun, a torn phrase or a thing is not."""
    parts = words.split()
    if not parts or len(parts) > 12 or parts[0].lower() in _NO_NAME or parts[-1].lower() in ("and", "or", "of", "the"):
        return False
    if words.count("(") != words.count(")") or words[-1] in ",;:-" or words.count("“") != words.count("”"):
        return False
    head = _HEAD_ENDS.split(words, maxsplit=1)[0].split()
    return bool(head) and (
        (head[-1][0].isupper() and parts[0] != head[-1]) or _is_name(parts) or bool(_BODY.fullmatch(head[-1]))
    )


def _is_name(parts: list[str]) -> bool:
    return all(part[0].isupper() or part in ("of", "the", "for", "and", "de", "al", "bin") for part in parts)
