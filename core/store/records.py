"""Take statistics, advertisements, reviews, inquiries and settlements in, and take them back.

Every row of an upload is kept. Of the rows with one key the one of the youngest file is current,
of files of one age the one that was taken last; that is all an undo has to put right.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import text
from sqlmodel import Session

from core.store import erasing, fact_slices
from core.store.bulk import append
from core.store.covers import TYPED
from core.store.fact_tables import FACTS, TABLES, kept
from core.store.incoming import product_keys
from core.store.incoming_numbers import Numbers, column, names
from core.store.moments import day_of, joined
from core.store.orders import MANY, Saved
from core.store.tables import Product
from core.terms import AdPlatform, DataSet, Mall, Period, Record, Subject, Vocabulary
from core.terms.records import KEYS, SCHEMAS

_BETWEEN: Final = "\x1f"  # between the parts of a key
_NOTHING: Final = "\x00"  # a part that is null; no cell has this character
_INCOMING: Final = "incoming_fact"
_DAY: Final = 86_400
_SEOUL: Final = 9 * 3600


class _Laid(NamedTuple):
    """How many incoming rows are new, win and lose against a row that is there, and differ."""

    new: int
    won: int
    lost: int
    changed: int
    outdated: int


@dataclass(slots=True)
class Loading:
    """A file of facts being taken in. Add its tables, then settle."""

    session: Session
    shop_id: int
    upload_id: int
    as_of: datetime | None
    record: Record
    writes: bool = True

    _tables: list[pa.Table] = field(default_factory=list)

    def add(self, table: pa.Table) -> None:
        """Take the rows of ``table``, whose columns follow ``core.terms.records``."""
        self._tables.append(table)

    def settle(self, at_least: datetime | None = None) -> Saved:
        """Put the rows in and find out which of them are current.

        Args:
            at_least: a moment before which a file of unknown age cannot have been exported.
        """
        moment = self.as_of or at_least
        rank = 0 if moment is None else int(moment.timestamp())
        into = self._room()
        rows = sum(self._put(table, into, rank) for table in self._whole())
        if rows >= MANY and self.session.connection().dialect.name == "postgresql":
            self._run(f"ANALYZE {into}")
        laid = self._lay_beside(into, rank)
        if self.writes:
            self._supersede(rank, laid)
            if self.record in {Record.REVIEW, Record.INQUIRY}:
                erasing.forget_texts(self.session, self.shop_id, self.upload_id)
            if self.record is Record.STATISTIC:
                fact_slices.touch(self.session, self.shop_id, self.upload_id)
                fact_slices.refresh(self.session, self.shop_id)
        else:
            self._run(f"DROP TABLE {into}")
        changed = laid.changed
        return Saved(laid.new, changed, rows - laid.new - changed, laid.outdated)

    def _whole(self) -> list[pa.Table]:
        if not self._tables:
            return []
        return [pa.concat_tables(self._tables, promote_options="default")]

    def _room(self) -> str:
        name = TABLES[self.record].name
        if self.writes:
            return name
        self._run(f"DROP TABLE IF EXISTS {_INCOMING}")
        self._run(f"CREATE TEMPORARY TABLE {_INCOMING} AS SELECT * FROM {name} WHERE 1 = 0")
        return _INCOMING

    def _put(self, table: pa.Table, into: str, rank: int) -> int:
        keys = key_column(self.record, table)
        columns: dict[str, Sequence[Any]] = {
            "number": range(table.num_rows),
            "key": keys,
            "current": _last_of_each(keys),
        }
        there = set(table.column_names)
        for name in kept(self.record):
            if name == "product_id":
                if there & {"product_no", "product_name"}:
                    columns[name] = self._products(table)
            elif name in there:
                columns[name] = table[name].to_pylist()
        same = {"shop_id": self.shop_id, "upload_id": self.upload_id, "rank": rank}
        append(self.session, into, list(columns), zip(*columns.values(), strict=True), same)
        return len(keys)

    def _products(self, table: pa.Table) -> list[int | None]:
        numbers = Numbers(self.session, self.shop_id, self.upload_id, Product, self.writes)
        keys = product_keys(table, _malls(self.record, table))
        return numbers.of(keys, names(table, "product_name"))

    def _lay_beside(self, into: str, rank: int) -> "_Laid":
        """Compare the incoming rows with those that are current for the same keys."""
        values = [name for name in kept(self.record) if name not in KEYS[self.record]]
        differs = " OR ".join(f"i.{name} IS DISTINCT FROM s.{name}" for name in values)
        row = self._run(
            "SELECT coalesce(sum(CASE WHEN met THEN 0 ELSE 1 END), 0), "
            "coalesce(sum(CASE WHEN met AND wins THEN 1 ELSE 0 END), 0), "
            "coalesce(sum(CASE WHEN met AND NOT wins THEN 1 ELSE 0 END), 0), "
            "coalesce(sum(CASE WHEN differs AND wins THEN 1 ELSE 0 END), 0), "
            "coalesce(sum(CASE WHEN differs AND NOT wins THEN 1 ELSE 0 END), 0) FROM ("
            "SELECT s.key IS NOT NULL AS met, s.rank <= :rank AS wins, "
            f"s.key IS NOT NULL AND ({differs}) AS differs "
            f"FROM {into} i LEFT JOIN {TABLES[self.record].name} s ON s.shop_id = i.shop_id "
            "AND s.key = i.key AND s.current = 1 AND s.upload_id <> :upload "
            "WHERE i.shop_id = :shop AND i.upload_id = :upload AND i.current = 1) laid",
            rank=rank,
        ).one()
        return _Laid(*map(int, row))

    def _supersede(self, rank: int, laid: "_Laid") -> None:
        name = TABLES[self.record].name
        if laid.lost:
            self._run(
                f"UPDATE {name} SET current = 0 WHERE shop_id = :shop AND upload_id = :upload "
                f"AND current = 1 AND EXISTS (SELECT 1 FROM {name} o WHERE o.shop_id = :shop "
                f"AND o.key = {name}.key AND o.current = 1 AND o.upload_id <> :upload "
                "AND o.rank > :rank)",
                rank=rank,
            )
        if laid.won:
            self._run(
                f"UPDATE {name} SET current = 0 WHERE shop_id = :shop AND upload_id <> :upload "
                f"AND current = 1 AND key IN (SELECT i.key FROM {name} i "
                "WHERE i.shop_id = :shop AND i.upload_id = :upload AND i.current = 1)"
            )

    def _run(self, statement: str, **values: int) -> Any:  # noqa: ANN401
        here = {"shop": self.shop_id, "upload": self.upload_id, **values}
        wanted = {name: value for name, value in here.items() if f":{name}" in statement}
        return self.session.execute(text(statement), wanted)


@contextmanager
def comparing(
    session: Session, shop_id: int, as_of: datetime | None, record: Record
) -> Generator[Loading, None, None]:
    """A dry run: ``settle`` tells what taking the rows in would do, and nothing is kept."""
    yield Loading(session, shop_id, 0, as_of, record, writes=False)
    session.rollback()


def undo(session: Session, shop_id: int, upload_id: int) -> None:
    """Take the facts of an upload out; rows that they stood before count again."""
    here = {"shop": shop_id, "upload": upload_id}
    for record in FACTS:
        name = TABLES[record].name
        mine = f"FROM {name} WHERE shop_id = :shop AND upload_id = :upload"
        if session.execute(text(f"SELECT 1 {mine} LIMIT 1"), here).first() is None:
            continue
        session.execute(
            text(f"CREATE TEMPORARY TABLE given_back AS SELECT key {mine} AND current = 1"), here
        )
        if record is Record.STATISTIC:
            fact_slices.touch(session, shop_id, upload_id)
        session.execute(text(f"DELETE {mine}"), here)
        session.execute(
            text(
                f"UPDATE {name} SET current = 1 FROM (SELECT upload_id, number, row_number() OVER "
                "(PARTITION BY key ORDER BY rank DESC, upload_id DESC, number DESC) AS place "
                f"FROM {name} WHERE shop_id = :shop AND key IN (SELECT key FROM given_back)) best "
                f"WHERE best.place = 1 AND {name}.shop_id = :shop "
                f"AND {name}.upload_id = best.upload_id AND {name}.number = best.number"
            ),
            {"shop": shop_id},
        )
        session.execute(text("DROP TABLE given_back"))
        if record is Record.STATISTIC:
            fact_slices.refresh(session, shop_id)


def days(session: Session, shop_id: int) -> dict[DataSet, list[Period]]:
    """The stretches of days that the shop's data tell of, by what they tell.

    A few counts typed by hand are no statistics of a day; costs typed by hand are costs.
    """
    found: dict[DataSet, list[Period]] = {}
    for statement in _DAYS:
        for what, first, last in session.execute(text(statement), {"shop": shop_id}):
            period = Period(day_of(first), day_of(last))
            found.setdefault(_data_set(what), []).append(period)
    return {what: joined(found[what]) for what in DataSet if what in found}


def key_column(record: Record, table: pa.Table) -> list[str]:
    """Per row 32 hex digits that are equal where the columns in ``KEYS`` are."""
    parts = [pc.fill_null(_key_part(record, name, table), _NOTHING) for name in KEYS[record]]
    whole = pc.binary_join_element_wise(*parts, _BETWEEN)
    return [_hashed(key) for key in whole.to_pylist()]


def key_of(*parts: object) -> str:
    """The key of one row, from its parts in ``KEYS``; none of them is null."""
    return _hashed(_BETWEEN.join(map(str, parts)))


def _hashed(key: str) -> str:
    return blake2b(key.encode(), digest_size=16).hexdigest()


def _key_part(record: Record, name: str, table: pa.Table) -> pa.Array:
    if name == "product_no":
        return product_keys(table, _malls(record, table))
    return pc.cast(column(table, name, SCHEMAS[record].field(name).type), pa.string())


def _last_of_each(keys: Sequence[str]) -> list[int]:
    """1 for the last row of each key, 0 for earlier ones; files seldom have any."""
    last = {key: place for place, key in enumerate(keys)}
    return [int(last[key] == place) for place, key in enumerate(keys)]


def _malls(record: Record, table: pa.Table) -> pa.Array:
    """The mall that numbers the products of each row."""
    source, coupang = {
        Record.STATISTIC: ("vocabulary", Vocabulary.COUPANG.value),
        Record.AD_RESULT: ("platform", AdPlatform.COUPANG.value),
    }.get(record, ("mall", 0))
    values = pc.fill_null(column(table, source, pa.int8()), Mall.SMARTSTORE.value)
    if source == "mall":
        return values
    return pc.if_else(
        pc.equal(values, coupang),
        pa.scalar(Mall.COUPANG.value, pa.int8()),
        pa.scalar(Mall.SMARTSTORE.value, pa.int8()),
    )


def _data_set(what: object) -> DataSet:
    """A name, or the number of a subject of statistics."""
    return DataSet(what) if isinstance(what, str) else Subject(int(str(what))).data_set


def _of_moments(record: Record, name: str, moment: str) -> str:
    day = f"({moment} + {_SEOUL}) / {_DAY}"
    return (
        f"SELECT DISTINCT '{name}', {day}, {day} FROM {TABLES[record].name} "
        f"WHERE shop_id = :shop AND current = 1 AND {moment} IS NOT NULL"
    )


_DAYS: Final = (
    f"SELECT DISTINCT '{DataSet.ORDERS}', day, day FROM day_total WHERE shop_id = :shop",
    (
        "SELECT DISTINCT subject, first_day, last_day FROM statistic_slice "
        f"WHERE shop_id = :shop AND report NOT LIKE '{TYPED}%'"
    ),
    (
        f"SELECT DISTINCT '{DataSet.ADS}', first_day, last_day FROM ad_result "
        "WHERE shop_id = :shop AND current = 1"
    ),
    _of_moments(Record.REVIEW, DataSet.REVIEWS, "written_at"),
    _of_moments(Record.INQUIRY, DataSet.INQUIRIES, "asked_at"),
    (
        f"SELECT DISTINCT '{DataSet.SETTLEMENTS}', d, d FROM (SELECT "
        f"coalesce(basis_day, (paid_at + {_SEOUL}) / {_DAY}) AS d FROM settlement "
        "WHERE shop_id = :shop AND current = 1) s WHERE d IS NOT NULL"
    ),
)
