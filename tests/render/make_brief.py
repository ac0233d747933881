"""Briefs made by hand, with invented places, people and sentences: an ordinary one, a large ugly one, an empty one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefer.model.annotation import FigureKind, Modifier, QuoteKind
from briefer.model.article import sha256_of
from briefer.model.brief import (
    Brief,
    Change,
    ChangeItem,
    Citation,
    Claim,
    Counts,
    CoveredPeriod,
    Delta,
    EventItem,
    FigureItem,
    Heading,
    Highlight,
    Issue,
    Item,
    Layout,
    MadeWith,
    Mark,
    QuoteItem,
    Reference,
    Revision,
    Section,
    SourceItem,
    Statement,
    StoryItem,
    Voice,
    Wording,
)
from briefer.model.span import ArticleId, Span
from briefer.model.story import Gap, Status

OUTLETS = ("AP", "Reuters", "Marland Herald", "AFP", "Tolvany Radio", "The Coast Courier", "BBC")


def article(number: int) -> ArticleId:
    return ArticleId(f"articles/{number:02}.html")


def cite(*numbers: int) -> tuple[Citation, ...]:
    """Article numbers → citations of their first words."""
    return tuple(Citation(article(one), (Span(article(one), 0, 40),), sha256_of(str(one))) for one in numbers)


def statement(text: str, *numbers: int) -> Statement:
    return Statement(text, cite(*numbers))


def highlight(
    text: str, *numbers: int, topic: str | None = "security", status: Status = "new", marks: Sequence[Mark] = ()
) -> Highlight:
    return Highlight(f"highlight-{sha256_of(text)[:8]}", text, cite(*numbers), status, tuple(marks), topic, "story-1")


def story(
    title: str | None,
    *statements: Statement,
    status: Status = "new",
    marks: Sequence[Mark] = (),
    articles: Sequence[int] = (1, 2),
) -> StoryItem:
    citations = tuple(citation for one in statements for citation in one.citations)
    return StoryItem(
        f"story-{sha256_of(str(title))[:8]}",
        " ".join(one.text for one in statements),
        citations,
        status,
        tuple(marks),
        "story-1",
        Heading(title, article(1)) if title else None,
        statements,
        tuple(article(one) for one in articles),
        1.0,
        {"outlets": 1.0},
    )


def quote(
    text: str,
    number: int,
    speaker: Voice,
    form: QuoteKind = "direct",
    medium: str | None = None,
    marks: Sequence[Mark] = (),
    versions: Sequence[Wording] = (),
    place: str | None = None,
) -> QuoteItem:
    name = f"quote-{sha256_of(text)[:8]}"
    return QuoteItem(
        name, text, cite(number), "new", tuple(marks), "story-1", form, speaker, medium, place, "2031-03-14", tuple(versions)
    )


def claim(
    text: str, number: int, low: float | None, high: float | None, modifier: Modifier, said_by: str | None = None
) -> Claim:
    return Claim(text, cite(number), low, high, modifier, said_by, "2031-03-14")


def figure(
    kind: FigureKind,
    counted: str | None,
    *claims: Claim,
    unit: str | None = None,
    place: str | None = "Port Marland",
    marks: Sequence[Mark] = (),
) -> FigureItem:
    first = claims[0]
    citations = tuple(citation for one in claims for citation in one.citations)
    return FigureItem(
        f"figure-{sha256_of(first.text)[:8]}",
        f"{first.text} {counted}" if counted else first.text,
        citations,
        "new",
        tuple(marks),
        "story-1",
        kind,
        first.low,
        first.high,
        first.modifier,
        None,
        unit,
        counted,
        place,
        first.date,
        claims,
    )


def entry(number: int, *copies: int) -> SourceItem:
    copied = tuple(article(copy) for copy in copies)
    return SourceItem(f"source-{number}", f"Article {number}", cite(number), "new", (), number, article(number), copied)


def reference(number: int, title: str | None = None, url: str | None = "") -> Reference:
    return Reference(
        title or f"Harbour talks enter day {number} as both sides count the cost",
        OUTLETS[number % len(OUTLETS)],
        f"https://news.example/{number}" if url == "" else url,
        f"2031-03-{14 if number % 4 else 13}",
        sha256_of(str(number)),
    )


HARBOUR_MASTER = Voice("Ilse Varga", None, "harbour master", "Port Marland Authority", False)
OFFICIAL = Voice(None, "a senior official in the ministry", None, None, True)
MINISTER = Voice("Tomas Okoye", None, "foreign minister", "Republic of Tolvany", False)

HIGHLIGHTS: tuple[Item, ...] = (
    highlight(
        "Gunmen attacked the customs house in Port Marland before dawn and held it for six hours, killing at least 16 people.",
        1,
        2,
    ),
    highlight(
        "Negotiators for the two governments agreed on a timetable for reopening the strait but left patrols to a later round.",
        3,
        topic="negotiations",
        status="updated",
        marks=["single-source"],
    ),
    highlight(
        "The coastguard said that its vessels would stay in the channel until the talks end.",
        4,
        status="ongoing",
        marks=["party-claim"],
    ),
    highlight(
        "About 14,000 people have left the eastern districts since Monday, according to the relief agency.",
        5,
        6,
        marks=["differing"],
    ),
    highlight(
        "Fuel prices in the capital rose by 12% within a day.", 7, topic=None, marks=["single-source", "anonymous-source"]
    ),
)

SECURITY: tuple[Item, ...] = (
    story(
        "Customs house retaken after six-hour siege in Port Marland",
        statement("Gunmen attacked the customs house in Port Marland before dawn and held it for six hours.", 1),
        statement("At least 16 people were killed, among them four guards, the provincial hospital said.", 1),
        statement("Residents of the old town said that they had heard two explosions shortly before the shooting began.", 2),
        statement("The army retook the building at about 11 a.m. after a helicopter landed troops on its roof.", 2, 4),
        articles=(1, 2, 4),
    ),
    story(
        "Coastguard keeps its vessels in the channel",
        statement("The coastguard said that its vessels would stay in the channel until the talks end.", 4),
        statement("Two trawlers were turned back on Friday.", 4),
        status="ongoing",
        marks=["single-source", "party-claim"],
        articles=(4,),
    ),
    story(
        None, statement("A curfew is in force in three districts from nine in the evening.", 6), status="updated", articles=(6,)
    ),
)

NEGOTIATIONS: tuple[Item, ...] = (
    story(
        "Timetable for the strait agreed, patrols left open",
        statement("Negotiators for the two governments agreed on a timetable for reopening the strait.", 3),
        statement("The question of patrols was left to a later round, to be held in Aldmoor next week.", 3),
        statement("Neither side would say who is to pay for clearing the wrecks.", 5),
        status="updated",
        articles=(3, 5),
    ),
)

QUOTES: tuple[Item, ...] = (
    quote(
        "We will open the gates when the last mine is out of the water, and not an hour before.",
        1,
        HARBOUR_MASTER,
        medium="Marland Herald",
        place="Port Marland",
    ),
    quote(
        "We have agreed on when. We have not agreed on who, and I will not pretend that the second is the smaller question.",
        3,
        MINISTER,
        medium="a news conference",
        place="Aldmoor",
        versions=[Wording("We have agreed on when. We have not agreed on who", cite(5), "direct")],
    ),
    quote(
        "that the convoy had been warned twice by radio",
        4,
        OFFICIAL,
        form="indirect",
        marks=["anonymous-source", "single-source"],
    ),
    quote(
        "the patrols were “a matter of sovereignty, not of shipping”",
        5,
        MINISTER,
        form="mixed",
        medium="Twitter",
        marks=["party-claim"],
    ),
)

FIGURES: tuple[Item, ...] = (
    figure(
        "killed", "killed", claim("at least 16 people", 1, 16, None, "at_least", "provincial hospital"),
        claim("18 dead", 2, 18, 18, "exact", "Interior Ministry"),
        claim("around 20 bodies", 6, 20, 20, "about", "a resident of the old town"), marks=["differing"],
    ),
    figure("injured", "wounded", claim("more than 40 people", 1, 40, None, "more_than", "provincial hospital"),
           marks=["single-source"]),
    figure("displaced", "who left the eastern districts",
           claim("about 14,000 people", 5, 14000, 14000, "about", "relief agency"), place="Eastern districts"),
    figure("money", "for clearing the wrecks", claim("$3.5 million", 3, 3.5e6, 3.5e6, "exact", "Tomas Okoye"),
           unit="dollar", place="Strait of Marland"),
    figure("share", "more for a litre of fuel", claim("12%", 7, 12, 12, "exact"),
           unit="percentage", place="Aldmoor", marks=["single-source"]),
    figure("forces", "troops", claim("8 to 10 boats", 4, 8, 10, "range", "coastguard"), place=None),
)  # fmt: skip


def brief(*sections: Section, sources: int = 8, title: str = "Strait of Marland: Daily Brief") -> Brief:
    """An ordinary brief of a day in 2031; `sections` take the place of its own."""
    listed: tuple[Item, ...] = (entry(1, 8), *(entry(number) for number in range(2, sources)))
    return Brief(
        schema_version=1,
        audience="desk",
        title=title,
        language="en",
        issue=12,
        as_of="2031-03-14T18:00:00+04:30",
        timezone="Asia/Kabul",
        period=CoveredPeriod("2031-03-13T18:00:00+04:30", "2031-03-14T18:00:00+04:30"),
        handling="TLP:GREEN",
        layout=Layout("brief", "A4"),
        counts=Counts(1420, 1398, 61, 20, 22, 3),
        sections=sections
        or (
            Section("highlights", "highlights", "Bottom line", HIGHLIGHTS, None),
            Section("topic", "security", "Security", SECURITY, None),
            Section("topic", "negotiations", "Negotiations", NEGOTIATIONS, "Two more stories are in the full edition."),
            Section("quotes", "quotes", "In their words", QUOTES, None),
            Section("figures", "figures", "Key figures", FIGURES, None),
            Section("topic", "humanitarian", "Humanitarian", (), None),
            Section("sources", "sources", "Sources", listed, None),
        ),
        articles={article(number): reference(number) for number in range(1, sources + 1)},
        gaps=(
            Gap("Tolvany Radio", "2031-03-12", "the feed answers with status 503"),
            Gap("scan.pdf", None, "this is not HTML or text"),
        ),
        made_with=MadeWith("0.1.0", "c" * 64, "d" * 64, "core_web_sm 3.8.0"),
    )


LONG_TITLE = (
    "Ministers of the coastal states, after a night of talks that were broken off twice and resumed once, put their names "
    "to a paper that neither of them calls a treaty, that both of them call binding, and that the fishermen whose nets lie "
    "at the bottom of the strait say they will read when it is dry"
)
MARKUP = "<script>alert('x')</script> {{ 7*7 }} {% raw %} &amp; <b>bold</b> \"quoted\" it’s"
ARABIC, CYRILLIC, GREEK = "محمد عبد الرحمن", "Юлия Щербакова", "Ελένη Παπαδάκη"


def ugly() -> Brief:
    """Everything that a real day may bring: long titles, markup and template code as text, many sources, other alphabets."""
    plain = brief(sources=41, title=LONG_TITLE)
    articles = dict(plain.articles)
    articles[article(2)] = reference(2, title=MARKUP, url="javascript:alert(1)")
    articles[article(3)] = Reference(None, None, None, None, sha256_of("3"))
    articles[article(4)] = Reference(
        "A title", None, "https://www.long-host.example/a/" + "path" * 40, "not a date", sha256_of("4")
    )
    sections = (
        Section(
            "highlights",
            "highlights",
            "Bottom line",
            (highlight(MARKUP, 2), *HIGHLIGHTS[1:], highlight(LONG_TITLE, 1, 2, 3, 4)),
            None,
        ),
        Section(
            "topic",
            "security",
            "Security & <order>",
            (story(LONG_TITLE, statement(MARKUP, 2), statement(LONG_TITLE, 3)), *SECURITY * 4),
            None,
        ),
        Section("quotes", "quotes", "Quotes", tuple(_foreign()) + QUOTES * 3, None),
        Section("figures", "figures", "Figures", FIGURES * 4, "24 of 60 figures."),
        Section("topic", "humanitarian", "Humanitarian", (), "No source in this period reports on it."),
        Section("sources", "sources", "Sources", tuple(entry(number) for number in range(1, 41)), None),
    )
    return replace(plain, sections=sections, articles=articles, layout=Layout("brief", "Letter"), timezone="America/New_York")


def _foreign() -> list[Item]:
    return [
        quote(
            f"I spoke with {ARABIC} for an hour.",
            5,
            Voice(name, None, "spokesperson for the joint commission on maritime safety and salvage", None, False),
        )
        for name in (ARABIC, CYRILLIC, GREEK, "Nguyễn Thị Hạnh", "Łukasz Ğöçer")
    ]


def empty() -> Brief:
    """A day on which nothing was reported, without handling mark and gaps."""
    sections = tuple(
        Section(kind, kind, kind.capitalize(), (), None) for kind in ("highlights", "quotes", "figures", "sources")
    )
    return replace(brief(*sections, sources=0), handling=None, gaps=(), counts=Counts(0, 0, 0, 0, 0, 0))


def changed() -> Brief:
    """A brief with one change of each kind and four events, one of them ahead."""
    kinds: tuple[Change, ...] = ("corrected", "updated", "resumed", "new", "closed")
    before, after = claim("at least 16 people", 1, 16.0, None, "at_least"), claim("21 people", 2, 21.0, 21.0, "exact")
    delta = Delta("killed", (before,), (after,))
    revision = Revision(statement("The ferry carried nine men.", 1), statement("The ferry carried six men.", 2))
    gone = Revision(statement("A tenth man is missing.", 1), None)
    changes = tuple(
        ChangeItem(
            id=f"changes-{number}",
            text=f"The strait, told for the {number}. time",
            citations=cite(number),
            status="updated",
            marks=("single-source",),
            change=kind,
            story="story-1",
            heading=Heading(f"The strait, told for the {number}. time", article(number)),
            since="2031-03-12T09:00:00+04:30",
            articles=(article(number),),
            deltas=(delta,) if kind == "updated" else (), revisions=(revision, gone) if kind == "corrected" else (),
        )
        for number, kind in enumerate(kinds, 1)
    )  # fmt: skip
    days = ("2031-02", "2031-03-12", "2031-03-12", "2031-03-20")
    events = tuple(
        EventItem(
            f"timeline-{number}", f"Event number {number} took place.", cite(number), "new", (), "story-1", when,
            cite(number)[0], None, None, None,
        )
        for number, when in enumerate(days, 1)
    )  # fmt: skip
    sections = (
        Section("changes", "changes", "Since the last issue", changes, None),
        Section("timeline", "timeline", "Timeline", events, None),
    )
    return replace(brief(*sections, brief().sections[-1]), compared_with=Issue(11, "2031-03-13T18:00:00+04:30"))
