"""The numbers under which products, buyers and labels are kept, found by their keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

import numpy as np
import pyarrow as pa
from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session

from core.store.bulk import append
from core.store.tables import Buyer, Label, Product, table_of

BY_NAME = "name:"
"""Begins the key of a product that came without a number."""

AT_ONCE: Final = 500
"""So many keys are looked up in one question."""


def flat(values: pa.ChunkedArray) -> pa.Array:
    """The chunks of a column as one array."""
    joined = values.combine_chunks()
    return joined if isinstance(joined, pa.Array) else joined.chunk(0)


def column(table: pa.Table, name: str, kind: Any) -> pa.Array:  # noqa: ANN401
    """The column ``name``, all null if the table does not have it."""
    if name in table.column_names:
        return flat(table[name])
    return pa.nulls(table.num_rows, kind)


def names(table: pa.Table, name: str) -> pa.Array:
    """A column of names."""
    return column(table, name, pa.string())


@dataclass(slots=True)
class Numbers:
    """The numbers under which a kind of thing is kept, by its key; new ones are put in."""

    session: Session
    shop_id: int
    upload_id: int
    model: type[Buyer | Product | Label]
    writes: bool = True

    def __post_init__(self) -> None:
        """Find out where to go on counting."""
        self._table = table_of(self.model)
        self._key = self._table.c["text" if self.model is Label else "key"]
        self._here = self._table.c.shop_id == self.shop_id
        top = self.session.execute(select(func.max(self._table.c.id)).where(self._here)).scalar()
        self._next = int(top or 0) + 1
        self._empty = top is None
        if self.model is Product:
            # A file that gives only a product's name means the product we know by that name.
            named = select(self._table.c.name, self._table.c.id).where(self._here)
            for name, number in self.session.execute(named.order_by(self._table.c.id)):
                if name:
                    self._known.setdefault(BY_NAME + str(name), int(number))
                else:
                    self._nameless.add(int(number))

    _known: dict[str, int] = field(default_factory=dict)
    _unsigned: set[str] = field(default_factory=set)
    _nameless: set[int] = field(default_factory=set)
    _next: int = 1
    _empty: bool = True
    _table: Any = None
    _key: Any = None
    _here: Any = None

    def of(
        self, keys: pa.Array, names: pa.Array | None = None, signs: pa.Array | None = None
    ) -> list[int | None]:
        """The number of each key; null stays None.

        Args:
            keys: the keys.
            names: of products and buyers what each is called.
            signs: of buyers by what each is known.
        """
        coded = keys.dictionary_encode()
        values = coded.dictionary.to_pylist()
        self._look_up([value for value in values if value not in self._known])
        new = [place for place, value in enumerate(values) if value not in self._known]
        if new:
            told = (self._last(coded, names, new), self._last(coded, signs, new))
            self._add([values[place] for place in new], *told)
        if not self._unsigned.isdisjoint(values):
            bare = [place for place, value in enumerate(values) if value in self._unsigned]
            self._sign([values[place] for place in bare], self._last(coded, signs, bare))
        numbers = [self._known[value] for value in values]
        if names is not None and not self._nameless.isdisjoint(numbers):
            bare = [place for place, number in enumerate(numbers) if number in self._nameless]
            self._name([numbers[place] for place in bare], self._last(coded, names, bare))
        return [None if code is None else numbers[code] for code in coded.indices.to_pylist()]

    def _name(self, numbers: list[int], names: Sequence[str | None]) -> None:
        """Give products a name that came in a file without names."""
        for number, name in zip(numbers, names, strict=True):
            if name:
                self._nameless.discard(number)
                self._known.setdefault(BY_NAME + name, number)
                if self.writes:
                    this = self._here & (self._table.c.id == number)
                    self.session.execute(update(self._table).where(this).values(name=name))

    def _look_up(self, keys: list[str]) -> None:
        if self._empty:
            return
        for start in range(0, len(keys), AT_ONCE):
            asked = [self._key, self._table.c.id]
            if self.model is Buyer:
                asked.append(self._table.c.known_by)
            some = select(*asked).where(self._here, self._key.in_(keys[start : start + AT_ONCE]))
            for key, number, *sign in self.session.execute(some):
                self._known[key] = int(number)
                if sign == [None]:
                    self._unsigned.add(key)

    def _sign(self, keys: list[str], signs: Sequence[int | None]) -> None:
        """Keep by what buyers of old files are known, of whom that was not kept."""
        told = [
            {"number": self._known[key], "sign": sign}
            for key, sign in zip(keys, signs, strict=True)
            if sign is not None
        ]
        if told and self.writes:
            this = self._here & (self._table.c.id == bindparam("number"))
            statement = update(self._table).where(this).values(known_by=bindparam("sign"))
            self.session.connection().execute(statement, told)
        self._unsigned.difference_update(keys)

    @staticmethod
    def _last(coded: Any, told: pa.Array | None, new: list[int]) -> Sequence[Any]:  # noqa: ANN401
        """Of each new key, what its last row tells."""
        if told is None:
            return [None] * len(new)
        last = np.full(len(coded.dictionary), -1)
        rows = np.flatnonzero(coded.indices.is_valid().to_numpy(zero_copy_only=False))
        last[coded.indices.drop_null().to_numpy()] = rows
        return cast("list[Any]", told.take(pa.array(last[new])).to_pylist())

    def _add(
        self, keys: list[str], names: Sequence[str | None], signs: Sequence[int | None]
    ) -> None:
        first = self._next
        self._next += len(keys)
        numbers = range(first, self._next)
        self._known.update(zip(keys, numbers, strict=True))
        if self.model is Product:
            for name, number in zip(names, numbers, strict=True):
                if name:
                    self._known.setdefault(BY_NAME + name, number)
                else:
                    self._nameless.add(number)
        if self.writes:
            self._put(zip(keys, numbers, names, signs, strict=True))

    def _put(self, new: Iterable[tuple[str, int, str | None, int | None]]) -> None:
        place = (self.shop_id, self.upload_id)
        columns = ["shop_id", "created_by", self._key.name, "id"]
        if self.model is Label:
            rows: Iterable[tuple[Any, ...]] = ((*place, key, number) for key, number, *_ in new)
        elif self.model is Product:
            columns.append("name")
            rows = ((*place, key, number, name or "") for key, number, name, _ in new)
        else:
            columns += ["name", "known_by", "orders", "net"]
            rows = ((*place, *one, 0, 0) for one in new)
        append(self.session, self._table.name, columns, rows)
