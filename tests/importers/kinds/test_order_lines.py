"""From columns as they were read to order lines."""

import pytest

from core.importers.kinds.order_lines import KIND
from core.importers.problems import SHOWN
from core.terms import Claim, FileWarning, KnownBy, Mall, OrderState, Record, RowReason
from core.terms.order_lines import ORDER_LINES
from tests.importers.kinds.order_columns import columns, context, shaped


def test_order_lines_are_read_piece_by_piece():
    assert KIND.record is Record.ORDER_LINE
    assert not KIND.whole
    assert set(KIND.told) <= set(ORDER_LINES.names)


def test_what_is_not_a_column_of_order_lines_is_left_out():
    made = shaped(columns(line_no=["1"], currency=["KRW"], buyer_phone=["010-1111-2222"],
                          buyer_name=["김철수"], buyer_account=["kim"]))  # fmt: skip
    assert set(made) == {"line", "line_no", "buyer_key", "buyer_name", "buyer_known_by"}
    assert made["buyer_name"] == ["김*수"]
    assert made["buyer_known_by"] == [KnownBy.ACCOUNT]


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


def test_a_quantity_too_large_for_its_column_does_not_stop_the_file():
    assert len(shaped(columns(quantity=[2**40]))["quantity"]) == 1
