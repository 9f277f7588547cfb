"""What gifts do where chance decided who gets one, and what cannot be said where it did not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.care_gifts import Outcome, drawn, effects
from core.stats.ab.arms import arm
from core.stats.ab.two_proportions import newcombe_interval
from core.stats.proportions import Tally
from core.terms import Evidence

SEED = "0123456789abcdef0123456789abcdef"
TODAY = 400
COLUMNS = ["order", "buyer", "day", "confirmed", "is_reviewed", "is_drawn", "is_given"]


def frame(*rows):
    return pd.DataFrame(list(rows), columns=COLUMNS)


def shop(count, reviews, again, *, by_chance=True, seed=3):
    """Orders of as many buyers; reviews and later orders at rates without and with a gift."""
    random = np.random.default_rng(seed)
    names = [f"o{at}" for at in range(count)]
    gift = np.array(list(map(drawn(names, SEED).get, names)))
    day = random.integers(1, 200, count)
    reviewed = random.random(count) < np.where(gift, *reversed(reviews))
    comes = np.flatnonzero(random.random(count) < np.where(gift, *reversed(again)))
    first = pd.DataFrame(
        {"order": names, "buyer": [f"b{at}" for at in range(count)], "day": day,
         "confirmed": day + 9, "is_reviewed": reviewed, "is_drawn": pd.Series(gift, dtype=object),
         "is_given": gift}
    )  # fmt: skip
    later = first.iloc[comes].assign(order="z" + first["order"], day=day[comes] + 40,
                                     is_drawn=None, is_given=False, is_reviewed=False)  # fmt: skip
    told = pd.concat([first, later], ignore_index=True)
    return told if by_chance else told.assign(is_drawn=None)


def of(orders, outcome, today=TODAY):
    return next(one for one in effects(orders, today) if one.outcome is outcome)


def test_half_of_the_orders_get_a_gift():
    lots = drawn([f"o{at}" for at in range(101)], SEED)
    assert sum(lots.values()) in {50, 51}


@settings(max_examples=40)
@given(st.lists(st.text(max_size=4), unique=True, max_size=12), st.randoms())
def test_neither_order_nor_a_second_click_changes_who_gets_one(names, random):
    mixed = random.sample(names, len(names))
    assert drawn(names, SEED) == drawn(mixed + mixed, SEED)


def test_another_seed_draws_other_orders():
    names = [f"o{at}" for at in range(40)]
    assert drawn(names, SEED) != drawn(names, SEED[::-1])


def test_the_halves_stay_equal_over_days_of_single_orders():
    sides = [0, 0]
    for at in range(41):
        (got,) = drawn([f"o{at}"], SEED, (sides[0], sides[1])).values()
        sides[not got] += 1
        assert abs(sides[0] - sides[1]) <= 1


def test_over_many_seeds_every_order_is_as_likely_as_any():
    seeds = [f"{at:032x}" for at in range(2_000)]
    names = ["a", "b", "c", "d", "e"]
    got = np.array([[drawn(names, seed)[one] for one in names] for seed in seeds]).mean(axis=0)
    assert got == pytest.approx([0.5] * 5, abs=0.05)
    assert drawn([], SEED) == {}


def test_a_real_effect_is_found_with_its_bounds():
    orders = shop(1_200, (0.15, 0.30), (0.1, 0.1))
    review, again = of(orders, Outcome.REVIEW), of(orders, Outcome.AGAIN)
    assert review.is_random
    assert review.evidence is Evidence.KNOWN
    assert review.bounds[0] < 0.15 < review.bounds[1]
    assert review.bounds[0] > 0
    assert again.evidence is not Evidence.KNOWN
    assert again.bounds[0] < 0 < again.bounds[1]
    first = orders[orders.is_drawn.notna()]
    gift = first[first.is_drawn.astype(bool)]
    assert review.given == Tally(int(gift.is_reviewed.sum()), len(gift))


def test_the_bounds_are_close_to_those_of_another_method():
    found = of(shop(600, (0.2, 0.3), (0.1, 0.2)), Outcome.AGAIN)
    control, treated = (arm(one.successes, one.trials) for one in (found.without, found.given))
    low, high = newcombe_interval(control, treated)
    assert found.bounds == pytest.approx((float(low), float(high)), abs=0.01)
    assert found.difference == pytest.approx(found.given.rate - found.without.rate)


def test_what_was_picked_by_hand_is_never_more_than_a_hint():
    found = of(shop(1_200, (0.1, 0.4), (0.1, 0.1), by_chance=False), Outcome.REVIEW)
    assert found.p < 0.001
    assert not found.is_random
    assert found.evidence is Evidence.HINT


def test_where_chance_decided_only_such_orders_count_on_the_side_they_were_drawn_for():
    orders = frame(
        ["o1", "b1", 1, 10, True, True, False],
        ["o2", "b2", 1, 10, False, False, True],
        ["o3", "b3", 1, 10, True, None, True],
    )
    found = of(orders, Outcome.REVIEW)
    assert (found.given, found.without) == (Tally(1, 1), Tally(0, 1))


def test_of_each_buyer_the_first_order_counts():
    orders = frame(
        ["o2", "b1", 5, 14, True, False, False],
        ["o1", "b1", 1, 10, False, True, True],
        ["o3", None, 5, 14, True, False, False],
        ["o4", None, 5, 14, False, False, False],
    )
    found = of(orders, Outcome.REVIEW)
    assert (found.given, found.without) == (Tally(0, 1), Tally(1, 2))


@pytest.mark.parametrize(("later", "came"), [(1, 0), (2, 1), (91, 1), (92, 0)])
def test_another_order_counts_within_ninety_days(later, came):
    orders = frame(
        ["o1", "b1", 1, 10, False, True, True], ["o2", "b1", later, None, False, None, False]
    )
    assert of(orders, Outcome.AGAIN).given == Tally(came, 1)


def test_a_buyer_nobody_knows_does_not_tell_whether_he_came_back():
    orders = frame(
        ["o1", None, 1, 10, False, True, True], ["o2", None, 9, None, False, False, False]
    )
    found = of(orders, Outcome.AGAIN)
    assert (found.given.trials, found.without.trials) == (0, 0)
    assert (found.evidence, found.bounds, found.p) == (Evidence.NO_DATA, None, None)


def test_young_orders_wait():
    orders = frame(
        ["o1", "b1", 311, 387, False, True, True],
        ["o2", "b2", 310, 386, False, False, False],
        ["o3", "b3", 310, None, False, False, False],
    )
    review, again = of(orders, Outcome.REVIEW), of(orders, Outcome.AGAIN)
    assert (review.waiting, review.without, review.evidence) == (2, Tally(0, 1), Evidence.EARLY)
    assert (again.waiting, again.without) == (1, Tally(0, 2))


def test_few_orders_are_too_early_however_far_apart():
    rows = [[f"o{at}", f"b{at}", 1, 10, at % 2 == 0, at % 2 == 0, False] for at in range(16)]
    found = of(frame(*rows), Outcome.REVIEW)
    assert found.p < 0.01
    assert found.evidence is Evidence.EARLY


def test_no_orders_tell_nothing():
    assert [one.evidence for one in effects(frame(), TODAY)] == [Evidence.NO_DATA] * 2


def test_gifts_that_do_nothing_are_seldom_said_to_do_something():
    found = [effects(shop(300, (0.2, 0.2), (0.15, 0.15), seed=seed), TODAY) for seed in range(150)]
    called = [any(one.evidence is Evidence.KNOWN for one in some) for some in found]
    assert 0.02 < np.mean(called) < 0.15
