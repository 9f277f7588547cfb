"""Advertising reports as the platforms hand them out, field by field."""

from datetime import date

import pytest

from core.importers.recognition import formats_of
from core.terms import AdPlatform, DataSet, Device, Gender, Period, Record
from tests.importers.made import archive, taken
from tests.importers.tables import book, day, text, told

NAVER = (
    "일별", "노출수", "클릭수", "클릭률(%)", "평균 CPC", "총비용", "총 전환수", "직접전환수",
    "간접전환수", "총 전환율(%)", "총 전환매출액(원)", "직접전환매출액(원)", "간접전환매출액(원)",
    "총 전환당비용(원)", "총 광고수익률(%)", "구매완료 전환수", "구매완료 전환매출액(원)",
    "구매완료 광고수익률(%)",
)  # fmt: skip
TITLE = ("키워드 보고서(2026.05.01.~2026.05.31.)", "머그상점:naver")
META = (
    "보고 시작", "보고 종료", "캠페인 이름", "광고 세트 이름", "광고 세트 게재", "기여 설정",
    "결과", "결과 표시 도구", "도달", "빈도", "결과당 비용", "광고 세트 예산",
    "광고 세트 예산 유형", "지출 금액 (KRW)", "종료", "시작", "노출",
    "CPM(1,000회 노출당 비용) (KRW)", "링크 클릭", "shop_clicks", "CPC(링크 클릭당 비용) (KRW)",
    "CTR(링크 클릭률)", "클릭(전체)", "CTR(전체)", "CPC(전체) (KRW)", "랜딩 페이지 조회",
    "랜딩 페이지 조회당 비용 (KRW)",
)  # fmt: skip
COUPANG = (
    "날짜", "캠페인 ID", "캠페인명", "광고그룹", "광고집행 상품명", "광고집행 옵션ID",
    "광고전환매출발생 상품명", "광고전환매출발생 옵션ID", "광고 노출 지면", "키워드", "노출수",
    "클릭수", "광고비", "클릭률", "총 주문수(1일)", "직접 주문수(1일)", "간접 주문수(1일)",
    "총 판매수량(1일)", "직접 판매수량(1일)", "간접 판매수량(1일)", "총 전환매출액(1일)",
    "직접 전환매출액(1일)", "간접 전환매출액(1일)", "총 주문수(14일)", "직접 주문수(14일)",
    "간접 주문수(14일)", "총 판매수량(14일)", "직접 판매수량(14일)", "간접 판매수량(14일)",
    "총 전환매출액(14일)", "직접 전환매출액(14일)", "간접 전환매출액(14일)",
)  # fmt: skip
MAY_1 = day("2026-05-01")


def meta(**cells):
    row = dict.fromkeys(META, "") | {
        "보고 시작": "2026-08-01", "보고 종료": "2026-08-31", "캠페인 이름": "여름 머그",
        "광고 세트 이름": "20대", "광고 세트 게재": "active", "결과": "2",
        "결과 표시 도구": "actions:offsite_conversion.fb_pixel_purchase", "도달": "500",
        "지출 금액 (KRW)": "7000.6", "노출": "600", "링크 클릭": "20", "클릭(전체)": "25",
    }  # fmt: skip
    return [*(row | cells).values()]


def coupang(**cells):
    row = dict.fromkeys(COUPANG, "0") | {
        "날짜": "20260801", "캠페인 ID": "77", "캠페인명": "머그 판매", "광고그룹": "기본",
        "광고집행 상품명": "머그, 파랑", "광고집행 옵션ID": "8001",
        "광고전환매출발생 상품명": "머그, 파랑", "광고전환매출발생 옵션ID": "8001",
        "광고 노출 지면": "검색 영역", "키워드": "머그컵", "노출수": "1,000", "클릭수": "50",
        "광고비": "12,500", "클릭률": "5%", "총 주문수(1일)": "2", "총 전환매출액(1일)": "39800",
        "총 주문수(14일)": "3", "총 전환매출액(14일)": "59700",
    }  # fmt: skip
    return [*(row | cells).values()]


