"""Every word that the page says by itself, in English, by a key. Another language is a catalogue of these: `templates/locale/`.

A key is a message's context in the catalogues; `{names}` in braces stand for what a template puts there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

LABELS = MappingProxyType(
    {
        "undated": "undated",
        "contents": "Contents",
        "unnamed": "Unnamed speaker",
        "what": "What",
        "figure": "Figure",
        "figures_caption": (
            "The most cautious source first; where sources differ, the range and each source’s words follow. "
            "What parties to the conflict claim stands apart."
        ),
        "also_as": "Also reported as",
        "where": "Where",
        "date": "As of",
        "who": "Who says so",
        "earlier": "Earlier",
        "rivals": "A party to the conflict says",
        "chart_sources": (
            "Bars: the most cautious number; dots: each claim, hollow where a party to the conflict makes it. Sources:"
        ),
        "source": "Source",
        "repeated_by": "Also carried by",
        "from_feed": "Read as its feed has it, not its page",
        "cited_in": "Cited in",
        "untitled": "Untitled",
        "nothing": "No significant reporting in this period",
        "method": "Method and gaps",
        "gaps": "What could not be collected or read",
        "no_gaps": "Every source was collected and read.",
        "gate": (
            "Each quoted string, number, name and date must stand in the cited words of its source; "
            "an item that fails this gate is left out."
        ),
        "draft": "Draft, not released",
        "editor_note": "Editor’s note",
        "editor_heading": "Heading by the editor",
        "edits": "What an editor changed",
        "cite": "Cite",
        "link_here": "Link to this entry",
        "then": "Then",
        "now": "Now",
        "gone": "no longer in the article",
        "ahead": "ahead",
        "first_of_month": "1",
        "comma": ", ",
        "semicolon": "; ",
        "colon": ": ",
        "arrow": "→",
        "map_numbers": "Numbers are those of the list below.",
        "map_hollow": "Hollow: somewhere in a province or region, drawn at its largest town.",
        "map_shapes": "Borders as Natural Earth has them.",
        "kilometres": "km",
        "timeline_numbers": "Numbers are those of the list below.",
        "timeline_broken": "A broken line leaves days out.",
        "timeline_ahead": "Hollow: ahead.",
    }
)
"""Words that stand alone, or in front of what a template shows: `labels.KEY`."""

PHRASES = MappingProxyType(
    {
        "document": "{title}, No. {issue}, {date}",
        "issue": "No. {issue}",
        "as_of": "As of {moment}",
        "period": "Covers {start} to {end}",
        "compared_with": "Compared with No. {issue}, {moment}",
        "moment": "{date}, {time} {zone}",
        "short_moment": "{date}, {time}",
        "zone": "{city}\u00a0time ({offset})",
        "page": "Page {page} of {pages}",
        "said": "said {date}",
        "reported": "reported {date}",
        "said_in": "in {place}",
        "filed_from": "filed from {place}",
        "on": "on {date}",
        "since": "since {date}",
        "compared": "{kind}, compared",
        "last_report": "Last report {date}",
        "new_reports": "New from {outlets}",
        "made_with": (
            "Made with briefer {version}, language model {model}, configuration {configuration}, templates {templates}."
        ),
        "rest": "The rest of this brief is in the attached file {file}.",
        "map_of": "Map of {where}: {incidents}.",
        "citation": "{outlet}, {title}, {date}.",
        "draft_of": "Draft, not released: {title}",
        "released": "Released by {name}, {moment}.",
        "source_heading": "the source has {words}",
        "act_by": "{act}, by {name}",
        "quoted": "“{words}”",
        "range": "{low} to {high}",
        "percent": "{number}%",
        "per": "{amount} per {unit}",
        "about": "about {amount}",
        "at_least": "at least {amount}",
        "more_than": "more than {amount}",
        "at_most": "at most {amount}",
        "less_than": "less than {amount}",
    }
)
"""Phrases round something: `say("KEY", name=…)`."""

COUNTED = MappingProxyType(
    {
        "articles": ("{n} article: {outlets}", "{n} articles: {outlets}"),
        "timeline_of": ("Timeline of {n} event: {events}.", "Timeline of {n} events: {events}."),
        "collected": ("{n} collected", "{n} collected"),
        "read": ("{n} read", "{n} read"),
        "used": ("{n} used", "{n} used"),
        "duplicates": ("{n} duplicate", "{n} duplicates"),
        "skipped": ("{n} skipped", "{n} skipped"),
        "dropped_by_gate": ("{n} dropped by the gate", "{n} dropped by the gate"),
        "points": ("{n}\u00a0point", "{n}\u00a0points"),
    }
)
"""Phrases of a number, for one and for more: `say("KEY", n)`."""

UNITS = MappingProxyType(
    {
        **{name: f"{name}s" for name in (
            "dollar", "euro", "pound", "rupee", "kilometre", "metre", "mile", "hectare", "tonne", "barrel", "degree",
            "second", "minute", "hour", "day", "week", "month", "year", "decade",
        )},
        "foot": "feet",
    }
)  # fmt: skip
"""The units that stand behind their number, in singular and plural; a counted noun is said beside it."""

TITLES = ("Highlights", "Quotations", "Key figures", "Timeline", "Where it happened", "Since the last issue", "Sources")
"""What a section is called where nobody gives it a title."""
NOTES = (
    "What was reported stands in the highlights",
    "No earlier issue to compare with",
    "The dated events of this period stand in the other sections",
    "Nothing has changed since the last issue",
)
"""Why a section is empty, as the record says it."""

WORDS = MappingProxyType(
    {
        "mark": {
            "single-source": "single source",
            "anonymous-source": "anonymous source",
            "party-claim": "party to the conflict",
            "wire-copy": "wire copy",
            "differing": "sources differ",
            "editor-pin": "put first by the editor",
            "editor-note": "editor’s note",
            "editor-heading": "heading by the editor",
        },
        "status": {"new": "new", "updated": "updated", "ongoing": "ongoing"},
        "form": {"mixed": "partly quoted", "indirect": "reported statement"},
        "change": {"corrected": "revised", "updated": "updated", "resumed": "resumed", "new": "new", "closed": "closed"},
        "event": {
            name: name
            for name in (
                "attack", "bombing", "shooting", "airstrike", "shelling", "clash", "killing", "injury", "detention",
                "abduction", "displacement",
            )
        },
        "act": {
            "pin": "put first",
            "drop": "left out",
            "reorder": "put in another order",
            "note": "added a note",
            "heading": "gave another heading",
        },
        "kind": {
            name: name
            for name in (
                "killed", "injured", "missing", "detained", "displaced", "forces", "population", "money", "share",
                "distance", "area", "duration", "age",
            )
        },
    }
)  # fmt: skip
"""The record's own values in words: `item.status | status`, and so on."""

