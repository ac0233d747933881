from __future__ import annotations

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
