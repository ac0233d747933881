"""What changed since the last issue: new, updated, resumed and closed stories, figures then and now, revised articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefer import gate, sections
from briefer.model.article import sha256_of
from briefer.model.brief import ChangeItem
from briefer.model.issue import Previous
from briefer.model.span import ArticleId
from briefer.model.story import Period
from tests.sections.example import TOPICS
from tests.sections.issues import DAY, DESK, YESTERDAY, after, changes, issue, section, told
from tests.stories.builder import PERIOD, Notes, article

FIRST = (
    "Gunmen attacked the grain market of Baladar on Monday and killed at least 16 people, hospital director Lena Aziz said. "
    "The army sent soldiers to the grain market of Baladar before the evening."
)
SECOND = (
    "The attack on the grain market of Baladar killed 21 people, the hospital director Lena Aziz said on Tuesday. "
    "Soldiers searched the grain market of Baladar for the gunmen and found two rifles."
)
OTHER = (
    "Prison guards in Selin stopped a mutiny on Monday after prisoners had set fire to the kitchen, the warden Ivo Marek said. "
    "The prison of Selin holds four hundred men."
)
MONDAY, TUESDAY = "2024-05-06T08:00:00Z", "2024-05-07T08:00:00Z"


def first() -> Notes:
    notes = Notes(article("a", FIRST, title="Gunmen kill 16 in grain market of Baladar", outlet="North Wire", published=MONDAY))
    notes.quote("killed at least 16 people", by="Lena Aziz", mention="Lena Aziz", kind="indirect")
    notes.figure("at least 16 people", "killed", 16, modifier="at_least", unit="person", counted="people", quote=0)
    return notes.person("Lena Aziz").killed("at least 16 people", 16).time("Monday", "2024-05-06")


def second(published: str = TUESDAY) -> Notes:
    title = "Grain market attack in Baladar: dead now 21"
    notes = Notes(article("b", SECOND, title=title, outlet="Daily Post", published=published))
    notes.quote("killed 21 people", by="Lena Aziz", mention="Lena Aziz", kind="indirect")
    notes.figure("21 people", "killed", 21, unit="person", counted="people", quote=0)
    return notes.person("Lena Aziz").killed("21 people", 21).time("Tuesday", "2024-05-07")


def other(published: str = MONDAY) -> Notes:
    return Notes(article("p", OTHER, title="Mutiny in Selin prison put down", outlet="North Wire", published=published))


def monday() -> Previous:
    """What the readers of Monday's issue were told: the attack and the mutiny."""
    made = told([first(), other()], ["a", "p"], period=YESTERDAY)
    return after((made, issue(made)))


def test_a_first_issue_has_nothing_to_compare_with_and_says_so() -> None:
    made = told([first()], ["a"])
    brief = issue(made)

    assert section(brief, "changes").items == ()
    assert section(brief, "changes").note == "No earlier issue to compare with"
    assert brief.compared_with is None


def test_a_story_with_a_new_report_is_updated_and_shows_the_figure_then_and_now() -> None:
    brief = issue(told([first(), other(), second()], ["b"]), before=monday(), number=2)

    (change,) = changes(brief)
    assert (change.change, change.status, change.text) == ("updated", "updated", "Grain market attack in Baladar: dead now 21")
    assert change.articles == ("b",)
    (delta,) = change.deltas
    assert [claim.text for claim in delta.before] == ["at least 16 people"]
    assert [claim.text for claim in delta.after] == ["21 people"]
    assert {c.article for claim in delta.before for c in claim.citations} == {"a"}
    assert brief.compared_with is not None
    assert brief.compared_with.issue == 1
    assert {"a", "b"} <= set(brief.articles)


def test_a_story_that_no_issue_showed_is_new() -> None:
    before = told([first()], ["a"], period=YESTERDAY)
    brief = issue(told([first(), other(TUESDAY)], ["p"]), before=after((before, issue(before))))

    assert [(change.change, change.text) for change in changes(brief)] == [("new", "Mutiny in Selin prison put down")]
    assert {item.status for item in section(brief, "highlights").items} == {"new"}


def test_what_the_last_issue_showed_is_not_new_though_all_of_it_lies_within_a_longer_period() -> None:
    long = Period(PERIOD.start - DAY, PERIOD.end)
    brief = issue(told([first(), other(), second()], ["a", "b", "p"], period=long), before=monday())

    assert {item.status for item in section(brief, "highlights").items} == {"updated", "ongoing"}
    assert [change.change for change in changes(brief)] == ["updated"]


def test_a_story_that_an_earlier_issue_showed_and_the_last_did_not_is_resumed() -> None:
    sunday = told([first()], ["a"], period=Period(YESTERDAY.start - DAY, YESTERDAY.end - DAY))
    between = told([other()], ["p"], period=YESTERDAY)
    before = after((sunday, issue(sunday)), (between, issue(between)))
    brief = issue(told([first(), other(), second()], ["b"]), before=before)

    assert [change.change for change in changes(brief)] == ["resumed"]


