"""A report that is made again tells the same, or why it does not."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from core import i18n
from core.services import customers_erasing, report, report_kept
from core.services.opening import OpenShop
from core.services.report import Report, ReportKind
from core.services.report_kept import Drift
from core.services.report_spans import span_of
from core.store import reports, uploads
from core.terms import OrderState
from core.wording import report_drift, report_pdf, report_text
from core.wording import reports as reports_wording
from tests import shops
from tests.shops import LAST, Line

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
LATER = datetime(2026, 12, 7, 1, tzinfo=UTC)
WEEK = span_of(ReportKind.WEEK, LAST)


def made(shop: OpenShop, days: int = 0) -> Report:
    return report.make(shop, WEEK, TODAY + timedelta(days=days), NOW)


def drift(shop: OpenShop, days: int = 14) -> Drift:
    found = report_kept.drift(shop, made(shop, days))
    assert found is not None
    return found


def filled(shop: OpenShop) -> list[Line]:
    lines = shops.steady(300, 12, seed=3)
    shops.take(shop, lines, name="first.xlsx")
    assert report_kept.keep(shop, made(shop), "그때", NOW)
    return lines


def test_a_report_is_kept_the_first_time_and_not_again(shop):
    shops.take(shop, shops.steady(300, 12, seed=3))
    assert report_kept.drift(shop, made(shop)) is None
    before = shop.store.revision()
    assert report_kept.keep(shop, made(shop), "그때", NOW)
    assert not report_kept.keep(shop, made(shop), "jetzt", LATER)
    assert shop.store.revision() == before  # nothing that is remembered depends on it
    found = drift(shop)
    assert found.is_same
    assert (found.made_at, found.words) == (NOW, "그때")


def test_one_that_is_not_over_is_not_kept(local):
    shops.take(local, shops.steady(100, 9))
    of_now = report.make(local, WEEK.next, TODAY, NOW)
    assert not report_kept.keep(local, of_now, "", NOW)
    with local.store.read() as session:
        assert reports.latest(session, 1, "week", WEEK.next.period.first) is None


def test_later_weeks_change_nothing(shop):
    filled(shop)
    shops.take(shop, shops.steady(14, 12, seed=5, last=LAST + timedelta(days=14)),
               name="later.xlsx", first_line=50_000)  # fmt: skip
    assert drift(shop).is_same


def test_a_file_that_cancels_orders_of_the_week_is_named(shop):
    lines = filled(shop)
    place = next(n for n, one in enumerate(lines) if one.day == LAST)
    gone = replace(lines[place], state=OrderState.CANCELLED)
    shops.take(shop, [gone], name="cancelled.xlsx", first_line=place,
               as_of=datetime(2026, 12, 1, tzinfo=UTC))  # fmt: skip
    found = drift(shop)
    assert found.added == ("cancelled.xlsx",)
    assert found.undone == ()
    moved = {one.metric: (one.then, one.now) for one in found.moved}
    assert moved["orders"][0] - moved["orders"][1] == 1
    assert moved["net_sales"][0] - moved["net_sales"][1] == lines[place].amount


def test_a_file_that_was_taken_back_is_named(shop):
    lines = shops.steady(300, 12, seed=3)
    shops.take(shop, [one for one in lines if one.day < LAST], name="first.xlsx")
    number = shops.take(shop, [one for one in lines if one.day == LAST], name="sunday.xlsx",
                        first_line=10_000)  # fmt: skip
    shops.take(shop, [Line(TODAY, "z")], name="monday.xlsx", first_line=20_000)
    assert report_kept.keep(shop, made(shop, 14), "그때", NOW)
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [number], LATER)
    found = drift(shop)
    assert (found.added, found.undone) == ((), ("sunday.xlsx",))
    assert "orders" in {one.metric for one in found.moved}


def test_a_report_is_kept_anew_on_demand_and_the_old_one_stays(shop):
    lines = filled(shop)
    shops.take(shop, [Line(LAST, "new", 70_000)], name="more.xlsx", first_line=len(lines))
    assert not drift(shop).is_same
    report_kept.renew(shop, made(shop), "이제", LATER)
    found = drift(shop)
    assert found.is_same
    assert (found.words, found.made_at) == ("이제", LATER)
    with shop.store.read() as session:
        assert reports.latest(session, 1, "week", WEEK.period.first).number == 2


def test_a_number_that_becomes_known_has_changed(local):
    filled(local)
    found = made(local)
    known = tuple(replace(one, now=9.0) if one.metric == "visits" else one for one in found.kpis)
    told = report_kept.drift(local, replace(found, kpis=known))
    assert [(one.metric, one.then, one.now) for one in told.moved] == [("visits", None, 9.0)]


def test_settings_alone_may_change_what_is_concluded(local):
    filled(local)
    found = made(local)
    told = report_kept.drift(local, replace(found, view=replace(found.view, verdicts=())))
    assert told.claims
    assert (told.moved, told.added, told.undone, told.people, told.method) == (
        (), (), (), False, False,
    )  # fmt: skip


def test_files_of_later_days_alone_are_named_where_no_other_can_have_done_it(local):
    filled(local)
    shops.take(local, [Line(LAST + timedelta(days=9), "q")], name="later.xlsx", first_line=90_000)
    found = made(local, 14)
    told = report_kept.drift(local, replace(found, view=replace(found.view, verdicts=())))
    assert told.added == ("later.xlsx",)


def test_a_store_that_is_being_written_keeps_it_the_next_time(local):
    shops.take(local, shops.steady(300, 12, seed=3))
    found = made(local)
    with local.store.write() as session:
        session.execute(text("SELECT 1"))  # from here on it is locked
        assert not report_kept.keep(local, found, "", NOW)
    assert report_kept.keep(local, found, "", NOW)


def test_other_numbers_of_the_days_before_are_told_as_such(shop):
    lines = filled(shop)
    shops.take(shop, [Line(WEEK.before.last, "x", 70_000)], name="older.xlsx",
               first_line=len(lines))  # fmt: skip
    found = drift(shop)
    assert {one.is_before for one in found.moved if one.metric in {"orders", "net_sales"}} == {True}
    (orders,) = [one for one in found.moved if one.metric == "orders"]
    assert orders.now - orders.then == 1
    assert found.added == ("older.xlsx",)
    told = report_drift.drifted(found)[0]
    assert "비교한 앞 기간 " in told
    assert "순매출" in told.split("비교한 앞 기간 ")[1]


def test_one_whose_first_days_are_in_no_file_is_not_kept(local):
    shops.take(local, shops.steady(4, 9))
    found = made(local)
    assert not found.is_whole
    assert not report_kept.keep(local, found, "", NOW)
    assert report_kept.drift(local, found) is None


def test_two_windows_keep_a_report_once(shop):
    shops.take(shop, shops.steady(300, 12, seed=3))
    found = made(shop)
    with ThreadPoolExecutor(2) as windows:
        kept = list(windows.map(
            lambda at: report_kept.keep(shop, found, f"{at}", NOW), range(2)))  # fmt: skip
    assert sorted(kept) == [False, True]
    with shop.store.read() as session:
        assert reports.latest(session, 1, "week", WEEK.period.first).number == 1
    assert drift(shop).is_same


def test_a_deleted_customer_changes_no_kept_number_unsaid(shop):
    filled(shop)
    with shop.store.read() as session:
        number, key = session.execute(text(
            "SELECT b.id, b.key FROM buyer b JOIN order_line o ON o.buyer_id = b.id "
            "WHERE o.day = (SELECT max(day) FROM order_line) LIMIT 1")).one()  # fmt: skip
    assert number
    customers_erasing.erase(shop, customers_erasing.erase_preview(shop, key), LATER)
    found = drift(shop)
    # Orders and their won stay; whom they belong to is nobody's business any more.
    assert not {"orders", "net_sales", "order_value"} & {one.metric for one in found.moved}
    assert found.is_same or found.people


def test_the_language_of_the_reader_changes_no_kept_report(shop):
    filled(shop)
    with i18n.speaking("en"):
        found = drift(shop)
        assert found.is_same
        assert report_drift.drifted(found) == ()


def test_the_week_over_new_year_is_kept_and_found(shop):
    week = span_of(ReportKind.WEEK, date(2026, 12, 31))
    shops.take(shop, shops.steady(300, 9, last=date(2027, 1, 10)))
    on = date(2027, 1, 11)
    found = report.make(shop, week, on, LATER)
    assert found.is_whole
    assert report_kept.keep(shop, found, "", LATER)
    assert report_kept.drift(shop, report.make(shop, week, on, LATER)).is_same
    month = report.make(shop, span_of(ReportKind.MONTH, week.period.first), on, LATER)
    assert month.is_whole
    assert month.span.next.period.first == date(2027, 1, 1)


@pytest.mark.parametrize("lines", [[], [Line(LAST, "a", 30_000)]])
def test_a_shop_of_no_order_or_one_has_a_report(shop, lines):
    if lines:
        shops.take(shop, lines)
    found = made(shop)
    words = reports_wording.document(found, "", NOW)
    assert words.shop == ""
    assert report_text.text(words).startswith("[주간 보고서]")
    assert report_pdf.pdf(words).startswith(b"%PDF")
    assert found.kpi("orders").now == (1 if lines else None)
