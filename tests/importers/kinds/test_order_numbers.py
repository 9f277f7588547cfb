"""What numbers order lines, and through which mall they came."""

import pytest

from core.importers.kinds import order_numbers
from core.terms import Mall
from tests.importers.kinds.order_columns import columns, shaped


def test_lines_of_smartstore_need_not_say_so():
    assert shaped(columns(line_no=["1", "2"])) == {"line": [2, 3], "line_no": ["1", "2"]}


def test_lines_of_another_mall_say_so():
    assert shaped(columns(line_no=["1", "2"]), mall=Mall.TOSS)["mall"] == [Mall.TOSS] * 2


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
