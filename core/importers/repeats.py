"""Lines that stand in a file twice."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_TOLD: Final = ("order_no", "paid_at", "state", "quantity", "amount", "product_name", "product_no",
                "claim_requested_at", "refunded_at")  # fmt: skip
"""Columns in which two lines with one number may not differ."""

_LENGTH: Final = 16
_ENOUGH: Final = 10


@dataclass(slots=True)
class Repeats:
    """Remembers the number of every line, where it stood, and what it told."""

    _seen: dict[int | str, tuple[int, int]] = field(default_factory=dict)
    _long: int = 0
    _rounded: int = 0

    def among(self, table: pa.Table) -> tuple[set[int], list[tuple[int, int]]]:
        """The lines of the file that were there before.

        Returns:
            Those that repeat a line exactly, and pairs of a line that contradicts an earlier one.
        """
        same: set[int] = set()
        other: list[tuple[int, int]] = []
        if not table.num_rows:
            return same, other
        keys, told = table["line_no"].to_pylist(), _told(table).tolist()
        for key, line, tells in zip(keys, table["line"].to_pylist(), told, strict=True):
            self._look_at(key)
            first = self._seen.setdefault(int(key) if key.isdecimal() else key, (line, tells))
            if first[0] == line:
                continue
            if first[1] == tells:
                same.add(line)
            else:
                other.append((line, first[0]))
        return same, other

    @property
    def all_rounded(self) -> bool:
        """Whether the last digit of every number is a nought, as a spreadsheet leaves them."""
        return self._long >= _ENOUGH and self._long == self._rounded

    def _look_at(self, key: str) -> None:
        if len(key) == _LENGTH:
            self._long += 1
            self._rounded += key.endswith("0")


def _told(table: pa.Table) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
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
            total = total * np.int64(1_000_003) + numbers
    return total
