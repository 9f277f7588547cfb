"""Which rows of an advertising report count, and how they are told."""

import pytest

from core.importers.formats import plain_ads
from core.terms.records import DIMENSIONS, KEYS, SCHEMAS, Record
from tests.importers.made import taken
from tests.importers.tables import book, text

TITLE = ("보고서(2026.05.01.~2026.05.31.)", "계정")
BASE = ("캠페인", "노출수", "클릭수", "총비용")
TYPES = ("캠페인", "전환 유형", "노출수", "클릭수", "총비용", "총 전환수", "총 전환매출액(원)")
BOUGHT = ("날짜", "캠페인명", "광고집행 옵션ID", "광고전환매출발생 옵션ID", "광고 노출 지면",
          "노출수", "클릭수", "광고비", "총 주문수(14일)", "총 전환매출액(14일)")  # fmt: skip
META = ("보고 시작", "보고 종료", "캠페인 이름", "기기 플랫폼", "도달", "노출", "링크 클릭",
        "지출 금액 (KRW)")  # fmt: skip


def naver(headings, *rows):
    return taken(text(headings, *rows, above=[TITLE]), "보고서.csv")


def bit(*names):
    return sum(1 << DIMENSIONS[Record.AD_RESULT].index(name) for name in names)


def test_the_columns_are_those_of_the_schema_in_its_order():
    found = naver((*BASE, "요일별", "성별"), ("머그", "10", "1", "100", "월요일", "여성"))

    names = list(found.lines[0])
    assert names == [name for name in SCHEMAS[Record.AD_RESULT].names if name in names]


def test_all_rows_of_a_report_have_one_level():
    found = naver(("키워드", "노출수", "클릭수", "총비용"), ("머그", 9, 1, 9), ("-", 1, 0, 0))

    assert found.column("level") == [bit("keyword")] * 2
    assert found.column("keyword") == ["머그", None]


@pytest.mark.parametrize("word", ["합계", "합 계", "총합계", "Total"])
def test_a_line_of_sums_is_no_row(word):
    found = naver(BASE, ("머그", "10", "1", "100"), (word, "10", "1", "100"))

    assert found.skipped == {4: "total_row"}
    assert found.column("cost") == [100]


@pytest.mark.parametrize(
    ("heading", "one", "two"),
    [
        ("검색어", "머그", "컵"),
        ("PC/모바일 매체", "PC", "모바일"),
        ("성별", "남성", "여성"),
        ("지역", "서울", "부산"),
        ("캠페인 유형", "파워링크", "쇼핑검색"),
    ],
)
def test_a_row_of_all_kinds_together_is_a_sum(heading, one, two):
    rows = [("전체", "30", "3", "300"), (one, "10", "1", "100"), (two, "20", "2", "200")]

    found = naver((heading, *BASE[1:]), *rows)

    assert found.skipped == {3: "total_row"}
    assert found.column("line") == [4, 5]


def test_where_every_row_is_of_all_kinds_the_report_is_not_told_by_them():
    found = naver((*BASE, "검색어", "성별"), ("머그", "10", "1", "100", "전체", "전체"))

    assert found.column("level") == [bit("campaign")]
    assert "keyword" not in found.lines[0]
    assert found.column("cost") == [100]


def test_a_campaign_called_all_is_a_sum_only_if_it_is_the_sum():
    rows = [("머그", "10", "1", "100"), ("컵", "20", "2", "200")]

    as_sum = naver(BASE, ("전체", "30", "3", "300"), *rows)
    as_name = naver(BASE, ("전체", "5", "1", "300"), *rows)
    alone = naver(BASE, ("전체", "5", "1", "300"))

    assert as_sum.skipped == {3: "total_row"}
    assert as_name.column("campaign") == ["전체", "머그", "컵"]
    assert alone.column("campaign") == ["전체"]


def test_a_row_without_a_name_is_a_sum_only_where_meta_says_so():
    rows = [("", "10", "1", "100"), ("컵", "20", "2", "200")]

    found = naver(BASE, *rows)

    assert found.column("campaign") == [None, "컵"]


def test_a_meta_report_without_any_names_is_kept():
    row = ("2026-08-01", "2026-08-31", "", "", "5", "10", "1", "100")

    found = taken(text(META, row), "캠페인.csv")

    assert found.column("cost") == [100]


