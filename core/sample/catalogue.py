"""What the made-up shop sells, where its visitors come from and what its buyers say.

Everything here is invented; the prices and shares are plausible for a one-person shop that
sells things for the home.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Product:
    """One product.

    ``orders`` and ``views`` are its relative shares of order lines and of page views,
    ``return_rate`` the share of its delivered lines that come back, ``options`` pairs of a
    text and a surcharge in won.
    """

    name: str
    code: str
    price: int
    orders: float
    views: float
    return_rate: float = 0.02
    options: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """One way into the shop.

    ``orders`` is its share of the orders, ``rate`` how many of its visits end in an order,
    ``cost`` what one visit costs in won, ``path`` what order exports call it, ``levels`` the
    three levels of the visit statistics, ``group`` and ``name`` those of the older ones.
    """

    id: str
    orders: float
    rate: float
    cost: int
    path: str
    levels: tuple[str, str, str]
    group: str
    name: str


_COLOURS = (("색상: 아이보리", 0), ("색상: 그레이", 0), ("색상: 딥그린", 1000))
_SIZES = (("사이즈: S", 0), ("사이즈: M", 3000), ("사이즈: L", 6000))
_SCENTS = (("향: 무화과", 0), ("향: 화이트머스크", 0), ("향: 편백", 0))

POOR_PAGE: Final = "DG-021"
"""Planted fault 1: many look at this product and hardly anybody buys it."""

PRODUCTS: Final = (
    Product("소이 캔들 200g", "DG-001", 18900, 10.0, 7.0, 0.012, _SCENTS),
    Product("캔들 리필 왁스 500g", "DG-002", 14900, 7.0, 4.0, 0.008, _SCENTS),
    Product("리넨 키친클로스 2장", "DG-003", 15800, 7.5, 5.0, 0.015, _COLOURS),
    Product("와플 수건 3장 세트", "DG-004", 23900, 8.0, 5.5, 0.02, _COLOURS),
    Product("천연 수세미 5개입", "DG-005", 8900, 8.5, 3.5, 0.006),
    Product("대나무 칫솔 4개입", "DG-006", 9800, 5.5, 2.5, 0.006),
    Product("주방 비누 200g 2개", "DG-007", 11900, 7.0, 3.0, 0.008),
    Product("인센스 스틱 20개입", "DG-008", 9900, 6.5, 3.5, 0.01, _SCENTS),
    Product("인센스 홀더 도자기", "DG-009", 16500, 3.0, 2.8, 0.03),
    Product("오크 원목 트레이", "DG-010", 29800, 3.2, 4.0, 0.025, _SIZES),
    Product("핸드메이드 머그 350ml", "DG-011", 22000, 5.0, 5.0, 0.03, _COLOURS),
    Product("유리 계량컵 500ml", "DG-012", 12800, 2.5, 2.0, 0.03),
    Product("도자기 파스타볼", "DG-013", 19800, 4.0, 3.8, 0.035, _COLOURS),
    Product("리넨 쿠션커버 45x45", "DG-014", 21900, 4.2, 4.4, 0.035, _COLOURS),
    Product("워싱 코튼 블랭킷", "DG-015", 49800, 2.4, 3.6, 0.04, _COLOURS),
    Product("라탄 수납 바구니", "DG-016", 27800, 3.4, 4.0, 0.03, _SIZES),
    Product("미니 화병 세라믹", "DG-017", 13900, 4.0, 3.6, 0.025),
    Product("디퓨저 150ml", "DG-018", 26900, 4.8, 4.2, 0.018, _SCENTS),
    Product("디퓨저 리필 300ml", "DG-019", 24900, 4.4, 2.2, 0.01, _SCENTS),
    Product("섬유 향수 100ml", "DG-020", 15900, 5.0, 3.0, 0.015, _SCENTS),
    Product("원목 스탠드 조명", "DG-021", 68000, 0.35, 13.0, 0.09, _SIZES),
    Product("벽걸이 원목 선반", "DG-022", 36800, 1.5, 2.4, 0.05, _SIZES),
    Product("메모 마그넷 6개", "DG-023", 7900, 3.0, 1.6, 0.01),
    Product("선물 포장 추가", "DG-024", 2500, 3.6, 0.8, 0.002),
    Product("계절 리스 30cm", "DG-025", 32900, 1.8, 2.6, 0.03),
)

USELESS: Final = "sns_ads"
"""Planted fault 2: visits from this channel are paid for and lead to next to no order."""

CHANNELS: Final = (
    Channel(
        "shopping", 0.42, 0.034, 0, "네이버 쇼핑",
        ("네이버 서비스", "네이버쇼핑", "네이버쇼핑-검색"), "쇼핑", "네이버쇼핑-검색",
    ),
    Channel(
        "search", 0.17, 0.031, 0, "네이버 쇼핑 외",
        ("네이버 검색", "통합검색", "-"), "검색", "네이버검색",
    ),
    Channel(
        "search_ads", 0.16, 0.026, 320, "검색광고(SA)",
        ("네이버 광고", "검색광고", "쇼핑검색광고"), "검색광고", "네이버쇼핑-광고",
    ),
    Channel(
        "direct", 0.14, 0.052, 0, "네이버 쇼핑 외",
        ("직유입", "-", "-"), "일반유입", "직접유입",
    ),
    Channel(
        "blog", 0.065, 0.019, 0, "네이버 쇼핑 외",
        ("네이버 서비스", "네이버블로그", "-"), "소셜", "네이버블로그",
    ),
    Channel(
        "message", 0.041, 0.061, 15, "네이버 쇼핑 외",
        ("네이버 외부", "메신저", "톡톡"), "메신저", "톡톡메시지",
    ),
    Channel(
        "sns_ads", 0.004, 0.0007, 190, "네이버 쇼핑 외",
        ("네이버 외부", "SNS 광고", "인스타그램"), "광고", "인스타그램-광고",
    ),
)  # fmt: skip

REGIONS: Final = (
    ("서울특별시", 0.245), ("부산광역시", 0.062), ("대구광역시", 0.043), ("인천광역시", 0.058),
    ("광주광역시", 0.027), ("대전광역시", 0.029), ("울산광역시", 0.02), ("세종특별자치시", 0.01),
    ("경기도", 0.283), ("충청북도", 0.027), ("충청남도", 0.036), ("전라남도", 0.026),
    ("경상북도", 0.042), ("경상남도", 0.052), ("제주특별자치도", 0.012),
    ("강원특별자치도", 0.016), ("전북특별자치도", 0.012),
)  # fmt: skip
JEJU: Final = "제주특별자치도"

PAYMENTS: Final = (
    ("신용카드 간편결제", 0.44, 0.0363),
    ("포인트/머니결제", 0.27, 0.0198),
    ("계좌 간편결제", 0.14, 0.0220),
    ("신용카드", 0.11, 0.0363),
    ("휴대폰 간편결제", 0.03, 0.0385),
    ("무통장입금", 0.01, 0.0198),
)
"""Means of payment, their shares and the fee each takes of the amount."""

COURIERS: Final = ("가온택배", "나래택배")

CANCEL_REASONS: Final = (
    ("구매 의사 취소", 0.55), ("색상 및 사이즈 변경", 0.17), ("다른 상품 잘못 주문", 0.13),
    ("배송 지연", 0.09), ("상품 품절", 0.06),
)  # fmt: skip
RETURN_REASONS: Final = (
    ("단순 변심", 0.45), ("상품 정보 상이", 0.2), ("상품 파손", 0.17), ("서비스 불만족", 0.1),
    ("오배송", 0.08),
)  # fmt: skip
EXCHANGE_REASONS: Final = (
    ("색상 및 사이즈 변경", 0.48), ("상품 파손", 0.34), ("색상 등 다른 상품 잘못 배송", 0.18),
)  # fmt: skip
