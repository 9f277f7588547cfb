"""Our own table of where visits came from, what they bought, and what they cost."""

from core.importers.format import Cell, Format, column
from core.terms import Mall, Record, Subject, Vocabulary

FORMAT = Format(
    id="plain_traffic",
    record=Record.STATISTIC,
    columns=(
        column("first_day", "방문한 날", cell=Cell.FIRST_DAY),
        column("last_day", "방문한 날", cell=Cell.LAST_DAY),
        column("channel_name", "들어온 곳", cell=Cell.LABEL),
        column("visits", "방문한 횟수", cell=Cell.WHOLE),
        column("visitors", "방문한 사람 수", cell=Cell.WHOLE),
        column("payments", "결제된 건수", cell=Cell.WHOLE),
        column("gross", "결제된 금액", cell=Cell.WHOLE),
        column("ad_cost", "쓴 광고비", cell=Cell.WHOLE),
        column("channel_group", "들어온 곳 종류", cell=Cell.LABEL),
        column("channel_detail", "들어온 곳 자세히", cell=Cell.LABEL),
    ),
    marks=("방문한 날",),
    required=("first_day", "channel_name", "visits"),
    mall=Mall.OTHER,
    data=None,
    fixed={"vocabulary": Vocabulary.OTHER, "subject": Subject.CHANNEL},
    notes=("예시",),
)
