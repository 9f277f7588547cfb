"""What a row of each file of statistics becomes."""

from datetime import date

import pytest

from core.importers import FORMATS
from core.terms import (
    CustomerGroup,
    Device,
    Gender,
    Period,
    Record,
    Subject,
    Vocabulary,
)
from core.terms.records import STATISTICS
from tests.importers.made import csv, taken

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
HEAD = {"line", "report", "vocabulary", "subject", "level", "first_day", "last_day"}


def one(cells, **options):
    found = taken(csv(cells), "a.csv", **options)
    assert found.told.accepted == 1, found.refused
    row = {name: value for name, value in found.lines[0].items() if value is not None}
    return found, {name: value for name, value in row.items() if name not in HEAD}


CASES = [
    (
        "smartstore_sales", Subject.PRODUCT, {
            "날짜 기준": "결제일", "날짜": "2026-07-10", "채널상품명": "머그컵",
            "채널상품번호": "6001", "상품결제건수": "7", "환불건수": "1", "환불건수비율": "14.3",
            "판매금액(총)": "84,000", "판매금액(순)": "72,000", "환불금액": "12,000",
            "결제상품수량": "8", "환불상품수량": "1", "방문수": "140", "구매전환율": "5.0%",
            "배송비": "3000", "전체 할인액": "900", "판매자 부담 상품할인액": "500",
            "네이버 부담 상품할인액": "100", "판매자 부담 주문할인액": "300",
            "네이버 부담 주문할인액": "-",
        }, {
            "product_no": "6001", "product_name": "머그컵", "payments": 7, "refunds": 1,
            "gross": 84000, "net": 72000, "refund_amount": 12000, "units": 8, "refund_units": 1,
            "visits": 140, "shipping_fee": 3000, "discount": 900, "seller_discount": 800,
        },
    ),
    (
        "smartstore_sales", Subject.SHOP, {
            "날짜": "2026-07-10", "채널": "단골 가게(100)", "상품결제건수": "7",
            "판매금액(총)": "84000", "판매금액(순)": "72000", "방문수": "-",
        }, {"channel_name": "단골 가게(100)", "payments": 7, "gross": 84000, "net": 72000},
    ),
    (
        "smartstore_sales", Subject.CATEGORY, {
            "날짜": "2026-07-10", "대 카테고리": "생활/건강", "상품결제건수": "7",
            "판매금액(총)": "84000", "판매금액(순)": "72000",
        }, {"category": "생활/건강", "payments": 7, "gross": 84000, "net": 72000},
    ),
    (
        "smartstore_visits", Subject.CHANNEL, {
            "날짜": "2026-07-10", "경로(1단계)": "네이버 검색", "경로(2단계)": "통합검색",
            "경로(3단계)": "-", "마케팅링크 여부": "Y", "방문수": "10", "상품결제건수": "1",
            "구매전환율": "10", "판매금액(총)": "9900", "상품결제단가": "9900",
        }, {
            "channel_group": "네이버 검색", "channel_name": "통합검색", "marketing_link": 1,
            "visits": 10, "payments": 1, "gross": 9900,
        },
    ),
    (
        "smartstore_visits", Subject.PRODUCT, {
            "날짜": "2026-07-10", "채널상품명": "머그컵", "채널상품번호": "6001",
            "방문고객수": "90", "결제고객수": "3", "구매전환율(고객)": "3.3",
        }, {"product_no": "6001", "product_name": "머그컵", "visitors": 90, "buyers": 3},
    ),
    (
        "smartstore_queries", Subject.KEYWORD, {
            "날짜": "2026-07-10", "검색어": "머그컵 세트", "방문수": "12", "상품결제건수": "0",
            "판매금액(총)": "0",
        }, {"keyword": "머그컵 세트", "visits": 12, "payments": 0, "gross": 0},
    ),
    (
        "smartstore_customers", Subject.CUSTOMER_GROUP, {
            "날짜": "2026-04-27~2026-05-03", "고객분류": "재구매", "방문고객수": "120",
            "방문고객수비중": "30", "결제고객수": "8", "판매금액(총)": "99000", "객단가": "12375",
        }, {
            "customer_group": CustomerGroup.RETURNING, "visitors": 120, "buyers": 8,
            "gross": 99000,
        },
    ),
    (
        "bizadvisor_product", Subject.PRODUCT, {
            "상품카테고리(대)": "생활/건강", "상품카테고리(중)": "주방용품",
            "상품카테고리(소)": "-", "상품카테고리(세)": "", "상품명": "머그컵",
            "상품ID": "6001", "결제수": "7", "결제상품수량": "8",
            "모바일비율(결제상품수량)": "0.75", "결제금액": "84,000", "쿠폰합계": "500",
            "상품쿠폰": "500", "주문쿠폰": "0", "환불건수": "1", "환불금액": "12,000",
            "환불수량": "1",
        }, {
            "category": "생활/건강 > 주방용품", "product_no": "6001", "product_name": "머그컵",
            "payments": 7, "units": 8, "gross": 84000, "discount": 500, "refunds": 1,
            "refund_amount": 12000, "refund_units": 1,
        },
    ),
    (
        "bizadvisor_sales", Subject.SHOP, {
            "날짜": "2026-05-01", "요일": "금", "시간대": "07시", "결제자수": "3", "결제수": "4",
            "결제상품수": "5", "결제금액": "55000", "결제당결제금액": "13750",
        }, {"hour": 7, "buyers": 3, "payments": 4, "units": 5, "gross": 55000},
    ),
    (
        "bizadvisor_product_channel", Subject.PRODUCT_CHANNEL, {
            "상품명": "머그컵", "상품ID": "6001", "채널그룹": "검색", "채널명": "(알수없음)",
            "채널상세": "-", "결제수(과거 14일간 기여도추정)": "1.25",
            "결제금액(과거 14일간 기여도추정)": "15,300.5",
        }, {
            "product_no": "6001", "product_name": "머그컵", "channel_group": "검색",
            "channel_name": "(알수없음)", "payments_14d": 1.25, "gross_14d": 15301,
        },
    ),
    (
        "bizadvisor_demography", Subject.DEMOGRAPHY, {
            "상품명": "머그컵", "상품ID": "6001", "성별": "여성", "나이": "30대",
            "결제금액": "3.847587e+08", "결제수": "7",
        }, {
            "product_no": "6001", "product_name": "머그컵", "gender": Gender.FEMALE,
            "age_band": "30대", "gross": 384758700, "payments": 7,
        },
    ),
    (
        "bizadvisor_demography", Subject.DEMOGRAPHY, {
            "상품명": "머그컵", "상품ID": "6001", "지역(대)": "서울", "지역(소)": "강남구",
            "결제금액": "1000",
        }, {
            "product_no": "6001", "product_name": "머그컵", "region": "서울 > 강남구",
            "gross": 1000,
        },
    ),
    (
        "bizadvisor_demography", Subject.DEMOGRAPHY, {
            "상품명": "머그컵", "상품ID": "6001", "가구당인원": "3", "결제금액": "1000",
        }, {
            "product_no": "6001", "product_name": "머그컵", "profile": "household > 3",
            "gross": 1000,
        },
    ),
    (
        "bizadvisor_channel", Subject.CHANNEL, {
            "채널속성": "모바일", "채널그룹": "검색", "채널명": "네이버쇼핑-검색",
            "채널상세": "-", "고객수": "90", "유입수": "100", "광고비": "5,000",
            "페이지수": "230", "결제수(마지막클릭)": "4", "결제금액(마지막클릭)": "40000",
            "ROAS(마지막클릭)": "800", "결제수(+14일기여도추정)": "4.6",
            "결제금액(+14일기여도추정)": "46000.4",
        }, {
            "device": Device.MOBILE, "channel_group": "검색", "channel_name": "네이버쇼핑-검색",
            "visitors": 90, "visits": 100, "ad_cost": 5000, "pageviews": 230,
            "payments_last": 4, "gross_last": 40000, "payments_14d": 4.6, "gross_14d": 46000,
        },
    ),
    (
        "bizadvisor_search", Subject.KEYWORD, {
            "채널속성": "PC", "채널그룹": "검색광고", "채널명": "네이버", "키워드": "컵",
            "고객수": "9", "유입수": "10", "결제수(마지막클릭)": "1",
        }, {
            "device": Device.PC, "channel_group": "검색광고", "channel_name": "네이버",
            "keyword": "컵", "visitors": 9, "visits": 10, "payments_last": 1,
        },
    ),
    (
        "bizadvisor_website", Subject.CHANNEL, {
            "채널속성": "PC", "채널상세": "blog.example.com", "고객수": "9", "유입수": "10",
            "결제수(마지막클릭)": "1", "결제금액(마지막클릭)": "100",
        }, {
            "device": Device.PC, "channel_detail": "blog.example.com", "visitors": 9,
            "visits": 10, "payments_last": 1, "gross_last": 100,
        },
    ),
    (
        "bizadvisor_custom", Subject.LINK, {
            "채널속성": "PC", "nt_source": "kakao", "nt_medium": "message",
            "nt_detail": "may_sale", "nt_keyword": "coupon", "고객수": "9", "유입수": "10",
            "결제수": "2", "결제금액": "30000",
        }, {
            "device": Device.PC, "channel_name": "kakao", "channel_detail": "message",
            "channel_group": "may_sale", "keyword": "coupon", "visitors": 9, "visits": 10,
            "payments_last": 2, "gross_last": 30000,
        },
    ),
    (
        "bizadvisor_behavior", Subject.PRODUCT, {
            "상품명": "머그컵", "상품번호": "6001", "상품상세조회수": "321", "결제금액": "1000",
            "결제상품수량": "1", "상세조회 대비 결제율": "0.3",
        }, {
            "product_no": "6001", "product_name": "머그컵", "detail_views": 321, "gross": 1000,
            "units": 1,
        },
    ),
    (
        "bizadvisor_page", Subject.PAGE, {
            "페이지 URL": "https://shop.example.com/a", "페이지뷰": "20", "체류시간": "45.3",
        }, {"page": "https://shop.example.com/a", "pageviews": 20, "dwell_seconds": 45.3},
    ),
    (
        "bizadvisor_page", Subject.PAGE, {
            "페이지 URL": "https://shop.example.com/a", "페이지뷰": "20", "체류시간(ms)": "1500",
        }, {"page": "https://shop.example.com/a", "pageviews": 20, "dwell_seconds": 1.5},
    ),
    (
        "bizadvisor_customers", Subject.SHOP, {
            "날짜": "2026-05-04", "전체고객수": "100", "신규고객수": "80", "기존고객수": "20",
            "신규고객비율": "0.8", "주문건수": "110", "환불건수": "2", "관심고객수": "300",
            "알림고객수": "150", "재구매금액": "90000", "재구매고객수": "11",
        }, {
            "customers": 100, "new_customers": 80, "returning_customers": 20, "wishes": 300,
            "subscribers": 150, "repurchase_gross": 90000, "repurchase_buyers": 11,
        },
    ),
    (
        "ga4_traffic", Subject.CHANNEL, {
            "Session primary channel group (Default Channel Group)": "Organic Search",
            "Sessions": "120", "Engaged sessions": "80", "Engagement rate": "0.66",
            "Average engagement time per session": "33.5", "Events per session": "4.1",
            "Event count": "500", "Key events": "2", "Session key event rate": "0.01",
            "Total revenue": "34567.89",
        }, {
            "channel_group": "Organic Search", "visits": 120, "engaged_visits": 80,
            "conversions": 2.0, "gross": 34568,
        },
    ),
    (
        "coupang_insights", Subject.PRODUCT, {
            "옵션 ID": "9001", "옵션명": "파랑", "상품명": "머그컵", "등록상품ID": "77",
            "카테고리": "주방", "판매방식": "판매자배송", "매출(원)": "285,900", "주문": "9",
            "판매량": "10", "방문자": "119", "조회": "210", "장바구니": "31",
            "구매전환율": "7.55%", "아이템위너 비율(%)": "1.10000000000000008881",
            "총 매출(원)": "300,000", "총 판매수": "11", "총 취소 금액(원)": "14,100",
            "총 취소된 상품수": "1", "즉시 취소된 상품수": "0",
        }, {
            "product_no": "9001", "product_name": "머그컵 / 파랑", "category": "주방",
            "gross": 285900, "payments": 9, "units": 10, "visitors": 119, "detail_views": 210,
            "cart_adds": 31, "refund_amount": 14100, "refund_units": 1,
        },
    ),
]  # fmt: skip
OURS = {case[0] for case in CASES}


