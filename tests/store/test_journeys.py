"""Orders by device and platforms, asked of the database."""

from datetime import date, timedelta

import pandas as pd

from core.services.opening import open_shop
from core.store import journeys
from core.store.moments import day_number
from core.terms import AdPlatform, Mall, OrderState, Period, Record
from tests import shops
from tests.shops import LAST, Line
from tests.store import facts

NOW = Period.ending(LAST, 7)
SMARTSTORE = {Mall.SMARTSTORE}


def test_orders_of_two_periods_are_counted_by_device(tmp_path, url):
    shop = open_shop(tmp_path, url)
    lines = [
        Line(LAST - timedelta(days=n % 20), f"b{n}", order=f"o{n // 2}",
             state=OrderState.CANCELLED if n % 9 == 0 else OrderState.CONFIRMED)
        for n in range(120)
    ]  # fmt: skip
    shops.take(shop, lines)
    with shop.store.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE order_line SET device = CASE WHEN buyer_id & 3 = 3 THEN NULL ELSE "
            "1 + (buyer_id & 1) END"
        )
    with shop.store.read() as session:
        found = journeys.orders_by_device(session, shop.id, NOW, NOW.before(), SMARTSTORE)
        none = journeys.orders_by_device(session, shop.id, NOW, NOW.before(), {Mall.COUPANG})
        rows = (
            session.connection()
            .exec_driver_sql("SELECT day, device, order_no, state FROM order_line")
            .all()
        )
    shop.close()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=["day", "device", "order", "state"])
    frame = frame[frame["state"] != OrderState.CANCELLED]
    for side, period in ((1, NOW), (0, NOW.before())):
        inside = frame[frame["day"].between(day_number(period.first), day_number(period.last))]
        expected = inside.fillna({"device": 0}).groupby("device")["order"].nunique()
        mine = found[found["is_now"] == side].fillna({"device": 0}).set_index("device")["orders"]
        assert mine.to_dict() == expected.to_dict()
    assert none.empty


def test_platforms_are_those_with_a_result(store):
    rows = [
        {"report": "x", "platform": platform.value, "level": 0, "cost": 5,
         "first_day": day_number(date(2026, 5, 1)), "last_day": day_number(date(2026, 5, 1))}
        for platform in (AdPlatform.META, AdPlatform.NAVER_SEARCH)
    ]  # fmt: skip
    with store.read() as session:
        assert journeys.platforms(session, 1) == []
    facts.put(store, Record.AD_RESULT, rows)
    with store.read() as session:
        assert journeys.platforms(session, 1) == [AdPlatform.NAVER_SEARCH, AdPlatform.META]
