"""Orders and statistics of the same days: every won that differs has a reason or is the rest."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.analysis.reconciling import Reason
from core.services import reconciling
from core.services.opening import OpenShop
from core.services.reconciled import Comparison
from core.services.reconciling import compare
from core.store import uploads
from core.terms import Mall, OrderState, Period, Record, Subject, Vocabulary
from tests import accounts, shops
from tests.accounts import TODAY, back, line, settled, told

STATISTIC = Record.STATISTIC


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = shops.opened(tmp_path)
    yield opened
    opened.close()


def sold(day: int, count: int = 4, **values) -> list[dict]:
    """Lines of one day, 10,000 won each, numbered by the day."""
    return [line(1000 * (day + 1) + number, day, **values) for number in range(count)]


def days(gross: int = 40_000, refund: int = 0, payments: int = 4, **values) -> dict:
    return {"payments": payments, "gross": gross, "net": gross - refund,
            "refund_amount": refund, **values}  # fmt: skip


def only(shop: OpenShop) -> Comparison:
    (found,) = compare(shop, TODAY).comparisons
    return found


def reasons(found: Comparison) -> dict[Reason, tuple[int, int]]:
    """The won and the days of each finding."""
    return {it.reason: (it.won, it.days) for it in found.findings}


def test_days_that_are_alike_are_told_as_alike(shop):
    accounts.take(shop.store, [*sold(0), *sold(1), *sold(2)])
    accounts.take(shop.store, [told(day, **days()) for day in range(3)], STATISTIC)

    found = only(shop)

    assert (len(found.days), found.differing, found.findings) == (3, (), ())
    assert found.orders.net == found.statistics.net == 120_000
    assert (found.won, found.size, found.rest, found.rest_size) == (0, 0, 0, 0)
    assert found.period == Period(accounts.day(0), accounts.day(2))
    assert found.files.orders == ("smartstore_dispatch.xlsx",)
    assert found.files.statistics == ("smartstore_sales.xlsx",)


def test_nothing_can_be_compared_without_both_files(shop):
    assert there(compare(shop, TODAY)) == ((), False, False)

    accounts.take(shop.store, sold(0))
    assert there(compare(shop, TODAY)) == ((), True, False)

    accounts.take(shop.store, [told(5, **days())], STATISTIC)
    assert there(compare(shop, TODAY)) == ((), True, True)


def there(found: reconciling.Reconciliation) -> tuple[object, bool, bool]:
    """What was compared, and which files there are."""
    assert found.payout is None
    return found.comparisons, found.has_orders, found.has_statistics


def test_today_is_not_over_and_not_compared(shop):
    accounts.take(shop.store, [*sold(0), *sold(1)])
    accounts.take(shop.store, [told(0, **days()), told(1, **days())], STATISTIC)

    (found,) = compare(shop, accounts.day(1)).comparisons

    assert [one.day for one in found.days] == [accounts.day(0)]
    assert compare(shop, accounts.day(0)).comparisons == ()


def test_the_day_on_which_the_newest_order_file_was_made_is_left_out(shop):
    made = datetime(2026, 10, 2, 5, tzinfo=UTC)
    accounts.take(shop.store, [*sold(0), *sold(1)], as_of=made)
    accounts.take(shop.store, [told(0, **days()), told(1, **days(90_000))], STATISTIC)

    assert [one.day for one in only(shop).days] == [accounts.day(0)]

    late = made + timedelta(hours=9, minutes=30)
    accounts.take(shop.store, [*sold(0), *sold(1)], as_of=late)
    assert len(only(shop).days) == 2


def test_refunds_on_the_day_of_the_refund_are_the_reason(shop):
    accounts.take(shop.store, [*sold(0, 3), back(1, 0, 2), *sold(1), *sold(2)])
    rows = [told(0, **days()), told(1, **days()), told(2, **days(refund=10_000))]
    accounts.take(shop.store, rows, STATISTIC)

    found = only(shop)

    assert reasons(found) == {Reason.REFUND_DATING: (0, 2)}
    assert (found.won, found.size, found.rest_size) == (0, 20_000, 0)
    assert [(one.won, one.rest) for one in found.days] == [(10_000, 0), (0, 0), (-10_000, 0)]
    assert [one.refunded for one in found.days] == [0, 0, 10_000]


def test_shipping_and_discounts_of_the_order_files_are_reasons(shop):
    ship = {"shipping_fee": 3_000, "discount": 700, "seller_discount": 500}
    accounts.take(shop.store, [*sold(0, **ship), *sold(1, **ship), *sold(2, **ship)])
    rows = [told(0, **days(43_000)), told(1, **days(42_000)), told(2, **days(43_800))]
    accounts.take(shop.store, rows, STATISTIC)

    found = only(shop)

    assert reasons(found) == {
        Reason.SHIPPING: (6_000, 2), Reason.SELLER_DISCOUNT: (2_000, 1),
        Reason.NAVER_DISCOUNT: (800, 1),
    }  # fmt: skip
    assert found.rest_size == 0
    assert found.days[0].orders.shipping_fee == 3_000
    assert found.orders.seller_discount == 6_000


def test_fees_are_looked_up_for_so_many_lines_only_the_newest_days_first(shop, monkeypatch):
    monkeypatch.setattr(reconciling, "LOOKED_AT", 4)
    accounts.take(shop.store, [*sold(0, shipping_fee=3_000), *sold(1, shipping_fee=3_000)])
    accounts.take(shop.store, [told(day, **days(43_000)) for day in (0, 1)], STATISTIC)

    found = only(shop)

    assert reasons(found) == {Reason.SHIPPING: (3_000, 1)}
    assert [one.rest for one in found.days] == [3_000, 0]


def test_tax_is_a_reason(shop):
    accounts.take(shop.store, [*sold(0), *sold(1)])
    accounts.take(shop.store, [told(day, **days(44_000)) for day in (0, 1)], STATISTIC)

    assert reasons(only(shop)) == {Reason.VAT: (8_000, 2)}


def test_payments_no_order_file_holds_are_a_reason_with_their_days(shop):
    accounts.take(shop.store, [*sold(0), *sold(1), *sold(2)])
    rows = [told(0, **days()), told(1, **days(65_000, payments=6)), told(2, **days())]
    accounts.take(shop.store, rows, STATISTIC)

    (finding,) = only(shop).findings

    assert (finding.reason, finding.won, finding.lines) == (Reason.MISSING_ORDERS, 25_000, 2)
    assert finding.periods == (Period(accounts.day(1), accounts.day(1)),)


def test_days_only_the_statistics_have_are_named_and_not_compared(shop):
    accounts.take(shop.store, [*sold(0), *sold(3)], days=(0, 1))
    accounts.take(shop.store, [told(day, **days()) for day in (0, 1, 2, 4, 5)], STATISTIC)

    found = only(shop)

    assert [one.day for one in found.days] == [accounts.day(0), accounts.day(1)]
    assert found.missing is not None
    assert found.missing.periods == (
        Period(accounts.day(2), accounts.day(2)), Period(accounts.day(4), accounts.day(5))
    )  # fmt: skip
    assert (found.missing.days, found.missing.payments, found.missing.gross) == (3, 12, 120_000)
    assert found.unmatched == (Period(accounts.day(3), accounts.day(3)),)
    assert reasons(found) == {Reason.MISSING_ORDERS: (40_000, 1)}


def test_refunds_without_files_of_claims_are_a_reason_until_both_are_there(shop):
    accounts.take(shop.store, [*sold(0), *sold(1)])
    rows = [told(0, **days(refund=10_000)), told(1, **days())]
    accounts.take(shop.store, rows, STATISTIC)
    assert reasons(only(shop)) == {Reason.MISSING_CLAIMS: (-10_000, 1)}

    accounts.take(shop.store, sold(1), format_id="smartstore_cancel", days=(0, 1))
    assert reasons(only(shop)) == {Reason.MISSING_CLAIMS: (-10_000, 1)}

    accounts.take(shop.store, sold(1), format_id="smartstore_return", days=(0, 1))
    found = only(shop)
    assert (reasons(found), found.rest, found.rest_size) == ({}, -10_000, 10_000)


def test_refunds_follow_from_the_net_where_the_statistics_do_not_tell_them(shop):
    accounts.take(shop.store, [*sold(0, 3), back(1, 0, 0)])
    accounts.take(shop.store, [told(0, payments=4, gross=40_000, net=30_000)], STATISTIC)

    assert only(shop).differing == ()


def test_without_net_and_refunds_only_the_gross_is_compared(shop):
    accounts.take(shop.store, [*sold(0, 3), back(1, 0, 0)])
    accounts.take(shop.store, [told(0, payments=4, gross=40_500)], STATISTIC)

    found = only(shop)

    assert found.statistics.net is None
    assert (found.days[0].won, found.days[0].rest, found.won) == (500, 500, 500)


def test_without_amounts_only_payments_are_compared(shop):
    accounts.take(shop.store, [line(n, 0, None) for n in range(4)])
    accounts.take(shop.store, [*sold(1, 3), line(5, 1, None, state=OrderState.RETURNED.value)])
    rows = [told(0, **days()), told(1, **days(refund=10_000))]
    accounts.take(shop.store, rows, STATISTIC)

    found = only(shop)

    assert [one.won for one in found.days] == [None, None]
    assert found.won_days == 0
    assert (found.orders.payments, found.orders.gross) == (8, None)
    assert found.differing == ()


def test_orders_of_other_malls_are_left_out_and_named(shop):
    accounts.take(shop.store, sold(0))
    accounts.take(shop.store, sold(0, 2), mall=Mall.CAFE24, format_id="cafe24_orders")
    accounts.take(shop.store, [told(0, **days())], STATISTIC)

    found = only(shop)

    assert found.differing == ()
    assert found.others == ((Mall.CAFE24, 2, 20_000),)


def test_coupang_is_compared_with_its_own_statistics(shop):
    accounts.take(shop.store, sold(0), mall=Mall.COUPANG, format_id="coupang_orders")
    coupang = {
        "vocabulary": Vocabulary.COUPANG.value, "report": "coupang_insights",
        "subject": Subject.PRODUCT.value,
    }  # fmt: skip
    accounts.take(shop.store, [told(0, **days(41_000), **coupang)], STATISTIC)

    found = only(shop)

    assert found.mall is Mall.COUPANG
    assert (found.won, found.rest) == (1_000, 1_000)


def test_a_mixture_is_parted_and_adds_up_to_the_won(shop):
    fee = {"shipping_fee": 3_000}
    first = [*sold(0, 3, **fee), back(1, 0, 2, order_no="O000000200", **fee)]
    accounts.take(shop.store, [*first, *sold(1, **fee), *sold(2, **fee), *sold(3, **fee)])
    rows = [
        told(0, **days(43_000)),
        told(1, **days(58_000, payments=5)),
        told(2, **days(43_000, refund=10_000)),
        told(3, **days(43_210)),
    ]
    accounts.take(shop.store, rows, STATISTIC)

    found = only(shop)

    assert reasons(found) == {
        Reason.REFUND_DATING: (0, 2), Reason.MISSING_ORDERS: (15_000, 1),
        Reason.SHIPPING: (12_000, 4),
    }  # fmt: skip
    assert (found.rest, found.rest_size) == (210, 210)
    assert sum(it.won for it in found.findings) + found.rest == found.won
    assert sum(it.size for it in found.findings) + found.rest_size == found.size
    assert [sum(part.won for part in one.parts) + one.rest for one in found.days] == [
        one.won for one in found.days
    ]


def test_a_file_taken_back_holds_no_days(shop):
    number = accounts.take(shop.store, sold(0))
    accounts.take(shop.store, [told(0, **days())], STATISTIC)
    with shop.store.write() as session:
        uploads.undo(session, 1, [number], accounts.TAKEN)

    found = compare(shop, TODAY)

    assert (found.comparisons, found.has_orders) == ((), False)


def test_what_was_settled_is_compared_without_statistics(shop):
    accounts.take(shop.store, [line(1, settlement_expected=9_500)])
    accounts.take(shop.store, [settled(1)], Record.SETTLEMENT)

    found = compare(shop, TODAY).payout

    assert found is not None
    assert (found.compared, found.differing, found.fees, found.fee_base) == (1, 0, 500, 10_000)
