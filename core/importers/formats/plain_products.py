"""Our own table of how often each product was looked at and bought."""

from core.importers.format import Cell, Format, column
from core.terms import Mall, Record, Subject, Vocabulary

FORMAT = Format(
    id="plain_products",
    record=Record.STATISTIC,
    columns=(
        column("first_day", "상품을 본 날", cell=Cell.FIRST_DAY),
        column("last_day", "상품을 본 날", cell=Cell.LAST_DAY),
        column("product_name", "상품 이름", cell=Cell.NAME),
        column("payments", "결제된 건수", cell=Cell.WHOLE),
        column("product_no", "우리 상품번호", cell=Cell.IDENTIFIER),
        column("detail_views", "상품을 본 횟수", cell=Cell.WHOLE),
        column("units", "팔린 개수", cell=Cell.WHOLE),
        column("gross", "결제된 금액", cell=Cell.WHOLE),
        column("refund_units", "환불한 개수", cell=Cell.WHOLE),
        column("refund_amount", "환불한 금액", cell=Cell.WHOLE),
        column("cart_adds", "장바구니에 담은 횟수", cell=Cell.WHOLE),
        column("wishes", "찜한 횟수", cell=Cell.WHOLE),
    ),
    marks=("상품을 본 날",),
    required=("first_day", "product_name", "payments"),
    mall=Mall.OTHER,
    data=None,
    fixed={"vocabulary": Vocabulary.OTHER, "subject": Subject.PRODUCT},
    notes=("예시",),
)
