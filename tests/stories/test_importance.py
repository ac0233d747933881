from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from briefer import stories
from briefer.config.settings import Importance
from briefer.model.story import Story
from tests.stories.builder import PERIOD, Notes, article, material

TEXT = "Gunmen attacked a mill in Tulsk at dawn. The mill burned down. Two guards fled."
LIKE = "At dawn in Tulsk a mill was attacked by gunmen and burned down; its two guards got away."
NEW, OLD = (PERIOD.end - timedelta(hours=1)).isoformat(), (PERIOD.start + timedelta(hours=1)).isoformat()


def story(*notes: Notes, weights: Importance | None = None) -> Story:
    """Notes of one event → its story."""
    articles, annotations = {n.source.id: n.source for n in notes}, {n.source.id: n.record for n in notes}
    (built,) = stories.build(articles, annotations, PERIOD, "UTC", weights or Importance())
    return built


def test_what_one_outlet_alone_tells_does_not_lead_before_the_like_of_it() -> None:
    alone = story(Notes(article("a", TEXT, outlet="One", published=NEW)))
    shared = story(
        Notes(article("a", TEXT, outlet="One", published=OLD)), Notes(article("b", LIKE, outlet="Two", published=OLD))
    )
    assert alone.reasons["outlets"] == 0
    assert shared.reasons["outlets"] == pytest.approx(1.301, abs=0.001)
    assert shared.importance > alone.importance, "though all of it is a day older"


def test_what_is_old_within_the_period_does_not_lead_before_the_like_of_it() -> None:
    older, newer = (story(Notes(article("a", TEXT, published=moment))) for moment in (OLD, NEW))
    assert (older.reasons["recency"], newer.reasons["recency"]) == (0.0417, 0.9583)
    assert newer.importance - older.importance == pytest.approx(0.9166)


def test_a_date_without_an_hour_stands_for_noon() -> None:
    dated = story(Notes(article("a", TEXT, published=PERIOD.end.date().isoformat())))
    assert dated.reasons["recency"] == 0.75


def test_a_remark_alone_makes_no_story_weightier() -> None:
    said = story(Notes(article("a", TEXT)).topics("statements", "statements", None))
    done = story(Notes(article("a", TEXT)).topics("statements", "security", None))
    assert (said.reasons["topics"], said.reasons["lead"]) == (0, 0)
    assert (done.reasons["topics"], done.reasons["lead"]) == (0.5, 0.5)


def test_each_part_counts_what_the_settings_give_it() -> None:
    notes = Notes(article("a", TEXT, published=NEW))
    plain, weighed = story(notes), story(notes, weights=Importance(recency=3, topics=0))
    assert weighed.reasons == {**plain.reasons, "topics": 0, "recency": pytest.approx(3 * plain.reasons["recency"], abs=0.001)}
    assert weighed.importance == pytest.approx(sum(weighed.reasons.values()))
    assert set(plain.reasons) == set(Importance.model_fields)
    assert material([notes]).stories[0].importance == plain.importance


@pytest.mark.parametrize("weight", [-0.1, float("inf"), float("nan")])
def test_a_weight_is_a_number_from_nought_up(weight: float) -> None:
    with pytest.raises(ValidationError):
        Importance(lead=weight)
