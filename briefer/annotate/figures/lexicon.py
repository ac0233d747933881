"""`lexicon/figures.yaml`, read once, as the tables and patterns that the figure finder works with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from briefer.model.annotation import Effect, FigureKind, Modifier

_DOUBT = "not|never|no|could|may|might|would|will|if"
_LINKS = "is|are|was|were|been|being|have|has|remain|remains|remained|still|reported|feared|reportedly"
_CLAUSE_END = r"(?=\s*(?:[,.;:]|$)|\s+(?:in|as|after|by|and|when|at|near|on|amid|during|outside)\b)"
FOLDER = Path(__file__).resolve().parent.parent / "lexicon"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Tables of forms and patterns over them; each pattern is anchored where a number ends or begins."""

    unit_kinds: Mapping[str, FigureKind]
    unit_names: Mapping[str, str]
    unit_after: re.Pattern[str]
    bare_symbols: frozenset[str]
    money_names: Mapping[str, str]
    money_after: re.Pattern[str]
    mark_names: Mapping[str, str]
    mark_before: re.Pattern[str]
    hedge_kinds: Mapping[str, Modifier]
    hedge_before: re.Pattern[str]
    after_kinds: Mapping[str, Modifier]
    hedge_after: re.Pattern[str]
    vague: re.Pattern[str]
    label_before: re.Pattern[str]
    scale_before: re.Pattern[str]
    calibred: re.Pattern[str]
    befallen: Mapping[Effect, re.Pattern[str]]
    befallen_bare: Mapping[Effect, re.Pattern[str]]
    befallen_linked: Mapping[Effect, re.Pattern[str]]
    befallen_many: Mapping[Effect, re.Pattern[str]]
    counted_fate: re.Pattern[str]
    fate_kinds: Mapping[str, Effect]
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    fates: frozenset[str]
    sums: frozenset[str]
    forces: frozenset[str]
    people: frozenset[str]
    populous: frozenset[str]
    inhabitants: frozenset[str]
    rise: frozenset[str]
    fall: frozenset[str]
    weak: frozenset[str]
    phrasal: frozenset[str]
    telling: frozenset[str]
    idle: frozenset[str]


