"""From the read columns of some rows to order lines: states, buyers, regions, money."""

from collections.abc import Callable, Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.columns import LABELS, Values
from core.importers.identity import Identity, masked_name
from core.importers.states import DEVICES, state_of
from core.terms import RowReason
from core.terms.order_lines import ORDER_LINES

STATE_WORDS: Final = ("state", "sub_state", "claim_state")
BUYER_WORDS: Final = ("buyer_account", "buyer_name", "buyer_phone")
KEPT_AS_READ: Final = frozenset(
    {
        "line_no", "order_no", "ordered_at", "paid_at", "claim_requested_at", "refunded_at",
        "quantity", "discount", "seller_discount", "product_no", "product_name", "product_code",
        "placed_at", "ship_due", "dispatched_at", "delivered_at", "confirmed_at",
        "shipping_bundle", "shipping_fee", "settlement_expected", "payment_fee", "channel_fee",
    }
) | LABELS  # fmt: skip

LARGEST_QUANTITY: Final = 1_000_000

Columns = Mapping[str, Values]


def order_lines(read: Columns, places: pa.Array, identity: Identity) -> dict[str, pa.Array]:
    """The columns of ``ORDER_LINES`` that these columns tell, without personal data.

    Args:
        read: the columns as they were read.
        places: the line of the file on which each row stands.
        identity: turns buyers into keyed hashes.
    """
    kept = {name: column.values for name, column in read.items() if name in KEPT_AS_READ}
    kept["line"] = places
    kept |= _states(read) | _buyers(read, identity) | _money(read)
    if "address" in read:
        kept["region"] = read["address"].values
    if "device" in read:
        kept["device"] = _each(read["device"].values, lambda word: DEVICES.get(word.upper()))
    return {
        column.name: pc.cast(kept[column.name], column.type)
        for column in ORDER_LINES
        if column.name in kept
    }


def unknown_states(read: Columns) -> list[tuple[int, str]]:
    """The rows whose state nobody knows, each with its word."""
    words = [read[name].values for name in STATE_WORDS if name in read]
    rows = _combinations(words) if words else []
    strange = {said for said in set(rows) if not state_of(said)[2]}
    if not strange:
        return []
    return [(at, next(filter(None, said), "")) for at, said in enumerate(rows) if said in strange]


def faults(read: Columns) -> dict[int, RowReason]:
    """Quantities that no order line can have."""
    if "quantity" not in read:
        return {}
    quantity = read["quantity"].values
    wrong: dict[int, RowReason] = {}
    for odd, reason in (
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
    found = {said: state_of(said) for said in set(_combinations(words))}
    both = [found[said] for said in _combinations(words)]
    return {
        "state": pa.array([state for state, _, _ in both], pa.int8()),
        "claim": pa.array([claim for _, claim, _ in both], pa.int8()),
    }


def _buyers(read: Columns, identity: Identity) -> dict[str, pa.Array]:
    if not any(name in read for name in BUYER_WORDS):
        return {}
    size = len(next(iter(read.values())).values)
    empty = pa.array([""] * size, pa.string())
    words = [read[name].values if name in read else empty for name in BUYER_WORDS]
    people = _combinations(words)
    found = {who: (identity.buyer(*who), masked_name(who[1])) for who in set(people)}
    return {
        "buyer_key": pa.array([found[who][0] for who in people], pa.string()),
        "buyer_name": pa.array([found[who][1] for who in people], pa.string()),
    }


def _combinations(words: list[pa.Array]) -> list[tuple[str, ...]]:
    return list(zip(*(pc.fill_null(column, "").to_pylist() for column in words), strict=True))


def _each(column: pa.Array, value: Callable[[str], int | None]) -> pa.Array:
    coded = pc.fill_null(column, "").dictionary_encode()
    values = pa.array([value(word) for word in coded.dictionary.to_pylist()], pa.int8())
    return values.take(coded.indices)
