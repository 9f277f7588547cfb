"""The interests a seller gave a customer or took away, and which persona the customer is."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from core.store.customer_tables import CustomerPersonaRow, CustomerTagRow
from core.store.target_tables import PersonaRow


def of(session: Session, shop_id: int, keys: Collection[str]) -> dict[str, bool]:
    """The interests that the seller said something of: whether each was taken away.

    Of several keys of one customer what was said last counts.
    """
    asked = (
        select(CustomerTagRow)
        .where(CustomerTagRow.shop_id == shop_id, col(CustomerTagRow.buyer_key).in_(sorted(keys)))
        .order_by(col(CustomerTagRow.at), col(CustomerTagRow.tag))
    )
    return {row.tag: bool(row.is_removed) for row in session.exec(asked)}


def put(
    session: Session, shop_id: int, keys: Collection[str], said: Mapping[str, bool | None],
    at: datetime,
) -> None:  # fmt: skip
    """Say of interests that each is there (False) or was taken away (True); None says nothing.

    It is kept under the first of the keys, and nothing under the others.
    """
    first = next(iter(keys))
    for tag, is_removed in said.items():
        session.execute(
            text(
                "DELETE FROM customer_tag WHERE shop_id = :shop AND buyer_key = :key AND tag = :tag"
            ),
            [{"shop": shop_id, "key": key, "tag": tag} for key in keys],
        )
        if is_removed is not None:
            session.add(
                CustomerTagRow(
                    shop_id=shop_id, buyer_key=first, tag=tag, is_removed=int(is_removed), at=at
                )
            )
    session.flush()


def persona(session: Session, shop_id: int, keys: Collection[str]) -> int | None:
    """Which persona the seller says a customer is; None where she has not, or it is no more."""
    asked = (
        select(CustomerPersonaRow.persona_id)
        .join(
            PersonaRow,
            (col(PersonaRow.shop_id) == col(CustomerPersonaRow.shop_id))
            & (col(PersonaRow.id) == col(CustomerPersonaRow.persona_id)),
        )
        .where(
            CustomerPersonaRow.shop_id == shop_id,
            col(CustomerPersonaRow.buyer_key).in_(sorted(keys)),
            col(PersonaRow.deleted_at).is_(None),
        )
        .order_by(col(CustomerPersonaRow.at).desc())
    )
    return session.exec(asked).first()


def set_persona(
    session: Session, shop_id: int, keys: Collection[str], number: int | None, at: datetime
) -> None:
    """Say which persona a customer is, or with None that nobody knows."""
    first = next(iter(keys))
    session.execute(
        text("DELETE FROM customer_persona WHERE shop_id = :shop AND buyer_key = :key"),
        [{"shop": shop_id, "key": key} for key in keys],
    )
    if number is not None:
        session.add(CustomerPersonaRow(shop_id=shop_id, buyer_key=first, persona_id=number, at=at))
    session.flush()
