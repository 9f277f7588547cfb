"""What customers asked in the mall, how soon they were answered, and who still waits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import moment_of
from core.terms import SEOUL, DataSet, Period

_DAY: Final = 86_400
_OPEN: Final = "q.answered_at IS NULL AND q.is_answered = 0"
"""SQL: the file says that nobody has answered."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that the file calls unanswered."""

    key: str
    asked_at: datetime
    text: str
    product: str


def asked(session: Session, shop_id: int, period: Period) -> pd.DataFrame:
    """The questions of some days: ``asked`` and ``answered`` (seconds since 1970), ``is_answered``.

    ``answered`` is NA where nobody answered or nobody says when, ``is_answered`` where the file
    does not tell.
    """
    first = int(pd.Timestamp(period.first, tz=SEOUL).timestamp())
    end = int(pd.Timestamp(period.last, tz=SEOUL).timestamp()) + _DAY
    rows = session.execute(
        text(
            "SELECT asked_at, answered_at, is_answered FROM inquiry WHERE shop_id = :shop "
            "AND current = 1 AND asked_at >= :first AND asked_at < :end"
        ),
        {"shop": shop_id, "first": first, "end": end},
    ).all()
    types = {"asked": pa.int64(), "answered": pa.int64(), "is_answered": pa.int64()}
    return frame_of(rows, types)


def waiting(session: Session, shop_id: int, since: date, most: int) -> tuple[int, list[Waiting]]:
    """The questions since a day that nobody answered: how many, and the oldest of them."""
    here = {"shop": shop_id, "since": int(pd.Timestamp(since, tz=SEOUL).timestamp())}
    those = f"q.shop_id = :shop AND q.current = 1 AND q.asked_at >= :since AND {_OPEN}"
    count = session.execute(text(f"SELECT count(*) FROM inquiry q WHERE {those}"), here)
    rows = session.execute(
        text(
            "SELECT q.key, q.asked_at, coalesce(q.title, ''), coalesce(q.text, ''), p.name "
            "FROM inquiry q LEFT JOIN product p ON p.shop_id = q.shop_id AND p.id = q.product_id "
            f"WHERE {those} ORDER BY q.asked_at, q.inquiry_no LIMIT :most"
        ),
        {**here, "most": most},
    )
    found = [
        Waiting(str(key), moment, _said(str(title), str(said)), str(product or ""))
        for key, at, title, said, product in rows
        if (moment := moment_of(at)) is not None
    ]
    return int(count.scalar_one()), found


def by_product(
    session: Session, shop_id: int, period: Period, most: int
) -> list[tuple[int, str, int]]:
    """The products that were asked about most in some days: number, name, how often."""
    first = int(pd.Timestamp(period.first, tz=SEOUL).timestamp())
    end = int(pd.Timestamp(period.last, tz=SEOUL).timestamp()) + _DAY
    rows = session.execute(
        text(
            "SELECT p.id, p.name, count(*) FROM inquiry q JOIN product p "
            "ON p.shop_id = q.shop_id AND p.id = q.product_id WHERE q.shop_id = :shop "
            "AND q.current = 1 AND q.asked_at >= :first AND q.asked_at < :end "
            "GROUP BY p.id, p.name ORDER BY count(*) DESC, p.id LIMIT :most"
        ),
        {"shop": shop_id, "first": first, "end": end, "most": most},
    )
    return [(int(number), str(name), int(count)) for number, name, count in rows]


def as_of(session: Session, shop_id: int) -> datetime | None:
    """When the newest file of questions was made, or taken where that is not known."""
    found = session.execute(
        text(
            "SELECT max(coalesce(as_of, created_at)) FROM upload WHERE shop_id = :shop "
            "AND undone_at IS NULL AND data_set = :kind"
        ),
        {"shop": shop_id, "kind": DataSet.INQUIRIES.value},
    ).scalar()
    return moment_of(None if found is None else int(found))


def _said(title: str, said: str) -> str:
    """The question; a title that is only the beginning of it is not told twice."""
    title, said = title.strip(), said.strip()
    return said if said.startswith(title) else f"{title} {said}".strip()
