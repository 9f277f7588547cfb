"""카카오 톡스토어 주문: one line for each 주문번호; 결제번호 is what was paid at once.

The file names the recipient only, so buyers are not known. 정산기준금액 is what is paid for the
line; whether 상품금액 is the price of one or of all is not known, so no price of one is taken.
"""

from core.importers.format import Cell, Format, column
from core.importers.formats import mall_vocabulary as malls
from core.terms import Mall

FORMAT = Format(
    id="kakao_orders",
    mall=Mall.KAKAO,
    columns=(
        column("line_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("order_no", "결제번호", cell=Cell.ORDER_NUMBER),
        column("ordered_at", "주문일", cell=Cell.MOMENT),
        column("ship_due", "발송예정일", "배송예정일", cell=Cell.DEADLINE),
        column("state", "주문상태", cell=Cell.WORD),
        column("product_no", "채널상품번호", cell=Cell.IDENTIFIER),
        column("product_name", "상품명", cell=Cell.NAME),
        column("product_code", "판매자상품번호", cell=Cell.CODE),
        column("quantity", "수량", cell=Cell.WHOLE),
        column("amount", "정산기준금액", "상품금액", cell=Cell.WHOLE),
        column("seller_discount", "판매자할인금액", cell=Cell.WHOLE),
        column("seller_discount_more", "판매자쿠폰할인금액", cell=Cell.WHOLE),
        column("payment_fee", "기본수수료", cell=Cell.WHOLE),
        column("channel_fee", "노출추가수수료", cell=Cell.WHOLE),
        column("channel_fee_more", "추천리워드수수료", cell=Cell.WHOLE),
        column("shipping_bundle", "최초배송비번호", cell=Cell.IDENTIFIER),
        column("address", "배송지주소", cell=Cell.ADDRESS),
        column("route", "유입경로"),
        column("sales_channel", "채널"),
    ),
    marks=("채널상품번호",),
    also=("주문번호",),
    required=("line_no", "quantity", "amount"),
    never=malls.of_others("kakao"),
    ignored=malls.PERSONAL | malls.PARCEL | malls.unread(
        "수령인연락처1", "하이픈포함 수령인연락처1", "수령인연락처2", "하이픈포함 수령인연락처2",
        "이메일 정보",
        "배송지/수신자정보 입력일", "타입", "배송지연출고일", "상품금액", "옵션금액",
        "수수료할인금액", "브랜드", "모델명", "옵션코드", "배송비지불방법", "기본배송비 유형",
        "기본배송비 금액", "도서산간 주문 여부", "도서산간 추가 배송비 금액", "톡딜여부",
        "상품유형", "biz판매여부", "순서",
    ),
)  # fmt: skip
