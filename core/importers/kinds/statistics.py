"""Facts of days and periods: visits, payments and money by channel, product, keyword, group."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.kinds import totals
from core.importers.kinds.kind import Columns, Context, Kind, Settled
from core.importers.kinds.levels import with_level
from core.importers.kinds.statistic_columns import (
    METRICS,
    MONEY,
    PROFILES,
    SELLER,
    Arrays,
    codes,
    shape,
    subject_of,
)
from core.importers.problems import Problem, Skipped
from core.terms import FileWarning, Record, RowReason, SkipReason, Subject
from core.terms.records import STATISTICS

_SURE: Final = ("device", "customer_group", "hour")
"""Columns of which an unknown word refuses its row: without it two rows would be one fact."""

_NOBODY_KNOWS: Final = ("(알수없음)", "알수없음", "-")

_WANTED: Final = {
    Subject.PRODUCT: ("product_no", "product_name"),
    Subject.PRODUCT_CHANNEL: ("product_no", "product_name"),
    Subject.DEMOGRAPHY: ("product_no", "product_name"),
    Subject.CUSTOMER_GROUP: ("customer_group",),
    Subject.PAGE: ("page",),
}
"""Dimensions of which a row must tell at least one, by its subject."""

_AT_MOST: Final = (
    ("payments", "visits"),
    ("payments_last", "visits"),
    ("visitors", "visits"),
    ("buyers", "payments"),
    ("net", "gross"),
)
"""Pairs of numbers of which the first cannot be larger than the second."""

_Fault = tuple[str, pa.Array, RowReason]


def faults(read: Columns, context: Context) -> dict[int, tuple[str, RowReason]]:
    """Rows without a day, without what they are about, without any number, or below nought."""
    told: Arrays = {name: column.values for name, column in read.items()}
    found: dict[int, tuple[str, RowReason]] = {}
    for name, rows, reason in (
        *_without_dimensions(told, context),
        *_unknown_words(told),
        *_below_nought(told),
        *_without_numbers(told),
    ):
        for at in pc.indices_nonzero(pc.fill_null(rows, False)).to_pylist():  # noqa: FBT003
            found.setdefault(at, (name, reason))
    return found


def _without_dimensions(told: Arrays, context: Context) -> list[_Fault]:
    subject = Subject(context.format.fixed.get("subject", subject_of(told)))
    wanted = [name for name in _WANTED.get(subject, ()) if name in told]
    groups = [names for names in (["first_day"], wanted) if names and names[0] in told]
    return [(names[0], _all_null(told, names), RowReason.MISSING_VALUE) for names in groups]


def _unknown_words(told: Arrays) -> list[_Fault]:
    known = codes(told)
    return [
        (
            name,
            pc.and_(_says(told[name]), pc.is_null(known[name])),
            RowReason.BAD_NUMBER if name == "hour" else RowReason.MISSING_VALUE,
        )
        for name in _SURE
        if name in known
    ]


def _says(words: pa.Array) -> pa.Array:
    """Where a word stands, and not that nobody knows."""
    return pc.and_(pc.is_valid(words), pc.invert(pc.is_in(words, pa.array(_NOBODY_KNOWS))))


def _below_nought(told: Arrays) -> list[_Fault]:
    return [
        (name, pc.less(told[name], 0), RowReason.NEGATIVE_VALUE)
        for name in METRICS
        if name in told and name not in MONEY
    ]


def _without_numbers(told: Arrays) -> list[_Fault]:
    numbers = [name for name, it in told.items()
               if pa.types.is_int64(it.type) or pa.types.is_floating(it.type)]  # fmt: skip
    return [(numbers[0], _all_null(told, numbers), RowReason.MISSING_VALUE)] if numbers else []


def _all_null(told: Arrays, names: list[str]) -> pa.Array:
    empty = pc.is_null(told[names[0]])
    for name in names[1:]:
        empty = pc.and_(empty, pc.is_null(told[name]))
    return empty


def settle(table: pa.Table, _context: Context) -> Settled:
    """The file without sums of its own rows, with its level, and with counts compared."""
    kept, dropped = totals.without_sums(table)
    kept = with_level(kept, Record.STATISTIC)
    remarks = _remarks(kept)
    return Settled(
        kept,
        skipped=[Skipped(line, SkipReason.TOTAL_ROW) for line in dropped],
        remarks=remarks,
        warnings=[FileWarning.INCONSISTENT_COUNTS] if remarks else [],
    )


def _remarks(table: pa.Table) -> list[Problem]:
    """Numbers that are larger than they can be, in the order of their lines."""
    found = []
    for name, other in _AT_MOST:
        if {name, other} <= set(table.column_names):
            odd = table.filter(pc.greater(table[name], table[other])).select(["line", name])
            found += [
                Problem(line, FileWarning.INCONSISTENT_COUNTS, name, f"{number:,}")
                for line, number in zip(*odd.to_pydict().values(), strict=True)
            ]
    return sorted(found, key=lambda problem: problem.line)


KIND: Final = Kind(
    record=Record.STATISTIC,
    key="first_day",
    strict=frozenset({*STATISTICS.names, *SELLER, *PROFILES, "dwell_milliseconds", "region_1",
                      "region_2"}) - {"product_name"},
    told=METRICS,
    shape=shape,
    faults=faults,
    settle=settle,
)  # fmt: skip
