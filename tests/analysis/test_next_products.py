"""Which product customers are likely to buy next."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import next_products
from core.services.customers_baskets import pairs_of


def owned(*rows: tuple[int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["buyer", "product", "last"])


def pairs(*rows: tuple[int, int, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["first", "second", "closeness"])
    numbers = ("buyers", "base_buyers", "support", "confidence", "lift", "days", "chance")
    return frame.assign(**dict.fromkeys(numbers, 1))


def test_the_closeness_is_the_cosine_of_the_buyers():
    told = pairs((1, 2, 0.0)).assign(buyers=6, base_buyers=9)

    found = next_products.closeness(told, pd.Series({1: 9, 2: 16}))

    assert found.tolist() == [pytest.approx(6 / 12)]


def test_what_a_customer_has_is_not_named():
    found = next_products.ranked(
        pairs((1, 2, 0.9), (1, 3, 0.2)), owned((7, 1, 100), (7, 2, 100)), 100, 90
    )

    assert found["product"].tolist() == [3]


def test_closeness_to_all_that_was_bought_adds_up_and_the_closest_one_is_the_reason():
    told = pairs((1, 4, 0.3), (2, 4, 0.4), (1, 5, 0.6))

    found = next_products.ranked(told, owned((7, 1, 100), (7, 2, 100)), 100, 90)

    assert found["product"].tolist() == [4, 5]
    assert found["because"].tolist() == [2, 1]
    assert found["score"].tolist() == pytest.approx([0.7, 0.6])


def test_what_was_bought_long_ago_counts_half():
    told = pairs((1, 4, 0.5), (2, 5, 0.4))

    found = next_products.ranked(told, owned((7, 1, 10), (7, 2, 100)), 100, 90)

    assert found["score"].tolist() == pytest.approx([0.4, 0.25])


def test_a_group_is_told_for_how_many_of_it_a_product_is_new():
    told = pairs((1, 4, 0.5))
    group = owned((7, 1, 100), (8, 1, 100), (8, 4, 100), (9, 1, 100), (10, 2, 100))

    found = next_products.ranked(told, group, 100, 90)

    assert found["people"].tolist() == [2]
    assert found["score"].tolist() == pytest.approx([0.5 * 2 / 4])


def test_nobody_is_told_anything():
    assert next_products.ranked(pairs((1, 4, 0.5)), owned(), 100, 90).empty
    assert next_products.ranked(pairs(), owned((7, 1, 100)), 100, 90).empty


@given(
    st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1),
    st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.floats(0.01, 1)),
)
def test_the_group_is_the_mean_of_its_customers(bought, close):
    told = pairs(*((a, b, c) for (a, b), c in close.items() if a != b))
    group = owned(*((buyer, product, 100) for buyer, product in sorted(bought)))
    buyers = sorted({buyer for buyer, _ in bought})
    wanted = dict.fromkeys(range(6), 0.0)
    for buyer in buyers:
        mine = {product for one, product in bought if one == buyer}
        for (a, b), c in close.items():
            if a != b and a in mine and b not in mine:
                wanted[b] += c / len(buyers)

    found = next_products.ranked(told, group, 100, 90)

    scores = dict(zip(found["product"].tolist(), found["score"].tolist(), strict=True))
    assert scores == pytest.approx({one: s for one, s in wanted.items() if s > 0})
    assert np.all(np.diff(found["score"]) <= 1e-12)


def test_four_people_are_too_few_and_the_fifth_makes_a_pair():
    def shop(together: int) -> pd.DataFrame:
        rows = [(n, 1, 10) for n in range(together)] + [(n, 2, 40) for n in range(together)]
        rows += [(100 + n, 3, 10) for n in range(50)] + [(100 + n, 4, 12) for n in range(50)]
        frame = pd.DataFrame(rows, columns=["buyer", "product", "day"])
        return frame.assign(last=frame["day"])

    assert (1, 2) not in set(
        pairs_of(shop(4))[["first", "second"]].itertuples(index=False, name=None)
    )
    found = pairs_of(shop(5)).set_index(["first", "second"])
    assert found.loc[(1, 2), ["buyers", "base_buyers", "days"]].tolist() == [5, 5, 30]
    assert (2, 1) not in found.index


def test_what_was_bought_after_ninety_days_does_not_follow():
    rows = [(n, 1, 10) for n in range(9)] + [(n, 2, 101) for n in range(9)]
    rows += [(100 + n, 3, 10) for n in range(9)] + [(100 + n, 4, 100) for n in range(9)]
    rows += [(200 + n, 5, 10) for n in range(9)] + [(200 + n, 6, 11) for n in range(9)]
    frame = pd.DataFrame(rows, columns=["buyer", "product", "day"])

    found = pairs_of(frame.assign(last=frame["day"]))

    assert found[["first", "second"]].to_numpy().tolist() == [[3, 4], [5, 6]]


def test_an_empty_shop_has_no_pairs():
    empty = pd.DataFrame({name: pd.Series(dtype=np.int64) for name in ("buyer", "product", "day")})

    assert pairs_of(empty.assign(last=empty["day"])).empty
