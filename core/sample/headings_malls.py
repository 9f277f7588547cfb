"""Headings of the exports of other malls, word for word and in their order."""

from typing import Final

COUPANG: Final = (
    "번호", "묶음배송번호", "주문번호", "택배사", "운송장번호", "분리배송 Y/N",
    "분리배송 출고예정일", "주문시 출고예정일", "출고일(발송일)", "주문일", "등록상품명",
    "등록옵션명", "노출상품명(옵션명)", "노출상품ID", "옵션ID", "최초등록등록상품명/옵션명",
    "업체상품코드", "바코드", "결제액", "배송비구분", "배송비", "도서산간 추가배송비",
    "구매수(수량)", "옵션판매가(판매단가)", "구매자", "구매자전화번호", "수취인이름",
    "수취인전화번호", "우편번호", "수취인 주소", "배송메세지", "상품별 추가메시지",
    "주문자 추가메시지", "배송완료일", "구매확정일자", "개인통관번호(PCCC)",
    "통관용수취인전화번호", "기타", "결제위치", "배송유형",
)  # fmt: skip
"""쿠팡 WING > 배송관리."""

COUPANG_INSIGHTS: Final = (
    "옵션 ID", "옵션명", "상품명", "등록상품ID", "카테고리", "판매방식", "매출(원)", "주문",
    "판매량", "방문자", "조회", "장바구니", "구매전환율", "아이템위너 비율(%)", "총 매출(원)",
    "총 판매수", "총 취소 금액(원)", "총 취소된 상품수", "즉시 취소된 상품수",
)  # fmt: skip
"""쿠팡 WING > 판매분석."""

CAFE24: Final = (
    "쇼핑몰", "쇼핑몰 번호", "주문일시", "결제일시(입금확인일)", "환불완료일", "주문번호",
    "품목별 주문번호", "주문자ID", "회원등급", "주문상품명", "상품코드", "자체 상품코드",
    "상품품목코드", "상품옵션", "수량", "판매가", "상품구매금액(KRW)", "총 상품구매금액(KRW)",
    "총 배송비", "총 결제금액", "총 주문금액", "총 실결제금액(최초정보)", "실제 환불금액",
    "사용한 적립금액(최종)", "주문서 쿠폰 할인금액", "쿠폰 할인금액", "상품별 추가할인금액",
    "회원등급 추가할인금액", "배송비 할인금액", "주문 상태", "취소구분", "주문자 휴대전화",
    "수령인",
)  # fmt: skip
"""카페24 > 전체주문조회, a choice of the seller's."""

ELEVENTH_STREET: Final = (
    "주문상태", "결제일시", "주문번호", "주문순번", "배송번호", "상품명", "옵션", "셀러재고코드",
    "수량", "주문금액", "정산예정금액", "판매자기본할인금액", "판매자 추가할인금액",
    "서비스이용료", "배송비", "구매자", "구매자ID", "수취인", "전화번호", "휴대폰번호", "우편번호",
    "주소", "배송메시지",
)  # fmt: skip
"""11번가 > 주문관리."""

ESM: Final = (
    "판매아이디", "주문번호", "주문상태", "상품번호", "상품명", "발송마감일", "택배사명(발송방법)",
    "송장번호", "발송정책", "주문일(결제확인전)", "수령인명", "구매자명", "선물주문여부",
    "선물수락일시", "설치주문여부", "설치예정일", "수량", "옵션", "추가구성", "사은품",
    "사은품 관리코드", "덤", "덤 관리코드", "판매단가", "판매금액", "판매자 관리코드",
    "판매자 상세관리코드", "수령인 휴대폰", "수령인 전화번호", "배송지변경 여부", "우편번호",
    "주소", "배송시 요구사항", "배송비 결제방법", "배송비 금액", "배송번호", "배송지연사유",
    "수령인 통관정보", "SKU번호 및 수량", "구매자아이디", "구매자 휴대폰", "구매자 전화번호",
    "판매방식", "주문종류", "장바구니번호(결제번호)", "결제일", "주문일", "발송예정일",
    "정산예정금액", "서비스이용료", "판매자쿠폰할인", "구매쿠폰적용금액", "우수회원할인",
    "복수구매할인", "스마일캐시적립", "제휴사명", "배송라벨출력일", "SSG 상품번호",
    "SSG 원주문번호",
)  # fmt: skip
"""ESM PLUS > 발송관리, G마켓 and 옥션."""

KAKAO: Final = (
    "결제번호", "배송지/수신자정보 입력일", "주문상태", "주문번호", "개인통관고유부호",
    "채널상품번호", "상품명", "옵션", "수량", "배송방법", "택배사코드", "송장번호", "수령인명",
    "수령인연락처1", "하이픈포함 수령인연락처1", "수령인연락처2", "하이픈포함 수령인연락처2",
    "배송지주소", "우편번호", "배송메세지", "타입", "발송예정일", "배송지연출고일", "주문일",
    "상품금액", "옵션금액", "판매자할인금액", "판매자쿠폰할인금액", "정산기준금액", "기본수수료",
    "노출추가수수료", "추천리워드수수료", "수수료할인금액", "채널", "브랜드", "모델명",
    "판매자상품번호", "옵션코드", "최초배송비번호", "배송비지불방법", "기본배송비 유형",
    "기본배송비 금액", "도서산간 주문 여부", "도서산간 추가 배송비 금액", "유입경로", "톡딜여부",
    "상품유형", "biz판매여부",
)  # fmt: skip
"""카카오 톡스토어 > 주문."""

TOSS: Final = (
    "주문일시", "주문번호", "주문상품번호", "주문상태", "발송기한", "택배사", "송장번호", "상품ID",
    "상품명", "상품 관리 코드", "옵션 ID", "옵션명", "주문건수", "옵션 관리 코드", "받은 혜택",
    "구매자명", "구매자 연락처", "수령인명", "수령인 연락처", "배송지", "우편번호", "주문요청사항",
    "구매확정일", "희망배송일", "발송처리일시", "배송완료일시", "취소일시", "주문금액",
    "배송비 묶음 번호", "배송비 합계",
)  # fmt: skip
"""토스쇼핑 > 주문내역."""

SHOPIFY: Final = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at",
    "Accepts Marketing", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code",
    "Discount Amount", "Shipping Method", "Created at", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem compare at price", "Lineitem sku", "Lineitem requires shipping",
    "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street",
    "Billing Address1", "Billing Address2", "Billing Company", "Billing City", "Billing Zip",
    "Billing Province", "Billing Country", "Billing Phone", "Shipping Name", "Shipping Street",
    "Shipping Address1", "Shipping Address2", "Shipping Company", "Shipping City", "Shipping Zip",
    "Shipping Province", "Shipping Country", "Shipping Phone", "Notes", "Note Attributes",
    "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount", "Vendor",
    "Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level",
    "Source", "Lineitem discount", "Tax 1 Name", "Tax 1 Value", "Tax 2 Name", "Tax 2 Value",
    "Tax 3 Name", "Tax 3 Value", "Tax 4 Name", "Tax 4 Value", "Tax 5 Name", "Tax 5 Value", "Phone",
    "Receipt Number", "Duties", "Billing Province Name", "Shipping Province Name", "Payment ID",
    "Payment Terms Name", "Next Payment Due At", "Payment References",
)  # fmt: skip
"""Shopify > Orders > Export."""
