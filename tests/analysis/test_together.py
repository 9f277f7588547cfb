"""What is bought together, beside counting by hand."""

import itertools
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from scipy.stats import hypergeom

from core.analysis.together import together
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
    assert [found[2, 1].chance, found[2, 3].chance] == pytest.approx(
        [1 - q for q in benjamini_hochberg(p)]
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
