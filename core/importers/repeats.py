"""Rows that stand in a file twice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.terms import Record
from core.terms.records import KEYS

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]

_BETWEEN: Final = "\x1f"
_BY_NAME: Final = "\x1e"
"""Stands before a name that stands for a number."""

_DIGITS: Final = re.compile("^[1-9][0-9]{0,17}$")
_LENGTH: Final = 16
_ENOUGH: Final = 10
_MIX: Final = np.int64(1_000_003)


@dataclass(slots=True)
class Repeats:
    """Remembers the key of every row, where it stood and what it told: 24 bytes a row.

    Attributes:
        record: the shape of the rows.
        told: columns in which two rows with one key may not differ.
    """

    record: Record
    told: Sequence[str]
    _keys: list[Numbers] = field(default_factory=list)
    _lines: list[Numbers] = field(default_factory=list)
    _told: list[Numbers] = field(default_factory=list)
    _long: int = 0
    _rounded: int = 0

    def among(self, table: pa.Table) -> tuple[set[int], list[tuple[int, int]]]:
        """The lines of the file that were there before.

        Returns:
            Those that repeat a line exactly, and pairs of a line that contradicts an earlier one.
        """
        if not table.num_rows:
            return set(), []
        names = keys_of(table, self.record)
        self._look_at(names)
        keys = _hashes(names)
        again = self._again(keys)
        self._keys.append(keys)
        self._lines.append(table["line"].to_numpy().astype(np.int64))
        self._told.append(_told(table, self.told))
        return self._compared(again) if len(again) else (set(), [])

    @property
    def all_rounded(self) -> bool:
        """Whether the last digit of every number is a nought, as a spreadsheet leaves them."""
        return self._long >= _ENOUGH and self._long == self._rounded

    def _again(self, keys: Numbers) -> Numbers:
        """The keys that stand twice among these, or stood before."""
        different, counts = np.unique(keys, return_counts=True)
        twice = different[counts > 1]
        if not self._keys:
            return twice
        before = pc.is_in(pa.array(different), pa.array(np.concatenate(self._keys)))
        return np.union1d(twice, different[before.to_numpy(zero_copy_only=False)])

    def _compared(self, again: Numbers) -> tuple[set[int], list[tuple[int, int]]]:
        keys, lines = np.concatenate(self._keys), np.concatenate(self._lines)
        told, here = np.concatenate(self._told), len(self._keys[-1])
        same: set[int] = set()
        other: list[tuple[int, int]] = []
        first: dict[int, int] = {}
        for at in np.flatnonzero(np.isin(keys, again)).tolist():
            earlier = first.setdefault(int(keys[at]), at)
            if earlier == at or at < len(keys) - here:
                continue
            if told[earlier] == told[at]:
                same.add(int(lines[at]))
            else:
                other.append((int(lines[at]), int(lines[earlier])))
        return same, other

    def _look_at(self, numbers: pa.Array) -> None:
        if self.record is not Record.ORDER_LINE:
            return
        long = numbers.filter(pc.equal(pc.utf8_length(numbers), _LENGTH))
        self._long += len(long)
        self._rounded += pc.sum(pc.ends_with(long, "0")).as_py() or 0


def keys_of(table: pa.Table, record: Record) -> pa.Array:
    """What makes each row the same row in another file, as one text.

    An order line's is its number alone as long as the file is of one mall.
    """
    if record is Record.ORDER_LINE and "mall" not in table.column_names:
        return _flat(table["line_no"])
    parts = [_part(table, name) for name in KEYS[record]]
    return pc.binary_join_element_wise(*parts, _BETWEEN)


def _part(table: pa.Table, name: str) -> pa.Array:
    words = _words(table, name)
    if name == "product_no" and "product_name" in table.column_names:
        by_name = pc.binary_join_element_wise(_BY_NAME, _flat(table["product_name"]), "")
        words = pc.coalesce(words, by_name)
    return pc.fill_null(words, "")


def _words(table: pa.Table, name: str) -> pa.Array:
    if name not in table.column_names:
        return pa.nulls(table.num_rows, pa.string())
    return pc.cast(_flat(table[name]), pa.string())


def _flat(column: pa.ChunkedArray) -> pa.Array:
    joined = column.combine_chunks()
    return joined if isinstance(joined, pa.Array) else joined.chunk(0)


def _hashes(texts: pa.Array) -> Numbers:
    """One number per text: digits as they are read, all else by its hash."""
    if pc.all(pc.match_substring_regex(texts, _DIGITS.pattern)).as_py():
        return np.asarray(pc.cast(texts, pa.int64()).to_numpy(), np.int64)
    numbers = [int(text) if _DIGITS.match(text) else hash(text) for text in texts.to_pylist()]
    return np.array(numbers, np.int64)


def _told(table: pa.Table, told: Sequence[str]) -> Numbers:
    """One number per row that differs where what the row tells differs."""
    total = np.zeros(table.num_rows, np.int64)
    for name in told:
        if name not in table.column_names:
            continue
        column = _flat(table[name])
        if pa.types.is_string(column.type):
            numbers = _by_hash(pc.fill_null(column, ""))
        elif pa.types.is_floating(column.type):
            numbers = _by_hash(column)
        else:
            numbers = pc.fill_null(pc.cast(column, pa.int64()), -1).to_numpy()
        with np.errstate(over="ignore"):
            total = total * _MIX + numbers
    return total


def _by_hash(column: pa.Array) -> Numbers:
    coded = column.dictionary_encode(null_encoding="encode")
    hashes = np.array([hash(word) for word in coded.dictionary.to_pylist()], np.int64)
    found: Numbers = hashes[coded.indices.to_numpy()]
    return found
