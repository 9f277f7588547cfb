"""One small export of every kind the importer knows, as its mall or tool writes it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pandas as pd

from core.sample import (
    advertising,
    bizadvisor,
    customers,
    exports,
    malls,
    more_malls,
    settlements,
    statistics,
)
from core.sample.headings_malls import TOSS
from core.sample.sheets import csv_file, grid, workbook, zipped
from core.sample.shop import SampleShop

DAYS: Final = 28
"""So many days at the end of the shop's time the files about a period tell of."""
ROWS: Final = 30

Export = tuple[str, bytes]


def every_export(shop: SampleShop) -> dict[str, Export]:
    """A name and a content for each format id; the same bytes each time.

    Order, review and settlement files hold the latest rows of the shop; statistics its last
    days; other malls hold the same products under other numbers.
    """
    return _orders(shop) | _statistics(shop) | _period_sums(shop) | _adverts(shop) | _others(shop)


def _orders(shop: SampleShop) -> dict[str, Export]:
    lines, stamp = shop.orders, f"{shop.as_of:%Y%m%d_%H%M}"
    recent = lines.tail(ROWS)
    files: dict[str, tuple[str, str, pd.DataFrame]] = {
        "inquiry": ("주문조회", "주문조회", exports.inquiry(recent)),
        "delivery": ("전체주문배송현황", "배송현황", exports.delivery(lines).tail(ROWS)),
        "confirmed": ("구매확정내역", "구매확정내역", exports.confirmed(lines).tail(ROWS)),
        "cancel": ("취소관리", "취소관리", exports.cancelled(lines).tail(ROWS)),
        "return": ("반품관리", "반품관리", exports.returned(lines).tail(ROWS)),
        "exchange": ("교환관리", "교환관리", exports.exchanged(lines).tail(ROWS)),
    }
    dispatch = (f"스마트스토어_전체주문발주발송관리_{stamp}.xlsx", exports.dispatch_xlsx(recent))
    return {"smartstore_dispatch": dispatch} | {
        f"smartstore_{kind}": (f"스마트스토어_{word}_{stamp}.xlsx", workbook(table, sheet))
        for kind, (word, sheet, table) in files.items()
    }


def _statistics(shop: SampleShop) -> dict[str, Export]:
    tables: dict[str, tuple[str, int, Callable[[SampleShop, int], pd.DataFrame]]] = {
        "sales": ("sales", 1, statistics.sales_by_product),
        "visits": ("visit", 4, statistics.visits_by_path),
        "queries": ("query", 3, customers.queries),
        "customers": ("customer", 2 * DAYS, customers.customers),
    }
    files = {}
    for kind, (word, days, make) in tables.items():
        name = f"{word}_{shop.last_day - timedelta(days=days - 1):%Y%m%d}-{shop.last_day:%Y%m%d}"
        sheet = word.upper()
        files[f"smartstore_{kind}"] = (f"{name}.xlsx", workbook(make(shop, days), sheet))
    reviews = statistics.reviews(shop).head(ROWS)
    settled = settlements.settlement(shop)
    taken_out = settled["정산상태"] != "일반정산"
    settled = pd.concat([settled[taken_out].tail(4), settled[~taken_out].tail(ROWS - 4)])
    vat = settlements.vat(shop, _month(shop)).tail(ROWS)
    day = f"{shop.last_day:%Y%m%d}"
    return files | {
        "smartstore_review": (f"리뷰_{day}.xlsx", workbook(reviews, "Sheet0")),
        "smartstore_question": (
            f"상품문의_{day}.xlsx",
            workbook(settlements.questions(shop), "문의"),
        ),
        "smartstore_settlement": (
            f"SettleCaseByCase_{day}.xlsx",
            workbook(settled, "SettleCaseByCase"),
        ),
        "smartstore_vat": (f"부가세신고내역_{_month(shop)}.xlsx", workbook(vat, "부가세신고내역")),
    }


def _period_sums(shop: SampleShop) -> dict[str, Export]:
    """BizAdvisor: the period stands in the name alone."""
    long = f"{shop.last_day - timedelta(days=DAYS - 1)}_{shop.last_day}"
    products = 5
    tables = {
        "product": ("상품성과", statistics.product_results(shop, DAYS)),
        "product_channel": ("상품_마케팅채널", bizadvisor.product_channels(shop, DAYS, products)),
        "demography": ("상품_인구통계", bizadvisor.demography(shop, DAYS, products)),
        "channel": ("전체채널", statistics.all_channels(shop, DAYS)),
        "search": ("검색채널", bizadvisor.search_channels(shop, DAYS)),
        "website": ("웹사이트채널", bizadvisor.websites(shop, DAYS)),
        "custom": ("사용자정의채널", bizadvisor.links(shop, DAYS)),
        "behavior": ("상품별", bizadvisor.behaviour(shop, DAYS)),
        "page": ("페이지별", bizadvisor.pages(shop, DAYS)),
        "customers": ("고객현황", customers.customer_status(shop, DAYS)),
    }
    files = {
        f"bizadvisor_{kind}": (f"{word}_{long}.xlsx", workbook(table, word))
        for kind, (word, table) in tables.items()
    }
    hours = workbook(bizadvisor.sales_by_hour(shop, 2), "판매성과")
    before = shop.last_day - timedelta(days=1)
    return files | {"bizadvisor_sales": (f"판매성과_{before}_{shop.last_day}.xlsx", hours)}


