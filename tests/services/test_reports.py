"""Reports of weeks and months: their numbers, conclusions, what was done and what comes next."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from core.services import actions, report, report_spans, today
from core.services import copy_test_board as boards
from core.services.actions import Draft, Target
from core.services.opening import OpenShop
from core.services.report import SIX, Report, ReportKind, Stage
from core.services.report_done import DoneKind
from core.services.report_next import StepKind
from core.services.report_spans import Span, span_of
from core.services.today import PeriodChoice
from core.store import reports as store
from core.store.care_tables import CareTouchRow
from core.store.customer_tables import CustomerContactRow
from core.store.journals import ContentRow
from core.store.voice_tables import ComplaintRow, ReviewNoteRow
from core.terms import Evidence, OrderState, Period
from core.terms.voice import ComplaintStatus
from core.verdicts import Claim
from core.verdicts.actions import JourneyStage
from tests import shops
from tests.services.test_copy_test_board import at, enter, running
from tests.services.test_messages_sends import sent
from tests.services.test_today_traffic import tell, visits
from tests.shops import LAST, Line

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
WEEK = span_of(ReportKind.WEEK, LAST)
MONTH = span_of(ReportKind.MONTH, date(2026, 10, 5))


def made(shop: OpenShop, span: Span = WEEK, on: date = TODAY) -> Report:
    return report.make(shop, span, on, NOW)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def test_weeks_begin_on_monday_and_months_on_their_first():
    assert WEEK.period == Period(date(2026, 11, 16), LAST)
    assert WEEK.before == Period(date(2026, 11, 9), date(2026, 11, 15))
    assert WEEK.next.period.first == TODAY
    assert MONTH.period == Period(date(2026, 10, 1), date(2026, 10, 31))
    assert span_of(ReportKind.MONTH, date(2024, 2, 9)).period.last == date(2024, 2, 29)
    assert MONTH.next.period == Period(date(2026, 11, 1), date(2026, 11, 30))
    assert MONTH.before.days == 31
    assert (WEEK.key, MONTH.key) == ("week-20261116", "month-20261001")
    assert (WEEK.days_left(TODAY), WEEK.days_left(LAST), MONTH.next.days_left(TODAY)) == (0, 1, 8)


def test_an_empty_shop_has_nothing_to_choose(shop):
    listing = report_spans.listing(shop, TODAY)
    assert (listing.reach, listing.weeks, listing.months) == (None, (), ())
    assert listing.usual(ReportKind.WEEK, TODAY) is None
    empty = made(shop)
    assert (empty.view.stage, empty.is_whole, empty.verdicts) == (Stage.EMPTY, False, ())
    assert [(one.metric, one.now, one.level) for one in empty.kpis] == [
        (name, None, Evidence.NO_DATA) for name in SIX
    ]


def test_an_order_of_a_day_to_come_hides_no_week(shop):
    shops.take(shop, [*shops.steady(60, 12, seed=3), Line(date(2031, 1, 1), "wrong", 1_000)])
    listing = report_spans.listing(shop, TODAY)
    assert listing.reach is not None
    assert listing.reach.last == LAST
    assert listing.weeks[:2] == (WEEK.next, WEEK)
    assert listing.usual(ReportKind.WEEK, TODAY) == WEEK
    assert made(shop).is_whole
    assert {one.now for one in made(shop, WEEK.next).kpis} == {None}


def test_the_newest_whole_week_is_offered_and_unfinished_ones_too(shop):
    shops.take(shop, shops.steady(60, 6, last=TODAY + timedelta(days=1)))
    on = TODAY + timedelta(days=2)
    listing = report_spans.listing(shop, on)
    assert listing.usual(ReportKind.WEEK, on) == WEEK
    assert listing.weeks[0] == WEEK.next
    assert listing.usual(ReportKind.MONTH, on) == MONTH
    assert listing.months[0] == MONTH.next
    oldest = listing.weeks[-1]
    assert oldest.period.first <= listing.reach.first <= oldest.period.last
    assert listing.reach.lacks_first(oldest) is (oldest.period.first < listing.reach.first)


def test_where_no_week_is_whole_the_newest_is_offered(local):
    shops.take(local, [Line(TODAY, "a"), Line(TODAY + timedelta(days=1), "b")])
    listing = report_spans.listing(local, TODAY + timedelta(days=2))
    assert listing.usual(ReportKind.WEEK, TODAY + timedelta(days=2)) == WEEK.next


def test_the_six_numbers_are_those_of_pandas(shop):
    lines, counts = shops.steady(300, 12, seed=3), visits(300, 400)
    lines += [Line(LAST, "x", state=OrderState.CANCELLED), Line(LAST, "y", 5_000)]
    shops.take(shop, lines)
    tell(shop, counts)
    found = made(shop)
    frame = pd.DataFrame([(one.day, one.amount, one.buyer) for one in lines if one.state.counts],
                         columns=["day", "won", "buyer"])  # fmt: skip

    def of(period: Period) -> dict[str, float]:
        inside = frame[(frame["day"] >= period.first) & (frame["day"] <= period.last)]
        looked = sum(n for day, n in counts.items() if day in period)
        earlier = set(frame.loc[frame["day"] < period.first, "buyer"])
        buyers = set(inside["buyer"])
        again = len(buyers & earlier) / len(buyers)
        return {
            "net_sales": inside["won"].sum(), "orders": len(inside),
            "order_value": inside["won"].sum() / len(inside), "visits": looked,
            "pay_rate": len(inside) / looked, "returning_share": again,
        }  # fmt: skip

    assert found.is_whole
    assert [one.metric for one in found.kpis] == list(SIX)
    for period, side in ((WEEK.period, "now"), (WEEK.before, "before")):
        told = {one.metric: getattr(one, side) for one in found.kpis}
        assert told == pytest.approx(of(period)), side


def test_a_past_week_says_what_the_page_of_that_monday_said(shop):
    since = LAST - timedelta(days=6)
    lines = shops.without(shops.steady(500, 12, seed=11), 0.4, since)
    shops.take(shop, lines)
    then = today.overview(shop, today=TODAY, now=NOW, period=PeriodChoice.WEEK)
    first = made(shop)
    assert [one.id for one in first.verdicts] == [one.id for one in then.verdicts]
    assert first.kpi("net_sales").now == then.kpis[0].now
    assert first.kpi("orders").direction == -1

    shops.take(shop, shops.steady(21, 12, seed=5, last=LAST + timedelta(days=21)),
               name="later.xlsx", first_line=100_000)  # fmt: skip
    again = made(shop, on=TODAY + timedelta(days=21))
    assert [(k.metric, k.now, k.before, k.level, k.direction) for k in again.kpis] == [
        (k.metric, k.now, k.before, k.level, k.direction) for k in first.kpis
    ]
    assert [one.id for one in again.verdicts] == [one.id for one in first.verdicts]
    assert again.view.trend == first.view.trend


def test_a_month_is_compared_with_as_many_days_before(shop):
    shops.take(shop, shops.steady(400, 10, seed=2))
    found = made(shop, MONTH)
    assert found.view.period == MONTH.period
    assert found.view.before == Period(date(2026, 8, 31), date(2026, 9, 30))
    assert len(found.view.trend) == 31
    assert found.kpi("net_sales").is_judged


def test_a_week_that_is_not_over_has_numbers_so_far_and_no_conclusion(shop):
    lines = shops.steady(300, 12, seed=3, last=TODAY + timedelta(days=1))
    shops.take(shop, lines)
    found = made(shop, WEEK.next, TODAY + timedelta(days=2))
    so_far = sum(one.amount for one in lines if one.day >= TODAY)
    assert (found.days_left, found.is_whole, found.verdicts) == (5, False, ())
    assert found.kpi("net_sales").now == so_far
    assert {one.before for one in found.kpis} == {None}
    assert {one.before for one in found.view.trend} == {None}
    assert found.kpi("net_sales").direction == 0


def test_a_week_without_its_last_days_says_how_many_are_lacking(shop):
    shops.take(shop, shops.steady(200, 12, last=LAST - timedelta(days=2)))
    found = made(shop)
    assert (found.days_lacking, found.days_left, found.is_whole) == (2, 0, False)
    assert found.verdicts == ()
    ahead = made(shop, WEEK.next, TODAY + timedelta(days=30))
    assert (ahead.days_lacking, ahead.view.stage) == (7, Stage.EMPTY)
    assert {one.now for one in ahead.kpis} == {None}


def test_quiet_days_at_the_end_are_told_by_the_file_that_was_made_after_them(shop):
    lines = shops.steady(200, 12, last=LAST - timedelta(days=2))
    shops.take(shop, lines, as_of=datetime(2026, 11, 23, 0, tzinfo=UTC))
    found = made(shop)
    assert found.is_whole
    assert found.kpi("orders").now == sum(one.day in WEEK.period for one in lines)
    assert found.view.trend[-1].net == 0


def test_a_tiny_shop_is_told_how_many_orders_are_missing(shop):
    shops.take(shop, [Line(LAST - timedelta(days=n), f"b{n}") for n in range(7)])
    found = made(shop)
    assert [one.claim for one in found.verdicts] == [Claim.TOO_FEW]
    assert (found.kpi("orders").now, found.kpi("orders").before) == (7, None)
    assert found.kpi("visits").now is None
    assert [one.kind for one in found.steps] == [StepKind.FOUND, StepKind.VISITS, StepKind.KEEP]


def test_without_orders_statistics_tell_visits_and_nothing_else(shop):
    tell(shop, visits(60, 400))
    listing = report_spans.listing(shop, TODAY)
    assert listing.usual(ReportKind.WEEK, TODAY) == WEEK
    found = made(shop)
    assert found.view.stage is Stage.NO_ORDERS
    assert found.kpi("visits").now == sum(n for d, n in visits(60, 400).items() if d in WEEK.period)
    assert found.kpi("net_sales").now is None
    assert made(shop, MONTH).kpi("visits").before is None


def test_visits_of_other_days_are_not_those_of_the_week(shop):
    shops.take(shop, shops.steady(200, 12))
    tell(shop, visits(150, 400, last=LAST - timedelta(days=3)))
    found = made(shop)
    assert found.kpi("visits").now is None
    assert found.kpi("pay_rate").now is None
    assert found.kpi("orders").now is not None
    tell(shop, visits(150, 400, last=LAST - timedelta(days=40)))
    assert made(shop).kpi("visits").now is None


def test_statistics_alone_of_other_days_tell_nothing_of_a_week(local):
    tell(local, visits(40, 400, last=LAST - timedelta(days=3)))
    found = made(local)
    assert (found.view.stage, found.days_lacking) == (Stage.NO_ORDERS, 3)
    assert {one.now for one in found.kpis} == {None}


def test_what_was_done_is_told_of_its_days_alone(shop):
    with shop.store.write() as session:
        for number, (kind, day, done) in enumerate(
            [("confirm", LAST, 1), ("confirm", WEEK.period.first, 1), ("how_is_it", LAST, 1),
             ("tip", LAST, 0), ("confirm", TODAY, 1), ("confirm", WEEK.before.last, 1)]
        ):  # fmt: skip
            session.add(CareTouchRow(shop_id=1, kind=kind, mall=1, order_no=f"o{number}", day=day,
                                     is_done=done, at=NOW))  # fmt: skip
        session.add(CustomerContactRow(shop_id=1, kind="due", buyer_key="k", day=LAST, is_done=1,
                                       at=NOW))  # fmt: skip
        session.add(ContentRow(shop_id=1, id=1, title="글", channel="인스타", planned_on=LAST,
                               published_on=LAST, created_at=NOW))  # fmt: skip
        ends = datetime(2026, 11, 22, 14, 59, 59, tzinfo=UTC)
        for number, when in enumerate((ends, ends + timedelta(seconds=1)), 1):
            session.add(
                ReviewNoteRow(shop_id=1, mall=1, review_no=f"r{number}", replied_at=when, at=NOW)
            )
            session.add(ComplaintRow(shop_id=1, id=number, text="", status=ComplaintStatus.SOLVED,
                                     opened_at=NOW, due_at=NOW, resolved_at=when,
                                     created_at=NOW))  # fmt: skip
    with shop.store.read() as session:
        assert store.cared(session, 1, WEEK.period) == {"confirm": 2, "how_is_it": 1}
        assert store.counted(session, 1, WEEK.period) == {
            "contacts": 1, "solved": 1, "replies": 1, "content": 1,
        }  # fmt: skip
    shops.take(shop, [Line(LAST, "a"), Line(WEEK.period.first, "b")])
    found = made(shop)
    assert [(one.kind, one.count) for one in found.done] == [
        (DoneKind.CARE, 2), (DoneKind.CARE, 1), (DoneKind.CONTACTS, 1), (DoneKind.SOLVED, 1),
        (DoneKind.REPLIES, 1), (DoneKind.CONTENT, 1),
    ]  # fmt: skip


def test_improvements_stand_in_the_week_of_the_change_and_in_that_of_its_result(local):
    shops.take(local, shops.steady(400, 10, last=LAST + timedelta(days=30)))
    draft = Draft("김철수 님께 쓴 새 사진", Target("orders"), JourneyStage.BUY)
    kept = actions.add(local, draft, noon(WEEK.period.first))
    actions.made(local, kept.id, WEEK.period.first, noon(LAST))
    (changed,) = made(local).done
    assert (changed.kind, changed.day) == (DoneKind.CHANGED, WEEK.period.first)
    assert "김철수" not in changed.name
    later = span_of(ReportKind.WEEK, changed.action.check_on)
    on = later.period.last + timedelta(days=1)
    steps = made(local, span_of(ReportKind.WEEK, later.period.first - timedelta(days=1)), on).steps
    assert (StepKind.LOOK, changed.action.check_on) in [(one.kind, one.day) for one in steps]
    (looked,) = made(local, later, on).done
    assert looked.kind is DoneKind.LOOKED
    assert looked.effect.result is not None


def test_a_planned_improvement_is_among_the_steps_of_the_week_before(local):
    shops.take(local, shops.steady(400, 10))
    draft = Draft("새 사진", Target("orders"), JourneyStage.BUY, planned_on=TODAY)
    actions.add(local, draft, noon(LAST))
    assert (StepKind.BEGIN, TODAY) in [(one.kind, one.day) for one in made(local).steps]


def test_copy_tests_stand_where_they_began_and_ended(local):
    test = running(local)
    begun = made(local, span_of(ReportKind.WEEK, at(0).date()), at(0).date())
    assert begun.done == ()  # an empty shop has no report
    shops.take(local, shops.steady(60, 10, last=at(40).date()))
    on = at(40).date()
    first = span_of(ReportKind.WEEK, at(0).date())
    assert [one.kind for one in made(local, first, on).done] == [DoneKind.TEST_BEGUN]
    before = span_of(ReportKind.WEEK, test.plan.period.last - timedelta(days=7))
    assert StepKind.TEST in {one.kind for one in made(local, before, on).steps}
    enter(local, test, 14, A=(60, 2000), B=(98, 2000))
    boards.end(local, boards.one(local, test.id, at(15).date()), at(15))
    other = running(local, title="다른 실험")
    boards.stop(local, boards.one(local, other.id, at(15).date()), at(15))
    found = made(local, span_of(ReportKind.WEEK, at(15).date()), on).done
    ended = {one.test.id: one.ruling for one in found if one.kind is DoneKind.TEST_ENDED}
    assert ended[test.id].chosen == "B"
    assert ended[other.id] is None


def test_steady_is_said_last_of_all_steps(local):
    shops.take(local, shops.steady(500, 9, seed=11))
    found = made(local)
    assert [one.claim for one in found.verdicts] == [Claim.STEADY]
    assert found.steps[-1].kind is not StepKind.FOUND
    assert len(found.steps) == 3


def test_what_files_of_earlier_weeks_told_of_products_is_no_news():
    seen = report.Examined(None, spent=WEEK.before, outlays=("a",), inflows=("b",))
    assert report._of_these_days(seen, WEEK.period).outlays == ()
    of_week = replace(seen, spent=WEEK.period)
    assert report._of_these_days(of_week, WEEK.period).outlays == ("a",)


def test_messages_stand_in_the_week_they_went_out_and_in_that_of_their_purchases(shop):
    people = {"a" * 32: "A", "b" * 32: "B", "c" * 32: ""}
    lines = [Line(WEEK.period.first + timedelta(days=9), "a" * 32, 30_000)]
    shops.take(shop, [*lines, *shops.steady(120, 9, last=LAST + timedelta(days=40))])
    one = sent(shop, people, noon(WEEK.period.first))
    on = LAST + timedelta(days=41)
    (line,) = [d for d in made(shop, on=on).done if d.message is not None]
    assert (line.kind, line.day, line.name) == (
        DoneKind.MESSAGE_SENT, WEEK.period.first, "다시 오세요",
    )  # fmt: skip
    assert line.message.days.days == one.window_days + 1
    weeks = span_of(ReportKind.WEEK, line.message.days.last)
    (later,) = [d for d in made(shop, weeks, on).done if d.message is not None]
    assert (later.kind, later.day) == (DoneKind.MESSAGE_RESULT, line.message.days.last)
    assert later.message.bought == 1
    sent(shop, people, None)
    between = made(shop, WEEK.next, on).done
    far = made(shop, span_of(ReportKind.WEEK, LAST + timedelta(days=30)), on).done
    assert not [d for d in (*between, *far) if d.message]


def test_nothing_is_left_of_a_history_that_begins_later(local):
    shops.take(local, shops.steady(30, 9))
    assert made(local, MONTH).reach.lacks_first(MONTH)
    early = made(local, span_of(ReportKind.WEEK, date(2026, 1, 5)))
    assert early.view.stage is Stage.EMPTY
    assert {one.now for one in early.kpis} == {None}
