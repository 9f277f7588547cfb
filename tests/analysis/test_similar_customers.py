"""Which customers are most like some others, and in what."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.similar_customers import HABITS, alike

TODAY = 1_000


def people(*rows: tuple[int, int, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["buyer", "last", "visits", "net"])
    return frame.set_index("buyer")


def bought(*rows: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame(sorted(rows), columns=["buyer", "product"])


FOUR = people((1, 990, 3, 50_000), (2, 990, 3, 50_000), (3, 990, 3, 50_000), (4, 100, 1, 5_000))
BASKETS = bought((1, 7), (1, 8), (2, 7), (2, 8), (3, 9), (4, 9))


def test_who_bought_the_same_in_the_same_way_is_nearest():
    found = alike(FOUR, BASKETS, [1], TODAY, 3)

    assert [one.buyer for one in found] == [2, 3, 4]
    assert found[0].closeness == pytest.approx(1)
    assert found[0].products == (7, 8)
    assert found[0].habits == HABITS


def test_it_is_said_in_what_somebody_is_alike():
    _, third, fourth = alike(FOUR, BASKETS, [1], TODAY, 3)

    assert (third.products, third.common, third.habits) == ((), 0, HABITS)
    assert third.closeness == pytest.approx(0.5)
    assert (fourth.products, fourth.habits) == ((), ())


def test_of_whom_no_amount_is_known_it_draws_nowhere():
    some = FOUR.assign(unpriced=[0, 0, 1, 0], net=[50_000, 50_000, 0, 5_000])
    found = {one.buyer: one.closeness for one in alike(some, BASKETS, [1], TODAY, 3)}
    as_much = {one.buyer: one.closeness for one in alike(FOUR, BASKETS, [1], TODAY, 3)}
    nothing = {one.buyer: one.closeness for one in alike(
        some.assign(unpriced=0), BASKETS, [1], TODAY, 3)}  # fmt: skip
    assert nothing[3] < found[3] < as_much[3]


def test_a_product_that_few_bought_tells_more():
    everybody = people(*((n, 990, 2, 10_000) for n in range(1, 8)))
    baskets = bought((1, 1), (1, 2), (2, 1), (3, 2), (4, 1), (5, 1), (6, 1), (7, 1))

    found = alike(everybody, baskets, [1], TODAY, 2)

    assert [one.buyer for one in found] == [3, 2]


def test_several_are_compared_by_what_they_have_in_the_mean():
    found = alike(FOUR, BASKETS, [1, 4], TODAY, 9)

    assert {one.buyer for one in found} == {2, 3}


def test_equals_come_in_the_order_of_their_numbers():
    same = people(*((n, 990, 1, 10_000) for n in (5, 3, 9, 1)))

    found = alike(same.sort_index(), bought((1, 7), (3, 7), (5, 7), (9, 7)), [9], TODAY, 3)

    assert [one.buyer for one in found] == [1, 3, 5]


@pytest.mark.parametrize("seeds", [[], [99], [1, 2, 3, 4]])
def test_without_seeds_or_others_nobody_is_named(seeds):
    assert alike(FOUR, BASKETS, seeds, TODAY, 3) == []


def test_nothing_need_be_known_of_products():
    found = alike(FOUR, bought().astype(np.int64), [1], TODAY, 1)

    assert [(one.buyer, one.products) for one in found] == [(2, ())]


@given(st.sets(st.tuples(st.integers(1, 8), st.integers(1, 5))), st.integers(1, 8), st.randoms())
def test_the_order_of_rows_of_products_changes_nothing(rows, seed, random):
    everybody = people(*((n, 900 + n, n, 1_000 * n) for n in range(1, 9)))
    baskets = bought(*rows).astype(np.int64)
    mixed = list(range(len(baskets)))
    random.shuffle(mixed)

    first = alike(everybody, baskets, [seed], TODAY, 8)
    second = alike(everybody, baskets.iloc[mixed], [seed], TODAY, 8)

    assert [one.buyer for one in first] == [one.buyer for one in second]
    assert all(0 <= one.closeness <= 1 + 1e-9 for one in first)
    assert seed not in {one.buyer for one in first}