def test_more_clicks_than_impressions_are_pointed_out_and_kept():
    found = naver(BASE, ("머그", "10", "11", "100"))

    assert found.remarked == {3: "inconsistent_counts"}
    assert found.told.remarks[0].heading == "클릭수"
    assert found.told.remarks[0].cell == "11"
    assert "inconsistent_counts" in found.warnings
    assert found.column("clicks") == [11]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("머그", "-1", "0", "100"), "negative_value"),
        (("머그", "10", "-1", "100"), "negative_value"),
        (("머그", "10", "1", "-100"), "negative_value"),
        (("머그", "10", "1", "-"), "missing_value"),
        (("머그", "10", "1", "많음"), "bad_number"),
        (("머그", "열", "1", "100"), "bad_number"),
    ],
)
def test_rows_without_a_cost_that_can_be_are_refused(row, why):
    found = naver(BASE, row, ("컵", "20", "2", "200"))

    assert found.refused == {3: why}
    assert found.column("campaign") == ["컵"]


@pytest.mark.parametrize(
    ("cell", "why"),
    [("", "missing_value"), ("2026.13.01.", "bad_date"), ("2027.01.01.", "future_date")],
)
def test_rows_without_a_day_are_refused(cell, why):
    found = naver(("일별", *BASE), (cell, "머그", "10", "1", "100"))

    assert found.refused == {3: why}
    assert found.lines == []


def test_days_of_the_week_are_added_up_and_that_is_said():
    headings = ("요일별", *BASE, "구매완료 전환수")
    rows = [("월요일", "머그", "10", "1", "100", "-"), ("화요일", "머그", "20", "2", "200", "1"),
            ("월요일", "컵", "5", "0", "50", "-")]  # fmt: skip

    found = naver(headings, *rows)

    assert found.column("campaign") == ["머그", "컵"]
    assert (found.column("cost"), found.column("clicks")) == ([300, 50], [3, 0])
    assert found.column("purchases") == [1.0, None]
    assert found.told.skipped == 1
    assert found.told.remarks[0].heading == "요일별"
    assert "unknown_columns" in found.warnings


def test_the_days_of_the_week_are_mentioned_once_and_at_a_row_that_is_taken():
    rows = [("월요일", "머그", "10", "1", "-"), ("화요일", "머그", "20", "2", "200"),
            ("수요일", "머그", "20", "2", "200")]  # fmt: skip

    found = naver(("요일별", *BASE), *rows)

    assert [(it.line, it.cell) for it in found.told.remarks] == [(4, "화요일")]


def test_search_words_of_one_keyword_are_added_up():
    headings = ("키워드", "검색어", "노출수", "클릭수", "총비용")
    rows = [
        ("머그", "머그컵", 10, 1, 100),
        ("머그", "파란 머그", 20, 2, 200),
        ("-", "컵", 5, 1, 50),
    ]

    found = naver(headings, *rows)

    assert found.column("keyword") == ["머그", "컵"]
    assert found.column("cost") == [300, 50]


def test_options_that_were_bought_are_added_up_for_the_one_that_was_advertised():
    rows = [("20260801", "머그", "1", "1", "검색 영역", 100, 5, 1000, 2, 20000),
            ("20260801", "머그", "1", "2", "검색 영역", 0, 0, 0, 1, 5000)]  # fmt: skip

    found = taken(book(BOUGHT, *rows), "pa_daily.xlsx")

    assert found.column("product_no") == ["1"]
    assert (found.column("cost"), found.column("impressions")) == ([1000], [100])
    assert (found.column("purchases_14d"), found.column("revenue_14d")) == ([3.0], [25000])


def test_among_rows_that_are_added_up_a_repeat_does_not_count_and_a_contradiction_is_refused():
    one = ("20260801", "머그", "1", "1", "검색 영역", 100, 5, 1000, 2, 20000)
    two = ("20260801", "머그", "1", "2", "검색 영역", 0, 0, 0, 1, 5000)
    other = ("20260801", "머그", "1", "2", "검색 영역", 0, 0, 0, 1, 6000)

    found = taken(book(BOUGHT, one, two, two, other), "pa_daily.xlsx")

    assert found.column("revenue_14d") == [25000]
    assert found.skipped[4] == "duplicate_row"
    assert found.refused == {5: "duplicate_conflict"}


def test_people_reached_are_not_added_up():
    rows = [("2026-08-01", "2026-08-31", "여름", device, "500", "600", "5", "100")
            for device in ("android_tablet", "iphone")]  # fmt: skip
    rows.append(("2026-08-01", "2026-08-31", "겨울", "desktop", "7", "8", "5", "100"))

    found = taken(text(META, *rows), "캠페인.csv")

    assert found.column("reach") == [None, 7]
    assert found.column("impressions") == [1200, 8]


def test_rows_with_one_key_that_differ_are_a_contradiction():
    found = naver(BASE, ("머그", "10", "1", "100"), ("머그", "10", "1", "200"))

    assert found.refused == {4: "duplicate_conflict"}
    assert found.column("cost") == [100]


