"""An invented newsroom: as many articles as asked for, the same every time, offered as a source offers them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefer import config, pipeline
from briefer.config import defaults
from briefer.config.settings import Audience, Configuration, Source

PLACES = ("Kunduz", "Herat", "Baghlan", "Ghazni", "Kandahar", "Jalalabad", "Faizabad", "Zaranj", "Farah", "Taloqan")
ACTORS = ("Gunmen", "Fighters in two lorries", "Armed men", "Insurgents", "A band of gunmen")
TARGETS = ("a police post", "a customs house", "the guard of a bridge", "a radio mast", "a convoy of flour lorries")
NAMES = ("Karim Sediqi", "Laila Noorzad", "Jawad Amiri", "Mina Hotaki", "Rahim Popal", "Sara Wardak")
ENDS = (
    "The road will stay closed until engineers have looked at the bridge, the council said in a note.",
    "Shops near the market opened again in the afternoon, and buses ran as on any other day.",
    "A delegation from the capital is expected on Thursday to hear what the elders have to say.",
    "The clinic has asked for blood and for fuel, of which it has enough for two more days.",
    "Rain in the valley kept helicopters on the ground, and the wounded were taken by road.",
)


@dataclass(frozen=True, slots=True)
class Story:
    """An article as its source has it from `offered` on; `published` is what it says itself."""

    id: str
    published: datetime
    offered: datetime
    text: str


def story(number: int, published: datetime, offered: datetime | None = None, *, corrected: bool = False) -> Story:
    """A number → an article like no other; `corrected`: as it reads when its source has counted again."""
    chance = random.Random(number)
    place, name = chance.choice(PLACES), chance.choice(NAMES)
    dead = chance.randint(2, 9) + (1 if corrected else 0)
    text = (
        f"{chance.choice(ACTORS)} attacked {chance.choice(TARGETS)} on road {number} near {place} on {published:%A} and killed "
        f"at least {dead} officers, the provincial governor said.\n\n"
        f"“We asked for help {chance.randint(2, 40)} hours before,” the governor, {name}, told reporters in {place}. "
        f"“Nobody came to road {number}.”\n\n{chance.choice(ENDS)} {chance.choice(ENDS)}"
    )
    return Story(f"road-{number:05}", published, offered or published, text)


def offer(path: Path, stories: Iterable[Story]) -> None:
    """Articles → the JSONL file that a source is."""
    with path.open("w", encoding="utf-8") as lines:
        for one in stories:
            line = {"id": one.id, "title": None, "published": one.published.isoformat(), "source": "The Road", "text": one.text}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def settings(inbox: Path, archive: str | None = None, **audiences: Audience) -> Configuration:
    """A source's file and audiences by name → the configuration of a desk that collects from it."""
    packaged = config.load(defaults.folder("config"))
    own = {"sources": (Source(name="The Road", path=str(inbox)),), "archive": archive}
    update = {"settings": packaged.settings.model_copy(update=own)}
    return packaged.model_copy(update=update | ({"audiences": audiences} if audiences else {}))


def order(configuration: Configuration, out: Path, now: datetime) -> pipeline.Order:
    return pipeline.Order(
        configuration=configuration, templates=defaults.folder("templates"), output=out, now=now, formats=("html", "json")
    )
