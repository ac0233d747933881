"""A sentence's topic, by its event words: the packaged topics on sentences made up for this test."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from briefer.annotate import topics as subject
from briefer.annotate.findings import findings
from briefer.annotate.models import MODELS
from briefer.annotate.topics.lexicon import Lexicon
from briefer.config import defaults, load
from briefer.config.settings import Topic
from briefer.model.annotation import Incident, Quote
from briefer.model.article import Article, sha256_of
from briefer.model.span import ArticleId, Span


@pytest.fixture(name="packaged", scope="module")
def fixture_packaged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Topic]:
    templates = tmp_path_factory.mktemp("templates")
    (templates / "brief.html").write_text("")
    return load(defaults.folder("config"), templates).topics


@pytest.fixture(name="nlp", scope="module")
def fixture_nlp(packaged: dict[str, Topic]) -> Language:
    nlp = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    nlp.add_pipe("briefer_layout", before="parser")
    nlp.add_pipe("briefer_topics", config={"topics": {key: topic.model_dump() for key, topic in packaged.items()}})
    return nlp


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Gunmen attacked a police post near the bridge and killed two officers.", "security"),
        ("Officials said soldiers had arrested nine men in the valley.", "security"),
        ("The two governments signed an agreement on the border.", "negotiations"),
        ("Envoys of the rebels met the president in Doha for a third round of talks.", "negotiations"),
        ("The agency delivered tents and food aid to refugees in the camp.", "aid"),
        ("Thousands of students demonstrated in the capital against the new law.", "protests"),
        ("The council imposed an arms embargo on the country.", "sanctions"),
        ("The government threatened to shell the town.", "sanctions"),
        ("A court convicted the former minister of bribery.", "justice"),
        ("The prime minister rejected the proposal and accused the opposition of delay.", "statements"),
        ("The chancellor said both sides must respect the border.", "statements"),
        ("The rebels demanded that the army stop shelling the valley.", "statements"),
        ("The government said it would not meet the kidnappers.", "statements"),
        ("The governor lifted the curfew in the port.", "negotiations"),
        ("Envoys resumed talks on Monday after a bomb killed six soldiers.", "negotiations"),
        ("Soldiers stormed the parliament after the talks had ended.", "security"),
        ("The general vowed to attack the capital.", "sanctions"),
        ("The Union suspended aid to the province.", "sanctions"),
        ("The kingdom sent weapons to the army of its neighbor.", "aid"),
        ("The law of the kingdom allows owners of ships to pay no taxes.", None),
        ("The farmer smiled at the thought of the deal.", None),
        ("Officials warned residents of icy roads.", None),
        ("The king allowed the exiles to come home.", "negotiations"),
        ("Shareholders approved the merger agreement on Friday.", None),
        ("The boxer won the title fight in the third round with a strike to the chin.", None),
        ("The actress plays a killer in the new film.", None),
        ("An arctic blast covered the lake with ice.", None),
        ("The city of 220,000 people lies 230 kilometres north of the capital.", None),
        ("The old mill was painted blue in spring, he said.", None),
        ("The police released the names of the drivers on Monday.", None),
        ("The singer released her new album and shared a photo of it.", None),
        ("The teacher died of a heart attack at the age of 80.", None),
    ],
)  # fmt: skip
def test_a_sentence_belongs_to_what_it_says_happened(nlp: Language, sentence: str, topic: str | None) -> None:
    assert findings(nlp(sentence)).topics == (topic,)


def test_every_example_of_the_packaged_topics_lands_where_it_should(nlp: Language, packaged: dict[str, Topic]) -> None:
    assert subject.misplaced(nlp, packaged) == []


def test_a_misplaced_example_is_named_with_where_it_landed(nlp: Language) -> None:
    topics = {
        "attacks": Topic(title="A", verbs=("attack",), examples_in=("He sang.",)),
        "talks": Topic(title="T", examples_out=("They attacked.",)),
    }
    assert subject.misplaced(nlp, topics) == [("attacks", "He sang.", None)]


def test_there_is_one_answer_for_each_sentence_in_order(nlp: Language) -> None:
    doc = nlp("Rebels attacked the town. It lies by a river.\n\nThousands of workers marched in protest.")
    assert findings(doc).topics == ("security", None, "protests")


def test_an_incident_speaks_for_the_topics_that_list_its_kind(nlp: Language, packaged: dict[str, Topic]) -> None:
    doc = nlp("The bridge gave way at noon.")
    findings(doc).incidents = (Incident("bombing", Span(ArticleId(""), 0, 28), None, None, 0),)
    assert subject.find_topics(doc, Lexicon(packaged)) == ("security",)


def test_an_excluded_phrase_keeps_its_incident_from_the_topic(nlp: Language, packaged: dict[str, Topic]) -> None:
    doc = nlp("An arctic blast covered the lake with ice.")
    findings(doc).incidents = (Incident("explosion", Span(ArticleId(""), 10, 15), None, None, 0),)
    assert subject.find_topics(doc, Lexicon(packaged)) == (None,)


def test_a_topic_set_aside_takes_its_sentences_from_the_others(nlp: Language) -> None:
    verbs = {"fights": Topic(title="F", verbs=("fight",))}
    doc = nlp("The boxer fought in a heavyweight bout.")
    assert subject.find_topics(doc, Lexicon(verbs)) == ("fights",)
    bouts = {**verbs, "boxing": Topic(title="B", nouns=("boxer", "bout", "heavyweight"), verbs=("fight",), aside=True)}
    assert subject.find_topics(doc, Lexicon(bouts)) == (None,)


def test_in_a_text_of_a_topic_set_aside_the_others_need_clearer_words(nlp: Language) -> None:
    topics = {"war": Topic(title="W", nouns=("clash",)), "sport": Topic(title="S", nouns=("league", "match"), aside=True)}
    lexicon = Lexicon(topics)
    assert subject.find_topics(nlp("They prepared for the clash."), lexicon) == ("war",)
    doc = nlp("They prepared for the clash. The league put the match off. The match moved to the second league.")
    assert subject.find_topics(doc, lexicon) == (None, None, None)


def test_what_stands_beside_a_verb_decides_where_an_entry_names_it(nlp: Language) -> None:
    topics = {"talks": Topic(title="T", verbs=("lift ban",)), "bans": Topic(title="B", verbs=("lift",), nouns=("ban",))}
    lexicon = Lexicon(topics)
    assert subject.find_topics(nlp("The minister lifted the ban."), lexicon) == ("talks",)
    assert subject.find_topics(nlp("The minister lifted the box."), lexicon) == ("bans",)


def test_an_excluded_verb_and_word_bar_the_verb_where_the_word_stands_beside_it(nlp: Language) -> None:
    lexicon = Lexicon({"talks": Topic(title="T", verbs=("release",), excludes=("release report",))})
    assert subject.find_topics(nlp("The rebels released two pilots."), lexicon) == ("talks",)
    assert subject.find_topics(nlp("The ministry released its yearly report."), lexicon) == (None,)


def test_a_quote_takes_the_topic_of_its_paragraph(nlp: Language, packaged: dict[str, Topic]) -> None:
    text = "Gunmen attacked the market. “The talks are the last hope of this valley.”"
    article = Article(ArticleId("a"), text, None, None, None, None, None, None, None, sha256_of(text))
    doc = nlp.make_doc(text)
    findings(doc).article = article
    doc = nlp(doc)
    start = text.index("The talks")
    findings(doc).quotes = (Quote((Span(ArticleId("a"), start, len(text) - 1),), None, "direct", None, None),)
    answer = subject.find_topics(doc, Lexicon(packaged))
    assert set(answer) == {"security"}


@pytest.mark.parametrize("text", ["—", "A"])
def test_a_text_without_words_for_events_has_no_topic(nlp: Language, text: str) -> None:
    assert set(findings(nlp(text)).topics) <= {None}
