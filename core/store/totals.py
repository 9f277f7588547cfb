"""What happened per day, per product and per buyer, added up by the database.

Where ``malls`` is asked for, None means all of them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from core.store.moments import day_number, day_of
from core.store.people import LONGEST, SECOND_WITHIN
from core.store.sales import COUNTS, Malls, among, days_of_each, only_some
from core.terms import Period

SUMS: Final = (
    "orders", "lines", "units", "gross", "net",
    "cancelled_lines", "returned_lines", "unknown_amount_lines",
)  # fmt: skip
"""The sums of a day, each a whole number."""

WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class StateRows:
    """Order lines of one state: how many, and of how many something is unknown."""

    state: int
    rows: int
    no_amount: int
    no_buyer: int


def daily(session: Session, shop_id: int, malls: Malls = None) -> pd.DataFrame:
    """The sums of each day with order lines, in order; the index is the day as a date."""
    names = ", ".join(_whole(name) for name in SUMS)
    frame = _frame(
        session,
        f"SELECT day, {names} FROM day_total WHERE shop_id = :shop{among(malls)} "
        "GROUP BY day ORDER BY day",
        ("day", *SUMS),
        shop=shop_id,
    )
    return frame.set_index(_days(frame.pop("day"))).astype("int64")


def new_buyers(session: Session, shop_id: int, malls: Malls = None) -> dict[date, int]:
    """How many buyers bought for the first time, by day; of some malls, the first time there."""
    some = only_some(session, shop_id, malls)
    found = session.execute(
        text(
            "SELECT day, new_buyers FROM day_people WHERE shop_id = :shop AND new_buyers > 0 "
            "ORDER BY day"
            if some is None
            else f"SELECT first_day, count(*) FROM {_buyers(some)} "
            "AND first_day IS NOT NULL GROUP BY first_day ORDER BY first_day"
        ),
        {"shop": shop_id},
    )
    return {day_of(row[0]): int(row[1]) for row in found}


def buyers(
    session: Session,
    shop_id: int,
    period: Period,
    without: Collection[date] = frozenset(),
    malls: Malls = None,
) -> int:
    """How many different buyers a period had; a buyer nobody knows is not counted.

    Args:
        session: one that reads.
        shop_id: whose.
        period: the days.
        without: days of it that are left out.
        malls: which.
    """
    some = only_some(session, shop_id, malls)
    kept = some is None and not without and period.days <= LONGEST
    days = ", ".join(str(day_number(day)) for day in without)
    found = session.execute(
        text(
            # Those of each day, without those who had come in the period before.
            "SELECT (SELECT coalesce(sum(buyers), 0) FROM day_people WHERE shop_id = :shop "
            "AND day BETWEEN :first AND :last) - (SELECT coalesce(sum(buyers), 0) FROM day_gap "
            "WHERE shop_id = :shop AND day BETWEEN :first AND :last AND gap <= day - :first)"
            if kept
            else "SELECT count(DISTINCT buyer_id) FROM order_line "
            f"WHERE shop_id = :shop AND day BETWEEN :first AND :last AND {COUNTS}"
            + (f" AND day NOT IN ({days})" if days else "")
            + among(some)
        ),
        {"shop": shop_id, **_ends(period)},
    )
    return int(found.scalar_one())


def weekly_buyers(session: Session, shop_id: int, period: Period, malls: Malls = None) -> list[int]:
    """How many different buyers each seven days of a period had, oldest first.

    The weeks are counted back from the last day; days left over at the beginning are no week.
    """
    weeks = period.days // WEEK
    some = only_some(session, shop_id, malls)
    within = "WHERE shop_id = :shop AND day BETWEEN :first AND :last"
    found = session.execute(
        text(
            f"SELECT (:last - day) / {WEEK} AS week, sum(buyers) FROM (SELECT day, buyers "
            f"FROM day_people {within} UNION ALL SELECT day, -buyers FROM day_gap {within} "
            f"AND gap < {WEEK} - (:last - day) % {WEEK}) came GROUP BY 1"
            if some is None
            else f"SELECT (:last - day) / {WEEK} AS week, count(DISTINCT buyer_id) "
            f"FROM order_line {within} AND {COUNTS}{among(some)} GROUP BY 1"
        ),
        {"shop": shop_id, **_ends(Period.ending(period.last, weeks * WEEK))},
    )
    by_week = {int(row[0]): int(row[1]) for row in found}
    return [by_week.get(week, 0) for week in reversed(range(weeks))]


def states(session: Session, shop_id: int, period: Period, malls: Malls = None) -> list[StateRows]:
    """The order lines of a period by state."""
    found = session.execute(
        text(
            f"SELECT state, {_whole('lines')}, {_whole('no_amount')}, {_whole('no_buyer')} "
            "FROM day_state "
            f"WHERE shop_id = :shop AND day BETWEEN :first AND :last{among(malls)} "
            "GROUP BY state ORDER BY state"
        ),
        {"shop": shop_id, **_ends(period)},
    )
    return [StateRows(*(int(value) for value in row)) for row in found]


def undated(session: Session, shop_id: int, malls: Malls = None) -> int:
    """How many order lines belong to no day."""
    found = session.execute(
        text(
            f"SELECT count(*) FROM order_line WHERE shop_id = :shop AND day IS NULL{among(malls)}"
        ),
        {"shop": shop_id},
    )
    return int(found.scalar_one())


def top_products(
    session: Session, shop_id: int, periods: Sequence[Period], count: int, malls: Malls = None
) -> list[int]:
    """The products with the most orders over ``periods`` together."""
    found = session.execute(
        text(
            f"SELECT p.id FROM {days_of_each(periods)} AND d.lines > 0{among(malls, 'd.')} "
            "GROUP BY p.id ORDER BY sum(d.orders) DESC, p.id LIMIT :count"
        ),
        {"shop": shop_id, "count": count},
    )
    return [int(row[0]) for row in found]


class ProductDays(NamedTuple):
    """Products by day, as columns of equal length; ``days`` are ``datetime64[D]``."""

    days: npt.NDArray[np.datetime64]
    products: npt.NDArray[np.int64]
    orders: npt.NDArray[np.int64]
    net: npt.NDArray[np.int64]


def product_days(
    session: Session, shop_id: int, products: Sequence[int], malls: Malls = None
) -> ProductDays:
    """Orders and net revenue of some products on all days."""
    marks = ", ".join(str(int(number)) for number in products) or "NULL"
    found = session.connection().exec_driver_sql(
        "SELECT day, product_id, orders, net FROM day_product "
        f"WHERE shop_id = {int(shop_id)} AND product_id IN ({marks}) AND lines > 0{among(malls)}"
    )
    assert found.cursor is not None  # noqa: S101  (it is a query)
    # As the driver has them: wrapping years of days by product took longer than reading them.
    told = chain.from_iterable(found.cursor.fetchall())
    rows = np.fromiter(told, dtype=np.int64).reshape(-1, 4)
    found.close()
    rows = _added(rows)
    # Days are kept as numbers since 1970, which is what numpy counts from as well.
    return ProductDays(rows[:, 0].astype("datetime64[D]"), rows[:, 1], rows[:, 2], rows[:, 3])


def _added(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Rows of one day and product, which differ by mall, made one; faster than in the database."""
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    starts = np.flatnonzero(np.any(np.diff(rows[:, :2], axis=0, prepend=-1), axis=1))
    if len(starts) == len(rows):
        return rows
    return np.hstack([rows[starts, :2], np.add.reduceat(rows[:, 2:], starts)])


