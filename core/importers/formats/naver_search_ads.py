"""네이버 검색광고 다차원 보고서: told by whatever the seller has chosen."""

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import AdPlatform, DataSet, Record

_WITH_VAT = ("총비용(VAT포함,원)", "총비용(VAT포함)")
_SPANS = ("일별", "주별", "월별", "분기별")

FORMAT = Format(
    id="naver_search_ads",
    record=Record.AD_RESULT,
    data=DataSet.ADS,
    fixed={"platform": AdPlatform.NAVER_SEARCH},
    columns=(
        column("first_day", *_SPANS, cell=Cell.FIRST_DAY),
        column("last_day", *_SPANS, cell=Cell.LAST_DAY),
        column("weekday", "요일별", cell=Cell.WORD),
        column("hour", "시간대별", cell=Cell.HOUR),
        column("campaign", "캠페인", "캠페인명", cell=Cell.NAME),
        column("campaign_type", "캠페인 유형"),
        column("ad_group", "광고그룹", "광고그룹명", "광고그룹 유형", cell=Cell.NAME),
        column("creative", "소재", "소재 유형", cell=Cell.NAME),
        column("keyword", "키워드", cell=Cell.NAME),
        column("query", "검색어", cell=Cell.NAME),
        column("placement", "매체이름", "매체 이름"),
        column("network", "검색/콘텐츠 매체"),
        column("device", "PC/모바일 매체", cell=Cell.WORD),
        column("region", "지역"),
        column("gender", "성별", cell=Cell.WORD),
        column("age_band", "연령대"),
        column("conversion_type", "전환 유형"),
        column("impressions", "노출수", cell=Cell.WHOLE),
        column("clicks", "클릭수", cell=Cell.WHOLE),
        column("cost", "총비용", "총비용(원)", *_WITH_VAT, cell=Cell.WHOLE),
        column("cost_with_vat", *_WITH_VAT, cell=Cell.WORD),
        column("conversions", "총 전환수", "전환수", cell=Cell.DECIMAL),
        column("direct_conversions", "직접전환수", cell=Cell.DECIMAL),
        column("indirect_conversions", "간접전환수", cell=Cell.DECIMAL),
        column(
            "conversion_revenue", "총 전환매출액(원)", "총 전환매출액", "전환매출액(원)",
            "전환매출액", cell=Cell.WHOLE,
        ),
        column("direct_revenue", "직접전환매출액(원)", "직접전환매출액", cell=Cell.WHOLE),
        column("indirect_revenue", "간접전환매출액(원)", "간접전환매출액", cell=Cell.WHOLE),
        column("purchases", "구매완료 전환수", cell=Cell.DECIMAL),
        column(
            "purchase_revenue", "구매완료 전환매출액(원)", "구매완료 전환매출액",
            cell=Cell.WHOLE,
        ),
    ),
    marks=(
        "총비용", "총비용(원)", *_WITH_VAT, "평균 CPC", "평균클릭비용(VAT포함,원)",
        "평균클릭비용",
    ),
    also=("노출수", "클릭수"),
    required=("cost",),
    never=(
        "기간", "결과", "캠페인 ID", "광고 그룹 ID", "광고 소재 ID", "광고집행 옵션ID", "광고비",
        "보고 시작", "지출 금액 (KRW)", "캠페인 이름", "광고 그룹 이름", "광고 소재 이름",
        "게재 위치", "도달수",
    ),
    ignored=frozenset(
        map(
            squeezed,
            (
                "클릭률(%)", "클릭률", "평균 CPC", "평균클릭비용(VAT포함,원)", "평균클릭비용",
                "총 전환율(%)", "전환율(%)", "총 전환당비용(원)", "전환당비용(원)",
                "총 광고수익률(%)", "광고수익률(%)", "구매완료 광고수익률(%)",
                "구매완료 전환율(%)", "구매완료 전환당비용(원)", "평균노출순위",
                "방문당 평균페이지뷰", "방문당 평균체류시간(초)", "광고그룹 유형", "소재 유형",
            ),
        )
    ),
)  # fmt: skip
