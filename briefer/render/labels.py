"""Every word that the page says by itself. Another language is another set of these."""

from __future__ import annotations

from types import MappingProxyType

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)

MARKS = MappingProxyType(
    {
        "single-source": "single source",
        "anonymous-source": "anonymous source",
        "party-claim": "party to the conflict",
        "wire-copy": "wire copy",
        "differing": "sources differ",
    }
)
STATUSES = MappingProxyType({"new": "new", "updated": "updated", "ongoing": "ongoing"})

MODIFIERS = MappingProxyType(
    {
        "exact": "",
        "about": "about",
        "at_least": "at least",
        "more_than": "more than",
        "at_most": "at most",
        "less_than": "less than",
        "range": "",
        "vague": "",
    }
)
FORMS = MappingProxyType({"direct": "", "mixed": "partly quoted", "indirect": "reported statement"})

CHANGES = MappingProxyType(
    {"corrected": "revised", "updated": "updated", "resumed": "resumed", "new": "new", "closed": "closed"}
)

LABELS = MappingProxyType(
    {
        "issue": "No.",
        "as_of": "As of",
        "period": "Covers",
        "to": "to",
        "time": "time",
        "undated": "undated",
        "contents": "Contents",
        "said": "said",
        "reported": "reported",
        "said_in": "in",
        "filed_from": "filed from",
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
        "on": "on",
        "rivals": "A party to the conflict says",
        "compared": "compared",
        "chart_sources": (
            "Bars: the most cautious number; dots: each claim, hollow where a party to the conflict makes it. Sources:"
        ),
        "source": "Source",
        "own_voice": "the outlet itself",
        "articles": "articles",
        "repeated_by": "Also carried by",
        "cited_in": "Cited in",
        "source_number": "source",
        "untitled": "Untitled",
        "nothing": "No significant reporting in this period",
        "method": "Method and gaps",
        "gaps": "What could not be collected or read",
        "no_gaps": "Every source was collected and read.",
        "since": "since",
        "gate": (
            "Each quoted string, number, name and date must stand in the cited words of its source; "
            "an item that fails this gate is left out."
        ),
        "marks_meaning": "Sources’ words stand as the sources have them. Times and dates are in the brief’s time zone.",
        "collected": "collected",
        "read": "read",
        "used": "used",
        "duplicates": "duplicates",
        "skipped": "skipped",
        "dropped_by_gate": "dropped by the gate",
        "made_with": "Made with",
        "model": "language model",
        "configuration": "configuration",
        "templates": "templates",
        "end": "End of brief",
        "compared_with": "Compared with",
        "last_report": "last report",
        "new_reports": "New from",
        "then": "Then",
        "now": "Now",
        "gone": "no longer in the article",
        "ahead": "ahead",
        "map": "Map of",
        "incidents": "incidents",
        "map_numbers": "Numbers are those of the list below.",
        "map_hollow": "Hollow: somewhere in a province or region, drawn at its largest town.",
        "map_shapes": "Borders as Natural Earth has them.",
        "kilometres": "km",
        "timeline_of": "Timeline of",
        "events": "events",
        "timeline_numbers": "Numbers are those of the list below.",
        "timeline_broken": "A broken line leaves days out.",
        "timeline_ahead": "Hollow: ahead.",
        "effect_killed": "killed",
        "effect_injured": "injured",
        "effect_missing": "missing",
        "event_attack": "attack",
        "event_bombing": "bombing",
        "event_shooting": "shooting",
        "event_airstrike": "airstrike",
        "event_shelling": "shelling",
        "event_clash": "clash",
        "event_killing": "killing",
        "event_injury": "injury",
        "event_detention": "detention",
        "event_abduction": "abduction",
        "event_displacement": "displacement",
        "rest": "The rest of this brief is in the attached file",
    }
)