def test_the_daily_naver_report_of_2026_is_read_field_by_field():
    row = ("2026.05.01.", "1,000", "10", "1.00", "500", "5,000", "3", "2", "1", "30.00", "45,000",
           "30,000", "15,000", "1,667", "900", "1", "19,900", "398")  # fmt: skip

    found = taken(text(NAVER, row, above=[TITLE]), "머그상점_보고서_0531.csv")

    assert found.told.format_id == "naver_search_ads"
    assert (found.told.record, found.told.data_set) == (Record.AD_RESULT, DataSet.ADS)
    assert found.told.unknown_columns == ()
    assert found.warnings == set()
    assert [told(line) for line in found.lines] == [
        {
            "line": 3, "report": "naver_search_ads", "platform": AdPlatform.NAVER_SEARCH,
            "level": 0, "first_day": MAY_1, "last_day": MAY_1, "impressions": 1000, "clicks": 10,
            "cost": 5000, "conversions": 3.0, "direct_conversions": 2.0,
            "indirect_conversions": 1.0, "conversion_revenue": 45000, "direct_revenue": 30000,
            "indirect_revenue": 15000, "purchases": 1.0, "purchase_revenue": 19900,
        }
    ]  # fmt: skip


def test_the_older_naver_headings_say_that_the_cost_has_vat_in_it():
    headings = ("캠페인유형", "캠페인", "광고그룹", "키워드", "PC/모바일 매체", "검색/콘텐츠 매체",
                "매체이름", "지역", "성별", "연령대", "노출수", "클릭수", "클릭률(%)",
                "평균클릭비용(VAT포함,원)", "총비용(VAT포함, 원)", "전환수", "전환율(%)",
                "전환매출액(원)", "전환당비용(원)", "광고수익률(%)", "평균노출순위")  # fmt: skip
    row = ("파워링크", "머그", "기본", "머그컵", "모바일", "검색", "네이버", "서울", "여성",
           "30~39", "100", "5", "5", "550", "2,750", "-", "-", "-", "-", "-", "1.5")  # fmt: skip

    found = taken(text(headings, row, above=[TITLE], encoding="cp949"), "보고서_2026.csv")

    assert found.told.unknown_columns == ()
    assert found.told.period == Period(date(2026, 5, 1), date(2026, 5, 31))
    line = told(found.lines[0])
    assert line["with_vat"] == 1
    assert (line["first_day"], line["last_day"]) == (MAY_1, day("2026-05-31"))
    assert (line["campaign_type"], line["campaign"], line["ad_group"]) == (
        "파워링크", "머그", "기본",
    )  # fmt: skip
    assert (line["keyword"], line["device"], line["network"]) == ("머그컵", Device.MOBILE, "검색")
    assert (line["placement"], line["region"]) == ("네이버", "서울")
    assert (line["gender"], line["age_band"]) == (Gender.FEMALE, "30~39")
    assert (line["cost"], "conversions" in line) == (2750, False)


@pytest.mark.parametrize(
    ("heading", "cell", "first", "last"),
    [
        ("월별", "2026.05.", "2026-05-01", "2026-05-31"),
        ("주별", "2026.05.04.~2026.05.10.", "2026-05-04", "2026-05-10"),
        ("일별", "2026-05-04", "2026-05-04", "2026-05-04"),
    ],
)
def test_months_and_weeks_of_a_naver_report_become_spans(heading, cell, first, last):
    headings = (heading, "캠페인", "노출수", "클릭수", "총비용")

    found = taken(book(headings, (cell, "머그", 10, 1, 100)), "보고서.xlsx")

    assert (found.column("first_day"), found.column("last_day")) == ([day(first)], [day(last)])


def test_hours_of_a_naver_report_are_kept():
    headings = ("시간대별", "노출수", "클릭수", "총비용")
    rows = [("00시~01시", "10", "1", "100"), ("23시~24시", "20", "2", "200")]

    found = taken(text(headings, *rows, above=[TITLE]), "보고서.csv")

    assert (found.column("hour"), found.column("cost")) == ([0, 23], [100, 200])


def test_a_naver_report_without_any_days_asks_for_them():
    found = taken(text(("캠페인", "노출수", "클릭수", "총비용"), ("머그", 1, 1, 1)), "보고서.csv")

    assert found.reason == "period_needed"


def test_a_naver_report_without_its_cost_says_what_is_missing():
    content = text(("일별", "노출수", "클릭수", "평균 CPC"), ("2026.05.01.", 1, 1, 1))

    found = taken(content, "보고서.csv")

    assert found.reason == "missing_columns"
    assert found.error.details["missing"] == ("총비용",)


