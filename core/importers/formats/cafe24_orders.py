"""카페24 전체주문조회: one line for each item, with columns of the seller's choice.

What is called 총 … belongs to the whole order and stands on each of its lines; only the fee of
shipping is taken from there, and counted once for each order.
"""

from core.importers.format import Cell, Format, column
from core.importers.formats import mall_vocabulary as malls
from core.terms import Confidence, Mall

FORMAT = Format(
    id="cafe24_orders",
    mall=Mall.CAFE24,
    columns=(
        column("line_no", "품목별 주문번호", cell=Cell.ORDER_NUMBER),
        column("order_no", "주문번호", cell=Cell.ORDER_NUMBER),
        column("ordered_at", "주문일시", "주문일", cell=Cell.MOMENT),
        column("paid_at", "결제일시(입금확인일)", "결제일시", "결제일(입금확인일)", "결제일",
               cell=Cell.MOMENT),
        column("refunded_at", "환불완료일", cell=Cell.MOMENT),
        column("dispatched_at", "배송시작일", cell=Cell.MOMENT),
        column("delivered_at", "배송완료일", cell=Cell.MOMENT),
        column("confirmed_at", "구매확정일", cell=Cell.MOMENT),
        column("state", "주문 상태", cell=Cell.WORD),
        column("sub_state", "결제구분", cell=Cell.WORD),
        column("claim_state", "취소구분", cell=Cell.WORD),
        column("product_no", "상품코드", "상품번호", cell=Cell.IDENTIFIER),
        column("product_name", "주문상품명", "상품명(한국어 쇼핑몰)", "주문상품명(기본)",
               "상품명", "주문상품명(옵션포함)", cell=Cell.NAME),
        column("product_code", "자체 상품코드", "자체품목코드", cell=Cell.CODE),
        column("quantity", "수량", cell=Cell.WHOLE),
        column("unit_price", "옵션+판매가", "판매가", "상품판매가", cell=Cell.WHOLE),
        column("amount", "상품구매금액(KRW)", "상품구매금액", cell=Cell.WHOLE),
        column("amount_before", "상품구매금액(KRW)", "상품구매금액", cell=Cell.WHOLE),
        column("seller_discount", "상품별 추가할인금액", cell=Cell.WHOLE),
        column("shipping_bundle", "주문번호", cell=Cell.IDENTIFIER),
        column("shipping_fee", "총 배송비", "총 배송비(KRW)", cell=Cell.WHOLE),
        column("buyer_account", "주문자ID", "주문자 ID", "주문자 아이디", cell=Cell.WORD),
        column("buyer_name", "주문자명", "주문자", cell=Cell.WORD),
        column("buyer_phone", "주문자 휴대전화", "주문자 일반전화", cell=Cell.WORD),
        column("address", "수령인 주소(전체)", "수령인 주소", cell=Cell.ADDRESS),
        column("route", "매출경로", "유입경로", "주문경로"),
        column("device", "주문경로(PC/모바일)", cell=Cell.WORD),
        column("sales_channel", "쇼핑몰"),
        column("payment_means", "결제수단"),
    ),
    marks=("품목별 주문번호",),
    required=("line_no", "quantity", "amount"),
    never=malls.of_others("cafe24"),
    ignored=malls.PERSONAL | malls.PARCEL | malls.unread(
        "결제자", "주문자 이메일", "주문자 휴대전화", "주문자 일반전화", "주문자 우편번호",
        "주문자 주소",
        "주문자 상세 주소", "회원 이메일", "수령인 휴대전화", "수령인 일반전화",
        "수령인 전화번호", "수령인 우편번호", "수령인 상세 주소", "환불계좌", "입금자명",
        "관리자 메모",
        "쇼핑몰 번호", "회원등급", "상품품목코드", "상품옵션", "배송번호", "배송업체",
        "총 상품구매금액", "총 상품구매금액(KRW)", "총 결제금액", "총 결제금액(KRW)",
        "총 주문금액", "총 주문금액(KRW)", "총 실결제금액(최초정보)",
        "총 실결제금액(최초정보) (KRW)", "최종 결제금액", "최종 결제금액(KRW)",
        "품목별 결제금액", "실제 환불금액", "환불금액", "사용한 적립금액", "사용한 적립금액(최종)",
        "사용한 예치금", "주문서 쿠폰 할인금액", "쿠폰 할인금액", "회원등급 추가할인금액",
        "회원등급 추가할인금액(최종)", "쿠폰 할인금액(최초)", "쿠폰 할인금액(최종)",
        "앱 상품할인 금액(최종)", "판매가", "옵션추가 가격", "주문상품명(옵션포함)", "공급사",
        "공급사명", "공급사 기본 배송비", "개별배송비", "지역별 배송비",
        "배송비 할인금액", "취소사유", "취소접수구분", "매출경로", "유입경로", "주문경로",
    ),
    confidence=Confidence.SECONDARY,
)  # fmt: skip
