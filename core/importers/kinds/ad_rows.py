"""The rows of a whole advertising report: without totals, each told by our dimensions only once."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.importers.kinds import making
from core.importers.kinds.kind import Context, Settled
from core.importers.kinds.levels import level_of
from core.importers.measures import number_of
from core.importers.problems import Problem, Skipped
from core.importers.repeats import keys_of
from core.terms import AdPlatform, FileWarning, Record, RowReason, SkipReason
from core.terms.records import DIMENSIONS, SCHEMAS

FINER: Final = "_finer"
"""What a row is told by beyond our dimensions, as one text."""

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Codes = np.ndarray[tuple[int], np.dtype[np.int64]]
Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]

ADDED: Final = SkipReason.ADDED_UP
"""What is said of a row whose numbers were added to those of an earlier one."""

CARTS_SINCE: Final = date(2026, 3, 11)
"""Since then Naver counts a thing put into the cart of a SmartStore as a conversion."""

_SUMS: Final = ("합계", "총합계", "소계", "총계", "total", "grandtotal")
_ALL: Final = (*_SUMS, "전체", "전체합산")
_NAMES: Final = ("campaign", "ad_group", "creative")
"""Names are the seller's own: one may be 전체."""
_CLASSES: Final = (
    "campaign_type", "keyword", "placement", "network", "region", "age_band", "conversion_type",
    "device_said", "gender_said",
)  # fmt: skip
_MONEY_AND_COUNTS: Final = tuple(
    field.name
    for field in SCHEMAS[Record.AD_RESULT]
    if field.name not in {"line", "report", "platform", "level", "first_day", "last_day",
                          "with_vat", *DIMENSIONS[Record.AD_RESULT]}
)  # fmt: skip
_COST: Final = ("cost", "impressions", "clicks")
_SUM: Final = pc.ScalarAggregateOptions(skip_nulls=True, min_count=1)


def settle(table: pa.Table, context: Context) -> Settled:
    """The rows of a report without its totals, added up over what is not kept of them."""
    settled = Settled(table)
    _without_totals(settled, context)
    if _counts_carts(settled.table, context):
        settled.warnings.append(FileWarning.CARTS_COUNTED)
    if settled.table.num_rows:
        _added_up(settled)
    # A row without a keyword is a part like the others and no sum: all rows have one level.
    level = level_of(settled.table, Record.AD_RESULT)
    table = settled.table.append_column(
        "level", making.always(level, settled.table.num_rows, pa.int32())
    )
    names = [field.name for field in SCHEMAS[Record.AD_RESULT]]
    settled.table = table.select([name for name in names if name in table.column_names])
    return settled


def _without_totals(settled: Settled, context: Context) -> None:
    """Leave out the sums; where every row says 전체 the report is not told by that column."""
    table = settled.table
    total = np.zeros(table.num_rows, bool)
    for name in (*_CLASSES, *_NAMES):
        if name not in table.column_names:
            continue
        words = _SUMS if name in _NAMES else _ALL
        says_all = _says(table, name, words)
        if not says_all.all():
            total |= says_all
        elif table.num_rows and name in DIMENSIONS[Record.AD_RESULT]:
            table = table.drop_columns([name])
    total |= _unnamed(table, context) | _named_all(table)
    settled.skipped += _skipped(table, total, SkipReason.TOTAL_ROW)
    settled.table = table.filter(pa.array(~total))


def _says(table: pa.Table, name: str, words: Sequence[str]) -> Mask:
    said = pc.utf8_lower(pc.replace_substring_regex(_flat(table, name), r"\s", ""))
    found = pc.is_in(said, value_set=pa.array(words, pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), bool)


def _unnamed(table: pa.Table, context: Context) -> Mask:
    """Rows without any name in a report whose other rows have some: the account as a whole."""
    names = [name for name in _NAMES if name in table.column_names]
    blank = np.ones(table.num_rows, bool)
    for name in names:
        blank &= np.asarray(_flat(table, name).is_null().to_numpy(zero_copy_only=False), bool)
    is_meta = context.format.fixed.get("platform") == AdPlatform.META
    return blank if names and is_meta and not blank.all() else np.zeros(table.num_rows, bool)


def _named_all(table: pa.Table) -> Mask:
    """Rows whose name is 전체 and that are the sum of all others of their period."""
    named = np.zeros(table.num_rows, bool)
    for name in _NAMES:
        if name in table.column_names:
            named |= _says(table, name, ("전체",))
    if not named.any() or named.all():
        return np.zeros(table.num_rows, bool)
    periods = _codes(table, ("first_day", "last_day"))
    is_sum = named
    for name in _COST:
        if name in table.column_names:
            values = _numbers(table, name)
            others = np.bincount(periods[~named], values[~named], int(periods.max()) + 1)
            is_sum = is_sum & (values == others[periods])
    return is_sum


def _added_up(settled: Settled) -> None:
    """Rows that differ only in what we do not keep become one row; real repeats do not count.

    So do rows that differ only in the type of their conversions: a click that has led to nothing
    so far stands under another type, or none, in a later file, and its cost would count twice.
    """
    table = settled.table
    keys = keys_of(table, Record.AD_RESULT)
    finer = making.joined((keys, _flat(table, FINER)))
    by_type = "conversion_type" in table.column_names
    if len(pc.unique(keys)) == len(pc.unique(finer)) and not by_type:
        return
    _add(settled, _once(settled, finer))
    if by_type:
        _add(settled, _cost_once(settled.table).drop_columns(["conversion_type"]))


