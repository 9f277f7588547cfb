"""Who wants to hear from the shop: what was said of it, of one customer and of all at once."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session, col, select

from core.store.customer_tables import ConsentRow
from core.store.moments import day_number, day_of


class Said(NamedTuple):
    """What a customer last said up to a day.

    Attributes:
        key: whose.
        given_on: the last day on which consent was given.
        withdrawn_on: the last day on which one was withdrawn; None if never.
    """

    key: str
    given_on: date
    withdrawn_on: date | None


def of(session: Session, shop_id: int, keys: Collection[str]) -> list[ConsentRow]:
    """What was written down of one customer, under all of his keys; the newest first."""
    asked = (
        select(ConsentRow)
        .where(
            ConsentRow.shop_id == shop_id,
            col(ConsentRow.buyer_key).in_(sorted(keys)),
            col(ConsentRow.deleted_at).is_(None),
        )
        .order_by(col(ConsentRow.given_on).desc(), col(ConsentRow.id).desc())
    )
    return list(session.exec(asked))


def said(session: Session, shop_id: int, kind: str, day: date) -> list[Said]:
    """What everybody who ever said something of a kind had said by a day."""
    found = session.execute(
        text(
            "SELECT buyer_key, max(given_on), "
            "max(CASE WHEN withdrawn_on <= :day THEN withdrawn_on END) FROM consent "
            "WHERE shop_id = :shop AND kind = :kind AND deleted_at IS NULL AND given_on <= :day "
            "GROUP BY buyer_key"
        ),
        {"shop": shop_id, "kind": kind, "day": day_number(day)},
    )
    return [
        Said(str(key), day_of(given), None if gone is None else day_of(gone))
        for key, given, gone in found
    ]
