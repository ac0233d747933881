"""Who speaks, as a brief names him: a speaker in an article → name and title in its own words, and what his office counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import product

from briefer.model.annotation import Speaker
from briefer.model.article import Article
from briefer.model.brief import Voice
from briefer.model.span import ArticleId, Span
from briefer.model.words import flat
from briefer.sections.figure_lines import names_somebody
from briefer.sections.request import Request

NEAR = 200
"""Characters around a mention in which a speaker's role and affiliation are looked for."""
TITLE_WORDS = 12
"""Words of a title; what is longer is a clause that was taken for one."""

_JOINED = re.compile(
    r"(?:[’']s?)?\s+(?:(?:of|for|at|with|from|in|to|on)\s+)?(?:(?:the|its|his|her|their)\s+)?|-", re.IGNORECASE
)
"""What may stand between role and affiliation that are one title: “chief | of the | provincial council”."""
_TITLE_RUNS_ON = re.compile(r"(?:\s+[A-Z][\w.-]+){1,2}(?=\s+[A-Z])")
"""Words of rank between a role and the name: “Assistant Chief | Constable | Robin Smith”."""
_BROKEN = re.compile(r"[.|:;()\d]")
_REPORTER = re.compile(r"\b(?:reporter|correspondent|anchor|host|newscaster|columnist|presenter)\b", re.IGNORECASE)
_PRESS = re.compile(
    r"\b(?:newspaper|magazine|news agency|broadcaster|news|times|post|daily|tribune|herald|journal|gazette|guardian|telegraph|"
    r"reuters|afp|associated press|xinhua|yonhap|tass|interfax|bbc|cnn|npr|abc|nbc|cbs|al jazeera|website|site|report|video|"
    r"footage|story|article)$",
    re.IGNORECASE,
)
"""Those who report what others say."""
_KIN = re.compile(r"(?:husband|wife|father|mother|brother|sister|son|daughter|friend|neighbou?r)s?", re.IGNORECASE)
_LEADERS = re.compile(
    r"\b(?:president(?![’']s|ial)|vice president|prime minister|premier|chancellor|king|queen|pope|"
    r"ministers?(?![’']s)|(?:foreign|home|defen[cs]e|state|treasury) secretary|secretary of|secretary[ -]general|envoy|"
    r"ambassador|high commissioner|governor|supreme leader|chief justice)\b",
    re.IGNORECASE,
)
_OFFICIALS = re.compile(
    r"\b(?:spokes\w+|officials?|generals?|colonel|commanders?|chief|directors?|head|chair\w*|judges?|prosecutors?|senators?|"
    r"lawmakers?|mps?|congress\w+|councill?ors?|council|mayors?|commissioners?|ministr(?:y|ies)|government|leaders?|secretary|"
    r"negotiators?|superintendent|sheriff|constable|president|founder|chief executive|ceo|bishop|court|parliament|agency|"
    r"mission|embassy|department|administration|police|army|military|united nations|taliban)\b",
    re.IGNORECASE,
)
_EXPERTS = re.compile(
    r"\b(?:analysts?|experts?|professors?|researchers?|scholars?|economists?|doctors?|dr|surgeons?|lawyers?|attorneys?|advisers?|"
    r"advisors?|activists?|mediators?|elders?|scientists?|engineers?|historians?|authors?|editors?|coordinators?|managers?|"
    r"organi[sz]ers?|unions?|institute|university|centre|center|foundation|association|managing|hospital|company|former)\b",
    re.IGNORECASE,
)
LEADER, OFFICIAL, EXPERT, UNNAMED_OFFICIAL, NAMED, UNNAMED = 1.6, 1.2, 0.8, 0.4, 0.3, 0.0
"""What a speaker's standing counts."""
_AIDE = re.compile(r"\b(?:spokes\w+|aides?|advis[eo]rs?|deputy|assistant|former|member|council)\b", re.IGNORECASE)


def voice_of(request: Request, id_: ArticleId, speaker: Speaker) -> tuple[Voice | None, tuple[Span, ...]]:
    """A speaker → his name and title as far as the sources' own words give them, and the spans of those words.

    Role and affiliation that stand together are one title, shown as `role`. None where the words name nobody.
    """
    article, annotation = request.article(id_), request.annotation(id_)
    name = None if speaker.anonymous else speaker.name
    full = _first(article, name, [Span(id_, 0, len(article.text))]) if name else None
    mention = [speaker.mention] if speaker.mention else []
    spans = [full, *mention] if full else mention
    shown = flat((full or mention[0]).of(article.text)) if spans else ""
    person = next((person for person in annotation.people if person.name == name), None) if name else None
    if not spans or not is_somebody(shown, known=person is not None) or _asks(article, mention, speaker):
        return None, ()
    mentions = [*spans, *(person.mentions if person else ())]
    role, affiliation = _title(article, speaker.role, speaker.affiliation, mentions)
    parts = [span for span in (role, affiliation) if span]
    voice = Voice(
        name=name if full else None,
        mention=None if full else shown,
        role=_words(request, role),
        affiliation=_words(request, affiliation),
        anonymous=speaker.anonymous,
    )
    return voice, tuple(dict.fromkeys([*spans, *parts]))


