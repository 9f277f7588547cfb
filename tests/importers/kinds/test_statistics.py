"""Facts of days and periods: sums are left out, counts compared, damaged numbers refused."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.importers.columns import Values
from core.importers.formats import smartstore_queries
from core.importers.kinds.kind import Context
from core.importers.kinds.statistics import KIND
from core.terms import CustomerGroup, DataSet, Device, Period, Subject
from core.terms.records import DIMENSIONS, Record
from tests.importers.made import IDENTITY, TODAY, csv, taken

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
DAY = "2026-07-10"
VISIT = "날짜,경로(1단계),경로(2단계),경로(3단계),마케팅링크 여부,방문수,상품결제건수"
SALES = "날짜,채널,상품결제건수,판매금액(총),판매금액(순)"
PRODUCTS = "날짜,채널상품명,채널상품번호,상품결제건수,판매금액(총),판매금액(순)"
QUERY = "날짜,검색어,방문수,상품결제건수"
GROUPS = "날짜,고객분류,방문고객수,결제고객수"
CHANNEL = "채널속성,채널그룹,채널명,채널상세,고객수,유입수,광고비,결제수(마지막클릭)"
SEARCH = "채널속성,채널그룹,채널명,키워드,고객수,유입수"
LINKS = "nt_source,nt_medium,nt_detail,nt_keyword,유입수"
HOURS = "날짜,요일,시간대,결제자수,결제수,결제금액"
PEOPLE = "상품명,상품ID,성별,나이,결제금액"
REGIONS = "상품명,상품ID,지역(대),지역(소),결제금액"
HOMES = "상품명,상품ID,가구당인원,결제금액"


def table(headings, *rows, **options):
    content = "\n".join([headings, *rows, ""]).encode()
    return taken(content, "statistics.csv", period=MAY, **options)


def level(*names):
    places = DIMENSIONS[Record.STATISTIC]
    return sum(1 << places.index(name) for name in names)


def test_the_total_of_a_shop_is_left_out_beside_its_channels():
    found = table(SALES, f"{DAY},전체,7,84,80", f"{DAY},단골 가게(100),7,84,80")
    assert found.column("channel_name") == ["단골 가게(100)"]
    assert found.skipped == {2: "total_row"}
    assert found.told.data_set is DataSet.SALES


def test_a_total_alone_is_kept_without_its_word():
    found = table(SALES, f"{DAY},전체,7,84,80")
    assert found.column("channel_name") == [None]
    assert found.column("level") == [0]
    assert found.column("subject") == [Subject.SHOP]


def test_each_day_is_looked_at_alone_and_a_range_is_no_day():
    found = table(
        SALES,
        f"{DAY},전체,7,84,80",
        f"{DAY},가게(1),7,84,80",
        "2026-07-11,전체,5,50,50",
        "2026-07-10~2026-07-11,전체,12,134,130",
    )
    assert found.skipped == {2: "total_row"}
    assert found.column("line") == [3, 4, 5]
    days = [line["last_day"] - line["first_day"] for line in found.lines]
    assert days == [0, 0, 1]


def test_of_paths_the_deepest_rows_under_each_are_kept():
    found = table(
        VISIT,
        f"{DAY},전체,전체,전체,전체,100,4",
        f"{DAY},네이버 검색,전체,전체,전체,60,2",
        f"{DAY},네이버 검색,통합검색,전체,전체,35,1",
        f"{DAY},네이버 검색,통합검색,모바일,전체,30,1",
        f"{DAY},네이버 검색,통합검색,모바일,Y,10,0",
        f"{DAY},네이버 검색,통합검색,모바일,N,20,1",
        f"{DAY},네이버 검색,통합검색,-,N,5,0",
        f"{DAY},네이버 검색,쇼핑,전체,전체,25,1",
        f"{DAY},직유입,전체,전체,전체,40,2",
    )
    assert found.column("line") == [6, 7, 8, 9, 10]
    assert sum(found.column("visits")) == 100
    assert found.column("channel_name") == ["통합검색", "통합검색", "통합검색", "쇼핑", None]
    assert found.column("channel_detail") == ["모바일", "모바일", None, None, None]
    assert found.column("marketing_link") == [1, 0, 0, None, None]
    told = level("channel_group", "channel_name", "channel_detail", "marketing_link")
    assert set(found.column("level")) == {told}


def test_the_total_of_all_paths_alone_is_the_shop():
    found = table(VISIT, f"{DAY},전체,전체,전체,전체,100,4", "2026-07-11,직유입,-,-,N,9,1")
    assert found.column("subject") == [Subject.SHOP, Subject.CHANNEL]
    assert found.column("level") == [0, level("channel_group", "marketing_link")]


def test_a_path_without_a_name_is_no_total():
    found = table(VISIT, f"{DAY},-,-,-,N,9,1")
    assert found.column("subject") == [Subject.CHANNEL]


def test_pc_and_mobile_replace_all_devices():
    found = table(
        CHANNEL,
        "전체,검색,네이버,-,1,100,0,0",
        "PC,검색,네이버,-,1,60,0,0",
        "모바일,검색,네이버,-,1,40,0,0",
    )
    assert found.column("device") == [Device.PC, Device.MOBILE]
    assert found.skipped == {2: "total_row"}


def test_all_devices_alone_are_no_device():
    found = table(CHANNEL, "전체,검색,네이버,-,1,100,0,0", "전체,쇼핑,네이버,-,1,100,0,0")
    assert found.column("device") == [None, None]
    assert set(found.column("level")) == {level("channel_group", "channel_name")}


def test_of_a_full_cube_the_finest_rows_are_kept():
    found = table(
        CHANNEL,
        "전체,전체,전체,전체,1,100,0,0",
        "PC,전체,전체,전체,1,60,0,0",
        "모바일,전체,전체,전체,1,40,0,0",
        "전체,검색,네이버,-,1,70,0,0",
        "PC,검색,네이버,-,1,60,0,0",
        "모바일,검색,네이버,-,1,10,0,0",
        "모바일,쇼핑,네이버,-,1,30,0,0",
    )
    assert sum(found.column("visits")) == 100
    assert found.column("line") == [6, 7, 8]


def test_a_value_nobody_knows_is_a_value():
    found = table(
        CHANNEL,
        "(알수없음),검색,(알수없음),-,1,70,0,0",
        "PC,검색,네이버,-,1,60,0,0",
    )
    assert found.column("channel_name") == ["(알수없음)", "네이버"]
    assert found.column("device") == [None, Device.PC]


def test_all_words_are_left_out_beside_the_words():
    found = table(QUERY, f"{DAY},전체,50,2", f"{DAY},머그컵,30,1", f"{DAY},total,20,1")
    assert found.column("keyword") == ["머그컵", "total"]


def test_all_words_of_a_channel_are_left_out_beside_its_words():
    found = table(
        SEARCH,
        "PC,전체,전체,전체,1,60",
        "PC,검색,전체,전체,1,60",
        "PC,검색,네이버,전체,1,40",
        "PC,검색,네이버,컵,1,40",
        "PC,검색,다음,전체,1,20",
    )
    assert found.column("line") == [5, 6]
    assert found.column("keyword") == ["컵", None]


def test_a_tagged_link_is_looked_at_from_its_source_down():
    found = table(
        LINKS,
        "전체,전체,전체,전체,100",
        "kakao,전체,전체,전체,60",
        "kakao,message,sale,-,60",
        "blog,전체,전체,전체,40",
    )
    assert found.column("line") == [4, 5]
    assert found.column("channel_name") == ["kakao", "blog"]
    assert found.column("channel_group") == ["sale", None]


def test_new_and_returning_customers_replace_all_of_them():
    week = "2026-04-27~2026-05-03"
    found = table(
        GROUPS,
        f"{week},전체합산,10,3",
        f"{week},신규,7,2",
        f"{week},재구매,3,1",
        "2026-05-04~2026-05-10,전체합산,9,3",
    )
    assert found.column("customer_group") == [CustomerGroup.NEW, CustomerGroup.RETURNING, None]
    assert found.skipped == {2: "total_row"}


def test_hours_replace_the_day():
    found = table(HOURS, f"{DAY},금,전체,3,3,3", f"{DAY},금,00시,1,1,1", f"{DAY},금,01~02시,2,2,2")
    assert found.column("hour") == [0, 1]


def test_each_product_has_its_own_total():
    found = table(
        PEOPLE,
        "컵,1,전체,전체,100",
        "컵,1,여성,전체,60",
        "컵,1,여성,30대,60",
        "컵,1,남성,전체,40",
        "솥,2,전체,전체,9",
    )
    assert found.column("line") == [4, 5, 6]
    assert found.column("gender") == [1, 2, None]


def test_each_province_has_its_own_total():
    found = table(
        REGIONS,
        "컵,1,전체,전체,100",
        "컵,1,서울,전체,60",
        "컵,1,서울,강남구,60",
        "컵,1,부산,전체,40",
        "솥,2,전체,-,5",
    )
    assert found.column("region") == ["서울 > 강남구", "부산", None]


def test_a_kind_of_home_has_its_own_total():
    found = table(HOMES, "컵,1,전체,100", "컵,1,2,60", "컵,1,3,40", "솥,2,전체,5")
    assert found.column("profile") == ["household > 2", "household > 3", None]


def test_a_row_without_a_region_stays_beside_its_own_numbers():
    found = table(REGIONS, "컵,1,-,-,10", "컵,2,서울,-,20", "컵,3,,,30", "컵,4,-,강남구,40")
    assert found.column("region") == [None, "서울", None, "강남구"]
    assert found.column("gross") == [10, 20, 30, 40]


def test_a_product_may_be_called_as_a_total_is():
    found = table(PRODUCTS, f"{DAY},전체,전체,9,9,9", f"{DAY},전체,6001,4,4,4", f"{DAY},컵,2,5,5,5")
    assert found.column("product_name") == ["전체", "컵"]
    assert found.skipped == {2: "total_row"}


def test_the_total_of_products_may_have_no_number():
    found = table(PRODUCTS, f"{DAY},전체,-,9,9,9", f"{DAY},컵,2,9,9,9", "2026-07-11,전체,-,9,9,9")
    assert found.column("product_no") == ["2", None]
    assert found.column("product_name") == ["컵", None]
    assert found.column("level") == [level("product_no"), 0]


def test_a_product_may_be_told_by_its_name_alone():
    found = table("날짜,채널상품명,상품결제건수,판매금액(총),판매금액(순)", f"{DAY},컵,1,2,2")
    assert found.column("product_name") == ["컵"]
    assert found.column("level") == [level("product_no")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("PC,검색,네이버,-,1.5,3,0,0", "non_integer"),
        ("PC,검색,네이버,-,많음,3,0,0", "bad_number"),
        ("PC,검색,네이버,-,1,#VALUE!,0,0", "error_cell"),
        ("PC,검색,네이버,-,1,-3,0,0", "negative_value"),
        ("PC,검색,네이버,-,-,,-,", "missing_value"),
        ("냉장고,검색,네이버,-,1,3,0,0", "missing_value"),
    ],
)
def test_a_row_with_a_damaged_number_is_refused(row, reason):
    assert table(CHANNEL, row).refused == {2: reason}


@pytest.mark.parametrize("nothing", ["-", "", "N/A"])
def test_a_number_that_is_not_there_is_unknown(nothing):
    found = table(CHANNEL, f"PC,검색,네이버,-,{nothing},3,{nothing},{nothing}")
    assert found.column("visits") == [3]
    assert found.column("ad_cost") == [None]
    assert found.column("payments_last") == [None]


@pytest.mark.parametrize(
    ("headings", "row", "reason"),
    [
        (SALES, "-,가게(1),1,1,1", "missing_value"),
        (SALES, "2026-13-01,가게(1),1,1,1", "bad_date"),
        (SALES, "2031-01-01,가게(1),1,1,1", "future_date"),
        (SALES, "2009-01-01,가게(1),1,1,1", "too_old_date"),
        (SALES, "2026-07-12~2026-07-10,가게(1),1,1,1", "bad_date"),
        (PRODUCTS, f"{DAY},-,-,1,1,1", "missing_value"),
        (GROUPS, f"{DAY},-,1,1", "missing_value"),
        (GROUPS, f"{DAY},단체,1,1", "missing_value"),
        (HOURS, f"{DAY},금,25시,1,1,1", "bad_number"),
        (f"날짜,{CHANNEL}", "-,PC,검색,네이버,-,1,3,0,0", "missing_value"),
    ],
)
def test_a_row_that_says_nothing_of_what_it_is_about_is_refused(headings, row, reason):
    assert table(headings, row).refused == {2: reason}


def test_numbers_of_products_that_a_spreadsheet_has_destroyed_are_no_numbers():
    row = f"{DAY},컵,2.02E+15,1,1,1"
    assert table(PRODUCTS, row).reason == "corrupt_ids"
    good = [f"{DAY},컵,{number},1,1,1" for number in range(3)]
    assert table(PRODUCTS, *good, row).refused == {5: "corrupt_id"}


def test_money_may_be_taken_back():
    found = table(SALES, f"{DAY},가게(1),0,0,-5000")
    assert found.column("net") == [-5000]


def test_counts_that_cannot_be_are_named_and_kept():
    found = table(
        CHANNEL,
        "PC,검색,a,-,12,10,0,15",
        "PC,검색,b,-,9,10,0,1",
        "PC,검색,전체,-,12,10,0,15",
    )
    assert found.column("line") == [2, 3]
    named = [(it.line, it.heading, it.cell) for it in found.told.remarks]
    assert named == [(2, "결제수(마지막클릭)", "15"), (2, "고객수", "12")]
    assert found.warnings == {"inconsistent_counts"}


@pytest.mark.parametrize(
    ("headings", "row", "heading"),
    [
        (QUERY, f"{DAY},컵,1,1200", "상품결제건수"),
        (SALES, f"{DAY},가게(1),1,5000,6000", "판매금액(순)"),
        (HOURS, f"{DAY},금,1,4,3,5000", "결제자수"),
    ],
)
def test_each_pair_of_numbers_is_compared(headings, row, heading):
    assert [it.heading for it in table(headings, row).told.remarks] == [heading]


def test_rates_are_not_read():
    found = table(f"{QUERY},구매전환율", f"{DAY},컵,10,1,열에 하나")
    assert found.told.accepted == 1
    assert found.told.unknown_columns == ()


def test_a_row_twice_is_skipped_and_another_with_its_key_is_named():
    row = f"{DAY},컵,10,1"
    found = table(QUERY, row, row, f"{DAY},컵,11,1")
    assert found.skipped == {3: "duplicate_row"}
    assert found.refused == {4: "duplicate_conflict"}


def test_discounts_of_the_seller_are_added_where_any_is_known():
    cells = {
        "날짜": DAY, "채널": "가게(1)", "상품결제건수": "1", "판매금액(총)": "1",
        "판매금액(순)": "1", "판매자 부담 상품할인액": "-", "판매자 부담 주문할인액": "300",
    }  # fmt: skip
    neither = cells | {"날짜": "2026-07-11", "판매자 부담 주문할인액": "-"}
    found = taken(csv(cells, neither))
    assert found.column("seller_discount") == [300, None]


NAMES = st.sampled_from(["가", "나", "다"])


@st.composite
def days_of_paths(draw):
    """Days of leaves, with sums of any of their branches in between, in any order."""
    rows, leaves = [], {}
    for day in range(draw(st.integers(1, 3))):
        when = str(date(2026, 7, 10) + timedelta(day))
        paths = draw(st.lists(st.tuples(NAMES, NAMES, NAMES), min_size=1, unique=True))
        visits = {path: draw(st.integers(0, 99)) for path in paths}
        leaves[when] = visits
        branches = {path[:depth] for path in paths for depth in range(3)}
        for branch in draw(st.sets(st.sampled_from(sorted(branches)))):
            total = sum(n for path, n in visits.items() if path[: len(branch)] == branch)
            rows.append((when, *branch, *["전체"] * (3 - len(branch)), total))
        rows += [(when, *path, n) for path, n in visits.items()]
    return draw(st.permutations(rows)), leaves


@settings(max_examples=80, deadline=None)
@given(days_of_paths())
def test_what_is_kept_adds_up_to_the_leaves_whatever_sums_stand_in_between(drawn):
    rows, leaves = drawn
    headings = VISIT.replace(",마케팅링크 여부", "").replace(",상품결제건수", "")
    found = table(headings, *(",".join(map(str, row)) for row in rows))
    kept = sorted(
        (line["channel_group"], line["channel_name"], line["channel_detail"], line["visits"])
        for line in found.lines
    )
    assert kept == sorted((*path, n) for day in leaves.values() for path, n in day.items())


def test_days_that_nobody_tells_are_not_made_up():
    context = Context(smartstore_queries.FORMAT, IDENTITY, TODAY)
    read = {"visits": Values(pa.array([1]), {})}
    shaped = KIND.shape(read, pa.array([2]), context)
    assert not {"first_day", "last_day", "level"} & shaped.keys()
    assert shaped["subject"].to_pylist() == [Subject.KEYWORD]
