"""Lines that stand in a file twice."""

import re
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]

_TOLD: Final = ("order_no", "paid_at", "state", "quantity", "amount", "product_name", "product_no",
                "claim_requested_at", "refunded_at")  # fmt: skip
"""Columns in which two lines with one number may not differ."""

_DIGITS: Final = re.compile("^[1-9][0-9]{0,17}$")
_LENGTH: Final = 16
_ENOUGH: Final = 10
_MIX: Final = np.int64(1_000_003)


@dataclass(slots=True)
class Repeats:
    """Remembers the number of every line, where it stood and what it told: 24 bytes a line."""

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
        numbers = table["line_no"].combine_chunks()
        self._look_at(numbers)
        keys = _hashes(numbers)
        again = self._again(keys)
        self._keys.append(keys)
        self._lines.append(table["line"].to_numpy().astype(np.int64))
        self._told.append(_told(table))
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
        long = numbers.filter(pc.equal(pc.utf8_length(numbers), _LENGTH))
        self._long += len(long)
        self._rounded += pc.sum(pc.ends_with(long, "0")).as_py() or 0


def _hashes(texts: pa.Array) -> Numbers:
    """One number per text: digits as they are read, all else by its hash."""
    if pc.all(pc.match_substring_regex(texts, _DIGITS.pattern)).as_py():
        return np.asarray(pc.cast(texts, pa.int64()).to_numpy(), np.int64)
    numbers = [int(text) if _DIGITS.match(text) else hash(text) for text in texts.to_pylist()]
    return np.array(numbers, np.int64)


def _told(table: pa.Table) -> Numbers:
    """One number per line that differs where what the line tells differs."""
    total = np.zeros(table.num_rows, np.int64)
    for name in _TOLD:
        if name not in table.column_names:
            continue
        column = table[name].combine_chunks()
        if pa.types.is_string(column.type):
            coded = pc.fill_null(column, "").dictionary_encode()
            hashes = np.array([hash(word) for word in coded.dictionary.to_pylist()], np.int64)
            numbers = hashes[coded.indices.to_numpy()]
        else:
            numbers = pc.fill_null(pc.cast(column, pa.int64()), -1).to_numpy()
        with np.errstate(over="ignore"):
            total = total * _MIX + numbers
    return total
