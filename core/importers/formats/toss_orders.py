"""토스쇼핑 주문내역: two lines above the headings, and below them one on what may be changed."""

from core.importers.format import Cell, Format, column
from core.importers.formats import mall_vocabulary as malls
from core.terms import Mall

FORMAT = Format(
    id="toss_orders",
    mall=Mall.TOSS,
    columns=(
        column("line_no", "주문상품번호", cell=Cell.ORDER_NUMBER),
        column("order_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("ordered_at", "주문일시", cell=Cell.MOMENT),
        column("state", "주문상태", cell=Cell.WORD),
        column("ship_due", "발송기한", cell=Cell.DEADLINE),
        column("dispatched_at", "발송처리일시", cell=Cell.MOMENT),
        column("delivered_at", "배송완료일시", cell=Cell.MOMENT),
        column("confirmed_at", "구매확정일", cell=Cell.MOMENT),
        column("cancelled_at", "취소일시", cell=Cell.MOMENT),
        column("product_no", "상품ID", cell=Cell.IDENTIFIER),
        column("product_name", "상품명", cell=Cell.NAME),
        column("product_code", "상품 관리 코드", cell=Cell.CODE),
        column("quantity", "주문건수", cell=Cell.WHOLE),
        column("amount", "주문금액", cell=Cell.WHOLE),
        column("shipping_bundle", "배송비 묶음 번호", cell=Cell.IDENTIFIER),
        column("shipping_fee", "배송비 합계", cell=Cell.WHOLE),
        column("buyer_name", "구매자명", cell=Cell.WORD),
        column("buyer_phone", "구매자 연락처", cell=Cell.WORD),
        column("address", "배송지", cell=Cell.ADDRESS),
    ),
    marks=("주문상품번호",),
    also=("주문건수",),
    required=("line_no", "order_no", "quantity", "amount"),
    never=malls.of_others("toss"),
    ignored=malls.PERSONAL | malls.PARCEL | malls.unread(
        "주문요청사항", "옵션 ID", "옵션 관리 코드", "받은 혜택", "희망배송일", "물류사",
    ),
    notes=("수정가능", "수정불가"),
)  # fmt: skip
