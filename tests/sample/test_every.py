"""The exports of the made-up shop agree with one another and with its orders."""

import csv
import io
import re
from datetime import date
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

from core import sample
from core.sample import (
    advertising,
    bizadvisor,
    catalogue,
    customers,
    malls,
    more_malls,
    settlements,
    statistics,
)
from core.sample.every import ROWS
from core.sample.sheets import grid, zipped

LAST = date(2026, 11, 22)
DAYS = 730
OTHER_MALLS = (
    malls.coupang, malls.cafe24, malls.eleventh_street,
    more_malls.esm, more_malls.kakao, more_malls.toss, more_malls.shopify,
)  # fmt: skip


@pytest.fixture(scope="module")
def shop() -> sample.SampleShop:
    return sample.generate(LAST)


@pytest.fixture(scope="module")
def files(shop) -> dict[str, tuple[str, bytes]]:
    return sample.every_export(shop)


def _paid_by_day(shop: sample.SampleShop) -> "pd.Series[int]":
    lines = shop.orders
    paid: pd.Series[int] = lines.groupby(lines["paid"].dt.strftime("%Y-%m-%d"))["amount"].sum()
    return paid


def _texts(name: str, content: bytes) -> list[str]:
    if name.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    encoding = "cp949" if name.startswith("danexample") else "utf-8-sig"
    if name.endswith(".zip"):
        return []
    text = content.decode(encoding)
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def test_every_export_is_the_same_bytes_each_time(shop, files) -> None:
    assert sample.every_export(shop) == files


def test_no_two_exports_have_one_name_and_all_are_small(files) -> None:
    names = [name for name, _ in files.values()]
    assert len(set(names)) == len(names) == 39
    assert all(400 < len(content) < 40_000 for _, content in files.values())


def test_telephones_addresses_and_mail_belong_to_nobody(files) -> None:
    for name, content in files.values():
        for text in _texts(name, content):
            if re.fullmatch(r"01\d-?\d{3,4}-?\d{4}", text):
                assert text.startswith(("010-0000-", "0100000"))
            if "@" in text:
                assert text.endswith("@example.com")


@pytest.mark.parametrize("make", [statistics.sales_by_product, statistics.sales_by_channel])
def test_the_sales_files_hold_what_was_paid_on_each_day_of_two_years(shop, make) -> None:
    table = make(shop, DAYS)
    one = "채널상품번호" if "채널상품번호" in table else "채널"
    rows = table[table[one] != "전체"]
    by_day = rows.groupby("날짜")["판매금액(총)"].sum()
    paid = _paid_by_day(shop)
    assert by_day[by_day > 0].to_dict() == paid.to_dict()
    totals = table[table[one] == "전체"].set_index("날짜")["판매금액(총)"]
    assert totals.to_dict() == by_day.to_dict()
    assert len(totals) == DAYS


def test_shipping_fees_of_the_sales_file_are_those_of_the_orders(shop) -> None:
    own = statistics.sales_by_channel(shop, DAYS).query("채널 != '전체'")
    assert own["배송비"].sum() == shop.orders.groupby("order_no")["shipping_fee"].first().sum()


def test_nothing_is_bought_more_often_than_it_is_looked_at(shop) -> None:
    for make in (statistics.sales_by_product, statistics.sales_by_channel,
                 statistics.visits_by_path, customers.queries):  # fmt: skip
        table = make(shop, DAYS)
        assert (table["상품결제건수"] <= table["방문수"]).all()
    table = customers.customers(shop, DAYS)
    assert (table["결제고객수"] <= table["방문고객수"]).all()
    for ago in (0, 28, 140):
        table = bizadvisor.behaviour(shop, 28, ago)
        assert (table["결제상품수량"] > 0).sum() > 15
        assert (table["상품상세조회수"] > 0).all()


def test_totals_of_searches_and_customers_are_the_sums_of_their_parts(shop) -> None:
    for table, word, total, columns in (
        (customers.queries(shop, 60), "검색어", "전체", ["방문수", "상품결제건수", "판매금액(총)"]),
        (customers.customers(shop, DAYS), "고객분류", "전체합산",
         ["방문고객수", "결제고객수", "판매금액(총)"]),
    ):  # fmt: skip
        whole = table[table[word] == total].set_index("날짜")[columns]
        parts = table[table[word] != total].groupby("날짜")[columns].sum()
        pd.testing.assert_frame_equal(whole.sort_index(), parts, check_dtype=False)


def test_the_weeks_of_customers_begin_on_mondays_and_are_whole(shop) -> None:
    weeks = customers.customers(shop, DAYS)["날짜"].unique()
    ends = [tuple(map(date.fromisoformat, week.split("~"))) for week in weeks]
    assert all(first.weekday() == 0 and (last - first).days == 6 for first, last in ends)
    assert ends[-1][1] == LAST
    assert len(ends) == 104


