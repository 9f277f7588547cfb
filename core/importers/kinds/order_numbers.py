"""Through which mall order lines came, and what numbers them."""

import hashlib
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.cells import squeezed
from core.importers.format import Format
from core.importers.kinds.kind import Columns
from core.terms import Mall

LONGEST: Final = 60
"""A longer number of a line is replaced by its hash."""
HASH_DIGITS: Final = 32

_SELLERS: Final = (
    ("지마켓", Mall.GMARKET), ("g마켓", Mall.GMARKET), ("gmarket", Mall.GMARKET),
    ("옥션", Mall.AUCTION), ("auction", Mall.AUCTION),
)  # fmt: skip


def malls_of(read: Columns, known: Format) -> pa.Array | None:
    """The mall of each row; None for SmartStore, whose lines need not say so.

    Where one file holds orders of two malls, the account of the seller tells: ``옥션(id)``.
    """
    if "seller_account" in read:
        coded = pc.fill_null(read["seller_account"].values, "").dictionary_encode()
        malls = [_mall_of(account) for account in coded.dictionary.to_pylist()]
        return pa.array(malls, pa.int8()).take(coded.indices)
    if known.mall is Mall.SMARTSTORE:
        return None
    return pa.repeat(pa.scalar(known.mall, pa.int8()), size_of(read))


def _mall_of(account: str) -> Mall:
    said = squeezed(account).casefold()
    return next((mall for name, mall in _SELLERS if said.startswith(name)), Mall.OTHER)


def size_of(read: Columns) -> int:
    """How many rows there are."""
    return len(next(iter(read.values())).values)


def numbers_of(read: Columns, known: Format) -> pa.Array | None:
    """The number of each line, however long; None where the columns do not tell it."""
    if not known.line_key:
        return read["line_no"].values if "line_no" in read else None
    if not any(name in read for name in known.line_key):
        return None
    parts = [
        pc.fill_null(pc.cast(read[name].values, pa.string()), "")
        for name in known.line_key
        if name in read
    ]
    return pc.binary_join_element_wise(*parts, "-")


def shortened(numbers: pa.Array) -> pa.Array:
    """The numbers, with a hash for those that no column of the store can hold."""
    long = pc.fill_null(pc.greater(pc.utf8_length(numbers), LONGEST), False)  # noqa: FBT003
    if not pc.any(long).as_py():
        return numbers
    hashes = [
        hashlib.sha256(number.encode()).hexdigest()[:HASH_DIGITS]
        for number in numbers.filter(long).to_pylist()
    ]
    return pc.replace_with_mask(numbers, long, pa.array(hashes, pa.string()))
