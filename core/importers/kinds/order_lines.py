"""From the read columns of some rows to order lines: numbers, states, buyers, regions, money."""

from collections.abc import Callable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.cells import LARGEST
from core.importers.identity import Identity, masked_name
from core.importers.kinds.kind import Columns, Context, Kind, Remark
from core.importers.problems import excerpt
from core.importers.states import DEVICES, state_of
from core.terms import FileWarning, Record, RowReason
from core.terms.order_lines import ORDER_LINES

STATE_WORDS: Final = ("state", "sub_state", "claim_state")
BUYER_WORDS: Final = ("buyer_account", "buyer_name", "buyer_phone")
MADE: Final = frozenset(
    {"line", "mall", "state", "claim", "unit_price", "amount", "buyer_key", "buyer_name", "region",
     "device"}
)  # fmt: skip
"""Columns of an order line that are made up here; the others are kept as they were read."""

_BETWEEN: Final = "\x1f"
"""A sign that no cell has: it parts units in old text files."""

LARGEST_QUANTITY: Final = 1_000_000


def shape(read: Columns, lines: pa.Array, context: Context) -> dict[str, pa.Array]:
    """The columns of ``ORDER_LINES`` that a file of some export tells."""
    return order_lines(read, lines, context.identity)


def order_lines(read: Columns, places: pa.Array, identity: Identity) -> dict[str, pa.Array]:
    """The columns of ``ORDER_LINES`` that these columns tell, without personal data.

    Args:
        read: the columns as they were read.
        places: the line of the file on which each row stands.
        identity: turns buyers into keyed hashes.
    """
    kept = {name: column.values for name, column in read.items() if name not in MADE}
    kept["line"] = places
    kept |= _states(read) | _buyers(read, identity) | _money(read)
    if "address" in read:
        kept["region"] = read["address"].values
    if "device" in read:
        kept["device"] = _each(read["device"].values, lambda word: DEVICES.get(word.upper()))
    return {
        # Rows with a number too large for its column are refused: they may wrap around here.
        column.name: pc.cast(kept[column.name], column.type, safe=False)
        for column in ORDER_LINES
        if column.name in kept
    }


def remarks(read: Columns, context: Context) -> list[Remark]:
    """The rows whose state nobody knows."""
    headings = {column.name: column.title for column in context.format.columns}
    name = next((name for name in STATE_WORDS if name in read), "")
    return [
        Remark(at, FileWarning.UNKNOWN_STATE, headings.get(name, ""), excerpt(word))
        for at, word in unknown_states(read)
    ]


def unknown_states(read: Columns) -> list[tuple[int, str]]:
    """The rows whose state nobody knows, each with its word."""
    words = [read[name].values for name in STATE_WORDS if name in read]
    if not words:
        return []
    said, places = _different(words)
    strange = {at for at, word in enumerate(said) if not state_of(word)[2]}
    if not strange:
        return []
    found = enumerate(places.to_pylist())
    return [(at, next(filter(None, said[code]), "")) for at, code in found if code in strange]


def faults(read: Columns, context: Context) -> dict[int, tuple[str, RowReason]]:
    """Quantities and amounts that no order line can have, and amounts that are not there."""
    wrong = {at: ("quantity", reason) for at, reason in _odd_quantities(read).items()}
    amount = amount_of(read)
    if amount is not None and "amount" in context.format.required:
        for at in pc.indices_nonzero(pc.is_null(amount)).to_pylist():
            wrong.setdefault(at, ("amount", RowReason.MISSING_VALUE))
    return wrong


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


def amount_of(read: Columns) -> pa.Array | None:
    """What the buyer pays for each line; else (price + option) × quantity − discount."""
    if "amount" in read:
        return read["amount"].values
    if not {"unit_price", "quantity"} <= read.keys():
        return None
    full = pc.multiply(_price(read), read["quantity"].values)
    if "discount" not in read:
        return full
    return pc.subtract(full, pc.fill_null(read["discount"].values, 0))


def _money(read: Columns) -> dict[str, pa.Array]:
    money = {}
    if "unit_price" in read:
        money["unit_price"] = _price(read)
    amount = amount_of(read)
    if amount is not None:
        money["amount"] = amount
    return money


def _price(read: Columns) -> pa.Array:
    price = read["unit_price"].values
    if "option_price" not in read:
        return price
    return pc.add(price, pc.fill_null(read["option_price"].values, 0))


def _states(read: Columns) -> dict[str, pa.Array]:
    words = [read[name].values for name in STATE_WORDS if name in read]
    if not words:
        return {}
    said, places = _different(words)
    found = [state_of(word) for word in said]
    states = pa.array([state for state, _, _ in found], pa.int8())
    claims = pa.array([claim for _, claim, _ in found], pa.int8())
    return {"state": states.take(places), "claim": claims.take(places)}


def _buyers(read: Columns, identity: Identity) -> dict[str, pa.Array]:
    if not any(name in read for name in BUYER_WORDS):
        return {}
    size = len(next(iter(read.values())).values)
    empty = pa.array([""] * size, pa.string())
    words = [read[name].values if name in read else empty for name in BUYER_WORDS]
    people, places = _different(words)
    keys = pa.array([identity.buyer(*who) for who in people], pa.string())
    names = pa.array([masked_name(who[1]) for who in people], pa.string())
    return {"buyer_key": keys.take(places), "buyer_name": names.take(places)}


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
