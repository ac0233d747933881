"""What a quotation is worth to a reader: stated parts, each with its weight in one place."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from briefer.model.annotation import Quote
from briefer.model.article import Article
from briefer.model.brief import Voice
from briefer.model.story import QuoteLine, Story
from briefer.sections.choice import CAPTION
from briefer.sections.request import Request, sentence_of
from briefer.sections.speakers import standing
from briefer.sections.wording import content, overlap, word_count

FORM: Mapping[str, float] = {"direct": 1.3, "mixed": 0.6, "indirect": -0.1}
ON_TOPIC, FIGURES, NAMES, OUTLETS, LEAD, TITLE, STRONG, STORY = 0.5, 0.3, 0.3, 0.5, 0.5, 0.5, 0.4, 1.2
"""Its sentence is on a topic; it gives a figure; it names a person or place; each doubling of the outlets that have it; it
stands early; it has a title's words; it warns, denies, promises; its story is the most important one."""
BOILERPLATE = -1.0
CAPITAL, LENGTH = 0.3, 0.3
LEANS, UNRESOLVED, UNRESOLVED_AT_MOST, TORN = -0.8, -0.25, -0.75, -0.6
OPENING = 8
"""Words at the start of a quotation in which a pronoun has nobody before it to stand for."""
GOOD = range(10, 41)
"""Words of a quotation that is neither a snatch nor a speech."""

_STRONG = re.compile(
    r"(?:warn|threaten|vow|pledg|promis|den(?:y|ie)|accus|admit|confess|reject|refus|demand|urg|announc|confirm|condemn|blam|"
    r"call(?:ed|s|ing)? (?:for|on)|appeal|insist|disput|rul(?:ed|ing))",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"\b(?:(?:thoughts|hearts?|prayers|sympath(?:y|ies)|condolences)\b.{0,40}\b(?:with|to|go(?:es)? out)|thoughts and prayers|"
    r"shocked and saddened|saddened (?:by|to)|deepest (?:sympath|condolence)|devastated|heartbroken|in our grief|"
    r"(?:were|was) called (?:to|at)|in attendance|(?:currently|closely) working with|work with the emergency services|"
    r"stands? (?:in solidarity )?(?:\w+ )?with (?:our|the)|"
    r"thank you|congratulat|no comment|(?:call|contact) (?:us|police|crime ?stoppers)|more details? (?:will|as))",
    re.IGNORECASE,
)
"""What is said on every such day."""
_LEANS = re.compile(
    r"(?:it|this|that|these|those|they|them|he|she|him|her|its|their|but|and|so|or|because|which|who|to|of|for|from|if so|then|"
    r"also|both|neither|one of them|some of them|(?:\w+ )?of (?:them|those|these))\b",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"\b(?:he|she|it|they|them|him|his|her|its|their|this|that(?= (?:is|was|would|will))|those|these)\b", re.IGNORECASE
)
_NAMED = re.compile(r"(?<=[\w,;’'] )(?!I\b|I[’'])[A-Z][\w’'-]+")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|will|would|shall|could|can|cannot|may|might|must|should|do|does|did|"
    r"\w+n[’']t|[\w]+[’'](?:s|re|ve|ll|d|m)|[a-z]{2,}ed|need|needs|want|wants|know|knows|think|thinks|believe|say|says|go|goes|"
    r"come|comes|came|went|get|gets|got|make|makes|made|take|takes|took|give|gives|gave|see|saw|hear|heard|left|lost|fell|"
    r"began|found|held|kept|led|met|paid|put|ran|rose|sent|set|shot|stood|struck|told|won|wants|remains?|seems?|means?)\b"
)
_OPENS_TORN = re.compile(
    r"(?:whether|how|why|what|when|where|if only|to|of|for|from|as|with|by|in order|the idea|could|would|will|may|might|"
    r"should|can|is|are|was|were|has|have|had|did|having|being|\w+ing)\b(?! (?:[a-z]+ ){0,3}(?:is|was|are|were)\b)"
)
_PRONOUN = re.compile(
    r"(?:he|she|it|they|we|i|you|his|her|its|their|our|there (?:is|was)|this|these|those|that (?:is|was|would|will))\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|warn(?:s|ed|ing)?|announc(?:es|ed|ing)|insist(?:s|ed|ing)?|"
    r"argu(?:es|ed|ing)|claim(?:s|ed|ing)?|report(?:s|ed|ing)?|wr(?:ites|ote|iting)|stat(?:es|ed|ing)|not(?:es|ed|ing)|"
    r"explain(?:s|ed|ing)?|confirm(?:s|ed|ing)?|acknowledg(?:es|ed|ing)|admit(?:s|ted|ting)?|conced(?:es|ed|ing)|"
    r"promis(?:es|ed|ing)|vow(?:s|ed|ing)?|pledg(?:es|ed|ing)|stress(?:es|ed|ing)?|estimat(?:es|ed|ing)|"
    r"predict(?:s|ed|ing)?|declar(?:es|ed|ing)|disclos(?:es|ed|ing)|reveal(?:s|ed|ing)?|tweet(?:s|ed|ing)?|repl(?:ies|ied|ying)|"
    r"respond(?:s|ed|ing)?|recall(?:s|ed|ing)?|maintain(?:s|ed|ing)?|contend(?:s|ed|ing)?|assert(?:s|ed|ing)?|"
    r"according(?: to)?)",
    re.IGNORECASE,
)
"""Cues by which their speaker stands behind the words."""
_UNSAID = re.compile(
    r"\b(?:not|n[’']t|cannot|never|nobody|no one|neither|nor|without|declin\w+|refus\w+|den(?:y|ies|ied|ying)|stopped short|"
    r"would|could|might|may|should|if|whether|unless|asked|failed)\b[^,;]*$|n[’']t\b[^,;]*$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\s\|\s|https?:|READ MORE|\b(?:Translation|Video):|[A-Z]{4,}(?: [A-Z]{3,})+|\b\d:\d\d\s|"
    r"\((?:unintelligible|laughter|applause|inaudible)\)"
)
_INNER_END = re.compile(r"[a-z]{4,}[.!?][”\"’']*\s+[“\"]?[A-Z]|,[”\"]\s+[A-Z]")
"""One sentence ends and another begins."""


