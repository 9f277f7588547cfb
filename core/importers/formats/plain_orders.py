"""Our own table of orders, for sellers whose orders come in no file that is known."""

from core.importers.format import Cell, Format, column
from core.terms import DataSet, Mall, Record

FORMAT = Format(
    id="plain_orders",
    record=Record.ORDER_LINE,
    columns=(
        column("ordered_at", "주문한 날", cell=Cell.MOMENT),
        column("order_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("amount", "결제한 금액", cell=Cell.WHOLE),
        column("product_name", "상품 이름", cell=Cell.NAME),
        column("option_name", "옵션 이름", cell=Cell.NAME),
        column("quantity", "주문한 개수", cell=Cell.WHOLE),
        column("unit_price", "한 개 가격", cell=Cell.WHOLE),
        column("discount", "할인받은 금액", cell=Cell.WHOLE),
        column("state", "주문 상태", cell=Cell.WORD),
        column("buyer_name", "주문한 분", cell=Cell.WORD),
        column("buyer_phone", "주문한 분 전화번호", cell=Cell.WORD),
        column("buyer_account", "주문한 분 아이디", cell=Cell.WORD),
        column("address", "받는 주소", cell=Cell.ADDRESS),
        column("line_no", "상품별 주문번호", cell=Cell.ORDER_NUMBER),
        column("product_no", "우리 상품번호", cell=Cell.IDENTIFIER),
        column("paid_at", "결제한 날", cell=Cell.MOMENT),
        column("dispatched_at", "보낸 날", cell=Cell.MOMENT),
        column("delivered_at", "도착한 날", cell=Cell.MOMENT),
        column("sales_channel", "판매한 곳", cell=Cell.LABEL),
        column("payment_means", "결제한 방법", cell=Cell.LABEL),
    ),
    marks=("주문한 날",),
    required=("ordered_at", "order_no", "amount"),
    mall=Mall.OTHER,
    data=DataSet.ORDERS,
    line_key=("order_no", "product_name", "option_name"),
    notes=("예시",),
)
