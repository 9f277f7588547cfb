"""How rows typed by hand get into the store and out of it; ``core.services.typed`` says which."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import pyarrow as pa
from sqlalchemy import Row
from sqlmodel import Session, select

from core.services.importing import NAME_KEPT
from core.services.opening import OpenShop
from core.services.typed_rows import TypedConflict
from core.stats.split import whole_parts
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
    """What an entry did; ``upload_id`` is None where nothing new was put in."""

    upload_id: int | None
    new: int = 0
    changed: int = 0
    gone: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether all was as it is now before."""
        return not (self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of entry: what a row is about, and the numbers in it."""

    report: str
    record: Record
    data_set: DataSet
    key: tuple[str, ...]
    """Begins with the first and the last day."""
    numbers: tuple[str, ...]
    fixed: Mapping[str, int]
    spread: str | None = None
    """The column that names the period of a row whose number is shared out among its days."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row that counts, and the entry it came with."""

    upload_id: int
    values: Values


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry on its way in."""

    shop: OpenShop
    sheet: Sheet
    at: datetime
    name: str

    def keep(self, rows: Mapping[Key, Values]) -> Kept:
        """Put ``rows`` on top of what is there; their unknown numbers change nothing."""
        with self.shop.store.write() as session:
            found = self._found(session)
            merged = {
                key: _over(found[key].values, new) if key in found else new
                for key, new in rows.items()
            }
            carried = {
                key: {name for name, number in new.items() if number is None}
                for key, new in rows.items()
            }
            differ = {key: row for key, row in merged.items() if _differs(row, found.get(key))}
            number = self._put(session, differ, found, carried)
            changed = sum(key in found for key in differ)
            return Kept(number, len(differ) - changed, changed)

    def change(self, seen: Mapping[Key, Values], wanted: Mapping[Key, Values]) -> Kept:
        """Make the rows that were ``seen`` the ``wanted`` ones.

        Entries with rows that shall go are taken back, and the rest of them is put in anew.
        """
        gone = [key for key in seen if key not in wanted]
        rows = {key: row for key, row in wanted.items() if seen.get(key) != row}
        with self.shop.store.write() as session:
            found = self._found(session)
            if any(_values(found.get(key)) != seen.get(key) for key in (*gone, *rows)):
                raise TypedConflict
            rest = self._take_out(session, gone, found) if gone else {}
            carried = {
                key: {name for name, number in row.items() if _before(seen, key, name) == number}
                for key, row in {**rest, **rows}.items()
            }
            found = self._found(session)
            differ = {
                key: row for key, row in {**rest, **rows}.items() if _differs(row, found.get(key))
            }
            number = self._put(session, differ, found, carried)
            changed = sum(key in seen for key in rows)
            return Kept(number, len(rows) - changed, changed, len(gone))

    def _found(self, session: Session) -> dict[Key, Found]:
        session.exec(select(Shop.id).where(Shop.id == self.shop.id).with_for_update()).one()
        return current(session, self.shop.id, self.sheet)

    def _take_out(
        self, session: Session, gone: Collection[Key], found: Mapping[Key, Found]
    ) -> dict[Key, Values]:
        """Undo all entries that have one of the rows; what else counted of them."""
        ids = {
            number
            for number, key, _values in _rows(session, self.shop.id, self.sheet, everything=True)
            if key in gone
        }
        for number in tuple(ids):
            ids |= {entry.id for entry in uploads.dependents(session, self.shop.id, number)}
        uploads.undo(session, self.shop.id, sorted(ids), self.at)
        return {
            key: row.values
            for key, row in found.items()
            if row.upload_id in ids and key not in gone
        }

    def _put(
        self,
        session: Session,
        rows: Mapping[Key, Values],
        found: Mapping[Key, Found],
        carried: Mapping[Key, Collection[str]],
    ) -> int | None:
        """Book the rows, and which earlier entries they carry numbers of."""
        if not rows:
            return None
        upload = self._booked(session, rows)
        loading = records.Loading(session, self.shop.id, upload.id, self.at, self.sheet.record)
        loading.add(_table(self.sheet, rows))
        loading.settle()
        upload.changed = sum(key in found for key in rows)
        upload.new = len(rows) - upload.changed
        session.add(upload)
        for earlier in {
            found[key].upload_id
            for key in rows
            if key in found and any(found[key].values[name] is not None for name in carried[key])
        }:
            session.add(UploadOverlap(shop_id=self.shop.id, earlier_id=earlier, later_id=upload.id))
        return upload.id

    def _booked(self, session: Session, rows: Mapping[Key, Values]) -> Upload:
        told = json.dumps([self.sheet.report, self.at.isoformat(), [*map(repr, rows.items())]])
        upload = Upload(
            shop_id=self.shop.id, id=0, name=self.name[-NAME_KEPT:],
            sha256=sha256(told.encode()).hexdigest(), format_id=self.sheet.report,
            as_of=self.at, created_at=self.at, rows=len(rows),
            data_set=self.sheet.data_set.value,
            first_day=day_of(min(key[0] for key in rows)),
            last_day=day_of(max(key[1] for key in rows)),
        )  # fmt: skip
        uploads.book(session, upload)
        return upload


def current(session: Session, shop_id: int, sheet: Sheet) -> dict[Key, Found]:
    """The rows that count."""
    found: dict[Key, Found] = {}
    for number, key, values in _rows(session, shop_id, sheet):
        before = _values(found.get(key))
        found[key] = Found(number, values if before is None else _added(before, values))
    return found


def read(shop: OpenShop, sheet: Sheet) -> dict[Key, Values]:
    """The rows that count, without where they are from."""
    with shop.store.read() as session:
        return {key: row.values for key, row in current(session, shop.id, sheet).items()}


def _rows(
    session: Session, shop_id: int, sheet: Sheet, *, everything: bool = False
) -> list[tuple[int, Key, Values]]:
    """Entry, key and numbers of each stored row; with ``everything`` of those replaced as well."""
    table = TABLES[sheet.record]
    names = [*sheet.key, *([sheet.spread] if sheet.spread else []), *sheet.numbers]
    query = table.select().with_only_columns(
        table.c.upload_id, *(table.c[name] for name in names)
    ).where(table.c.shop_id == shop_id, table.c.report == sheet.report)  # fmt: skip
    if not everything:
        query = query.where(table.c.current == 1)
    return [_unpacked(sheet, row) for row in session.execute(query)]


def _unpacked(sheet: Sheet, row: "Row[Any]") -> tuple[int, Key, Values]:
    told = row._mapping  # noqa: SLF001  (its public name)
    key = tuple(told[name] for name in sheet.key)
    if sheet.spread:
        first, last = (int(day) for day in told[sheet.spread].split("~"))
        key = (first, last, *key[2:])
    return int(told["upload_id"]), key, {name: told[name] for name in sheet.numbers}


def _table(sheet: Sheet, rows: Mapping[Key, Values]) -> pa.Table:
    if sheet.spread:
        lines = [line for key, row in rows.items() for line in _shared(sheet, key, row)]
    else:
        lines = [{**dict(zip(sheet.key, key, strict=True)), **row} for key, row in rows.items()]
    columns: dict[str, Iterable[object]] = {
        "line": range(1, len(lines) + 1),
        "report": [sheet.report] * len(lines),
        **{name: [int(number)] * len(lines) for name, number in sheet.fixed.items()},
        **{name: [line[name] for line in lines] for name in lines[0]},
    }
    schema = SCHEMAS[sheet.record]
    return pa.table(
        {name: pa.array(values, schema.field(name).type) for name, values in columns.items()}
    )


def _shared(sheet: Sheet, key: Key, row: Values) -> list[dict[str, object]]:
    """A row for each day; the numbers are shared out evenly and add up.

    A number of days can be looked at only if it is of days: what was spent from the 1st to the
    20th would otherwise be in no week and, beside another advertisement, counted at most once.
    """
    first, last = key[:2]
    days = last - first + 1
    shares = {
        name: whole_parts([(number or 0) / days] * days, number or 0)
        for name, number in row.items()
    }
    return [
        {
            **dict(zip(sheet.key, (first + place, first + place, *key[2:]), strict=True)),
            str(sheet.spread): f"{first}~{last}",
            **{name: parts[place] for name, parts in shares.items()},
        }
        for place in range(days)
    ]


def _added(some: Values, more: Values) -> Values:
    return {name: (number or 0) + (more[name] or 0) for name, number in some.items()}


def _over(old: Values, new: Values) -> Values:
    return {name: old.get(name) if number is None else number for name, number in new.items()}


def _values(found: Found | None) -> Values | None:
    return None if found is None else found.values


def _differs(row: Values, found: Found | None) -> bool:
    return _values(found) != row


def _before(seen: Mapping[Key, Values], key: Key, name: str) -> int | None:
    return seen[key][name] if key in seen else None
