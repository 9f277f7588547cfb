"""What order lines cost: amounts, sums of several columns, and discounts on a whole order."""

import functools
from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.columns import Values
from core.importers.kinds.kind import Columns

MONEY: Final = (
    "unit_price", "option_price", "discount", "seller_discount", "amount", "shipping_fee",
    "settlement_expected", "payment_fee", "channel_fee", "order_total", "amount_before",
)  # fmt: skip
ADDED: Final = {
    "seller_discount": ("seller_discount_more", "seller_discount_further"),
    "channel_fee": ("channel_fee_more",),
}
"""Columns of ours that a file divides into several."""


def in_won(read: Columns) -> dict[str, Values]:
    """The columns with whole won where they were read with a fraction, and divided ones added."""
    whole = dict(read)
    for name in MONEY:
        if name in read and pa.types.is_floating(read[name].values.type):
            rounded = pc.cast(pc.round(read[name].values), pa.int64())
            whole[name] = Values(rounded, read[name].wrong)
    for name, more in ADDED.items():
        parts = [whole[it].values for it in (name, *more) if it in whole]
        if any(it in whole for it in more):
            whole[name] = Values(functools.reduce(_total, parts), {})
    return whole


def _total(one: pa.Array, other: pa.Array) -> pa.Array:
    """The sum of cells side by side; unknown where both of them are."""
    known = pc.or_(pc.is_valid(one), pc.is_valid(other))
    total = pc.add(pc.fill_null(one, 0), pc.fill_null(other, 0))
    return pc.if_else(known, total, pa.scalar(None, pa.int64()))


def fractions(read: Columns) -> dict[int, str]:
    """The rows with an amount that is no whole won, each with its column."""
    found: dict[int, str] = {}
    for name in ("unit_price", "option_price", "discount", "amount"):
        if name in read and pa.types.is_floating(read[name].values.type):
            values = read[name].values
            odd = pc.fill_null(pc.not_equal(values, pc.round(values)), False)  # noqa: FBT003
            found |= dict.fromkeys(pc.indices_nonzero(odd).to_pylist(), name)
    return found


def amount_of(read: Columns) -> pa.Array | None:
    """What the buyer pays for each line; else (price + option) × quantity − discount.

    Where a file tells amounts before the discounts of the seller, they are taken off.
    """
    if "amount_before" in read:
        return _less(read["amount_before"].values, read, "seller_discount")
    if "amount" in read:
        return read["amount"].values
    if {"unit_price", "quantity"} <= read.keys():
        full = pc.multiply(price_of(read), read["quantity"].values)
        return _less(full, read, "discount")
    return None


def _less(full: pa.Array, read: Columns, discount: str) -> pa.Array:
    if discount not in read:
        return full
    return pc.subtract(full, pc.fill_null(read[discount].values, 0))


def price_of(read: Columns) -> pa.Array:
    """The price of one, with what its option costs."""
    price = read["unit_price"].values
    if "option_price" not in read:
        return price
    return pc.add(price, pc.fill_null(read["option_price"].values, 0))


def shared(amounts: Sequence[int], total: int) -> list[int]:
    """Amounts lowered in proportion, in whole won, so that they add up to ``total``.

    What is below zero stays as it is. So does everything where the amounts are no more than
    ``total``, or too small to bear the difference.
    """
    bearing = sum(amount for amount in amounts if amount > 0)
    given = sum(amounts) - total
    if not 0 < given <= bearing:
        return list(amounts)
    left, before, lowered = bearing - given, 0, []
    for amount in amounts:
        if amount <= 0:
            lowered.append(amount)
            continue
        after = before + amount
        lowered.append(after * left // bearing - before * left // bearing)
        before = after
    return lowered


def with_order_discounts(
    read: Columns, numbers: pa.Array, amounts: pa.Array
) -> tuple[pa.Array, pa.Array]:
    """The amounts after discounts on whole orders, which ``order_total`` is less.

    An order that stands in the file twice is one order. The same thing put into one order twice
    is two lines, and the second gets a number of its own: their amounts are needed for the total.

    Returns:
        The numbers of the lines and what the buyer pays for them.
    """
    names, costs = numbers.to_pylist(), amounts.to_pylist()
    totals = read["order_total"].values.to_pylist()
    orders: dict[str, list[int]] = {}
    for at, order in enumerate(read["order_no"].values.to_pylist()):
        if order is not None:
            orders.setdefault(order, []).append(at)
    for rows in orders.values():
        total = next((totals[at] for at in rows if totals[at] is not None), None)
        if total is not None and all(costs[at] is not None for at in rows):
            _share_out(rows, total, names, costs)
    return pa.array(names, pa.string()), pa.array(costs, pa.int64())


def _share_out(rows: list[int], total: int, names: list[str], costs: list[int]) -> None:
    lines: dict[str, int] = {}
    for at in rows:
        lines.setdefault(names[at], at)
    if sum(costs[at] for at in lines.values()) < total <= sum(costs[at] for at in rows):
        _number(rows, names)
        lines = {names[at]: at for at in rows}
    before = {at: costs[at] for at in rows}
    lowered = shared([costs[at] for at in lines.values()], total)
    now = dict(zip(lines, lowered, strict=True))
    for at in rows:
        if before[at] == before[lines[names[at]]]:
            costs[at] = now[names[at]]


def _number(rows: list[int], names: list[str]) -> None:
    counts: dict[str, int] = {}
    for at in rows:
        name = names[at]
        counts[name] = counts.get(name, 0) + 1
        if counts[name] > 1:
            names[at] = f"{name}-{counts[name]}"
