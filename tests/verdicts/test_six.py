"""Six numbers lead to one claim that is no surer than they allow."""

import pytest
from scipy.stats import norm

from core.analysis.six import Part, Week, split
from core.terms import Evidence
from core.verdicts.six import Lack, bounds, chances, conclude

EXAMPLE = split(Week(4_000, 120, 3_840_000), Week(3_400, 88, 3_005_600))


def test_fewer_visits_are_a_hint_because_two_weeks_do_not_tell_what_is_usual():
    verdict = conclude(EXAMPLE)

    assert verdict.named is not None
    assert (verdict.named.part, verdict.level) == (Part.VISITS, Evidence.HINT)
    assert (verdict.lack, verdict.fell) == (Lack.NEXT_WEEK, True)


def test_the_rate_is_judged_by_the_score_test_and_adjusted_for_two_questions():
    verdict = conclude(split(Week(4_000, 160, 1), Week(4_000, 120, 1)))
    pooled = 280 / 8_000
    z = 0.01 / (pooled * (1 - pooled) * 2 / 4_000) ** 0.5 * (7_999 / 8_000) ** 0.5
    p = 2 * norm.sf(z)

    assert chances(verdict.split)[Part.RATE] == pytest.approx(1 - 2 * p)


def test_a_rate_that_halved_is_known():
    verdict = conclude(split(Week(4_000, 200, 4_000_000), Week(4_000, 100, 2_000_000)))

    assert verdict.named is not None
    assert (verdict.named.part, verdict.level, verdict.lack) == (Part.RATE, Evidence.KNOWN, None)


def test_a_small_change_of_the_rate_is_too_early():
    verdict = conclude(split(Week(4_000, 120, 4_000_000), Week(4_000, 115, 3_900_000)))

    assert (verdict.level, verdict.lack) == (Evidence.EARLY, Lack.NEXT_WEEK)


def test_the_value_of_an_order_needs_the_orders_themselves():
    verdict = conclude(split(Week(4_000, 120, 4_000_000), Week(4_000, 120, 2_000_000)))

    assert (verdict.level, verdict.lack) == (Evidence.EARLY, Lack.ORDER_FILE)


def test_few_orders_are_counted_up_to_what_is_needed():
    verdict = conclude(split(Week(100, 5, 100_000), Week(80, 2, 40_000)))

    assert (verdict.level, verdict.lack, verdict.missing) == (Evidence.EARLY, Lack.ORDERS, 23)


def test_more_orders_than_visits_are_no_share_and_not_judged():
    verdict = conclude(split(Week(100, 150, 2_000_000), Week(100, 120, 1_600_000)))

    assert verdict.named is not None
    assert (verdict.named.part, verdict.level) == (Part.RATE, Evidence.EARLY)
    assert Part.RATE not in chances(verdict.split)


def test_a_rate_of_a_handful_of_visits_is_too_early():
    verdict = conclude(split(Week(20, 15, 900_000), Week(10_000, 40, 400_000)))

    assert verdict.level is not Evidence.KNOWN


def test_where_next_to_nobody_came_the_rate_is_too_early():
    verdict = conclude(split(Week(6, 4, 400_000), Week(10_000, 40, 400_000)))

    assert verdict.named is not None
    assert (verdict.named.part, verdict.level) == (Part.RATE, Evidence.EARLY)


def test_without_orders_in_a_week_there_is_no_claim():
    verdict = conclude(split(Week(4_000, 120, 4_000_000), Week(4_000, 0, 0)))

    assert (verdict.named, verdict.level, verdict.fell) == (None, Evidence.EARLY, False)


def test_without_visits_orders_are_spoken_of():
    verdict = conclude(split(Week(None, 200, 4_000_000), Week(None, 100, 2_000_000)))

    assert verdict.named is not None
    assert (verdict.named.part, verdict.level) == (Part.ORDERS, Evidence.HINT)


def test_the_bounds_of_a_rate_are_those_of_the_later_week():
    assert bounds(EXAMPLE) == pytest.approx((0.0211, 0.0318), abs=1e-4)
    assert bounds(split(Week(100, 1, 1), Week(100, 120, 1))) is None
