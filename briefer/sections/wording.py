"""Sentences as a brief lifts them: which stand by themselves, which repeat each other, which words a pronoun stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefer.model.annotation import Annotation
from briefer.model.article import Article
from briefer.model.span import Span
from briefer.model.words import flat

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP = frozenset(
    {
        "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "but", "by", "for",
        "from", "had", "has", "have", "he", "her", "his", "if", "in", "into", "is", "it", "its", "more", "not", "of", "on",
        "or", "said", "say", "says", "she", "so", "some", "than", "that", "the", "their", "them", "then", "there", "they",
        "this", "to", "was", "we", "were", "what", "when", "which", "while", "who", "will", "with", "would",
    }
)  # fmt: skip
_LOOKS_BACK = re.compile(
    r"(?:he|she|they|it|we|his|her|hers|their|theirs|its|our|him|them|this|that|these|those|such|here|"
    r"but|and|or|nor|so|yet|then|still|also|however|meanwhile|instead|moreover|furthermore|nevertheless|nonetheless|thus|"
    r"therefore|otherwise|besides|likewise|similarly|in addition|as a result|for example|for instance|at the same time|"
    r"both|neither|either|none of the|\w+ of (?:these|those)|another|others|"
    r"(?:[\w-]+ ){1,4}of them|among them|at this stage|asked|adding|"
    r"(?:an?|the|in a) similar|soon after|shortly (?:after|before)wards?|later|afterwards?|by (?:then|the time|that time)|"
    r"(?:on )?the (?:next|following|previous|same) \w+|until then|since then|at the time|by (?:contrast|comparison)|"
    r"in (?:all|that|this|response|turn|fact|short|particular|contrast|other words|return|reply)|on the other hand|indeed|"
    r"for (?:his|her|its|their) part|again|first|second|third|finally|lastly|eventually|not only|even so|more recently|"
    r"same|as usual|consequently|"
    r"(?:\w+ ){0,3}(?:hours|days|weeks|months|years|minutes) (?:later|earlier)|"
    r"the (?:latter|former|same|other|others|two|three|four|pair))\b",
    re.IGNORECASE,
)
"""Openings that lean on an earlier sentence: pronouns, connectives, "the latter"."""
_KNOWN = re.compile(
    r"the (?:group|mayor|governor|official|officials|officer|spokes\w+|source|man|woman|men|women|suspects?|victims?|"
    r"statement|report|announcement|move|decision|incident|attack|assault|blast|explosion|attackers?|bomber|gunm[ae]n|"
    r"company|ministry|"
    r"(?:(?:prime|foreign|interior|defen[cs]e) )?minister|leader|envoy|president|agency|deal|agreement|talks|city|town|village|"
    r"region|area|country|ship|vessel|tanker|boat|plane|aircraft|flight|train|tram|bus|truck|car|driver|pilot|crew|bill|measure|law|plan|proposal|resolution|ruling|court|judge|"
    r"couple|pair|team|shooting|crash|accident|derailment|collision|fire|storm|quake|earthquake|flood|outbreak|strike|protests?|"
    r"march|meeting|visit|summit|vote|election|bird|animal|child|boy|girl|teenager|student|player|coach|firm|bank|council|"
    r"committee|commission|party|army unit|suspect|killer|shooter|raid|operation|offensive|clash(?:es)?|violence|comments?|"
    r"remarks?|letter|document|findings|figures?|sanctions|ceasefire|truce|pact|accord|\d+-year-old)"
    r"(?! (?:of|on|in|at|that|which|who|between|with|against|near|for|by|to)\b|(?-i: [A-Z]))\b",
    re.IGNORECASE,
)
"""Openings that speak of what the article has named before: "the assault", "the official"."""
_ELLIPTIC = re.compile(
    r"\b(?:did not|didn[’']t|would not|wouldn[’']t|declined to|refused to)\s+"
    r"(?:say|elaborate|specify|comment|explain|(?:give|offer|provide) (?:details|more|further|any))\b"
    r"(?!\s+(?:that|the|whether (?:he|she|it|the)))",
    re.IGNORECASE,
)
"""What somebody left unsaid: "did not say how many" means nothing without the sentence before."""
_SO = re.compile(r"\b(?:think|thinks|thought|says?|said|do|does|did|hopes?|believes?) so[.!]?[”\"’]?$")
_SURNAME = re.compile(r"\b(?:Mr|Mrs|Ms)\.? ([A-Z][\w’'-]*\w)")
"""How a newspaper names whom it has named in full before."""
_BARE_OBJECT = re.compile(r"\b(?:him|her|them)[.,;]")
_DANGLING = re.compile(r"\b(?:he|she|they|it)\s+(?:also\s+)?(?:said|says|added|adds|told|wrote|noted|warned|insisted|stated)\b")
_PRONOUN = re.compile(
    r"(?:(?:However|Meanwhile|Still|Instead|Nevertheless|Nonetheless|Also|But|And|Yet),? )?([Hh]e|[Ss]he)\b(?= \w)"
)
"""The pronoun that opens a sentence, behind a connective or not."""
SHORT = 15
"""Words of a sentence that is too short to name whom its "him" stands for."""
SPOKEN = 0.9
"""Share of a sentence that a quotation's words fill where nothing else is said in it."""
FAR, NEAR = 500, 200
"""Characters between a name and the pronoun that stands for it, at most; between two names of which either could be meant."""
_SOMEBODY = re.compile(
    r"\b(?:minister|official|officer|spokes\w+|president|governor|mayor|chief|commander|leader|envoy|ambassador|secretary|"
    r"director|judge|doctor|teacher|driver|farmer|witness|resident|lawyer|prosecutor|senator|lawmaker|analyst|expert|professor|"
    r"diplomat|soldier|policem[ae]n|man|woman|boy|girl|father|mother|son|daughter|brother|sister|husband|wife)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<=[\w,;] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December)\b)[A-Z][\w’'-]+"
)
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_CUT_SHORT = re.compile(r"\b(?:[A-Za-z]|St|Stn|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Gov|Sen|Rep|No|vs)\s?\.$")
_EARLY_PRONOUN = re.compile(
    r"(?:At|If|When|While|Though|Although|Since|Because|After|Before|Once|On|In|As|That|What|Where|Why|How|Until|Unless|An?|"
    r"The|During|Under|With|For|From|By|Last|Earlier|Yesterday)\s+(?:\S+\s+){0,6}?(?:he|she)\b"
)
"""An opening whose "he" or "she" nobody has been named for."""
_BARE = re.compile(
    r"The [a-z-]+(?:,| (?:also|still|now|then|has|have|had|is|are|was|were|will|would|could|can|may|did|does|do|said|says|came|"
    r"went|took|gave|held|made|fell|rose|left|lost|won|began|got|ran|stood|met|sent|told|found|put|set|lay|saw|"
    r"\w+ed)\b)"
)
"""A thing with nothing said of which: "The hospital has …", "The bridge fell"."""
_BYLINE = re.compile(
    r"\b(?:is|are)\b.{0,60}\b(?:columnist|correspondent|editor-at-large|contributor|freelance)\b|"
    r"\b(?:contributed to this (?:report|article|story)|all rights reserved|sign up|sign in|log in|click here|"
    r"follow (?:him|her|us) on|"
    r"newsletters?|subscribe|subscribers?|email address|terms of (?:use|service)|privacy policy|read more|advertisement|"
    r"this (?:article|story|post) (?:was|has been|is|originally)|"
    r"(?:earlier|previous) version of this (?:article|story|report)|"
    r"updated? (?:at|with))\b",
    re.IGNORECASE,
)
"""What a page says of its author or itself."""
_TALK = re.compile(
    r"(?:\b(?:I|[Yy]ou|[Yy]our|[Ww]e|[Oo]ur|[Uu]s|[Mm]y|[Mm]e|[Ll]et[’']s)\b(?!\.)|\bhey\b|\b[A-Z]{3,} [A-Z]{4,}\b|!\s*$|"
    r"^(?:Beats|Guess|Imagine|Remember|Consider|Forget|Look|Think|Take|Say|Note|Meet|See|Watch)\b)"
)
"""The author talking to the reader, outside any quotation: opinion and features, not reporting."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|``.*?''|«[^»]*»")
_PAIRS = (("“", "”"), ("«", "»"), ("``", "''"))


@dataclass(frozen=True, slots=True)
class Lifted:
    """A sentence as a brief shows it and the spans that it stands on: its own, then a bracketed referent's.

    One that `leans` speaks of what its article has named before ("The assault came …"): it is shown only behind that.
    `surnames`: of people whom it does not name in full.
    """

    text: str
    spans: tuple[Span, ...]
    leans: bool = False
    surnames: tuple[str, ...] = ()


def word_count(text: str) -> int:
    return len(_WORD.findall(text))


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """A text → its telling words, with plural and possessive endings cut."""
    found = (re.sub(r"['’]s?$", "", word.lower()) for word in _WORD.findall(text))
    return frozenset(re.sub(r"(?<=[^s]{3})s$", "", word) for word in found if word not in _STOP and len(word) > 1)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Two sets of words → the share of the smaller that stands in the larger."""
    return len(one & other) / max(1, min(len(one), len(other)))


