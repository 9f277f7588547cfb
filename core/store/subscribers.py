"""Who agreed to hear from the shop, all customers at once, and whose numbers of orders are."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

import pandas as pd
from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from core.store.customer_tables import ConsentRow
from core.store.identities import parts
from core.store.moments import day_number, day_of
from core.terms.orders import KnownBy

COLUMNS: Final = ("key", "name", "kind", "given", "gone", "source")

_SOMEBODY: Final = f"coalesce(c.known_by, b.known_by, {KnownBy.MASKED:d}) <> {KnownBy.NOBODY:d}"
"""SQL: the customer was not deleted."""


class Whose(NamedTuple):
    """Whose an order is: its number and the key of the customer."""

    number: str
    key: str


def consents(session: Session, shop_id: int, until: date) -> pd.DataFrame:
    """Everything that was said up to a day, in order of days: the columns ``COLUMNS``.

    ``given`` and ``gone`` are days since 1970, ``gone`` is -1 where nothing was taken back by then.
    ``key`` is the customer's, whichever key of him it was said under; ``name`` is masked.
    """
    rows = session.execute(
        text(
            "SELECT coalesce(c.key, b.key, s.buyer_key), coalesce(c.name, b.name), s.kind, "
            "s.given_on, CASE WHEN s.withdrawn_on <= :day THEN s.withdrawn_on ELSE -1 END, "
            "s.source FROM consent s "
            "LEFT JOIN buyer b ON b.shop_id = s.shop_id AND b.key = s.buyer_key "
            "LEFT JOIN buyer c ON c.shop_id = b.shop_id AND c.id = b.same_as "
            f"WHERE s.shop_id = :shop AND s.deleted_at IS NULL AND s.given_on <= :day "
            f"AND {_SOMEBODY} ORDER BY s.given_on, s.id"
        ),
        {"shop": shop_id, "day": day_number(until)},
    ).all()
    found = pd.DataFrame([tuple(row) for row in rows], columns=list(COLUMNS))
    return found.astype({"given": "int64", "gone": "int64"})


def of_orders(session: Session, shop_id: int, numbers: Collection[str]) -> list[Whose]:
    """Whose some orders or order lines are; a number that several people have is told for each."""
    found: set[Whose] = set()
    for name in ("order_no", "line_no"):
        asked = text(
            f"SELECT DISTINCT o.{name}, coalesce(c.key, b.key) FROM order_line o "
            "JOIN buyer b ON b.shop_id = o.shop_id AND b.id = o.buyer_id "
            "LEFT JOIN buyer c ON c.shop_id = b.shop_id AND c.id = b.same_as "
            f"WHERE o.shop_id = :shop AND o.{name} IN :some AND {_SOMEBODY}"
        ).bindparams(bindparam("some", expanding=True))
        for some in parts(numbers):
            rows = session.execute(asked, {"shop": shop_id, "some": some})
            found |= {Whose(str(number), str(key)) for number, key in rows}
    return sorted(found)


def added_at(session: Session, shop_id: int, at: datetime) -> list[ConsentRow]:
    """What was written down of customers at one moment, thrown away or not."""
    asked = (
        select(ConsentRow)
        .where(ConsentRow.shop_id == shop_id, ConsentRow.created_at == at)
        .order_by(col(ConsentRow.id))
    )
    return list(session.exec(asked))


def batches(session: Session, shop_id: int, most: int) -> list[tuple[datetime, int, bool]]:
    """Moments at which several consents were written down at once, the newest first.

    Each with how many there were, and whether they were all thrown away.
    """
    rows = session.execute(
        text(
            "SELECT created_at, count(*), count(deleted_at) FROM consent WHERE shop_id = :shop "
            "GROUP BY created_at HAVING count(*) > 1 ORDER BY created_at DESC LIMIT :most"
        ),
        {"shop": shop_id, "most": most},
    )
    return [
        (datetime.fromtimestamp(at, UTC), int(some), int(some) == int(gone))
        for at, some, gone in rows
    ]


def said_of(
    session: Session, shop_id: int, keys: Iterable[str], kind: str
) -> list[tuple[str, date]]:
    """What is kept of some customers of one kind: the key and the day of each consent."""
    asked = text(
        "SELECT buyer_key, given_on FROM consent WHERE shop_id = :shop AND kind = :kind "
        "AND deleted_at IS NULL AND buyer_key IN :some"
    ).bindparams(bindparam("some", expanding=True))
    found: list[tuple[str, date]] = []
    for some in parts(set(keys)):
        rows = session.execute(asked, {"shop": shop_id, "kind": kind, "some": some})
        found += [(str(key), day_of(given)) for key, given in rows]
    return found
