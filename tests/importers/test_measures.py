"""Days, ranges, hours, fractions, yes and no: read with care or named."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.importers import measures
from core.importers.measures import number_of
from core.importers.problems import CellError
from core.terms import RowReason

TODAY = date(2026, 11, 22)


def span(cell, today=TODAY):
    first, last = measures.first_day(cell, today), measures.last_day(cell, today)
    return first and date.fromordinal(first + 719163), last and date.fromordinal(last + 719163)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2026-10-01", date(2026, 10, 1), date(2026, 10, 1)),
        ("2026.05.01.", date(2026, 5, 1), date(2026, 5, 1)),
        ("20260826", date(2026, 8, 26), date(2026, 8, 26)),
        ("46327", date(2026, 11, 1), date(2026, 11, 1)),
        ("2026-04-27~2026-05-03", date(2026, 4, 27), date(2026, 5, 3)),
        ("2026.04.27. ~ 2026.05.03.", date(2026, 4, 27), date(2026, 5, 3)),
        ("2026-04-27～2026-05-03", date(2026, 4, 27), date(2026, 5, 3)),
        ("2026-04-27 - 2026-05-03", date(2026, 4, 27), date(2026, 5, 3)),
        ("2026.05.", date(2026, 5, 1), date(2026, 5, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026년 5월", date(2026, 5, 1), date(2026, 5, 31)),
        ("2026-11", date(2026, 11, 1), TODAY),
        ("2026-11-16~2026-11-29", date(2026, 11, 16), TODAY),
        ("", None, None),
        ("-", None, None),
    ],
)
def test_a_day_a_month_or_a_range_has_two_ends(cell, first, last):
    assert span(cell) == (first, last)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("전체", RowReason.BAD_DATE),
        ("2026-05-03~2026-04-27", RowReason.BAD_DATE),
        ("2026-05-03~", RowReason.BAD_DATE),
        ("2026-05-03~2026-05-04~2026-05-05", RowReason.BAD_DATE),
        ("2026-13", RowReason.BAD_DATE),
        ("2026-02-30", RowReason.BAD_DATE),
        ("2026-11-23", RowReason.FUTURE_DATE),
        ("2026-12", RowReason.FUTURE_DATE),
        ("2026-11-23~2026-11-29", RowReason.FUTURE_DATE),
        ("2011-12-31", RowReason.TOO_OLD_DATE),
        ("05/04/2026", RowReason.AMBIGUOUS_DATE),
    ],
)
def test_what_is_no_day_is_named(cell, reason):
    for read in (measures.first_day, measures.last_day):
        with pytest.raises(CellError) as refused:
            read(cell, TODAY)
        assert refused.value.reason is reason


@given(st.dates(date(2012, 1, 1), TODAY), st.integers(0, 400))
def test_a_range_is_read_as_it_was_written(first, days):
    last = date.fromordinal(min(first.toordinal() + days, TODAY.toordinal()))
    assert span(f"{first:%Y-%m-%d}~{last:%Y-%m-%d}") == (first, last)


def test_a_day_of_payment_may_lie_ahead_but_not_too_far():
    assert measures.day("2026-12-24", TODAY + measures.AHEAD) == number_of(date(2026, 12, 24))
    with pytest.raises(CellError):
        measures.day("2036-12-24", TODAY + measures.AHEAD)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [("0", 0), ("7", 7), ("07", 7), ("07시", 7), ("07:00", 7), ("07~08시", 7), ("23", 23),
     ("07:00 ~ 08:00", 7), ("", None), ("-", None)],
)  # fmt: skip
def test_an_hour_is_where_it_begins(cell, hour):
    assert measures.hour(cell) == hour


@pytest.mark.parametrize("cell", ["24", "아침", "7.5", "07:30"])
def test_what_is_no_hour_is_named(cell):
    with pytest.raises(CellError):
        measures.hour(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.5", 1.5), ("1,234.56", 1234.56), ("₩1,200", 1200.0), ("-3.5", -3.5),
        ("3.847587e+08", 384_758_700.0), ("12", 12.0), ("(2.5)", -2.5), ("-", None), ("", None),
    ],
)  # fmt: skip
def test_a_fraction_is_read(cell, value):
    assert measures.decimal(cell) == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1.2.3", RowReason.BAD_NUMBER), ("12,5", RowReason.BAD_NUMBER),
        ("1e99", RowReason.OUT_OF_RANGE), ("①", RowReason.BAD_NUMBER),
        ("많음", RowReason.BAD_NUMBER), ("#VALUE!", RowReason.ERROR_CELL),
        ("infinity", RowReason.BAD_NUMBER), ("=", RowReason.FORMULA_WITHOUT_VALUE),
    ],
)  # fmt: skip
def test_what_is_no_fraction_is_named(cell, reason):
    with pytest.raises(CellError) as refused:
        measures.decimal(cell)
    assert refused.value.reason is reason


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e11, max_value=1e11))
def test_a_fraction_comes_back_as_it_was(value):
    assert math.isclose(measures.decimal(repr(value)), value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("Y", 1), ("예", 1), ("답변 완료", 1), ("https://x/1.jpg", 1), ("n", 0), ("미답변", 0),
     ("", None), ("글쎄", None)],
)  # fmt: skip
def test_yes_and_no_and_neither(cell, value):
    assert measures.yes(cell) == value


def test_what_somebody_wrote_is_kept_without_what_tells_who():
    said = "좋아요!\n문의는 010-1234-5678, me@example.com"
    assert measures.free_text(said) == "좋아요!\n문의는 ***, ***"
    assert measures.free_text(" - ") is None
    with pytest.raises(CellError):
        measures.free_text("x" * 40_000)
