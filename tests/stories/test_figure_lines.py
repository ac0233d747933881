from __future__ import annotations

from dataclasses import replace

from briefer.stories.figures import reconcile
from tests.stories.builder import Notes, article

ONE = (
    "At least 16 people were killed when a bus fell into the Orla gorge, police said on Tuesday. "
    "Six soldiers and 30 people were hurt. The driver had slept for two hours. Repairs cost $5 million."
)
TWO = (
    "Twenty-one people died in the Orla gorge, according to Dr. Mira Voss. Several people are missing. "
    "Mira Voss counted 16 before."
)


def lines(*notes: Notes) -> list[list[tuple[str, float | None]]]:
    articles = {one.source.id: one.source for one in notes}
    annotations = {one.source.id: one.record for one in notes}
    found = reconcile(list(articles), articles, annotations)
    return [[(claim.article, claim.figure.low) for claim in line.claims] for line in found]


def first() -> Notes:
    return Notes(article("a", ONE)).figure("At least 16 people", "killed", 16, modifier="at_least", counted="people")


def second() -> Notes:
    return Notes(article("b", TWO)).figure("Twenty-one people", "killed", 21, counted="people")


def test_contradicting_sources_stand_in_one_line_the_conservative_first() -> None:
    assert lines(first(), second()) == [[("a", 16), ("b", 21)]]
    assert lines(second(), first()) == [[("a", 16), ("b", 21)]]


def test_different_people_are_different_lines() -> None:
    notes = Notes(article("a", ONE)).figure("Six soldiers", "injured", 6, counted="soldiers")
    other = Notes(article("b", ONE)).figure("30 people", "injured", 30, counted="people")
    assert len(lines(notes, other)) == 2


def test_different_places_and_days_are_different_lines() -> None:
    here = Notes(article("a", ONE)).figure("At least 16 people", "killed", 16, modifier="at_least", place="Orla")
    there = Notes(article("b", TWO)).figure("Twenty-one people", "killed", 21, place="Kesh")
    later = Notes(article("c", TWO)).figure("Twenty-one people", "killed", 21, place="Orla", date="2024-05-08")
    earlier = Notes(article("d", ONE)).figure("At least 16 people", "killed", 16, modifier="at_least", date="2024-05-07")
    assert len(lines(here, there)) == 2
    assert len(lines(here, later)) == 1
    assert len(lines(later, earlier)) == 2


def test_one_voice_does_not_contradict_itself_but_two_may() -> None:
    alone = second().figure("16", "killed", 16)
    assert len(lines(alone)) == 2
    doctor = Notes(article("b", TWO)).quote("counted 16 before", by="Mira Voss", mention="Mira Voss", kind="indirect")
    both = doctor.figure("Twenty-one people", "killed", 21, counted="people").figure("16", "killed", 16, quote=0)
    assert lines(both) == [[("b", 16), ("b", 21)]]


def test_who_says_it_is_the_name_else_the_words_that_mention_him() -> None:
    named = (
        Notes(article("b", TWO)).quote("counted 16", by="Mira Voss", mention="Mira Voss").figure("16", "killed", 16, quote=0)
    )
    mentioned = Notes(article("a", ONE)).quote("were hurt", mention="police").figure("30 people", "injured", 30, quote=0)
    for notes, said_by in ((named, "Mira Voss"), (mentioned, "police"), (first(), None)):
        line = reconcile([notes.source.id], {notes.source.id: notes.source}, {notes.source.id: notes.record})[0]
        assert line.claims[0].said_by == said_by


def test_ages_durations_and_numberless_sums_make_no_line() -> None:
    notes = Notes(article("a", ONE)).figure("two hours", "duration", 2, unit="hour").figure("$5 million", "money", None)
    assert lines(notes) == []


def test_several_missing_people_are_worth_a_line_without_a_number() -> None:
    notes = Notes(article("b", TWO)).figure("Several people", "missing", None, modifier="vague")
    assert lines(notes) == [[("b", None)]]


def test_sums_meet_by_what_they_are_about() -> None:
    def costs(id_: str, low: float, *concept: str) -> Notes:
        return Notes(article(id_, ONE)).figure("$5 million", "money", low, unit="dollar", concept=concept)

    assert len(lines(costs("a", 5e6, "repairs", "road"), costs("b", 6e6, "repairs"))) == 1
    assert len(lines(costs("a", 5e6, "repairs"), costs("b", 6e6, "fine"))) == 2


