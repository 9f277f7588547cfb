"""Targets of the stages: kept, forgotten, and held against what the files tell."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from scipy import stats

from core.analysis.journey import Step
from core.services import journey_targets
from core.services.journey import Choice, journey
from core.services.journey_only import By, Only
from core.services.journey_targets import TargetRefused
from core.stats.proportions import Tally
from core.store import targets
from core.terms import Evidence
from core.verdicts.journey import Say
from core.verdicts.journey_targets import missed
from tests import shops, ways

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def fill(shop) -> None:
    """A shop in which nothing happens: some 3 orders of 100 visits, as always."""
    shops.take(shop, shops.steady(500, 12, seed=11, back=0.0))
    ways.visits(shop, 500)


def look(shop, **choice):
    return journey(shop, TODAY, NOW, Choice(**choice))


def test_targets_are_kept_and_what_was_before_is_told(shop):
    assert journey_targets.kept(shop) == {}
    before = journey_targets.keep(shop, {Step.PAY_RATE: 0.04, Step.KEPT_RATE: None}, NOW)
    assert before == {Step.PAY_RATE: None, Step.KEPT_RATE: None}
    assert journey_targets.kept(shop) == {Step.PAY_RATE: 0.04}
    again = journey_targets.keep(shop, {Step.PAY_RATE: 0.05}, NOW)
    journey_targets.keep(shop, again, NOW)
    assert journey_targets.kept(shop) == {Step.PAY_RATE: 0.04}


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 3.0, float("nan")])
def test_a_target_that_cannot_be_keeps_none(local, share):
    with pytest.raises(TargetRefused):
        journey_targets.keep(local, {Step.KEPT_RATE: 0.9, Step.PAY_RATE: share}, NOW)
    assert journey_targets.kept(local) == {}


def test_a_target_far_above_names_the_stage_and_what_it_is_worth(shop):
    fill(shop)
    assert look(shop).conclusion.say is Say.STEADY
    journey_targets.keep(shop, {Step.PAY_RATE: 0.06}, NOW)
    view = look(shop)
    worst = view.conclusion.worst
    assert (worst.step, worst.target, worst.level) == (Step.PAY_RATE, 0.06, Evidence.KNOWN)
    buy = view.stages[2]
    orders, visits = buy.of_first.move.now
    assert worst.won == round(-view.split.now / 28 * 30 * (0.06 / (orders / visits) - 1))


def test_a_target_about_met_or_surpassed_is_no_alarm(local):
    fill(local)
    rate = look(local).stages[2].of_first.move.value
    for share in (rate * 0.5, rate, rate * 1.02):
        journey_targets.keep(local, {Step.PAY_RATE: share}, NOW)
        assert look(local).conclusion.say is Say.STEADY


def test_without_days_to_compare_a_target_still_tells(local):
    fill(local)
    journey_targets.keep(local, {Step.PAY_RATE: 0.06}, NOW)
    assert look(local, compare=None).conclusion.worst.target == 0.06


def test_a_target_of_the_shop_says_nothing_of_a_part_of_it(local):
    fill(local)
    journey_targets.keep(local, {Step.KEPT_RATE: 0.999}, NOW)
    view = look(local, only=Only(By.PRODUCT, "1"))
    assert all(one.target is None for one in view.losses)


def test_the_chance_is_that_of_the_score_test_of_one_share():
    found = missed(Step.PAY_RATE, Tally(270, 10_000), [], 0.03)
    z = (0.027 - 0.03) / (0.03 * 0.97 / 10_000) ** 0.5
    assert found.p == pytest.approx(stats.norm.cdf(z))
    assert found.p == pytest.approx(stats.binom.cdf(270, 10_000, 0.03), abs=0.01)


def test_weeks_that_scatter_more_than_chance_make_it_less_sure_and_never_more():
    even = [Tally(75, 2_500)] * 4
    wild = [Tally(40, 2_500), Tally(110, 2_500), Tally(45, 2_500), Tally(105, 2_500)]
    plain = missed(Step.PAY_RATE, Tally(270, 10_000), [], 0.03).p
    assert missed(Step.PAY_RATE, Tally(270, 10_000), even, 0.03).p == pytest.approx(plain)
    assert missed(Step.PAY_RATE, Tally(270, 10_000), wild, 0.03).p > plain


def test_of_fewer_than_five_expected_cases_nothing_is_said():
    assert missed(Step.PAY_RATE, Tally(0, 160), [], 0.03).p is None
    assert missed(Step.PAY_RATE, Tally(0, 170), [], 0.03).p is not None
    assert missed(Step.KEPT_RATE, Tally(90, 100), [], 0.96).p is None


def test_shops_that_are_as_wished_are_rarely_called_below_their_target():
    random = np.random.default_rng(4)
    paid = random.binomial(12_000, 0.03, 4_000)
    chances = [missed(Step.PAY_RATE, Tally(int(n), 12_000), [], 0.03).p for n in paid]
    assert 0.03 < np.mean(np.array(chances) < 0.05) < 0.07


def test_a_target_nobody_can_have_is_passed_over(local):
    fill(local)
    with local.store.write() as session:
        targets.put(session, local.id, "visits", 9.0, NOW)
    assert look(local).conclusion.say is Say.STEADY
