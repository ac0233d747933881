"""What a topic is."""

from __future__ import annotations

from pydantic import Field

from briefer.config.settings.strict import Strict


class Topic(Strict):
    """`config/topics/NAME.yaml`: what a topic is, for an editor to change without Python."""

    title: str
    """The heading of the topic's section."""
    titles: dict[str, str] = Field(default_factory=dict)
    """The same in other languages, by their tags: {fr: Sécurité}."""
    description: str | None = None
    """What belongs here, for editors."""
    verbs: tuple[str, ...] = ()
    """Lemmas of verbs that speak for the topic, alone or with a particle, object or subject: attack, blow up, lift ban."""
    weak_verbs: tuple[str, ...] = ()
    """Lemmas of verbs that do so only of states, officials, parties and armed groups: allow, share, cut."""
    nouns: tuple[str, ...] = ()
    """Lemmas of nouns that speak for it: gunbattle, ceasefire."""
    terms: tuple[str, ...] = ()
    """Phrases of several words, as they are written: peace talks."""
    events: tuple[str, ...] = ()
    """Kinds of incident that belong here: bombing, clash."""
    excludes: tuple[str, ...] = ()
    """Phrases that look like the topic and are not: heart attack."""
    examples_in: tuple[str, ...] = ()
    """Sentences that belong here; `briefer check` reports one that would not be found."""
    examples_out: tuple[str, ...] = ()
    """Sentences that do not."""
    aside: bool = False
    """Recognised only to be kept out of the other topics: its sentences have no topic. Business, sport, culture."""