def is_whole(text: str) -> bool:
    """Is this a whole sentence: begun, ended, with its quotation marks in pairs? A headline or torn quotation is not."""
    first = re.search(r"\w", text)
    if first is None or not (first.group().isupper() or first.group().isdigit()) or not _CLOSED.search(text):
        return False
    if _CUT_SHORT.search(text) or _BYLINE.search(text):
        return False
    balanced = all(
        text.count(opening) == text.count(closing) for opening, closing in _PAIRS if opening in text or len(closing) == 1
    )
    return balanced and text.count('"') % 2 == 0


def stands_alone(text: str) -> bool:
    """Can a reader who sees nothing else understand whom and what this sentence means?

    A quotation without its speaker, or an author who talks to his readers, does not stand alone.
    """
    opening = text.lstrip("“\"'‘«([ ")
    if _LOOKS_BACK.match(opening) or _SO.search(text) or text.rstrip("”\"'’»)] ").endswith("?"):
        return False
    outside = _QUOTED.sub(" ", text)
    if _TALK.search(outside.strip()) or (outside != text and not _WORD.search(outside)):
        return False
    early = _EARLY_PRONOUN.match(opening)
    if early is not None and not (_NAME.search(early.group()) or _SOMEBODY.search(early.group())):
        return False
    if word_count(text) < SHORT and (_BARE_OBJECT.search(text) or _ELLIPTIC.search(text)):
        return False
    said = _DANGLING.search(text)
    return said is None or bool(_NAME.search(text[: said.start()]))


