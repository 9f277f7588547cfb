"""The headings of SmartStore's order files, in all generations known to us, newest first."""

from typing import Final

from core.importers.cells import squeezed
from core.importers.format import Cell, Column, column

COLUMNS: Final = (
    column("line_no", "상품주문번호", cell=Cell.ORDER_NUMBER),
    column("order_no", "주문번호", cell=Cell.ORDER_NUMBER),
    column("ordered_at", "주문일시", "주문일", cell=Cell.MOMENT),
    column("paid_at", "결제일", "결제일시", cell=Cell.MOMENT),
    column("state", "주문상태", cell=Cell.WORD),
    column("sub_state", "주문세부상태", cell=Cell.WORD),
    column("claim_state", "클레임상태", "클레임 상태", cell=Cell.WORD),
    column("quantity", "수량", cell=Cell.WHOLE),
    column("unit_price", "상품가격", cell=Cell.WHOLE),
    column("option_price", "옵션가격", cell=Cell.WHOLE),
    column(
        "discount", "최종 상품별 할인액", "상품별 할인액", "최초 상품별 할인액", cell=Cell.WHOLE
    ),
    column("seller_discount", "판매자 부담 할인액", cell=Cell.WHOLE),
    column(
        "amount",
        "최종 상품별 총 주문금액",
        "최종 상품별 총 주문금액(원)",
        "상품별 총 주문금액",
        "최초 상품별 총 주문금액",
        cell=Cell.WHOLE,
    ),
    column("product_no", "상품번호", cell=Cell.IDENTIFIER),
    column("product_name", "상품명", cell=Cell.NAME),
    column("product_code", "판매자 상품코드", cell=Cell.CODE),
    column("buyer_account", "구매자ID", "구매자id", "구매자 ID", cell=Cell.WORD),
    column("buyer_name", "구매자명", cell=Cell.WORD),
    column("buyer_phone", "구매자연락처", "구매자 연락처", "(구매자연락처)", cell=Cell.WORD),
    column("address", "통합배송지", "기본배송지", "배송지", "(기본주소)", cell=Cell.ADDRESS),
    column("route", "주문 유입경로", "주문유입경로", "유입경로"),
    column("device", "결제위치", cell=Cell.WORD),
    column("sales_channel", "판매채널"),
    column("payment_means", "결제수단"),
    column("placed_at", "발주확인일", cell=Cell.MOMENT),
    column("ship_due", "발송기한", cell=Cell.DEADLINE),
    column("dispatched_at", "발송처리일", "발송일", cell=Cell.MOMENT),
    column("delivered_at", "배송완료일", "배송비 완료일", cell=Cell.MOMENT),
    column("confirmed_at", "구매확정일", "구매확정완료일", "구매확정일시", cell=Cell.MOMENT),
    column("shipping_bundle", "배송비 묶음번호", "배송비 묶음코드", cell=Cell.IDENTIFIER),
    column("shipping_fee", "배송비 합계", cell=Cell.WHOLE),
    column("settlement_expected", "정산예정금액", cell=Cell.WHOLE),
    column(
        "payment_fee", "네이버페이 주문관리 수수료", "결제수수료", "Npay 수수료", cell=Cell.WHOLE
    ),
    column("channel_fee", "매출연동 수수료", cell=Cell.WHOLE),
)
"""What the order files tell that is kept, or needed to make up what is kept."""

CLAIM_COLUMNS: Final = (
    column("claim_reason", "취소사유", "반품사유", "교환사유"),
    column("claim_requested_at", "취소요청일", "반품요청일", "교환요청일", cell=Cell.MOMENT),
    column("refunded_at", "환불일", "환불완료일", cell=Cell.MOMENT),
)
"""What the claim files tell on top."""

