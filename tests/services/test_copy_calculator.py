"""What the shop's own files fill in for a quick question."""

from datetime import timedelta

from core.services.copy_calculator import Usual, usual
from tests import shops
from tests.shops import LAST, Line

TODAY = LAST + timedelta(days=1)


def test_an_empty_shop_fills_nothing_in(local):
    assert usual(local, TODAY) == Usual()
    assert usual(local, TODAY).visits_month is None


def test_an_order_is_worth_what_those_of_the_last_28_days_were(local):
    lines = [
        Line(LAST - timedelta(days=back), f"buyer {back}", 10_000 * (back + 1), f"order {back}")
        for back in range(3)
    ]
    long_ago = Line(LAST - timedelta(days=28), "old", 990_000, "old")
    shops.take(local, [*lines, long_ago])
    found = usual(local, TODAY)
    assert found.value == 20_000
    assert found.revenue_month == 60_000 * 30 / 28
    assert found.traffic is None
