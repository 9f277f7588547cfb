"""Facts added up by the database: by channel, product or keyword, for a period or day by day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store import fact_slices
from core.store.covers import Cover, cover
from core.store.fact_tables import kept
from core.store.frames import frame_of
from core.store.slicing import About, among, named, of_platform, of_subject, telling
from core.terms import OWN_SHOP, AdPlatform, Period, Record, Subject, Vocabulary
from core.terms.records import SCHEMAS

UNIQUE: Final = frozenset({"visitors", "buyers", "reach", "customers", "new_customers",
                           "returning_customers", "repurchase_buyers", "subscribers",
                           "wishes"})  # fmt: skip
"""Counts of different people, and states of a day: their sum over days means nothing."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums that answer a question about a period, and where they are from.

    Attributes:
        rows: the dimensions asked for, ``day`` if asked for, and the sums. A sum of which any
            part is unknown is NA.
        cover: the slices that were added, and those that were not.
    """

    rows: pd.DataFrame
    cover: Cover


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be added up.

    Attributes:
        period: the days; only slices that lie wholly in it are used.
        measures: what is summed. Different people are not: see ``UNIQUE``.
        by: the dimensions the sums are told by; ``product_id`` for the product.
        daily: whether each day is told; then only slices of single days are used.
        reports: the exports that may be used; None for all.
        vocabularies: those that tell of the place meant; of the shop itself unless said.
        only: the rows that are added, as values of dimensions; None for all. Of several, rows
            that meet one of them; only slices that tell all of these dimensions are used.

    Raises:
        ValueError: a measure counts different people or a state, and would be added over days.
    """

    period: Period
    measures: Sequence[str]
    by: Sequence[str] = ()
    daily: bool = False
    reports: Collection[str] | None = None
    vocabularies: Collection[Vocabulary] = OWN_SHOP
    only: Sequence[Mapping[str, str | int | None]] | None = None

    def __post_init__(self) -> None:
        """Refuse sums that mean nothing."""
        wrong = sorted(UNIQUE & set(self.measures))
        if wrong and not self.daily:
            msg = f"{', '.join(wrong)} cannot be added over days"
            raise ValueError(msg)


def sums(session: Session, shop_id: int, subject: Subject, wish: Wish) -> Sums:
    """The statistics about a subject, added up."""
    return _sums(session, of_subject(shop_id, subject, wish.vocabularies), wish)


def ad_sums(session: Session, shop_id: int, platform: AdPlatform, wish: Wish) -> Sums:
    """What the advertisements on a platform did, added up."""
    return _sums(session, of_platform(shop_id, platform), wish)


def _sums(session: Session, about: About, wish: Wish) -> Sums:
    named_by = dict.fromkeys([*wish.by, *(name for one in wish.only or () for name in one)])
    tells = [*wish.measures, *("product_no" if name == "product_id" else name for name in named_by)]
    some = telling(session, about, wish.reports, tells, wish.period)
    if wish.daily:
        some = [one for one in some if one.period.days == 1]
    chosen = cover(some, wish.period)
    dimensions = [*wish.by, *(["first_day"] if wish.daily else [])]
    condition, values = _only(wish.only)
    told = _added_up(about, dimensions, wish)
    statement = _statement(
        about.record,
        (dimensions, wish.measures),
        fact_slices.NAME if told else about.record,
        f"{about.where if told else about.condition} AND ({among(about, chosen.used)}){condition}",
    )
    bound = {**about.bound, **named(chosen.used), **values}
    rows = _fetched(session, statement, bound) if chosen.used else ()
    types = {
        "day" if name == "first_day" else name: _type(about.record, name)
        for name in (*dimensions, *wish.measures)
    }
    return Sums(frame_of(rows, types, days=("day",) if wish.daily else ()), chosen)


def _fetched(session: Session, statement: str, bound: Mapping[str, Any]) -> Sequence[Any]:
    """The rows as the driver has them.

    Numbers and texts need no conversion, and years of days by channel took longer to be wrapped
    into SQLAlchemy's rows than to be added up.
    """
    found = session.connection().execute(text(statement), bound)
    assert found.cursor is not None  # noqa: S101  (it is a query)
    rows = found.cursor.fetchall()
    found.close()
    return rows


def _added_up(about: About, dimensions: Sequence[str], wish: Wish) -> bool:
    """Whether the slices have the sums already."""
    return (
        about.record is Record.STATISTIC
        and wish.only is None
        and set(dimensions) <= {*fact_slices.KEY, "vocabulary"}
        and set(wish.measures) <= set(fact_slices.SUMS)
    )


def _statement(
    record: Record, told_by: tuple[Sequence[str], Sequence[str]], table: str, condition: str
) -> str:
    dimensions, measures = told_by
    told = ", ".join(dimensions)
    added = ", ".join(_sum(record, name) for name in measures)
    grouped = f"GROUP BY {told} ORDER BY {told}" if dimensions else "HAVING count(*) > 0"
    return (
        f"SELECT {told}{', ' if dimensions else ''}{added} FROM {table} WHERE {condition} {grouped}"
    )


def _only(
    some: Sequence[Mapping[str, str | int | None]] | None,
) -> tuple[str, dict[str, str | int]]:
    """SQL: the rows have one of some values; and the values it names."""
    if some is None:
        return "", {}
    bound: dict[str, str | int] = {}
    told = []
    for number, one in enumerate(some):
        parts = []
        for name, value in one.items():
            if value is None:
                parts.append(f"{name} IS NULL")
            else:
                bound[f"{name}_{number}"] = value
                parts.append(f"{name} = :{name}_{number}")
        told.append(f"({' AND '.join(parts)})")
    return f" AND ({' OR '.join(told) or '1 = 0'})", bound


def _sum(record: Record, name: str) -> str:
    kind = "DOUBLE PRECISION" if _type(record, name) == pa.float64() else "BIGINT"
    return f"CASE WHEN count({name}) = count(*) THEN CAST(sum({name}) AS {kind}) END AS {name}"


def _type(record: Record, name: str) -> pa.DataType:
    if name not in kept(record):
        raise KeyError(name)
    return pa.int64() if name.endswith("_id") else SCHEMAS[record].field(name).type
