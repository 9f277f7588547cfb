"""검색분석 of 2026 (sheet QUERY): the words by which people found the shop."""

from core.importers.format import Cell, Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Record, Subject, Vocabulary

FORMAT = Format(
    id="smartstore_queries",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        column("keyword", "검색어"),
        column("visits", "방문수", cell=Cell.WHOLE),
        column("payments", "상품결제건수", cell=Cell.WHOLE),
        column("gross", "판매금액(총)", cell=Cell.WHOLE),
    ),
    marks=("검색어",),
    also=("날짜", "방문수", "상품결제건수"),
    required=("first_day",),
    ignored=words.unread(),
    data=None,
    fixed={"vocabulary": Vocabulary.SMARTSTORE, "subject": Subject.KEYWORD},
)
