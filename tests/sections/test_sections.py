from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefer import gate, sections
from briefer.config.settings import Filters, SectionSettings, Topic
from briefer.model.brief import FigureItem, Highlight, QuoteItem, SourceItem, StoryItem
from briefer.model.codec import to_json
from briefer.sections.wording import is_whole, lift, stands_alone
from tests.sections.example import ALL, TOPICS, audience, built, market, post, wire
from tests.stories.builder import Notes, article, material


def test_sections_stand_in_the_audiences_order_with_short_ids() -> None:
    made = built()
    assert list(made) == ["highlights", "security", "quotes", "figures", "sources"]
    assert [section.title for section in made.values()] == ["Highlights", "Security", "Quotations", "Key figures", "Sources"]
    assert [item.id for item in made["quotes"].items][:2] == ["quotes-1", "quotes-2"]


def test_sources_are_built_last_wherever_they_stand() -> None:
    first = audience(SectionSettings(kind="sources"), SectionSettings(kind="figures", id="numbers", title="Numbers"))
    made = built(first)
    assert list(made) == ["sources", "numbers"]
    assert [item.text for item in made["sources"].items] == ["Gunmen kill 16 in Baladar", "Market attack leaves 21 dead"]


def test_the_same_material_makes_the_same_bytes() -> None:
    once, again = (sections.build(market(), ALL, TOPICS) for _ in range(2))
    assert [to_json(section) for section in once] == [to_json(section) for section in again]


def test_everything_that_is_built_passes_the_gate() -> None:
    told = market()
    made = sections.build(told, ALL, TOPICS)
    assert gate.check(made, told.articles, told.annotations) == (made, ())


def test_a_highlight_is_the_sentence_that_says_most_and_marks_nothing_that_two_outlets_report() -> None:
    (item,) = built()["highlights"].items
    assert isinstance(item, Highlight)
    assert item.text == "Gunmen attacked a market in Baladar on Tuesday and killed at least 16 people, officials said."
    assert (item.topic, item.status, item.marks) == ("security", "new", ())


def test_no_sentence_is_shown_twice() -> None:
    made = built()
    (story,) = made["security"].items
    assert isinstance(story, StoryItem)
    shown = [item.text for item in made["highlights"].items] + [statement.text for statement in story.statements]
    assert len(shown) == len(set(shown)) > 2


def test_a_story_has_a_sources_title_and_begins_with_what_says_most_then_goes_as_its_articles_go() -> None:
    (story,) = built()["security"].items
    assert isinstance(story, StoryItem)
    assert story.heading is not None
    assert (story.heading.text, story.heading.article) == ("Market attack leaves 21 dead", "b")
    assert story.text == " ".join(statement.text for statement in story.statements)
    assert story.text.startswith("Twenty-one people died when gunmen opened fire")
    assert story.articles == ("a", "b")
    cited = [statement.citations[0].spans[0] for statement in story.statements]
    assert cited[1:] == sorted(cited[1:], key=lambda span: (span.article != "b", span))


def test_a_pronoun_is_replaced_by_its_speaker_in_brackets_and_his_name_is_cited() -> None:
    (story,) = built()["security"].items
    assert isinstance(story, StoryItem)
    statement = next(statement for statement in story.statements if statement.text.startswith("["))
    assert statement.text == "[Omar Rashid] said that the police had come too late to the market."
    assert wire().at("Omar Rashid") in statement.citations[0].spans


def test_a_quotation_names_its_speaker_and_shows_the_other_outlets_words() -> None:
    item = built()["quotes"].items[0]
    assert isinstance(item, QuoteItem)
    assert item.text == "We heard the shots and we ran to the river with our children"
    assert (item.form, item.speaker.name, item.speaker.role) == ("direct", "Omar Rashid", "head of the market council")
    assert [version.text for version in item.versions] == ["We heard the shots and ran to the river with our kids"]
    assert item.marks == ("differing",)


def test_an_anonymous_fighter_is_marked_as_both() -> None:
    made = built(audience(SectionSettings(kind="quotes")))
    item = next(item for item in made["quotes"].items if "target" in item.text)
    assert isinstance(item, QuoteItem)
    assert {"anonymous-source", "party-claim"} <= set(item.marks)
    assert (item.speaker.name, item.speaker.mention) == (None, "A spokesman for the rebels")


