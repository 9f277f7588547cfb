"""Tiers: the highest of those that are met, and never lower for who buys more."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import tiers
from core.analysis.tiers import Ask

DAY = 1_000

PURCHASES = st.lists(
    st.tuples(
        st.integers(0, 4), st.integers(DAY - 500, DAY + 3), st.integers(0, 200_000),
        st.integers(1, 3), st.integers(0, 1),
    ), min_size=1, max_size=25,
)  # fmt: skip
ASKS = st.lists(
    st.builds(
        Ask, st.one_of(st.none(), st.integers(1, 300_000)),
        st.one_of(st.none(), st.integers(1, 6)),
        st.sampled_from([None, 30, 90, 365]),
    ).filter(lambda one: one.least_won is not None or one.least_orders is not None),
    min_size=1, max_size=5,
)  # fmt: skip


def frame(purchases):
    found = pd.DataFrame(purchases, columns=["buyer", "day", "net", "orders", "unpriced"])
    # One row a buyer and day, as the book has them.
    return found.groupby(["buyer", "day"], as_index=False).sum().sort_values(["buyer", "day"])


def ledger(visits, everybody=range(5)):
    seen = pd.Series(visits["buyer"]).value_counts()
    customers = pd.DataFrame({"visits": [int(seen.get(one, 0)) for one in everybody]})
    return tiers.ledger(visits, customers)


def reached(visits, asks, *, at_most=False):
    book = ledger(visits)
    return tiers.reached(asks, tiers.bought(book, asks, DAY), at_most=at_most)


def by_hand(visits, asks, buyer, day):
    """The tier of one customer, counted line by line."""
    tier = 0
    for place, ask in enumerate(asks, start=1):
        won = orders = 0
        for row in visits.itertuples():
            far = day - row.day
            if row.buyer == buyer and far >= 0 and (ask.days is None or far < ask.days):
                won, orders = won + row.net, orders + row.orders
        if (ask.least_won is None or won >= ask.least_won) and (
            ask.least_orders is None or orders >= ask.least_orders
        ):
            tier = place
    return tier


@given(PURCHASES, ASKS)
def test_everybody_is_in_the_highest_tier_that_is_met(purchases, asks):
    visits = frame(purchases)
    assert reached(visits, asks).tolist() == [by_hand(visits, asks, one, DAY) for one in range(5)]


@given(PURCHASES, ASKS, st.integers(0, 4), st.integers(1, 100_000))
def test_nobody_falls_by_buying_more(purchases, asks, who, won):
    before = reached(frame(purchases), asks)
    after = reached(frame([*purchases, (who, DAY, won, 1, 0)]), asks)
    assert (after >= before).all()
    assert np.array_equal(np.delete(after, who), np.delete(before, who))


@given(PURCHASES, ASKS, st.data())
def test_nobody_rises_when_a_tier_asks_for_more(purchases, asks, data):
    place = data.draw(st.integers(0, len(asks) - 1))
    old = asks[place]
    harder = Ask(
        (old.least_won or 0) + data.draw(st.integers(1, 50_000)), old.least_orders, old.days
    )
    visits = frame(purchases)
    raised = [*asks[:place], harder, *asks[place + 1 :]]
    assert (reached(visits, raised) <= reached(visits, asks)).all()


@given(PURCHASES, ASKS)
def test_unknown_amounts_can_only_lift(purchases, asks):
    visits = frame(purchases)
    low, high = reached(visits, asks), reached(visits, asks, at_most=True)
    assert (high >= low).all()
    known = visits[visits["unpriced"] > 0]["buyer"].unique()
    assert set(np.flatnonzero(high > low)) <= set(known)


@given(PURCHASES, ASKS, ASKS)
def test_who_meets_a_tier_that_asks_more_meets_the_lower_one(purchases, some, others):
    book = ledger(frame(purchases))
    for high, low in zip(some, others, strict=False):
        if tiers.asks_more(high, low):
            up, down = (tiers.reached([one], tiers.bought(book, [one], DAY)) for one in (high, low))
            assert (down >= up).all()
            assert not tiers.asks_more(low, high)


@pytest.mark.parametrize(
    ("high", "low", "more"),
    [
        (Ask(200, None, 365), Ask(100, None, 365), True),
        (Ask(100, None, 365), Ask(100, None, 365), False),
        (Ask(100, 2, 365), Ask(100, None, 365), True),
        (Ask(100, None, 90), Ask(100, None, 365), True),
        (Ask(100, None, None), Ask(100, None, 365), False),
        (Ask(None, 9, 365), Ask(100, None, 365), False),
        (Ask(900, 1, 365), Ask(100, 2, 365), False),
    ],
)
def test_a_higher_tier_asks_for_all_and_more(high, low, more):
    assert tiers.asks_more(high, low) is more


@pytest.mark.parametrize(
    ("won", "told"),
    [(0, 0), (7, 7), (99, 99), (123, 120), (36_940, 36_000), (1_999_999, 1_900_000)],
)
def test_sums_are_rounded_down_to_what_people_remember(won, told):
    assert tiers.rounded_down(won) == told


def test_suggested_sums_are_quantiles_of_what_was_spent():
    won = np.arange(1, 101) * 1_000.0
    # Half of 1,000 … 100,000 lies above 50,500, a fifth above 80,200, a twentieth above 95,050.
    assert tiers.thresholds(won, (0.5, 0.2, 0.05)) == [50_000, 80_000, 95_000]
    assert tiers.thresholds(np.full(50, 9_000.0), (0.5, 0.2)) is None
    assert tiers.thresholds(np.zeros(50), (0.5,)) is None


def test_of_several_things_a_tier_asks_for_the_least_done_counts():
    visits = frame([(0, DAY, 90_000, 1, 0), (1, DAY, 20_000, 4, 0), (2, DAY, 500_000, 9, 0)])
    ask = Ask(100_000, 2, 365)
    had = ledger(visits).within(DAY, 365)
    assert tiers.share_done(ask, had).tolist() == [0.5, 0.2, 1, 0, 0]