def product_names(session: Session, shop_id: int, products: Sequence[int]) -> dict[int, str]:
    """What products are called, by number."""
    marks = ", ".join(str(int(number)) for number in products) or "NULL"
    found = session.execute(
        text(f"SELECT id, name FROM product WHERE shop_id = :shop AND id IN ({marks})"),
        {"shop": shop_id},
    )
    return {int(row[0]): str(row[1]) for row in found}


def second_purchases(
    session: Session,
    shop_id: int,
    first_days: Period,
    malls: Malls = None,
    product: int | None = None,
) -> pd.DataFrame:
    """Of the buyers who came on each day for the first time, how many bought again soon.

    One row per day: ``buyers``, and ``again``, those with an order on a later day within
    ``SECOND_WITHIN`` days. A second order on the same day is the same purchase. Of some malls,
    both purchases are there. With a product, only of those who bought it that first day.
    """
    some = only_some(session, shop_id, malls)
    frame = _frame(
        session,
        _seconds(product)
        if some is None
        else "SELECT b.first_day AS day, count(*) AS buyers, sum(CASE WHEN EXISTS (SELECT 1 "
        "FROM order_line l WHERE l.shop_id = :shop AND l.buyer_id = b.id "
        f"AND l.day > b.first_day AND l.day <= b.first_day + {SECOND_WITHIN} AND l.{COUNTS}"
        f"{among(some, 'l.')}) THEN 1 ELSE 0 END) AS again FROM {_buyers(some)} "
        f"AND b.first_day BETWEEN :first AND :last{_of_product(product, some)} "
        "GROUP BY b.first_day ORDER BY b.first_day",
        ("day", "buyers", "again"),
        shop=shop_id,
        **_ends(first_days),
    )
    return frame.set_index(_days(frame.pop("day"))).astype("int64")