def _asks(article: Article, mention: Sequence[Span], speaker: Speaker) -> bool:
    """Is a speaker a reporter, or the one whose turn a transcript gives in capitals (“SHAPIRO:”)?"""
    turn = any(span.of(article.text).isupper() and article.text[span.end : span.end + 1] == ":" for span in mention)
    return turn or _REPORTER.search(speaker.role or "") is not None


def is_somebody(words: str, *, known: bool) -> bool:
    """Do words name a person or body that speaks? A known person's name need only be one.

    Initials, a page's own calls ("READ MORE") and the press, which reports, do not.
    """
    letters = re.sub(r"\W", "", words)
    shouted = words.isupper() and len(words.split()) > 1
    return (
        len(letters) > 2
        and not shouted
        and not re.search(r"[’']s$", words)
        and not _PRESS.search(words)
        and (known or names_somebody(words))
    )


def standing(voice: Voice) -> float:
    """A voice → what its office counts: who decides comes before who speaks for a body, who knows, who is named at all."""
    said = " ".join(part for part in (voice.role, voice.affiliation) if part)
    if voice.name is None:
        if len((voice.mention or "").split()) < 3 and voice.anonymous:
            return UNNAMED
        office = _OFFICIALS.search(voice.mention or "") or _LEADERS.search(voice.mention or "")
        return UNNAMED if not office else UNNAMED_OFFICIAL if voice.anonymous else EXPERT
    if _LEADERS.search(said) and not _AIDE.search(said):
        return LEADER
    said = said or voice.name
    if _OFFICIALS.search(said):
        return OFFICIAL
    return EXPERT if _EXPERTS.search(said) or voice.affiliation else NAMED


def surname(name: str) -> str:
    """A name → its last word, accents and case aside, by which outlets that spell it otherwise mean the same speaker."""
    plain = unicodedata.normalize("NFKD", (name.split() or [""])[-1])
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _title(
    article: Article, role: str | None, affiliation: str | None, mentions: Sequence[Span]
) -> tuple[Span | None, Span | None]:
    """A role and an affiliation → where they stand near a mention: as one title where they stand together, else apart."""
    near = [Span(article.id, max(0, m.start - NEAR), min(len(article.text), m.end + NEAR)) for m in mentions]
    roles, bodies = list(_all(article, role, near)), list(_all(article, affiliation, near))
    for one, two in product(roles, bodies):
        first, last = sorted((one, two))
        if first.end <= last.start and _JOINED.fullmatch(article.text, first.end, last.start):
            whole = _ranked(article, Span(article.id, first.start, last.end), mentions)
            if _is_title(flat(whole.of(article.text))):
                return whole, None
    own = _ranked(article, roles[0], mentions) if roles and not _KIN.fullmatch(roles[0].of(article.text)) else None
    body = bodies[0] if bodies and bodies[0].of(article.text)[:1].isupper() else None
    kept = (span if span and _is_title(flat(span.of(article.text))) else None for span in (own, body))
    return next(kept), next(kept)


def _is_title(words: str) -> bool:
    return len(words.split()) <= TITLE_WORDS and not _BROKEN.search(words)


def _ranked(article: Article, role: Span, mentions: Sequence[Span]) -> Span:
    """A role → itself with the words of rank that lead on to the name."""
    more = _TITLE_RUNS_ON.match(article.text, role.end)
    if more and any(m.start <= more.end() + 1 <= m.end and m.start >= role.end for m in mentions):
        start = min(m.start for m in mentions if m.start <= more.end() + 1 <= m.end and m.start >= role.end)
        return Span(role.article, role.start, more.end()) if more.end() < start else role
    return role


def _words(request: Request, span: Span | None) -> str | None:
    return flat(span.of(request.article(span.article).text)) if span else None


def _first(article: Article, words: str | None, windows: Sequence[Span]) -> Span | None:
    return next(iter(_all(article, words, windows)), None)


def _all(article: Article, words: str | None, windows: Sequence[Span]) -> Iterable[Span]:
    """Words → where they stand in the windows, as whole words, case aside, each place once."""
    if not words or not words.split():
        return ()
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
    found = [
        Span(article.id, match.start(), match.end())
        for window in windows
        for match in pattern.finditer(article.text, window.start, window.end)
    ]
    return dict.fromkeys(found)