def named(case):
    return f"{case[0]}-{case[1].name.lower()}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_row_tells_what_its_cells_say(case):
    known, subject, cells, told = case
    found, row = one(cells, period=MAY)
    assert found.told.format_id == known
    assert found.told.record is Record.STATISTIC
    assert found.told.unknown_columns == ()
    assert found.lines[0]["subject"] == subject
    assert found.told.data_set is subject.data_set
    assert found.lines[0]["report"] == known
    assert row == told


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_row_has_every_column_that_the_store_must_have(case):
    _, _, cells, _ = case
    found, _ = one(cells, period=MAY)
    table = found.lines[0]
    needed = [field.name for field in STATISTICS if not field.nullable]
    assert all(table[name] is not None for name in needed)
    assert set(table) <= set(STATISTICS.names)


def test_every_format_of_statistics_has_a_row_here():
    known = {it.id for it in FORMATS if it.record is Record.STATISTIC}
    assert {it for it in known if not it.startswith("plain_")} == OURS


@pytest.mark.parametrize(
    ("known", "vocabulary"),
    [
        ("smartstore_sales", Vocabulary.SMARTSTORE),
        ("bizadvisor_channel", Vocabulary.BIZADVISOR),
        ("ga4_traffic", Vocabulary.GA4),
        ("coupang_insights", Vocabulary.COUPANG),
    ],
)
def test_numbers_keep_whose_they_are(known, vocabulary):
    cells = next(case[2] for case in CASES if case[0] == known)
    assert one(cells, period=MAY)[0].column("vocabulary") == [vocabulary]


