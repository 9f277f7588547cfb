"""A part of the way, of one channel, product or device, against sums of the same rows by pandas."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from sqlalchemy import text

from core.analysis.journey import Stage
from core.services.journey import Choice, journey
from core.services.journey_only import By, Only, parts
from core.services.journey_view import Journey
from core.services.opening import OpenShop
from core.services.today_view import Compare
from core.store.moments import day_number
from core.terms import Mall, OrderState, Period, Record, Subject
from core.terms.orders import NO_SALE
from core.verdicts.journey import Say
from tests import shops, ways
from tests.shops import LAST, Line
from tests.store import facts

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
PERIOD = Period.ending(LAST, 28)
SETTLED = Period.ending(LAST - timedelta(days=14), 28)


def look(shop: OpenShop, by: By, key: str, **choice: object) -> Journey:
    return journey(shop, TODAY, NOW, Choice(only=Only(by, key), **choice))


def stage(view: Journey, code: Stage):
    return {one.stage: one for one in view.stages}[code]


def fill(shop: OpenShop) -> None:
    """A shop with two products per order now and then, some lines returned, on two devices."""
    lines = shops.steady(400, 12, seed=11)
    more = [replace(line, product="bowl", order=f"L{n:09d}") for n, line in enumerate(lines)
            if n % 9 == 0]  # fmt: skip
    lines[40::50] = [replace(line, state=OrderState.RETURNED) for line in lines[40::50]]
    shops.take(shop, lines)
    shops.take(shop, more, name="more.xlsx", first_line=50_000)
    with shop.store.write() as session:
        session.execute(text("UPDATE order_line SET device = 1 + (buyer_id % 3) / 2"))
        from core.store.rollups import refresh

        refresh(session, 1, before=None)


def rows(shop: OpenShop) -> pd.DataFrame:
    """All order lines, with the day as a date."""
    names = "day, state, order_no, product_id, buyer_id, device, mall"
    with shop.store.read() as session:
        found = session.execute(text(f"SELECT {names} FROM order_line")).all()
    frame = pd.DataFrame([tuple(row) for row in found], columns=names.split(", "))
    epoch = date(1970, 1, 1)
    frame["day"] = [epoch + timedelta(days=int(day)) for day in frame["day"]]
    frame["counts"] = ~frame["state"].isin([state.value for state in NO_SALE])
    return frame


def within(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    return frame[[day in period for day in frame["day"]]]


def product(shop: OpenShop, name: str) -> int:
    with shop.store.read() as session:
        asked = text("SELECT id FROM product WHERE name = :name")
        return int(session.execute(asked, {"name": name}).scalar_one())


def test_a_product_has_the_orders_and_the_kept_lines_of_its_own_rows(shop):
    fill(shop)
    number = product(shop, "bowl")
    view = look(shop, By.PRODUCT, str(number))
    frame = rows(shop)
    own = frame[frame["product_id"] == number]
    buy, after = stage(view, Stage.BUY), stage(view, Stage.AFTER)
    for period, count in ((PERIOD, buy.count), (PERIOD.before(), buy.before)):
        some = within(own, period)
        assert count == some.loc[some["counts"], "order_no"].nunique()
    settled = within(own, SETTLED)
    assert after.of_previous.move.now == (int(settled["counts"].sum()), len(settled))
    assert after.waiting == int(within(own, Period.ending(LAST, 14))["counts"].sum())
    assert view.finds == ()


def test_the_regulars_of_a_product_are_those_who_began_with_it(shop):
    fill(shop)
    number = product(shop, "bowl")
    loyal = stage(look(shop, By.PRODUCT, str(number)), Stage.LOYAL)
    sold = rows(shop).query("counts")
    first = sold.groupby("buyer_id")["day"].min()
    own = sold[sold["product_id"] == number]
    began = {
        buyer for buyer, day in zip(own["buyer_id"], own["day"], strict=True) if first[buyer] == day
    }
    cohort = Period.ending(LAST - timedelta(days=90), 84)
    new = {buyer for buyer in began if first[buyer] in cohort}
    again = {
        buyer
        for buyer, day in zip(sold["buyer_id"], sold["day"], strict=True)
        if buyer in new and first[buyer] < day <= first[buyer] + timedelta(days=90)
    }
    assert loyal.of_previous.move.now == (len(again), len(new))
    assert loyal.waiting == sum(first[buyer] > LAST - timedelta(days=90) for buyer in began)


def test_views_of_a_product_are_its_own(shop):
    fill(shop)
    ways.visits(shop, 400)
    ways.views(shop)
    number = product(shop, "mug")
    view = look(shop, By.PRODUCT, str(number))
    assert stage(view, Stage.LOOK).count == 15_000 // 3
    reach = stage(view, Stage.REACH)
    assert (reach.count, reach.needs) == (None, "smartstore_sales")  # never those of the shop


def test_a_device_has_its_own_orders_and_no_regulars(shop):
    fill(shop)
    view = look(shop, By.DEVICE, "mobile")
    own = rows(shop).query("device == 2")
    buy, after, loyal = view.stages[2:]
    for period, count in ((PERIOD, buy.count), (PERIOD.before(), buy.before)):
        some = within(own, period)
        assert count == some.loc[some["counts"], "order_no"].nunique() > 0
    settled = within(own, SETTLED)
    assert after.of_previous.move.now == (int(settled["counts"].sum()), len(settled))
    assert (loyal.count, loyal.is_apart) == (None, True)
    assert stage(view, Stage.REACH).needs == "bizadvisor_channel"


def test_where_a_line_has_no_device_the_orders_of_one_are_unknown(local):
    fill(local)
    with local.store.write() as session:
        asked = text("UPDATE day_device SET device = 0 WHERE day = :day AND device = 1")
        session.execute(asked, {"day": day_number(LAST)})
    assert stage(look(local, By.DEVICE, "mobile"), Stage.BUY).count is not None
    view = look(local, By.DEVICE, "mobile")
    own = rows(local).query("device == 2 and counts")
    # the day is left out on both sides, and counted
    some = within(own, Period(PERIOD.first, LAST - timedelta(days=1)))
    assert stage(view, Stage.BUY).count == some["order_no"].nunique()


def test_a_channel_has_its_own_visits_and_payments_and_nothing_of_the_orders(shop):
    fill(shop)
    ways.visits(shop, 400)
    ways.channels(shop, days=120)
    name = next(one.only.key for one in parts(shop, TODAY) if one.only.key.startswith("search"))
    view = look(shop, By.CHANNEL, name)
    reach, seen, buy, after, loyal = view.stages
    assert (reach.count, reach.before) == (28 * 280, 28 * 280)
    assert buy.count == 28 * 14
    assert buy.of_first.move.now == (28 * 14, 28 * 280)
    assert [one.is_apart for one in (seen, after, loyal)] == [True] * 3
    assert [one.count for one in (seen, after, loyal)] == [None] * 3


def test_a_day_on_which_a_channel_brought_nobody_counts_as_none(local):
    ways.channels(local, days=120)
    gone = day_number(LAST) - 3
    with local.store.write() as session:
        asked = "DELETE FROM statistic WHERE channel_name = 'search' AND first_day = :day"
        session.execute(text(asked), {"day": gone})
    name = next(one.only.key for one in parts(local, TODAY) if one.only.key.startswith("search"))
    assert stage(look(local, By.CHANNEL, name), Stage.REACH).count == 27 * 280


def test_visits_are_told_by_device_where_a_file_does(shop):
    fill(shop)
    table = [
        facts.fact(day_number(LAST) - back, report="bizadvisor_channel", level=30, vocabulary=2,
                   subject=Subject.CHANNEL.value, device=device, channel_group="g",
                   channel_name=name, channel_detail="d", visits=10 * device + back % 5,
                   payments_last=1)
        for back in range(120) for device in (1, 2) for name in ("a", "b")
    ]  # fmt: skip
    facts.put(shop.store, Record.STATISTIC, table)
    reach = stage(look(shop, By.DEVICE, "mobile"), Stage.REACH)
    frame = pd.DataFrame(table).query(f"device == 2 and first_day > {day_number(LAST) - 28}")
    assert reach.count == int(frame["visits"].sum())


def test_one_mall_of_a_product_is_told_apart(local):
    fill(local)
    with local.store.write() as session:
        session.execute(
            text(f"UPDATE order_line SET mall = {Mall.COUPANG.value} WHERE day % 2 = 0")
        )
        from core.store.rollups import refresh

        refresh(session, 1, before=None)
        session.execute(text(f"UPDATE upload SET mall = {Mall.COUPANG.value}"))
    number = product(local, "bowl")
    view = look(local, By.PRODUCT, str(number), mall=Mall.COUPANG)
    own = within(rows(local).query(f"product_id == {number} and mall == 2 and counts"), PERIOD)
    assert stage(view, Stage.BUY).count == own["order_no"].nunique() > 0


def test_a_part_nothing_is_known_of_gives_way_to_everything(local):
    fill(local)
    shop = look(local, By.CHANNEL, "search")
    assert shop.part is None
    assert stage(shop, Stage.BUY).count > 0


def test_without_a_comparison_nothing_is_judged(shop):
    fill(shop)
    ways.visits(shop, 400)
    view = journey(shop, TODAY, NOW, Choice(compare=None))
    assert view.conclusion.say is Say.ALONE
    assert (view.before, view.split, view.finds) == (None, None, ())
    usual = journey(shop, TODAY, NOW, Choice())
    for one, other in zip(view.stages, usual.stages, strict=True):
        assert (one.count, one.before) == (other.count, None)
        told = [it for it in (one.change, one.of_previous, one.of_first) if it]
        assert all(it.probability is None and it.move.before is None for it in told)


@pytest.mark.parametrize(
    ("by", "key"),
    [(By.PRODUCT, "999"), (By.PRODUCT, "x"), (By.CHANNEL, "nobody"), (By.DEVICE, "watch"),
     (By.PRODUCT, "9" * 40)],
)  # fmt: skip
def test_what_is_not_there_is_not_looked_at(local, by, key):
    fill(local)
    view = look(local, by, key)
    assert view.part is None
    assert stage(view, Stage.BUY).count > 0


def test_what_can_be_chosen_is_what_files_tell(shop):
    assert parts(shop, TODAY) == ()
    fill(shop)
    ways.channels(shop)
    found = parts(shop, TODAY)
    assert [one.only.by for one in found] == [By.CHANNEL] * 2 + [By.PRODUCT] * 4 + [By.DEVICE] * 2
    assert {one.name for one in found if one.only.by is By.PRODUCT} == {
        "mug", "plate", "bowl", "vase",
    }  # fmt: skip


@pytest.mark.parametrize("compare", [Compare.BEFORE, None])
def test_a_product_nobody_bought_in_the_mall_that_is_looked_at_has_no_regulars(local, compare):
    shops.take(local, shops.steady(200, 6, seed=11))
    there = [Line(day, f"g{day:%j}", product="lamp") for day in shops.days_ending(LAST, 120)]
    shops.take(local, there, name="more.xlsx", first_line=50_000, mall=Mall.GMARKET)
    view = look(
        local, By.PRODUCT, str(product(local, "lamp")), mall=Mall.SMARTSTORE, compare=compare
    )
    assert (stage(view, Stage.BUY).count, stage(view, Stage.LOYAL).count) == (0, None)
