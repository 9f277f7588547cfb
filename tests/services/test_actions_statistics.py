"""Numbers of visits, products and channels come from statistics, on both databases."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.services import actions, actions_choices, actions_effect, today
from core.services.actions import Draft, Target
from core.services.actions_past import Reading
from core.services.opening import OpenShop, open_shop
from core.store import totals
from core.store.moments import day_number
from core.terms import Mall, Period, Record, Subject
from core.terms.records import DIMENSIONS
from core.verdicts.actions import JourneyStage, Outcome
from tests import shops
from tests.shops import LAST
from tests.store import facts

TODAY = LAST + timedelta(days=1)
DAYS = 200
GAP = range(150, 154)
CHANGED = LAST - timedelta(days=13)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenShop]:
    url = None
    if request.param == "postgresql":
        url = str(request.getfixturevalue("postgresql_shop"))
    opened = open_shop(tmp_path, url)
    yield opened
    opened.close()


def bit(name: str) -> int:
    return 1 << DIMENSIONS[Record.STATISTIC].index(name)


def told(
    seed: int = 1, lift: float = 1.0, visits: int = 300, gap: Iterable[int] = GAP
) -> pd.DataFrame:
    """Visits and payments by day, with some days nobody tells of."""
    random = np.random.default_rng(seed)
    days = [LAST - timedelta(days=DAYS - 1 - number) for number in range(DAYS)]
    come = random.poisson(visits, DAYS)
    more = np.array([lift if day >= CHANGED else 1.0 for day in days])
    frame = pd.DataFrame({"day": days, "visits": come, "paid": random.binomial(come, 0.03 * more)})
    return frame.drop(index=list(gap))


def put(shop: OpenShop, frame: pd.DataFrame, **more: object) -> None:
    rows = [
        facts.fact(
            day_number(row.day), visits=int(row.visits), payments=int(row.paid),
            detail_views=int(row.visits) * 2, **more,
        )
        for row in frame.itertuples()
    ]  # fmt: skip
    facts.put(shop.store, Record.STATISTIC, rows)


def of_product(number: str) -> dict[str, object]:
    return {
        "subject": Subject.PRODUCT.value, "level": bit("product_no"), "product_no": number,
        "product_name": number,
    }  # fmt: skip


def of_channel(name: str) -> dict[str, object]:
    return {
        "subject": Subject.CHANNEL.value, "level": bit("channel_name"), "channel_name": name,
        "report": "smartstore_visits",
    }  # fmt: skip


def last(frame: pd.DataFrame, end: date = TODAY) -> pd.DataFrame:
    return frame[(frame["day"] < end) & (frame["day"] >= end - timedelta(days=28))]


def test_visits_and_the_pay_rate_equal_pandas(shop):
    frame = told()
    put(shop, frame)
    some = last(frame)
    visits = actions.level(shop, Target("visits"), TODAY)
    assert (visits.value, visits.period) == (some["visits"].sum(), Period.ending(LAST, 28))
    rate = actions.level(shop, Target("conversion_rate"), TODAY)
    assert rate.value == pytest.approx(some["paid"].sum() / some["visits"].sum())
    assert rate.trials == some["visits"].sum()


def test_days_nobody_tells_of_are_unknown_and_not_zero(shop):
    put(shop, told())
    with shop.store.read() as session:
        past = Reading(shop, session, TODAY).past(Target("visits"))
    unknown = np.flatnonzero(np.isnan(past.series.parts))
    assert list(unknown) == list(GAP)


def test_a_day_that_is_not_over_is_left_out(shop):
    put(shop, told())
    assert actions.level(shop, Target("visits"), LAST).period.last == LAST - timedelta(days=1)


def test_without_payments_in_the_statistics_orders_are_held_against_visits(shop):
    frame = told()
    rows = [facts.fact(day_number(row.day), visits=int(row.visits)) for row in frame.itertuples()]
    facts.put(shop.store, Record.STATISTIC, rows)
    lines = shops.steady(100, 8)
    shops.take(shop, lines)
    orders = sum(line.day > LAST - timedelta(days=28) for line in lines)
    found = actions.level(shop, Target("pay_rate"), TODAY)
    assert found.value == pytest.approx(orders / last(frame)["visits"].sum())


def test_rates_of_products_are_those_of_the_product(shop):
    mug, plate = told(2, visits=40), told(3, visits=90)
    for name, frame in (("mug", mug), ("plate", plate)):
        put(shop, frame, **of_product(name))
    with shop.store.read() as session:
        names = totals.product_names(session, 1, range(1, 4))
    for number, name in names.items():
        some = last({"mug": mug, "plate": plate}[name])
        found = actions.level(shop, Target("product_rate", number), TODAY)
        assert found.value == pytest.approx(some["paid"].sum() / some["visits"].sum())
    assert len(names) == 2


def test_views_stand_between_visits_and_orders(shop):
    frame = told()
    put(shop, frame)
    put(shop, frame, **of_product("mug"))
    some = last(frame)
    assert actions.level(shop, Target("look_rate"), TODAY).value == pytest.approx(2.0)
    found = actions.level(shop, Target("buy_rate"), TODAY)
    assert found.value == pytest.approx(some["paid"].sum() / some["visits"].sum() / 2)


def test_channels_are_told_apart_and_can_be_chosen(shop):
    search, blog = told(4), told(5, visits=20)
    put(shop, pd.concat([search]), **of_channel("검색"))
    put(shop, blog, **of_channel("블로그"))
    some = last(search)
    rate = actions.level(shop, Target("channel_rate", channel="검색"), TODAY)
    assert rate.value == pytest.approx(some["paid"].sum() / some["visits"].sum())
    visits = actions.level(shop, Target("channel_visits", channel="검색"), TODAY)
    assert visits.value == some["visits"].sum()
    assert actions_choices.choices(shop, TODAY).channels == ("검색", "블로그")
    # Of a channel that no file names nothing is known.
    nobody = Target("channel_visits", channel="밴드")
    assert actions.level(shop, nobody, TODAY) == actions.NO_LEVEL


def test_a_better_pay_rate_is_found_and_told_with_its_days(shop):
    put(shop, told(6, 1.5))
    moment = datetime(CHANGED.year, CHANGED.month, CHANGED.day, 3, tzinfo=UTC)
    draft = Draft("새 사진", Target("pay_rate"), JourneyStage.BUY)
    action = actions.made(shop, actions.add(shop, draft, moment).id, CHANGED, moment)
    found = actions_effect.effects(shop, TODAY)[action.id]
    assert found.result.outcome is Outcome.BETTER
    assert found.data_asof == LAST
    some = told(6, 1.5)
    after = some[some["day"] >= CHANGED]
    assert found.change.now == pytest.approx(after["paid"].sum() / after["visits"].sum())


@pytest.mark.parametrize("elsewhere", [False, True])
def test_with_order_files_the_pay_rate_is_that_of_orders_as_on_today(shop, elsewhere):
    """Statistics count each product of an order; orders of another mall have no visits here."""
    frame = told(gap=())
    put(shop, frame)
    lines = shops.steady(100, 4)
    shops.take(shop, lines)
    if elsewhere:
        there = shops.steady(100, 3, seed=9)
        shops.take(shop, there, name="there.xlsx", first_line=9_000, mall=Mall.COUPANG)
    sold = sum(line.day > LAST - timedelta(days=28) for line in lines)
    found = actions.level(shop, Target("pay_rate"), TODAY)
    assert found.value == pytest.approx(sold / last(frame)["visits"].sum())
    assert found.value == pytest.approx(rate_of_today(shop))


def test_orders_of_other_malls_alone_leave_the_pay_rate_to_the_statistics(shop):
    frame = told(gap=())
    put(shop, frame)
    shops.take(shop, shops.steady(100, 30), mall=Mall.COUPANG)
    some = last(frame)
    found = actions.level(shop, Target("pay_rate"), TODAY)
    assert found.value == pytest.approx(some["paid"].sum() / some["visits"].sum())
    assert found.value == pytest.approx(rate_of_today(shop))


def rate_of_today(shop: OpenShop) -> float | None:
    view = today.overview(shop, today=TODAY, now=datetime(2026, 11, 23, 3, tzinfo=UTC))
    return next(one.now for one in view.kpis if one.metric == "pay_rate")
