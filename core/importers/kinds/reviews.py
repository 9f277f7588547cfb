"""Reviews: what buyers wrote and how many stars they gave, without who wrote it."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.cells import squeezed
from core.importers.kinds import making
from core.importers.kinds.kind import Columns, Context, Kind
from core.terms import Record, ReviewKind, RowReason

MOST_STARS: Final = 5

_KEPT: Final = (
    "line_no", "product_no", "product_name", "rating", "text", "helpful", "written_at",
    "updated_at", "related_no", "shown", "has_reply", "replied_at", "is_best",
)  # fmt: skip
_KINDS: Final = {
    "일반": ReviewKind.FIRST, "일반리뷰": ReviewKind.FIRST,
    "한달사용": ReviewKind.MONTH, "한달사용리뷰": ReviewKind.MONTH,
}  # fmt: skip
_NO_MEDIA: Final = frozenset({"", "-", "n", "no", "x", "0", "없음", "아니오", "false"})


def _shape(read: Columns, lines: pa.Array, context: Context) -> dict[str, pa.Array]:
    columns = making.told(read, *_KEPT)
    columns["review_no"] = _numbers(read, len(lines))
    if "kind" in read:
        columns["kind"] = making.by_word(read["kind"].values, lambda it: _KINDS.get(squeezed(it)))
    if "media" in read:
        columns["has_media"] = making.by_word(
            read["media"].values, lambda it: int(squeezed(it).casefold() not in _NO_MEDIA)
        )
    return making.fitted(columns, Record.REVIEW, context, lines)


def _numbers(read: Columns, size: int) -> pa.Array:
    """The number of each review, or one made of its product, moment and words.

    Old files have no numbers; the same review has to be the same row when its file comes again.
    """
    nothing = pa.nulls(size, pa.string())
    names = ("review_no", "product_no", "product_name", "written_at", "text")
    of = {name: read[name].values if name in read else nothing for name in names}
    if not of["review_no"].null_count:
        return of["review_no"]
    product = pc.coalesce(of["product_no"], of["product_name"])
    made = making.digests(making.joined((product, of["written_at"], of["text"])))
    return pc.coalesce(of["review_no"], made)


def _faults(read: Columns, _context: Context) -> dict[int, tuple[str, RowReason]]:
    return making.outside(
        read,
        "rating",
        lambda stars: pc.or_(pc.less(stars, 1), pc.greater(stars, MOST_STARS)),
        RowReason.OUT_OF_RANGE,
    )


KIND: Final = Kind(
    record=Record.REVIEW,
    key="review_no",
    strict=frozenset({"review_no", "rating", "written_at"}),
    told=("rating", "written_at", "text"),
    shape=_shape,
    faults=_faults,
)
"""One row per review. Rows are kept as they stand, so nothing is settled over the whole file."""
