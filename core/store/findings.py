"""What was concluded on a day, as it was said then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, SmallInteger, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col, select

from core.store.moments import Day, Instant
from core.store.tables import table_of

LONGEST_CLAIM = 120


class FindingRow(SQLModel, table=True):
    """One conclusion of one day."""

    __tablename__ = "finding"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    day: date = Field(primary_key=True, sa_type=Day)
    claim: str = Field(primary_key=True, max_length=LONGEST_CLAIM)
    place: int = Field(sa_type=SmallInteger)
    level: str = Field(max_length=10)
    money_month: int | None = Field(sa_type=BigInteger)
    probability: float | None
    n: int = Field(sa_type=BigInteger)
    data_asof: date = Field(sa_type=Day)
    method: str = Field(max_length=40)
    at: datetime = Field(sa_type=Instant)
    dismissed_at: datetime | None = Field(default=None, sa_type=Instant)


@dataclass(frozen=True, slots=True)
class Finding:
    """A conclusion that was shown.

    Attributes:
        day: on which day.
        claim: names the claim and what it is about.
        place: where it stood, from 0.
        level: how sure it was.
        money_month: in won of thirty days; None where it has no price.
        probability: one minus the adjusted p-value.
        n: how many events it rested on.
        data_asof: the last day of the data.
        method: how it was concluded.
        dismissed: the seller put it off for that day.
    """

    day: date
    claim: str
    place: int
    level: str
    money_month: int | None
    probability: float | None
    n: int
    data_asof: date
    method: str
    dismissed: bool = False


def put(session: Session, shop_id: int, found: Iterable[Finding], at: datetime) -> None:
    """Keep what is shown; a claim that was kept on the same day gives way, put off or not."""
    rows = [
        {
            "shop_id": shop_id, "day": one.day, "claim": one.claim[:LONGEST_CLAIM],
            "place": one.place, "level": one.level, "money_month": one.money_month,
            "probability": one.probability, "n": one.n, "data_asof": one.data_asof,
            "method": one.method, "at": at,
        }
        for one in found
    ]  # fmt: skip
    if not rows:
        return
    is_server = session.get_bind().dialect.name == "postgresql"
    adding = (postgresql if is_server else sqlite).insert(table_of(FindingRow))
    keys = ("shop_id", "day", "claim")
    fresh = {name: adding.excluded[name] for name in rows[0] if name not in keys}
    session.execute(adding.on_conflict_do_update(index_elements=keys, set_=fresh), rows)


def dismiss(session: Session, shop_id: int, day: date, claim: str, at: datetime | None) -> bool:
    """Put a claim off for a day, or with None take that back; whether it was there."""
    row = session.get(FindingRow, (shop_id, day, claim[:LONGEST_CLAIM]))
    if row is None:
        return False
    row.dismissed_at = at
    session.add(row)
    session.flush()
    return True


def of_day(session: Session, shop_id: int, day: date) -> list[Finding]:
    """What was said on a day, in its order."""
    asked = select(FindingRow).where(FindingRow.shop_id == shop_id, FindingRow.day == day)
    rows = session.exec(asked.order_by(col(FindingRow.place), col(FindingRow.claim)))
    return [_read(row) for row in rows]


def first_since(session: Session, shop_id: int, since: date, before: date) -> Mapping[str, Finding]:
    """Of each claim the first time it was said, from a day on and before another one."""
    rows = table_of(FindingRow).c
    first = (
        select(rows.claim, func.min(rows.day).label("day"))
        .where(rows.shop_id == shop_id, rows.day >= since, rows.day < before)
        .group_by(rows.claim)
        .subquery()
    )
    asked = select(FindingRow).join(
        first, (col(FindingRow.claim) == first.c.claim) & (col(FindingRow.day) == first.c.day)
    )
    found = session.exec(asked.where(FindingRow.shop_id == shop_id))
    return {row.claim: _read(row) for row in found}


def _read(row: FindingRow) -> Finding:
    return Finding(
        row.day, row.claim, row.place, row.level, row.money_month, row.probability, row.n,
        row.data_asof, row.method, row.dismissed_at is not None,
    )  # fmt: skip
