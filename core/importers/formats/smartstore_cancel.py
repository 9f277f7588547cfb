"""취소 관리: order lines that were cancelled, or are asked to be."""

from core.importers.format import Cell, Format, column
from core.importers.formats import vocabulary as words

FORMAT = Format(
    id="smartstore_cancel",
    # The buyer is left to the order files, which know the account.
    columns=(
        *words.without(words.BUYER | {"claim_state"}),
        *words.CLAIM_COLUMNS,
        column("claim_state", *words.CANCELLATIONS, cell=Cell.WORD),
    ),
    marks=words.CANCELLATIONS,
    required=("line_no", "claim_state"),
    never=(*words.RETURNS, *words.EXCHANGES, *words.OTHER_EXPORTS),
    ignored=words.IGNORED,
)
