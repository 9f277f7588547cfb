"""The headings of SmartStore's statistics, of 2026 and of BizAdvisor before."""

from typing import Final

from core.importers.cells import squeezed
from core.importers.format import Cell, Column, column

DAYS: Final = (
    column("first_day", "날짜", cell=Cell.FIRST_DAY),
    column("last_day", "날짜", cell=Cell.LAST_DAY),
)
"""A day, or a range A~B."""

PRODUCT: Final = (
    column("category_1", "상품카테고리(대)"),
    column("category_2", "상품카테고리(중)"),
    column("category_3", "상품카테고리(소)"),
    column("category_4", "상품카테고리(세)"),
    column("product_name", "상품명", cell=Cell.NAME),
    column("product_no", "상품ID", "상품번호", cell=Cell.IDENTIFIER),
)
"""A product, as BizAdvisor names it."""

CHANNEL: Final = (
    column("device", "채널속성"),
    column("channel_group", "채널그룹"),
    column("channel_name", "채널명"),
    column("channel_detail", "채널상세", cell=Cell.NAME),
)
"""Where visits came from, as BizAdvisor names it."""

TRAFFIC: Final = column("traffic", "유입수", cell=Cell.WORD)
"""The visits once more, as a word: the column has to be there, its cells may be empty."""

VISITS: Final = (
    column("visits", "유입수", cell=Cell.WHOLE),
    column("visitors", "고객수", cell=Cell.WHOLE),
    column("pageviews", "페이지수", cell=Cell.WHOLE),
    column("ad_cost", "광고비", cell=Cell.WHOLE),
)

LAST_CLICK: Final = (
    column("payments_last", "결제수(마지막클릭)", "결제수", cell=Cell.WHOLE),
    column("gross_last", "결제금액(마지막클릭)", "결제금액", cell=Cell.WHOLE),
)

FOURTEEN_DAYS: Final = (
    column(
        "payments_14d", "결제수(+14일기여도추정)", "결제수(과거 14일간 기여도추정)",
        cell=Cell.DECIMAL,
    ),
    column(
        "gross_14d", "결제금액(+14일기여도추정)", "결제금액(과거 14일간 기여도추정)",
        cell=Cell.DECIMAL,
    ),
)  # fmt: skip

PAID: Final = (
    column("payments", "결제수", cell=Cell.WHOLE),
    column("units", "결제상품수량", "결제상품수", cell=Cell.WHOLE),
    column("gross", "결제금액", cell=Cell.WHOLE),
    column("refunds", "환불건수", cell=Cell.WHOLE),
    column("refund_amount", "환불금액", cell=Cell.WHOLE),
    column("refund_units", "환불수량", "환불상품수량", cell=Cell.WHOLE),
)

DEMOGRAPHY: Final = (
    column("gender", "성별"),
    column("age_band", "나이", "연령"),
    column("child_age", "자녀나이"),
    column("marriage", "결혼상태"),
    column("household", "가구당인원"),
    column("region_1", "지역(대)"),
    column("region_2", "지역(소)"),
)

PEOPLE: Final = tuple(
    heading for part in DEMOGRAPHY if part.name != "region_2" for heading in part.headings
)
"""Of these a table by groups of people has at least one."""

LINK: Final = ("nt_source", "nt_medium", "nt_detail", "nt_keyword")
"""What a tagged link says of itself."""

FOURTEEN_DAYS_OF_PRODUCTS: Final = (
    "결제수(과거 14일간 기여도추정)", "결제금액(과거 14일간 기여도추정)",
)  # fmt: skip

_RATES: Final = (
    "환불건수비율", "상품결제단가", "환불금액비율", "결제당 상품수량", "환불상품비율",
    "구매전환율", "전환율", "구매전환율(고객)", "방문고객수비중", "결제고객수비중",
    "판매금액(총)비중", "객단가", "모바일비율(결제상품수량)", "모바일비율(결제금액)",
    "결제당결제금액", "환불비율(결제금액)", "유입당 페이지수", "결제율(마지막클릭)",
    "유입당 결제율(마지막클릭)", "유입당 결제금액(마지막클릭)", "ROAS(마지막클릭)",
    "유입당 결제율(+14일기여도추정)", "유입당 결제금액(+14일기여도추정)",
    "ROAS(+14일기여도추정)", "상세조회대비결제율",
)  # fmt: skip

RATES: Final = frozenset(map(squeezed, _RATES))
"""Never read: what they divide stands beside them, and each file writes per cent another way."""


def unread(*headings: str) -> frozenset[str]:
    """Headings that are known and of no use, with the rates."""
    return RATES | frozenset(map(squeezed, headings))


def of(columns: tuple[Column, ...], *names: str) -> tuple[Column, ...]:
    """Some of the columns, by our names."""
    return tuple(one for one in columns if one.name in names)
