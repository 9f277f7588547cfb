"""네이버 성과형 디스플레이 광고 (GFA): a CSV in a ZIP archive, with headings of two generations."""

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import AdPlatform, DataSet, Record

_IDS = ("캠페인 ID", "광고 그룹 ID", "광고 소재 ID")

FORMAT = Format(
    id="naver_display_ads",
    record=Record.AD_RESULT,
    data=DataSet.ADS,
    fixed={"platform": AdPlatform.NAVER_DISPLAY},
    columns=(
        column("first_day", "기간", cell=Cell.FIRST_DAY),
        column("last_day", "기간", cell=Cell.LAST_DAY),
        column("campaign", "캠페인 이름", "캠페인명", "캠페인", cell=Cell.NAME),
        column("campaign_no", "캠페인 ID", cell=Cell.IDENTIFIER),
        column("ad_group", "광고 그룹 이름", "광고그룹명", "광고 그룹", cell=Cell.NAME),
        column("ad_group_no", "광고 그룹 ID", cell=Cell.IDENTIFIER),
        column("creative", "광고 소재 이름", "소재명", "광고 소재", "소재", cell=Cell.NAME),
        column("creative_no", "광고 소재 ID", cell=Cell.IDENTIFIER),
        column("placement", "게재 위치", "지면"),
        column("age_band", "연령", "연령대"),
        column("gender", "성별", cell=Cell.WORD),
        column("device", "기기", "디바이스", cell=Cell.WORD),
        column("impressions", "노출수", "노출", cell=Cell.WHOLE),
        column("clicks", "클릭수", "클릭", cell=Cell.WHOLE),
        column("reach", "도달수", "도달", cell=Cell.WHOLE),
        column("cost", "총비용", "총비용(원)", cell=Cell.DECIMAL),
        column("conversions", "총 전환수", "결과", cell=Cell.DECIMAL),
        column("conversion_revenue", "총 전환매출액", "총 전환매출액(원)", cell=Cell.DECIMAL),
        column("purchases", "구매완료수", "구매완료 전환수", cell=Cell.DECIMAL),
        column(
            "purchase_revenue", "구매완료 전환매출액", "구매완료 전환매출액(원)",
            cell=Cell.DECIMAL,
        ),
    ),
    marks=("기간", *_IDS, "광고 그룹 이름", "광고 소재 이름"),
    also=("총비용",),
    required=("cost",),
    never=("일별", "주별", "월별", "광고집행 옵션ID", "보고 시작", "광고비"),
    ignored=frozenset(
        map(
            squeezed,
            (
                "결과당 비용", "CPC", "CPM", "CTR", "클릭률", "클릭률(%)", "빈도", "전환율",
                "총 전환율", "총 광고수익률", "광고 계정 ID", "결과 유형", "광고 계정 이름",
            ),
        )
    ),
)  # fmt: skip
