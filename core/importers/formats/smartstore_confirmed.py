"""구매확정 내역: orders whose purchase is confirmed."""

from core.importers.format import Format
from core.importers.formats import vocabulary as words

FORMAT = Format(
    id="smartstore_confirmed",
    columns=words.COLUMNS,
    marks=words.CONFIRMATIONS,
    required=("line_no", "order_no", "confirmed_at"),
    never=("번호", *words.CLAIMS, *words.OTHER_EXPORTS),
    ignored=words.IGNORED,
)