def test_far_apart_numbers_are_two_events_unless_place_and_day_agree() -> None:
    few = Notes(article("a", ONE)).figure("30 people", "injured", 30, counted="people")
    many = Notes(article("b", ONE)).figure("16 people", "injured", 300, counted="people")
    assert len(lines(few, many)) == 2
    here = Notes(article("a", ONE)).figure("30 people", "injured", 30, counted="people", place="Orla", date="2024-05-07")
    there = Notes(article("b", ONE)).figure("16 people", "injured", 300, counted="people", place="Orla", date="2024-05-07")
    assert len(lines(here, there)) == 1


def test_a_hedge_in_the_counted_phrase_does_not_make_other_people() -> None:
    hedged = Notes(article("a", ONE)).figure(
        "At least 16 people", "killed", 16, modifier="at_least", counted="at least 16 people"
    )
    assert len(lines(hedged, second())) == 1


def told(text: str, *quotes: tuple[str, str]) -> Notes:
    """An article with reported statements, each with its speaker's name, which stands in the text."""
    notes = Notes(article("a", text))
    for content, by in quotes:
        notes.quote(content, by=by, mention=by, kind="indirect")
    return notes


def test_one_sides_dead_are_not_anothers_nor_the_dead_in_all() -> None:
    notes = told("The battle killed 25 people, 17 soldiers among them, 8 civilians among them, and 56 rebels.")
    notes.figure("25 people", "killed", 25, counted="people").figure("17 soldiers", "killed", 17, counted="soldiers")
    notes.figure("8 civilians", "killed", 8, counted="civilians").figure("56 rebels", "killed", 56, counted="rebels")
    assert [line[0][1] for line in lines(notes)] == [25, 17, 8, 56]


def test_two_voices_that_count_one_sides_dead_differ_however_far_apart() -> None:
    text = "Dr. Mira Voss counted 56 dead rebels. The rebels’ spokesman, Abo Tann, said that 12 of their fighters had died."
    notes = told(text, ("counted 56 dead rebels", "Mira Voss"), ("that 12 of their fighters had died", "Abo Tann"))
    notes.figure("56 dead rebels", "killed", 56, counted="rebels", quote=0)
    notes.figure("12 of their fighters", "killed", 12, counted="their fighters", quote=1)
    assert lines(notes) == [[("a", 12), ("a", 56)]]


def test_some_of_them_are_of_those_named_before() -> None:
    text = "The rebels left the town. Twelve of them had been killed. Buses came. Nine of them were hit, and three died."
    notes = told(text).figure("Twelve", "killed", 12).figure("Nine", "killed", 9)
    other = Notes(article("b", "The army killed 12 rebels.")).figure("12 rebels", "killed", 12, counted="rebels")
    assert lines(notes, other) == [[("a", 12), ("b", 12)], [("a", 9)]]


def test_a_sum_in_two_currencies_is_one_and_an_hour_and_an_older_number_are_none() -> None:
    text = "Each pays 9,000 rupees a trip, roughly $115. The gate opened at about 1 p.m. for 240 lorries, up from 180."
    notes = told(text).figure("9,000 rupees", "money", 9000, unit="rupee").figure("roughly $115", "money", 115, unit="dollar")
    notes.figure("about 1", "other", 2, counted="p.m.").figure("180", "other", 180).figure("240 lorries", "other", 240)
    assert lines(notes) == [[("a", 9000)], [("a", 240)]]


def test_todays_toll_does_not_join_one_of_days_ago() -> None:
    before = Notes(article("a", ONE)).figure("30 people", "injured", 30, counted="people", date="2024-05-03")
    now = Notes(article("b", ONE)).figure("30 people", "injured", 30, counted="people")
    assert len(lines(before, now)) == 2


def test_a_number_that_rose_contradicts_one_that_stands() -> None:
    risen = Notes(article("b", TWO)).figure("Twenty-one people", "killed", 21, counted="people")
    risen.record = replace(risen.record, figures=tuple(replace(figure, trend="up") for figure in risen.record.figures))
    assert lines(first(), risen) == [[("a", 16), ("b", 21)]]


def test_what_is_counted_since_a_day_or_as_of_one_is_of_its_article() -> None:
    text = (
        "At least 14 soldiers have died since Sunday, said Ana Brun. The ministry gave a lower figure. "
        "Its spokesman, Odo Lenk, said that 11 soldiers had been killed as of Monday evening."
    )
    told = (
        Notes(article("a", text))
        .quote("At least 14 soldiers have died since Sunday", by="Ana Brun", mention="Ana Brun", kind="indirect")
        .quote("11 soldiers had been killed as of Monday evening", by="Odo Lenk", mention="Odo Lenk", kind="indirect")
        .figure("At least 14 soldiers", "killed", 14, modifier="at_least", counted="soldiers", quote=0, date="2024-05-05")
        .figure("11 soldiers", "killed", 11, counted="soldiers", quote=1, date="2024-05-06")
    )
    assert lines(told) == [[("a", 11), ("a", 14)]]
