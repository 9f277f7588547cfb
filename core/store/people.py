"""Keep exact who came when: different buyers of each day, how long ago they came, who came again.

A buyer's days depend on each other, so what the touched buyers contributed is taken out and what
they contribute now is put in. All malls are one place here: a buyer of two malls is one buyer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from sqlalchemy import text
from sqlmodel import Session

from core.store.bulk import append
from core.store.sales import COUNTS

SECOND_WITHIN: Final = 90
"""Days within which a second purchase counts."""

LONGEST: Final = 91
"""Days of the longest stretch whose different buyers can be told from what is kept."""

_AT_ONCE: Final = 50_000
_NOBODY: Final = -1

_TABLES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "day_people": (("day",), ("buyers", "new_buyers", "again")),
    "day_gap": (("day", "gap"), ("buyers",)),
    "day_first": (("day", "product_id"), ("buyers", "again")),
}
"""Of each table what a row is about, and what is counted."""

Ints: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class People:
    """What some buyers contribute: the rows of each table, a column each."""

    rows: Mapping[str, Ints]


def of_all(session: Session, shop_id: int) -> People:
    """What all buyers of a shop contribute."""
    return _contributed(_read(session, shop_id, ""))


def of_touched(session: Session, shop_id: int) -> People:
    """What the buyers in the temporary table ``touched`` contribute as the lines are now."""
    some = "AND buyer_id IN (SELECT buyer_id FROM touched WHERE buyer_id IS NOT NULL)"
    return _contributed(_read(session, shop_id, some))


def replace_all(session: Session, shop_id: int) -> None:
    """Count everybody afresh."""
    for name in _TABLES:
        session.execute(text(f"DELETE FROM {name} WHERE shop_id = :shop"), {"shop": shop_id})
    for name, rows in of_all(session, shop_id).rows.items():
        _append(session, name, rows, {"shop_id": shop_id})


def change(session: Session, shop_id: int, before: People, now: People) -> None:
    """Take out what some buyers contributed before, and put in what they contribute now."""
    for name, (keys, counts) in _TABLES.items():
        rows = _difference(before.rows[name], now.rows[name], len(keys))
        if not len(rows):
            continue
        columns = ", ".join(("shop_id", *keys, *counts))
        added = ", ".join(f"{one} = {name}.{one} + excluded.{one}" for one in counts)
        session.execute(text(f"DROP TABLE IF EXISTS {name}_change"))
        session.execute(
            text(
                f"CREATE TEMPORARY TABLE {name}_change AS SELECT {columns} FROM {name} WHERE 1 = 0"
            )
        )
        _append(session, f"{name}_change", rows, {"shop_id": shop_id})
        session.execute(
            text(
                f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {name}_change WHERE true "
                f"ON CONFLICT (shop_id, {', '.join(keys)}) DO UPDATE SET {added}"
            )
        )
        session.execute(text(f"DROP TABLE {name}_change"))
        session.execute(
            text(f"DELETE FROM {name} WHERE shop_id = :shop AND buyers = 0"), {"shop": shop_id}
        )


def _append(session: Session, table: str, rows: Ints, same: Mapping[str, int]) -> None:
    name = table.removesuffix("_change")
    columns = [one for some in _TABLES[name] for one in some]
    append(session, table, columns, map(tuple, rows.tolist()), same)


def _read(session: Session, shop_id: int, some: str) -> Ints:
    """Buyer, day and product of each line that counts, in the order of buyers and their days."""
    found = session.connection().exec_driver_sql(
        f"SELECT buyer_id, day, coalesce(product_id, {_NOBODY}) FROM order_line "
        f"WHERE shop_id = {shop_id:d} AND buyer_id IS NOT NULL AND day IS NOT NULL AND {COUNTS} "
        f"{some} ORDER BY buyer_id, day"
    )
    assert found.cursor is not None  # noqa: S101  (it is a query)
    parts = list(_parts(found.cursor))
    found.close()
    return np.concatenate(parts) if parts else np.empty((0, 3), dtype=np.int64)


def _parts(cursor: Any) -> Iterable[Ints]:  # noqa: ANN401  (the driver's own)
    while rows := cursor.fetchmany(_AT_ONCE):
        yield np.fromiter(chain.from_iterable(rows), np.int64, 3 * len(rows)).reshape(-1, 3)


def _contributed(lines: Ints) -> People:
    buyer, day, product = lines.T
    is_visit = _begins(buyer) | _begins(day)
    came, who = day[is_visit], buyer[is_visit]
    is_first = _begins(who)
    gap = np.where(is_first, 0, np.diff(came, prepend=0))
    to_next = np.append(gap[1:], 0)
    again = is_first & (to_next > 0) & (to_next <= SECOND_WITHIN)
    near = (gap > 0) & (gap < LONGEST)
    visit = np.cumsum(is_visit) - 1
    bought = np.unique(
        np.column_stack((visit, product))[is_first[visit] & (product != _NOBODY)], axis=0
    )
    firsts = bought[:, 0]
    ones = np.ones(len(came), dtype=np.int64)
    return People({
        "day_people": _added((came,), (ones, is_first, again)),
        "day_gap": _added((came[near], gap[near]), (ones[near],)),
        "day_first": _added(
            (came[firsts], bought[:, 1]), (np.ones_like(firsts), again[firsts])
        ),
    })  # fmt: skip


def _begins(values: Ints) -> npt.NDArray[np.bool_]:
    """Where another value begins."""
    found = np.ones(len(values), dtype=np.bool_)
    found[1:] = values[1:] != values[:-1]
    return found


def _added(keys: tuple[Ints, ...], counts: tuple[npt.NDArray[Any], ...]) -> Ints:
    """Rows with the same keys made one, their counts added up."""
    order = np.lexsort(keys[::-1])
    sorted_keys = [key[order] for key in keys]
    starts = np.flatnonzero(np.logical_or.reduce([_begins(key) for key in sorted_keys]))
    if not len(starts):
        return np.empty((0, len(keys) + len(counts)), dtype=np.int64)
    sums = [np.add.reduceat(count[order].astype(np.int64), starts) for count in counts]
    return np.column_stack([*(key[starts] for key in sorted_keys), *sums])


def _difference(before: Ints, now: Ints, keys: int) -> Ints:
    """By how much the counts of each row change; without those that do not."""
    gone = before.copy()
    gone[:, keys:] *= -1
    both = np.concatenate((now, gone))
    found = _added(tuple(both.T[:keys]), tuple(both.T[keys:]))
    return found[np.any(found[:, keys:] != 0, axis=1)]
