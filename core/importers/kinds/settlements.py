"""Settlements: what a mall keeps of each order line, and what it pays out."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.cells import squeezed
from core.importers.kinds import making, settled_sums
from core.importers.kinds.kind import Columns, Context, Kind, Remark
from core.terms import FileWarning, Record, SettledItem, SettlementState

UNNUMBERED: Final = "-"
"""How the number of a row begins that belongs to no single order line."""

_KEPT: Final = (
    "order_no", "basis_day", "due_day", "settled_day", "tax_day", "paid_at", "amount",
    "payment_fee", "channel_fee", "installment_fee", "benefit", "expected", "gross_sales",
    "taxable_sales",
)  # fmt: skip
_ITEMS: Final = {"상품주문": SettledItem.ORDER, "배송비": SettledItem.SHIPPING}
_STATES: Final = {
    "일반정산": SettlementState.NORMAL,
    "빠른정산": SettlementState.QUICK,
    "빠른정산회수": SettlementState.QUICK_RECALLED,
    "정산전취소": SettlementState.CANCELLED_BEFORE,
    "정산후취소": SettlementState.CANCELLED_AFTER,
}


def _shape(read: Columns, lines: pa.Array, context: Context) -> dict[str, pa.Array]:
    size = len(lines)
    columns = making.told(read, *_KEPT)
    columns["line_no"] = _numbers(read, size)
    if "item" in read:
        columns |= _items(read["item"].values)
    elif "item" not in context.format.fixed:
        columns["item"] = making.always(int(SettledItem.OTHER), size, pa.int8())
    if "state" in read:
        columns["state"] = making.by_word(read["state"].values, _state)
    if "basis_day" not in columns and "tax_day" in columns:
        columns["basis_day"] = columns["tax_day"]
    return {
        **making.fitted(columns, Record.SETTLEMENT, context, lines),
        **making.told(read, *settled_sums.OLD_FEES),
    }


def _numbers(read: Columns, size: int) -> pa.Array:
    """The number of the order line; without one, - and the number of the order, or - alone.

    Deductions and refunds of the mall belong to no line. The rest of the key tells them apart.
    """
    nothing = pa.nulls(size, pa.string())
    order = read["order_no"].values if "order_no" in read else nothing
    made = pc.binary_join_element_wise(UNNUMBERED, pc.fill_null(order, ""), "")
    return pc.coalesce(read["line_no"].values if "line_no" in read else nothing, made)


def _items(words: pa.Array) -> dict[str, pa.Array]:
    items = making.by_word(words, lambda word: _ITEMS.get(squeezed(word), SettledItem.OTHER))
    is_other = pc.equal(items, SettledItem.OTHER)
    named = pc.if_else(is_other, words, pa.scalar(None, pa.string()))
    return {"item": items, "item_name": named}


def _state(word: str) -> int | None:
    said = squeezed(word)
    return None if said in {"", "-"} else _STATES.get(said, SettlementState.UNKNOWN)


def _remarks(read: Columns, _context: Context) -> list[Remark]:
    """The rows whose state nobody knows."""
    if "state" not in read:
        return []
    words = read["state"].values
    unknown = pc.equal(making.by_word(words, _state), SettlementState.UNKNOWN)
    return [
        Remark(at, FileWarning.UNKNOWN_STATE, "state", words[at].as_py())
        for at in making.where(unknown)
    ]


KIND: Final = Kind(
    record=Record.SETTLEMENT,
    key="line_no",
    strict=frozenset({"line_no", "order_no", "expected", "amount", "gross_sales", "basis_day"}),
    told=("amount", "payment_fee", "channel_fee", "installment_fee", "benefit", "gross_sales",
          "taxable_sales"),
    shape=_shape,
    remarks=_remarks,
    settle=settled_sums.settle,
)  # fmt: skip
"""One row per order line, item, state and day of settlement."""
