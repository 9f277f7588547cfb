"""고객분석 of 2026 (sheet CUSTOMER): people who came for the first time, and those who came back.

Different people are counted, so the numbers of two weeks cannot be added.
"""

from core.importers.format import Cell, Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Record, Subject, Vocabulary

FORMAT = Format(
    id="smartstore_customers",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        column("customer_group", "고객분류"),
        column("visitors", "방문고객수", cell=Cell.WHOLE),
        column("buyers", "결제고객수", cell=Cell.WHOLE),
        column("gross", "판매금액(총)", cell=Cell.WHOLE),
    ),
    marks=("고객분류",),
    also=("방문고객수", "결제고객수"),
    required=("first_day",),
    ignored=words.unread(),
    data=None,
    fixed={"vocabulary": Vocabulary.SMARTSTORE, "subject": Subject.CUSTOMER_GROUP},
)