SPOKEN_OF = MappingProxyType(
    {
        "mark": "What a reader must know of an item's sources.",
        "status": "Of an item, since the last issue.",
        "form": "How a quotation is told.",
        "change": "What became of a story or an article since the last issue.",
        "event": "A kind of incident, beside its place.",
        "act": "What an editor did to an item or a section, in a list of such acts.",
        "draft_of": "The title of the file, before the brief is released.",
        "source_heading": "Behind the heading that an editor gave: the heading of the source, in quotation marks.",
        "kind": "What a figure counts, as a heading; of people: were killed, were injured, …",
        "unit": "A number with its unit.",
        "unit of millions": "The same behind a number that ends with a word such as 'million' ('3.5 million dollars').",
        "one unit": "The unit without a number, as in 'dollars per barrel'.",
        "title": "A section's title.",
        "note": "Why a section is empty.",
        "comma": "Between the parts of a line; keep the space.",
        "semicolon": "Between the groups of a line; keep the space.",
        "colon": "Behind a word that what follows explains; keep the space.",
        "arrow": "From what was to what is; in languages that run from right to left it points left.",
        "first_of_month": "The day's number in a date that is the first of a month: French writes 1er.",
        "date": "Of a table's column: the day that a figure is as of.",
        "document": "The title of the file and the subject of the mail.",
        "quoted": "Quotation marks of the language.",
        "page": "At the foot of each page of the PDF.",
        "articles": "How many articles tell a story, and the names of their outlets.",
        "collected": "n articles were collected.",
        "read": "n articles were read.",
        "used": "n articles were used for this brief.",
        "duplicates": "n articles repeat another.",
        "skipped": "n articles could not be used.",
        "dropped_by_gate": "n items were left out, since their source does not bear them out.",
        "points": "Percentage points.",
        "compared": "A chart's title: 'Killed, compared'.",
        "cite": "Opens a source’s entry as a text to be copied.",
        "link_here": "An address that leads to this entry of the list of sources.",
        "rivals": "In front of what a party to the conflict claims.",
        "ahead": "Of a day that lies in the future.",
        "gone": "Of a sentence that an article's newer version does not have.",
    }
)
"""What translators are told of a message, by its key or the first words of its context."""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a catalogue."""

    context: str
    text: str
    plural: str | None = None

    @property
    def note(self) -> str:
        kind = self.context.rpartition(" ")[0] if self.context.startswith("unit of") else self.context.partition(" ")[0]
        return SPOKEN_OF.get(self.context) or SPOKEN_OF.get("one unit" if kind == "one" else kind) or ""


def messages() -> Iterator[Message]:
    """Every message that a catalogue holds, in its order."""
    for key, text in {**LABELS, **PHRASES}.items():
        yield Message(key, text)
    for key, (one, more) in COUNTED.items():
        yield Message(key, one, more)
    for kind, words in WORDS.items():
        for name, text in words.items():
            yield Message(f"{kind} {name}", text)
    for name, plural in UNITS.items():
        yield Message(f"unit {name}", f"{{n}} {name}", f"{{n}} {plural}")
    for name, plural in UNITS.items():
        yield Message(f"unit of millions {name}", f"{{n}} {plural}")
    for name in UNITS:
        yield Message(f"one unit {name}", name)
    for text in TITLES:
        yield Message("title", text)
    for text in NOTES:
        yield Message("note", text)
