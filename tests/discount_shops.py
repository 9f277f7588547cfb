"""Small shops whose files tell discounts, for tests."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import text

from core.services.opening import OpenShop
from tests.shops import LAST, Line, take

Row = tuple[str, int, int | None]
"""A buyer, how many days before the last day, and the discount in won; None where nobody tells."""


def reduced(shop: OpenShop, rows: Sequence[Row], last: date = LAST) -> OpenShop:
    """The shop with one order a row, of 10,000 won each."""
    take(shop, [Line(last - timedelta(days=days), buyer) for buyer, days, _discount in rows])
    with shop.store.write() as session:
        for number, (_buyer, _days, discount) in enumerate(rows):
            session.execute(
                text("UPDATE order_line SET discount = :discount WHERE line_no = :line"),
                {"discount": discount, "line": f"L{number:09d}"},
            )
    return shop