@pytest.mark.parametrize(("hours", "closed"), [(24, True), (48, False), (9, False)])
def test_a_story_closes_once_when_nothing_new_came_for_so_many_hours(hours: int, closed: bool) -> None:
    """The mutiny was reported 34 hours before this issue and 10 before the last: after 9 hours it was closed at that one."""
    desk = DESK.model_copy(update={"closed_after_hours": hours})
    brief = issue(told([first(), other(), second()], ["b"]), wanted=desk, before=monday())

    ended = [change for change in changes(brief) if change.change == "closed"]
    assert [change.text for change in ended] == (["Mutiny in Selin prison put down"] if closed else [])
    assert all((change.since, change.articles) == (MONDAY, ("p",)) for change in ended)


def test_nothing_new_is_said_in_words() -> None:
    before = monday()
    long = Period(PERIOD.start - DAY, PERIOD.end)
    brief = issue(told([first(), other()], ["a", "p"], period=long), before=before)

    assert section(brief, "changes").note == "Nothing has changed since the last issue"
    assert {item.status for item in section(brief, "highlights").items} == {"ongoing"}


def corrected() -> Notes:
    text = FIRST.replace("at least 16 people", "at least 11 people")
    notes = Notes(replace(first().source, text=text, sha256=sha256_of(text), title="Gunmen kill 11 in grain market of Baladar"))
    return notes.figure("at least 11 people", "killed", 11, modifier="at_least", counted="people").killed(
        "at least 11 people", 11
    )


def test_a_newer_version_under_the_same_id_is_told_with_both_wordings_and_their_sources() -> None:
    brief = issue(told([corrected(), other()], []), before=monday())

    (change,) = changes(brief)
    assert change.change == "corrected"
    (revision,) = change.revisions
    assert revision.before is not None and revision.after is not None
    assert "at least 16 people" in revision.before.text
    assert "at least 11 people" in revision.after.text
    assert revision.before.citations[0].sha256 == first().source.sha256
    assert revision.after.citations[0].sha256 == corrected().source.sha256


def test_a_newer_version_under_another_id_replaces_the_older_one() -> None:
    newer = Notes(replace(corrected().source, id=ArticleId("a2"), published=TUESDAY))
    made = replace(told([newer, other()], ["a2"]), superseded={ArticleId("a"): ArticleId("a2")})
    brief = issue(made, before=monday())

    assert [change.change for change in changes(brief)] == ["corrected"]
    assert {item.status for item in section(brief, "highlights").items} == {"updated"}
    assert brief.articles[ArticleId("a")].sha256 == first().source.sha256


def test_a_version_that_only_adds_sentences_is_no_revision() -> None:
    text = FIRST + " Two bakers were among the dead of the grain market of Baladar."
    longer = Notes(replace(first().source, text=text, sha256=sha256_of(text)))
    assert changes(issue(told([longer, other()], []), before=monday())) == []


def test_a_lower_number_of_dead_without_a_word_about_it_is_taken_for_another_thing() -> None:
    text = SECOND.replace("21", "14")
    notes = Notes(replace(second().source, text=text, sha256=sha256_of(text)))
    notes.quote("killed 14 people", by="Lena Aziz", mention="Lena Aziz", kind="indirect")
    notes.figure("14 people", "killed", 14, unit="person", counted="people", quote=0).person("Lena Aziz")
    (change,) = changes(issue(told([first(), other(), notes], ["b"]), before=monday()))
    assert change.deltas == ()


def test_an_article_that_gives_the_older_number_itself_is_believed() -> None:
    text = (
        "The aid agency Lorvian Hands counted 900 families in the camps of Baladar after the grain market attack, up from "
        "400 a day earlier. Soldiers still guard the grain market of Baladar."
    )
    notes = Notes(article("b", text, title="Grain market of Baladar: 900 families flee", outlet="Post", published=TUESDAY))
    notes.figure("900 families", "other", 900, counted="families")
    camps = FIRST + " Lorvian Hands counted 400 families in the camps of Baladar."
    was = Notes(replace(first().source, text=camps, sha256=sha256_of(camps))).figure(
        "400 families", "other", 400, counted="families"
    )
    before = told([was], ["a"], period=YESTERDAY)

    (change,) = changes(issue(told([was, notes], ["b"]), before=after((before, issue(before)))))

    assert [(d.before[0].text, d.after[0].text) for d in change.deltas] == [("400 families", "900 families")]


def test_the_same_material_and_issues_make_the_same_changes() -> None:
    made = told([first(), other(), second()], ["b"])
    assert issue(made, before=monday()) == issue(made, before=monday())


@pytest.mark.allow_logs
def test_the_gate_holds_what_was_said_before_against_the_articles_as_they_were() -> None:
    before = monday()
    made = told([first(), other(), second()], ["b"])
    built = sections.build(made, DESK, TOPICS, before)
    (change,) = [item for section in built for item in section.items if isinstance(item, ChangeItem)]
    claim = replace(change.deltas[0].before[0], low=17.0)
    false = replace(change, deltas=(replace(change.deltas[0], before=(claim,)),))
    wrong = tuple(
        replace(one, items=tuple(false if item is change else item for item in one.items)) if one.kind == "changes" else one
        for one in built
    )

    _, dropped = gate.check(wrong, made.articles, made.annotations, before)
    assert [drop.item for drop in dropped] == [change.id]
    assert "17" in dropped[0].reason

    _, dropped = gate.check(built, made.articles, made.annotations, replace(before, articles={}, annotations={}))
    assert "unknown" in dropped[0].reason