def _adverts(shop: SampleShop) -> dict[str, Export]:
    week = 7
    first, last = shop.last_day - timedelta(days=week - 1), shop.last_day
    month = shop.last_day - timedelta(days=DAYS - 1)
    days = f"{first:%Y%m%d}_{last:%Y%m%d}"
    insights = malls.coupang_insights(shop, DAYS)
    return {
        "naver_search_ads": (f"키워드 보고서_{days}.csv", search_ads_csv(shop, week)),
        "naver_display_ads": (
            f"gfa_{days}.zip",
            zipped(f"gfa_{days}.csv", csv_file(advertising.display_ads(shop, week), "utf-8-sig")),
        ),
        "meta_ads": (f"단골-예시-광고-세트-{first}-{last}.csv", meta_csv(shop, week)),
        "coupang_ads": (
            f"A00000000_pa_daily_keyword_{days}.xlsx",
            workbook(advertising.coupang_ads(shop, week), "Sheet1"),
        ),
        "ga4_traffic": (
            "Traffic_acquisition_Session_primary_channel_group_(Default_Channel_Group).csv",
            _ga4_csv(shop),
        ),
        "coupang_insights": (
            f"SELLER_INSIGHTS_{month:%Y%m%d}_{last:%Y%m%d}.xlsx",
            workbook(insights, "Sheet1"),
        ),
    }


def search_ads_csv(shop: SampleShop, days: int) -> bytes:
    """다차원 보고서 as it is downloaded: a title with the period above the headings."""
    first = shop.last_day - timedelta(days=days - 1)
    title = f'"키워드 보고서({first:%Y.%m.%d}.~{shop.last_day:%Y.%m.%d}.)",danexample'
    return csv_file(advertising.search_ads(shop, days), "utf-8-sig", above=[title])


def meta_csv(shop: SampleShop, days: int) -> bytes:
    """The report of the Ads Manager as it is downloaded."""
    return csv_file(advertising.meta(shop, days), "utf-8-sig")


def _ga4_csv(shop: SampleShop) -> bytes:
    rule = "# ----------------------------------------"
    above = [
        rule,
        "# Traffic acquisition: Session primary channel group (Default Channel Group)",
        "# Account: Dangol example",
        "# Property: Dangol example shop",
        rule,
        "#",
        "# All Users",
        f"# Start date: {shop.last_day - timedelta(days=DAYS - 1):%Y%m%d}",
        f"# End date: {shop.last_day:%Y%m%d}",
    ]
    return csv_file(advertising.ga4(shop, DAYS), "utf-8", above=above)


def _others(shop: SampleShop) -> dict[str, Export]:
    last = shop.last_day
    day = f"{last:%Y%m%d}"
    return {
        "coupang_orders": coupang_file(shop),
        "cafe24_orders": (f"danexample_{day}_35_7f1c.csv", csv_file(malls.cafe24(shop))),
        "eleventh_street_orders": (
            f"logistics_{day}.xlsx",
            workbook(malls.eleventh_street(shop), "sheet1", notice="발송처리 주문 목록"),
        ),
        "esm_orders": (f"발송관리_{day}.xlsx", workbook(more_malls.esm(shop), "Sheet 1")),
        "kakao_orders": (f"톡스토어_발주서_{day}.xlsx", workbook(more_malls.kakao(shop), "Sheet1")),
        "toss_orders": (f"쇼핑_{day[2:]}_주문내역.xlsx", _toss_sheet(more_malls.toss(shop))),
        "shopify_orders": ("orders_export_1.csv", csv_file(more_malls.shopify(shop), "utf-8")),
    }


def coupang_file(shop: SampleShop) -> Export:
    """DeliveryList as it is downloaded."""
    name = f"DeliveryList({shop.last_day})_(0).xlsx"
    return name, workbook(malls.coupang(shop), "Delivery")


def _toss_sheet(table: pd.DataFrame) -> bytes:
    groups = ["주문 정보", *[""] * (TOSS.index("구매자명") - 1), "구매자 정보"]
    editable = ["수정 가능" if name in malls.TOSS_EDITABLE else "수정 불가" for name in TOSS]
    rows = zip(*(table[name].tolist() for name in TOSS), strict=True)
    return grid([groups, TOSS, editable, *rows], "주문내역", notice=malls.TOSS_NOTICE)


def _month(shop: SampleShop) -> pd.Period:
    """The last whole month."""
    return pd.Period(shop.last_day, "M") - 1
