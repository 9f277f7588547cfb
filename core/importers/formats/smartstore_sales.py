"""판매분석 of 2026 (sheet SALES): what was sold by channel, product or category."""

from core.importers.format import Cell, Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Record, Vocabulary

FORMAT = Format(
    id="smartstore_sales",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        column("channel_name", "채널"),
        column("category", "대 카테고리"),
        column("product_name", "채널상품명", cell=Cell.NAME),
        column("product_no", "채널상품번호", cell=Cell.IDENTIFIER),
        column("payments", "상품결제건수", cell=Cell.WHOLE),
        column("refunds", "환불건수", cell=Cell.WHOLE),
        column("gross", "판매금액(총)", cell=Cell.WHOLE),
        column("net", "판매금액(순)", cell=Cell.WHOLE),
        column("refund_amount", "환불금액", cell=Cell.WHOLE),
        column("units", "결제상품수량", cell=Cell.WHOLE),
        column("refund_units", "환불상품수량", cell=Cell.WHOLE),
        column("visits", "방문수", cell=Cell.WHOLE),
        column("shipping_fee", "배송비", cell=Cell.WHOLE),
        column("discount", "전체 할인액", cell=Cell.WHOLE),
        column("seller_discount_1", "판매자 부담 상품할인액", cell=Cell.WHOLE),
        column("seller_discount_2", "판매자 부담 주문할인액", cell=Cell.WHOLE),
    ),
    marks=("채널상품번호", "채널", "대 카테고리", "채널상품명"),
    also=("날짜", "상품결제건수", "판매금액(총)", "판매금액(순)"),
    required=("first_day",),
    ignored=words.unread("날짜 기준", "네이버 부담 상품할인액", "네이버 부담 주문할인액"),
    data=None,
    fixed={"vocabulary": Vocabulary.SMARTSTORE},
)
