"""Sentences become topics, by the words for events in them.

What counts is what the sentence says happened (`weighing`), by the words that the configuration's topics list (`lexicon`). A
sentence without words for events has no topic: it is background. Nor has one that speaks most for a topic set `aside`; and
where much of a text does, the other topics need clearer words.

That verbs and nouns together find what verbs alone miss, and that speech verbs mislead, was measured on the sentences of the
PLOVER event ontology.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from briefer.annotate.findings import finder, findings
from briefer.annotate.topics.lexicon import Lexicon
from briefer.annotate.topics.weighing import score, tokens_of
from briefer.config.settings import Topic

ENOUGH = 0.6
"""The score that gives a sentence a topic."""
ASIDE = 2.0
"""How much more it takes in a text that is all of topics set aside."""
WORDED = 3
"""Words of a quoted sentence that takes a topic: a mark that stands alone has none."""
NEAR = 2
"""Sentences between a quoted one and the one of its paragraph whose topic it takes."""


def find_topics(doc: Doc, lexicon: Lexicon) -> tuple[str | None, ...]:
    """A Doc → a topic's id or None for each sentence of `doc.sents`, in order.

    Of equal topics the one of the sentence before wins, then the one that the whole text speaks of most. A sentence that is
    quoted as a whole takes the topic of the nearest sentence of its paragraph outside the quotation, where that has one.
    """
    sentences = list(doc.sents)
    found = findings(doc)
    kinds: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for incident in found.incidents:
        kinds[incident.sentence].append((incident.kind, incident.span.start, incident.span.end))
    scores = [score(lexicon, sentence, tokens_of(sentence, kinds.get(index, ()))) for index, sentence in enumerate(sentences)]
    whole: Counter[str] = Counter()
    for each in scores:
        whole.update(each)
    enough = ENOUGH + ASIDE * sum(whole[topic] for topic in sorted(lexicon.aside)) / (whole.total() or 1.0)
    topics: list[str | None] = []
    for each in scores:
        before = topics[-1] if topics else None
        ranked = sorted(each, key=lambda topic: (-round(each[topic], 6), topic != before, -whole[topic], topic))
        topics.append(ranked[0] if ranked and each[ranked[0]] >= enough and ranked[0] not in lexicon.aside else None)
    return tuple(_with_quotes(doc, sentences, topics))


def _with_quotes(doc: Doc, sentences: list[Span], topics: list[str | None]) -> list[str | None]:
    found = findings(doc)
    contents = [span for quote in found.quotes if quote.kind != "indirect" for span in quote.content]
    quoted = [
        any(span.start <= each.start_char + 1 and each.end_char - 3 <= span.end for span in contents) for each in sentences
    ]
    answer = [topic if any(token.is_alpha for token in each) else None for topic, each in zip(topics, sentences, strict=True)]
    for start, end in found.paragraphs:
        inside = [index for index, each in enumerate(sentences) if start <= each.start < end]
        own = [index for index in inside if not quoted[index] and topics[index] is not None]
        for index in inside:
            near = [each for each in own if abs(each - index) <= NEAR]
            if quoted[index] and near and sum(token.is_alpha for token in sentences[index]) >= WORDED:
                answer[index] = topics[min(near, key=lambda each: (abs(each - index), each))]
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
