"""Coupang's 판매 분석 (SELLER_INSIGHTS): visits, carts and sales of each option."""

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import Mall, Record, Subject, Vocabulary

FORMAT = Format(
    id="coupang_insights",
    record=Record.STATISTIC,
    columns=(
        column("product_no", "옵션 ID", cell=Cell.IDENTIFIER),
        column("product_name", "상품명", cell=Cell.NAME),
        column("option_name", "옵션명", cell=Cell.NAME),
        column("category", "카테고리"),
        column("gross", "매출(원)", cell=Cell.WHOLE),
        column("payments", "주문", cell=Cell.WHOLE),
        column("units", "판매량", cell=Cell.WHOLE),
        column("visitors", "방문자", cell=Cell.WHOLE),
        column("detail_views", "조회", cell=Cell.WHOLE),
        column("cart_adds", "장바구니", cell=Cell.WHOLE),
        column("refund_amount", "총 취소 금액(원)", "총 취소 금액", cell=Cell.WHOLE),
        column("refund_units", "총 취소된 상품수", cell=Cell.WHOLE),
    ),
    marks=("매출(원)", "판매량"),
    also=("옵션 ID", "방문자", "조회", "장바구니"),
    required=(),
    ignored=frozenset(map(squeezed, (
        "등록상품ID", "판매방식", "구매전환율", "아이템위너 비율(%)", "총 매출(원)", "총 판매수",
        "즉시 취소된 상품수",
    ))),
    mall=Mall.COUPANG,
    data=None,
    fixed={"vocabulary": Vocabulary.COUPANG, "subject": Subject.PRODUCT},
)  # fmt: skip
