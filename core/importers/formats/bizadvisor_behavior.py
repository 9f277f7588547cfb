"""쇼핑행동분석, 상품별: how often the page of each product was looked at."""

from core.importers.format import Cell, Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Confidence, Record, Subject, Vocabulary

FORMAT = Format(
    id="bizadvisor_behavior",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        *words.PRODUCT,
        column("detail_views", "상품상세조회수", "상품 상세 조회 수", cell=Cell.WHOLE),
        *words.of(words.PAID, "payments", "units", "gross"),
    ),
    marks=("상품상세조회수",),
    also=("상품명",),
    required=("product_no",),
    never=("채널그룹", "채널명", *words.LINK),
    ignored=words.unread(),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.PRODUCT},
    confidence=Confidence.SECONDARY,
)
