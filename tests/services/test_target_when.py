"""Orders by weekday and hour are those of the lines, over whole weeks, on both databases."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from core.services import target_when
from core.services.target_when import Reach
from core.store import orders, uploads
from core.store.tables import Upload
from core.terms import SEOUL, Mall, OrderState, Period
from core.terms.order_lines import ORDER_LINES
from tests import shops
from tests.shops import Line

SUNDAY = date(2026, 11, 22)


def take(shop, moments, *, name="orders.xlsx", states=None, mall=Mall.SMARTSTORE):
    """One line an order, paid at a moment of Seoul."""
    count = len(moments)
    days = [moment.date() for moment in moments]
    columns = {
        "line": list(range(2, count + 2)),
        "line_no": [f"{name}{number:06d}" for number in range(count)],
        "order_no": [f"{name}{number:06d}" for number in range(count)],
        "paid_at": [int(moment.timestamp()) for moment in moments],
        "state": states or [OrderState.CONFIRMED.value] * count,
        "quantity": [1] * count,
        "amount": [1000] * count,
    }
    table = pa.table(columns, schema=pa.schema([ORDER_LINES.field(name) for name in columns]))
    with shop.store.write() as session:
        upload = Upload(
            shop_id=shop.id, id=0, name=name, sha256=f"{name:0>64.64}",
            format_id="smartstore_dispatch", created_at=datetime(2026, 11, 23, 1, tzinfo=UTC),
            first_day=min(days), last_day=max(days), mall=mall.value,
        )  # fmt: skip
        uploads.book(session, upload)
        loading = orders.Loading(session, shop.id, upload.id, None, mall=mall)
        loading.add(table)
        loading.settle()
        return upload.id


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SEOUL)


def moments():
    """Eight weeks; the hour and the number of orders differ from day to day."""
    days = [SUNDAY - timedelta(days=number) for number in range(56)]
    return [
        at(day, (7 * place + 3 * turn) % 24, turn)
        for place, day in enumerate(days)
        for turn in range(1 + place % 4)
    ]


def test_every_paid_order_is_in_the_cell_of_its_weekday_and_hour(shop):
    told = moments()
    states = [
        (OrderState.CANCELLED if number % 9 == 4 else OrderState.CONFIRMED).value
        for number in range(len(told))
    ]
    take(shop, told, states=states)
    view = target_when.when(shop)
    by_hand = Counter(
        (moment.weekday(), moment.hour)
        for moment, state in zip(told, states, strict=True)
        if state == OrderState.CONFIRMED.value
    )
    assert view is not None
    assert view.period == Period(date(2026, 9, 28), SUNDAY)
    for weekday in range(7):
        for hour in range(24):
            assert view.times.orders[weekday, hour] == by_hand[weekday, hour]
            assert view.times.net[weekday, hour] == 1000 * by_hand[weekday, hour]


def test_an_order_of_two_lines_is_one_order(shop):
    days = [SUNDAY - timedelta(days=number) for number in range(14)]
    shops.take(shop, [Line(day, "b", 1000, order=str(day)) for day in days for _ in range(2)])
    view = target_when.when(shop)
    assert view is not None
    assert view.times.orders[:, 12].tolist() == [2] * 7
    assert view.times.net[:, 12].tolist() == [4000] * 7


def test_half_past_midnight_belongs_to_the_day_that_has_begun(shop):
    take(shop, [*moments(), at(date(2026, 11, 17), 0, 30)])
    view = target_when.when(shop)
    assert view is not None
    told = Counter((moment.weekday(), moment.hour) for moment in moments())
    assert view.times.orders[1, 0] == told[1, 0] + 1


def test_a_table_of_days_alone_tells_no_hour_and_nobody_buys_at_midnight(shop):
    days = [SUNDAY - timedelta(days=number) for number in range(56)]
    take(shop, [at(day, 0) for day in days])
    found = target_when.when(shop)
    assert found is not None
    assert (found.times.total, found.times.no_hour, found.hours) == (0, 56, None)
    assert found.day is not None
    # With hours of their own a tenth of the orders in the night is believed.
    take(shop, [at(day, 15) for day in days], name="more.xlsx")
    found = target_when.when(shop)
    assert found is not None
    assert (found.times.total, found.times.no_hour) == (112, 0)


def test_a_file_that_is_taken_back_is_out_of_the_picture(shop):
    take(shop, moments())
    before = target_when.when(shop)
    number = take(shop, [at(SUNDAY, 5)] * 40, name="more.xlsx")
    between = target_when.when(shop)
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [number], datetime(2026, 11, 24, tzinfo=UTC))
    after = target_when.when(shop)
    assert before is not None
    assert between is not None
    assert after is not None
    assert between.times.orders[6, 5] == before.times.orders[6, 5] + 40
    assert (after.times.orders == before.times.orders).all()


@pytest.mark.parametrize(
    ("first", "last", "most", "found"),
    [
        (date(2026, 11, 2), date(2026, 11, 22), 0, Period(date(2026, 11, 2), date(2026, 11, 22))),
        (date(2026, 11, 3), date(2026, 11, 24), 0, Period(date(2026, 11, 9), date(2026, 11, 22))),
        (date(2026, 1, 1), date(2026, 11, 22), 2, Period(date(2026, 11, 9), date(2026, 11, 22))),
        (date(2026, 11, 17), date(2026, 11, 28), 0, None),
        (date(2026, 11, 16), date(2026, 11, 21), 0, None),
    ],
)
def test_only_whole_weeks_count(first, last, most, found):
    assert target_when.whole_weeks(Period(first, last), most) == found


def test_it_can_be_looked_back_less_far(shop):
    take(shop, [*moments(), *(at(SUNDAY - timedelta(days=7 * n), 9) for n in range(40))])
    quarter, every = target_when.when(shop, Reach.QUARTER), target_when.when(shop, Reach.ALL)
    assert quarter is not None
    assert every is not None
    assert quarter.period.days == 13 * 7
    assert every.times.total == len(moments()) + 39  # the first Sunday has no whole week


def test_without_order_files_there_is_nothing_to_see(shop):
    assert target_when.when(shop) is None
