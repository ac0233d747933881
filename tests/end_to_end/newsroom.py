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
EVENTS = (
    "{actors} attacked {target} on road {number} near {place} on {day:%A} and killed at least {dead} officers, {said}.",
    "A flood in the valley of {place} swept away bridge {number} on {day:%A}, and at least {dead} people were killed, {said}.",
    "Police in {place} detained {dead} men on {day:%A} over theft number {number} from the stores of the railway, {said}.",
    "The council of {place} agreed on {day:%A} to pay {number} teachers for {dead} months of work, {said}.",
    "A mine exploded beside well {number} of {place} on {day:%A} and injured {dead} shepherds, {said}.",
    "Talks on the truce of {place} broke off on {day:%A} after {number} hours, and {dead} elders went home, {said}.",
)
SAID = ("the provincial governor said", "a doctor said", "the head of the council said", "the mayor said", "witnesses said")
WORDS = (  # noqa: SIM905
    "apricot bakery barley bazaar beacon bellows bicycle blanket bobbin bramble brick bucket cabbage candle caravan carpet "
    "cellar chalk chimney cistern cloth clover cobbler copper cotton cradle crane cumin dam depot ditch donkey drum dyer "
    "eagle elm ferry fiddle flagstone flint flour foal fodder furnace gable garlic gate glazier goat granary gravel grove "
    "guild hammer harness harvest hawk hedge herd hinge hive honey inn iron ivy jar jetty kettle kiln ladder lantern lathe "
    "leather lentil lime linen loom maize mallet maple market marsh mason melon mill mint mortar moss mulberry mule nail "
    "nettle oak oats onion orchard oven paddle pasture pear peat pepper pigeon plank plough plum pond poplar potter pulley "
    "quarry quince raft rake reed ridge rivet rope saddle salt sandal sawmill scale sesame shed shovel sieve silk slate "
    "sledge smith soap spade spindle spring stable straw sugar swallow tailor tannery thatch thyme tile timber tin tobacco "
    "tollgate trough turnip twine valley vat vine violet wagon walnut wax weaver weir well wharf wheat wheel willow wool "
    "yard yarn yoke"
).split()


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
    place, name, dead = chance.choice(PLACES), chance.choice(NAMES), chance.randint(2, 9)
    event = chance.choice(EVENTS).format(
        actors=chance.choice(ACTORS), target=chance.choice(TARGETS), number=number, place=place, day=published,
        dead=dead + corrected, said=chance.choice(SAID),
    )  # fmt: skip
    things = chance.sample(WORDS, 24)
    listed = (
        f"{one.capitalize()} and {two} were short of {three} there" for one, two, three in zip(*[iter(things)] * 3, strict=True)
    )
    text = f"{event}\n\n“We asked for {things[0]} and {things[9]},” {name} told reporters in {place}. “Nobody came.”\n\n"
    text += ". ".join(listed) + "."
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
