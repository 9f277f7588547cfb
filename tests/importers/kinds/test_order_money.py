"""What order lines cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.importers.kinds import order_money
from core.terms import Mall
from tests.importers.kinds.order_columns import columns, shaped


@pytest.mark.parametrize(
    ("read", "amount"),
    [
        ({"amount": [5], "unit_price": [1], "quantity": [1]}, [5]),
        ({"unit_price": [10], "quantity": [3]}, [30]),
        ({"unit_price": [10], "option_price": [2], "quantity": [3]}, [36]),
        ({"unit_price": [10, 10], "quantity": [3, 3], "discount": [5, None]}, [25, 30]),
        ({"unit_price": [10.0], "quantity": [3], "discount": [5.0]}, [25]),
        ({"amount": [5, 5], "amount_before": [5, 5], "seller_discount": [2, None]}, [3, 5]),
        ({"amount": [5], "amount_before": [5]}, [5]),
    ],
)
def test_an_amount_is_read_or_made_of_price_quantity_and_discount(read, amount):
    assert shaped(columns(**read))["amount"] == amount
    assert "amount" not in shaped(columns(unit_price=[1]))


def test_what_a_file_divides_into_two_columns_is_added():
    made = shaped(columns(seller_discount=[1, 1, None, None],
                          seller_discount_more=[2, None, 2, None]))  # fmt: skip
    assert made["seller_discount"] == [3, 1, 2, None]
    assert shaped(columns(channel_fee_more=[2]))["channel_fee"] == [2]
    three = columns(seller_discount=[1], seller_discount_more=[2], seller_discount_further=[4])
    assert shaped(three)["seller_discount"] == [7]


amounts = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@given(amounts, st.integers(0, 10**10))
def test_a_discount_is_shared_out_to_the_won(costs, total):
    lowered = order_money.shared(costs, total)
    assert sum(lowered) == min(sum(costs), total)
    assert all(0 <= now <= before for now, before in zip(lowered, costs, strict=True))


@given(amounts, st.integers(0, 10**10))
def test_a_share_is_less_than_a_won_away_from_its_part(costs, total):
    given_away = max(sum(costs) - total, 0)
    for now, before in zip(order_money.shared(costs, total), costs, strict=True):
        fair = before - (before * given_away / sum(costs) if sum(costs) else 0)
        assert abs(now - fair) < 1 + 1e-6


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=8), st.integers(-(10**7), 10**7))
def test_no_amount_gets_below_zero_that_was_not_there_before(costs, total):
    lowered = order_money.shared(costs, total)
    assert all(now >= min(before, 0) for now, before in zip(lowered, costs, strict=True))
    assert sum(lowered) in {sum(costs), total}
    negative = [at for at, cost in enumerate(costs) if cost < 0]
    assert [lowered[at] for at in negative] == [costs[at] for at in negative]


KEY = ("order_no", "product_name")


def ordered(names, costs, totals, orders=None):
    read = columns(order_no=orders or ["1"] * len(names), product_name=names, amount=costs,
                   order_total=totals)  # fmt: skip
    return shaped(read, line_key=KEY, mall=Mall.SHOPIFY)


def test_an_order_gets_its_discount_wherever_its_lines_stand():
    made = ordered(["a", "x", "b"], [100, 50, 300], [200, 50, 200], ["1", "2", "1"])
    assert made["amount"] == [50, 50, 150]
    assert made["discount"] == [50, 0, 150]


@pytest.mark.parametrize(
    ("costs", "totals"),
    [([100, None], [50, 50]), ([100, 100], [None, None]), ([100, 100], [300, 300])],
)
def test_an_order_of_which_too_little_is_known_stays_as_it_is(costs, totals):
    assert ordered(["a", "b"], costs, totals)["amount"] == costs


def test_a_row_without_an_order_stays_as_it_is():
    made = ordered(["a", "b"], [100, 100], [100, 100], ["1", None])
    assert made["amount"] == [100, 100]


def test_an_order_that_stands_there_twice_bears_its_discount_once():
    made = ordered(["a", "b", "a", "b"], [100, 300, 100, 300], [200] * 4)
    assert made["amount"] == [50, 150, 50, 150]
    assert made["line_no"] == ["1-a", "1-b", "1-a", "1-b"]


def test_a_line_that_contradicts_one_with_its_number_stays_as_it_is():
    assert ordered(["a", "a"], [100, 700], [50, 50])["amount"] == [50, 700]


def test_the_same_thing_twice_in_an_order_is_two_lines_where_the_total_says_so():
    made = ordered(["a", "a", "a"], [100, 100, 100], [270] * 3)
    assert made["line_no"] == ["1-a", "1-a-2", "1-a-3"]
    assert made["amount"] == [90, 90, 90]
