"""전체 주문조회: every order with its state, without amounts."""

from core.importers.format import Format
from core.importers.formats import vocabulary as words

FORMAT = Format(
    id="smartstore_inquiry",
    columns=words.COLUMNS,
    marks=("클레임상태", "클레임 상태"),
    required=("line_no", "order_no", "ordered_at", "state"),
    never=(
        "결제일", "결제일시", "발주확인일", "발송기한", "최종 상품별 총 주문금액",
        "상품별 총 주문금액", "배송방법(구매자 요청)",
        *words.CONFIRMATIONS, *words.DELIVERIES, *words.CLAIMS, *words.OTHER_EXPORTS,
    ),
    ignored=words.IGNORED,
)  # fmt: skip