def lift(sentence: Span, article: Article, annotation: Annotation) -> Lifted | None:
    """A sentence → its words, ready to stand alone; None where it cannot.

    A "He" or "She" that opens it, or follows an opening "However,", is replaced by its referent in brackets, but only where it
    is the speaker of a quotation whose name was found, or the one person whom the sentence before names. A sentence inside a
    quotation that neither opens, closes nor names its speaker there would look like the article's own words.
    """
    text = flat(sentence.of(article.text))
    if not is_whole(text) or _is_spoken(sentence, annotation):
        return None
    if stands_alone(text):
        surnames = _surnames(text, sentence, article, annotation)
        return Lifted(text, (sentence,), bool(surnames) or _leans(text, sentence, annotation), surnames)
    opening = _PRONOUN.match(article.text, sentence.start, sentence.end)
    referent = _referent(opening, sentence, article, annotation) if opening else None
    if opening is None or referent is None:
        return None
    rest = Span(sentence.article, opening.start(1), sentence.end)
    behind = flat(article.text[opening.end(1) : sentence.end])
    shown = f"[{flat(referent.of(article.text))}] {behind}"
    return None if _LOOKS_BACK.match(behind) or _ELLIPTIC.match(behind) else Lifted(shown, (rest, referent))


def _is_spoken(sentence: Span, annotation: Annotation) -> bool:
    """Is a sentence all somebody's own words, without him in it?"""
    return any(
        quote.kind == "direct"
        and any(
            min(said.end, sentence.end) - max(said.start, sentence.start) > SPOKEN * (sentence.end - sentence.start)
            for said in quote.content
        )
        for quote in annotation.quotes
    )


def _leans(text: str, sentence: Span, annotation: Annotation) -> bool:
    """Does a sentence speak of what its article has named before: "the assault", "the hospital has"?"""
    first = bool(annotation.sentences) and sentence.start <= annotation.sentences[0].span.start
    return not first and bool(_KNOWN.match(text) or _BARE.match(text))


def _surnames(text: str, sentence: Span, article: Article, annotation: Annotation) -> tuple[str, ...]:
    """A sentence → the surnames in it of people whom its article names elsewhere in full: Mr. Lund, Lund alone."""
    first = bool(annotation.sentences) and sentence.start <= annotation.sentences[0].span.start
    found = [] if first else _SURNAME.findall(text)
    for person in annotation.people:
        full = [mention for mention in person.mentions if len(mention.of(article.text).split()) > 1]
        here = [mention for mention in person.mentions if mention in sentence and mention.of(article.text)[:1].isupper()]
        if here and full and full[0].end <= sentence.start and not any(mention in sentence for mention in full):
            found.append(here[0].of(article.text).split()[-1])
    return tuple(dict.fromkeys(found))


def _referent(opening: re.Match[str], sentence: Span, article: Article, annotation: Annotation) -> Span | None:
    """The last name before a sentence of the person whom its opening "He" or "She" stands for.

    Nobody else may stand between the name and the pronoun, named or not ("a deputy minister"): he could be meant as well.
    """
    pronoun = Span(sentence.article, *opening.span(1))
    name = next((q.speaker.name for q in annotation.quotes if q.speaker and q.speaker.mention == pronoun), None)
    named = [
        (mention, person.name)
        for person in annotation.people
        for mention in person.mentions
        if mention.end <= sentence.start and mention.of(article.text)[:1].isupper()
    ]
    spoken = [(mention, who) for mention, who in named if flat(mention.of(article.text)).lower() not in ("he", "she")]
    if not spoken:
        return None
    last, who = max(spoken, key=lambda entry: entry[0].start)
    between = article.text[last.end : sentence.start]
    if len(between) > FAR or _SOMEBODY.search(between) or (name is not None and name != who):
        return None
    same_sentence = [
        other for mention, other in spoken if other != who and between.count("\n\n") < 2 and last.start - mention.end < NEAR
    ]
    return None if same_sentence and name is None else last
