"""The table into which counts of a copy test are typed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.services.copy_test_counts import CountsRefused
from core.services.copy_test_kept import CopyTest, Draft
from core.terms import Period, RowReason
from core.terms.copy_tests import (
    Count,
    CountSource,
    Design,
    Plan,
    PlannedVersion,
    Response,
    TestStatus,
    Version,
)
from core.ui.copy_tests_grid import grid, read

DAY = date(2026, 12, 1)
START = datetime(2026, 12, 1, 3, tzinfo=UTC)
TEXTS = (Version("A", "하나"), Version("B", "둘"))


def day(number):
    return DAY + timedelta(days=number)


def running(design=Design.AD_PLATFORM, response=Response.CLICKS):
    turns = {day(n): "AB"[n % 2] for n in range(7)}
    plan = Plan(
        design, response, "A", (PlannedVersion("A", 1), PlannedVersion("B", 1)),
        Period(DAY, day(6)), days=turns if design is Design.ALTERNATE_DAYS else None,
    )  # fmt: skip
    draft = Draft("광고", design, response, TEXTS, days=7)
    return CopyTest(
        1, TestStatus.RUNNING, draft, plan, "00", None, None, None, "", None, START, START, None, 1
    )


def test_days_stand_oldest_first_with_all_versions_side_by_side():
    table = grid(running(), [Count("B", DAY, 1200, 7)], day(2), {}, daily=True)
    assert list(table.frame.columns) == ["when", "A.shown", "A.reacted", "B.shown", "B.reacted"]
    assert table.frame["when"].tolist() == ["12.01(화)", "12.02(수)", "12.03(목)"]
    assert table.frame["B.shown"].tolist() == ["1,200", "", ""]
    assert table.headings["B.reacted"] == "B 클릭"


def test_days_after_the_plan_are_not_asked_for():
    assert len(grid(running(), [], day(30), {}, daily=True).frame) == 7
    assert grid(running(), [], day(-1), {}, daily=True).frame.empty


def test_where_days_take_turns_a_row_is_one_version():
    table = grid(running(Design.ALTERNATE_DAYS), [], day(2), {}, daily=True)
    assert table.frame["which"].tolist() == ["A 문구", "B 문구", "A 문구"]
    table.frame.loc[1, "shown"] = "90"
    table.frame.loc[1, "reacted"] = "4"
    assert read(table, table.frame, []) == [Count("B", day(1), 90, 4)]


def test_a_list_offers_how_many_were_sent_a_message():
    test = running(Design.LIST_SPLIT, Response.REVENUE)
    table = grid(test, [], day(2), {"A": 451, "B": 452, "": 100}, daily=False)
    assert table.frame["shown"].tolist() == ["451", "452"]
    assert list(table.frame.columns) == ["which", "shown", "reacted", "won"]
    table.frame.loc[0, "reacted"] = "12명"
    table.frame.loc[0, "won"] = "36만 원"
    found = read(table, table.frame, [])
    assert found[0] == Count("A", None, 451, 12, 360_000)


def test_what_is_not_touched_stays_and_what_is_emptied_goes():
    kept = Count("A", DAY, 50, 2, 900, 400_500, CountSource.FILE)
    there = [kept, Count("B", DAY, 50, 1), Count("A", day(-3), 9, 1)]
    table = grid(running(), there, day(1), {}, daily=True)
    table.frame.loc[0, ["B.shown", "B.reacted"]] = ["", None]
    table.frame.loc[1, "A.shown"] = "70"
    assert read(table, table.frame, there) == [
        there[2],
        kept,
        Count("A", day(1), 70, None),
    ]


def test_a_number_typed_anew_loses_the_squares_that_belonged_to_the_old_one():
    there = [Count("A", DAY, 50, 2, 900, 400_500, CountSource.FILE)]
    table = grid(running(), there, DAY, {}, daily=True)
    table.frame.loc[0, "A.reacted"] = "3"
    assert read(table, table.frame, there) == [Count("A", DAY, 50, 3, 900)]


def test_cells_that_are_no_numbers_are_all_named():
    table = grid(running(), [], day(1), {}, daily=True)
    table.frame.loc[0, "A.shown"] = "많이"
    table.frame.loc[1, "B.reacted"] = "2.5"
    with pytest.raises(CountsRefused) as refused:
        read(table, table.frame, [])
    assert [(one.reason, one.line, one.letter, one.day, one.heading, one.cell)
            for one in refused.value.faults] == [
        (RowReason.BAD_NUMBER, 1, "A", DAY, "A 노출", "많이"),
        (RowReason.BAD_NUMBER, 2, "B", day(1), "B 클릭", "2.5"),
    ]  # fmt: skip
