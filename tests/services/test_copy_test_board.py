"""All copy tests in three groups: who is ahead stays hidden until the plan is reached."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from core.services import copy_library, copy_test_counts, copy_tests, events, todo
from core.services import copy_test_board as boards
from core.services.copy_test_counts import CountReason, CountsRefused
from core.services.copy_tests import CopyTestRefused, Draft, NoteChanged
from core.services.events import Event, EventKind
from core.services.todo import TodoKind
from core.terms import Period
from core.terms.copy_tests import Count, Design, Response, TestStatus, Version
from core.verdicts.copy_tests import Answer, Basis, Call
from tests import shops
from tests.shops import Line

DAY = date(2026, 12, 1)
START = datetime(2026, 12, 1, 3, tzinfo=UTC)
TEXTS = (Version("A", "하나"), Version("B", "둘"))
PLAN = Draft("광고", Design.AD_PLATFORM, Response.ORDERS, TEXTS, days=14)


def at(number):
    return START + timedelta(days=number)


def day(number):
    return DAY + timedelta(days=number)


def running(shop, **more):
    return copy_tests.start(shop, copy_tests.add(shop, replace(PLAN, **more), START).id, START)


def spread(total, days):
    return [total // days + (number < total % days) for number in range(days)]


def enter(shop, test, days, **versions):
    """Counts of each version, (reacted, shown) spread evenly over the first days of a test."""
    rows = [
        Count(letter, day(number), shown, reacted)
        for letter, (reacted_, shown_) in versions.items()
        for number, (reacted, shown) in enumerate(
            zip(spread(reacted_, days), spread(shown_, days), strict=True)
        )
    ]
    copy_test_counts.enter(shop, test.id, rows, at(days))


def test_an_empty_shop_has_no_tests(local):
    found = boards.board(local, DAY)
    assert found.is_empty
    assert found.thrown == ()
    assert boards.waiting(local, DAY) == ()


def test_early_days_tell_nothing_of_who_is_ahead(local):
    test = running(local)
    enter(local, test, 4, A=(10, 500), B=(30, 500))
    (entry,) = boards.board(local, day(4)).running
    assert not entry.ready
    assert entry.ruling.answer is Answer.RUNNING
    assert all(one.call is Call.HIDDEN for one in entry.ruling.versions)
    assert [one.reacted for one in entry.ruling.versions] == [None, None]


def test_a_clear_win_can_be_looked_at_once_the_plan_is_over(local):
    test = running(local)
    enter(local, test, 14, A=(60, 2000), B=(98, 2000))
    assert [one.test.id for one in boards.board(local, day(14)).ready] == [test.id]
    assert [one.id for one in boards.waiting(local, day(14))] == [test.id]
    ended = boards.end(local, boards.one(local, test.id, day(14)), at(14))
    assert ended.status is TestStatus.ENDED
    entry = boards.one(local, test.id, day(40))
    assert (entry.ruling.answer, entry.ruling.chosen) == (Answer.SWITCH, "B")
    assert boards.waiting(local, day(40)) == ()
    assert [one.test.id for one in boards.board(local, day(40)).over] == [test.id]


def test_a_result_reads_back_as_it_was_written_down(local):
    shops.take(local, shops.steady(40, 3, last=DAY))
    for response in Response:
        test = running(local, response=response)
        enter(local, test, 14, A=(60, 2000), B=(98, 2000))
        entry = boards.one(local, test.id, day(14))
        boards.end(local, entry, at(14))
        assert boards.one(local, test.id, day(14)).ruling == entry.ruling


def test_money_beside_counts_reads_back_too(local):
    test = running(local, response=Response.REVENUE)
    rows = [
        Count(letter, None, 1000, bought, bought * 30_000, bought * 30_000**2)
        for letter, bought in (("A", 40), ("B", 80))
    ]
    copy_test_counts.enter(local, test.id, rows, at(14))
    entry = boards.one(local, test.id, day(14))
    boards.end(local, entry, at(14))
    again = boards.one(local, test.id, day(14)).ruling
    assert again.money
    assert again == entry.ruling


def test_a_harmful_version_is_not_used(local):
    test = running(local)
    enter(local, test, 14, A=(60, 1000), B=(30, 1000))
    ruling = boards.one(local, test.id, day(14)).ruling
    assert (ruling.answer, ruling.chosen) == (Answer.KEEP, "A")


def test_a_choice_that_is_not_sure_and_costs_little_is_told_in_won(local):
    # 30 days of 100 visits, orders of 30,000 won: 3,000 visits a month, as in the published case.
    lines = [Line(day(-1 - number % 28), f"b{number}", 30_000) for number in range(84)]
    shops.take(local, lines)
    test = running(local, days=20)
    enter(local, test, 20, A=(30, 1000), B=(42, 1000))
    entry = boards.one(local, test.id, day(20))
    assert (entry.ruling.answer, entry.ruling.chosen) == (Answer.LOW_REGRET, "B")
    assert entry.ruling.of("B").loss_month == pytest.approx(26_000, rel=0.05)


def test_what_a_month_is_worth_is_that_of_the_last_28_days(local):
    lines = [Line(day(-1 - number), f"b{number}", 20_000 + 1_000 * number) for number in range(40)]
    shops.take(local, lines)
    net = sum(20_000 + 1_000 * number for number in range(28))
    found = boards.worth(local, running(local), [Count("A", DAY, 70), Count("B", DAY, 30, 1)])
    assert found.value == net / 28
    assert found.revenue_month == pytest.approx(net * 30 / 28)
    # One day, of which only B was counted wholly.
    assert found.visitors_month == 30 * 30


@pytest.mark.parametrize("response", [Response.CLICKS, Response.REPLIES])
def test_a_click_is_worth_nothing_that_anybody_knows(local, response):
    shops.take(local, shops.steady(40, 3, last=day(-1)))
    assert boards.worth(local, running(local, response=response), ()).value is None


def test_an_order_of_a_product_is_worth_what_that_product_brings(local):
    lines = [Line(day(-1), f"b{number}", 10_000) for number in range(6)]
    shops.take(local, [*lines, Line(day(-2), "c", 90_000, product="pot")])
    with local.store.read() as session:
        from core.store import totals

        period = Period(day(-5), DAY)
        names = totals.product_names(
            session, local.id, totals.top_products(session, local.id, [period], 9)
        )
    pot = next(number for number, name in names.items() if "pot" in name)
    assert boards.worth(local, running(local, product_id=pot), ()).value == 90_000


def test_a_list_is_sent_once_a_month(local):
    test = running(local, design=Design.LIST_SPLIT)
    rows = [Count("A", None, 400, 8), Count("B", None, 401, 9)]
    assert boards.worth(local, test, rows).visitors_month == 801


def test_a_split_that_does_not_fit_the_plan_stands_still(local):
    test = running(local)
    enter(local, test, 14, A=(30, 1000), B=(40, 700))
    entry = boards.one(local, test.id, day(14))
    assert entry.ruling.answer is Answer.MISMATCH
    assert entry.stands_still
    assert not entry.ready
    assert all(one.call is Call.HIDDEN for one in entry.ruling.versions)


def test_days_of_a_promotion_are_left_out_or_kept_as_the_seller_says(local):
    test = running(local)
    enter(local, test, 14, A=(70, 2100), B=(114, 2100))
    sale = Event(EventKind.PROMOTION, Period(day(3), day(5)), "할인")
    events.add(local, sale, at(14))
    entry = boards.one(local, test.id, day(14))
    assert entry.ready
    assert entry.ruling.answer is Answer.MIXED
    assert entry.cut.cuttable
    assert entry.cut.look.days[0] == 11
    boards.end(local, entry, at(14), cut=True)
    ruling = boards.one(local, test.id, day(14)).ruling
    assert ruling.cut is True
    # The first look that decides is the one that is told.
    assert ruling.of("A").shown <= 2100 - 3 * 150


def test_a_test_that_is_stopped_tells_no_winner(local):
    test = running(local)
    enter(local, test, 4, A=(10, 500), B=(30, 500))
    boards.stop(local, boards.one(local, test.id, day(4)), at(4))
    entry = boards.one(local, test.id, day(4))
    assert entry.test.status is TestStatus.STOPPED
    assert entry.ruling.answer is Answer.RUNNING
    shelf = copy_library.book(local).frame
    assert shelf["shown"].tolist() == [500, 500]
    assert shelf[["reacted", "rate", "low", "high"]].isna().to_numpy().all()


def test_a_test_that_was_stopped_by_mistake_goes_on(local):
    test = running(local)
    enter(local, test, 4, A=(10, 500), B=(30, 500))
    boards.stop(local, boards.one(local, test.id, day(4)), at(4))
    copy_tests.undo(local, test.id, at(4))
    entry = boards.one(local, test.id, day(4))
    assert (entry.test.status, entry.test.result) == (TestStatus.RUNNING, None)
    assert sum(one.shown for one in entry.counts) == 1000


def test_a_result_is_not_written_down_over_counts_nobody_saw(local):
    test = running(local)
    enter(local, test, 14, A=(60, 2000), B=(98, 2000))
    entry = boards.one(local, test.id, day(14))
    enter(local, test, 14, A=(61, 2000), B=(98, 2000))
    with pytest.raises(NoteChanged):
        boards.end(local, entry, at(14))


def test_a_draft_cannot_be_ended(local):
    test = copy_tests.add(local, PLAN, START)
    entry = boards.one(local, test.id, DAY)
    assert entry.progress is None
    with pytest.raises(CopyTestRefused):
        boards.end(local, entry, START)


def test_a_comparison_is_told_when_both_had_their_time(local):
    test = running(local, design=Design.BEFORE_AFTER)
    enter(local, test, 5, A=(10, 500), B=(30, 500))
    assert not boards.one(local, test.id, day(5)).ready
    entry = boards.one(local, test.id, day(14))
    assert entry.ready
    assert entry.ruling.answer is Answer.COMPARISON


def test_a_large_difference_may_end_a_test_early(local):
    test = running(local, visitors=200)
    enter(local, test, 9, A=(10, 900), B=(90, 900))
    entry = boards.one(local, test.id, day(9))
    assert entry.ready
    assert entry.ruling.basis is Basis.BOUNDARY


def test_thrown_tests_are_listed_apart(local):
    test = copy_tests.add(local, PLAN, START)
    copy_tests.delete(local, test.id, START)
    found = boards.board(local, DAY)
    assert found.is_empty
    assert [one.id for one in found.thrown] == [test.id]


def test_today_reminds_of_results_that_can_be_seen(local):
    for number in range(2):
        test = running(local, title=f"광고 {number}")
        enter(local, test, 14, A=(60, 2000), B=(98, 2000))
    assert TodoKind.COPY_TESTS not in [one.kind for one in todo.todo(local, day(10))]
    (found,) = [one for one in todo.todo(local, day(14)) if one.kind is TodoKind.COPY_TESTS]
    assert (found.page, found.count, found.day) == ("tests", 2, day(13))


def test_days_in_turn_are_worth_won_a_month_and_a_sum_of_them_is_refused(shop):
    test = running(shop, design=Design.ALTERNATE_DAYS, response=Response.REVENUE)
    plan = copy_tests.find(shop, test.id).plan
    rows = [
        Count(letter, on, 200, 10 if letter == "A" else 30, 100_000 if letter == "A" else 300_000)
        for on, letter in plan.days.items()
    ]
    sums = [Count("A", None, 9, 1), Count("B", None, 9, 1)]
    with pytest.raises(CountsRefused) as told:
        copy_test_counts.enter(shop, test.id, sums, at(3))
    assert {one.reason for one in told.value.faults} == {CountReason.NEEDS_DAYS}
    copy_test_counts.enter(shop, test.id, rows, at(14))
    ruling = boards.one(shop, test.id, day(14)).ruling
    assert (ruling.worth.visitors_month, ruling.worth.value) == (6000, 10_000)
    # A tenth more of 6,000 visitors buy for 10,000 won each.
    assert ruling.of("B").won_month.middle == pytest.approx(6_000_000)


def test_a_test_that_is_over_and_lacks_counts_is_on_the_list_of_today(local):
    test = running(local)
    last = test.plan.period.last
    assert not [it for it in todo.todo(local, last) if it.kind is TodoKind.COPY_COUNTS]
    late = [it for it in todo.todo(local, day(15)) if it.kind is TodoKind.COPY_COUNTS]
    assert [(one.page, one.count, one.day) for one in late] == [("tests", 1, last)]
    enter(local, test, 14, A=(28, 1400), B=(29, 1400))
    kinds = [it.kind for it in todo.todo(local, day(15))]
    assert TodoKind.COPY_TESTS in kinds
    assert TodoKind.COPY_COUNTS not in kinds


@pytest.mark.parametrize("look", [boards.board, boards.waiting])
def test_the_running_tests_are_read_once_however_many_there_are(local, look):
    asked = []

    def hear(_connection, _cursor, statement, *_):
        asked.append("copy_test.status IN" in statement)

    for _ in range(3):
        running(local)
    event.listen(local.store.engine, "before_cursor_execute", hear)
    look(local, day(20))
    first = sum(asked)
    for _ in range(3):
        running(local)
    asked.clear()
    look(local, day(20))
    assert sum(asked) == first > 0