def _add(settled: Settled, once: pa.Table) -> None:
    """Make one row of all that have one key; what is the same in them is that of the first."""
    keys = keys_of(once, Record.AD_RESULT)
    sums = [name for name in _MONEY_AND_COUNTS if name in once.column_names]
    others = [name for name in once.column_names if name not in sums]
    groups = once.append_column("_key", keys).group_by("_key", use_threads=False)
    added = groups.aggregate(
        [(name, "first") for name in others]
        + [(name, "sum", _SUM) for name in sums]
        + [("line", "count")]
    )
    several = pc.greater(added["line_count"], 1)
    found = {
        name: added[f"{name}_{'sum' if name in sums else 'first'}"] for name in once.column_names
    }
    if "reach" in found:
        # The same people may have been reached by each of the rows.
        found["reach"] = pc.if_else(several, pa.scalar(None, pa.int64()), found["reach"])
    settled.table = pa.table(found).cast(once.schema)
    left = pc.invert(pc.is_in(once["line"], found["line"]))
    settled.skipped += _skipped(once, np.asarray(left.to_numpy(), bool), ADDED)


def _once(settled: Settled, finer: pa.Array) -> pa.Table:
    """Each finer row once: a repeat is stepped over, one that contradicts is refused."""
    table = settled.table
    measures = [_flat(table, name) for name in _MONEY_AND_COUNTS if name in table.column_names]
    rows = zip(
        finer.to_pylist(),
        making.joined(measures).to_pylist(),
        _flat(table, "line").to_pylist(),
        strict=True,
    )
    seen: dict[str, str] = {}
    kept = np.ones(table.num_rows, bool)
    for at, (told, counts, line) in enumerate(rows):
        if told not in seen:
            seen[told] = counts
            continue
        kept[at] = False
        if seen[told] == counts:
            settled.skipped.append(Skipped(line, SkipReason.DUPLICATE_ROW))
        else:
            settled.refused.append(Problem(line, RowReason.DUPLICATE_CONFLICT))
    return table.filter(pa.array(kept))


def _cost_once(table: pa.Table) -> pa.Table:
    """Cost and clicks that stand again in the row of each type of conversion, counted once.

    They cannot be told by the type of a conversion, so a report repeats them, if it has them.
    """
    told = [it for it in DIMENSIONS[Record.AD_RESULT] if it != "conversion_type"]
    names = [it for it in ("first_day", "last_day", *told) if it in table.column_names]
    groups = _codes(table, names)
    counts = [name for name in _COST if name in table.column_names]
    if not all(_same(groups, _numbers(table, name)) for name in counts):
        return table
    _, first = np.unique(groups, return_index=True)
    is_first = np.zeros(table.num_rows, bool)
    is_first[first] = True
    for name in counts:
        once = pc.if_else(pa.array(is_first), _flat(table, name), pa.scalar(None, pa.int64()))
        table = table.set_column(table.column_names.index(name), name, once)
    return table


def _same(groups: Codes, values: Numbers) -> bool:
    """Whether a number is the same in all rows of each group."""
    first = np.zeros(int(groups.max()) + 1)
    first[groups[::-1]] = values[::-1]
    return bool((values == first[groups]).all())


def _counts_carts(table: pa.Table, context: Context) -> bool:
    """Whether conversions may be things put into a cart, with nothing to tell purchases by."""
    if context.format.fixed.get("platform") != AdPlatform.NAVER_SEARCH or not table.num_rows:
        return False
    if "conversions" not in table.column_names:
        return False
    late = pc.greater_equal(table["last_day"], number_of(CARTS_SINCE))
    counted = pc.fill_null(pc.greater(table["conversions"], 0), False)  # noqa: FBT003
    return not _tells_purchases(table) and bool(pc.any(pc.and_(late, counted)).as_py())


def _tells_purchases(table: pa.Table) -> bool:
    """Whether the report has columns of purchases, or rows of that type of conversion."""
    if "purchases" not in table.column_names:
        return False
    by_type = "conversion_type" in table.column_names
    return not by_type or table["purchases"].null_count < table.num_rows


def _skipped(table: pa.Table, which: Mask, reason: SkipReason) -> list[Skipped]:
    return [Skipped(line, reason) for line in table["line"].filter(pa.array(which)).to_pylist()]


def _codes(table: pa.Table, names: Sequence[str]) -> Codes:
    """A number for each row that is the same where these columns are the same."""
    words = making.joined(_flat(table, name) for name in names)
    return np.asarray(words.dictionary_encode().indices.to_numpy(), np.int64)


def _numbers(table: pa.Table, name: str) -> Numbers:
    return np.asarray(pc.cast(pc.fill_null(table[name], 0), pa.float64()).to_numpy(), np.float64)


def _flat(table: pa.Table, name: str) -> pa.Array:
    column = table[name].combine_chunks()
    return column if isinstance(column, pa.Array) else column.chunk(0)
