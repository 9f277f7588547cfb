"""How rows typed by hand get into the store and out of it; ``core.services.typed`` says which."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import pyarrow as pa
from sqlmodel import Session, select

from core.services.importing import NAME_KEPT
from core.services.opening import OpenShop
from core.services.typed_rows import TypedConflict
from core.store import records, uploads
from core.store.fact_tables import TABLES
from core.store.moments import day_of
from core.store.tables import Shop, Upload, UploadOverlap
from core.terms import DataSet, Record
from core.terms.records import SCHEMAS

Key = tuple[Any, ...]
Values = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What an entry did; ``upload_id`` is None where it changed nothing and left no trace."""

    upload_id: int | None
    new: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of entry: what a row is about, and the numbers in it."""

    report: str
    record: Record
    data_set: DataSet
    key: tuple[str, ...]
    numbers: tuple[str, ...]
    fixed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry on its way in."""

    shop: OpenShop
    sheet: Sheet
    at: datetime
    name: str

    def keep(self, rows: Mapping[Key, Values]) -> Kept:
        """Put ``rows`` on top of what is there."""
        with self.shop.store.write() as session:
            found = self._found(session)
            merged = {key: _over(found[key].values, new) if key in found else new
                      for key, new in rows.items()}  # fmt: skip
            kept = {key: {name for name, number in new.items() if number is None}
                    for key, new in rows.items()}  # fmt: skip
            return self._put(session, merged, found, kept)

    def change(self, seen: Mapping[Key, Values], wanted: Mapping[Key, Values]) -> Kept:
        """Make the rows that were ``seen`` the ``wanted`` ones."""
        nothing: Values = dict.fromkeys(self.sheet.numbers)
        gone = {key: nothing for key in seen if key not in wanted}
        rows = {**gone, **{key: row for key, row in wanted.items() if seen.get(key) != row}}
        with self.shop.store.write() as session:
            found = self._found(session)
            for key in rows:
                now = found[key].values if key in found else nothing
                if now != seen.get(key, nothing):
                    raise TypedConflict
            kept = {key: {name for name, number in row.items() if seen.get(key, {}).get(name)
                          == number} for key, row in rows.items()}  # fmt: skip
            return self._put(session, rows, found, kept)

    def _found(self, session: Session) -> dict[Key, "_Found"]:
        session.exec(select(Shop.id).where(Shop.id == self.shop.id).with_for_update()).one()
        return _current(session, self.shop.id, self.sheet)

    def _put(
        self,
        session: Session,
        rows: Mapping[Key, Values],
        found: Mapping[Key, "_Found"],
        kept: Mapping[Key, set[str]],
    ) -> Kept:
        """Book the rows that differ, and which earlier entries they carry numbers of."""
        differ = {
            key: row for key, row in rows.items() if key not in found or found[key].values != row
        }
        if not differ:
            return Kept(None)
        upload = self._booked(session, differ)
        loading = records.Loading(session, self.shop.id, upload.id, self.at, self.sheet.record)
        loading.add(_table(self.sheet, differ))
        saved = loading.settle()
        upload.new, upload.changed, upload.same = saved.new, saved.changed, saved.same
        session.add(upload)
        carried = {
            found[key].upload_id
            for key in differ
            if key in found and any(found[key].values[name] is not None for name in kept[key])
        }
        for earlier in carried:
            session.add(UploadOverlap(
                shop_id=self.shop.id, earlier_id=earlier, later_id=upload.id
            ))  # fmt: skip
        return Kept(upload.id, saved.new, saved.changed)

    def _booked(self, session: Session, rows: Mapping[Key, Values]) -> Upload:
        told = json.dumps([self.sheet.report, self.at.isoformat(), [*map(repr, rows.items())]])
        periods = [dict(zip(self.sheet.key, key, strict=True)) for key in rows]
        upload = Upload(
            shop_id=self.shop.id, id=0, name=self.name[-NAME_KEPT:],
            sha256=sha256(told.encode()).hexdigest(), format_id=self.sheet.report,
            as_of=self.at, created_at=self.at, rows=len(rows),
            data_set=self.sheet.data_set.value,
            first_day=day_of(min(row["first_day"] for row in periods)),
            last_day=day_of(max(row["last_day"] for row in periods)),
        )  # fmt: skip
        uploads.book(session, upload)
        return upload


@dataclass(frozen=True, slots=True)
class _Found:
    """A row that counts, and the entry it came with."""

    upload_id: int
    values: Values


def _current(session: Session, shop_id: int, sheet: Sheet) -> dict[Key, _Found]:
    table = TABLES[sheet.record]
    names = [*sheet.key, *sheet.numbers]
    rows = session.execute(
        table.select()
        .with_only_columns(table.c.upload_id, *(table.c[name] for name in names))
        .where(
            table.c.shop_id == shop_id,
            table.c.current == 1,
            table.c.report == sheet.report,
        )
    )
    wide = len(sheet.key)
    return {
        tuple(row[1 : wide + 1]): _Found(
            int(row[0]), dict(zip(sheet.numbers, row[wide + 1 :], strict=True))
        )
        for row in rows
    }


def read(shop: OpenShop, sheet: Sheet) -> dict[Key, Values]:
    """The rows that are not deleted."""
    with shop.store.read() as session:
        found = _current(session, shop.id, sheet)
    return {
        key: row.values
        for key, row in found.items()
        if any(number is not None for number in row.values.values())
    }


def _table(sheet: Sheet, rows: Mapping[Key, Values]) -> pa.Table:
    columns: dict[str, Iterable[object]] = {
        "line": range(1, len(rows) + 1),
        "report": [sheet.report] * len(rows),
        **{name: [int(number)] * len(rows) for name, number in sheet.fixed.items()},
        **{name: [key[place] for key in rows] for place, name in enumerate(sheet.key)},
        **{name: [row[name] for row in rows.values()] for name in sheet.numbers},
    }
    schema = SCHEMAS[sheet.record]
    return pa.table({name: pa.array(values, schema.field(name).type)
                     for name, values in columns.items()})  # fmt: skip


def _over(old: Values, new: Values) -> Values:
    return {name: old.get(name) if number is None else number for name, number in new.items()}
