"""Which orders got a notice and when, and which were reviewed, added up by the database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from core.store.care_queue import ENDED, SENT
from core.store.care_rates import DAY, NUMBER, day_in, second
from core.store.moments import day_number, day_of
from core.store.sales import among
from core.terms import Mall, OrderState, Period

_ENDED: Final = ", ".join(str(int(one)) for one in ENDED)
_ARRIVED: Final = "coalesce(delivered_at, dispatched_at)"

_LEFT: Final = (
    f"CASE WHEN {_ARRIVED} IS NULL THEN CASE WHEN state IN "
    f"({', '.join(str(int(one)) for one in SENT)}) THEN 0 END "
    f"ELSE {day_in('coalesce(dispatched_at, delivered_at)')} END"
)
"""SQL: the day a line left; 0 where no file tells which."""

_APART: Final = timedelta(days=14)
"""So long after its first line the last one of an order leaves."""

LINES_TOUCHED: Final = (
    # What was noted while a line had no order number belongs to its order by now.
    "coalesce((SELECT l.order_no FROM order_line l WHERE l.shop_id = t.shop_id "
    "AND l.mall = t.mall AND l.line_no = t.order_no), t.order_no)"
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of care for an order; it ``begins`` when that was "paid" or "dispatched"."""

    kind: str
    begins: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Days of arrival, and how many after the dispatch an arrival is that nobody tells."""

    days: Period
    transport: int


def first_done(session: Session, shop_id: int, kind: str) -> date | None:
    """The first day on which a kind of care was done for anybody; None if it never was."""
    found = session.execute(
        text(
            "SELECT min(day) FROM care_touch WHERE shop_id = :shop AND kind = :kind AND is_done = 1"
        ),
        {"shop": shop_id, "kind": kind},
    ).scalar()
    return None if found is None else day_of(int(found))


def notices(
    session: Session, shop_id: int, notice: Notice, period: Period, malls: Collection[Mall]
) -> pd.DataFrame:
    """The orders of which a notice could be sent from some days on, and when it was.

    Args:
        session: one that reads.
        shop_id: whose.
        notice: which, and whether it is counted from the payment or from the dispatch.
        period: the days.
        malls: only the orders of these.

    Returns:
        one row an order that was not cancelled: ``begun``, ``done`` and ``left``, days since
        1970; done nan where nothing was, left nan where no line of it has left and 0 where one
        has and no file tells when.
    """
    is_paid = notice.begins == "paid"
    begun = "day" if is_paid else day_in("dispatched_at")
    where = (
        "day BETWEEN :early AND :last"
        if is_paid
        else f"{_ARRIVED} >= :from AND dispatched_at >= :from AND dispatched_at < :end"
    )
    found = session.execute(
        text(
            "SELECT begun, done, gone, count(*) FROM ("
            "SELECT min(begun) AS begun, min(done) AS done, min(gone) AS gone FROM ("
            f"SELECT mall, {NUMBER} AS number, {begun} AS begun, "
            f"CAST(NULL AS BIGINT) AS done, {_LEFT} AS gone FROM order_line "
            f"WHERE shop_id = :shop AND {where}{among(malls)} "
            f"AND state NOT IN ({_ENDED}, {OrderState.UNPAID.value}) "
            f"UNION ALL SELECT t.mall, {LINES_TOUCHED}, NULL, t.day, NULL FROM care_touch t "
            "WHERE t.shop_id = :shop AND t.kind = :kind AND t.is_done = 1 AND t.day >= :early"
            ") pieces GROUP BY mall, number) orders "
            "WHERE begun BETWEEN :first AND :last GROUP BY begun, done, gone "
            "ORDER BY begun, done, gone"
        ),
        {
            "shop": shop_id,
            "kind": notice.kind,
            "first": day_number(period.first),
            "last": day_number(period.last),
            # An order begins with its first line, which may have left before.
            "early": day_number(period.first - _APART),
            "from": second(period.first - _APART),
            "end": second(period.last + timedelta(days=1)),
        },
    ).all()
    counts = np.array([tuple(row) for row in found], dtype=np.float64).reshape(-1, 4)
    each = np.repeat(counts[:, :3], counts[:, 3].astype(np.int64), axis=0)
    return pd.DataFrame(each, columns=["begun", "done", "left"])


def reviewed(session: Session, shop_id: int, confirmed: Period, within: int) -> tuple[int, int]:
    """How many lines that were confirmed on some days were reviewed, and how many there are.

    Args:
        session: one that reads.
        shop_id: whose.
        confirmed: the days of 구매확정.
        within: a review counts so many days after that, or before it.
    """
    values = {
        "shop": shop_id,
        "from": second(confirmed.first),
        "end": second(confirmed.last + timedelta(days=1)),
        # Nobody confirms what has not come, and hardly anybody later than this.
        "early": second(confirmed.first - timedelta(days=60)),
        "within": within * DAY,
        "until": second(confirmed.last + timedelta(days=1 + within)),
    }
    lines = session.execute(
        text(
            f"SELECT count(*) FROM order_line WHERE shop_id = :shop AND {_ARRIVED} >= :early "
            f"AND {_ARRIVED} < :end AND confirmed_at >= :from AND confirmed_at < :end"
        ),
        values,
    ).scalar_one()
    some = session.execute(
        text(
            "SELECT count(*) FROM (SELECT DISTINCT l.mall, l.line_no FROM review r "
            "JOIN order_line l ON l.shop_id = r.shop_id AND l.mall = r.mall "
            "AND l.line_no = r.line_no WHERE r.shop_id = :shop AND r.current = 1 "
            "AND r.written_at >= :early AND r.written_at < :until "
            "AND l.confirmed_at >= :from AND l.confirmed_at < :end "
            "AND r.written_at < l.confirmed_at + :within) found"
        ),
        values,
    ).scalar_one()
    return int(some), int(lines)


def asked(
    session: Session, shop_id: int, kind: str, arrived: Arrivals, malls: Collection[Mall]
) -> pd.DataFrame:
    """The orders that arrived on some days: who was asked for a review, and who wrote one.

    Args:
        session: one that reads.
        shop_id: whose.
        kind: the kind of care by which people are asked.
        arrived: the days of arrival.
        malls: only the orders of these.

    Returns:
        one row a kind of orders: the day they ``arrived``, on which day they were ``asked`` and on
        which they wrote the first review (``wrote``), nan where they were or did not, and how
        many ``orders``.
    """
    days = arrived.days
    first, last = day_number(days.first), day_number(days.last)
    arrival = (
        f"coalesce({day_in('delivered_at')}, {day_in('dispatched_at')} + {arrived.transport:d})"
    )
    found = session.execute(
        text(
            "SELECT arrived, asked, wrote, count(*) FROM (SELECT max(arrived) AS arrived, "
            "max(ended) AS ended, min(asked) AS asked, min(wrote) AS wrote FROM ("
            f"SELECT mall, {NUMBER} AS number, {arrival} AS arrived, "
            f"CASE WHEN state IN ({_ENDED}) THEN 1 ELSE 0 END AS ended, "
            "CAST(NULL AS BIGINT) AS asked, CAST(NULL AS BIGINT) AS wrote "
            "FROM order_line WHERE shop_id = :shop "
            f"AND {_ARRIVED} >= :from AND {_ARRIVED} < :end{among(malls)} "
            f"UNION ALL SELECT t.mall, {LINES_TOUCHED}, NULL, 0, t.day, NULL FROM care_touch t "
            "WHERE t.shop_id = :shop AND t.kind = :kind AND t.is_done = 1 AND t.day >= :first "
            "UNION ALL SELECT l.mall, coalesce(l.order_no, l.line_no), NULL, 0, NULL, "
            f"{day_in('r.written_at')} FROM review r JOIN order_line l ON l.shop_id = r.shop_id "
            "AND l.mall = r.mall AND l.line_no = r.line_no WHERE r.shop_id = :shop "
            "AND r.current = 1 AND r.written_at >= :from"
            ") pieces GROUP BY mall, number) orders WHERE ended = 0 "
            "AND arrived BETWEEN :first AND :last GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        ),
        {
            "shop": shop_id,
            "kind": kind,
            "first": first,
            "last": last,
            "from": second(days.first - timedelta(days=arrived.transport)),
            "end": second(days.last + timedelta(days=1)),
        },
    ).all()
    counts = np.array([tuple(row) for row in found], dtype=np.float64).reshape(-1, 4)
    return pd.DataFrame(counts, columns=["arrived", "asked", "wrote", "orders"])
