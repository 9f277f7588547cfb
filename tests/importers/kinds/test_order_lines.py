"""From columns as they were read to order lines."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.importers.columns import Values
from core.importers.format import Cell, Format, column
from core.importers.kinds import order_money, order_numbers
from core.importers.kinds.kind import Context
from core.importers.kinds.order_lines import KIND
from core.importers.problems import SHOWN
from core.terms import Claim, FileWarning, Mall, OrderState, Record, RowReason
from core.terms.order_lines import ORDER_LINES
from tests.importers.made import IDENTITY

FORMAT = Format(
    id="test",
    columns=(column("line_no", "번호", cell=Cell.ORDER_NUMBER),),
    marks=("번호",),
    required=("line_no", "amount"),
)


def context(**changes):
    return Context(replace(FORMAT, **changes), IDENTITY, date(2026, 11, 22))


def columns(**cells):
    """Columns as they were read, from plain lists."""
    return {name: Values(pa.array(values, _type(values)), {}) for name, values in cells.items()}


def _type(values):
    known = [value for value in values if value is not None]
    if not known:
        return pa.int64()
    kinds = {str: pa.string(), float: pa.float64()}
    return kinds.get(type(known[0]), pa.int64())


def shaped(read, **changes):
    size = len(next(iter(read.values())).values)
    made = KIND.shape(read, pa.array(range(2, size + 2), pa.int64()), context(**changes))
    assert all(made[name].type == ORDER_LINES.field(name).type for name in made)
    return {name: values.to_pylist() for name, values in made.items()}


def test_order_lines_are_read_piece_by_piece():
    assert KIND.record is Record.ORDER_LINE
    assert not KIND.whole
    assert set(KIND.told) <= set(ORDER_LINES.names)


def test_lines_of_smartstore_need_not_say_so():
    assert shaped(columns(line_no=["1", "2"])) == {"line": [2, 3], "line_no": ["1", "2"]}


def test_lines_of_another_mall_say_so():
    assert shaped(columns(line_no=["1", "2"]), mall=Mall.TOSS)["mall"] == [Mall.TOSS] * 2


def test_what_is_not_a_column_of_order_lines_is_left_out():
    made = shaped(columns(line_no=["1"], currency=["KRW"], buyer_phone=["010-1111-2222"],
                          buyer_name=["김철수"], buyer_account=["kim"]))  # fmt: skip
    assert set(made) == {"line", "line_no", "buyer_key", "buyer_name"}
    assert made["buyer_name"] == ["김*수"]


@pytest.mark.parametrize(
    ("account", "mall"),
    [
        ("지마켓(a)", Mall.GMARKET), ("G마켓 (a)", Mall.GMARKET), ("Gmarket(a)", Mall.GMARKET),
        ("옥션(a)", Mall.AUCTION), ("AUCTION(a)", Mall.AUCTION), ("a", Mall.OTHER),
        (None, Mall.OTHER),
    ],
)  # fmt: skip
def test_the_account_of_the_seller_may_tell_the_mall(account, mall):
    read = columns(seller_account=[account, "옥션(b)"], line_no=["1", "2"])
    assert shaped(read, mall=Mall.GMARKET)["mall"] == [mall, Mall.AUCTION]


def test_a_number_made_of_several_columns_is_joined_and_a_long_one_hashed():
    read = columns(order_no=["1", "2"], product_name=["a", "b" * 60])
    short, long = shaped(read, line_key=("order_no", "product_name"))["line_no"]
    assert short == "1-a"
    assert len(long) == order_numbers.HASH_DIGITS
    assert shaped(columns(amount=[1]), line_key=("order_no",)) == {"line": [2], "amount": [1]}


def test_a_part_of_a_number_that_is_not_there_is_empty():
    read = columns(order_no=["1"], product_code=[None], product_name=["a"])
    key = ("order_no", "product_code", "product_name")
    assert shaped(read, line_key=key)["line_no"] == ["1--a"]


def test_days_tell_the_state_where_another_mall_has_no_word_for_it():
    read = columns(
        line_no=["1", "2", "3", "4", "5"],
        dispatched_at=[None, 1, 1, 1, None], delivered_at=[None, None, 1, 1, None],
        confirmed_at=[None, None, None, 1, None], cancelled_at=[None, None, None, None, 1],
    )  # fmt: skip
    made = shaped(read, mall=Mall.COUPANG)
    assert made["state"] == [
        OrderState.PAID, OrderState.SHIPPING, OrderState.DELIVERED, OrderState.CONFIRMED,
        OrderState.CANCELLED,
    ]  # fmt: skip
    assert made["claim"] == [None, None, None, None, Claim.CANCEL]
    assert "state" not in shaped(read)


def test_rows_of_an_unknown_state_are_told_in_the_words_of_the_file():
    read = columns(state=["배송중", "새로운 상태", "새로운 상태"], claim_state=["", "", "다른 말"])
    said = KIND.remarks(read, context())
    assert [(it.at, it.what, it.heading, it.cell) for it in said] == [
        (1, FileWarning.UNKNOWN_STATE, "state", "새로운 상태"),
        (2, FileWarning.UNKNOWN_STATE, "state", "새로운 상태"),
    ]
    assert KIND.remarks(columns(line_no=["1"]), context()) == []
    assert KIND.remarks(columns(state=["배송중"]), context()) == []


def test_a_word_of_a_state_that_is_told_is_cut_and_redacted():
    (said,) = KIND.remarks(columns(state=["010-1234-5678 " + "가" * 400]), context())
    assert "1234" not in said.cell
    assert len(said.cell) == SHOWN


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ({"quantity": [0], "amount": [1]}, ("quantity", RowReason.ZERO_QUANTITY)),
        ({"quantity": [-1], "amount": [1]}, ("quantity", RowReason.NEGATIVE_VALUE)),
        ({"quantity": [1_000_001], "amount": [1]}, ("quantity", RowReason.OUT_OF_RANGE)),
        ({"quantity": [1_000_000], "unit_price": [10**9]}, ("quantity", RowReason.OUT_OF_RANGE)),
        ({"quantity": [1], "unit_price": [None]}, ("amount", RowReason.MISSING_VALUE)),
        ({"amount": [None]}, ("amount", RowReason.MISSING_VALUE)),
        ({"amount": [1], "currency": ["USD"]}, ("currency", RowReason.FOREIGN_CURRENCY)),
        ({"amount": [0.5], "currency": ["usd"]}, ("currency", RowReason.FOREIGN_CURRENCY)),
        ({"quantity": [1], "unit_price": [0.5]}, ("unit_price", RowReason.NON_INTEGER)),
        ({"amount": [1], "currency": ["krw"]}, None),
        ({"amount": [1], "currency": [""]}, None),
        ({"quantity": [1], "unit_price": [2.0]}, None),
        ({"quantity": [None], "amount": [1]}, None),
        ({"quantity": [1]}, None),
    ],
)
def test_what_no_order_line_can_have_is_a_fault(read, expected):
    assert KIND.faults(columns(**read), context()).get(0) == expected


def test_an_amount_that_is_not_required_may_be_missing():
    read = columns(amount=[None])
    assert KIND.faults(read, context(required=("line_no",))) == {}


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


def test_a_quantity_too_large_for_its_column_does_not_stop_the_file():
    assert len(shaped(columns(quantity=[2**40]))["quantity"]) == 1


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