def any_of(forms: Iterable[str]) -> str:
    """Forms → a pattern for any of them, the longest first, whose spaces match any white space."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)


def folded(form: str) -> str:
    """A form as it stands in a text → the form as a table has it, where case tells nothing."""
    return " ".join(form.split()).casefold()


def read(name: str) -> dict[str, Any]:
    """The name of a lexicon → the mapping that its YAML holds."""
    return cast("dict[str, Any]", yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


@cache
def lexicon() -> Lexicon:
    """The figure finder's lexicon, compiled once a process."""
    raw = read("figures")
    units = {form: name for name, unit in raw["units"].items() for form in unit["forms"]}
    money = {form: name for name, forms in raw["money_words"].items() for form in forms}
    marks = {form: name for name, forms in raw["money_marks"].items() for form in forms}
    hedges = {form: kind for kind, forms in raw["hedges"].items() for form in forms}
    after = {form: kind for kind, forms in raw["hedges_after"].items() for form in forms}
    months = any_of(raw["months"])
    fates = {form: effect for effect, forms in raw["befallen_bare"].items() for form in forms if " " not in form}
    return Lexicon(
        unit_kinds={name: unit["kind"] for name, unit in raw["units"].items()},
        unit_names={folded(form): name for form, name in units.items() if len(form) > 1} | units,
        unit_after=re.compile(rf"(?P<gap>[\s\u00a0-]{{0,2}})(?P<unit>{any_of(units)})(?![A-Za-z\d])", re.IGNORECASE),
        bare_symbols=frozenset(raw["bare_symbols"]),
        money_names={folded(form): name for form, name in money.items()},
        money_after=re.compile(rf"[\s\u00a0-]{{0,2}}(?P<unit>{any_of(money)})(?![A-Za-z])", re.IGNORECASE),
        mark_names={folded(form): name for form, name in marks.items()},
        mark_before=re.compile(rf"(?<![A-Za-z$])(?P<mark>{any_of(marks)})\s?$"),
        hedge_kinds={folded(form): kind for form, kind in hedges.items()},
        hedge_before=re.compile(
            rf"(?:(?<![\w-])(?P<word>{any_of(f for f in hedges if f[0].isalpha())})"
            rf"(?P<article>\s+an?\b)?(?:\s+(?:a\s+total\s+of|another|the\s+ages?\s+of))?\s*"
            rf"|(?P<sign>[~≈≥≤<>]))\s?$",
            re.IGNORECASE,
        ),
        after_kinds={folded(form): kind for form, kind in after.items()},
        hedge_after=re.compile(rf"(?:,?\s)?\s*(?P<word>{any_of(after)})(?!\w)|(?P<plus>\+)", re.IGNORECASE),
        vague=re.compile(rf"(?<![\w-])(?:{any_of(raw['vague'])})(?!\w)", re.IGNORECASE),
        scale_before=re.compile(rf"(?<!\w)(?P<scale>{any_of(raw['scales'])})\s+(?:of\s+)?$", re.IGNORECASE),
        calibred=re.compile(rf"[\s-]+(?:[a-z-]+\s)?(?:{any_of(raw['calibred'])})s?(?!\w)", re.IGNORECASE),
        befallen={
            effect: re.compile(rf"(?:\s+(?!(?:{_DOUBT})\b)[\w'’-]+){{0,4}}?\s+(?:{any_of(forms)})(?!\w)", re.IGNORECASE)
            for effect, forms in raw["befallen"].items()
        },
        befallen_bare={
            effect: re.compile(
                rf"\s+(?:others?\s+|more\s+)?(?:(?:{_LINKS})\s+)*(?:{any_of(forms)}){_CLAUSE_END}", re.IGNORECASE
            )
            for effect, forms in raw["befallen_bare"].items()
        },
        befallen_linked={
            effect: re.compile(rf"\s+(?:(?:{_LINKS})\s+)+(?:{any_of(forms)}){_CLAUSE_END}", re.IGNORECASE)
            for effect, forms in raw["befallen_bare"].items()
        },
        befallen_many={
            effect: re.compile(rf"\s+(?:(?:have|has|had|who)\s+){{0,2}}(?:{any_of(forms)})(?!\w)", re.IGNORECASE)
            for effect, forms in raw["befallen_many"].items()
        },
        counted_fate=re.compile(
            rf"(?<!\w)(?:number\s+of\s+(?P<who>(?:[a-z-]+\s+){{0,3}}?)|the\s+)(?P<fate>{any_of(fates)})"
            rf"(?(who)(?:\s+[a-z]+){{0,3}}|)\s+(?:{any_of(raw['reaching'])})\s+(?:[a-z]+\s+){{0,2}}$",
            re.IGNORECASE,
        ),
        fate_kinds=fates,
        label_before=re.compile(rf"(?:(?<!\w)(?:{any_of(raw['labels'])})\s?|#\s?)$", re.IGNORECASE),
        month_before=re.compile(
            rf"(?<!\w)(?:{months})\.?,?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and|,)\s*))*$", re.IGNORECASE
        ),
        month_after=re.compile(rf"(?:\s*(?:-|–|to|and)\s*\d{{1,2}})?(?:\s+of)?\s+(?:{months})(?!\w)", re.IGNORECASE),
        fates=frozenset(form for forms in raw["befallen_bare"].values() for form in forms),
        sums=frozenset(raw["sums"]),
        forces=frozenset(raw["forces"]),
        people=frozenset(raw["people"]),
        populous=frozenset(raw["populous"]),
        inhabitants=frozenset(raw["inhabitants"]),
        rise=frozenset(raw["rise"]),
        fall=frozenset(raw["fall"]),
        weak=frozenset(raw["weak_trends"]),
        phrasal=frozenset(raw["phrasal"]),
        telling=frozenset(raw["telling"]),
        idle=frozenset(raw["idle_concepts"]),
    )
