"""Keep when what is due, with which words, and for whom nothing is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from core.store.care_tables import CareExclusionRow, CareRuleRow, CareTipRow
from core.store.tables import Buyer, Product


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one rule.

    Attributes:
        days: so many days after the beginning.
        lapses: so many days after it was due it is no more.
        is_on: whether it is ever due.
        since: the day on which it was switched on, where it was ever off.
        text: the seller's own words; empty for those the program brings along.
        at: when it was changed last.
    """

    days: int
    lapses: int
    is_on: bool
    since: date | None
    text: str
    at: datetime


def rules(session: Session, shop_id: int) -> dict[str, Kept]:
    """What is kept, by kind."""
    rows = session.exec(select(CareRuleRow).where(CareRuleRow.shop_id == shop_id))
    return {
        row.kind: Kept(row.days, row.lapses, bool(row.is_on), row.since, row.text, row.at)
        for row in rows
    }


def put(session: Session, shop_id: int, kind: str, wanted: Kept | None) -> None:
    """Keep one rule; None forgets it."""
    row = session.get(CareRuleRow, (shop_id, kind))
    if wanted is None:
        if row is not None:
            session.delete(row)
    else:
        row = row or CareRuleRow(shop_id=shop_id, kind=kind, days=0, lapses=0, at=wanted.at)
        row.days, row.lapses, row.is_on = wanted.days, wanted.lapses, int(wanted.is_on)
        row.since, row.text, row.at = wanted.since, wanted.text, wanted.at
        session.add(row)
    session.flush()


def tips(session: Session, shop_id: int) -> dict[int, str]:
    """How to use products, by their number."""
    rows = session.exec(select(CareTipRow).where(CareTipRow.shop_id == shop_id))
    return {row.product_id: row.text for row in rows}


def put_tip(session: Session, shop_id: int, product: int, tip: str, at: datetime) -> str:
    """Keep how to use a product, or forget it if nothing is said; what was kept before."""
    row = session.get(CareTipRow, (shop_id, product))
    before = "" if row is None else row.text
    if tip:
        row = row or CareTipRow(shop_id=shop_id, product_id=product, at=at)
        row.text, row.at = tip, at
        session.add(row)
    elif row is not None:
        session.delete(row)
    session.flush()
    return before


def exclusions(session: Session, shop_id: int) -> list[tuple[str, str]]:
    """For whom nothing is due: what is meant, and which one; the newest first."""
    rows = session.exec(
        select(CareExclusionRow)
        .where(CareExclusionRow.shop_id == shop_id)
        .order_by(col(CareExclusionRow.at).desc(), col(CareExclusionRow.value))
    )
    return [(row.scope, row.value) for row in rows]


def exclude(session: Session, shop_id: int, scope: str, value: str, at: datetime) -> bool:
    """Leave something out from now on; whether it was not left out before."""
    if session.get(CareExclusionRow, (shop_id, scope, value)) is not None:
        return False
    session.add(CareExclusionRow(shop_id=shop_id, scope=scope, value=value, at=at))
    session.flush()
    return True


def include(session: Session, shop_id: int, scope: str, value: str) -> bool:
    """Leave it out no more; whether it was left out."""
    row = session.get(CareExclusionRow, (shop_id, scope, value))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def buyer_names(session: Session, shop_id: int, keys: Collection[str]) -> Mapping[str, str]:
    """The masked names of buyers, by their keys."""
    rows = session.exec(select(Buyer).where(Buyer.shop_id == shop_id, col(Buyer.key).in_(keys)))
    return {row.key: row.name or "" for row in rows}


def product_names(session: Session, shop_id: int, numbers: Collection[int]) -> Mapping[str, str]:
    """The names of products, by their numbers written out."""
    rows = session.exec(
        select(Product).where(Product.shop_id == shop_id, col(Product.id).in_(numbers))
    )
    return {str(row.id): row.name for row in rows}
