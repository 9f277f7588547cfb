"""When a promise counts as kept, and when as kept worse than before."""

import numpy as np
import pytest

from core.stats.proportions import Tally
from core.terms import Evidence
from core.verdicts.care_promises import mostly_within, standing, standing_out, trend


@pytest.mark.parametrize(
    ("broken", "aim", "is_kept", "evidence"),
    [
        (Tally(5, 500), 0.05, True, Evidence.KNOWN),
        (Tally(50, 500), 0.05, False, Evidence.KNOWN),
        (Tally(24, 500), 0.05, True, Evidence.EARLY),
        (Tally(0, 10), 0.05, True, Evidence.EARLY),
        (Tally(0, 50), 0.0, True, Evidence.KNOWN),
        (Tally(1, 50), 0.0, False, Evidence.KNOWN),
    ],
)
def test_a_promise_is_kept_only_as_surely_as_the_cases_say(broken, aim, is_kept, evidence):
    found = standing(broken, aim)
    assert found is not None
    assert (found.is_kept, found.evidence) == (is_kept, evidence)


@pytest.mark.parametrize("aim", [0.0, 0.05])
def test_nothing_counted_is_no_standing(aim):
    assert standing(Tally(0, 0), aim) is None


def test_weeks_that_scatter_make_it_less_sure():
    assert standing(Tally(40, 600), 0.05).evidence is Evidence.KNOWN
    assert standing(Tally(40, 600), 0.05, 20.0).evidence is Evidence.EARLY


def test_more_late_orders_than_four_weeks_before_are_known_and_few_weeks_are_not():
    found = trend([Tally(2, 100)] * 4 + [Tally(20, 100)] * 4)
    assert found is not None
    assert (found.rose, found.evidence) == (True, Evidence.KNOWN)
    assert trend([Tally(2, 100)] * 3) is None
    assert trend([Tally(0, 0)] * 8) is None
    few = trend([Tally(0, 5)] * 4 + [Tally(3, 5)] * 4)
    assert few is None or few.evidence is not Evidence.KNOWN or few.now.trials >= 20


def test_weeks_of_one_rate_are_rarely_called_different():
    rng = np.random.default_rng(11)
    called = 0
    for _ in range(400):
        found = trend([Tally(int(rng.binomial(80, 0.08)), 80) for _ in range(8)])
        called += found is not None and found.evidence is Evidence.KNOWN
    assert called / 400 < 0.14


def test_one_week_with_most_of_the_broken_ones_stands_out():
    weeks = [Tally(3, 80)] * 3 + [Tally(35, 70)] + [Tally(3, 80)] * 4
    assert standing_out(weeks) == 3
    assert standing_out([Tally(3, 80)] * 8) is None
    assert standing_out([Tally(0, 80)] * 7 + [Tally(2, 80)]) is None
    # As many broken ones as in all others, because it has as many orders.
    assert standing_out([Tally(4, 80)] * 5 + [Tally(20, 400)]) is None
    assert standing_out([]) is None


@pytest.mark.parametrize(
    ("broken", "days", "target", "is_so"),
    [
        (Tally(64, 617), (1.0, 1.0), 2.0, True),
        (Tally(300, 617), (2.0, 3.0), 2.0, False),
        (Tally(1, 10), (1.0, 1.0), 2.0, False),
        (Tally(64, 617), None, 2.0, False),
        (Tally(64, 617), (1.0, 1.0), None, False),
    ],
)
def test_most_orders_surely_take_no_longer_than_the_target(broken, days, target, is_so):
    assert mostly_within(broken, days, target) is is_so