def test_figures_show_the_conservative_claim_first_and_who_says_what() -> None:
    killed, injured, forces = built()["figures"].items
    assert isinstance(killed, FigureItem)
    assert isinstance(injured, FigureItem)
    assert (killed.text, killed.low, killed.place) == ("at least 16 people killed", 16, "Baladar")
    assert [(claim.text, claim.low) for claim in killed.claims] == [("at least 16 people", 16), ("Twenty-one people", 21)]
    assert "differing" in killed.marks
    assert (injured.text, injured.claims[0].said_by) == ("More than 40 people injured", "Lena Aziz")
    assert forces.text == "The army sent about 200 soldiers to the town of Baladar"


def test_yesterdays_number_is_no_claim_of_today() -> None:
    made = built(told=material([wire(), post()], current=["b"]))
    killed = made["figures"].items[0]
    assert isinstance(killed, FigureItem)
    assert [claim.text for claim in killed.claims] == ["Twenty-one people"]


def test_an_empty_section_says_so() -> None:
    made = built(audience(SectionSettings(kind="topic", topic="economy")))
    assert (made["economy"].items, made["economy"].note) == ((), "No significant reporting in this period")


def test_a_story_of_one_sentence_goes_to_the_highlights_and_the_topic_says_where_it_is() -> None:
    one = Notes(article("a", "A landslide buried the only road into the Selva valley on Tuesday morning."))
    wanted = audience(SectionSettings(kind="highlights"), SectionSettings(kind="topic", topic="security"))
    made = built(wanted, material([one]))
    assert len(made["highlights"].items) == 1
    assert made["highlights"].items[0].marks == ("single-source",)
    assert made["security"].note == "What was reported stands in the highlights"


def test_two_sections_of_one_kind_have_different_ids() -> None:
    assert list(built(audience(SectionSettings(kind="figures"), SectionSettings(kind="figures")))) == ["figures", "figures_2"]


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        (Filters(outlets=("daily post",)), {"b"}),
        (Filters(places=("Baladar",)), {"a", "b"}),
        (Filters(places=("Nowhere",)), set()),
        (Filters(speakers=("Aziz",)), {"a"}),
        (Filters(topics=("economy",)), set()),
        (Filters(topics=("security",), outlets=("North Wire",)), {"a"}),
    ],
)
def test_filters_keep_the_articles_that_each_list_names(filters: Filters, articles: set[str]) -> None:
    made = built(audience(SectionSettings(kind="figures", filters=filters)))
    assert {citation.article for item in made["figures"].items for citation in item.citations} == articles


def test_a_speaker_filter_keeps_his_quotations_alone() -> None:
    made = built(audience(SectionSettings(kind="quotes", filters=Filters(speakers=("rashid",)))))
    names = {item.speaker.name for item in made["quotes"].items if isinstance(item, QuoteItem)}
    assert names == {"Omar Rashid"}


@pytest.mark.parametrize("kind", ["highlights", "quotes", "figures", "sources"])
def test_a_limit_holds(kind: str) -> None:
    wanted = audience(
        SectionSettings(kind="topic", topic="security"), SectionSettings.model_validate({"kind": kind, "limit": 1})
    )
    assert len(built(wanted)[kind].items) <= 1


def test_a_topic_sections_words_are_counted() -> None:
    wanted = audience(SectionSettings(kind="topic", topic="security", words=30))
    (story,) = built(wanted)["security"].items
    assert len(story.text.split()) <= 30


def test_copies_stand_beneath_their_original() -> None:
    copy = Notes(article("z", wire().source.text, outlet="Evening Echo", published="2024-05-07T12:00:00Z"))
    source = built(told=material([wire(), post(), copy]))["sources"].items[0]
    assert isinstance(source, SourceItem)
    assert (source.number, source.article, source.copies, source.marks) == (1, "a", ("z",), ("wire-copy",))


