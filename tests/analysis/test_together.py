"""What is bought together, beside counting by hand."""

import itertools
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from scipy.stats import hypergeom

from core.analysis.together import afterwards, steps, together
from core.stats.multiplicity import benjamini_hochberg


def counted(baskets, buyers=None):
    """The columns that the database gives, counted one basket after the other."""
    buyers = buyers or range(len(baskets))
    both, people, single = Counter(), {}, Counter()
    for basket, buyer in zip(baskets, buyers, strict=True):
        single.update(set(basket))
        for pair in itertools.combinations(sorted(set(basket)), 2):
            both[pair] += 1
            people.setdefault(pair, set()).add(buyer)
    pairs = pd.DataFrame(
        [(a, b, n, len(people[a, b]), n) for (a, b), n in both.items()],
        columns=["first", "second", "orders", "buyers", "known"],
    )
    return pairs, pd.Series(single), len(baskets)


BASKETS = [(1, 2)] * 20 + [(1,)] * 10 + [(2, 3)] * 6 + [(3,)] * 60 + [(4, 5)] * 4


def test_support_confidence_and_lift_are_those_of_the_textbook():
    pairs, single, total = counted(BASKETS)
    best = together(pairs, single, total)[0]
    assert (best.base, best.other, best.orders, best.base_orders) == (2, 1, 20, 26)
    assert best.support == pytest.approx(20 / 100)
    assert best.confidence == pytest.approx(20 / 26)
    assert best.lift == pytest.approx((20 / 26) / (30 / 100))


def test_chance_allows_for_all_pairs_that_were_looked_at():
    pairs, single, total = counted(BASKETS)
    found = {(pair.base, pair.other): pair for pair in together(pairs, single, total)}
    p = [float(hypergeom.sf(19, 100, 30, 26)), float(hypergeom.sf(5, 100, 26, 66))]
    # Products 1, 2 and 3 are in five orders or more: three pairs, one of which never occurs.
    assert [found[2, 1].chance, found[2, 3].chance] == pytest.approx(
        [1 - q for q in benjamini_hochberg([*p, 1.0])[:2]]
    )
    assert found[2, 1].is_known
    assert not found[2, 3].is_known


def test_fewer_than_five_buyers_are_no_pair():
    pairs, single, total = counted(BASKETS)
    assert (4, 5) not in {(pair.base, pair.other) for pair in together(pairs, single, total)}
    one_buyer = counted([(1, 2)] * 20 + [(3,)] * 20, ["b"] * 40)
    assert together(*one_buyer) == []


def test_where_no_buyer_is_known_orders_count():
    pairs, single, total = counted(BASKETS)
    found = together(pairs.assign(known=0, buyers=0), single, total)
    assert found[0].buyers is None
    assert found[0].orders == 20


def test_baskets_filled_at_random_hold_no_pair_that_belongs_together():
    rng = np.random.default_rng(3)
    baskets = [tuple(rng.choice(12, size=rng.integers(1, 4), replace=False)) for _ in range(800)]
    found = together(*counted(baskets))
    assert found
    assert not [pair for pair in found if pair.is_known]


def test_nothing_bought_is_no_pair():
    empty = pd.DataFrame(columns=["first", "second", "orders", "buyers", "known"], dtype="int64")
    assert together(empty, pd.Series(dtype="int64"), 0) == []


def history(*people):
    """First purchases: of each person (product, day) pairs."""
    return pd.DataFrame(
        [(number, product, day) for number, bought in enumerate(people) for product, day in bought],
        columns=["buyer", "product", "day"],
    )


def followed(bought, first=0, last=100, within=90):
    begun = bought[bought["day"].between(first, last)]
    return afterwards(
        steps(bought, first, last, within),
        begun.groupby("product").size(),
        begun["buyer"].nunique(),
    )


def test_a_step_leads_to_another_day_within_ninety_days():
    bought = history([(1, 0), (2, 0), (3, 90), (4, 91)], [(1, 101), (2, 110)])
    found = steps(bought, 0, 100, 90)
    told = found[["first", "second", "days", "buyers"]].to_numpy().tolist()
    assert told == [[1, 3, 90, 1], [2, 3, 90, 1], [3, 4, 1, 1]]


def test_what_follows_is_counted_by_hand():
    """20 of 50 buyers of 1 come back for 2, after 10 to 29 days; others come back for 3 or 4."""
    people = [[(1, 0), (2, 10 + number)] for number in range(20)]
    people += [[(1, 0)]] * 30 + [[(3, 5), (4, 8)]] * 30 + [[(4, 5), (3, 9)]] * 10
    people += [[(3, 1), (2, 4)]] * 3
    best = followed(history(*people))[0]
    assert (best.base, best.other, best.buyers, best.base_buyers) == (1, 2, 20, 50)
    assert best.support == pytest.approx(20 / 93)
    assert best.confidence == pytest.approx(20 / 50)
    # 63 steps in all; none of them starts at 2, so 63 are compared, 23 of which lead to 2.
    assert best.lift == pytest.approx((20 / 20) / (23 / 63))
    assert best.days == 19
    p = float(hypergeom.sf(19, 63, 23, 20))
    # Three products are left by five people or more, three are reached by as many.
    assert best.chance == pytest.approx(1 - p * 9, abs=1e-3)
    assert best.is_known


def test_fewer_than_five_people_are_no_way_from_one_to_the_other():
    assert followed(history(*[[(1, 0), (2, 9)]] * 4)) == []
    assert followed(history()) == []


def test_purchases_at_random_follow_nothing():
    """In 40 shops whose buyers differ in how often they come nothing leads to anything."""
    random = np.random.default_rng(12)
    popular = random.dirichlet(np.full(15, 0.8))
    wrong = 0
    for _ in range(40):
        people = []
        for _ in range(800):
            count = min(10, 1 + int(random.negative_binomial(0.5, 0.3)))
            chosen = random.choice(15, count, p=popular)
            days = np.sort(random.integers(0, 180, count))
            first = {}
            for product, day in zip(chosen.tolist(), days.tolist(), strict=True):
                first.setdefault(product, day)
            people.append(list(first.items()))
        wrong += any(one.is_known for one in followed(history(*people), 0, 90))
    assert wrong <= 5
