"""The topics' words, looked up in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from briefer.config.settings import Topic

SPEECH = frozenset({
    "say", "tell", "add", "state", "note", "report", "announce", "declare", "explain", "comment", "write", "mention",
    "remark", "recall", "describe", "reveal", "disclose", "claim", "confirm", "acknowledge", "admit", "insist", "argue",
    "believe", "think", "know", "hope", "expect", "fear", "suggest", "show", "indicate", "find", "hear", "learn",
    "conclude",
})  # fmt: skip
"""Verbs that introduce what is said or known: the event is in their complement."""

ACTORS = frozenset({
    "government", "administration", "authority", "authorities", "president", "premier", "minister", "ministry", "official",
    "parliament", "cabinet", "senate", "congress", "council", "assembly", "party", "coalition", "opposition", "leader",
    "chancellor", "king", "queen", "prince", "emir", "governor", "mayor", "senator", "lawmaker", "deputy", "ambassador",
    "diplomat", "diplomats", "envoy", "embassy", "secretary", "spokesman", "spokeswoman", "spokesperson", "commissioner",
    "commission", "union", "nation", "nations", "country", "countries", "state", "states", "republic", "kingdom",
    "federation", "alliance", "army", "military", "navy", "troop", "troops", "soldier", "force", "forces", "police",
    "militia", "rebel", "rebels", "guerrilla", "guerilla", "insurgent", "militant", "militants", "fighter", "faction",
    "group", "movement", "taliban", "separatist", "commander", "general", "colonel", "court", "judge",
    "candidate", "politician", "mission", "agency", "organization", "organisation", "side", "sides", "regime", "junta",
    "community", "delegation", "peacekeeper", "peacekeepers", "intelligence", "brotherhood", "front", "archbishop", "bishop",
    "pope", "cleric", "dictator", "negotiator", "mediator", "gunman", "kidnapper", "hijacker", "terrorist", "paramilitary",
})  # fmt: skip
"""Nouns for those whose acts are news of states and conflicts; names of countries and peoples are read as such, too."""

VERB, PAIR, READY, NOUN, TERM, SPOKEN = 4.0, 5.0, 1.6, 2.0, 2.6, 0.4
"""What a word speaks for its topic with: a verb, a verb with what stands beside it, "is
willing", a noun, a phrase, a speech verb."""

HABIT = 0.3
"""What remains of a weak verb in the simple present: what a law allows or a place offers is no event."""

UNNAMED = 0.5
"""What remains of a noun in a sentence that names no state, people, official or armed group: "each visit", "my deal"."""

_NAMES = ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "DATE")
_BESIDE = ("prt", "prep", "advmod", "dobj", "dative", "nsubj", "nsubjpass", "attr", "acomp", "oprd", "xcomp", "ccomp")


@dataclass(frozen=True, slots=True)
class Hit:
    """An event word: the token that carries it, whose topic it speaks for, and how strongly by its kind alone."""

    token: Token
    topic: str
    weight: float


