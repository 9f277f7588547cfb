"""Our own table of what the shop sold day by day."""

from core.importers.format import Cell, Format, column
from core.terms import Mall, Record, Subject, Vocabulary

FORMAT = Format(
    id="plain_sales",
    record=Record.STATISTIC,
    columns=(
        column("first_day", "판매한 날", cell=Cell.FIRST_DAY),
        column("last_day", "판매한 날", cell=Cell.LAST_DAY),
        column("gross", "결제된 금액", cell=Cell.WHOLE),
        column("payments", "결제된 건수", cell=Cell.WHOLE),
        column("buyers", "결제한 사람 수", cell=Cell.WHOLE),
        column("units", "팔린 개수", cell=Cell.WHOLE),
        column("refunds", "환불한 건수", cell=Cell.WHOLE),
        column("refund_amount", "환불한 금액", cell=Cell.WHOLE),
        column("visits", "방문한 횟수", cell=Cell.WHOLE),
        column("visitors", "방문한 사람 수", cell=Cell.WHOLE),
    ),
    marks=("판매한 날",),
    required=("first_day", "gross"),
    mall=Mall.OTHER,
    data=None,
    fixed={"vocabulary": Vocabulary.OTHER, "subject": Subject.SHOP},
    notes=("예시",),
)