def effect(session: Session, shop_id: int, first_upload: int) -> int:
    """The won by which net revenue differs from what it was before an upload and all later ones.

    New lines count with what they are now, changed ones with the difference to the oldest of
    their before-images that these uploads made.
    """
    new = session.execute(
        text(
            "SELECT coalesce(sum(amount), 0) FROM order_line "
            f"WHERE shop_id = :shop AND created_by >= :first AND {COUNTS}"
        ),
        {"shop": shop_id, "first": first_upload},
    )
    changed = session.execute(
        text(
            f"SELECT coalesce(sum(CASE WHEN l.{COUNTS} THEN l.amount ELSE 0 END), 0) "
            f"- coalesce(sum(CASE WHEN b.{COUNTS} THEN b.amount ELSE 0 END), 0) "
            "FROM before_image b JOIN order_line l ON l.shop_id = b.shop_id AND l.mall = b.mall "
            "AND l.line_no = b.line_no WHERE b.shop_id = :shop AND b.upload_id >= :first "
            "AND b.created_by < :first AND NOT EXISTS (SELECT 1 FROM before_image x "
            "WHERE x.shop_id = b.shop_id AND x.mall = b.mall AND x.line_no = b.line_no "
            "AND x.upload_id >= :first AND x.upload_id < b.upload_id)"
        ),
        {"shop": shop_id, "first": first_upload},
    )
    return int(new.scalar_one()) + int(changed.scalar_one())


def _seconds(product: int | None) -> str:
    """SQL: new buyers by day and those of them who came again, as they are kept added up."""
    source, count = ("day_people", "new_buyers") if product is None else ("day_first", "buyers")
    among = "" if product is None else f" AND product_id = {int(product)}"
    return (
        f"SELECT day, {count} AS buyers, again FROM {source} WHERE shop_id = :shop "
        f"AND day BETWEEN :first AND :last AND {count} > 0{among} ORDER BY day"
    )


def _of_product(product: int | None, malls: Malls) -> str:
    """SQL: the buyers ``b`` bought a product on their first day."""
    if product is None:
        return ""
    return (
        " AND (b.id, b.first_day) IN (SELECT buyer_id, day FROM order_line WHERE shop_id = :shop "
        f"AND day BETWEEN :first AND :last AND product_id = {int(product)} AND {COUNTS}"
        f"{among(malls)})"
    )


def _buyers(malls: Malls) -> str:
    """SQL: the buyers ``b`` and a condition; of some malls, with their first day there."""
    if malls is None:
        return "buyer b WHERE b.shop_id = :shop"
    return (
        "(SELECT shop_id, buyer_id AS id, min(day) AS first_day FROM order_line "
        f"WHERE shop_id = :shop AND buyer_id IS NOT NULL AND {COUNTS}{among(malls)} "
        "GROUP BY shop_id, buyer_id) b WHERE b.shop_id = :shop"
    )


def _whole(name: str) -> str:
    # PostgreSQL adds whole numbers of eight bytes up to a decimal.
    return f"CAST(sum({name}) AS BIGINT)"


def _ends(period: Period) -> dict[str, int]:
    return {"first": day_number(period.first), "last": day_number(period.last)}


def _frame(
    session: Session,
    statement: str,
    columns: Sequence[str],
    **values: Any,  # noqa: ANN401
) -> pd.DataFrame:
    rows = session.execute(text(statement), values).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=list(columns))


def _days(numbers: "pd.Series[Any]") -> "pd.Index[Any]":
    return pd.Index([day_of(number) for number in numbers], name="day", dtype="object")
