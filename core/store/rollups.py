"""Keep the sums per day, product and buyer exact, by adding up afresh what was touched."""

from typing import Final

from sqlalchemy import text
from sqlmodel import Session

from core.store import people
from core.store.people import People
from core.store.sales import COUNTS, orders
from core.terms import OrderState


def refresh(session: Session, shop_id: int, *, before: People | None) -> None:
    """Bring the roll-ups of a shop up to date.

    Args:
        session: one that writes.
        shop_id: whose.
        before: what the buyers in the temporary table ``touched`` (``day``, ``buyer_id``)
            contributed before the lines changed; the days and buyers in it are added up anew,
            and it is used up. None: all days and buyers are.
    """
    everything = before is None
    if before is not None:
        people.change(session, shop_id, before, people.of_touched(session, shop_id))
        _gather(session)
    else:
        people.replace_all(session, shop_id)
    days = "" if everything else "AND day IN (SELECT day FROM touched_day)"
    buyers = "AND buyer_id IN (SELECT buyer_id FROM touched_buyer)"
    if everything:
        buyers = "AND buyer_id IS NOT NULL"
        session.execute(text(_FORGET), {"shop": shop_id})
    for statement in (
        *(f"DELETE FROM {name} WHERE shop_id = :shop {days}" for name in _OF_DAYS),
        _day_totals(days),
        _day_states(days),
        _day_products(days),
        day_devices(f"shop_id = :shop {days}"),
        _day_hours(days),
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


def _day_states(days: str) -> str:
    return f"""
        INSERT INTO day_state (shop_id, day, mall, state, lines, no_amount, no_buyer)
        SELECT shop_id, day, mall, state, count(*),
            sum(CASE WHEN amount IS NULL THEN 1 ELSE 0 END),
            sum(CASE WHEN buyer_id IS NULL THEN 1 ELSE 0 END)
        FROM order_line WHERE shop_id = :shop AND day IS NOT NULL {days}
        GROUP BY shop_id, day, mall, state
    """


def _day_products(days: str) -> str:
    priced = f"CASE WHEN {COUNTS} AND unit_price > 0 THEN unit_price END"
    return f"""
        INSERT INTO day_product (shop_id, day, product_id, mall, orders, lines, units, net,
            cancelled_lines, returned_lines, unknown_amount_lines,
            priced_lines, lowest_price, highest_price)
        SELECT shop_id, day, product_id, mall, {orders(COUNTS)},
            sum(CASE WHEN {COUNTS} THEN 1 ELSE 0 END),
            coalesce(sum(CASE WHEN {COUNTS} THEN quantity END), 0),
            coalesce(sum(CASE WHEN {COUNTS} THEN amount END), 0),
            sum(CASE WHEN state = {OrderState.CANCELLED.value} THEN 1 ELSE 0 END),
            sum(CASE WHEN state = {OrderState.RETURNED.value} THEN 1 ELSE 0 END),
            sum(CASE WHEN {COUNTS} AND amount IS NULL THEN 1 ELSE 0 END),
            count({priced}), min({priced}), max({priced})
        FROM order_line
        WHERE shop_id = :shop AND day IS NOT NULL AND product_id IS NOT NULL {days}
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


def _day_hours(days: str) -> str:
    return f"""
        INSERT INTO day_hour (shop_id, day, mall, hour, orders, net)
        SELECT shop_id, day, mall, coalesce(hour, -1), {orders(COUNTS)}, coalesce(sum(amount), 0)
        FROM order_line WHERE shop_id = :shop AND day IS NOT NULL AND {COUNTS} {days}
        GROUP BY shop_id, day, mall, coalesce(hour, -1)
    """


def _buyer_sums(buyers: str) -> str:
    return f"""
        SELECT buyer_id AS id, min(day) AS first_day, max(day) AS last_day,
            {orders(COUNTS)} AS orders, coalesce(sum(amount), 0) AS net
        FROM order_line
        WHERE shop_id = :shop AND {COUNTS} {buyers}
        GROUP BY buyer_id
    """


_OF_DAYS: Final = ("day_total", "day_state", "day_product", "day_device", "day_hour")

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
