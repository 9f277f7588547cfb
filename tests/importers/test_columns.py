"""Whole columns: the fast way and the careful way say the same."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.importers import cells, columns
from core.importers.columns import reader_of
from core.importers.format import Cell
from core.importers.problems import CellError
from core.importers.sheet import same
from core.terms import Region, RowReason
from tests.importers.made import TODAY


def read(cell, *given, decoded=same):
    return reader_of(cell, decoded, TODAY).read(given)


def one_by_one(careful, given):
    values, wrong = [], {}
    for at, cell in enumerate(given):
        try:
            values.append(careful(cell))
        except CellError as error:
            values.append(None)
            wrong[at] = error.reason
    return values, wrong


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.integers(-10, 10**14).map(str),
            st.integers(0, 10**6).map("{:,}원".format),
            st.sampled_from(["", "-", "1.5", "1.234", "x", "#REF!", "007", "1" * 60]),
        )
    )
)
def test_numbers_are_the_same_however_they_are_read(given):
    found = read(Cell.WHOLE, *given)
    assert (found.values.to_pylist(), found.wrong) == one_by_one(cells.whole, given)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.datetimes(
                min_value=cells._SERIAL_START.replace(year=2005),
                max_value=cells._SERIAL_START.replace(year=2035),
            ).map("{:%Y-%m-%d %H:%M:%S}".format),
            st.sampled_from(
                ["2024-02-29 10:00:00", "2023-02-29 10:00:00", "2026-11-22 23:59:59", "2026-11-01",
                 "2026-11-23 00:00:00", "2012-01-01 00:00:00", "2011-12-31 23:59:59", "", "x"]
            ),
        )
    )
)  # fmt: skip
def test_moments_are_the_same_however_they_are_read(given):
    found = read(Cell.MOMENT, *given)
    wanted = one_by_one(lambda cell: cells.moment(cell, TODAY), given)
    assert (found.values.to_pylist(), found.wrong) == wanted


def test_a_deadline_may_lie_ahead_but_not_for_ever():
    near, far = (f"{TODAY + timedelta(days=days)} 10:00:00" for days in (399, 402))
    found = read(Cell.DEADLINE, near, far)
    assert found.values.null_count == 1
    assert found.wrong == {1: RowReason.FUTURE_DATE}
    assert read(Cell.MOMENT, near).wrong == {0: RowReason.FUTURE_DATE}


def test_every_kind_of_cell_has_a_reader():
    for cell in Cell:
        assert read(cell, "").wrong == {}


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Cell.ORDER_NUMBER, "2026110100000011", "2026110100000011"),
        (Cell.ORDER_NUMBER, '="2026110100000011"', "2026110100000011"),
        (Cell.IDENTIFIER, "-", None),
        (Cell.CODE, "1E5", "1E5"),
        (Cell.NAME, " 머그컵 ", "머그컵"),
        (Cell.NAME, "  ", None),
        (Cell.LABEL, "-", None),
        (Cell.LABEL, "", None),
        (Cell.LABEL, "010-1234-5678 로 전화", "*** 로 전화"),
        (Cell.LABEL, "가" * 300, "가" * columns.LABEL_LENGTH),
        (Cell.WORD, "", ""),
        (Cell.WORD, " 결제완료 ", "결제완료"),
        (Cell.ADDRESS, "서울 강남구 테헤란로 1", Region.SEOUL),
        (Cell.ADDRESS, "", None),
        (Cell.WHOLE, "2", 2),
        (Cell.TEXT, "좋아요\n또 살게요 010-1234-5678", "좋아요\n또 살게요 ***"),
        (Cell.TEXT, "-", None),
        (Cell.DECIMAL, "1,234.5", 1234.5),
        (Cell.FIRST_DAY, "2026-11-01~2026-11-07", 20_758),
        (Cell.LAST_DAY, "2026-11-01~2026-11-07", 20_764),
        (Cell.DUE_DAY, "2026-12-24", 20_811),
        (Cell.HOUR, "07시", 7),
        (Cell.YES, "Y", 1),
        (Cell.YES, "아마", None),
    ],
)
def test_every_column_is_read_in_its_own_way(kind, cell, value):
    found = read(kind, cell)
    assert found.values.to_pylist() == [value]
    assert found.wrong == {}


def test_a_column_of_words_names_the_cells_that_are_no_words():
    found = read(Cell.NAME, "a", "x" * 40_000, "a", "#N/A", "b")
    assert found.values.to_pylist() == ["a", None, "a", None, "b"]
    assert found.wrong == {1: RowReason.FIELD_TOO_LONG, 3: RowReason.ERROR_CELL}


def test_cells_are_decoded_before_they_are_read():
    assert read(Cell.NAME, "eb", decoded=str.upper).values.to_pylist() == ["EB"]


def test_what_is_remembered_has_an_end(monkeypatch):
    monkeypatch.setattr(columns, "REMEMBERED", 2)
    reader = reader_of(Cell.NAME, same, TODAY)
    given = [f"n{number % 5}" for number in range(20)]
    assert reader.read(given).values.to_pylist() == given
    assert len(reader._known) <= 2
