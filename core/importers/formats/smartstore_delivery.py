"""배송현황 관리: orders that have been dispatched."""

from core.importers.format import Format
from core.importers.formats import vocabulary as words

FORMAT = Format(
    id="smartstore_delivery",
    columns=words.COLUMNS,
    marks=words.DELIVERIES,
    required=("line_no", "order_no", "dispatched_at"),
    never=(*words.CONFIRMATIONS, *words.CLAIMS, *words.OTHER_EXPORTS),
    ignored=words.IGNORED,
)