DROPPED: Final = frozenset(
    map(
        squeezed,
        (
            "수취인명", "수취인연락처1", "수취인연락처2", "수취인 연락처1", "수취인 연락처2",
            "(수취인연락처1)", "(수취인연락처2)", "상세배송지", "(상세주소)",
            "우편번호", "(우편번호)",
            "배송메세지", "배송메시지", "배송메모", "개인통관고유부호", "구매자 주민등록번호",
            "출입방법 유형", "출입방법 내용", "수령위치 유형", "수령위치 내용", "옵션정보",
            "사은품", "판매자 내부코드1", "판매자 내부코드2",
        ),
    )
)  # fmt: skip
"""Personal, or free text that may be: read past and forgotten."""

UNUSED: Final = frozenset(
    map(
        squeezed,
        (
            "배송속성", "풀필먼트사(주문 기준)", "풀필먼트사", "택배사(주문 기준)",
            "배송방법(구매자 요청)",
            "배송방법", "택배사", "송장번호", "수량클레임 여부", "상품종류",
            "반품안심케어", "멤버십N배송",
            "옵션관리코드", "최초 상품별 할인액", "최초 상품별 총 주문금액",
            "송장출력일", "배송비 형태",
            "배송비 유형", "제주/도서 추가배송비", "배송비 할인액", "출고지",
            "배송희망일", "구독신청회차",
            "구독진행회차", "구독배송희망일", "배송태그 유형", "고객 등급",
            "1년 주문건수", "쇼핑라이브 여부",
            "수수료 과금구분", "수수료결제방식", "매출연동 수수료 구분", "구매확정연장상태",
            "구매확정연장 상태", "구매확정 요청일", "구매확정 요청자", "문제송장 여부",
            "문제송장 등록일",
            "문제송장 등록사유", "자동구매확정예정일", "자동구매확정 예정일", "구매확정연장 설정일",
            "구매확정연장 사유", "접수채널", "취소상세사유", "취소 상세사유", "반품상세사유",
            "반품 상세사유", "교환상세사유", "교환 상세사유", "수거방법", "수거상태",
        ),
    )
)  # fmt: skip
"""Known, and of no use to any page yet."""

OTHER_EXPORTS: Final = (
    "정산상태", "정산기준금액", "정산구분", "리뷰글번호", "문의번호", "묶음배송번호",
    "주문상품번호", "아이디", "판매아이디", "장바구니번호(결제번호)", "셀러재고코드", "주문순번",
    "결제번호", "품목별 주문번호", "주문상세번호", "채널상품번호", "노출상품명(옵션명)",
    "Financial Status", "정산기준금액(A)", "정산완료일", "결제금액 정산완료일", "총 매출금액",
    "과세매출", "리뷰상세내용", "리뷰내용", "구매자평점", "문의내용",
)  # fmt: skip
"""Headings that only files of other kinds have; a file with one of them is no SmartStore order."""

CONFIRMATIONS: Final = ("구매확정일", "구매확정완료일", "구매확정일시")
DELIVERIES: Final = (
    "자동구매확정예정일", "자동구매확정 예정일", "구매확정연장상태", "구매확정연장 상태",
    "구매확정 요청일", "문제송장 여부",
)  # fmt: skip
CANCELLATIONS: Final = ("취소 처리상태", "취소처리상태")
RETURNS: Final = ("반품 처리상태", "반품처리상태")
EXCHANGES: Final = ("교환 처리상태", "교환처리상태")

CLAIMS: Final = (*CANCELLATIONS, *RETURNS, *EXCHANGES)

BUYER: Final = frozenset({"buyer_account", "buyer_name", "buyer_phone"})


def without(names: frozenset[str]) -> tuple[Column, ...]:
    """The columns of the order files but for some."""
    return tuple(column for column in COLUMNS if column.name not in names)


def known(heading: str) -> bool:
    """Whether a heading is one we know, used or not."""
    return heading in IGNORED


IGNORED: Final = (
    DROPPED
    | UNUSED
    | frozenset(heading for used in (*COLUMNS, *CLAIM_COLUMNS) for heading in used.headings)
    | frozenset(map(squeezed, CLAIMS))
)
"""All headings of order files: what one of them does not read, another one does."""