def test_a_display_report_is_read_from_its_archive():
    headings = ("캠페인 ID", "광고 그룹 ID", "광고 소재 ID", "노출수", "클릭수", "총비용",
                "총 전환수", "총 전환매출액", "기간")  # fmt: skip
    content = text(headings, ("111", "222", "333", "100", "5", "1234.5", "1", "20000",
                              "2026.05.01."))  # fmt: skip

    found = taken(archive([("report.csv", content)]), "성과보고서.zip")

    assert found.told.format_id == "naver_display_ads"
    assert [told(line) for line in found.lines] == [
        {
            "line": 2, "report": "naver_display_ads", "platform": AdPlatform.NAVER_DISPLAY,
            "level": 0b1101, "first_day": MAY_1, "last_day": MAY_1, "campaign": "111",
            "ad_group": "222", "creative": "333", "impressions": 100, "clicks": 5, "cost": 1234,
            "conversions": 1.0, "conversion_revenue": 20000,
        }
    ]  # fmt: skip


def test_the_older_display_headings_are_read():
    headings = ("기간", "결과", "결과당 비용", "총 비용", "노출", "클릭", "CPC", "CPM", "CTR")
    content = text(headings, ("2026-05-01~2026-05-31", "3", "100", "300", "1000", "10", "30",
                              "300", "1"))  # fmt: skip

    found = taken(content, "gfa.csv")

    assert found.told.format_id == "naver_display_ads"
    assert found.told.unknown_columns == ()
    line = told(found.lines[0])
    assert (line["first_day"], line["last_day"]) == (MAY_1, day("2026-05-31"))
    assert (line["cost"], line["impressions"], line["clicks"]) == (300, 1000, 10)
    assert line["conversions"] == 3.0


def test_the_korean_meta_report_is_read_field_by_field():
    found = taken(text(META, meta()), "머그-광고-세트.csv")

    assert found.told.format_id == "meta_ads"
    assert found.told.unknown_columns == ()
    assert [told(line) for line in found.lines] == [
        {
            "line": 2, "report": "meta_ads", "platform": AdPlatform.META, "level": 0b101,
            "first_day": day("2026-08-01"), "last_day": day("2026-08-31"),
            "campaign": "여름 머그", "ad_group": "20대", "impressions": 600, "clicks": 20,
            "reach": 500, "cost": 7001, "conversions": 2.0, "purchases": 2.0,
        }
    ]  # fmt: skip


def test_the_account_as_a_whole_in_a_meta_report_is_a_total():
    total = meta(**{"캠페인 이름": "", "광고 세트 이름": "", "결과 표시 도구": ""})

    found = taken(text(META, total, meta()), "광고-세트.csv")

    assert found.skipped == {2: "total_row"}
    assert found.column("campaign") == ["여름 머그"]


def test_results_of_a_meta_report_that_are_no_purchases_are_conversions_only():
    found = taken(text(META, meta(**{"결과 표시 도구": "actions:link_click"})), "광고-세트.csv")

    assert "conversion_type" not in told(found.lines[0])
    assert found.column("conversions") == [2.0]
    assert found.column("purchases") == [None]


def test_the_english_meta_report_by_day_is_read():
    headings = ("Reporting starts", "Reporting ends", "Day", "Campaign name", "Ad set name",
                "Ad name", "Results", "Result indicator", "Reach", "Impressions",
                "Clicks (all)", "Amount spent (KRW)", "Website purchases",
                "Website purchases conversion value", "Gender", "Age", "Platform")  # fmt: skip
    row = ("2026-08-01", "2026-08-31", "2026-08-03", "Summer", "20s", "Blue", "9", "link_click",
           "500", "600", "25", "7000.4", "1", "19900.00", "male", "18-24", "instagram")  # fmt: skip

    found = taken(book(headings, row), "Ads.xlsx")

    line = told(found.lines[0])
    assert (line["first_day"], line["last_day"]) == (day("2026-08-03"), day("2026-08-03"))
    assert (line["campaign"], line["ad_group"], line["creative"]) == ("Summer", "20s", "Blue")
    assert (line["clicks"], line["cost"]) == (25, 7000)
    assert (line["conversions"], line["purchases"], line["purchase_revenue"]) == (9.0, 1.0, 19900)
    assert (line["gender"], line["age_band"], line["network"]) == (
        Gender.MALE, "18-24", "instagram",
    )  # fmt: skip


