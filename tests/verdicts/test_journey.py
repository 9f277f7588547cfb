"""Which stage is named, and when none is."""

import pytest

from core.analysis.journey import Factor, Move, Revenue, Stage, Step
from core.terms import Evidence
from core.verdicts import journey
from core.verdicts.journey import TACTICS, Called, Ground, Loss, Say, Tactic, Worth

GROUND = Ground(orders_total=500, days_old=1, history_days=400, history_needed=126)


def move(step, now, before, p=0.001, trials=1000):
    sides = [(float(count), None if trials is None else float(trials)) for count in (now, before)]
    return Move(step, *sides, p=p)


def loss(step, won, probability, level=Evidence.KNOWN):
    return Loss(step, won, level, probability)


CALLED = {Step.VISITS: Called(move(Step.VISITS, 1, 2), Evidence.EARLY, 0, 0.3)}


def test_steps_are_judged_together():
    alone = journey.call([move(Step.PAY_RATE, 20, 40, 0.09)])
    assert alone[Step.PAY_RATE].level is Evidence.KNOWN
    calm = [move(step, 40, 40, 0.9) for step in Step if step is not Step.PAY_RATE]
    among = journey.call([move(Step.PAY_RATE, 20, 40, 0.09), *calm])
    assert among[Step.PAY_RATE].level is Evidence.EARLY
    assert among[Step.PAY_RATE].direction == 0


@pytest.mark.parametrize(
    ("p", "level", "direction"),
    [(0.01, Evidence.KNOWN, -1), (0.2, Evidence.HINT, -1), (0.5, Evidence.EARLY, 0),
     (None, Evidence.EARLY, 0)],
)  # fmt: skip
def test_a_step_has_a_direction_only_when_the_evidence_says_so(p, level, direction):
    found = journey.call([move(Step.PAY_RATE, 20, 40, p)])[Step.PAY_RATE]
    assert (found.level, found.direction) == (level, direction)


def test_a_long_holiday_in_one_of_the_periods_leaves_a_hint_at_most():
    moves = [move(Step.VISITS, 20, 40, 0.001), move(Step.SECOND_RATE, 20, 40, 0.001)]
    found = journey.call(moves, uneven=True)
    assert (found[Step.VISITS].level, found[Step.VISITS].direction) == (Evidence.HINT, -1)
    assert found[Step.SECOND_RATE].level is Evidence.KNOWN


def test_below_five_events_nothing_is_called():
    found = journey.call([move(Step.PAY_RATE, 0, 8, 0.001)])[Step.PAY_RATE]
    assert found.level is Evidence.EARLY


def test_what_is_not_there_is_no_data():
    nothing = Move(Step.PAY_RATE, (0.0, 0.0), None)
    alone = Move(Step.VISITS, (10.0, None), None)
    found = journey.call([nothing, alone])
    assert found[Step.PAY_RATE].level is Evidence.NO_DATA
    assert found[Step.VISITS].level is Evidence.EARLY


def test_each_step_is_worth_the_won_of_a_month():
    split = Revenue(200, 100, (Factor(Step.VISITS, 2, 1, -70), Factor(Step.PAY_RATE, 2, 1, -30)))
    called = journey.call([move(Step.KEPT_RATE, 900, 950), move(Step.SECOND_RATE, 100, 200)])
    worth = Worth(order_value=30_000, line_value=20_000, new_per_day=4, lines_per_day=10)
    money = journey.monthly(called, split, 28, worth)
    assert money[Step.VISITS] == pytest.approx(-70 / 28 * 30)
    assert money[Step.KEPT_RATE] == pytest.approx(-0.05 * 10 * 20_000 * 30)
    assert money[Step.SECOND_RATE] == pytest.approx(-0.1 * 4 * 30_000 * 30)
    assert journey.monthly({}, None, 0, worth) == {}


def test_losses_are_ranked_by_won_times_probability_and_unsure_ones_come_last():
    called = {
        step: Called(move(step, 1, 2), level, -1, p)
        for step, level, p in (
            (Step.VISITS, Evidence.KNOWN, 0.99),
            (Step.PAY_RATE, Evidence.HINT, 0.8),
            (Step.KEPT_RATE, Evidence.EARLY, 0.5),
        )
    }
    money = {Step.VISITS: -100.0, Step.PAY_RATE: -130.0, Step.KEPT_RATE: -900.0,
             Step.ORDER_VALUE: -50.0}  # fmt: skip
    found = journey.losses(called, money)
    steps = [one.step for one in found]
    assert steps == [Step.PAY_RATE, Step.VISITS, Step.KEPT_RATE, Step.ORDER_VALUE]
    assert found[-1].probability is None


def test_the_largest_sure_loss_is_the_weakest_stage_and_the_next_stage_comes_after():
    found = [
        loss(Step.BUY_RATE, -300, 0.95),
        loss(Step.PAY_RATE, -250, 0.95),
        loss(Step.SECOND_RATE, -100, 0.9),
        loss(Step.VISITS, -900, 0.3, Evidence.EARLY),
    ]
    said = journey.conclude(GROUND, CALLED, found)
    assert said.say is Say.BOTTLENECK
    assert said.worst.step is Step.BUY_RATE
    assert said.second.step is Step.SECOND_RATE
    assert said.tactics == TACTICS[Stage.BUY][:3]


def test_what_was_won_is_no_weak_stage():
    called = {Step.VISITS: Called(move(Step.VISITS, 2, 1), Evidence.KNOWN, 1, 0.99)}
    said = journey.conclude(GROUND, called, [loss(Step.VISITS, 500, 0.99)])
    assert (said.say, said.worst) == (Say.STEADY, None)


@pytest.mark.parametrize(
    ("ground", "say", "missing"),
    [
        (Ground(500, 22, 400, 126), Say.STALE, 0),
        (Ground(29, 21, 400, 126), Say.TOO_FEW, 1),
        (Ground(30, 1, 60, 126), Say.TOO_EARLY, 66),
        (Ground(30, 1, 600, 126), Say.TOO_EARLY, 1),
    ],
)
def test_faults_of_the_data_are_said_instead(ground, say, missing):
    said = journey.conclude(ground, {}, [loss(Step.VISITS, -500, 0.99)])
    assert (said.say, said.missing) == (say, missing)


def test_where_returning_customers_are_missing_they_are_called_first():
    buying = journey.conclude(GROUND, CALLED, [loss(Step.PAY_RATE, -300, 0.95)])
    assert journey.because_returning(buying).tactics == (
        Tactic.REMIND, Tactic.CHECK_TRUST, Tactic.SHORTEN_WAY,
    )  # fmt: skip
    visits = journey.conclude(GROUND, CALLED, [loss(Step.VISITS, -300, 0.95)])
    assert journey.because_returning(visits) == visits
    steady = journey.conclude(GROUND, CALLED, [])
    assert journey.because_returning(steady) == steady


def test_every_stage_has_three_things_to_try():
    assert set(TACTICS) == set(Stage)
    assert min(len(found) for found in TACTICS.values()) == 3
    every = [tactic for found in TACTICS.values() for tactic in found]
    assert len(every) == len(set(every))
