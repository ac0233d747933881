"""Sentences become topics, by the words for events in them.

What counts is what the sentence says happened: its main verb, or the verb that a speech verb introduces, counts most; verbs of
subordinate clauses and nouns count less the deeper they stand. Speech verbs themselves ("said") speak for no topic but one
that lists them, and too weakly to decide. A sentence without words for events has no topic: it is background.

The lexicons are the configuration's (config/topics/): general English. That verbs and nouns together find what verbs alone
miss, and that speech verbs mislead, was measured on the sentences of the PLOVER event ontology.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from briefer.annotate.findings import finder, findings
from briefer.config.settings import Topic

SPEECH = frozenset({
    "say", "tell", "add", "state", "note", "report", "announce", "declare", "explain", "comment", "write", "mention",
    "remark", "recall", "describe", "reveal", "disclose", "claim", "confirm", "acknowledge", "admit", "insist", "argue",
    "believe", "think", "know", "hope", "expect", "fear", "suggest", "show", "indicate", "find", "hear", "learn",
})  # fmt: skip
"""Verbs that introduce what is said or known: the event is in their complement."""

LIGHT = frozenset({
    "begin", "start", "continue", "try", "attempt", "seek", "plan", "want", "decide", "intend", "prepare", "need", "have",
    "manage", "fail", "resume", "keep", "come", "go", "help", "vow", "pledge", "promise", "move", "be", "get", "order",
    "resort", "proceed", "aim", "wish", "remain", "seem", "appear",
})  # fmt: skip
"""Verbs that say how or when another one's event comes about."""

ACTORS = frozenset({
    "government", "administration", "authority", "authorities", "president", "premier", "minister", "ministry", "official",
    "parliament", "cabinet", "senate", "congress", "council", "assembly", "party", "coalition", "opposition", "leader",
    "chancellor", "king", "queen", "prince", "emir", "governor", "mayor", "senator", "lawmaker", "deputy", "ambassador",
    "diplomat", "diplomats", "envoy", "embassy", "secretary", "spokesman", "spokeswoman", "spokesperson", "commissioner",
    "commission", "union", "nation", "nations", "country", "countries", "state", "states", "republic", "kingdom",
    "federation", "alliance", "army", "military", "navy", "troop", "troops", "soldier", "force", "forces", "police",
    "militia", "rebel", "rebels", "guerrilla", "guerilla", "insurgent", "militant", "militants", "fighter", "faction",
    "group", "movement", "taliban", "separatist", "commander", "general", "colonel", "chief", "head", "court", "judge",
    "candidate", "politician", "mission", "agency", "organization", "organisation", "side", "sides", "regime", "junta",
    "community", "delegation", "peacekeeper", "peacekeepers", "intelligence", "brotherhood", "front",
})  # fmt: skip
"""Nouns for those whose acts are news of states and conflicts; names of countries and peoples are read as such, too."""

ENOUGH = 1.0
"""The score that gives a sentence a topic."""

_NAMES = ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "DATE")
_VERB, _NOUN, _TERM, _EVENT, _SPEECH = 4.0, 2.0, 2.6, 2.0, 0.4
_CLAUSE = {"xcomp": 0.5, "ccomp": 0.5, "advcl": 0.45, "pcomp": 0.45, "relcl": 0.34, "acl": 0.4, "conj": 0.8, "parataxis": 0.6}


@dataclass(frozen=True, slots=True)
class Hit:
    """An event word: the token that carries it, whose topic it speaks for, and how strongly by its kind alone."""

    token: Token
    topic: str
    weight: float


