"""What is typed by hand is kept like a file, goes on top of what was typed, and comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from core.services import importing, typed
from core.services.opening import open_shop
from core.services.typed_rows import (
    AdCost,
    Cell,
    DayCounts,
    Doubt,
    Fault,
    Problem,
    Question,
    Stamp,
    TypedConflict,
    TypedRefused,
    WeekNumbers,
    check_costs,
    check_days,
    check_weeks,
    doubt_weeks,
    overlapping,
    weeks,
)
from core.store import statistics
from core.terms import AdPlatform, Evidence, Period, Vocabulary

TODAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 3, tzinfo=UTC)
SUNDAY = date(2026, 11, 22)
BEFORE, NOW = WeekNumbers(4_000, 120, 3_840_000), WeekNumbers(3_400, 88, 3_005_600)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 22))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shop(request, tmp_path):
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_shop")
    shop = open_shop(tmp_path, url)
    yield shop
    shop.close()


def stamp(minutes: int = 0) -> Stamp:
    return Stamp(AT + timedelta(minutes=minutes), TODAY, "직접 적은 숫자")


def rows(shop, table: str) -> list[dict[str, object]]:
    with shop.store.read() as session:
        found = session.execute(text(f"SELECT * FROM {table} WHERE current = 1 ORDER BY first_day"))
        return [dict(row) for row in found.mappings()]


def entries(shop) -> list[int]:
    return [entry.id for entry in importing.history(shop) if entry.undone_at is None]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 23), date(2026, 11, 9)),
        (date(2026, 11, 25), date(2026, 11, 9)),
        (date(2026, 11, 29), date(2026, 11, 9)),
        (date(2026, 11, 30), date(2026, 11, 16)),
        (date(2027, 1, 1), date(2026, 12, 14)),
    ],
)
def test_the_two_weeks_are_whole_ones_from_monday_to_sunday(today, first):
    before, now = weeks(today)

    assert before.first == first
    assert (before.days, now.days, now.first - before.last) == (7, 7, timedelta(days=1))
    assert now.last < today


def test_the_example_is_concluded_from():
    verdict = typed.conclude(BEFORE, NOW)

    assert verdict.split.change == -834_400
    assert verdict.level is Evidence.HINT


def test_impossible_weeks_are_not_concluded_from_and_not_kept(shop):
    wrong = WeekNumbers(10, 0, 500)

    with pytest.raises(TypedRefused) as refused:
        typed.conclude(BEFORE, wrong)
    assert refused.value.faults == (Fault(2, Cell.REVENUE, Problem.REVENUE_WITHOUT_ORDERS),)
    with pytest.raises(TypedRefused):
        typed.keep_weeks(shop, BEFORE, wrong, stamp())
    assert entries(shop) == []


@pytest.mark.parametrize(
    ("week", "problems"),
    [
        (WeekNumbers(), {Problem.MISSING}),
        (WeekNumbers(-1, -2, -3), {Problem.NEGATIVE}),
        (WeekNumbers(10**10, 10, 10**13), {Problem.TOO_LARGE}),
        (WeekNumbers(None, 3, 3_000), set()),
        (WeekNumbers(0, 0, 0), set()),
    ],
)
def test_weeks_have_their_limits(week, problems):
    assert {fault.problem for fault in check_weeks(BEFORE, week)} == problems


def test_odd_weeks_are_asked_about():
    assert doubt_weeks(WeekNumbers(5, 9, 900), WeekNumbers(5, 1, 0)) == [
        Question(1, Doubt.MORE_ORDERS_THAN_VISITS),
        Question(2, Doubt.ORDERS_WITHOUT_REVENUE),
    ]
    assert doubt_weeks(BEFORE, WeekNumbers(None, 3, 30)) == []


def test_two_weeks_are_kept_as_statistics_and_listed(shop):
    kept = typed.keep_weeks(shop, BEFORE, NOW, stamp())

    entry = importing.history(shop)[0]
    assert (kept.new, kept.changed, entry.id) == (2, 0, kept.upload_id)
    assert (entry.format_id, entry.rows, entry.new) == ("typed_week", 2, 2)
    assert entry.period == Period(date(2026, 11, 9), SUNDAY)
    found = rows(shop, "statistic")
    assert [(row["visits"], row["payments"], row["net"]) for row in found] == [
        (4_000, 120, 3_840_000),
        (3_400, 88, 3_005_600),
    ]
    assert {row["vocabulary"] for row in found} == {Vocabulary.TYPED.value}
    assert typed.typed_weeks(shop, TODAY) == (BEFORE, NOW)


def test_of_the_week_after_one_of_the_two_is_known(shop):
    typed.keep_weeks(shop, BEFORE, NOW, stamp())

    assert typed.typed_weeks(shop, TODAY + timedelta(days=7)) == (NOW, WeekNumbers())


def test_the_same_numbers_once_more_leave_no_trace(shop):
    typed.keep_weeks(shop, BEFORE, NOW, stamp())

    assert typed.keep_weeks(shop, BEFORE, NOW, stamp(1)).upload_id is None
    assert entries(shop) == [1]


def test_taking_weeks_back_leaves_nothing(shop):
    kept = typed.keep_weeks(shop, BEFORE, NOW, stamp())
    typed.take_back(shop, kept.upload_id, at=AT)

    assert typed.typed_weeks(shop, TODAY) == (WeekNumbers(), WeekNumbers())
    assert rows(shop, "statistic") == []
    with pytest.raises(LookupError):
        typed.take_back(shop, kept.upload_id, at=AT)


def test_a_second_entry_of_a_day_leaves_the_first_one_alone(shop):
    typed.keep_days(shop, [DayCounts(SUNDAY, wishes=3)], stamp())
    typed.keep_days(shop, [DayCounts(SUNDAY, cart_adds=5)], stamp(1))

    assert typed.days(shop) == [DayCounts(SUNDAY, 3, 5, None)]


def test_within_one_second_the_later_entry_counts(shop):
    typed.keep_days(shop, [DayCounts(SUNDAY, wishes=3)], stamp())
    typed.keep_days(shop, [DayCounts(SUNDAY, wishes=4)], stamp())

    assert typed.days(shop) == [DayCounts(SUNDAY, 4)]


def test_a_nought_is_a_number(shop):
    typed.keep_days(shop, [DayCounts(SUNDAY, wishes=3)], stamp())
    typed.keep_days(shop, [DayCounts(SUNDAY, wishes=0)], stamp(1))

    assert typed.days(shop) == [DayCounts(SUNDAY, 0)]


def test_an_entry_whose_numbers_were_carried_on_is_taken_back_with_the_later_one(shop):
    first = typed.keep_days(shop, [DayCounts(SUNDAY, wishes=3)], stamp())
    second = typed.keep_days(shop, [DayCounts(SUNDAY, cart_adds=5)], stamp(1))

    plan = importing.undo_plan(shop, first.upload_id)
    assert [entry.id for entry in plan.together] == [second.upload_id]
    typed.take_back(shop, second.upload_id, at=AT)
    assert typed.days(shop) == [DayCounts(SUNDAY, 3)]


def test_an_entry_that_was_replaced_altogether_goes_alone(shop):
    first = typed.keep_days(shop, [DayCounts(SUNDAY, wishes=3)], stamp())
    typed.keep_days(shop, [DayCounts(SUNDAY, wishes=4)], stamp(1))
    typed.take_back(shop, first.upload_id, at=AT)

    assert typed.days(shop) == [DayCounts(SUNDAY, 4)]


def test_days_are_changed_and_deleted_and_it_can_be_undone(shop):
    saturday = SUNDAY - timedelta(days=1)
    there = [DayCounts(SUNDAY, 3, 5, 7), DayCounts(saturday, 1)]
    typed.keep_days(shop, there, stamp())
    wanted = [DayCounts(SUNDAY, None, 6, 7)]
    changed = typed.change_days(shop, there, wanted, stamp(1))

    assert (changed.new, changed.changed, changed.gone) == (0, 1, 1)
    assert typed.days(shop) == wanted
    typed.change_days(shop, wanted, there, stamp(2))
    assert typed.days(shop) == there


def test_a_changed_number_is_taken_back_like_a_file(shop):
    typed.keep_days(shop, [DayCounts(SUNDAY, 3)], stamp())
    changed = typed.change_days(shop, [DayCounts(SUNDAY, 3)], [DayCounts(SUNDAY, 4)], stamp(1))
    typed.take_back(shop, changed.upload_id, at=AT)

    assert typed.days(shop) == [DayCounts(SUNDAY, 3)]


def test_a_deleted_day_leaves_no_row_and_the_others_of_its_entry_stay(shop):
    saturday = SUNDAY - timedelta(days=1)
    friday = DayCounts(SUNDAY - timedelta(days=2), 9)
    there = [DayCounts(SUNDAY, 3), DayCounts(saturday, 1)]
    typed.keep_days(shop, [friday], stamp())
    typed.keep_days(shop, there, stamp(1))
    typed.keep_days(shop, [DayCounts(SUNDAY, cart_adds=5)], stamp(2))
    seen = typed.days(shop)
    kept = typed.change_days(shop, seen, seen[1:], stamp(3))

    assert (kept.new, kept.changed, kept.gone) == (0, 0, 1)
    assert typed.days(shop) == [DayCounts(saturday, 1), friday]
    assert len(rows(shop, "statistic")) == 2
    assert entries(shop) == [4, 1]


def test_the_last_day_of_an_entry_is_deleted_without_a_new_one(shop):
    there = [DayCounts(SUNDAY, 3)]
    typed.keep_days(shop, there, stamp())
    kept = typed.change_days(shop, there, [], stamp(1))

    assert (kept.upload_id, kept.gone, kept.is_nothing) == (None, 1, False)
    assert entries(shop) == []


def test_a_deleted_day_may_be_typed_anew(shop):
    there = [DayCounts(SUNDAY, 3)]
    typed.keep_days(shop, there, stamp())
    typed.change_days(shop, there, [], stamp(1))
    assert typed.days(shop) == []
    typed.keep_days(shop, [DayCounts(SUNDAY, cart_adds=2)], stamp(2))

    assert typed.days(shop) == [DayCounts(SUNDAY, None, 2)]


def test_what_another_window_changed_is_not_overwritten(shop):
    there = [DayCounts(SUNDAY, 3)]
    typed.keep_days(shop, there, stamp())
    typed.keep_days(shop, [DayCounts(SUNDAY, 8)], stamp(1))

    with pytest.raises(TypedConflict):
        typed.change_days(shop, there, [DayCounts(SUNDAY, 4)], stamp(2))
    assert typed.days(shop) == [DayCounts(SUNDAY, 8)]


def test_nothing_changed_is_nothing_kept(shop):
    there = [DayCounts(SUNDAY, 3)]
    typed.keep_days(shop, there, stamp())

    assert typed.change_days(shop, there, there, stamp(1)).upload_id is None


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (DayCounts(TODAY + timedelta(days=1), 1), Problem.FUTURE),
        (DayCounts(date(2006, 1, 1), 1), Problem.TOO_OLD),
        (DayCounts(SUNDAY, -1), Problem.NEGATIVE),
        (DayCounts(SUNDAY, 1, 10**12), Problem.TOO_LARGE),
        (DayCounts(SUNDAY), Problem.NO_NUMBER),
    ],
)
def test_days_have_their_limits(shop, day, problem):
    assert [fault.problem for fault in check_days([day], TODAY)] == [problem]
    for keep in (typed.keep_days, lambda *rest: typed.change_days(rest[0], [], *rest[1:])):
        with pytest.raises(TypedRefused):
            keep(shop, [day], stamp())


def test_a_day_stands_on_one_line():
    faults = check_days([DayCounts(SUNDAY, 1), DayCounts(SUNDAY, 2)], TODAY)

    assert faults == [Fault(2, Cell.DAY, Problem.TWICE)]


AD = AdCost(AdPlatform.META, NOVEMBER, 300_000)
BLOGGER = AdCost(AdPlatform.OTHER, NOVEMBER, 150_000, "체험단 달빛")


def test_costs_are_kept_by_place_and_period(shop):
    typed.keep_costs(shop, [AD, BLOGGER], stamp())

    assert set(typed.costs(shop)) == {AD, BLOGGER}
    assert {row["report"] for row in rows(shop, "ad_result")} == {"typed_ads"}
    assert len({row["level"] for row in rows(shop, "ad_result")}) == 1
    assert (importing.history(shop)[0].new, importing.history(shop)[0].rows) == (2, 2)
    assert importing.history(shop)[0].format_id == "typed_ads"


def test_the_same_ad_once_more_replaces_its_cost_whoever_was_typed_with_it(shop):
    typed.keep_costs(shop, [AD, BLOGGER], stamp())
    kept = typed.keep_costs(shop, [replace(AD, cost=350_000)], stamp(1))

    assert (kept.new, kept.changed) == (0, 1)
    assert {ad.cost for ad in typed.costs(shop)} == {350_000, 150_000}


def test_a_changed_period_moves_the_cost(shop):
    typed.keep_costs(shop, [AD], stamp())
    moved = replace(AD, period=Period(NOVEMBER.first, date(2026, 11, 20)))
    typed.change_costs(shop, [AD], [moved], stamp(1))

    assert typed.costs(shop) == [moved]


def test_a_cost_is_shared_out_among_its_days_to_the_won(shop):
    typed.keep_costs(shop, [replace(AD, cost=100)], stamp())
    shares = [row["cost"] for row in rows(shop, "ad_result")]

    assert (len(shares), sum(shares), min(shares), max(shares)) == (22, 100, 4, 5)


def test_costs_of_overlapping_days_are_both_counted(shop):
    week = Period(date(2026, 11, 16), SUNDAY)
    typed.keep_costs(shop, [AD, replace(BLOGGER, period=week)], stamp())
    typed.keep_costs(shop, [replace(BLOGGER, cost=70_000, name="이웃")], stamp(1))
    with shop.store.read() as session:
        found = statistics.ad_facts(session, shop.id, NOVEMBER)

    totals = {platform: int(facts.rows["cost"].sum()) for platform, facts in found.items()}
    assert totals == {AdPlatform.META: 300_000, AdPlatform.OTHER: 220_000}


def test_a_part_of_a_period_has_its_part_of_the_cost(shop):
    typed.keep_costs(shop, [replace(AD, cost=22_000)], stamp())
    with shop.store.read() as session:
        found = statistics.ad_facts(session, shop.id, Period(date(2026, 11, 16), SUNDAY))

    assert found[AdPlatform.META].rows["cost"].sum() == 7_000


def test_a_deleted_cost_leaves_no_row(shop):
    typed.keep_costs(shop, [AD, BLOGGER], stamp())
    typed.change_costs(shop, [AD, BLOGGER], [AD], stamp(1))

    assert typed.costs(shop) == [AD]
    assert len(rows(shop, "ad_result")) == 22


def test_a_cost_of_nothing_is_kept(shop):
    free = replace(AD, cost=0)
    typed.keep_costs(shop, [free], stamp())

    assert typed.costs(shop) == [free]


@pytest.mark.parametrize(
    ("ad", "problem"),
    [
        (AdCost(AdPlatform.OTHER, NOVEMBER, 1), Problem.MISSING),
        (replace(AD, name="가" * 61), Problem.NAME_TOO_LONG),
        (replace(AD, name="달\x00빛"), Problem.NAME_UNREADABLE),
        (replace(AD, cost=-1), Problem.NEGATIVE),
        (replace(AD, period=Period(date(2025, 1, 1), SUNDAY)), Problem.TOO_LONG),
        (replace(AD, period=Period(SUNDAY, date(2026, 11, 30))), Problem.FUTURE),
    ],
)
def test_costs_have_their_limits(shop, ad, problem):
    assert [fault.problem for fault in check_costs([ad], TODAY)] == [problem]
    for keep in (typed.keep_costs, lambda *rest: typed.change_costs(rest[0], [], *rest[1:])):
        with pytest.raises(TypedRefused):
            keep(shop, [ad], stamp())


def test_an_ad_stands_on_one_line():
    assert check_costs([AD, AD], TODAY) == [Fault(2, Cell.FIRST, Problem.TWICE)]


def test_costs_that_would_count_twice_are_asked_about():
    week = Period(date(2026, 11, 16), SUNDAY)

    assert overlapping([AD, replace(AD, period=week)], []) == [
        Question(1, Doubt.OVERLAP),
        Question(2, Doubt.OVERLAP),
    ]
    assert overlapping([replace(AD, period=week)], [AD]) == [Question(1, Doubt.OVERLAP)]
    assert overlapping([AD], [AD, BLOGGER, replace(AD, platform=AdPlatform.KAKAO)]) == []
    assert overlapping([replace(AD, period=week)], [replace(AD, period=week.before())]) == []