@pytest.mark.parametrize("name", ["상품성과_2026-05-01_2026-05-31.csv", "상품성과.csv"])
def test_the_days_stand_in_the_name_of_the_file_or_are_asked_for(name):
    cells = next(case[2] for case in CASES if case[0] == "bizadvisor_product")
    found = taken(csv(cells), name)
    if name == "상품성과.csv":
        assert found.reason == "period_needed"
        found = taken(csv(cells), name, period=MAY)
    days = [(line["first_day"], line["last_day"]) for line in found.lines]
    epoch = date(1970, 1, 1)
    assert days == [((MAY.first - epoch).days, (MAY.last - epoch).days)]


def test_ga4_tells_the_days_above_the_headings_and_its_sum_is_left_out():
    lines = (
        "# ----------------------------------------\n"
        "# Traffic acquisition\n"
        "# Start date: 20260801\n"
        "# End date: 20260930\n"
        "# ----------------------------------------\n"
        "Session default channel group,Sessions,Engaged sessions,Total revenue\n"
        "Grand total,30,20,100\n"
        "Direct,10,5,40\n"
        "Organic Search,20,15,60\n"
    )
    found = taken(lines.encode(), "Traffic_acquisition_Session.csv")
    assert found.column("channel_group") == ["Direct", "Organic Search"]
    assert found.skipped == {7: "total_row"}
    epoch = date(1970, 1, 1).toordinal()
    assert date.fromordinal(found.lines[0]["first_day"] + epoch) == date(2026, 8, 1)
    assert date.fromordinal(found.lines[0]["last_day"] + epoch) == date(2026, 9, 30)


def test_ga4_without_a_channel_is_not_taken():
    found = taken(b"Nth day,Sessions,Engaged sessions\n0000,5,4\n", "a.csv", period=MAY)
    assert found.reason == "missing_columns"


@pytest.mark.parametrize("word", ["합 계", "TOTAL", "합계"])
def test_the_sum_of_coupang_is_left_out(word):
    cells = next(case[2] for case in CASES if case[0] == "coupang_insights")
    total = dict.fromkeys(cells, "1") | {"옵션 ID": word, "옵션명": "", "상품명": ""}
    found = taken(csv(cells, total), "a.csv", period=MAY)
    assert found.column("product_no") == ["9001"]
    assert found.skipped == {3: "total_row"}


def test_a_visit_file_without_visits_is_not_taken():
    cells = {"날짜": "2026-07-10", "경로(1단계)": "검색", "경로(2단계)": "x", "판매금액(총)": "1"}
    found = taken(csv(cells))
    assert found.error.details["missing"] == ("방문수",)
