"""How soon orders left and arrived, what came back and why, and what waits to be sent.

What is counted is an order, or a part of one that has a last day of dispatch of its own. The
database adds up, and alike parts are written out again: a tenth of reading each.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import text
from sqlmodel import Session, col, select

from core.store.care_rates import NUMBER, day_in, second
from core.store.care_tables import CareTargetRow
from core.store.moments import day_number
from core.store.sales import among
from core.terms import Claim, Mall, OrderState, Period

PARTS: Final = ("mall", "paid", "sent", "due", "arrived", "seen", "is_untold", "is_arrival_untold")
"""The columns of ``parts``."""

CLAIMS: Final = ("sent", "product", "claim", "reason", "lines")
WAITING: Final = ("mall", "order", "buyer", "product", "paid", "due", "sent", "seen")

_AT_HOME: Final = f"({OrderState.PAID.value}, {OrderState.PREPARING.value})"
"""SQL: the states in which a line has certainly not left."""

_AWAY: Final = ", ".join(
    str(one.value)
    for one in (OrderState.DELIVERED, OrderState.CONFIRMED, OrderState.EXCHANGED,
                OrderState.RETURNED)
)  # fmt: skip
_NEVER_SENT: Final = ", ".join(
    str(one.value) for one in (OrderState.UNPAID, OrderState.CANCELLED, OrderState.CANCELLED_UNPAID)
)
_TO_SEND: Final = (
    f"state NOT IN ({_NEVER_SENT}) "
    f"AND NOT (state = {OrderState.CLAIM_OPEN.value} AND dispatched_at IS NULL)"
)
"""SQL: the line was to be sent: neither cancelled nor about to be."""

_ARRIVED: Final = "coalesce(delivered_at, dispatched_at)"


def lines(session: Session, shop_id: int, ends: Mapping[Mall, Period]) -> int:
    """How many lines were paid on some days of each mall."""
    found = session.execute(
        text(
            "SELECT coalesce(sum(lines), 0) FROM day_total WHERE shop_id = :shop "
            f"AND {_within(ends)}"
        ),
        {"shop": shop_id},
    )
    return int(found.scalar_one())


def parts(session: Session, shop_id: int, ends: Mapping[Mall, Period]) -> pd.DataFrame:
    """The parts of orders that were paid on some days of each mall, with their days.

    Returns:
        ``PARTS``, one row a part, days since 1970 and nan where there is none: the last of its
        lines was ``sent`` and ``arrived``; the file it was ``seen`` in last; whether no file tells
        when it left or arrived although it did.
    """
    inner = (
        "SELECT mall, min(day) AS paid, "
        f"CASE WHEN count(*) = count(dispatched_at) THEN max({day_in('dispatched_at')}) END "
        f"AS sent, {day_in('ship_due')} AS due, "
        f"CASE WHEN count(*) = count(delivered_at) THEN max({day_in('delivered_at')}) END "
        "AS arrived, "
        f"CASE WHEN count(*) > count(delivered_at) THEN min({day_in('as_of')}) END AS seen, "
        f"max(CASE WHEN dispatched_at IS NULL AND state NOT IN {_AT_HOME} THEN 1 ELSE 0 END) "
        "AS is_untold, "
        f"max(CASE WHEN delivered_at IS NULL AND state IN ({_AWAY}) THEN 1 ELSE 0 END) "
        f"AS is_arrival_untold FROM order_line WHERE shop_id = :shop AND {_within(ends)} "
        f"AND {_TO_SEND} GROUP BY mall, {NUMBER}, {day_in('ship_due')}"
    )
    names = ", ".join(PARTS)
    found = session.execute(
        text(f"SELECT {names}, count(*) FROM ({inner}) parts GROUP BY {names} ORDER BY {names}"),
        {"shop": shop_id},
    ).all()
    counts = np.array([tuple(row) for row in found], dtype=np.float64).reshape(-1, len(PARTS) + 1)
    each = np.repeat(counts[:, :-1], counts[:, -1].astype(np.int64), axis=0)
    return pd.DataFrame(each, columns=list(PARTS))


def by_product(session: Session, shop_id: int, ends: Mapping[Mall, Period]) -> pd.DataFrame:
    """Of each product the parts of orders with it: how many, and how many left late.

    Returns:
        ``product``, ``orders`` whose dispatch and last day are told, and ``late`` ones of them.
    """
    late = "sent > due OR (sent IS NULL AND due < seen)"
    found = session.execute(
        text(
            f"SELECT product, count(*), sum(CASE WHEN {late} THEN 1 ELSE 0 END) FROM ("
            f"SELECT product_id AS product, {day_in('ship_due')} AS due, "
            f"CASE WHEN count(*) = count(dispatched_at) THEN max({day_in('dispatched_at')}) END "
            f"AS sent, min({day_in('as_of')}) AS seen, "
            f"max(CASE WHEN dispatched_at IS NULL AND state NOT IN {_AT_HOME} THEN 1 ELSE 0 END) "
            f"AS is_untold FROM order_line WHERE shop_id = :shop AND {_within(ends)} "
            f"AND {_TO_SEND} AND product_id IS NOT NULL AND ship_due IS NOT NULL "
            f"GROUP BY product_id, mall, {NUMBER}, {day_in('ship_due')}) parts "
            "WHERE is_untold = 0 AND (sent IS NOT NULL OR due < seen) "
            "GROUP BY product ORDER BY product"
        ),
        {"shop": shop_id},
    ).all()
    counts = np.array([tuple(row) for row in found], dtype=np.int64).reshape(-1, 3)
    return pd.DataFrame(counts, columns=["product", "orders", "late"])


def claims(session: Session, shop_id: int, mall: Mall, period: Period) -> pd.DataFrame:
    """The lines of a mall that were sent on some days, added up by what came back and why.

    Returns:
        ``CLAIMS``: the day they were ``sent``, the ``product`` (nan where unknown), which
        ``claim`` was made (nan for none), the ``reason`` the buyer gave (None without one), and
        how many ``lines`` that are.
    """
    found = session.execute(
        text(
            "SELECT g.sent, g.product, g.claim, b.text, g.lines FROM ("
            f"SELECT {day_in('dispatched_at')} AS sent, product_id AS product, "
            f"CASE WHEN claim IN ({Claim.RETURN.value}, {Claim.EXCHANGE.value}) THEN claim "
            f"WHEN state = {OrderState.RETURNED.value} THEN {Claim.RETURN.value} "
            f"WHEN state = {OrderState.EXCHANGED.value} THEN {Claim.EXCHANGE.value} END AS claim, "
            f"CASE WHEN claim IN ({Claim.RETURN.value}, {Claim.EXCHANGE.value}) "
            "THEN claim_reason END AS reason, count(*) AS lines FROM order_line "
            # What was sent on a day arrived then or later: the index knows it.
            f"WHERE shop_id = :shop AND {_ARRIVED} >= :first "
            f"AND dispatched_at >= :first AND dispatched_at < :end{among([mall])} "
            "GROUP BY 1, 2, 3, 4) g LEFT JOIN label b ON b.shop_id = :shop AND b.id = g.reason "
            "ORDER BY 1, 2, 3, 4"
        ),
        {
            "shop": shop_id,
            "first": second(period.first),
            "end": second(period.last + timedelta(days=1)),
        },
    ).all()
    frame = pd.DataFrame([tuple(row) for row in found], columns=list(CLAIMS), dtype=object)
    return frame.astype(
        {"sent": np.int64, "product": np.float64, "claim": np.float64, "lines": np.int64}
    )


def not_sent(
    session: Session, shop_id: int, paid: Period, until: date, most: int
) -> tuple[pd.DataFrame, int]:
    """The lines of orders that have not left although they should by some day, and how many.

    The ones that should have left first come first. Columns are ``WAITING``.
    """
    condition = (
        f"{_ARRIVED} IS NULL AND day BETWEEN :first AND :last AND state IN {_AT_HOME} "
        "AND ship_due < :until"
    )
    return _listed(
        session,
        condition,
        "due, mall, number",
        {"shop": shop_id, "first": day_number(paid.first), "last": day_number(paid.last),
         "until": second(until + timedelta(days=1)), "most": most},
    )  # fmt: skip


def sent_late(session: Session, shop_id: int, sent: Period, most: int) -> tuple[pd.DataFrame, int]:
    """The lines of orders that were sent on some days, after their last day; the newest first."""
    condition = (
        f"{_ARRIVED} >= :first AND dispatched_at >= :first AND dispatched_at < :end "
        f"AND {day_in('dispatched_at')} > {day_in('ship_due')} AND {_TO_SEND}"
    )
    return _listed(
        session,
        condition,
        "sent DESC, mall, number",
        {"shop": shop_id, "first": second(sent.first),
         "end": second(sent.last + timedelta(days=1)), "most": most},
    )  # fmt: skip


def _listed(
    session: Session, condition: str, order: str, values: Mapping[str, object]
) -> tuple[pd.DataFrame, int]:
    parts = (
        f"SELECT mall, {NUMBER} AS number, max(buyer_id) AS buyer_id, "
        "min(product_id) AS product_id, "
        f"min(day) AS paid, min({day_in('ship_due')}) AS due, "
        f"max({day_in('dispatched_at')}) AS sent, min({day_in('as_of')}) AS seen "
        f"FROM order_line WHERE shop_id = :shop AND {condition} GROUP BY mall, {NUMBER}"
    )
    found = session.execute(
        text(
            "SELECT o.mall, o.number, b.name, p.name, o.paid, o.due, o.sent, o.seen, "
            f"count(*) OVER () FROM ({parts}) o "
            "LEFT JOIN buyer b ON b.shop_id = :shop AND b.id = o.buyer_id "
            "LEFT JOIN product p ON p.shop_id = :shop AND p.id = o.product_id "
            f"ORDER BY {order} LIMIT :most"
        ),
        dict(values),
    ).all()
    rows = [tuple(row) for row in found]
    frame = pd.DataFrame([row[:-1] for row in rows], columns=list(WAITING), dtype=object)
    return frame, int(rows[0][-1]) if rows else 0


def targets(session: Session, shop_id: int) -> dict[str, float]:
    """What the seller wants each promise to reach."""
    rows = session.exec(
        select(CareTargetRow)
        .where(CareTargetRow.shop_id == shop_id)
        .order_by(col(CareTargetRow.name))
    )
    return {row.name: row.value for row in rows}


def put_target(
    session: Session, shop_id: int, name: str, value: float | None, at: datetime
) -> float | None:
    """Keep a target, or forget it; what it was before."""
    row = session.get(CareTargetRow, (shop_id, name))
    before = None if row is None else row.value
    if value is None:
        if row is not None:
            session.delete(row)
    else:
        row = row or CareTargetRow(shop_id=shop_id, name=name, value=value, at=at)
        row.value, row.at = value, at
        session.add(row)
    session.flush()
    return before


def _within(ends: Mapping[Mall, Period]) -> str:
    """SQL: the line was paid on the days of its mall."""
    if not ends:
        return "day IS NULL AND day IS NOT NULL"
    each = " OR ".join(
        f"(mall = {mall.value} AND {_between(days)})" for mall, days in sorted(ends.items())
    )
    # The whole stretch first: the index begins with the day.
    whole = Period(
        min(days.first for days in ends.values()), max(days.last for days in ends.values())
    )
    return f"{_between(whole)} AND ({each})"


def _between(days: Period) -> str:
    return f"day BETWEEN {day_number(days.first)} AND {day_number(days.last)}"
