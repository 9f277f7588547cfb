"""What a seller says of single products: what the same costs elsewhere, and unusual days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, select

from core.store.moments import Day, Instant


class ProductNoteRow(SQLModel, table=True):
    """What a seller has said of one product; what she says later takes its place."""

    __tablename__ = "product_note"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    product_id: int = Field(primary_key=True)
    compared: int | None = Field(default=None, sa_type=BigInteger)
    compared_on: date | None = Field(default=None, sa_type=Day)
    happened: str | None = Field(default=None, max_length=20)
    happened_on: date | None = Field(default=None, sa_type=Day)
    at: datetime = Field(sa_type=Instant)


@dataclass(frozen=True, slots=True)
class ProductNote:
    """What is said of a product.

    Attributes:
        compared: won that the same costs elsewhere, as of ``compared_on``.
        compared_on: when she said so.
        happened: what made the days before ``happened_on`` unusual.
        happened_on: when she said so.
    """

    compared: int | None = None
    compared_on: date | None = None
    happened: str | None = None
    happened_on: date | None = None


def put(session: Session, shop_id: int, product: int, note: ProductNote, at: datetime) -> None:
    """Keep what is said of a product; an empty note is forgotten."""
    kept = session.get(ProductNoteRow, (shop_id, product))
    if note == ProductNote():
        if kept is not None:
            session.delete(kept)
    else:
        row = kept or ProductNoteRow(shop_id=shop_id, product_id=product, at=at)
        row.compared, row.compared_on = note.compared, note.compared_on
        row.happened, row.happened_on, row.at = note.happened, note.happened_on, at
        session.add(row)
    session.flush()


def kept(session: Session, shop_id: int) -> Mapping[int, ProductNote]:
    """What was said of each product."""
    rows = session.exec(select(ProductNoteRow).where(ProductNoteRow.shop_id == shop_id))
    return {
        row.product_id: ProductNote(row.compared, row.compared_on, row.happened, row.happened_on)
        for row in rows
    }
