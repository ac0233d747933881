"""Key figures: each thing that was counted once, the conservative number first, with who says what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from briefer.model.annotation import Annotation, Figure
from briefer.model.article import Article
from briefer.model.brief import Claim, FigureItem, Item, Mark
from briefer.model.span import ArticleId, Span
from briefer.model.story import FigureClaim, FigureLine, Story
from briefer.sections.request import Request, day, is_party, passes, sentence_of
from briefer.sections.wording import flat

LIMIT = 12
A_STORY = 5
A_KIND = 2
"""Lines of one kind for one story, those that most outlets report: the rest is detail."""
OLD = timedelta(days=31)
"""A figure of a day so long before its article is background, not news."""
ORDER = (
    "killed", "injured", "missing", "detained", "displaced", "forces", "population", "money", "share", "area", "distance",
    "other",
)  # fmt: skip
CASUALTIES = ORDER[:5]
_SAID_ALREADY = {
    "killed": r"killed|dead|died|deaths?|fatalit|lives|bodies|slain|killing|murdered",
    "injured": r"injur|wound|hurt",
    "missing": r"missing|disappear|unaccounted",
    "detained": r"detain|arrest|held|captur|custody|prisoner|jailed|abduct|hostage",
    "displaced": r"displac|fled|flee|refugee|homeless|evacuat",
}
_RUNS_ON = re.compile(
    r"(?:\s+(?!\d|(?:and|or|but|which|who|that|as|while|when|where|since|because|after|before|said|says|is|are|was|were|has|have|"
    r"had|will|would|could|may|might|in exchange|he|she|they|it)\b)[\w’'-]+){1,6}",
    re.IGNORECASE,
)
_ENDS_OPEN = re.compile(
    r"\s+(?:of|in|on|at|to|for|from|by|with|the|a|an|its|their|his|her|into|over|under|about|than)$", re.IGNORECASE
)


def build(request: Request) -> tuple[Item, ...]:
    """Figure lines of the period's stories → items, casualties first, then by the stories' importance."""
    found: list[tuple[int, int, int, Story, list[FigureClaim]]] = []
    for rank, story in enumerate(request.material.stories):
        lines = [(number, claims) for number, line in enumerate(story.figures) if (claims := _claims(request, story, line))]
        counted = {claims[0].figure.kind for _, claims in lines if claims[0].figure.modifier != "vague"}
        kept = [(n, c) for n, c in lines if c[0].figure.modifier != "vague" or c[0].figure.kind not in counted]
        kept.sort(key=lambda entry: (ORDER.index(entry[1][0].figure.kind), -_outlets(request, entry[1]), entry[0]))
        of_kind: Counter[str] = Counter()
        for place, (_, claims) in enumerate(kept):
            kind = claims[0].figure.kind
            of_kind[kind] += 1
            if of_kind[kind] <= A_KIND and of_kind.total() <= A_STORY:
                found.append((ORDER.index(kind), rank, place, story, claims))
    found.sort(key=lambda entry: entry[:3])
    items: list[Item] = []
    shown: set[tuple[str, str]] = set()
    for _, _, _, story, claims in found:
        item = _item(request, story, claims, len(items) + 1)
        if (item.story, item.text.casefold()) not in shown and len(items) < (request.settings.limit or LIMIT):
            shown.add((item.story, item.text.casefold()))
            items.append(item)
    return tuple(items)


def _claims(request: Request, story: Story, line: FigureLine) -> list[FigureClaim]:
    """A line's claims in the period's articles: yesterday's number does not contradict today's, it is older."""
    current = {
        id_ for id_ in request.current(story) if passes(request.settings.filters, request.article(id_), request.annotation(id_))
    }
    return [
        claim
        for claim in line.claims
        if claim.article in current and claim.figure.kind in ORDER and not _is_old(claim.figure, request.article(claim.article))
    ]


def _is_old(figure: Figure, article: Article) -> bool:
    """Does a figure date from long before its article?"""
    told, happened = day(article), figure.date
    if told is None or happened is None:
        return False
    try:
        return date.fromisoformat(told) - date.fromisoformat(happened[:10]) > OLD
    except ValueError:
        return happened[:4].isdigit() and int(happened[:4]) < int(told[:4]) - 1


def _outlets(request: Request, claims: Sequence[FigureClaim]) -> int:
    return len({request.outlet(claim.article) for claim in claims})


def _item(request: Request, story: Story, claims: Sequence[FigureClaim], number: int) -> FigureItem:
    first = claims[0]
    article, annotation, figure = request.article(first.article), request.annotation(first.article), first.figure
    place = _place_of(annotation, article, figure)
    told = _merged(request, claims)
    text = line_of(figure, article, annotation)
    spans = [span for claim in told for citation in claim.citations for span in citation.spans]
    marks: list[Mark] = list(request.marks(story))
    if any(_is_partys(request, claim) for claim in claims):
        marks.append("party-claim")
    if len({(claim.low, claim.high) for claim in told if claim.modifier != "vague"}) > 1:
        marks.append("differing")
    return FigureItem(
        id=request.item_id(number),
        text=text,
        citations=request.cite([*spans, *([place] if place else [])]),
        status=story.status,
        marks=tuple(marks),
        story=story.id,
        figure=figure.kind,
        low=figure.low,
        high=figure.high,
        modifier=figure.modifier,
        trend=figure.trend,
        unit=figure.unit,
        counted=_counted(figure, article, annotation),
        place=figure.place if place else None,
        date=figure.date if figure.date in _dates(article, annotation) else None,
        claims=told,
    )


def line_of(figure: Figure, article: Article, annotation: Annotation) -> str:
    """A figure → its line: the source's own words; a casualty's with the kind, any other with the words that follow it."""
    words = flat(figure.span.of(article.text))
    if figure.kind in CASUALTIES:
        known = re.search(_SAID_ALREADY[figure.kind], words, re.IGNORECASE)
        return words if known else f"{words} {figure.kind}"
    sentence = sentence_of(annotation, figure.span)
    end = max(sentence.span.end if sentence else 0, figure.span.end)
    following = _RUNS_ON.match(article.text, figure.span.end, end)
    if following is None:
        return words
    tail = following.group()
    while (shorter := _ENDS_OPEN.sub("", tail)) != tail:
        tail = shorter
    return flat(article.text[figure.span.start : figure.span.end] + tail)


def _merged(request: Request, claims: Sequence[FigureClaim]) -> tuple[Claim, ...]:
    """Claims → one for each wording, number and voice, with every article that has it; the order stays."""
    spans: dict[tuple[str, float | None, float | None, str | None], list[Span]] = {}
    firsts: dict[tuple[str, float | None, float | None, str | None], FigureClaim] = {}
    for claim in claims:
        article = request.article(claim.article)
        said_by, named = _voice(request, claim)
        key = (flat(claim.figure.span.of(article.text)), claim.figure.low, claim.figure.high, said_by)
        sentence = sentence_of(request.annotation(claim.article), claim.figure.span)
        firsts.setdefault(key, claim)
        spans.setdefault(key, []).extend([claim.figure.span, *([sentence.span] if sentence else []), *named])
    return tuple(
        Claim(
            key[0],
            request.cite(own),
            key[1],
            key[2],
            firsts[key].figure.modifier,
            key[3],
            day(request.article(firsts[key].article)),
        )
        for key, own in spans.items()
    )


def _voice(request: Request, claim: FigureClaim) -> tuple[str | None, list[Span]]:
    """Who says a claim, as far as the article's words name him, and the spans of those words."""
    if claim.said_by is None or claim.figure.quote is None:
        return None, []
    article = request.article(claim.article)
    speaker = request.annotation(claim.article).quotes[claim.figure.quote].speaker
    mention = [speaker.mention] if speaker and speaker.mention else []
    match = re.search(r"(?<!\w)" + r"\s+".join(map(re.escape, claim.said_by.split())) + r"(?!\w)", article.text)
    if match is None:
        return (flat(mention[0].of(article.text)), mention) if mention else (None, [])
    return flat(match.group()), [Span(claim.article, match.start(), match.end()), *mention]


