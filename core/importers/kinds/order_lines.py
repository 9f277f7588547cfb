"""From the read columns of some rows to order lines: numbers, states, buyers, regions, money."""

from collections.abc import Callable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.cells import LARGEST, squeezed
from core.importers.identity import Identity, Recognised, masked_name
from core.importers.kinds.kind import Columns, Context, Kind, Remark
from core.importers.kinds.order_money import (
    amount_of,
    fractions,
    in_won,
    price_of,
    with_order_discounts,
)
from core.importers.kinds.order_numbers import malls_of, numbers_of, shortened, size_of
from core.importers.problems import excerpt
from core.importers.states import DEVICES, state_of
from core.terms import Claim, FileWarning, Mall, OrderState, Record, RowReason
from core.terms.order_lines import ORDER_LINES

STATE_WORDS: Final = ("state", "sub_state", "claim_state")
BUYER_WORDS: Final = ("buyer_account", "buyer_name", "buyer_phone")
MADE: Final = frozenset(
    {"line", "mall", "line_no", "state", "claim", "unit_price", "amount", "buyer_key",
     "buyer_name", "buyer_known_by", "region", "device"}
)  # fmt: skip
"""Columns of an order line that are made up here; the others are kept as they were read."""

_BY_DATE: Final = (
    ("dispatched_at", OrderState.SHIPPING),
    ("delivered_at", OrderState.DELIVERED),
    ("confirmed_at", OrderState.CONFIRMED),
)
_BETWEEN: Final = "\x1f"
"""A sign that no cell has: it parts units in old text files."""

LARGEST_QUANTITY: Final = 1_000_000
WON: Final = "KRW"


def shape(read: Columns, lines: pa.Array, context: Context) -> dict[str, pa.Array]:
    """The columns of ``ORDER_LINES`` that these columns tell, without personal data.

    Args:
        read: the columns as they were read.
        lines: the line of the file on which each row stands.
        context: which export it is, and what turns buyers into keyed hashes.
    """
    known, read = context.format, in_won(read)
    malls = malls_of(read, known)
    kept = {name: column.values for name, column in read.items() if name not in MADE}
    kept["line"] = lines
    kept |= _states(read, known.mall) | _buyers(read, malls, context.identity)
    kept |= _numbers_and_money(read, context)
    if malls is not None:
        kept["mall"] = malls
    if "address" in read:
        kept["region"] = read["address"].values
    if "device" in read:
        kept["device"] = _each(read["device"].values, _device)
    return {
        # Rows with a number too large for its column are refused: they may wrap around here.
        column.name: pc.cast(kept[column.name], column.type, safe=False)
        for column in ORDER_LINES
        if column.name in kept
    }


def remarks(read: Columns, context: Context) -> list[Remark]:
    """The rows whose state nobody knows."""
    name = next((name for name in STATE_WORDS if name in read), "")
    return [
        Remark(at, FileWarning.UNKNOWN_STATE, name, excerpt(word))
        for at, word in unknown_states(read, context.format.mall)
    ]


def unknown_states(read: Columns, mall: Mall = Mall.SMARTSTORE) -> list[tuple[int, str]]:
    """The rows whose state nobody knows, each with its word."""
    words = [read[name].values for name in STATE_WORDS if name in read]
    if not words:
        return []
    said, places = _different(words)
    strange = {at for at, word in enumerate(said) if not state_of(word, mall)[2]}
    if not strange:
        return []
    found = enumerate(places.to_pylist())
    return [(at, next(filter(None, said[code]), "")) for at, code in found if code in strange]


def faults(read: Columns, context: Context) -> dict[int, tuple[str, RowReason]]:
    """Rows in another currency, and quantities and amounts that no order line can have."""
    wrong = _foreign(read)
    for at, name in fractions(read).items():
        wrong.setdefault(at, (name, RowReason.NON_INTEGER))
    whole = in_won(read)
    for at, reason in _odd_quantities(whole).items():
        wrong.setdefault(at, ("quantity", reason))
    amount = amount_of(whole)
    if amount is not None and "amount" in context.format.required:
        for at in pc.indices_nonzero(pc.is_null(amount)).to_pylist():
            wrong.setdefault(at, ("amount", RowReason.MISSING_VALUE))
    return wrong


def _foreign(read: Columns) -> dict[int, tuple[str, RowReason]]:
    if "currency" not in read:
        return {}
    said = pc.fill_null(read["currency"].values, "")
    odd = pc.invert(pc.is_in(pc.utf8_upper(said), pa.array(["", WON])))
    reason = ("currency", RowReason.FOREIGN_CURRENCY)
    return dict.fromkeys(pc.indices_nonzero(odd).to_pylist(), reason)