def test_settled_lines_are_order_lines_with_their_fees_and_sums(shop) -> None:
    table = settlements.settlement(shop)
    assert table["No."].tolist() == list(range(1, len(table) + 1))
    whole = table[["정산기준금액", "Npay 수수료", "매출 연동 수수료 합계"]].sum(axis=1)
    assert (whole == table["정산예정금액"]).all()
    assert (table[["Npay 수수료", "매출 연동 수수료 합계"]] <= 0).all().all()
    lines = shop.orders.set_index("line_no")
    sold = table[table["구분"] == "상품주문"].set_index("상품주문번호")
    known = lines.loc[sold.index]
    assert (known["amount"] == sold["정산기준금액"]).all()
    assert (known["payment_fee"] == -sold["Npay 수수료"]).all()
    assert (known["settlement"] == sold["정산예정금액"]).all()
    confirmed = sold[sold["정산상태"] == "일반정산"]
    assert set(confirmed.index) == set(lines.index[lines["confirmed"].notna()])
    taken_out = set(sold.index) - set(confirmed.index)
    assert taken_out == set(lines.index[lines["state"] == "반품"])
    assert not table.duplicated(["상품주문번호", "구분", "정산상태"]).any()


def test_money_is_paid_out_a_day_after_the_confirmation(shop) -> None:
    table = settlements.settlement(shop)
    wait = pd.to_datetime(table["정산예정일"]) - pd.to_datetime(table["정산기준일"])
    assert set(wait.dt.days) == {1}
    assert (table.loc[table["정산완료일"] == "", "정산예정일"] > str(LAST)).all()


def test_what_is_declared_of_a_month_is_what_was_settled_in_it(shop) -> None:
    month = pd.Period("2026-10", "M")
    settled = settlements.settlement(shop).query("정산상태 == '일반정산'")
    of_month = settled[settled["세금신고기준일"].str.startswith("2026-10")]
    assert settlements.vat(shop, month)["총 매출금액"].sum() == of_month["정산기준금액"].sum()


def test_reviews_belong_to_order_lines(shop) -> None:
    assert set(statistics.reviews(shop)["상품주문번호"]) <= set(shop.orders["line_no"])


def test_questions_are_about_products_and_some_wait_for_an_answer(shop) -> None:
    table = settlements.questions(shop)
    assert table["문의번호"].is_unique
    assert set(table["상품번호"]) <= set(shop.views["product_no"])
    assert set(table["답변여부"]) == {"Y", "N"}
    assert ((table["답변내용"] == "") == (table["답변여부"] == "N")).all()


def _numbers(column: "pd.Series[str]") -> "pd.Series[int]":
    return column.str.replace(",", "").astype(np.int64)


def test_search_ads_cost_and_bring_what_their_channel_does(shop) -> None:
    table = advertising.search_ads(shop, DAYS)
    own = shop.visits[shop.visits["channel"] == "search_ads"]
    for heading, column in (("클릭수", "visits"), ("총비용", "cost"),
                            ("구매완료 전환수", "orders"),
                            ("구매완료 전환매출액(원)", "sales")):  # fmt: skip
        assert _numbers(table[heading]).sum() == own[column].sum()
    more = _numbers(table["총 전환수"]) - _numbers(table["구매완료 전환수"])
    before = table["일별"] < "2026.03.11."
    assert (more[before] == 0).all()
    assert (more[~before] > 0).any()
    parts = _numbers(table["직접전환수"]) + _numbers(table["간접전환수"])
    assert (parts == _numbers(table["총 전환수"])).all()


def test_the_total_above_the_ad_sets_is_their_sum(shop) -> None:
    table = advertising.meta(shop, DAYS)
    for heading in ("링크 클릭", "지출 금액 (KRW)", "결과"):
        assert table[heading].iloc[0] == table[heading].iloc[1:].sum()


def test_orders_seen_by_two_weeks_are_no_fewer_than_by_one_day(shop) -> None:
    table = advertising.coupang_ads(shop, 14)
    assert (table["총 주문수(14일)"] >= table["총 주문수(1일)"]).all()


@pytest.mark.parametrize("make", OTHER_MALLS)
def test_other_malls_sell_the_same_products_under_other_numbers(shop, make) -> None:
    table = make(shop)
    assert 10 <= len(table) <= ROWS + 5
    assert not table.isna().any().any()
    names = {item.name for item in catalogue.PRODUCTS}
    column = next(
        it for it in ("등록상품명", "주문상품명", "상품명", "Lineitem name") if it in table
    )
    assert {name.split(" - ")[0] for name in table[column]} <= names
    own = set(shop.orders["line_no"]) | set(shop.orders["order_no"])
    numbers: set[Any] = set(table.filter(regex="주문번호|주문상품번호|^Name$").to_numpy().ravel())
    assert not numbers & own


