"""Which purchases are put down to which message, and what those left out by lot tell."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.message_effect import credit, gain, lift, needed_left_out, together
from core.stats.ab.arms import arm
from core.stats.ab.score_intervals import difference_interval
from core.stats.proportions import Tally
from core.terms import Evidence

CONTACTS = ["send", "letter", "buyer", "at", "until"]
PURCHASES = ["order", "buyer", "at", "net"]


def credited(contacts, purchases):
    found = credit(
        pd.DataFrame(contacts, columns=CONTACTS), pd.DataFrame(purchases, columns=PURCHASES)
    )
    return [tuple(row) for row in found.itertuples(index=False)]


def spent(*some, people):
    """What each spends: those named, and nothing by the others."""
    return np.array([*some, *[0.0] * (people - len(some))])


def test_the_last_message_before_a_purchase_gets_it():
    contacts = [(1, "A", 7, 100, 900), (2, "B", 7, 200, 300), (1, "A", 8, 100, 900)]
    purchases = [("x", 7, 250, 9_000), ("y", 7, 300, 5_000), ("z", 8, 99, 700), ("v", 9, 250, 1)]
    assert credited(contacts, purchases) == [
        (2, "B", 7, "x", 1.0, 9_000),
        (1, "A", 7, "y", 1.0, 5_000),
    ]


def test_a_window_begins_with_the_message_and_ends_before_its_last_second():
    contacts = [(1, "A", 7, 100, 200)]
    told = credited(contacts, [("x", 7, 100, 1), ("y", 7, 199, 2), ("z", 7, 200, 4)])
    assert [row[3] for row in told] == ["x", "y"]


def test_messages_of_one_moment_share_a_purchase_to_the_last_won():
    contacts = [(one, "A", 7, 100, 900) for one in (3, 1, 2)]
    told = credited(contacts, [("x", 7, 250, 10_000)])
    assert [(row[0], row[5]) for row in told] == [(1, 3_334), (2, 3_333), (3, 3_333)]
    assert sum(row[4] for row in told) == pytest.approx(1)


def test_nothing_is_put_down_to_anything_where_nobody_bought():
    assert credited([(1, "A", 7, 100, 900)], []) == []


SECONDS = st.integers(0, 40)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3), SECONDS, st.integers(1, 20)),
             unique_by=lambda one: one[:2], max_size=10),
    st.lists(st.tuples(st.integers(1, 3), SECONDS, st.integers(0, 99_999)), max_size=10),
)  # fmt: skip
def test_every_purchase_counts_once_or_not_at_all(contacts, purchases):
    sendings = [(send, "A", buyer, at, at + days) for send, buyer, at, days in contacts]
    bought = [(f"o{at}", *one) for at, one in enumerate(purchases)]
    told = pd.DataFrame(
        credited(sendings, bought), columns=["send", "letter", "buyer", "order", "credit", "won"]
    )
    within = {
        order: net
        for order, buyer, at, net in bought
        if any(who == buyer and begin <= at < end for _, _, who, begin, end in sendings)
    }
    assert set(told["order"]) == set(within)
    for order, rows in told.groupby("order"):
        assert rows["credit"].sum() == pytest.approx(1)
        assert rows["won"].sum() == within[order]


def test_the_difference_of_the_shares_is_that_of_the_score_interval():
    found = lift(spent(*[20_000.0] * 90, people=900), spent(*[20_000.0] * 4, people=100))
    assert (found.written, found.left) == (Tally(90, 900), Tally(4, 100))
    assert found.rate == pytest.approx(0.06)
    low, high = difference_interval(arm(4, 100), arm(90, 900))
    assert found.rate_bounds == pytest.approx((float(low), float(high)))


def test_what_a_message_brings_is_the_difference_of_all_who_got_it():
    written = spent(*[20_000.0, 30_000.0] * 45, people=900)
    left = spent(*[20_000.0, 30_000.0] * 2, people=100)
    found = lift(written, left)
    assert found.won == pytest.approx((2_250_000 / 900 - 100_000 / 100) * 900)
    low, high = found.won_bounds
    assert low < found.won < high
    # Beside the bounds of Welch these are wider above: 4 of 100 may as well have been fewer.
    error = sqrt(written.var(ddof=1) / 900 + left.var(ddof=1) / 100) * 900
    assert high - low == pytest.approx(2 * 1.96 * error, rel=0.3)


def test_with_many_buyers_the_bounds_are_nearly_those_of_the_textbook():
    rng = np.random.default_rng(4)
    written, left = (
        np.where(rng.random(count) < 0.3, rng.normal(30_000, 5_000, count), 0)
        for count in (40_000, 20_000)
    )
    found = lift(written, left)
    error = sqrt(written.var(ddof=1) / 40_000 + left.var(ddof=1) / 20_000) * 40_000
    middle = (written.mean() - left.mean()) * 40_000
    assert found.won_bounds == pytest.approx((middle - 1.96 * error, middle + 1.96 * error),
                                             rel=0.02)  # fmt: skip


def test_of_a_few_it_is_too_early_to_speak():
    found = lift(spent(*[20_000.0] * 9, people=90), spent(people=10))
    assert not found.is_enough
    assert found.evidence is Evidence.EARLY
    low, high = found.won_bounds
    assert low < 0 < high


def test_a_great_difference_is_known():
    found = lift(spent(*[20_000.0] * 300, people=900), spent(*[20_000.0] * 10, people=100))
    assert found.is_enough
    assert found.evidence is Evidence.KNOWN
    assert found.p < 0.001


def test_nobody_bought_and_nothing_is_said_of_money():
    found = lift(spent(people=900), spent(people=100))
    assert found.won is None
    assert found.won_bounds is None
    assert found.evidence is Evidence.EARLY


def test_without_anybody_left_out_there_is_nothing_to_compare():
    assert lift(spent(people=9), spent(people=0)) is None
    assert lift(spent(people=0), spent(people=9)) is None


def great(count=2):
    rng = np.random.default_rng(2)
    return [
        lift(
            spent(*rng.lognormal(10, 0.4, 120), people=450),
            spent(*rng.lognormal(10, 0.4, 60), people=450),
        )
        for _ in range(count)
    ]


def test_several_messages_bring_together_what_each_brings():
    parts = great()
    found = gain(parts, 50_000, None)
    assert found.won == pytest.approx(sum(one.won for one in parts))
    assert found.needed == pytest.approx(50_000)
    low, high = found.bounds
    widths = [one.won - one.won_bounds[0] for one in parts]
    assert found.won - low == pytest.approx(np.hypot(*widths), rel=1e-6)
    assert low < found.won < high
    assert found.pays
    assert found.evidence is Evidence.KNOWN


def test_the_chance_that_it_pays_and_the_bounds_say_the_same():
    parts = great(1)
    low = parts[0].won_bounds[0]
    at_bound = gain(parts, low, None)
    assert at_bound.p == pytest.approx(0.05, abs=1e-3)
    assert gain(parts, low * 0.8, None).p < 0.05 < gain(parts, low * 1.2, None).p


def test_a_margin_makes_it_need_more():
    parts = great(1)
    assert gain(parts, 30_000, 30).needed == pytest.approx(100_000)
    assert gain(parts, 30_000, 0) is None


def test_a_message_that_brings_nothing_does_not_pay():
    rng = np.random.default_rng(5)
    sides = [spent(*rng.lognormal(10, 0.4, 60), people=900) for _ in range(2)]
    found = gain([lift(*sides)], 900_000, 30)
    assert not found.pays
    assert found.evidence is Evidence.KNOWN


def test_nothing_is_said_of_none_nor_of_one_that_tells_nothing():
    assert gain([], 100, None) is None
    nothing = lift(spent(people=900), spent(people=100))
    assert gain([*great(1), nothing], 100, None) is None


def test_how_many_are_needed_is_what_the_textbook_says_for_halves():
    # R 4.2: power.prop.test(p1 = .05, p2 = .10, power = .8) gives n = 434.43 a group.
    assert needed_left_out(0.05, 0.05, 0.5) == pytest.approx(2 * 434.43, abs=2)


def test_a_smaller_part_left_out_needs_more_people():
    assert needed_left_out(0.05, 0.05, 0.1) > needed_left_out(0.05, 0.05, 0.5)
    assert needed_left_out(0.05, 0.0, 0.5) is None
    assert needed_left_out(0.05, 0.05, 0.0) is None
    assert needed_left_out(0.99, 0.05, 0.5) is None


def test_several_differences_are_one_weighed_by_people():
    parts = [
        lift(spent(*[1.0] * 30, people=100), spent(*[1.0] * 10, people=100)),
        lift(spent(*[1.0] * 60, people=300), spent(*[1.0] * 1, people=10)),
    ]
    found = together(parts)
    assert (found.written, found.left) == (Tally(90, 400), Tally(11, 110))
    assert found.rate == pytest.approx(0.25 * 0.2 + 0.75 * 0.1)
    low, high = found.bounds
    assert found.rate - low == pytest.approx(np.hypot(
        0.25 * (0.2 - parts[0].rate_bounds[0]), 0.75 * (0.1 - parts[1].rate_bounds[0])
    ))  # fmt: skip
    assert found.rate < high
    assert found.is_known == (low > 0)


def test_one_difference_stays_what_it_is_and_none_is_none():
    part = lift(spent(*[1.0] * 30, people=100), spent(*[1.0] * 10, people=100))
    assert together([part]).bounds == pytest.approx(part.rate_bounds)
    assert together([part]).is_known
    assert together([]) is None