def _is_partys(request: Request, claim: FigureClaim) -> bool:
    if claim.figure.quote is None:
        return False
    speaker = request.annotation(claim.article).quotes[claim.figure.quote].speaker
    return speaker is not None and is_party(speaker, request.article(claim.article))


def _place_of(annotation: Annotation, article: Article, figure: Figure) -> Span | None:
    """Where a casualty figure's place is named: its nearest mention. Of troops and sums, the place says too little to show."""
    if figure.place is None or figure.kind not in CASUALTIES:
        return None
    named = [place.span for place in annotation.places if figure.place in (place.name, flat(place.span.of(article.text)))]
    return min(named, key=lambda span: (abs(span.start - figure.span.start), span.start), default=None)


def _counted(figure: Figure, article: Article, annotation: Annotation) -> str | None:
    """What is counted, where the figure's sentence has those very words."""
    sentence = sentence_of(annotation, figure.span)
    around = flat((sentence.span if sentence else figure.span).of(article.text)).casefold()
    return figure.counted if figure.counted and flat(figure.counted).casefold() in around else None


def _dates(article: Article, annotation: Annotation) -> frozenset[ArticleId | str]:
    given = {time.value for time in annotation.times} | {day(article) or ""}
    return frozenset(given | {value[:10] for value in given})
