"""The days of the calendar stand where the calendar has them."""

from datetime import date

import pytest

from core.analysis import shopping_days
from core.analysis.shopping_days import Occasion
from core.terms import Period


def days(year, occasion):
    return next(one.period for one in shopping_days.of_year(year) if one.occasion is occasion)


# Fridays after Thanksgiving, as published for the retail trade.
@pytest.mark.parametrize(
    ("year", "day"), [(2024, 29), (2025, 28), (2026, 27), (2027, 26), (2028, 24)]
)
def test_black_friday_follows_the_fourth_thursday_of_november(year, day):
    assert days(year, Occasion.BLACK_FRIDAY).first == date(year, 11, day)


# Public holidays of Korea: the day itself with the day before and the day after.
@pytest.mark.parametrize(
    ("year", "occasion", "first", "last"),
    [
        (2025, Occasion.SEOLLAL, date(2025, 1, 28), date(2025, 1, 30)),
        (2026, Occasion.SEOLLAL, date(2026, 2, 16), date(2026, 2, 18)),
        (2027, Occasion.SEOLLAL, date(2027, 2, 6), date(2027, 2, 8)),
        (2025, Occasion.CHUSEOK, date(2025, 10, 5), date(2025, 10, 7)),
        (2026, Occasion.CHUSEOK, date(2026, 9, 24), date(2026, 9, 26)),
        (2027, Occasion.CHUSEOK, date(2027, 9, 14), date(2027, 9, 16)),
    ],
)
def test_the_two_great_holidays_last_three_days(year, occasion, first, last):
    assert days(year, occasion) == Period(first, last)


def test_a_period_meets_what_reaches_into_it():
    found = shopping_days.within(Period(date(2026, 2, 18), date(2026, 3, 14)))
    assert [one.occasion for one in found] == [Occasion.SEOLLAL, Occasion.WHITE_DAY]


def test_years_outside_the_table_have_no_lunar_holidays():
    found = {one.occasion for one in shopping_days.of_year(2040)}
    assert Occasion.CHRISTMAS in found
    assert not {Occasion.SEOLLAL, Occasion.CHUSEOK} & found


def test_the_table_has_this_year_and_the_next():
    for year in (2026, 2027):
        assert len(shopping_days.of_year(year)) == len(Occasion)


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (date(2026, 9, 1), date(2026, 9, 28), 3),
        (date(2026, 9, 25), date(2026, 10, 22), 2),
        (date(2026, 11, 1), date(2026, 12, 31), 0),
        (date(2026, 2, 1), date(2026, 9, 30), 6),
    ],
)
def test_only_days_of_long_holidays_are_counted(first, last, wanted):
    assert shopping_days.holidays(Period(first, last)) == wanted
