"""Our own table of the words by which people found the shop."""

from core.importers.format import Cell, Format, column
from core.terms import Mall, Record, Subject, Vocabulary

FORMAT = Format(
    id="plain_keywords",
    record=Record.STATISTIC,
    columns=(
        column("first_day", "검색한 날", cell=Cell.FIRST_DAY),
        column("last_day", "검색한 날", cell=Cell.LAST_DAY),
        column("keyword", "검색한 말", cell=Cell.LABEL),
        column("visits", "방문한 횟수", cell=Cell.WHOLE),
        column("visitors", "방문한 사람 수", cell=Cell.WHOLE),
        column("payments", "결제된 건수", cell=Cell.WHOLE),
        column("gross", "결제된 금액", cell=Cell.WHOLE),
    ),
    marks=("검색한 날",),
    required=("first_day", "keyword", "visits"),
    mall=Mall.OTHER,
    data=None,
    fixed={"vocabulary": Vocabulary.OTHER, "subject": Subject.KEYWORD},
    notes=("예시",),
)
