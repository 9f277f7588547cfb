"""How many visitors a test may expect is taken from the last complete days of the files."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from core.services import copy_test_traffic
from core.services.copy_test_traffic import About, Traffic
from core.store.moments import day_number
from core.terms import Period, Record, Subject
from tests.services import product_shops
from tests.shops import LAST
from tests.store.facts import fact, put

TODAY = LAST + timedelta(days=1)
FIRST = LAST - timedelta(days=27)


def shop_days(days, **more):
    return [
        fact(day_number(LAST) - number, visits=100 + number, payments=3, **more)
        for number in range(days)
    ]


def test_without_files_nobody_is_expected(shop):
    assert copy_test_traffic.traffic(shop, TODAY) is None
    assert copy_test_traffic.traffic(shop, TODAY, product_id=1) is None
    assert copy_test_traffic.traffic(shop, TODAY, channel="인스타그램") is None


def test_the_last_28_complete_days_of_the_shop_are_added_up(shop):
    put(shop.store, Record.STATISTIC, [*shop_days(40), fact(day_number(TODAY), visits=9999)])
    found = copy_test_traffic.traffic(shop, TODAY)
    visits = sum(100 + number for number in range(28))
    assert found == Traffic(About.SHOP, Period(FIRST, LAST), 28, visits, 84)
    assert found.per_day == round(visits / 28)
    assert found.rate == pytest.approx(84 / visits)


def test_days_nobody_knows_are_left_out_and_old_files_are_called_old(local):
    rows = [row for number, row in enumerate(shop_days(28)) if number not in {1, 2}]
    rows[5]["payments"] = None
    put(local.store, Record.STATISTIC, rows)
    found = copy_test_traffic.traffic(local, TODAY + timedelta(days=30))
    assert (found.days, found.orders, found.rate, found.stale) == (26, None, None, True)
    assert found.period == Period(FIRST, LAST)


def test_more_orders_than_visits_and_no_visits_give_no_rate():
    period = Period(LAST, LAST)
    assert Traffic(About.SHOP, period, 1, 5, 6).rate is None
    assert Traffic(About.SHOP, period, 1, 0, 0).rate is None
    assert Traffic(About.SHOP, period, 1, 0, 0).per_day == 0


def number_of(shop, name):
    from sqlalchemy import text

    with shop.store.read() as session:
        asked = text("SELECT id FROM product WHERE key LIKE :name")
        return int(session.execute(asked, {"name": f"%{name}%"}).scalar_one())


def test_a_product_has_its_own_visitors(shop):
    rows = [
        product_shops.row("mug", day_number(LAST) - back, visits=20, payments=1)
        for back in range(28)
        if back % 4
    ]
    rows += [
        product_shops.row("bowl", day_number(LAST) - back, visits=1, payments=0)
        for back in range(30)
    ]
    put(shop.store, Record.STATISTIC, rows)
    found = copy_test_traffic.traffic(shop, TODAY, product_id=number_of(shop, "mug"))
    assert found == Traffic(About.PRODUCT, Period(FIRST, LAST), 28, 420, 21)
    assert copy_test_traffic.traffic(shop, TODAY, product_id=99) is None


def test_a_day_of_a_product_that_is_not_over_is_left_out(local):
    rows = [
        product_shops.row("mug", day_number(TODAY) - back, visits=20 if back else 999, payments=1)
        for back in range(29)
    ]
    put(local.store, Record.STATISTIC, rows)
    found = copy_test_traffic.traffic(local, TODAY, product_id=number_of(local, "mug"))
    assert (found.period, found.visits) == (Period(FIRST, LAST), 560)


def test_visitors_of_a_product_are_known_without_its_orders(local):
    product_shops.fill(local, {"mug": (560, 3)})
    found = copy_test_traffic.traffic(local, TODAY, product_id=number_of(local, "mug"))
    assert (found.days, found.visits, found.orders) == (28, 560, None)


def test_a_channel_has_its_own_visitors(shop):
    told = {"subject": Subject.CHANNEL.value, "report": "smartstore_visits", "level": 12}
    rows = [
        fact(day_number(LAST) - back, visits=visits, payments=1, channel_group=group,
             channel_name=name, **told)
        for back in range(28)
        for group, name, visits in (("SNS", "인스타그램", 30), ("검색", "네이버검색", 70))
    ]  # fmt: skip
    put(shop.store, Record.STATISTIC, rows)
    found = copy_test_traffic.traffic(shop, TODAY, channel="인스타그램")
    assert found == Traffic(About.CHANNEL, Period(FIRST, LAST), 28, 840, 28)
    assert copy_test_traffic.traffic(shop, TODAY, channel="없는 곳") is None
    assert copy_test_traffic.traffic(shop, TODAY).visits == 2800


@pytest.mark.parametrize("seed", range(4))
def test_expected_visitors_are_what_pandas_adds_up_by_itself(local, seed):
    drawn = np.random.default_rng(seed)
    days = pd.date_range(end=pd.Timestamp(LAST), periods=60, freq="D")
    visits, payments = drawn.integers(50, 500, 60), drawn.integers(0, 9, 60)
    table = pd.DataFrame({"visits": visits, "payments": payments})
    table = table.set_index(days)[drawn.random(60) < 0.8]
    put(
        local.store, Record.STATISTIC,
        [
            fact(day_number(day.date()), visits=int(one.visits), payments=int(one.payments))
            for day, one in table.iterrows()
        ],
    )  # fmt: skip
    last = table.index.max()
    lately = table.loc[last - pd.Timedelta(days=27) : last]
    found = copy_test_traffic.traffic(local, TODAY)
    assert (found.visits, found.orders, found.days) == (
        lately["visits"].sum(), lately["payments"].sum(), len(lately),
    )  # fmt: skip
    assert found.per_day == round(lately["visits"].mean())
    assert found.period == Period(lately.index.min().date(), last.date())