def test_nothing_is_shown_from_before_the_period() -> None:
    made = built(told=material([wire(), post()], current=[]))
    assert all(section.items == () for section in made.values())


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("The mayor of Selin resigned on Monday.", True),
        ("Rain fell.", True),
        ("He resigned on Monday.", False),
        ("“They will pay for it,” the mayor of Selin said.", False),
        ("But the mayor of Selin stayed.", False),
        ("The latter came on Monday.", False),
        ("The official of the port did not say when.", False),
        ("The road is closed, he said.", False),
        ("At least he did not fall.", False),
        ("Lund said she would stay.", True),
        ("On Monday Tessa Lund said that she would stay.", True),
        ("What if the bridge falls?", False),
        ("None of them was hurt in Selin.", False),
        ("Roughly a third of them went home to Selin.", False),
        ("The road was free by Monday, it said.", False),
        ("A day earlier she had spoken of six.", False),
        ("The governor said he would stay.", True),
        ("“The road to Selin is closed.”", False),
        ("“The road is closed,” said Tessa Lund.", True),
        ("Guess what happened in Selin.", False),
        ("You could call it a good year for Selin.", False),
        ("“You are late,” the mayor of Selin told the council.", True),
        ("By contrast, the mayor of Selin stayed.", False),
        ("A similar flood came to Selin in May.", False),
        ("Most people in Selin think so.", False),
        ("Governor Lund said that if the snow came she said nothing.", True),
    ],
)
def test_a_sentence_stands_alone_where_it_leans_on_nothing(sentence: str, alone: bool) -> None:
    assert stands_alone(sentence) is alone


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("The road is closed.", True),
        ("“The road is closed.”", True),
        ("Road closed", False),
        ("and the road is closed.", False),
        ("The road “is closed.", False),
        ('The road "is closed.', False),
        ("The mayor said: `` The road is closed.", False),
        ("The shots fell at about 3 p.", False),
        ("Enter your email address for the newsletter of Selin.", False),
        ("Ines Calder is a political columnist of the Daily Post.", False),
        ("Ines Calder in Orla contributed to this article.", False),
        ("An earlier version of this report gave the wrong year.", False),
        ("", False),
    ],
)
def test_a_whole_sentence_is_begun_ended_and_closed(sentence: str, whole: bool) -> None:
    assert is_whole(sentence) is whole


@pytest.mark.parametrize(
    ("second", "leans"),
    [
        ("The bridge fell into the river at noon.", True),
        ("The bridge of Orla fell into the river at noon.", False),
        ("Mr Rashid went home before noon.", True),
        ("Rashid went home before noon.", True),
        ("Omar Rashid went home before noon.", False),
    ],
)
def test_what_an_article_has_named_before_is_shown_only_behind_it(second: str, leans: bool) -> None:
    notes = Notes(article("a", f"Omar Rashid came to the bridge of Orla. {second}")).person("Omar Rashid")
    if second.startswith("Rashid"):
        short = notes.at("Rashid", after="Orla.")
        (person,) = notes.record.people
        notes.record = replace(notes.record, people=(replace(person, mentions=(*person.mentions, short)),))
    lifted = lift(notes.record.sentences[1].span, notes.source, notes.record)
    assert lifted is not None
    assert lifted.leans is leans


def test_two_stories_that_begin_alike_have_one_bottom_line() -> None:
    apart = [material([notes]).stories[0] for notes in (wire(), post())]
    told = replace(material([wire(), post()]), stories=tuple(apart))
    made = built(audience(SectionSettings(kind="highlights")), told)
    assert len(made["highlights"].items) == 1


def test_a_toll_that_has_been_told_is_not_counted_again() -> None:
    text = (
        "A flood killed 12 people in the valley of Orla. Twelve villagers lost their lives as the Sarn burst its banks, "
        "rescuers said. The governor of Orla closed every school along the Sarn."
    )
    notes = Notes(article("a", text, outlet="North Wire", published="2024-05-07"))
    notes.killed("12 people", 12).killed("Twelve villagers", 12)
    (story,) = built(audience(SectionSettings(kind="topic", topic="security", words=24)), material([notes]))["security"].items
    assert story.text == (
        "A flood killed 12 people in the valley of Orla. The governor of Orla closed every school along the Sarn."
    )


