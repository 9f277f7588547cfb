"""Keep the sums per day, product and buyer exact, by adding up afresh what was touched."""

from typing import Final

from sqlalchemy import text
from sqlmodel import Session

from core.terms import OrderState
from core.terms.orders import NO_SALE

COUNTS: Final = f"state NOT IN ({', '.join(str(s.value) for s in sorted(NO_SALE))})"
"""SQL: the line is a sale."""


def orders(condition: str) -> str:
    """SQL: how many orders lines make; one without an order number is an order of its own.

    Only what stands in the indexes is asked for, so that the lines need not be looked up.
    """
    return (
        f"count(DISTINCT CASE WHEN {condition} THEN order_no END) "
        f"+ coalesce(sum(CASE WHEN {condition} AND order_no IS NULL THEN 1 END), 0)"
    )


def refresh(session: Session, shop_id: int, *, everything: bool) -> None:
    """Bring the roll-ups of a shop up to date.

    Args:
        session: one that writes.
        shop_id: whose.
        everything: all days and buyers; else those in the temporary table ``touched``
            (``day``, ``buyer_id``), which is used up.
    """
    if not everything:
        _gather(session)
    days = "" if everything else "AND day IN (SELECT day FROM touched_day)"
    buyers = "AND buyer_id IN (SELECT buyer_id FROM touched_buyer)"
    if everything:
        buyers = "AND buyer_id IS NOT NULL"
        session.execute(text(_FORGET), {"shop": shop_id})
    for statement in (
        f"DELETE FROM day_total WHERE shop_id = :shop {days}",
        f"DELETE FROM day_product WHERE shop_id = :shop {days}",
        f"DELETE FROM day_device WHERE shop_id = :shop {days}",
        _day_totals(days),
        _day_products(days),
        day_devices(f"shop_id = :shop {days}"),
        "CREATE TEMPORARY TABLE buyer_sum AS " + _buyer_sums(buyers),
        "CREATE INDEX buyer_sum_id ON buyer_sum (id)",
        _buyers(everything=everything),
        "DROP TABLE buyer_sum",
    ):
        session.execute(text(statement), {"shop": shop_id})
    if not everything:
        for name in ("touched_day", "touched_buyer"):
            session.execute(text(f"DROP TABLE {name}"))


def _gather(session: Session) -> None:
    for name, column in (("touched_day", "day"), ("touched_buyer", "buyer_id")):
        session.execute(
            text(
                f"CREATE TEMPORARY TABLE {name} AS SELECT DISTINCT {column} FROM touched "
                f"WHERE {column} IS NOT NULL"
            )
        )
    session.execute(text("DROP TABLE touched"))


def _day_totals(days: str) -> str:
    return f"""
        INSERT INTO day_total (shop_id, day, mall, orders, lines, units, gross, net,
            cancelled_lines, returned_lines, unknown_amount_lines)
        SELECT shop_id, day, mall,
            {orders(COUNTS)},
            sum(CASE WHEN {COUNTS} THEN 1 ELSE 0 END),
            coalesce(sum(CASE WHEN {COUNTS} THEN quantity END), 0),
            coalesce(sum(CASE WHEN state NOT IN ({OrderState.UNPAID.value},
                {OrderState.CANCELLED_UNPAID.value}) THEN amount END), 0),
            coalesce(sum(CASE WHEN {COUNTS} THEN amount END), 0),
            sum(CASE WHEN state = {OrderState.CANCELLED.value} THEN 1 ELSE 0 END),
            sum(CASE WHEN state = {OrderState.RETURNED.value} THEN 1 ELSE 0 END),
            sum(CASE WHEN {COUNTS} AND amount IS NULL THEN 1 ELSE 0 END)
        FROM order_line WHERE shop_id = :shop AND day IS NOT NULL {days}
        GROUP BY shop_id, day, mall
    """


def _day_products(days: str) -> str:
    return f"""
        INSERT INTO day_product (shop_id, day, product_id, mall, orders, units, net)
        SELECT shop_id, day, product_id, mall, {orders(COUNTS)},
            coalesce(sum(quantity), 0), coalesce(sum(amount), 0)
        FROM order_line
        WHERE shop_id = :shop AND day IS NOT NULL AND product_id IS NOT NULL AND {COUNTS} {days}
        GROUP BY shop_id, day, product_id, mall
    """


def day_devices(condition: str) -> str:
    """SQL: fill the sums per device from the lines that meet a condition."""
    return f"""
        INSERT INTO day_device (shop_id, day, mall, device, orders, lines, net,
            cancelled_lines, returned_lines, unknown_amount_lines)
        SELECT shop_id, day, mall, coalesce(device, 0), {orders(COUNTS)},
            sum(CASE WHEN {COUNTS} THEN 1 ELSE 0 END),
            coalesce(sum(CASE WHEN {COUNTS} THEN amount END), 0),
            sum(CASE WHEN state = {OrderState.CANCELLED.value} THEN 1 ELSE 0 END),
            sum(CASE WHEN state = {OrderState.RETURNED.value} THEN 1 ELSE 0 END),
            sum(CASE WHEN {COUNTS} AND amount IS NULL THEN 1 ELSE 0 END)
        FROM order_line WHERE {condition} AND day IS NOT NULL
        GROUP BY shop_id, day, mall, coalesce(device, 0)
    """


def _buyer_sums(buyers: str) -> str:
    return f"""
        SELECT buyer_id AS id, min(day) AS first_day, max(day) AS last_day,
            {orders(COUNTS)} AS orders, coalesce(sum(amount), 0) AS net
        FROM order_line
        WHERE shop_id = :shop AND {COUNTS} {buyers}
        GROUP BY buyer_id
    """


_FORGET: Final = """
    UPDATE buyer SET first_day = NULL, last_day = NULL, orders = 0, net = 0
    WHERE shop_id = :shop AND orders > 0
"""


def _buyers(*, everything: bool) -> str:
    # A touched buyer of whom no order counts any more has no sum.
    sums = (
        "buyer_sum s"
        if everything
        else (
            "(SELECT t.buyer_id AS id, s.first_day, s.last_day, s.orders, s.net "
            "FROM touched_buyer t LEFT JOIN buyer_sum s ON s.id = t.buyer_id) s"
        )
    )
    return f"""
        UPDATE buyer SET first_day = s.first_day, last_day = s.last_day,
            orders = coalesce(s.orders, 0), net = coalesce(s.net, 0)
        FROM {sums} WHERE buyer.shop_id = :shop AND buyer.id = s.id
    """
