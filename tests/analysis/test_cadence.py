"""A rhythm is kept week by week; what is published too much makes up for nothing."""

from datetime import date, timedelta

from core.analysis.cadence import LOOKED_AT, Pace, Week, monday_of, share, streak, weeks

MONDAY = date(2026, 11, 23)
TODAY = MONDAY + timedelta(days=2)


def week(back):
    return MONDAY - timedelta(days=7 * back)


def days(*counts):
    """So many published in each week, this week first."""
    return [
        week(back) + timedelta(days=number % 7)
        for back, count in enumerate(counts)
        for number in range(count)
    ]


def test_the_share_counts_only_weeks_that_are_over():
    found = weeks([Pace(week(3), 2)], days(1, 2, 1, 5), TODAY)
    assert [(one.due, one.published, one.counted) for one in found] == [
        (2, 5, 2), (2, 1, 1), (2, 2, 2), (2, 1, 1),
    ]  # fmt: skip
    assert share(found, TODAY) == (5, 6)
    # On Sunday the week is not over yet, on Monday it is.
    assert share(found, MONDAY + timedelta(days=6)) == (5, 6)
    assert share(found, MONDAY + timedelta(days=7)) == (6, 8)


def test_past_weeks_are_held_against_what_was_meant_then():
    found = weeks([Pace(week(3), 1), Pace(week(1), 3), Pace(MONDAY, 0)], days(0, 3, 1, 1), TODAY)
    assert found == [Week(week(3), 1, 1), Week(week(2), 1, 1), Week(week(1), 3, 3)]
    assert share(found, TODAY) == (5, 5)


def test_a_streak_ends_with_the_first_week_that_was_not_kept():
    found = weeks([Pace(week(9), 1)], days(0, 1, 1, 0, 1), TODAY)
    assert streak([found], TODAY) == 2
    assert streak([weeks([Pace(week(9), 1)], days(1, 1, 1, 0, 1), TODAY)], TODAY) == 3
    assert streak([weeks([Pace(week(9), 1)], days(0, 0, 1), TODAY)], TODAY) == 0


def test_a_streak_needs_all_channels():
    blog = weeks([Pace(week(4), 1)], days(1, 1, 1, 1), TODAY)
    film = weeks([Pace(week(2), 1)], days(1, 1, 0), TODAY)
    assert streak([blog, film], TODAY) == 2


def test_without_a_rhythm_there_is_nothing_to_keep():
    assert weeks([], days(3), TODAY) == []
    assert share([], TODAY) == (0, 0)
    assert streak([], TODAY) == 0


def test_only_the_last_weeks_are_looked_at_and_nothing_of_the_future():
    found = weeks([Pace(week(60), 1)], [TODAY + timedelta(days=1)], TODAY)
    assert len(found) == LOOKED_AT + 1
    assert found[-1] == Week(MONDAY, 1, 0)
    assert monday_of(TODAY) == MONDAY
