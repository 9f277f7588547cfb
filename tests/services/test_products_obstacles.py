"""What makes the days of a product unusual, and what the seller says of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.services import events, products_said
from core.services.events import Event, EventKind
from core.services.opening import OpenShop
from core.services.products import overview
from core.services.products_obstacles import KnownFrom
from core.services.products_said import Happened
from core.store import notes
from core.store.note_tables import EventRow
from core.store.product_sums import prices
from core.store.rollups import refresh
from core.terms import Period
from core.verdicts.products import Doubt, Ruling
from tests import shops
from tests.services.product_shops import LAST, WINDOW, fill, orders

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
J8 = {"lamp": (1000, 12), "mug": (3000, 90), "plate": (4000, 120), "bowl": (3000, 90)}


@pytest.fixture
def sold(tmp_path: Path) -> Iterator[OpenShop]:
    """The shop of J8: the page of the lamp is to be mended."""
    opened = shops.opened(tmp_path)
    fill(opened, J8)
    yield opened
    opened.close()


def lamp(shop):
    return next(one for one in overview(shop, today=TODAY).products if one.name == "lamp")


def days(first, last):
    """Days of the window, from 1 to 28."""
    return Period(WINDOW.first + timedelta(days=first - 1), WINDOW.first + timedelta(days=last - 1))


def note(shop, kind, period, product=None):
    """Write an event down, of one product or of the shop."""
    row = EventRow(
        shop_id=shop.id, id=0, kind=kind.value, title="가을", product_id=product,
        first_day=period.first, last_day=period.last, created_at=NOW,
    )  # fmt: skip
    with shop.store.write() as session:
        notes.add(session, row)


@pytest.mark.parametrize(
    ("kind", "period", "doubt"),
    [
        (EventKind.STOCK_OUT, days(3, 8), Doubt.SOLD_OUT),
        (EventKind.STOCK_OUT, days(3, 7), None),  # five of 28 days are less than a fifth
        (EventKind.PROMOTION, days(23, 28), Doubt.PROMOTION),
        (EventKind.PROMOTION, Period(days(1, 1).first - timedelta(40), days(1, 5).last), None),
        (EventKind.PRICE, days(9, 9), Doubt.CHANGED),
        (EventKind.PRICE, Period(days(1, 1).first - timedelta(9), days(1, 4).last), Doubt.CHANGED),
        (EventKind.PRICE, days(1, 28), None),  # the same price on all of the days
        (EventKind.HOLIDAY, days(1, 28), None),
        (EventKind.OTHER, days(1, 28), None),
    ],
)
def test_what_is_noted_is_in_the_way_when_it_lasts(sold, kind, period, doubt):
    note(sold, kind, period, lamp(sold).id)
    found = lamp(sold)
    assert (found.obstacle and found.obstacle.doubt) is doubt
    assert found.ruled.doubt is doubt
    assert found.ruled.ruling is (Ruling.FIX_PAGE if doubt is None else Ruling.TOO_EARLY)
    if doubt is not None:
        assert (found.obstacle.known_from, found.obstacle.title) == (KnownFrom.NOTE, "가을")
        assert found.obstacle.period == period


def test_a_note_about_another_product_is_no_obstacle(sold):
    view = overview(sold, today=TODAY)
    mug = next(one.id for one in view.products if one.name == "mug")
    note(sold, EventKind.STOCK_OUT, days(1, 28), mug)
    assert lamp(sold).ruled.ruling is Ruling.FIX_PAGE


def test_days_of_several_notes_count_once(sold):
    for _ in range(3):
        note(sold, EventKind.PROMOTION, days(1, 4))
    assert lamp(sold).obstacle is None
    note(sold, EventKind.PROMOTION, days(11, 12))
    assert lamp(sold).obstacle.doubt is Doubt.PROMOTION


def test_a_promotion_of_the_whole_shop_is_in_the_way_of_all(sold):
    events.add(sold, Event(EventKind.PROMOTION, days(1, 10), "세일"), NOW)
    view = overview(sold, today=TODAY)
    assert {one.ruled.doubt for one in view.products} == {Doubt.PROMOTION}
    assert view.first == ()


def test_a_deleted_note_is_forgotten(sold):
    event = events.add(sold, Event(EventKind.PROMOTION, days(1, 10)), NOW)
    events.delete(sold, event.id, NOW)
    assert lamp(sold).obstacle is None


def test_a_new_price_is_seen_in_the_order_lines(shop):
    """On both databases: the lamp costs more from the fifteenth day on, the mug has options."""
    counts = {**J8, "lamp": (1000, 14), "mug": (3000, 90)}
    fill(shop, counts)
    with shop.store.write() as session:
        run = session.connection().exec_driver_sql
        run("UPDATE order_line SET unit_price = 10000")
        run(
            f"UPDATE order_line SET unit_price = 12000 WHERE product_id = {lamp(shop).id} "
            f"AND day >= {(WINDOW.first.toordinal() - 719163) + 7}"
        )
        run("UPDATE order_line SET unit_price = 11000 WHERE product_id <> "
            f"{lamp(shop).id} AND day - day / 2 * 2 = 0")  # fmt: skip
        refresh(session, shop.id, before=None)
    found = lamp(shop)
    assert (found.obstacle.doubt, found.obstacle.known_from) == (Doubt.CHANGED, KnownFrom.ORDERS)
    change = found.obstacle.change
    assert (change.before, change.after, change.day) == (10_000, 12_000, days(8, 8).first)
    others = [one for one in overview(shop, today=TODAY).products if one.name != "lamp"]
    assert {one.obstacle for one in others} == {None}
    with shop.store.read() as session:
        told = [row for row in prices(session, shop.id, WINDOW) if row[0] == found.id]
    assert [row[1:3] for row in told] == [(10_000, 7), (12_000, 7)]
    assert [len(prices_of(counts, "lamp")), told[0][3]] == [14, WINDOW.first]


def prices_of(counts, product):
    return [line for line in orders(counts) if line.product == product]


def test_what_the_seller_says_comes_before_what_is_noted(sold):
    number = lamp(sold).id
    note(sold, EventKind.PROMOTION, days(1, 28), number)
    products_said.happened(sold, number, Happened.NOTHING, NOW)
    assert lamp(sold).ruled.ruling is Ruling.FIX_PAGE
    products_said.happened(sold, number, Happened.SOLD_OUT, NOW)
    assert lamp(sold).obstacle.known_from is KnownFrom.SELLER
    assert lamp(sold).ruled.doubt is Doubt.SOLD_OUT
    products_said.happened(sold, number, None, NOW)
    assert lamp(sold).ruled.doubt is Doubt.PROMOTION


def test_what_was_said_of_earlier_days_is_over(sold):
    products_said.happened(sold, lamp(sold).id, Happened.SOLD_OUT, NOW - timedelta(days=60))
    assert lamp(sold).ruled.ruling is Ruling.FIX_PAGE


def test_a_dearer_product_is_looked_at_for_its_price_and_that_can_be_taken_back(sold):
    number = lamp(sold).id
    with sold.store.write() as session:
        session.connection().exec_driver_sql("UPDATE order_line SET unit_price = 75000")
        refresh(session, sold.id, before=None)
    before = products_said.compare(sold, number, 60_000, NOW)
    assert lamp(sold).ruled.ruling is Ruling.CHECK_PRICE
    assert products_said.kept(sold, number).compared == 60_000
    products_said.happened(sold, number, Happened.NOTHING, NOW)
    assert products_said.kept(sold, number).compared == 60_000
    products_said.put_back(sold, number, before, NOW)
    assert products_said.kept(sold, number) == products_said.NOTHING_SAID
    assert lamp(sold).ruled.ruling is Ruling.FIX_PAGE