def test_purchases_are_the_conversions_of_that_type():
    rows = [("머그", "구매완료", "-", "-", "0", "2", "39,800"),
            ("머그", "장바구니담기", "-", "-", "0", "5", "99,000"),
            ("머그", "-", "100", "10", "1,000", "-", "-")]  # fmt: skip

    found = naver(TYPES, *rows)

    assert found.column("purchases") == [2.0]
    assert found.column("purchase_revenue") == [39800]
    assert found.column("conversions") == [7.0]
    assert found.column("cost") == [1000]
    assert found.skipped == {4: "added_up", 5: "added_up"}
    assert "carts_counted" not in found.warnings


def test_a_cost_that_stands_again_for_each_type_of_conversion_counts_once():
    rows = [("머그", "구매완료", "100", "10", "1,000", "2", "39,800"),
            ("머그", "장바구니담기", "100", "10", "1,000", "5", "99,000"),
            ("컵", "구매완료", "50", "5", "500", "1", "9,900")]  # fmt: skip

    found = naver(TYPES, *rows)

    assert found.column("cost") == [1000, 500]
    assert found.column("clicks") == [10, 5]
    assert found.column("conversions") == [7.0, 1.0]
    assert found.column("level") == [bit("campaign")] * 2


def test_a_repeat_among_the_types_of_conversions_does_not_count():
    rows = [("머그", "구매완료", "100", "10", "1,000", "2", "39,800"),
            ("머그", "장바구니담기", "100", "10", "1,000", "5", "99,000"),
            ("머그", "구매완료", "100", "10", "1,000", "2", "39,800"),
            ("머그", "장바구니담기", "100", "10", "1,000", "6", "99,000")]  # fmt: skip

    found = naver(TYPES, *rows)

    assert found.column("conversions") == [7.0]
    assert found.skipped == {4: "added_up", 5: "duplicate_row"}
    assert found.refused == {6: "duplicate_conflict"}


@pytest.mark.parametrize(
    ("last", "extra", "conversions", "warned"),
    [
        ("2026.03.10.", {}, "3", False),
        ("2026.03.11.", {}, "3", True),
        ("2026.03.11.", {}, "0", False),
        ("2026.03.11.", {"구매완료 전환수": "1"}, "3", False),
        ("2026.03.11.", {"구매완료 전환수": "-"}, "3", False),
        ("2026.03.11.", {"전환 유형": "구매완료"}, "3", False),
        ("2026.03.11.", {"전환 유형": "장바구니담기"}, "3", True),
    ],
)
def test_carts_among_the_conversions_are_pointed_out(last, extra, conversions, warned):
    row = {"일별": last, "노출수": "9", "클릭수": "3", "총비용": "9", "총 전환수": conversions}

    found = naver(tuple(row | extra), tuple((row | extra).values()))

    assert ("carts_counted" in found.warnings) is warned
    if not extra:
        assert "purchases" not in found.lines[0]


def test_conversions_of_other_platforms_hold_no_carts_of_smartstore():
    row = ("2026-05-01", "10", "1", "100", "3")

    found = taken(text(("기간", "노출수", "클릭수", "총비용", "총 전환수"), row), "gfa.csv")

    assert found.warnings == set()


def test_the_same_report_a_second_time_has_the_same_keys():
    content = text(("요일별", *BASE), ("월요일", "머그", 1, 1, 1), ("화요일", "머그", 2, 1, 1),
                   above=[TITLE])  # fmt: skip

    first, second = (taken(content, "보고서.csv").lines for _ in range(2))

    keys = [[tuple(line.get(name) for name in KEYS[Record.AD_RESULT]) for line in lines]
            for lines in (first, second)]  # fmt: skip
    assert keys[0] == keys[1]


def test_our_own_table_of_ads_follows_the_same_rules():
    headings = {one.name: one.title for one in plain_ads.FORMAT.columns}
    rows = [("2026-05-01", "전체", "300"), ("2026-05-01", "머그", "100"),
            ("2026-05-01", "컵", "200")]  # fmt: skip

    found = taken(
        text([headings[name] for name in ("first_day", "campaign", "cost")], *rows), "광고.csv"
    )

    assert found.skipped == {2: "total_row"}
    assert found.column("cost") == [100, 200]
    assert found.column("level") == [bit("campaign")] * 2


def test_a_day_of_the_week_that_cannot_be_read_is_mentioned_without_its_cell():
    found = naver(("요일별", *BASE), ("#REF!", "머그", "10", "1", "100"))

    assert [it.cell for it in found.told.remarks if it.reason == "unknown_columns"] == [""]
    assert found.column("cost") == [100]
