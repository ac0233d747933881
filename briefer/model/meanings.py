"""What each field of a brief means: docs/templates.md is made of it, and a test holds it against the record."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ITEM: Mapping[str, str] = MappingProxyType(
    {
        "id": "its name in this brief",
        "text": "a source's own words, or a line composed only of cited fields",
        "citations": "where it stands: articles and spans",
        "status": "`new`, `updated` or `ongoing` since the last issue",
        "marks": "of its sources: `single-source`, `anonymous-source`, `party-claim`, `wire-copy`, `differing`",
        "story": "the id of the story that it belongs to",
        "kind": "which item it is",
        "place": "where, in words",
        "date": "ISO date",
        "heading": "a title of one of its articles",
        "edited": "what an editor did to it",
    }
)
"""Fields that several items share."""

FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Brief": {
            "schema_version": "of the record",
            "audience": "the name of its file",
            "title": "the audience's title",
            "language": "of the page's own words, a BCP 47 tag",
            "issue": "its number, from 1",
            "as_of": "ISO date-time with offset",
            "timezone": "an IANA name",
            "period": "what it covers",
            "handling": "the mark on every page",
            "layout": "template, page size and look",
            "counts": "how many articles, and what became of them",
            "sections": "in the order of the page",
            "articles": "what the brief says of each article that it names, by id",
            "gaps": "what could not be collected or read",
            "made_with": "what made it",
            "compared_with": "the last issue that its readers were given",
            "topics": "titles of topics in the brief's language, by id, where they have one",
            "draft": "it waits for approval and is nobody's yet",
            "released": "who approved it",
            "edits": "all of its editor's acts, in the order of his file",
        },
        "CoveredPeriod": {"from_": "its start, ISO date-time", "to": "its end, ISO date-time"},
        "Layout": {"template": "the page's template", "page": "`A4` or `Letter`", "look": "the house's own look"},
        "Look": {
            "logo": "a `data:` URI",
            "logo_text": "what the logo says",
            "accent": "`#rrggbb`, as all colours",
            "ink": "the text's colour",
            "paper": "the ground's colour on screens",
            "dark_accent": "the accent on dark screens",
            "dark_ink": "the text on dark screens",
            "dark_paper": "the ground on dark screens",
            "text_font": "a name in fonts/, as all fonts",
            "text_font_bold": "the same, bold",
            "heading_font": "of title and headings",
            "label_font": "of the smaller furniture",
            "label_font_bold": "the same, bold",
        },
        "Counts": {
            "collected": "documents that came in",
            "read": "of which text could be read",
            "used": "that the brief could speak of",
            "duplicates": "that repeat another",
            "skipped": "that could not be used",
            "dropped_by_gate": "items that their sources do not bear out",
        },
        "Section": {
            "kind": "which template shows it",
            "id": "its name in links",
            "title": "its heading; `| titled` says it in the page's language",
            "items": "what it shows, of its kind",
            "note": "why it is empty or shortened; `| noted` says it in the page's language",
        },
        "Reference": {
            "title": "the article's title",
            "outlet": "who published it",
            "url": "its address",
            "published": "ISO date or date-time",
            "sha256": "of the text that spans count in",
            "from_feed": "its feed's own text of it was read, not its page",
        },
        "Gap": {"source": "what it is called", "since": "ISO date since when", "reason": "why"},
        "MadeWith": {
            "version": "of briefer",
            "config_sha256": "of the configuration",
            "templates_sha256": "of the templates",
            "model": "the language model",
        },
        "Issue": {"issue": "its number", "as_of": "ISO date-time with offset"},
        "Citation": {"article": "its id", "spans": "where in its text, code points", "sha256": "of that text"},
        "Heading": {"text": "the title, word for word", "article": "whose it is"},
        "Statement": {"text": "a sentence, word for word", "citations": "where it stands"},
        "Wording": {
            "text": "another outlet's words",
            "citations": "where they stand",
            "form": "`direct`, `mixed` or `indirect`",
        },
        "Voice": {
            "name": "the person's name",
            "mention": "the source's own words for the speaker",
            "role": "in the source's words",
            "affiliation": "in the source's words",
            "anonymous": "whether the source withholds the name",
        },
        "Highlight": {"topic": "a topic's id, `topic_title` says it"},
        "StoryItem": {
            "statements": "its sentences; `| passages` runs those of one source together",
            "articles": "all that report it, copies included",
            "importance": "what orders stories",
            "reasons": "what it is made of",
        },
        "QuoteItem": {
            "form": "`direct`, `mixed` or `indirect`; only direct words are set in quotation marks",
            "speaker": "who said it",
            "medium": "where it was said or written: Twitter, a news conference",
            "versions": "other outlets' words for it",
            "place_from": "`said` there, or filed from there (`dateline`)",
            "date_from": "`said` on that day, or `reported` on it",
        },
        "Claim": {
            "text": "the source's words for the number",
            "citations": "where they stand",
            "low": "at least",
            "high": "at most",
            "modifier": "`exact`, `about`, `at_least`, `more_than`, `at_most`, `less_than`, `range`, `vague`; see `| amount`",
            "said_by": "whom the source quotes",
            "date": "ISO date that it is as of",
            "role": "of whom it quotes",
            "party": "whether a party to the conflict makes it",
        },
        "FigureItem": {
            "figure": "what is counted: `killed`, `money`, …; `| kind` says it",
            "low": "the conservative claim's",
            "high": "the conservative claim's",
            "modifier": "the conservative claim's",
            "trend": "`up` or `down`",
            "unit": "normalised, singular",
            "counted": "what is counted, in words",
            "claims": "each source's, conservative first",
            "rivals": "what parties to the conflict, or the other side, claim",
            "history": "the number on earlier days, oldest first",
        },
        "SourceItem": {"number": "as the page cites it", "article": "its id", "copies": "articles that repeat it"},
        "EventItem": {
            "when": "ISO date or month; `| event_day` says it",
            "dated": "where its time stands",
            "event": "an incident's kind",
        },
        "ChangeItem": {
            "change": "`corrected`, `updated`, `resumed`, `new` or `closed`",
            "since": "ISO date-time of the newest article",
            "articles": "that are new",
            "deltas": "figures before and after",
            "revisions": "sentences before and after",
        },
        "IncidentItem": {
            "events": "the kinds of the incidents there, the first-told first",
            "place": "the source's spelling",
            "country": "ISO 3166-1 alpha-2; `| country` says it",
            "latitude": "in degrees",
            "longitude": "in degrees",
            "geonames_id": "the place in the gazetteer",
            "date": "ISO date of the first-told incident",
            "harms": "what sources say was done to people there",
        },
        "Harm": {"effect": "`killed`, `injured`, `missing`, `detained` or `displaced`", "claim": "a source's words of it"},
        "Edit": {
            "act": "`pin`, `drop`, `reorder`, `note` or `heading`",
            "section": "the section's id",
            "item": "the item's id, where the act is on an item",
            "by": "who it was",
            "text": "the editor's own words",
            "was": "the heading that the source has",
        },
        "Release": {"by": "who it was", "at": "ISO date-time"},
        "Delta": {"figure": "what is counted", "before": "claims of the last issue", "after": "claims of this one"},
        "Revision": {"before": "a sentence", "after": "a sentence"},
    }
)
"""A record's name → what its fields mean; items have those of ITEM besides."""


def meaning(record: str, field: str) -> str:
    """A record's name and a field's → what it means. KeyError where nobody wrote it down."""
    own = FIELDS.get(record, {})
    return own[field] if field in own else ITEM[field]
