"""Whole columns: the fast way and the careful way say the same."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.importers import cells, columns
from core.importers.columns import reader_of
from core.importers.problems import CellError
from core.importers.sheet import same
from core.terms import Region, RowReason
from tests.importers.made import TODAY


def read(name, *given, decoded=same):
    return reader_of(name, decoded, TODAY).read(given)


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
    found = read("amount", *given)
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
    found = read("paid_at", *given)
    wanted = one_by_one(lambda cell: cells.moment(cell, TODAY), given)
    assert (found.values.to_pylist(), found.wrong) == wanted


def test_a_deadline_may_lie_ahead_but_not_for_ever():
    near, far = (f"{TODAY + timedelta(days=days)} 10:00:00" for days in (399, 402))
    found = read("ship_due", near, far)
    assert found.values.null_count == 1
    assert found.wrong == {1: RowReason.FUTURE_DATE}
    assert read("paid_at", near).wrong == {0: RowReason.FUTURE_DATE}


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("line_no", "2026110100000011", "2026110100000011"),
        ("order_no", '="2026110100000011"', "2026110100000011"),
        ("product_no", "-", None),
        ("product_code", "1E5", "1E5"),
        ("product_name", " 머그컵 ", "머그컵"),
        ("product_name", "  ", None),
        ("claim_reason", "-", None),
        ("claim_reason", "", None),
        ("claim_reason", "010-1234-5678 로 전화", "*** 로 전화"),
        ("route", "가" * 300, "가" * columns.LABEL_LENGTH),
        ("buyer_name", "", ""),
        ("state", " 결제완료 ", "결제완료"),
        ("address", "서울 강남구 테헤란로 1", Region.SEOUL),
        ("address", "", None),
        ("quantity", "2", 2),
    ],
)
def test_every_column_is_read_in_its_own_way(name, cell, value):
    found = read(name, cell)
    assert found.values.to_pylist() == [value]
    assert found.wrong == {}


def test_a_column_of_words_names_the_cells_that_are_no_words():
    found = read("product_name", "a", "x" * 40_000, "a", "#N/A", "b")
    assert found.values.to_pylist() == ["a", None, "a", None, "b"]
    assert found.wrong == {1: RowReason.FIELD_TOO_LONG, 3: RowReason.ERROR_CELL}


def test_cells_are_decoded_before_they_are_read():
    assert read("product_name", "eb", decoded=str.upper).values.to_pylist() == ["EB"]


def test_what_is_remembered_has_an_end(monkeypatch):
    monkeypatch.setattr(columns, "REMEMBERED", 2)
    reader = reader_of("product_name", same, TODAY)
    given = [f"n{number % 5}" for number in range(20)]
    assert reader.read(given).values.to_pylist() == given
    assert len(reader._known) <= 2
