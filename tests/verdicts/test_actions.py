"""A change becomes one of four words, never from too little."""

from dataclasses import replace

import pytest

from core.analysis.effect import NOTHING, Change, Judged, Missing
from core.analysis.journey import Stage
from core.metrics import Better, metric
from core.terms import Evidence
from core.verdicts import Action, Claim
from core.verdicts.actions import (
    KEEPABLE,
    MEASURES,
    TACTICS,
    JourneyStage,
    Outcome,
    Unknown,
    conclude,
    measure,
    of_stage,
    stage_of,
    tactic,
)
from tests.verdicts.test_choosing import verdict


def change(now=130.0, probability=0.97, smallest=0.2, events=100.0, missing=None):
    error = now / 100 - 1
    judged = Judged(probability, smallest, error - smallest, error + smallest, 20)
    return Change(now, 100.0, 100.0, events, 14, judged, missing)


@pytest.mark.parametrize(
    ("now", "better", "outcome"),
    [
        (130, Better.HIGHER, Outcome.BETTER),
        (70, Better.HIGHER, Outcome.WORSE),
        (130, Better.LOWER, Outcome.WORSE),
        (70, Better.LOWER, Outcome.BETTER),
    ],
)
def test_what_is_out_of_the_ordinary_is_better_or_worse(now, better, outcome):
    assert conclude(change(now), better).outcome is outcome


def test_nothing_is_said_to_have_changed_below_ninety_percent():
    assert conclude(change(115, 0.899), Better.HIGHER).outcome is Outcome.UNKNOWN


def test_as_before_is_only_said_where_a_quarter_more_or_less_can_be_ruled_out():
    assert conclude(change(104, 0.4, 0.2), Better.HIGHER).outcome is Outcome.SAME
    wide = conclude(change(110, 0.6, 0.2), Better.HIGHER)
    assert (wide.outcome, wide.why) == (Outcome.UNKNOWN, Unknown.TOO_ROUGH)


def test_fewer_than_five_expected_orders_are_never_enough():
    found = conclude(change(events=4.99), Better.HIGHER)
    assert (found.outcome, found.why) == (Outcome.UNKNOWN, Unknown.TOO_FEW)
    assert conclude(change(events=5.0), Better.HIGHER).outcome is Outcome.BETTER


def test_without_days_or_history_nobody_can_tell():
    none = conclude(NOTHING, Better.HIGHER)
    assert (none.level, none.why) == (Evidence.NO_DATA, Unknown.NO_DATA)
    short = conclude(Change(9, 9, 9, 9, 14, None, Missing.SHORT_HISTORY), Better.HIGHER)
    assert (short.level, short.why) == (Evidence.EARLY, Unknown.SHORT_HISTORY)
    assert conclude(Change(9, 9, 9, 9, 14, None), Better.HIGHER).why is Unknown.SHORT_HISTORY


def test_every_stage_has_tactics_and_every_tactic_a_number():
    assert all(of_stage(stage) for stage in JourneyStage)
    assert len({one.id for one in TACTICS}) == len(TACTICS)
    for one in TACTICS:
        assert measure(one.metric)
        assert tactic(one.id) is one


def test_what_can_be_kept_has_a_number_and_a_stage():
    assert {measure(name).id for name in KEEPABLE.values()} <= {one.id for one in MEASURES}
    assert not {Claim.STALE, Claim.GAP} & set(KEEPABLE)
    told = verdict(Claim.NET_FELL)
    assert {stage_of(replace(told, action=action)) for action in Action} <= set(JourneyStage)


def test_a_weak_stage_is_kept_at_that_stage():
    weak = [verdict(Claim.STAGE_FELL, stage=stage) for stage in (Stage.LOOK, Stage.REACH)]
    assert [stage_of(one) for one in weak] == [JourneyStage.CONSIDER, JourneyStage.REACH]


def test_conversion_rate_is_the_pay_rate():
    assert measure("conversion_rate") is measure("pay_rate")


def test_directions_agree_with_the_catalogue():
    own = {"product_rate", "channel_visits", "channel_rate"}
    for one in MEASURES:
        if one.id not in own:
            assert metric(one.id).better is one.better


def test_a_number_or_tactic_nobody_knows():
    with pytest.raises(KeyError):
        measure("luck")
    with pytest.raises(KeyError):
        tactic("luck")
