"""쿠팡 WING 배송관리 (DeliveryList): paid orders, one line for each option.

The number of the buyer changes with every order, and the name alone tells nobody apart: buyers
are not known. Nor is there a word for the state: the days of dispatch, delivery and confirmation
tell it.
"""

from core.importers.format import Cell, Format, column
from core.importers.formats import mall_vocabulary as malls
from core.terms import Mall

FORMAT = Format(
    id="coupang_orders",
    mall=Mall.COUPANG,
    columns=(
        column("order_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("line_no", "옵션ID", cell=Cell.ORDER_NUMBER),
        column("shipping_bundle", "묶음배송번호", cell=Cell.IDENTIFIER),
        column("ordered_at", "주문일", "주문일시", cell=Cell.MOMENT),
        column("ship_due", "주문시 출고예정일", cell=Cell.DEADLINE),
        column("dispatched_at", "출고일(발송일)", "출고일", cell=Cell.MOMENT),
        column("delivered_at", "배송완료일", cell=Cell.MOMENT),
        column("confirmed_at", "구매확정일자", "구매확정일", cell=Cell.MOMENT),
        column("product_no", "노출상품ID", cell=Cell.IDENTIFIER),
        column("product_name", "등록상품명", "노출상품명(옵션명)", cell=Cell.NAME),
        column("product_code", "업체상품코드", cell=Cell.CODE),
        column("quantity", "구매수(수량)", "구매수", cell=Cell.WHOLE),
        column("unit_price", "옵션판매가(판매단가)", "옵션판매가", cell=Cell.WHOLE),
        column("amount", "결제액", cell=Cell.WHOLE),
        column("shipping_fee", "배송비", cell=Cell.WHOLE),
        column("address", "수취인 주소", cell=Cell.ADDRESS),
        column("device", "결제위치", cell=Cell.WORD),
    ),
    marks=("노출상품명(옵션명)", "구매수(수량)", "결제액"),
    also=("묶음배송번호",),
    required=("order_no", "line_no", "quantity", "amount"),
    never=malls.of_others("coupang"),
    ignored=malls.PERSONAL | malls.PARCEL | malls.unread(
        "구매자", "구매자전화번호", "구매자이메일", "통관용수취인전화번호", "통관용구매자전화번호",
        "상품별 추가메시지", "주문자 추가메시지",
        "분리배송 Y/N", "분리배송 출고예정일", "등록옵션명", "노출상품명(옵션명)",
        "최초등록등록상품명/옵션명", "최초등록옵션명", "배송비구분", "도서산간 추가배송비",
    ),
    line_key=("order_no", "line_no"),
)  # fmt: skip
