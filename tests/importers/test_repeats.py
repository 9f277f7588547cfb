"""Lines that stand in a file twice."""

import pyarrow as pa
import pytest

from core.importers.repeats import Repeats


def lines(*rows):
    """Rows of line, number, state, amount and name."""
    names = ("line", "line_no", "state", "amount", "product_name")
    kinds = (pa.int64(), pa.string(), pa.int8(), pa.int64(), pa.string())
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.table(
        [pa.array(cells, kind) for cells, kind in zip(columns, kinds, strict=True)], names=names
    )


def test_nothing_repeats_in_nothing():
    assert Repeats().among(lines()) == (set(), [])


@pytest.mark.parametrize("numbers", [("11", "12"), ("A1", "A2"), ("11", "011"), ("1", "9" * 30)])
def test_other_numbers_are_other_lines(numbers):
    one, two = numbers
    assert Repeats().among(lines((2, one, 1, 5, "x"), (3, two, 1, 5, "x"))) == (set(), [])


@pytest.mark.parametrize("number", ["2026110100000011", "A-1", "9" * 30])
def test_the_same_again_is_a_repeat_and_anything_else_a_contradiction(number):
    first = (2, number, 1, 5, "x")
    found = Repeats().among(
        lines(first, (3, *first[1:]), (4, number, 1, 6, "x"), (5, number, None, 5, "x"),
              (6, number, 1, 5, None), (7, *first[1:]))
    )  # fmt: skip
    assert found == ({3, 7}, [(4, 2), (5, 2), (6, 2)])


def test_a_line_of_an_earlier_batch_is_remembered():
    repeats = Repeats()
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
    repeats = Repeats()
    repeats.among(lines(*((at, number, 1, 1, "") for at, number in enumerate(numbers))))
    assert repeats.all_rounded is rounded
