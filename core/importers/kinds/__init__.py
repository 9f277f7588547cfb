"""The shapes of rows, one module each."""

from collections.abc import Mapping
from typing import Final

from core.importers.kinds import (
    ad_results,
    inquiries,
    order_lines,
    reviews,
    settlements,
    statistics,
)
from core.importers.kinds.kind import Kind
from core.terms import Record

KINDS: Final[Mapping[Record, Kind]] = {
    kind.record: kind
    for kind in (
        order_lines.KIND,
        statistics.KIND,
        ad_results.KIND,
        reviews.KIND,
        inquiries.KIND,
        settlements.KIND,
    )
}
"""How each shape of rows is made."""