def may_be_shown(quote: Quote, text: str, article: Article) -> bool:
    """Are these words speech that can be printed? Not a caption or a page's furniture, not marks that do not pair.

    A statement in the reporter's wording has to be one whole clause of its own, with a verb and a subject that is no pronoun,
    and its speaker has to say so: “the idea to set up a haven” is what somebody proposed, “the army had fired first” what
    somebody denied, “whether it had” what nobody knew.
    """
    if CAPTION.search(text) or _FURNITURE.search(text) or not _paired(text) or _FINITE.search(text) is None:
        return False
    if quote.kind == "direct":
        return True
    if _PRONOUN.match(text) or _OPENS_TORN.match(text) or _INNER_END.search(text) or _names_its_speaker(quote, text):
        return False
    return not (len(quote.content) > 1 and quote.kind == "indirect") and _is_stated(quote, article)


def _is_stated(quote: Quote, article: Article) -> bool:
    """Is the cue a verb of saying that nothing denies: not “denied”, “did not say”, “asked”, “would say”?"""
    if quote.cue is None:
        return True
    if not _SAYS.fullmatch(quote.cue.of(article.text).strip()):
        return False
    return _UNSAID.search(article.text[max(0, quote.cue.start - 30) : quote.cue.start].rpartition(".")[2]) is None


def _names_its_speaker(quote: Quote, text: str) -> bool:
    """Does a statement speak of its own speaker by name? The reporter's sentence was taken for what was said then."""
    names = (quote.speaker.name or "").split() if quote.speaker else []
    return bool(names) and re.search(rf"\b{re.escape(names[-1])}\b", text) is not None


def _paired(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def worth(request: Request, story: Story, line: QuoteLine, quote: Quote, text: str, voice: Voice) -> float:
    """A quotation as it would be shown → its worth: who says it, how newsworthy it is, how well it stands alone."""
    return round(FORM[quote.kind] + standing(voice) + _news(request, story, line, quote, text) + _alone(quote, text), 6)


def _news(request: Request, story: Story, line: QuoteLine, quote: Quote, text: str) -> float:
    id_ = quote.content[0].article
    article, annotation = request.article(id_), request.annotation(id_)
    sentence = sentence_of(annotation, quote.content[0])
    number = annotation.sentences.index(sentence) if sentence else len(annotation.sentences)
    figures = any(figure.span in part and figure.low is not None for figure in annotation.figures for part in quote.content)
    named = any(place.span in part for place in annotation.places for part in quote.content) or _NAMED.search(text) is not None
    outlets = len({request.outlet(version.article) for version in line.versions if version.article in request.material.current})
    titles = [content(request.article(one).title or "") for one in story.articles]
    cue = quote.cue.of(article.text) if quote.cue else ""
    most = max((one.importance for one in request.material.stories), default=0.0) or 1.0
    return (
        ON_TOPIC * (sentence is not None and sentence.section is not None)
        + FIGURES * figures
        + NAMES * named
        + OUTLETS * math.log2(max(1, outlets))
        + LEAD / (1 + 0.15 * number)
        + TITLE * max((overlap(title, content(text)) for title in titles if title), default=0.0)
        + STRONG * (_STRONG.match(cue) is not None)
        + STORY * story.importance / most
        + BOILERPLATE * (_BOILERPLATE.search(text) is not None)
    )


def _alone(quote: Quote, text: str) -> float:
    """How well words stand alone: begun and ended, of a good length, with names instead of pronouns."""
    own = quote.kind == "direct"
    loose = max(UNRESOLVED_AT_MOST, UNRESOLVED * len(_THIRD.findall(" ".join(text.split()[:OPENING]))))
    return (
        CAPITAL * (own and text[:1].isupper())
        + TORN * (own and text[:1].islower())
        + LENGTH * (word_count(text) in GOOD)
        + LEANS * (_LEANS.match(text.lstrip("“\"'‘[")) is not None)
        + loose * (_NAMED.search(text) is None)
    )
