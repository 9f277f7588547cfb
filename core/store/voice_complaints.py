"""Complaints: whose are open, how they stand, and who bought again after one."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from core.store.frames import frame_of
from core.store.moments import day_of
from core.store.sales import COUNTS
from core.store.voice_tables import ComplaintRow
from core.terms.voice import ComplaintStatus

_AT_ONCE: Final = 500

_OPEN: Final = f"status <= {int(ComplaintStatus.DOING)} AND deleted_at IS NULL"
"""SQL: the complaint is not solved and was not thrown away."""


def open_complaint_buyers(session: Session, shop_id: int) -> frozenset[str]:
    """The keys of the buyers with an open complaint, to whom nothing is to be sold meanwhile."""
    found = session.execute(
        text(
            "SELECT DISTINCT buyer_key FROM complaint "
            f"WHERE shop_id = :shop AND buyer_key IS NOT NULL AND {_OPEN}"
        ),
        {"shop": shop_id},
    )
    return frozenset(str(row[0]) for row in found)


def open_complaint_orders(session: Session, shop_id: int) -> frozenset[tuple[int, str]]:
    """The orders with an open complaint: the number of the mall, and that of the order."""
    found = session.execute(
        text(
            "SELECT DISTINCT mall, order_no FROM complaint WHERE shop_id = :shop "
            f"AND mall IS NOT NULL AND order_no IS NOT NULL AND {_OPEN}"
        ),
        {"shop": shop_id},
    )
    return frozenset((int(row[0]), str(row[1])) for row in found)


def made_of(
    session: Session,
    shop_id: int,
    feedback_id: int | None,
    mall: int | None,
    review_no: str | None,
) -> ComplaintRow | None:
    """The complaint that was made of a remark or of a review; None if there is none."""
    if feedback_id is not None:
        same = col(ComplaintRow.feedback_id) == feedback_id
    elif mall is not None and review_no is not None:
        same = (col(ComplaintRow.mall) == int(mall)) & (col(ComplaintRow.review_no) == review_no)
    else:
        return None
    return session.exec(
        select(ComplaintRow).where(
            ComplaintRow.shop_id == shop_id, same, col(ComplaintRow.deleted_at).is_(None)
        )
    ).first()


def of_reviews(session: Session, shop_id: int) -> frozenset[tuple[int, str]]:
    """The reviews of which complaints were made: mall and number."""
    found = session.execute(
        text(
            "SELECT DISTINCT mall, review_no FROM complaint WHERE shop_id = :shop "
            "AND mall IS NOT NULL AND review_no IS NOT NULL AND deleted_at IS NULL"
        ),
        {"shop": shop_id},
    )
    return frozenset((int(row[0]), str(row[1])) for row in found)


def listed(session: Session, shop_id: int, *, to: ComplaintStatus) -> list[ComplaintRow]:
    """The complaints that have got no further than a status, the first due first."""
    asked = select(ComplaintRow).where(
        ComplaintRow.shop_id == shop_id,
        col(ComplaintRow.deleted_at).is_(None),
        col(ComplaintRow.status) <= int(to),
    )
    return list(session.exec(asked.order_by(col(ComplaintRow.due_at), col(ComplaintRow.id))))


def latest(session: Session, shop_id: int, most: int) -> list[ComplaintRow]:
    """The complaints that came in last, the last first."""
    asked = select(ComplaintRow).where(
        ComplaintRow.shop_id == shop_id, col(ComplaintRow.deleted_at).is_(None)
    )
    newest = (col(ComplaintRow.opened_at).desc(), col(ComplaintRow.id).desc())
    return list(session.exec(asked.order_by(*newest).limit(most)))


def thrown(session: Session, shop_id: int, most: int) -> list[ComplaintRow]:
    """What was thrown away last, the last first."""
    gone = col(ComplaintRow.deleted_at)
    asked = select(ComplaintRow).where(ComplaintRow.shop_id == shop_id, gone.is_not(None))
    return list(session.exec(asked.order_by(gone.desc()).limit(most)))


_REPLIES: Final = {
    "opened_at": pa.int64(),
    "first_reply_at": pa.int64(),
    "cost": pa.int64(),
    "status": pa.int8(),
    "due_at": pa.int64(),
}


def replies(session: Session, shop_id: int) -> pd.DataFrame:
    """Of every complaint when it came in and was first replied to, and what it cost: seconds."""
    rows = session.execute(
        text(
            f"SELECT {', '.join(_REPLIES)} FROM complaint "
            "WHERE shop_id = :shop AND deleted_at IS NULL"
        ),
        {"shop": shop_id},
    ).all()
    return frame_of(rows, _REPLIES)


def first_of_buyers(session: Session, shop_id: int) -> pd.DataFrame:
    """On which day each customer first complained: ``buyer_key``, ``day`` (since 1970, Seoul)."""
    rows = session.execute(
        text(
            f"SELECT coalesce(one.key, c.buyer_key), (min(c.opened_at) + {_SEOUL}) / 86400 "
            "FROM complaint c LEFT JOIN buyer own ON own.shop_id = c.shop_id "
            "AND own.key = c.buyer_key LEFT JOIN buyer one ON one.shop_id = own.shop_id "
            "AND one.id = own.same_as "
            "WHERE c.shop_id = :shop AND c.buyer_key IS NOT NULL AND c.deleted_at IS NULL "
            "GROUP BY coalesce(one.key, c.buyer_key)"
        ),
        {"shop": shop_id},
    ).all()
    return frame_of(rows, {"buyer_key": pa.string(), "day": pa.int64()})


_SEOUL: Final = 9 * 3600
"""Seconds that Seoul is ahead of UTC all the year round."""


def orders_after(session: Session, shop_id: int, keys: Collection[str]) -> pd.DataFrame:
    """The days on which the customers that some buyers are bought: ``buyer_key``, ``day``."""
    # In two steps: joined, SQLite would go through all lines to find a few buyers.
    buyers = text(
        "SELECT coalesce(same_as, id), key FROM buyer WHERE shop_id = :shop AND key IN :some"
    ).bindparams(bindparam("some", expanding=True))
    days = text(
        "SELECT DISTINCT buyer_id, day FROM order_line WHERE shop_id = :shop "
        f"AND buyer_id IN :some AND day IS NOT NULL AND {COUNTS}"
    ).bindparams(bindparam("some", expanding=True))
    found: list[Any] = []
    wanted = sorted(set(keys))
    for at in range(0, len(wanted), _AT_ONCE):
        asked = {"shop": shop_id, "some": wanted[at : at + _AT_ONCE]}
        named: dict[int, list[str]] = {}
        for number, key in session.execute(buyers, asked):
            named.setdefault(int(number), []).append(str(key))
        if named:
            told = session.execute(days, {"shop": shop_id, "some": sorted(named)})
            found += [(key, day) for number, day in told for key in named[int(number)]]
    return frame_of(found, {"buyer_key": pa.string(), "day": pa.int32()})


def last_order(session: Session, shop_id: int) -> date | None:
    """The last day of which orders tell."""
    found = session.execute(
        text("SELECT max(day) FROM day_total WHERE shop_id = :shop AND lines > 0"),
        {"shop": shop_id},
    ).scalar()
    return None if found is None else day_of(int(found))
