"""Whom of a list a seller has contacted, or passed over, and when."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from core.store.customer_tables import CustomerContactRow


def put(session: Session, rows: Iterable[CustomerContactRow]) -> list[CustomerContactRow]:
    """Note who was contacted or passed over; what is noted of a day stays. Those that are new."""
    new = [row for row in rows if session.get(CustomerContactRow, _key(row)) is None]
    session.add_all(new)
    session.flush()
    return new


def take_back(  # noqa: PLR0913, PLR0917  (whose, of which list, who, and when)
    session: Session, shop_id: int, kind: str, keys: Iterable[str], day: date, at: datetime
) -> int:
    """Forget what was noted of some people at one moment; how many there were."""
    gone = 0
    for key in keys:
        row = session.get(CustomerContactRow, (shop_id, kind, key, day))
        if row is not None and row.at == at:
            session.delete(row)
            gone += 1
    session.flush()
    return gone


def since(session: Session, shop_id: int, day: date) -> list[CustomerContactRow]:
    """What was noted on a day or later, the newest first."""
    return list(
        session.exec(
            select(CustomerContactRow)
            .where(CustomerContactRow.shop_id == shop_id, CustomerContactRow.day >= day)
            .order_by(
                col(CustomerContactRow.at).desc(),
                col(CustomerContactRow.kind),
                col(CustomerContactRow.buyer_key),
            )
        )
    )


def _key(row: CustomerContactRow) -> tuple[int, str, str, date]:
    return row.shop_id, row.kind, row.buyer_key, row.day
