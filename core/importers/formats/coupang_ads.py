"""쿠팡 광고 보고서: orders within one day and within 14 days of a click, side by side."""

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import AdPlatform, DataSet, Mall, Record

_WINDOWS = ("1일", "14일")
_UNREAD = tuple(
    f"{what}({window})"
    for what in ("직접 주문수", "간접 주문수", "총 판매수량", "직접 판매수량", "간접 판매수량",
                 "직접 전환매출액", "간접 전환매출액", "총광고수익률", "직접광고수익률",
                 "간접광고수익률")
    for window in _WINDOWS
)  # fmt: skip

FORMAT = Format(
    id="coupang_ads",
    record=Record.AD_RESULT,
    data=DataSet.ADS,
    mall=Mall.COUPANG,
    fixed={"platform": AdPlatform.COUPANG},
    columns=(
        column("first_day", "날짜", cell=Cell.FIRST_DAY),
        column("last_day", "날짜", cell=Cell.LAST_DAY),
        column("campaign", "캠페인명", "캠페인", cell=Cell.NAME),
        column("campaign_no", "캠페인 ID", cell=Cell.IDENTIFIER),
        column("campaign_type", "광고유형"),
        column("ad_group", "광고그룹", "광고그룹명", cell=Cell.NAME),
        column("creative", "소재", cell=Cell.NAME),
        column("creative_no", "소재 ID", cell=Cell.IDENTIFIER),
        column("product_no", "광고집행 옵션ID", cell=Cell.IDENTIFIER),
        column("bought", "광고전환매출발생 옵션ID", cell=Cell.IDENTIFIER),
        column("placement", "광고 노출 지면"),
        column("keyword", "키워드", cell=Cell.NAME),
        column("impressions", "노출수", cell=Cell.WHOLE),
        column("clicks", "클릭수", cell=Cell.WHOLE),
        column("cost", "광고비", "집행 광고비", cell=Cell.DECIMAL),
        column("purchases_1d", "총 주문수(1일)", cell=Cell.DECIMAL),
        column("purchases_14d", "총 주문수(14일)", cell=Cell.DECIMAL),
        column("revenue_1d", "총 전환매출액(1일)", cell=Cell.DECIMAL),
        column("revenue_14d", "총 전환매출액(14일)", cell=Cell.DECIMAL),
    ),
    marks=(
        "광고집행 옵션ID", "광고전환매출발생 옵션ID", "광고 노출 지면", "집행 광고비",
        "총 전환매출액(1일)", "총 전환매출액(14일)",
    ),
    also=("노출수", "클릭수"),
    required=("cost",),
    ignored=frozenset(
        map(
            squeezed,
            (
                "광고집행 상품명", "광고전환매출발생 상품명", "클릭률", "과금방식", "판매방식",
                "비고", "참여수", "평균 재생 시간", "캠페인 시작일", "캠페인 종료일", *_UNREAD,
            ),
        )
    ),
)  # fmt: skip