def _odd_quantities(read: Columns) -> dict[int, RowReason]:
    if "quantity" not in read:
        return {}
    quantity = read["quantity"].values
    amount = amount_of(read)
    if "amount" in read or amount is None:
        amount = quantity
    wrong: dict[int, RowReason] = {}
    for odd, reason in (
        (pc.greater_equal(pc.abs(amount), LARGEST), RowReason.OUT_OF_RANGE),
        (pc.equal(quantity, 0), RowReason.ZERO_QUANTITY),
        (pc.less(quantity, 0), RowReason.NEGATIVE_VALUE),
        (pc.greater(quantity, LARGEST_QUANTITY), RowReason.OUT_OF_RANGE),
    ):
        wrong |= dict.fromkeys(pc.indices_nonzero(pc.fill_null(odd, False)).to_pylist(), reason)  # noqa: FBT003
    return wrong


def _numbers_and_money(read: Columns, context: Context) -> dict[str, pa.Array]:
    made = {}
    numbers, amount = numbers_of(read, context.format), amount_of(read)
    if "unit_price" in read:
        made["unit_price"] = price_of(read)
    if amount is not None and numbers is not None and {"order_total", "order_no"} <= read.keys():
        before = amount
        numbers, amount = with_order_discounts(read, numbers, before)
        made["discount"] = pc.add(_discount(read), pc.subtract(before, amount))
    if numbers is not None:
        made["line_no"] = shortened(numbers) if context.format.line_key else numbers
    if amount is not None:
        made["amount"] = amount
    return made


def _discount(read: Columns) -> pa.Array:
    if "discount" in read:
        return pc.fill_null(read["discount"].values, 0)
    return pa.repeat(pa.scalar(0, pa.int64()), size_of(read))


def _states(read: Columns, mall: Mall) -> dict[str, pa.Array]:
    words = [read[name].values for name in STATE_WORDS if name in read]
    if words:
        said, places = _different(words)
        found = [state_of(word, mall) for word in said]
        states = pa.array([state for state, _, _ in found], pa.int8()).take(places)
        claims = pa.array([claim for _, claim, _ in found], pa.int8()).take(places)
    elif mall is Mall.SMARTSTORE:
        return {}
    else:
        states, claims = _by_date(read), pa.nulls(size_of(read), pa.int8())
    if "cancelled_at" in read:
        cancelled = pc.is_valid(read["cancelled_at"].values)
        states = pc.if_else(cancelled, pa.scalar(OrderState.CANCELLED, pa.int8()), states)
        claims = pc.if_else(cancelled, pa.scalar(Claim.CANCEL, pa.int8()), claims)
    return {"state": states, "claim": claims}


def _by_date(read: Columns) -> pa.Array:
    """How far along each line is, in a file of paid orders that has no word for it."""
    states = pa.repeat(pa.scalar(OrderState.PAID, pa.int8()), size_of(read))
    for name, state in _BY_DATE:
        if name in read:
            there = pc.is_valid(read[name].values)
            states = pc.if_else(there, pa.scalar(state, pa.int8()), states)
    return states


def _buyers(read: Columns, malls: pa.Array | None, identity: Identity) -> dict[str, pa.Array]:
    if not any(name in read for name in BUYER_WORDS):
        return {}
    empty = pa.array([""] * size_of(read), pa.string())
    words = [read[name].values if name in read else empty for name in BUYER_WORDS]
    if malls is not None:
        words.append(pc.cast(malls, pa.string()))
    people, places = _different(words)
    found = [_who(identity, *person) for person in people]
    made = {
        "buyer_key": pa.array([one and one.key for one in found], pa.string()),
        "buyer_name": pa.array([masked_name(person[1]) for person in people], pa.string()),
        "buyer_known_by": pa.array([one and one.known_by for one in found], pa.int8()),
    }
    return {name: values.take(places) for name, values in made.items()}


def _who(
    identity: Identity, account: str, name: str, phone: str, mall: str = ""
) -> Recognised | None:
    return identity.recognised(account, name, phone, Mall(int(mall)) if mall else Mall.SMARTSTORE)


def _device(word: str) -> int | None:
    return DEVICES.get(squeezed(word).upper())


def _different(words: list[pa.Array]) -> tuple[list[tuple[str, ...]], pa.Array]:
    """The different combinations of words side by side, and which of them each row has."""
    filled = [pc.fill_null(column, "") for column in words]
    coded = pc.binary_join_element_wise(*filled, _BETWEEN).dictionary_encode()
    return [tuple(text.split(_BETWEEN)) for text in coded.dictionary.to_pylist()], coded.indices


def _each(column: pa.Array, value: Callable[[str], int | None]) -> pa.Array:
    coded = pc.fill_null(column, "").dictionary_encode()
    values = pa.array([value(word) for word in coded.dictionary.to_pylist()], pa.int8())
    return values.take(coded.indices)


KIND: Final = Kind(
    record=Record.ORDER_LINE,
    key="line_no",
    strict=frozenset({"line_no", "order_no", "ordered_at", "paid_at", "quantity", "amount"}),
    personal=frozenset({*BUYER_WORDS, "address"}),
    told=(
        "order_no", "paid_at", "state", "quantity", "amount", "product_name", "product_no",
        "claim_requested_at", "refunded_at",
    ),
    shape=shape,
    faults=faults,
    remarks=remarks,
    whole=False,
)  # fmt: skip
"""Order lines are read piece by piece: a file may have millions."""
