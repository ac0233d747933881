"""Event words become what a sentence speaks for: its main event first.

The main verb is the one behind speech verbs and verbs that only say how or when. A word counts less with each clause and noun
between it and that verb; least behind "after", "amid" and the like, which tell the background, under "if" and "unless", behind
a negation or an obligation ("must"), and in what another event asks for, agrees to or threatens with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

from briefer.annotate.topics.lexicon import ACTORS, SPEECH, Hit, Lexicon, is_public

LIGHT = frozenset({
    "begin", "start", "continue", "try", "attempt", "seek", "plan", "want", "decide", "intend", "prepare", "need", "have",
    "manage", "fail", "resume", "keep", "come", "go", "help", "move", "be", "get", "order", "resort", "proceed", "aim",
    "wish", "remain", "seem", "appear", "vow", "pledge", "promise", "swear", "use", "force", "let", "make", "see",
})  # fmt: skip
"""Verbs that say how or when another one's event comes about."""

_CLAUSE = {"xcomp": 0.6, "ccomp": 0.6, "advcl": 0.4, "pcomp": 0.45, "relcl": 0.34, "acl": 0.4, "conj": 0.8, "parataxis": 0.6}
_OBJECT_OF_EVENT = 0.3
"""What a clause counts that another topic's event asks for, allows or threatens with."""
_THING_OF_EVENT = 0.6
"""What a noun counts to which another topic's event is done: rejected talks."""
_BACKGROUND = frozenset({
    "after", "following", "amid", "despite", "since", "during", "before", "until", "without", "because", "over", "like",
    "unlike", "besides", "except", "including", "notwithstanding", "upon",
})  # fmt: skip
_BACKGROUND_NOUNS = frozenset({"wake", "aftermath", "response", "retaliation", "light", "view", "case", "event", "connection"})
_BEHIND = 0.4
"""What stands behind a preposition of the background, or "in the wake of"."""
_LOOSE = ("nsubj", "nsubjpass", "poss", "compound", "amod", "nmod", "pobj")
_WHO = 0.6
"""What a noun for somebody counts where it only says who acts: "rebels", "soldiers"."""
_IF = frozenset({"if", "unless", "whether", "until", "lest", "till"})
_MUST = frozenset({"must", "should", "ought"})
_MAYBE = frozenset({"may", "might", "could"})
_UNREAL = 0.4
"""What an event counts that is only demanded or thinkable."""
_DENIED = 0.15
"""What one counts that is denied."""
_FALLBACK = 1.6
"""What a public speaker's speech verb adds to its topic where what he speaks of has not happened."""
_EVENT = 2.0
_FADE = 0.5
"""How much less each further word for one topic counts: many hints in the background do not outweigh the main event."""


def score(lexicon: Lexicon, sentence: Span, incidents: Iterable[tuple[str, Token]] = ()) -> dict[str, float]:
    """A sentence and the kinds and tokens of the incidents in it → what speaks for each topic."""
    hits, barred = lexicon.hits(sentence)
    happened = [
        Hit(token, topic, _EVENT)
        for kind, token in incidents
        for topic in lexicon.events.get(kind, ())
        if (token.i, topic) not in barred
    ]
    if not hits and not happened:
        return {}
    way = _main(sentence)
    events: dict[int, set[str]] = defaultdict(set)
    for hit in hits:
        if hit.token.pos_ in ("VERB", "AUX") and hit.token.lemma_ not in SPEECH:
            events[hit.token.i].add(hit.topic)
    best: dict[tuple[str, str], float] = defaultdict(float)
    for hit in hits:
        key = (hit.topic, hit.token.lemma_.lower())
        best[key] = max(best[key], hit.weight * _reach(hit, way, events))
    for hit in happened:
        key = (hit.topic, f"{hit.token.lemma_.lower()} happened")
        best[key] = max(best[key], hit.weight * _reach(hit, way, events))
    weights: dict[str, list[float]] = defaultdict(list)
    for (topic, _), weight in best.items():
        weights[topic].append(weight)
    totals = {topic: _sum(found) for topic, found in weights.items()}
    _let_speak(lexicon, way, totals)
    return totals


def _sum(weights: list[float]) -> float:
    return sum(weight * _FADE**rank for rank, weight in enumerate(sorted(weights, reverse=True)))