def test_a_sentence_of_no_topic_goes_with_the_topic_told_before_it() -> None:
    text = (
        "Gunmen attacked the market of Orla. Prices of salt rose in Selin by noon. Traders of Selin bought all flour. "
        "The shops of Selin stay open until ten every day. The bank of Selin lent two traders money for their salt. "
        "Soldiers searched the houses along the Sarn. Raiders shot a guard in the port of Orla. Police held nine men in Orla."
    )
    found = ("security", "economy", "economy", None, "economy", "security", "security", "security")
    notes = Notes(article("a", text, outlet="North Wire", published="2024-05-07")).topics(*found)
    both = audience(SectionSettings(kind="topic", topic="security"), SectionSettings(kind="topic", topic="economy"))
    (story,) = built(both, material([notes]))["security"].items
    assert "shops of Selin" not in story.text


def test_an_announced_broadcast_is_no_news() -> None:
    text = (
        "Radio Orla's Ines Calder talks to Tessa Lund about the flood that killed 12 people. A flood killed 12 people in Orla."
    )
    notes = Notes(article("a", text, outlet="North Wire", published="2024-05-07"))
    (first,) = built(audience(SectionSettings(kind="highlights")), material([notes]))["highlights"].items
    assert first.text == "A flood killed 12 people in Orla."


def test_old_events_and_captions_are_no_bottom_line() -> None:
    text = (
        "Rescue workers carry a man out of the market hall in Orla on Tuesday. Two years ago a bomb killed 90 people in Orla."
    )
    made = built(audience(SectionSettings(kind="highlights")), material([Notes(article("a", text))]))
    assert made["highlights"].items == ()


def test_an_audience_without_topic_sections_is_not_told_what_was_only_said() -> None:
    spoken = Notes(article("a", "The mayor of Selin praised the council. The council of Selin thanked the mayor."), "views")
    fought = Notes(article("b", "Gunmen shot at the council of Orla on Tuesday. Gunmen fled from Orla to the hills."))
    topics = {"views": Topic(title="Views"), "security": Topic(title="Security", events=("attack",))}
    made = sections.build(material([spoken, fought]), audience(SectionSettings(kind="highlights")), topics)
    assert [item.citations[0].article for item in made[0].items] == ["b"]


def test_one_chance_word_in_a_long_article_makes_no_story_of_a_topic() -> None:
    text = "A storm killed the lights of the theatre in Selin. " + " ".join(
        f"The actor sang song {n} of Selin." for n in range(7)
    )
    notes = Notes(article("a", text), None)
    notes.topics("security", *[None] * 7)
    assert built(told=material([notes]))["highlights"].items == ()


def test_a_sentence_that_says_what_the_highlights_say_is_not_told_again() -> None:
    shown = [item.text for item in built()["highlights"].items]
    made = built(told=material([wire(), Notes(article("b", shown[0].replace("officials said", "police said"), outlet="Post"))]))
    (story,) = made["security"].items
    assert "police said" not in story.text


def test_a_pronoun_without_a_known_referent_is_not_lifted() -> None:
    notes = Notes(article("a", "Omar Rashid came. He said nothing more about it that day."))
    assert lift(notes.record.sentences[1].span, notes.source, notes.record) is None


@pytest.mark.parametrize("make", [wire, post])
def test_one_article_alone_makes_a_whole_brief(make: Callable[[], Notes]) -> None:
    made = built(told=material([make()]))
    assert made["figures"].items
    assert made["quotes"].items
    assert all("single-source" in item.marks for section in made.values() for item in section.items if item.kind != "source")


def test_a_figure_of_long_ago_is_background() -> None:
    old = Notes(article("a", "A flood killed 90 people in the Selva valley in 2019, before the dam was built."))
    old.figure("90 people", "killed", 90, counted="people", date="2019")
    assert built(told=material([old]))["figures"].items == ()


def test_a_story_that_touches_a_topic_in_one_late_sentence_is_not_of_that_topic() -> None:
    text = " ".join(f"The senate of Lorvia voted on article {number} of the pension law." for number in range(6))
    notes = Notes(article("a", text + " A guard of the senate of Lorvia was shot at in the street."))
    notes.topics(*["economy"] * 6, "security")
    wanted = audience(SectionSettings(kind="topic", topic="security"), SectionSettings(kind="topic", topic="economy"))
    made = built(wanted, material([notes]))
    assert (len(made["security"].items), len(made["economy"].items)) == (0, 1)