class Lexicon:
    """The words of all topics, ready to be looked up."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self.verbs: dict[str, list[tuple[str | None, str, bool]]] = defaultdict(list)
        self.nouns: dict[str, list[str]] = defaultdict(list)
        self.terms: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
        self.events: dict[str, list[str]] = defaultdict(list)
        for name, topic in topics.items():
            for verbs, weak in ((topic.verbs, False), (topic.weak_verbs, True)):
                for verb in verbs:
                    lemma, _, particle = verb.lower().partition(" ")
                    self.verbs[lemma].append((particle or None, name, weak))
            for noun in topic.nouns:
                self.nouns[noun.lower()].append(name)
            for kind in topic.events:
                self.events[kind].append(name)
            for phrases, excluded in ((topic.terms, False), (topic.excludes, True)):
                for phrase in phrases:
                    words = tuple(phrase.lower().replace("-", " - ").split())
                    self.terms[words[0]].append((words, name, excluded))

    def hits(self, sentence: Span) -> list[Hit]:
        """A sentence → its event words. The words of an excluded phrase do not speak for that topic; a phrase counts once."""
        found: list[Hit] = []
        taken: set[tuple[int, str]] = set()
        inside = list(sentence)
        starts = [at for at, token in enumerate(inside) if token.lower_ in self.terms or token.lemma_.lower() in self.terms]
        for position in starts:
            for words, topic, excluded in self._phrases(sentence, position):
                tokens = sentence[position : position + len(words)]
                if all((token.i, topic) in taken for token in tokens):
                    continue
                taken.update((token.i, topic) for token in tokens)
                if not excluded:
                    found.append(Hit(tokens.root, topic, _TERM))
        public = any(_is_public(token) for token in inside if _acts(token))
        for token in inside:
            found.extend(hit for hit in self._words(token, public) if (token.i, hit.topic) not in taken)
        return found

    def _phrases(self, sentence: Span, position: int) -> Iterable[tuple[tuple[str, ...], str, bool]]:
        token = sentence[position]
        for first in dict.fromkeys((token.lower_, token.lemma_.lower())):
            for words, topic, excluded in sorted(self.terms.get(first, ()), key=lambda entry: -len(entry[0])):
                rest = sentence[position : position + len(words)]
                if len(rest) == len(words) and all(
                    word in (part.lower_, part.lemma_.lower()) for word, part in zip(words, rest, strict=True)
                ):
                    yield words, topic, excluded

    def _words(self, token: Token, public: bool) -> Iterable[Hit]:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            own = [child for child in token.children if _acts(child) and child.pos_ != "PRON"]
            speaks = any(map(_is_public, own)) if own else public
            entries = [entry for entry in self.verbs.get(lemma, ()) if speaks or not entry[2]]
            with_particle = [entry for entry in entries if entry[0] and _has_particle(token, entry[0])]
            for _, topic, _ in with_particle or [entry for entry in entries if entry[0] is None]:
                yield Hit(token, topic, _SPEECH if lemma in SPEECH else _VERB)
        elif token.pos_ in ("NOUN", "ADJ") or (token.pos_ == "PROPN" and token.ent_type_ not in _NAMES):
            for topic in dict.fromkeys([*self.nouns.get(lemma, ()), *self.nouns.get(token.lower_, ())]):
                yield Hit(token, topic, _NOUN)


def _has_particle(verb: Token, particle: str) -> bool:
    return any(child.lower_ == particle and child.dep_ in ("prt", "prep", "advmod") for child in verb.children)


def _acts(token: Token) -> bool:
    """Is this a subject, or what stands behind the "by" of a passive?"""
    return token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def _is_public(subject: Token) -> bool:
    """Does a subject name a state, an official, a party or an armed group?"""
    return any(
        word.ent_type_ in ("GPE", "NORP") or word.lower_ in ACTORS or word.lemma_.lower() in ACTORS
        for word in subject.subtree
        if word.i <= subject.i or word.dep_ in ("conj", "appos")
    )


def _main(sentence: Span) -> Token:
    """A sentence → the verb of what it says happened: behind speech verbs and light ones."""
    head = sentence.root
    while True:
        wanted = ("ccomp", "xcomp") if head.lemma_ in SPEECH else ("xcomp",) if head.lemma_ in LIGHT else ()
        if head.lemma_ == "be":
            adjectives = [child for child in head.children if child.dep_ == "acomp"]
            inner = [child for adjective in adjectives for child in adjective.children if child.dep_ == "xcomp"]
        else:
            inner = [child for child in head.children if child.dep_ in wanted and child.pos_ in ("VERB", "AUX")]
        if not inner:
            return head
        head = inner[0]


def _reach(token: Token, main: Token) -> float:
    """How near a token stands to the main verb: 1 for the verb itself, less with every clause and noun between them."""
    factor, here = 1.0, token
    while here != main and here.head != here:
        if here.dep_ in _CLAUSE:
            factor *= _CLAUSE[here.dep_] if here.head.pos_ in ("VERB", "AUX") or here.dep_ in ("relcl", "acl") else 0.9
        elif here.dep_ in ("pobj", "poss", "appos", "npadvmod"):
            factor *= 0.75
        elif here.dep_ in ("compound", "amod", "nmod", "nsubj"):
            factor *= 0.7
        here = here.head
    return factor if here == main or here.lemma_ in SPEECH or here.lemma_ in LIGHT else factor * 0.8


def score(lexicon: Lexicon, sentence: Span, kinds: Iterable[str] = ()) -> dict[str, float]:
    """A sentence and the kinds of incident in it → what speaks for each topic."""
    main = _main(sentence)
    totals: dict[str, float] = defaultdict(float)
    best: dict[tuple[str, str], float] = defaultdict(float)
    for hit in lexicon.hits(sentence):
        key = (hit.topic, hit.token.lemma_.lower())
        best[key] = max(best[key], hit.weight * _reach(hit.token, main))
    for (topic, _), weight in best.items():
        totals[topic] += weight
    for kind in dict.fromkeys(kinds):
        for topic in lexicon.events.get(kind, ()):
            totals[topic] += _EVENT
    return dict(totals)


def find_topics(doc: Doc, lexicon: Lexicon) -> tuple[str | None, ...]:
    """A Doc → a topic's id or None for each sentence of `doc.sents`, in order.

    Of equal topics the one of the sentence before wins, then the one that the whole text speaks of most. A sentence that is
    quoted as a whole takes the topic of what its paragraph says outside the quotation, where that has one.
    """
    sentences = list(doc.sents)
    found = findings(doc)
    kinds: dict[int, list[str]] = defaultdict(list)
    for incident in found.incidents:
        kinds[incident.sentence].append(incident.kind)
    scores = [score(lexicon, sentence, kinds[index]) for index, sentence in enumerate(sentences)]
    whole: Counter[str] = Counter()
    for each in scores:
        whole.update(each)
    topics: list[str | None] = []
    for each in scores:
        before = topics[-1] if topics else None
        ranked = sorted(each, key=lambda topic: (-round(each[topic], 6), topic != before, -whole[topic], topic))
        topics.append(ranked[0] if ranked and each[ranked[0]] >= ENOUGH else None)
    return tuple(_with_quotes(doc, sentences, topics))


def _with_quotes(doc: Doc, sentences: list[Span], topics: list[str | None]) -> list[str | None]:
    found = findings(doc)
    contents = [span for quote in found.quotes if quote.kind != "indirect" for span in quote.content]
    quoted = [
        any(span.start <= each.start_char + 1 and each.end_char - 3 <= span.end for span in contents) for each in sentences
    ]
    answer = list(topics)
    for start, end in found.paragraphs:
        inside = [index for index, each in enumerate(sentences) if start <= each.start < end]
        own = Counter(topic for index in inside if not quoted[index] and (topic := topics[index]) is not None)
        if own:
            for index in inside:
                if quoted[index]:
                    answer[index] = own.most_common(1)[0][0]
    return answer


def misplaced(nlp: Language, topics: Mapping[str, Topic]) -> list[tuple[str, str, str | None]]:
    """A pipeline (of a language model at least) and topics → the examples that land wrongly: topic, sentence, where it lands.

    An example of `examples_in` must land in its topic, one of `examples_out` anywhere else. It is read alone, as one sentence.
    """
    lexicon = Lexicon(topics)
    wrong = []
    for name, topic in topics.items():
        for sentence, belongs in [
            *((each, True) for each in topic.examples_in),
            *((each, False) for each in topic.examples_out),
        ]:
            scores = score(lexicon, nlp(sentence)[:])
            landed = min(scores, key=lambda each: (-scores[each], each)) if scores else None
            if landed is not None and scores[landed] < ENOUGH:
                landed = None
            if (landed == name) != belongs:
                wrong.append((name, sentence, landed))
    return wrong


@Language.factory("briefer_topics", default_config={"topics": {}})
def make(nlp: Language, name: str, topics: dict[str, Any]) -> Callable[[Doc], Doc]:
    """Topics' settings, dumped → a component that leaves `Findings.topics`."""
    lexicon = Lexicon({key: Topic.model_validate(value) for key, value in topics.items()})
    return finder("topics", lambda doc: find_topics(doc, lexicon))