def _let_speak(lexicon: Lexicon, way: list[Token], totals: dict[str, float]) -> None:
    """Where a public speaker denies or demands what he speaks of, his speech verb speaks for its topic all the more."""
    root = way[0]
    if root.lemma_ not in SPEECH or not any(map(_is_denied_or_demanded, way[1:])):
        return
    own = {topic for beside, topic, weak in lexicon.verbs.get(root.lemma_, ()) if beside is None and not weak}
    if totals.keys() <= own or not any(is_public(child) for child in root.children if child.dep_ in ("nsubj", "agent")):
        return
    for topic in sorted(own):
        totals[topic] = totals.get(topic, 0.0) + _FALLBACK


def _main(sentence: Span) -> list[Token]:
    """A sentence → its root, then the verbs behind speech verbs and light ones, the last of which says what happened."""
    way = [sentence.root]
    while True:
        head = way[-1]
        wanted = ("ccomp", "xcomp") if head.lemma_ in SPEECH else ("xcomp",) if head.lemma_ in LIGHT else ()
        if head.lemma_ == "be":
            adjectives = [child for child in head.children if child.dep_ == "acomp"]
            inner = [child for adjective in adjectives for child in adjective.children if child.dep_ == "xcomp"]
        else:
            inner = [child for child in head.children if child.dep_ in wanted and child.pos_ in ("VERB", "AUX")]
        if not inner and head.lemma_ in LIGHT:
            inner = [each for child in head.children if child.dep_ == "prep" for each in child.children if each.dep_ == "pcomp"]
        if not inner:
            return way
        way.append(inner[0])


def _reach(hit: Hit, way: list[Token], events: dict[int, set[str]]) -> float:
    """How near a word stands to the main verb: 1 for the verb itself, less with every clause and noun between them."""
    factor, here = 1.0, hit.token
    modal = here.dep_ == "aux"
    if here.dep_ in _LOOSE and (here.lower_ in ACTORS or here.lemma_.lower() in ACTORS):
        factor *= _WHO
    passed = [here]
    while here not in way and here.head != here:
        factor *= _step(here, hit.topic, events)
        here = here.head
        passed.append(here)
    if here == way[-1]:
        passed.extend(way)
    verbs = [each for each in passed if each.pos_ in ("VERB", "AUX")]
    if any(map(_is_denied, verbs)):
        factor *= _DENIED
    elif not modal and any(map(_is_unreal, verbs)):
        factor *= _UNREAL
    return factor


def _step(here: Token, topic: str, events: dict[int, set[str]]) -> float:
    """A word on the way up to the main verb → what the step to its head costs."""
    head = here.head
    if here.dep_ in _CLAUSE:
        if here.dep_ in ("xcomp", "ccomp") and _is_others(head, topic, events):
            return _OBJECT_OF_EVENT
        if here.dep_ == "advcl" and any(child.lower_ in _IF for child in here.children):
            return _CLAUSE["advcl"] * _UNREAL
        return _CLAUSE[here.dep_] if head.pos_ in ("VERB", "AUX") or here.dep_ in ("relcl", "acl") else 0.9
    if here.dep_ == "prep" and here.lower_ in _BACKGROUND:
        return _BEHIND
    if here.dep_ in ("dobj", "nsubjpass", "prep") and _is_others(head, topic, events):
        return _THING_OF_EVENT
    if here.dep_ == "pobj" and head.head.lower_ in _BACKGROUND_NOUNS:
        return _BEHIND
    if here.dep_ in ("pobj", "poss", "appos", "npadvmod"):
        return 0.75
    return 0.6 if here.dep_ in ("compound", "amod", "nmod") else 0.7 if here.dep_ == "nsubj" else 1.0


def _is_others(verb: Token, topic: str, events: dict[int, set[str]]) -> bool:
    """Does a verb speak for another topic alone?"""
    return verb.i in events and topic not in events[verb.i]


def _is_unreal(verb: Token) -> bool:
    """Is a verb's event denied, or only demanded or thought of?"""
    return _is_denied_or_demanded(verb) or any(child.dep_ == "aux" and child.lower_ in _MAYBE for child in verb.children)


def _is_denied_or_demanded(verb: Token) -> bool:
    return _is_denied(verb) or any(child.dep_ == "aux" and child.lower_ in _MUST for child in verb.children)


def _is_denied(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def tokens_of(sentence: Span, spans: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, Token]]:
    """Kinds with the half-open character offsets they stand at → the same with the token that carries each."""
    for kind, start, end in spans:
        found = sentence.doc.char_span(start, end, alignment_mode="expand")
        if found is not None and sentence.start <= found.root.i < sentence.end:
            yield kind, found.root
