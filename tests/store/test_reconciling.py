"""The accounts of a mall are added up by day, of settlements by line."""

from core.store import Store, reconciling
from core.terms import (
    Mall,
    OrderState,
    Period,
    Record,
    SettledItem,
    SettlementState,
    Subject,
    Vocabulary,
)
from tests import accounts
from tests.accounts import DAY, back, line, settled, told

MALL = Mall.SMARTSTORE
WORDS = frozenset({Vocabulary.SMARTSTORE, Vocabulary.BIZADVISOR})
WEEK = Period(accounts.day(0), accounts.day(6))


def test_paid_lines_count_whatever_became_of_them(store: Store):
    unpaid = line(9, 0, state=OrderState.UNPAID.value)
    lines = [line(1), line(2), back(3, 0, 2), line(4, 1, None), unpaid]
    accounts.take(store, lines)
    accounts.take(store, [line(11)], mall=Mall.COUPANG)

    with store.read() as session:
        found = reconciling.order_days(session, 1, MALL, WEEK)
        others = reconciling.other_malls(session, 1, WEEK)

    assert found.loc[DAY].to_dict() == {
        "orders": 1, "lines": 3, "gross": 30_000, "back": 10_000, "unknown": 0
    }  # fmt: skip
    assert found.loc[DAY + 1, "unknown"] == 1
    assert others == {MALL: (3, 20_000), Mall.COUPANG: (1, 10_000)}


def test_refunds_are_dated_by_refund_then_claim_then_payment(store: Store):
    gone = {"state": OrderState.CANCELLED.value}
    claimed = {**gone, "claim_requested_at": accounts.noon(3)}
    lines = [back(1, 0, 2), line(2, 0, **claimed), line(3, 1, **gone), line(4, 1, None, **gone)]
    accounts.take(store, [*lines, line(5, 1), back(6, 30, 31)])

    with store.read() as session:
        found = reconciling.refund_days(session, 1, MALL, WEEK)

    assert [tuple(row) for row in found.to_numpy()] == [
        (DAY, DAY + 2, 10_000, 0), (DAY, DAY + 3, 10_000, 0), (DAY + 1, DAY + 1, 10_000, 1)
    ]  # fmt: skip


def test_a_shipping_fee_counts_once_per_bundle_and_no_unknown_is_added(store: Store):
    fee = {"shipping_bundle": "B1", "shipping_fee": 3_000, "discount": 500, "seller_discount": 200}
    lines = [line(1, **fee), line(2, **fee), line(3, **{**fee, "shipping_bundle": "B2"})]
    late = [line(4, 1, **fee), line(10, 1, shipping_fee=2_500, discount=100)]
    unknown = [line(20, 2, shipping_fee=2_500), line(25, 2)]
    accounts.take(store, [*lines, *late, *unknown])

    with store.read() as session:
        found = reconciling.extras(session, 1, MALL, [DAY, DAY + 1, DAY + 2])
        none = reconciling.extras(session, 1, MALL, [])

    assert list(found["fee"].astype("float64").fillna(-1)) == [6_000, 2_500, -1]
    assert list(found["bundles"]) == [2, 1, 2]
    assert list(found["discount"].fillna(-1)) == [1_500, 600, -1]
    assert list(found["seller_discount"].fillna(-1)) == [600, -1, -1]
    assert none.empty


def test_statistics_of_a_day_are_from_one_export_in_words_that_may_be_compared(store: Store):
    product = {"subject": Subject.PRODUCT.value, "level": 256}
    sold = [
        told(0, **product, product_no=str(number), payments=2, gross=20_000) for number in (1, 2)
    ]
    accounts.take(store, [told(0, payments=5, gross=50_000, net=40_000)], Record.STATISTIC)
    accounts.take(store, [*sold, told(1, **product, product_no="1", gross=7)], Record.STATISTIC)
    elsewhere = {"vocabulary": Vocabulary.COUPANG.value, "report": "coupang_insights"}
    longer = told(3, gross=9) | {"last_day": DAY + 5}
    accounts.take(store, [told(2, **elsewhere, gross=1), longer, told(6)], Record.STATISTIC)

    with store.read() as session:
        span = reconciling.statistic_span(session, 1, WORDS)
        found = reconciling.statistic_days(session, 1, WORDS, WEEK)
        nothing = reconciling.statistic_span(session, 1, [])

    assert span == WEEK
    assert list(found.index) == [DAY, DAY + 1]
    assert list(found["gross"]) == [50_000, 7]
    assert list(found["payments"].fillna(-1)) == [5, -1]
    assert nothing is None


def test_settled_lines_stand_beside_what_was_expected(store: Store):
    known = {"settlement_expected": 9_500, "confirmed_at": accounts.noon(2)}
    lines = [line(n, **known) for n in (1, 2, 3)]
    accounts.take(store, [*lines, back(4, 0, 3), line(5, settlement_expected=9_500)])
    rows = [settled(1, 1), settled(2, 2, expected=9_400), settled(7, 4)]
    shipping = settled(1, 1, item=SettledItem.SHIPPING.value, amount=3_000, payment_fee=-90,
                       channel_fee=0, expected=2_910)  # fmt: skip
    undone = settled(4, 2, state=SettlementState.CANCELLED_BEFORE.value)
    silent = settled(8, 2, installment_fee=None)
    accounts.take(store, [*rows, shipping, undone, silent], Record.SETTLEMENT)

    with store.read() as session:
        found = reconciling.payout(session, 1, MALL)
        elsewhere = reconciling.payout(session, 1, Mall.COUPANG)

    assert elsewhere is None
    assert found == reconciling.Payout(
        lines=4, strange=2, strange_won=19_000, compared=2, expected=19_000, settled=18_900,
        differing=1, unsettled=1, unsettled_won=9_500, fees=1_590, fee_base=33_000,
        period=Period(accounts.day(1), accounts.day(4)),
    )  # fmt: skip
