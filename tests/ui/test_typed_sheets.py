"""The tables typed by hand are read cell by cell; nothing typed is lost without a word."""

from datetime import date

import pytest

from core.i18n import speaking
from core.services.typed_rows import AdCost, Cell, DayCounts, Fault, Problem
from core.terms import AdPlatform, Period
from core.ui.typed_sheets import COSTS, DAYS

TODAY = date(2026, 11, 25)
SUNDAY = date(2026, 11, 22)
NOVEMBER = Period(date(2026, 11, 1), SUNDAY)


def problems(reading) -> list[tuple[int, Cell, Problem]]:
    return [(fault.row, fault.cell, fault.problem) for fault in reading.faults]


def test_the_days_laid_out_are_no_rows_until_they_have_a_number():
    lines = DAYS.blank(TODAY)

    assert lines[0][0] == "2026.11.24"
    assert DAYS.read(lines, TODAY).rows == []


def test_counts_are_read_from_the_table():
    found = DAYS.read(
        [["2026.11.22", "3", None, float("nan")], ["11/21", "", "1,000개", "2명"]], TODAY
    )

    assert found.faults == []
    assert found.rows == [
        DayCounts(SUNDAY, 3),
        DayCounts(date(2026, 11, 21), None, 1_000, 2),
    ]


def test_all_that_is_wrong_is_told_with_its_line():
    lines = [
        ["2026.11.22", "3", "", ""],
        ["", "4", "", ""],
        ["2026.13.01", "많이", "", ""],
        ["2026.11.30", "1", "", ""],
        ["2026.11.22", "5", "", ""],
    ]

    assert problems(DAYS.read(lines, TODAY)) == [
        (2, Cell.DAY, Problem.MISSING),
        (3, Cell.DAY, Problem.NOT_A_DAY),
        (3, Cell.WISHES, Problem.NOT_A_NUMBER),
        (4, Cell.DAY, Problem.FUTURE),
        (5, Cell.DAY, Problem.TWICE),
    ]


def test_lines_from_a_spreadsheet_may_have_a_heading():
    found = DAYS.paste("날짜\t찜\t장바구니\t알림받기\n2026-11-22\t3\t\t5\n", TODAY)

    assert (found.rows, found.faults) == ([DayCounts(SUNDAY, 3, None, 5)], [])


def test_a_pasted_line_without_a_number_is_told():
    found = DAYS.paste("2026-11-22\t\t\t\n2026-11-21\t1", TODAY)

    assert problems(found) == [(1, Cell.DAY, Problem.NO_NUMBER)]


def test_an_unclear_comma_is_told():
    found = DAYS.paste("2026-11-21\t1\n2026-11-22,500", TODAY)

    assert found.faults == [Fault(2, Cell.DAY, Problem.UNCLEAR)]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("platform", list(AdPlatform))
def test_what_is_shown_is_read_back(language, platform):
    ad = AdCost(platform, NOVEMBER, 300_000, "겨울")
    counts = DayCounts(SUNDAY, 1_234, None, 0)

    with speaking(language):
        assert COSTS.read([COSTS.text(ad)], TODAY).rows == [ad]
        assert DAYS.read([DAYS.text(counts)], TODAY).rows == [counts]


@pytest.mark.parametrize(
    ("said", "name", "ad"),
    [
        ("인스타그램", "", AdCost(AdPlatform.META, NOVEMBER, 5)),
        ("카카오 광고", "", AdCost(AdPlatform.KAKAO, NOVEMBER, 5)),
        ("파워링크", "", AdCost(AdPlatform.NAVER_SEARCH, NOVEMBER, 5)),
        ("당근", "", AdCost(AdPlatform.OTHER, NOVEMBER, 5, "당근")),
        ("체험단", "달빛 블로그", AdCost(AdPlatform.OTHER, NOVEMBER, 5, "달빛 블로그")),
    ],
)
def test_a_platform_is_known_by_what_sellers_call_it(said, name, ad):
    found = COSTS.paste(f"{said}\t2026.11.01\t2026.11.22\t5원\t{name}", TODAY)

    assert (found.rows, found.faults) == ([ad], [])


def test_one_day_needs_no_last_day():
    found = COSTS.read([["구글", "2026.11.22", "", "5", ""]], TODAY)

    assert found.rows == [AdCost(AdPlatform.GOOGLE, Period(SUNDAY, SUNDAY), 5)]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (["", "2026.11.01", "2026.11.22", "5", ""], (1, Cell.PLATFORM, Problem.MISSING)),
        (["구글", "", "2026.11.22", "5", ""], (1, Cell.FIRST, Problem.MISSING)),
        (["구글", "2026.11.22", "2026.11.01", "5", ""], (1, Cell.LAST, Problem.ENDS_BEFORE)),
        (["구글", "2026.11.01", "2026.11.22", "", ""], (1, Cell.COST, Problem.MISSING)),
        (["구글", "2026.11.01", "2026.11.22", "5.5", ""], (1, Cell.COST, Problem.NOT_A_NUMBER)),
    ],
)
def test_a_cost_that_lacks_something_is_told(line, problem):
    found = COSTS.read([line], TODAY)

    assert (problems(found), found.rows) == ([problem], [])


def test_empty_lines_of_costs_are_stepped_over():
    assert COSTS.read(COSTS.blank(TODAY), TODAY).rows == []


def test_two_costs_of_the_same_days_are_asked_about():
    ad = AdCost(AdPlatform.META, NOVEMBER, 1)
    week = AdCost(AdPlatform.META, Period(date(2026, 11, 16), SUNDAY), 1)

    assert len(COSTS.odd([week], [ad])) == 1
    assert DAYS.odd([DayCounts(SUNDAY, 1)], [DayCounts(SUNDAY, 2)]) == []
