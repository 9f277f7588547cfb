"""ESM PLUS 발송관리: orders of Gmarket and Auction in one file.

The account of the seller tells which: 지마켓(id), 옥션(id). 주문번호 is one line, the number of the
cart is what was paid at once.
"""

from core.importers.format import Cell, Format, column
from core.importers.formats import mall_vocabulary as malls
from core.terms import Mall

FORMAT = Format(
    id="esm_orders",
    mall=Mall.GMARKET,
    columns=(
        column("seller_account", "판매아이디", cell=Cell.WORD),
        column("line_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("order_no", "장바구니번호(결제번호)", cell=Cell.ORDER_NUMBER),
        column("state", "주문상태", cell=Cell.WORD),
        column("ordered_at", "주문일(결제확인전)", "주문일자(결제확인전)", "주문일",
               cell=Cell.MOMENT),
        column("paid_at", "결제일", "결제완료일", cell=Cell.MOMENT),
        column("placed_at", "주문확인일자", cell=Cell.MOMENT),
        column("ship_due", "발송마감일", cell=Cell.DEADLINE),
        column("dispatched_at", "발송일자", cell=Cell.MOMENT),
        column("delivered_at", "배송완료일자", cell=Cell.MOMENT),
        column("confirmed_at", "구매결정일자", cell=Cell.MOMENT),
        column("product_no", "상품번호", cell=Cell.IDENTIFIER),
        column("product_name", "상품명", cell=Cell.NAME),
        column("product_code", "판매자 관리코드", cell=Cell.CODE),
        column("quantity", "수량", cell=Cell.WHOLE),
        column("unit_price", "판매단가", cell=Cell.WHOLE),
        column("amount", "판매금액", cell=Cell.WHOLE),
        column("seller_discount", "판매자쿠폰할인", cell=Cell.WHOLE),
        column("settlement_expected", "정산예정금액", "정산예정금", cell=Cell.WHOLE),
        column("payment_fee", "서비스이용료", cell=Cell.WHOLE),
        column("shipping_bundle", "배송번호", cell=Cell.IDENTIFIER),
        column("shipping_fee", "배송비 금액", cell=Cell.WHOLE),
        column("buyer_account", "구매자아이디", "구매자ID", cell=Cell.WORD),
        column("buyer_name", "구매자명", cell=Cell.WORD),
        column("buyer_phone", "구매자 휴대폰", "구매자 전화번호", cell=Cell.WORD),
        column("address", "주소", cell=Cell.ADDRESS),
        column("sales_channel", "제휴사명"),
    ),
    marks=("판매아이디", "장바구니번호(결제번호)"),
    also=("주문번호",),
    required=("seller_account", "line_no", "quantity", "amount"),
    never=malls.of_others("esm"),
    ignored=malls.PERSONAL | malls.PARCEL | malls.unread(
        "구매자 휴대폰", "구매자 전화번호", "배송시 요구사항", "수령인 통관정보",
        "택배사명(발송방법)", "발송정책", "주문일", "주문일(결제확인전)", "선물주문여부",
        "선물수락일시",
        "설치주문여부", "설치예정일", "추가구성", "사은품 관리코드", "덤", "덤 관리코드",
        "판매자 상세관리코드", "배송지변경 여부", "배송비 결제방법", "배송비", "배송지연사유",
        "SKU번호 및 수량", "판매방식", "주문종류", "발송예정일", "구매쿠폰적용금액",
        "우수회원할인", "(옥션)우수회원할인", "복수구매할인", "스마일캐시적립",
        "판매자북캐시적립", "배송라벨출력일", "배송점포", "SSG 상품번호", "SSG 원주문번호",
    ),
)  # fmt: skip
