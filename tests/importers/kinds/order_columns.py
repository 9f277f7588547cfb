"""Columns of orders as they were read, made for one test, and what becomes of them."""

from dataclasses import replace
from datetime import date

import pyarrow as pa

from core.importers.columns import Values
from core.importers.format import Cell, Format, column
from core.importers.kinds.kind import Context
from core.importers.kinds.order_lines import KIND
from core.terms.order_lines import ORDER_LINES
from tests.importers.made import IDENTITY

FORMAT = Format(
    id="test",
    columns=(column("line_no", "번호", cell=Cell.ORDER_NUMBER),),
    marks=("번호",),
    required=("line_no", "amount"),
)


def context(**changes):
    return Context(replace(FORMAT, **changes), IDENTITY, date(2026, 11, 22))


def columns(**cells):
    """Columns as they were read, from plain lists."""
    return {name: Values(pa.array(values, _type(values)), {}) for name, values in cells.items()}


def _type(values):
    known = [value for value in values if value is not None]
    if not known:
        return pa.int64()
    kinds = {str: pa.string(), float: pa.float64()}
    return kinds.get(type(known[0]), pa.int64())


def shaped(read, **changes):
    size = len(next(iter(read.values())).values)
    made = KIND.shape(read, pa.array(range(2, size + 2), pa.int64()), context(**changes))
    assert all(made[name].type == ORDER_LINES.field(name).type for name in made)
    return {name: values.to_pylist() for name, values in made.items()}
