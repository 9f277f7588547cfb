"""The numbers beside what is to be checked before the payment, against plain counts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from core.services import settings
from core.services.journey_checks import checks
from core.stats.proportions import Tally
from core.terms import Mall, OrderState, Period, Record
from tests import discount_shops, shops
from tests.services import review_shops
from tests.services.review_shops import review
from tests.shops import LAST, Line
from tests.store import facts

NOW = Period.ending(LAST, 28)
BEFORE = NOW.before()


def filled(shop, sql, **values):
    with shop.store.write() as session:
        session.execute(text(f"UPDATE order_line SET {sql}"), values)


def test_nothing_is_known_of_an_empty_shop(shop):
    found = checks(shop, NOW, BEFORE)
    assert (found.reviews, found.support, found.fee, found.has_orders) == (None, None, None, False)
    for share in (found.unpaid, found.fees, found.phones, found.coupons.used):
        assert (share.now, share.before, share.is_up) == (None, None, False)


def test_orders_never_paid_are_told_where_the_files_hold_such(shop):
    lines = shops.steady(120, 10, seed=4)
    lost = OrderState.CANCELLED_UNPAID
    odd = [replace(one, state=lost if n % 5 == 0 and one.day in Period.ending(LAST, 35)
                   else OrderState.UNPAID if n % 25 == 1 else one.state)
           for n, one in enumerate(lines)]  # fmt: skip
    shops.take(shop, odd)
    found = checks(shop, NOW, BEFORE).unpaid
    never = {lost, OrderState.UNPAID}
    for tally, last in ((found.now, 7), (found.before, 35)):
        days = Period.ending(LAST - timedelta(days=last), 28)
        own = [one for one in odd if one.day in days]
        assert (tally.successes, tally.trials) == (
            sum(one.state in never for one in own), len(own),
        )  # fmt: skip
    assert found.period == Period.ending(LAST - timedelta(days=7), 28)
    assert found.is_up


def test_files_of_paid_orders_alone_tell_nothing_of_the_others(shop):
    shops.take(shop, shops.steady(120, 10, seed=4))
    assert checks(shop, NOW, BEFORE).unpaid.now is None
    lost = [Line(LAST - timedelta(days=9), state=OrderState.UNPAID)]
    shops.take(shop, lost, name="other.xlsx", mall=Mall.CAFE24)
    # Of that mall one of one; those of the other are not laid beside it.
    assert checks(shop, NOW, BEFORE).unpaid.now == Tally(1, 1)


def test_the_fee_counts_once_for_an_order_and_phones_are_counted(shop):
    lines = [Line(LAST, f"b{n}", order=f"o{n}", product=one) for n in range(40) for one in "ab"]
    shops.take(shop, lines)
    filled(shop, "shipping_fee = CASE WHEN order_no < 'o2' THEN 3000 ELSE 0 END, device = 2")
    found = checks(shop, NOW, BEFORE)
    paid = sum(f"o{n}" < "o2" for n in range(40))
    assert (found.fees.now.successes, found.fees.now.trials) == (paid, 40)
    assert found.fee == 3000
    assert found.phones.now.trials == 40
    assert found.fees.before is None


def test_what_is_left_of_the_margin_is_the_price_before_times_margin_less_the_discount(shop):
    discount_shops.reduced(shop, [("a", 1, 2_000), ("b", 2, 4_000), ("c", 3, 0), ("d", 4, None)])
    told = checks(shop, NOW, BEFORE).coupons
    assert (told.used.now.successes, told.used.now.trials) == (2, 3)
    assert (told.given, told.listed, told.margin) == (3_000, 13_000, None)
    # What a mall bears is in no file, so all of it is taken for the seller's own.
    assert told.is_least
    settings.save(shop, replace(settings.read(shop), margin_percent=30))
    told = checks(shop, NOW, BEFORE).coupons
    assert told.full_margin == pytest.approx(3_900)
    assert told.margin == pytest.approx(900)
    filled(shop, "seller_discount = 500 WHERE discount > 0")
    told = checks(shop, NOW, BEFORE).coupons
    assert (told.given, told.margin, told.is_least) == (500, pytest.approx(3_400), False)


def test_reviews_are_those_of_the_days_that_a_file_tells_of(shop):
    rows = [review(f"n{n}", 4 + n % 2, hours=24 * n + 13, has_reply=n % 2) for n in range(20)]
    rows += [review(f"o{n}", 3, hours=24 * (30 + n), has_reply=1) for n in range(40)]
    review_shops.reviews(shop, rows)
    found = checks(shop, NOW, BEFORE).reviews
    now = [one for one in rows if one["review_no"].startswith("n")]
    assert found.now.reviews == len(now)
    assert found.now.stars == sum(one["rating"] for one in now)
    assert found.now.unanswered == 10
    assert (found.unanswered.now.successes, found.unanswered.now.trials) == (10, 20)
    # The days compared with are the 28 before, of 40 with a review each.
    assert found.before.reviews == pytest.approx(28, abs=2)
    early = Period.ending(LAST + timedelta(days=200), 28)
    assert checks(shop, early, None).reviews is None


def test_the_questions_that_wait_are_counted(shop):
    at = review_shops.ago(days=3)
    rows = [
        {"mall": 1, "inquiry_no": str(n), "title": "t", "text": f"t {n}", "asked_at": at + n,
         "answered_at": at + n + 7200 if n < 6 else None, "is_answered": int(n < 6),
         "product_no": "mug", "product_name": "mug"}
        for n in range(8)
    ]  # fmt: skip
    facts.put(shop.store, Record.INQUIRY, rows)
    assert checks(shop, NOW, BEFORE).support is None, "the file was made long before"
    with shop.store.write() as session:
        session.execute(text("UPDATE upload SET created_at = :at"), {"at": at + 172_800})
    found = checks(shop, NOW, BEFORE).support
    assert (found.now.waiting, found.hours_before) == (2, None)
    assert found.now.hours == pytest.approx(2)
