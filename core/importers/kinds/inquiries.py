"""Questions of customers and the answers to them, without who asked."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.kinds import making
from core.importers.kinds.kind import Columns, Context, Kind
from core.terms import Record

_KEPT: Final = (
    "category", "title", "text", "asked_at", "answer", "is_answered", "answered_at",
    "product_no", "product_name", "line_no",
)  # fmt: skip


def _shape(read: Columns, lines: pa.Array, context: Context) -> dict[str, pa.Array]:
    columns = making.told(read, *_KEPT)
    columns["inquiry_no"] = _numbers(read, len(lines))
    if "is_answered" in read or "answer" in read:
        columns["is_answered"] = _answered(read, len(lines))
    return making.fitted(columns, Record.INQUIRY, context, lines)


def _numbers(read: Columns, size: int) -> pa.Array:
    """The number of each question, or one made of its moment, product and words."""
    nothing = pa.nulls(size, pa.string())
    numbers = read["inquiry_no"].values if "inquiry_no" in read else nothing
    if not numbers.null_count:
        return numbers
    parts = making.told(read, "asked_at", "product_no", "product_name", "title", "text")
    return pc.coalesce(numbers, making.digests(making.joined(parts.values())))


def _answered(read: Columns, size: int) -> pa.Array:
    """What the file says, else yes where there is an answer; no answer alone says nothing."""
    nothing = pa.nulls(size, pa.int8())
    said = read["is_answered"].values if "is_answered" in read else nothing
    if "answer" not in read:
        return said
    one = pa.scalar(1, pa.int8())
    return pc.coalesce(said, pc.if_else(pc.is_valid(read["answer"].values), one, nothing))


KIND: Final = Kind(
    record=Record.INQUIRY,
    key="inquiry_no",
    strict=frozenset({"inquiry_no", "asked_at"}),
    told=("asked_at", "text", "answer"),
    shape=_shape,
)
"""One row per question."""
