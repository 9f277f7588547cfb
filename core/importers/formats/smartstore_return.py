"""반품 관리: order lines that were returned, or are asked to be."""

from core.importers.format import Cell, Format, column
from core.importers.formats import vocabulary as words

FORMAT = Format(
    id="smartstore_return",
    # The buyer is left to the order files, which know the account.
    columns=(
        *words.without(words.BUYER | {"claim_state"}),
        *words.CLAIM_COLUMNS,
        column("claim_state", *words.RETURNS, cell=Cell.WORD),
    ),
    marks=words.RETURNS,
    required=("line_no", "claim_state"),
    never=(*words.CANCELLATIONS, *words.EXCHANGES, *words.OTHER_EXPORTS),
    ignored=words.IGNORED,
)
