"""Lines that stand in a file twice."""

import pyarrow as pa
import pytest

from core.importers.kinds import order_lines
from core.importers.repeats import Repeats, keys_of
from core.terms import Mall, Record


def repeats_of_orders():
    return Repeats(Record.ORDER_LINE, order_lines.KIND.told)


def lines(*rows):
    """Rows of line, number, state, amount and name."""
    names = ("line", "line_no", "state", "amount", "product_name")
    kinds = (pa.int64(), pa.string(), pa.int8(), pa.int64(), pa.string())
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.table(
        [pa.array(cells, kind) for cells, kind in zip(columns, kinds, strict=True)], names=names
    )


def test_nothing_repeats_in_nothing():
    assert repeats_of_orders().among(lines()) == (set(), [])


@pytest.mark.parametrize("numbers", [("11", "12"), ("A1", "A2"), ("11", "011"), ("1", "9" * 30)])
def test_other_numbers_are_other_lines(numbers):
    one, two = numbers
    assert repeats_of_orders().among(lines((2, one, 1, 5, "x"), (3, two, 1, 5, "x"))) == (set(), [])


@pytest.mark.parametrize("number", ["2026110100000011", "A-1", "9" * 30])
def test_the_same_again_is_a_repeat_and_anything_else_a_contradiction(number):
    first = (2, number, 1, 5, "x")
    found = repeats_of_orders().among(
        lines(first, (3, *first[1:]), (4, number, 1, 6, "x"), (5, number, None, 5, "x"),
              (6, number, 1, 5, None), (7, *first[1:]))
    )  # fmt: skip
    assert found == ({3, 7}, [(4, 2), (5, 2), (6, 2)])


def test_a_line_of_an_earlier_batch_is_remembered():
    repeats = repeats_of_orders()
    assert repeats.among(lines((2, "11", 1, 5, "x"), (3, "12", 1, 5, "x"))) == (set(), [])
    assert repeats.among(lines((4, "13", 1, 5, "x"))) == (set(), [])
    assert repeats.among(lines((5, "12", 1, 5, "x"), (6, "11", 2, 5, "x"))) == ({5}, [(6, 2)])


@pytest.mark.parametrize(
    ("numbers", "rounded"),
    [
        ([f"20261101{n:07}0" for n in range(10)], True),
        ([f"20261101{n:07}0" for n in range(9)], False),
        ([f"20261101{n:08}" for n in range(20)], False),
        ([f"{n}0" for n in range(20)], False),
        ([], False),
    ],
)
def test_ten_long_numbers_that_end_in_nought_have_been_rounded(numbers, rounded):
    repeats = repeats_of_orders()
    repeats.among(lines(*((at, number, 1, 1, "") for at, number in enumerate(numbers))))
    assert repeats.all_rounded is rounded


def test_the_same_number_in_two_malls_is_two_lines():
    both = lines((2, "11", 1, 5, "x"), (3, "11", 1, 6, "x"))
    malls = pa.array([Mall.GMARKET.value, Mall.AUCTION.value], pa.int8())
    assert repeats_of_orders().among(both.append_column("mall", malls)) == (set(), [])


def facts(*rows):
    """Rows of line, first day, product number, product name and a fraction."""
    names = ("line", "first_day", "product_no", "product_name", "payments_14d")
    kinds = (pa.int64(), pa.int32(), pa.string(), pa.string(), pa.float64())
    columns = zip(*rows, strict=True)
    return pa.table(
        [pa.array(cells, kind) for cells, kind in zip(columns, kinds, strict=True)], names=names
    )


def test_a_fact_is_known_again_by_its_day_and_its_product():
    repeats = Repeats(Record.STATISTIC, ("payments_14d",))
    found = repeats.among(
        facts((2, 1, "7", "x", 1.5), (3, 1, "7", "renamed", 1.5), (4, 2, "7", "x", 1.5),
              (5, 1, None, "x", 1.5), (6, 1, "7", "x", 1.6), (7, 1, None, "x", None))
    )  # fmt: skip
    assert found == ({3}, [(6, 2), (7, 5)])


def test_a_name_that_looks_like_a_number_is_not_that_number():
    keys = keys_of(facts((2, 1, "7", "x", 1.0), (3, 1, None, "7", 1.0)), Record.STATISTIC)
    assert len(set(keys.to_pylist())) == 2
