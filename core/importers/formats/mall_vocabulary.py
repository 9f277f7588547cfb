"""What the order files of other malls have in common, and what tells them apart."""

from typing import Final

from core.importers.cells import squeezed

MARKS: Final = {
    "smartstore": ("상품주문번호",),
    "coupang": ("노출상품명(옵션명)", "구매수(수량)", "묶음배송번호"),
    "cafe24": ("품목별 주문번호",),
    "eleventh_street": ("주문순번", "주문상세번호", "셀러재고코드"),
    "esm": ("판매아이디", "장바구니번호(결제번호)"),
    "kakao": ("채널상품번호",),
    "toss": ("주문상품번호",),
    "shopify": ("Financial Status",),
}
"""Headings that only the order files of one mall have."""

NO_ORDERS: Final = (
    "정산상태", "정산구분", "정산예정일", "정산완료일", "과세매출", "리뷰글번호", "리뷰내용",
    "문의번호", "문의내용",
)  # fmt: skip
"""Headings of lists that are no orders."""


def of_others(mall: str) -> tuple[str, ...]:
    """The headings that no order file of this mall has."""
    others = (heading for name, marks in MARKS.items() if name != mall for heading in marks)
    return (*others, *NO_ORDERS)


def unread(*headings: str) -> frozenset[str]:
    """Headings that are known and not read, as they are compared."""
    return frozenset(map(squeezed, headings))


PERSONAL: Final = unread(
    "우편번호", "배송메세지", "배송메시지", "배송메모", "수취인", "수취인명", "수취인이름",
    "수취인전화번호", "수령인", "수령인명", "수령인 휴대폰", "수령인 전화번호", "수령인 연락처",
    "전화번호", "휴대폰번호", "개인통관고유부호", "개인통관번호(PCCC)",
)  # fmt: skip
"""Who gets the parcel, and what somebody wrote on it: read past and forgotten."""

PARCEL: Final = unread(
    "택배사", "택배사코드", "송장번호", "운송장번호", "배송방법", "배송유형", "배송속성",
    "옵션", "옵션명", "사은품", "바코드", "기타", "번호", "순번",
)  # fmt: skip
"""Of parcels and options, and of no use to any page yet."""
