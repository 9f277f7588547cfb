"""Numbers and days are read as sellers write them, and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.i18n import formats, speaking
from core.ui import written

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,840,000원", 3_840_000),
        (" 3840000 ", 3_840_000),
        ("384만", 3_840_000),
        ("300만 5,600원", 3_005_600),
        ("1억 2,000만", 120_000_000),
        ("₩1,000", 1_000),
        ("１２３건", 123),
        ("1,200명", 1_200),
        ("0", 0),
        ("-5", -5),
        ("−5", -5),
        ("", None),
        ("-", None),
        ("모름", None),
    ],
)
def test_a_number_is_read(text, number):
    assert written.number(text) == number


@pytest.mark.parametrize(
    "text", ["1.5", "1,23", "12,34만", "abc", "억", "원", "1e3", "3~4", "²", "--5"]
)
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        written.number(text)


@given(st.integers(0, 10**12))
def test_what_we_write_ourselves_is_read_back(number):
    with speaking("ko"):
        assert written.number(formats.won(number)) == number
        assert written.number(formats.won_full(number)) == number
        assert written.number(formats.count(number, "visits")) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026.11.22(일)", date(2026, 11, 22)),
        ("2026. 11. 22.", date(2026, 11, 22)),
        ("2026년 11월 2일", date(2026, 11, 2)),
        ("2026/11/22", date(2026, 11, 22)),
        ("20261122", date(2026, 11, 22)),
        ("2026-11-22 00:00:00", date(2026, 11, 22)),
        ("11.22(일)", date(2026, 11, 22)),
        ("11/25", date(2026, 11, 25)),
        ("12/31", date(2025, 12, 31)),
    ],
)
def test_a_day_is_read(text, day):
    assert written.day(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "어제", "2026-02-30", "13/40", "2/29", "22.11.2026"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        written.day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("2026-11-22\t3\t\t5", ["2026-11-22", "3", "", "5"]),
        ("2026-11-22\t1,000", ["2026-11-22", "1,000"]),
        ("2026-11-22, 1,000, 2", ["2026-11-22", "1,000", "2"]),
        ("2026-11-22,1,2,3", ["2026-11-22", "1", "2", "3"]),
        ("2026.11.22  1,000  2", ["2026.11.22", "1,000", "2"]),
        ("11.22 3 4", ["11.22", "3", "4"]),
        ("2026. 11. 22.  3", ["2026. 11. 22.", "3"]),
    ],
)
def test_a_pasted_line_has_its_cells(text, cells):
    assert written.lines(f"\n{text}\r\n\n") == [cells]


@pytest.mark.parametrize("text", ["2026-11-22,5,100,200", "2026-11-22,500"])
def test_a_comma_that_could_mean_two_things_is_not_guessed(text):
    with pytest.raises(written.Unclear) as unclear:
        written.lines(f"2026-11-21\t3\n{text}")
    assert unclear.value.line == 2
