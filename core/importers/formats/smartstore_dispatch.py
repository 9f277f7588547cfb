"""발주(주문)확인/발송관리: the order file most sellers know."""

from core.importers.format import Format
from core.importers.formats import vocabulary as words

FORMAT = Format(
    id="smartstore_dispatch",
    columns=words.COLUMNS,
    marks=(
        "결제일", "결제일시", "발주확인일", "발송기한", "최종 상품별 총 주문금액",
        "최종 상품별 총 주문금액(원)", "상품별 총 주문금액", "배송방법(구매자 요청)",
    ),
    required=("line_no", "order_no", "paid_at", "amount"),
    never=(*words.CONFIRMATIONS, *words.DELIVERIES, *words.CLAIMS, *words.OTHER_EXPORTS),
    ignored=words.IGNORED,
)  # fmt: skip
