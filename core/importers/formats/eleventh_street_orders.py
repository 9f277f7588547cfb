"""11번가 주문관리, 판매완료 내역: old workbooks whose headings stand below a title.

주문금액 is the amount before the discounts that the seller gives.
"""

from core.importers.format import Cell, Format, column
from core.importers.formats import mall_vocabulary as malls
from core.terms import Confidence, Mall

FORMAT = Format(
    id="eleventh_street_orders",
    mall=Mall.ELEVENTH_STREET,
    columns=(
        column("order_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("line_no", "주문순번", "주문상세번호", cell=Cell.ORDER_NUMBER),
        column("state", "주문상태", cell=Cell.WORD),
        column("ordered_at", "주문일시", "주문일", cell=Cell.MOMENT),
        column("paid_at", "결제일시", "예약결제완료일시", cell=Cell.MOMENT),
        column("placed_at", "발주확인일", "발주확인일시", cell=Cell.MOMENT),
        column("ship_due", "발송마감일", cell=Cell.DEADLINE),
        column("dispatched_at", "발송처리일", "발송처리일시", cell=Cell.MOMENT),
        column("delivered_at", "배송완료일", "배송완료일시", cell=Cell.MOMENT),
        column("confirmed_at", "구매확정일", "구매확정일시", cell=Cell.MOMENT),
        column("shipping_bundle", "배송번호", cell=Cell.IDENTIFIER),
        column("product_no", "상품번호", cell=Cell.IDENTIFIER),
        column("product_name", "상품명", cell=Cell.NAME),
        column("product_code", "셀러재고코드", "판매자 상품코드", cell=Cell.CODE),
        column("quantity", "수량", cell=Cell.WHOLE),
        column("unit_price", "판매단가", cell=Cell.WHOLE),
        column("amount", "주문금액", cell=Cell.WHOLE),
        column("amount_before", "주문금액", cell=Cell.WHOLE),
        column("seller_discount", "판매자기본할인금액", cell=Cell.WHOLE),
        column("seller_discount_more", "판매자 추가할인금액", cell=Cell.WHOLE),
        column("seller_discount_further", "복수구매할인금액", cell=Cell.WHOLE),
        column("settlement_expected", "정산예정금액", cell=Cell.WHOLE),
        column("payment_fee", "서비스이용료", "서비스이용료(상품)", cell=Cell.WHOLE),
        column("shipping_fee", "배송비", cell=Cell.WHOLE),
        column("buyer_account", "구매자ID", cell=Cell.WORD),
        column("buyer_name", "구매자", "구매자명", cell=Cell.WORD),
        column("address", "주소", cell=Cell.ADDRESS),
    ),
    marks=("주문순번", "주문상세번호", "셀러재고코드"),
    also=("주문번호",),
    required=("order_no", "line_no", "quantity", "amount"),
    never=malls.of_others("eleventh_street"),
    ignored=malls.PERSONAL | malls.PARCEL | malls.unread(
        "배송요청사항", "서비스이용료 정책", "서비스이용료(정책)", "기본서비스이용료(율)", "옵션가",
        "전고객할인금액", "판매자/공급업체", "판매자 상품코드", "예상발송일", "배송완료여부",
        "묶음여부", "배송주체", "배송비결제방식", "도서산간 배송비", "배송비쿠폰",
        "고객결제배송비", "선물포장", "선물주문", "판매방식",
    ),
    line_key=("order_no", "line_no"),
    confidence=Confidence.SECONDARY,
)  # fmt: skip
