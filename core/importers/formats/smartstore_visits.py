"""방문분석 of 2026 (sheet VISIT): visits by the path they came on, or by product."""

from core.importers.format import Cell, Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Record, Vocabulary

FORMAT = Format(
    id="smartstore_visits",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        column("channel_group", "경로(1단계)"),
        column("channel_name", "경로(2단계)"),
        column("channel_detail", "경로(3단계)", cell=Cell.NAME),
        column("marketing_link", "마케팅링크 여부"),
        # The two tables by product, × 건수 and × 고객수, were not seen: their names follow from
        # the other tables of 2026.
        column("product_name", "채널상품명", cell=Cell.NAME),
        column("product_no", "채널상품번호", cell=Cell.IDENTIFIER),
        column("traffic", "방문수", "방문고객수", cell=Cell.WORD),
        column("visits", "방문수", cell=Cell.WHOLE),
        column("visitors", "방문고객수", cell=Cell.WHOLE),
        column("payments", "상품결제건수", cell=Cell.WHOLE),
        column("buyers", "결제고객수", "상품결제고객수", cell=Cell.WHOLE),
        column("gross", "판매금액(총)", cell=Cell.WHOLE),
        column("units", "결제상품수량", cell=Cell.WHOLE),
    ),
    marks=("경로(1단계)", "경로(2단계)", "채널상품번호"),
    also=("날짜",),
    required=("first_day", "traffic"),
    never=(
        "판매금액(순)", "환불건수", "환불금액", "환불상품수량", "배송비", "전체 할인액",
        "검색어", "고객분류", "채널", "대 카테고리",
    ),
    ignored=words.unread(),
    data=None,
    fixed={"vocabulary": Vocabulary.SMARTSTORE},
)  # fmt: skip
