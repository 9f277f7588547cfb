"""The sums of a settlement: which sign its fees have, which fees count, and whether it adds up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.importers.kinds.kind import Context, Settled
from core.importers.problems import Problem, Skipped
from core.importers.repeats import keys_of
from core.terms import FileWarning, Record, SkipReason

OLD_FEES: Final = ("old_channel_fee", "old_sales_fee")
"""Fees of files before 2022 that became part of the fee linked to sales."""

_FEES: Final = ("payment_fee", "channel_fee", "installment_fee")
_PARTS: Final = ("amount", *_FEES, "benefit", "gross_sales", "taxable_sales")

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


def settle(table: pa.Table, _context: Context) -> Settled:
    """The rows with negative fees, and a remark for each that does not add up.

    In old files fees may stand without a sign. Which sign a file uses is what makes most of its
    rows add up: expected = amount + fees + benefit.
    """
    settled = Settled(_numbered(table))
    if {"expected", "amount"} <= set(table.column_names) and table.num_rows:
        settled.table = _with_fees(settled.table)
        _remark_sums(settled)
    settled.table = settled.table.drop_columns(
        [name for name in OLD_FEES if name in settled.table.column_names]
    )
    _add_up(settled)
    return settled


def _numbered(table: pa.Table) -> pa.Table:
    """Rows without a number of a line that have one key are still several rows."""
    lines = table["line_no"].to_pylist()
    keys = keys_of(table, Record.SETTLEMENT).to_pylist()
    seen: Counter[str] = Counter()
    for at, line in enumerate(lines):
        if line.startswith("-"):
            seen[keys[at]] += 1
            lines[at] += f"/{seen[keys[at]]}" if seen[keys[at]] > 1 else ""
    return _set(table, "line_no", pa.array(lines, pa.string()))


def _add_up(settled: Settled) -> None:
    """Rows of one line, state and day become one: a part of it may be settled after the other.

    A later file may tell another amount of the same, so an amount tells no rows apart. A row that
    stands there twice is no second part; that is left to whoever looks for repeats.
    """
    table = settled.table
    keys = pa.chunked_array([keys_of(table, Record.SETTLEMENT)])
    if "expected" not in table.column_names or len(pc.unique(keys)) == table.num_rows:
        return
    counts = pc.fill_null(pc.cast(table["expected"], pa.string()), "")
    finer = pc.binary_join_element_wise(keys, counts, "\x1f").to_pylist()
    first: dict[str, int] = {}
    for at, row in enumerate(finer):
        first.setdefault(row, at)
    parts: dict[str, list[int]] = {}
    for at in first.values():
        parts.setdefault(keys[at].as_py(), []).append(at)
    several = {places[0]: places for places in parts.values() if len(places) > 1}
    for name in (*_PARTS, "expected"):
        if name in table.column_names:
            table = _set(table, name, _added(table[name], several))
    gone = {at for places in several.values() for at in places[1:]}
    again = {at for at, row in enumerate(finer) if first[row] in (gone | several.keys())}
    again -= set(first.values())
    lines = table["line"].to_pylist()
    settled.skipped += [Skipped(lines[at], SkipReason.ADDED_UP) for at in sorted(gone)]
    settled.skipped += [Skipped(lines[at], SkipReason.DUPLICATE_ROW) for at in sorted(again)]
    kept = [at for at in range(table.num_rows) if at not in gone | again]
    settled.table = table.take(pa.array(kept, pa.int64()))


def _added(column: pa.ChunkedArray, several: Mapping[int, Sequence[int]]) -> pa.Array:
    """A column with the sum of some places at the first of them; unknown if one of them is."""
    values: list[int | None] = column.to_pylist()
    for at, places in several.items():
        some = [values[place] for place in places]
        values[at] = None if None in some else sum(filter(None, some))
    return pa.array(values, column.type)


def _with_fees(table: pa.Table) -> pa.Table:
    """The table with its fees negative, old fees counted where the sums want them."""
    wanted = _numbers(table, "expected") - _numbers(table, "amount") - _numbers(table, "benefit")
    known = _known(table, ("expected", "amount"))
    new, old = _sum(table, _FEES), _sum(table, OLD_FEES)
    ways = [(sign, with_old) for with_old in (False, True) for sign in (1, -1)]
    fits = [
        int((known & (new != 0) & (sign * (new + old * with_old) == wanted)).sum())
        for sign, with_old in ways
    ]
    sign, with_old = ways[int(np.argmax(fits))] if any(fits) else (_usual_sign(table, new), False)
    for name in _FEES:
        if name in table.column_names:
            table = _set(table, name, pc.multiply(table[name], sign))
    if with_old and "channel_fee" in table.column_names:
        fee = pa.array(_numbers(table, "channel_fee") + sign * old, pa.int64())
        table = _set(table, "channel_fee", fee)
    return table


def _usual_sign(table: pa.Table, fees: Numbers) -> int:
    """Where no row adds up: fees are taken from amounts, so mostly their signs differ."""
    together = np.sign(fees) * np.sign(_numbers(table, "amount"))
    return -1 if int(together.sum()) > 0 else 1


def _remark_sums(settled: Settled) -> None:
    """Point out the rows that do not add up, if all parts of the sum are there."""
    table = settled.table
    if not {"payment_fee", "channel_fee"} <= set(table.column_names):
        return
    sums = _sum(table, ("amount", *_FEES, "benefit"))
    odd = _known(table, ("expected", "amount")) & (sums != _numbers(table, "expected"))
    for line, cell in zip(_where(table["line"], odd), _where(table["expected"], odd), strict=True):
        found = FileWarning.INCONSISTENT_COUNTS
        settled.remarks.append(Problem(line, found, "expected", str(cell)))
        settled.warnings = [found]


def _where(column: pa.ChunkedArray, mask: Mask) -> list[int]:
    return [int(cell) for cell in column.filter(pa.array(mask)).to_pylist()]


def _sum(table: pa.Table, names: Iterable[str]) -> Numbers:
    total = np.zeros(table.num_rows, np.int64)
    for name in names:
        total += _numbers(table, name)
    return total


def _numbers(table: pa.Table, name: str) -> Numbers:
    if name not in table.column_names:
        return np.zeros(table.num_rows, np.int64)
    return np.asarray(pc.fill_null(table[name], 0).to_numpy(), np.int64)


def _known(table: pa.Table, names: Iterable[str]) -> Mask:
    known = np.ones(table.num_rows, bool)
    for name in names:
        known &= np.asarray(table[name].is_valid().to_numpy(), bool)
    return known


def _set(table: pa.Table, name: str, column: pa.Array | pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, column)