class Lexicon:
    """The words of all topics, ready to be looked up. `aside` holds the topics that only keep their sentences from others."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self.verbs: dict[str, list[tuple[str | None, str, bool]]] = defaultdict(list)
        self.nouns: dict[str, list[str]] = defaultdict(list)
        self.terms: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
        self.events: dict[str, list[str]] = defaultdict(list)
        self.barred: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.aside = frozenset(name for name, topic in topics.items() if topic.aside)
        for name, topic in topics.items():
            for verbs, weak in ((topic.verbs, False), (topic.weak_verbs, True)):
                for verb in verbs:
                    lemma, _, beside = verb.lower().partition(" ")
                    self.verbs[lemma].append((beside or None, name, weak))
            for noun in topic.nouns:
                self.nouns[noun.lower()].append(name)
            verbs_of = {verb.lower().partition(" ")[0] for verb in (*topic.verbs, *topic.weak_verbs)}
            for phrase in topic.excludes:
                lemma, _, beside = phrase.lower().partition(" ")
                if lemma in verbs_of and beside:
                    self.barred[lemma].add((beside, name))
            for kind in topic.events:
                self.events[kind].append(name)
            for phrases, excluded in ((topic.terms, False), (topic.excludes, True)):
                for phrase in phrases:
                    words = tuple(phrase.lower().replace("-", " - ").split())
                    self.terms[words[0]].append((words, name, excluded))

    def hits(self, sentence: Span) -> tuple[list[Hit], set[tuple[int, str]]]:
        """A sentence → its event words, and the tokens that an excluded phrase keeps from a topic. A phrase counts once."""
        found: list[Hit] = []
        taken: set[tuple[int, str]] = set()
        barred: set[tuple[int, str]] = set()
        inside = list(sentence)
        starts = [at for at, token in enumerate(inside) if token.lower_ in self.terms or token.lemma_.lower() in self.terms]
        for position in starts:
            for words, topic, excluded in self._phrases(sentence, position):
                tokens = sentence[position : position + len(words)]
                if all((token.i, topic) in taken for token in tokens):
                    continue
                taken.update((token.i, topic) for token in tokens)
                if excluded:
                    barred.update((token.i, topic) for token in tokens)
                else:
                    found.append(Hit(tokens.root, topic, TERM))
        public = any(is_public(token) for token in inside if _acts(token))
        political = any(map(_is_political, inside))
        for token in inside:
            found.extend(hit for hit in self._words(token, public, political) if (token.i, hit.topic) not in taken)
        return found, barred

    def _phrases(self, sentence: Span, position: int) -> Iterable[tuple[tuple[str, ...], str, bool]]:
        token = sentence[position]
        for first in dict.fromkeys((token.lower_, token.lemma_.lower())):
            for words, topic, excluded in sorted(self.terms.get(first, ()), key=lambda entry: -len(entry[0])):
                rest = sentence[position : position + len(words)]
                if len(rest) == len(words) and all(
                    word in (part.lower_, part.lemma_.lower()) for word, part in zip(words, rest, strict=True)
                ):
                    yield words, topic, excluded

    def _words(self, token: Token, public: bool, political: bool) -> Iterable[Hit]:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            if lemma in self.verbs:
                yield from self._verb(token, lemma, public)
        elif token.pos_ in ("NOUN", "ADJ", "PROPN"):
            named = token.pos_ == "PROPN" and token.ent_type_ in _NAMES
            for topic in dict.fromkeys([*self.nouns.get(lemma, ()), *self.nouns.get(token.lower_, ())]):
                if not named or topic in self.aside:
                    yield Hit(token, topic, NOUN if political or topic in self.aside else NOUN * UNNAMED)

    def _verb(self, token: Token, lemma: str, public: bool) -> Iterable[Hit]:
        """A verb's entries: those that name what stands beside it ("lift sanction") silence those that do not ("lift").

        An excluded pair ("lift spirit") bars the verb from its topic.
        """
        own = [child for child in _subjects(token) if child.pos_ != "PRON"]
        speaks = any(map(is_public, own)) if own else public and not _is_quality(token)
        weight = VERB * (HABIT if _is_habit(token) else 1.0)
        entries = [entry for entry in self.verbs[lemma] if speaks or not entry[2]]
        barred = self.barred.get(lemma, set())
        beside = _beside(token) if barred or any(entry[0] for entry in entries) else frozenset()
        entries = [entry for entry in entries if not any((word, entry[1]) in barred for word in beside)]
        pairs = [entry for entry in entries if entry[0] in beside]
        for _, topic, weak in pairs or [entry for entry in entries if entry[0] is None]:
            alone = weight if weak else VERB
            yield Hit(token, topic, SPOKEN if lemma in SPEECH else READY if lemma == "be" else PAIR if pairs else alone)


def _beside(verb: Token) -> frozenset[str]:
    """A verb → its particle, objects, subjects and complements: their heads' words, with what is joined by "and".

    The object of a participle is the noun that it stands behind: "logs released on Monday".
    """
    heads = [child for child in verb.children if child.dep_ in _BESIDE or (child.dep_ == "advcl" and _is_infinitive(child))]
    heads += [verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBN" else []
    joined = [each for head in heads for each in (head, *head.conjuncts)]
    return frozenset(word for each in joined for word in (each.lower_, each.lemma_.lower()))


def _is_quality(verb: Token) -> bool:
    """Is this a participle that says which thing is meant: "an accepted truth", "the points allowed"?"""
    return verb.tag_ == "VBN" and verb.dep_ in ("amod", "acl")


def _is_habit(verb: Token) -> bool:
    """Is this what always holds, said in the simple present?"""
    return verb.tag_ in ("VBZ", "VBP") and not any(child.dep_ == "aux" for child in verb.children)


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _subjects(verb: Token) -> list[Token]:
    """A verb → who does it, or to whom it is done; one that shares its subject ("was treated and released") has that one."""
    here = verb
    while not (found := [child for child in here.children if _acts(child)]) and here.dep_ in ("conj", "xcomp"):
        here = here.head
    return found


def _acts(token: Token) -> bool:
    """Is this a subject, or what stands behind the "by" of a passive?"""
    return token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def is_public(subject: Token) -> bool:
    """Does a subject name a state, an official, a party or an armed group?"""
    return any(_is_political(word) for word in subject.subtree if word.i <= subject.i or word.dep_ in ("conj", "appos"))


def _is_political(word: Token) -> bool:
    return word.ent_type_ in ("GPE", "NORP") or word.lower_ in ACTORS or word.lemma_.lower() in ACTORS