def test_amounts_of_other_malls_follow_from_price_and_quantity(shop) -> None:
    table = malls.cafe24(shop)
    assert (table["판매가"] * table["수량"] == table["상품구매금액(KRW)"]).all()
    whole = table.groupby("주문번호")["상품구매금액(KRW)"].transform("sum")
    assert (whole == table["총 상품구매금액(KRW)"]).all()
    assert table["품목별 주문번호"].is_unique


def test_an_order_of_shopify_tells_its_sum_once(shop) -> None:
    table = more_malls.shopify(shop)
    told = table[table["Total"] != ""]
    assert told["Name"].is_unique
    assert set(told["Name"]) == set(table["Name"])


def test_the_sums_below_the_options_of_coupang_are_their_sums(shop) -> None:
    table = malls.coupang_insights(shop, 28)
    for heading in ("매출(원)", "주문", "방문자", "장바구니"):
        own = _numbers(table[heading])
        assert own.iloc[-1] == own.iloc[:-1].sum()


def test_a_website_has_as_many_visits_as_its_devices_together(shop) -> None:
    table = bizadvisor.websites(shop, 28)
    total = table["채널속성"] == "전체"
    whole, parts = (table[rows].groupby("채널상세")["유입수"].sum() for rows in (total, ~total))
    assert whole.to_dict() == parts.to_dict()


def test_the_channels_by_day_add_up_to_those_of_the_period(shop) -> None:
    by_day = statistics.all_channels_by_day(shop, 28)
    whole = statistics.all_channels(shop, 28).set_index("채널명")
    assert by_day.groupby("채널명")["유입수"].sum().to_dict() == whole["유입수"].to_dict()


def test_the_product_with_the_poor_page_is_looked_at_most_and_bought_least(shop) -> None:
    table = bizadvisor.behaviour(shop, 140).set_index("상품명")
    poor = next(item.name for item in catalogue.PRODUCTS if item.code == catalogue.POOR_PAGE)
    assert table["상품상세조회수"].idxmax() == poor
    rate = table["결제상품수량"] / table["상품상세조회수"]
    assert rate.idxmin() == poor
    assert rate[poor] < rate.median() / 10


def test_the_useless_channel_costs_money_and_brings_next_to_nothing(shop) -> None:
    report = advertising.meta(shop, 28).iloc[1:]
    assert report["지출 금액 (KRW)"].sum() > 300_000
    assert report["결과"].sum() <= 3
    paths = statistics.visits_by_path(shop, 28)
    own = paths[paths["경로(2단계)"] == "SNS 광고"]
    assert own["방문수"].sum() > 1500
    assert own["상품결제건수"].sum() <= 3


def test_fewer_and_fewer_customers_come_back(shop) -> None:
    table = customers.customers(shop, 56).query("고객분류 == '재구매'")
    returning = table["결제고객수"].to_numpy()
    assert returning[-4:].sum() < returning[:4].sum() * 0.6
    status = customers.customer_status(shop, 56)["재구매고객수"].to_numpy()
    assert status[-28:].sum() < status[:28].sum() * 0.6


def test_a_file_in_an_archive_is_the_same_bytes_each_time() -> None:
    assert zipped("a.csv", b"1") == zipped("a.csv", b"1")


def test_rows_stand_in_a_sheet_as_they_are_given() -> None:
    content = grid([["가", 1], ["", 2]], "하나")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [[cell.value for cell in row] for row in book.worksheets[0].rows] == [
        ["가", 1], [None, 2],
    ]  # fmt: skip


def test_every_file_of_a_year_counts_the_same_payments(shop) -> None:
    paths, words = statistics.visits_by_path(shop, DAYS), customers.queries(shop, DAYS)
    sales = statistics.sales_by_channel(shop, DAYS)
    lines = len(shop.orders)
    whole = paths[paths["경로(1단계)"] == "전체"]
    assert whole["상품결제건수"].sum() == lines
    assert paths["상품결제건수"].sum() == 2 * lines
    assert sales["상품결제건수"].sum() == 2 * lines
    searched = shop.orders["channel"].isin(customers.SEARCHED).sum()
    assert words.query("검색어 == '전체'")["상품결제건수"].sum() == searched
    # BizAdvisor counts an order once, however many products it has.
    hours = bizadvisor.sales_by_hour(shop, DAYS)
    assert hours["결제수"].sum() == statistics.all_channels(shop, DAYS)["결제수(마지막클릭)"].sum()
    assert hours["결제수"].sum() == shop.orders["order_no"].nunique()
