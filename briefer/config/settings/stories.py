"""What orders the stories of a brief."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefer.config.settings.strict import Strict

Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Importance(Strict):
    """What the parts of a story's importance count; each part lies between 0 and about 1, and 0 leaves it out."""

    outlets: Weight = 2.0
    """Outlets that report it, copies left out: 0 for one alone, 0.65 for two, 1 for ten."""
    casualties: Weight = 1.5
    """Killed, and less for injured or detained: 1 for a hundred killed."""
    topics: Weight = 1.5
    """The share of sentences on a topic, in the article that has most; sentences of `statements` do not count."""
    recency: Weight = 1.0
    """How near the newest article is to the end of the period: 1 at its end, 0 at its start."""
    speakers: Weight = 0.75
    """People quoted by name and in a role: 1 for five."""
    lead: Weight = 1.0
    """How early an article comes to a topic: 1 in its first sentence; sentences of `statements` do not count."""
