"""Keep the numbers a seller set for the states of customers."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from core.store.customer_tables import CustomerRuleRow
from core.store.tables import Shop


def alone(session: Session, shop_id: int) -> None:
    """Wait until nobody else changes the rules, and let nobody before this ends."""
    # SQLite has one writer anyway. A server lets two in until they meet at a row.
    session.exec(select(Shop.id).where(Shop.id == shop_id).with_for_update()).one()


def read(session: Session, shop_id: int) -> dict[str, tuple[float, datetime]]:
    """What is kept, by name: the number, and when it was set."""
    rows = session.exec(select(CustomerRuleRow).where(CustomerRuleRow.shop_id == shop_id))
    return {row.name: (row.value, row.at) for row in rows}


def replace(session: Session, shop_id: int, values: Mapping[str, float], at: datetime) -> None:
    """Keep these numbers, all set at one moment, and forget all others."""
    rows = session.exec(select(CustomerRuleRow).where(CustomerRuleRow.shop_id == shop_id)).all()
    for row in rows:
        session.delete(row)
    session.flush()
    for name, value in values.items():
        session.add(CustomerRuleRow(shop_id=shop_id, name=name, value=value, at=at))
    session.flush()