def test_a_meta_report_in_another_currency_is_known_and_every_row_refused():
    headings = [heading.replace("KRW", "USD") for heading in META]

    found = taken(text(headings, meta(), meta()), "광고-세트.csv")

    assert found.told.format_id == "meta_ads"
    assert found.told.unknown_columns == ()
    assert found.refused == {2: "foreign_currency", 3: "foreign_currency"}
    assert found.lines == []


def test_a_meta_report_whose_heading_has_no_currency_is_taken_only_in_won():
    headings = ("보고 시작", "보고 종료", "캠페인 이름", "노출", "지출 금액", "통화")
    rows = [("2026-08-01", "2026-08-31", name, "5", "20", name) for name in ("KRW", "USD", "")]

    found = taken(text(headings, *rows), "캠페인.csv")
    without = taken(text(headings[:-1], rows[0][:-1]), "캠페인.csv")

    assert found.column("campaign") == ["KRW"]
    assert found.refused == {3: "foreign_currency", 4: "foreign_currency"}
    assert without.refused == {2: "foreign_currency"}


def test_the_coupang_report_keeps_both_windows_apart():
    found = taken(book(COUPANG, coupang()), "A0001_pa_daily_keyword_20260801_20260831.xlsx")

    assert found.told.format_id == "coupang_ads"
    assert found.told.unknown_columns == ()
    assert [told(line) for line in found.lines] == [
        {
            "line": 2, "report": "coupang_ads", "platform": AdPlatform.COUPANG,
            "level": 0b10110101, "first_day": day("2026-08-01"), "last_day": day("2026-08-01"),
            "campaign": "머그 판매", "ad_group": "기본", "keyword": "머그컵",
            "placement": "검색 영역", "product_no": "8001", "impressions": 1000, "clicks": 50,
            "cost": 12500, "purchases_1d": 2.0, "purchases_14d": 3.0, "revenue_1d": 39800,
            "revenue_14d": 59700,
        }
    ]  # fmt: skip


def test_coupang_headings_with_other_spaces_are_the_same():
    headings = [
        heading.replace(" 주문수", "주문수").replace(" 전환", "전환") for heading in COUPANG
    ]

    found = taken(book(headings, coupang()), "pa_daily.xlsx")

    assert found.told.unknown_columns == ()
    assert found.column("revenue_14d") == [59700]


def test_a_coupang_report_without_days_takes_them_from_its_name():
    name = "A0001_pa_total_campaign_20260801_20260831.xlsx"

    found = taken(book(COUPANG[1:], coupang()[1:]), name)

    assert (found.column("first_day"), found.column("last_day")) == (
        [day("2026-08-01")], [day("2026-08-31")],
    )  # fmt: skip
    assert found.warnings == {"period_from_name"}


def test_the_coupang_report_on_new_customers_is_read():
    headings = ("날짜", "캠페인 ID", "소재 ID", "소재", "광고집행 옵션 ID", "광고 노출 지면",
                "노출수", "클릭수", "집행 광고비", "참여수", "평균 재생 시간")  # fmt: skip

    found = taken(book(headings, ("20260801", "7", "8", "영상", "9", "비검색 영역", "10", "1", "50",
                                  "3", "2")), "nca.xlsx")  # fmt: skip

    line = told(found.lines[0])
    assert (line["campaign"], line["creative"], line["product_no"]) == ("7", "영상", "9")
    assert line["cost"] == 50


@pytest.mark.parametrize(
    ("headings", "id_"),
    [
        (NAVER, "naver_search_ads"),
        (("캠페인", "노출수", "클릭수", "총비용(VAT포함,원)"), "naver_search_ads"),
        (("기간", "캠페인 ID", "노출수", "클릭수", "총비용"), "naver_display_ads"),
        (META, "meta_ads"),
        (COUPANG, "coupang_ads"),
        (tuple(reversed(COUPANG)), "coupang_ads"),
    ],
)
def test_each_report_is_one_export_alone(headings, id_):
    assert [known.id for known in formats_of(headings)] == [id_]
