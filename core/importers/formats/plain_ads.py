"""Our own table of what advertisements cost and brought."""

from core.importers.format import Cell, Format, column
from core.terms import AdPlatform, DataSet, Mall, Record

FORMAT = Format(
    id="plain_ads",
    record=Record.AD_RESULT,
    columns=(
        column("first_day", "광고한 날", cell=Cell.FIRST_DAY),
        column("last_day", "광고한 날", cell=Cell.LAST_DAY),
        column("campaign", "광고 이름", cell=Cell.LABEL),
        column("cost", "광고에 쓴 돈", cell=Cell.WHOLE),
        column("network", "광고한 곳", cell=Cell.LABEL),
        column("impressions", "보인 횟수", cell=Cell.WHOLE),
        column("clicks", "누른 횟수", cell=Cell.WHOLE),
        column("purchases", "광고로 산 건수", cell=Cell.DECIMAL),
        column("purchase_revenue", "광고로 판 금액", cell=Cell.WHOLE),
        column("ad_group", "광고 묶음", cell=Cell.LABEL),
        column("creative", "광고 소재", cell=Cell.LABEL),
        column("keyword", "광고한 말", cell=Cell.LABEL),
    ),
    marks=("광고한 날",),
    required=("first_day", "campaign", "cost"),
    mall=Mall.OTHER,
    data=DataSet.ADS,
    fixed={"platform": AdPlatform.OTHER},
    notes=("예시",),
)
