"""Meta 광고 관리자, in Korean or English: by campaign, ad set or ad, by day or period."""

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import AdPlatform, DataSet, Record

_SPENT = ("지출 금액", "Amount spent")
_WON = tuple(f"{spent} (KRW)" for spent in _SPENT)
_CURRENCIES = (
    "AED", "ARS", "AUD", "BDT", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP",
    "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "MOP", "MXN", "MYR", "NGN",
    "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RUB", "SAR", "SEK", "SGD", "THB",
    "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
)  # fmt: skip
_FOREIGN = tuple(f"{spent} ({currency})" for spent in _SPENT for currency in _CURRENCIES)
_DAY = ("일", "Day")
_PRICES = (
    "결과당 비용", "Cost per result", "Cost per results", "CPM(1,000회 노출당 비용)",
    "CPM (cost per 1,000 impressions)", "CPC(링크 클릭당 비용)", "CPC (cost per link click)",
    "CPC(전체)", "CPC (all)", "랜딩 페이지 조회당 비용", "Cost per landing page view",
    "구매당 비용", "Cost per purchase",
)  # fmt: skip

FORMAT = Format(
    id="meta_ads",
    record=Record.AD_RESULT,
    data=DataSet.ADS,
    fixed={"platform": AdPlatform.META},
    columns=(
        column("first_day", *_DAY, "보고 시작", "Reporting starts", cell=Cell.FIRST_DAY),
        column("last_day", *_DAY, "보고 종료", "Reporting ends", cell=Cell.LAST_DAY),
        column("campaign", "캠페인 이름", "Campaign name", cell=Cell.NAME),
        column("ad_group", "광고 세트 이름", "Ad set name", cell=Cell.NAME),
        column("creative", "광고 이름", "Ad name", cell=Cell.NAME),
        column("network", "플랫폼", "Platform"),
        column("placement", "노출 위치", "Placement"),
        column("region", "지역", "Region"),
        column("age_band", "연령", "Age"),
        column("gender", "성별", "Gender", cell=Cell.WORD),
        column("device", "노출 기기", "기기 플랫폼", "Device platform", cell=Cell.WORD),
        column("impressions", "노출", "Impressions", cell=Cell.WHOLE),
        column("clicks", "링크 클릭", "Link clicks", "클릭(전체)", "Clicks (all)", cell=Cell.WHOLE),
        column("reach", "도달", "Reach", cell=Cell.WHOLE),
        column("cost", *_WON, *_FOREIGN, *_SPENT, cell=Cell.DECIMAL),
        column("foreign_cost", *_FOREIGN, cell=Cell.WORD),
        column("bare_cost", *_SPENT, cell=Cell.WORD),
        column("currency", "통화", "Currency", cell=Cell.WORD),
        column("conversions", "결과", "Results", cell=Cell.DECIMAL),
        column(
            "indicator", "결과 표시 도구", "결과 유형", "Result indicator", "Result type",
            cell=Cell.WORD,
        ),
        column("purchases", "구매", "Purchases", "웹사이트 구매", "Website purchases",
               cell=Cell.DECIMAL),
        column(
            "purchase_revenue", "구매 전환값", "Purchases conversion value",
            "웹사이트 구매 전환값", "Website purchases conversion value", cell=Cell.DECIMAL,
        ),
    ),
    marks=("보고 시작", "보고 종료", "Reporting starts", "Reporting ends"),
    required=("first_day", "last_day", "cost"),
    ignored=frozenset(
        map(
            squeezed,
            (
                "광고 세트 게재", "캠페인 게재", "광고 게재", "Ad set delivery",
                "Campaign delivery", "Ad delivery", "기여 설정", "Attribution setting", "빈도",
                "Frequency", "광고 세트 예산", "광고 세트 예산 유형", "Ad set budget",
                "Ad set budget type", "캠페인 예산", "캠페인 예산 유형", "Campaign budget",
                "Campaign budget type", "종료", "시작", "Ends", "Starts", "shop_clicks",
                "CTR(링크 클릭률)", "CTR (link click-through rate)", "CTR(전체)", "CTR (all)",
                "클릭(전체)", "Clicks (all)", "랜딩 페이지 조회", "Landing page views",
                "구매 ROAS(광고 지출 대비 수익률)", "Purchase ROAS (return on ad spend)",
                *_PRICES,
                *(f"{price} ({it})" for price in _PRICES for it in ("KRW", *_CURRENCIES)),
            ),
        )
    ),
)  # fmt: skip
