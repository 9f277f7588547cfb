"""Statistics and review files of the made-up shop, in the formats of 2026 and of BizAdvisor.

The orders are the shop's own; visits are made up so that they fit them. 상품결제건수 of 2026 is the
number of order lines in every file; 결제수 of BizAdvisor is that of orders.
"""

from typing import Any

import numpy as np
import pandas as pd

from core.sample import headings
from core.sample.catalogue import CHANNELS
from core.sample.figures import (
    dates,
    each,
    ratio,
    recent_lines,
    recent_views,
    recent_visits,
    share,
    sums_of,
)
from core.sample.shop import SampleShop


def sales_by_product(shop: SampleShop, days: int) -> pd.DataFrame:
    """판매분석 by product (sheet SALES): per day a total row and the products looked at or sold."""
    of_product = ["day", "product_no", "product_name"]
    sold = sums_of(recent_lines(shop, days), of_product)
    seen = recent_views(shop, days)[[*of_product, "visits"]]
    sums = seen.merge(sold, how="left", on=of_product).fillna(0)
    numbers = sums.columns.difference(of_product)
    sums = sums.astype(dict.fromkeys(numbers, np.int64))
    sums["visits"] = np.maximum(sums["visits"], sums["payments"])
    sums = sums[sums["visits"] > 0]
    total = sums.groupby("day", as_index=False)[list(numbers)].sum()
    total = total.assign(product_no="전체", product_name="전체")
    both = pd.concat([total, sums], ignore_index=True).sort_values("day", kind="stable")
    cells = _sales_cells(both)
    cells |= {
        "날짜 기준": "결제일",
        "날짜": dates(shop, both["day"]),
        "채널상품명": both["product_name"],
        "채널상품번호": both["product_no"],
    }
    return pd.DataFrame(cells)[list(headings.SALES_BY_PRODUCT)]


def sales_by_channel(shop: SampleShop, days: int) -> pd.DataFrame:
    """판매분석 by channel (sheet SALES): per day the total row and the store's own row."""
    visits = recent_visits(shop, days).groupby("day", as_index=False)["visits"].sum()
    sums = visits.merge(sums_of(recent_lines(shop, days), ["day"]), how="left", on="day")
    sums = sums.fillna(0).astype(np.int64)
    twice = sums.loc[sums.index.repeat(2)].reset_index(drop=True)
    cells = _sales_cells(twice)
    store = np.array(["전체", "단골 예시 가게(100000001)"], dtype=object)
    cells |= {"날짜": dates(shop, twice["day"]), "채널": np.tile(store, len(sums))}
    return pd.DataFrame(cells)[list(headings.SALES_BY_CHANNEL)]


def visits_by_path(shop: SampleShop, days: int) -> pd.DataFrame:
    """방문분석 by path (sheet VISIT): per day one total row and one row per path."""
    own = recent_visits(shop, days)
    total = own.groupby("day", as_index=False)[["visits", "payments", "sales"]].sum()
    total["channel"] = "전체"
    both = pd.concat([total, own], ignore_index=True).sort_values("day", kind="stable")
    levels = {"전체": ("전체", "전체", "전체")} | {item.id: item.levels for item in CHANNELS}
    path = [levels[channel] for channel in both["channel"]]
    cells: dict[str, Any] = {
        "날짜": dates(shop, both["day"]),
        "경로(1단계)": [first for first, _, _ in path],
        "경로(2단계)": [second for _, second, _ in path],
        "경로(3단계)": [third for _, _, third in path],
        "마케팅링크 여부": np.where(both["channel"] == "message", "Y", "N").astype(object),
        "방문수": both["visits"],
        "상품결제건수": both["payments"],
        "구매전환율": share(both["payments"], both["visits"]),
        "판매금액(총)": both["sales"],
        "상품결제단가": each(both["sales"], both["payments"]),
    }
    return pd.DataFrame(cells)[list(headings.VISIT)]


def all_channels(shop: SampleShop, days: int) -> pd.DataFrame:
    """전체채널 of BizAdvisor: one row per channel for the whole period, without a date."""
    return _channels(recent_visits(shop, days).assign(day=0))[list(headings.CHANNEL_ALL)]


def all_channels_by_day(shop: SampleShop, days: int) -> pd.DataFrame:
    """전체채널 as it is downloaded by day: one row per day and channel."""
    visits = recent_visits(shop, days)
    cells = _channels(visits)
    names = ["날짜", *headings.CHANNEL_ALL]
    return cells.assign(날짜=dates(shop, cells["day"]))[names]


def _channels(visits: pd.DataFrame) -> pd.DataFrame:
    columns = ["visits", "visitors", "pages", "orders", "sales", "cost"]
    place = visits["channel"].map({item.id: at for at, item in enumerate(CHANNELS)})
    sums = visits.assign(at=place).groupby(["day", "at"])[columns].sum().reset_index()
    late, late_sales = np.round(sums["orders"] * 1.1, 1), (sums["sales"] * 1.1).astype(np.int64)
    cells: dict[str, Any] = {
        "day": sums["day"],
        "채널속성": "전체",
        "채널그룹": sums["at"].map(lambda at: CHANNELS[at].group),
        "채널명": sums["at"].map(lambda at: CHANNELS[at].name),
        "채널상세": "-",
        "고객수": sums["visitors"],
        "유입수": sums["visits"],
        "광고비": sums["cost"],
        "페이지수": sums["pages"],
        "유입당 페이지수": ratio(sums["pages"], sums["visits"]),
        "결제수(마지막클릭)": sums["orders"],
        "유입당 결제율(마지막클릭)": share(sums["orders"], sums["visits"]),
        "결제금액(마지막클릭)": sums["sales"],
        "유입당 결제금액(마지막클릭)": each(sums["sales"], sums["visits"]),
        "ROAS(마지막클릭)": share(sums["sales"], sums["cost"]),
        "결제수(+14일기여도추정)": late,
        "유입당 결제율(+14일기여도추정)": share(late, sums["visits"]),
        "결제금액(+14일기여도추정)": late_sales,
        "유입당 결제금액(+14일기여도추정)": each(late_sales, sums["visits"]),
    }
    return pd.DataFrame(cells)


def product_results(shop: SampleShop, days: int) -> pd.DataFrame:
    """상품성과 of BizAdvisor: one row per product for the whole period, without a date."""
    lines = recent_lines(shop, days)
    sums = sums_of(lines, ["product_no", "product_name"]).sort_values("gross", ascending=False)
    mobile = lines[lines["device"] == "MOBILE"].groupby("product_no")
    units = mobile["quantity"].sum().reindex(sums["product_no"], fill_value=0).to_numpy()
    gross = mobile["amount"].sum().reindex(sums["product_no"], fill_value=0).to_numpy()
    cells: dict[str, Any] = {
        "상품카테고리(대)": "생활/건강",
        "상품카테고리(중)": "생활용품",
        "상품카테고리(소)": "-",
        "상품카테고리(세)": "-",
        "상품명": sums["product_name"],
        "상품ID": sums["product_no"],
        "결제수": sums["payments"],
        "결제상품수량": sums["units"],
        "모바일비율(결제상품수량)": np.round(units / sums["units"].to_numpy(), 2),
        "결제금액": sums["gross"],
        "모바일비율(결제금액)": np.round(gross / sums["gross"].to_numpy(), 2),
        "쿠폰합계": sums["discount"],
        "상품쿠폰": sums["discount"],
        "주문쿠폰": 0,
        "환불건수": sums["refunds"],
        "환불금액": sums["refunded"],
        "환불수량": sums["refund_units"],
    }
    return pd.DataFrame(cells)[list(headings.PRODUCT)]


def reviews(shop: SampleShop) -> pd.DataFrame:
    """리뷰 관리 (sheet Sheet0): one row per review, newest first."""
    kept = shop.reviews.iloc[::-1]
    written = kept["written"].dt.strftime("%Y.%m.%d. %H:%M:%S")
    replied = np.where(kept["replied"], "Y", "N").astype(object)
    answer = (kept["written"] + pd.Timedelta(hours=20)).dt.strftime("%Y.%m.%d. %H:%M:%S")
    known: dict[str, Any] = {
        "상품번호": kept["product_no"],
        "상품명": kept["product_name"],
        "리뷰구분": "일반",
        "구매자평점": kept["rating"].astype(str),
        "리뷰상세내용": kept["text"],
        "리뷰도움수": kept["helpful"],
        "등록자": kept["buyer_id"].str[:3] + "****",
        "리뷰등록일": written,
        "최종수정일": written,
        "리뷰글번호": kept["review_no"],
        "전시상태": "전시중",
        "답글여부": replied,
        "답글등록일시": np.where(kept["replied"], answer, "").astype(object),
        "베스트리뷰": "N",
        "혜택지급": "N",
        "상품주문번호": kept["line_no"],
    }
    return pd.DataFrame({name: known.get(name, "") for name in headings.REVIEW}, index=kept.index)


def _sales_cells(sums: pd.DataFrame) -> dict[str, Any]:
    return {
        "상품결제건수": sums["payments"],
        "환불건수": sums["refunds"],
        "환불건수비율": share(sums["refunds"], sums["payments"]),
        "판매금액(총)": sums["gross"],
        "판매금액(순)": sums["gross"] - sums["refunded"],
        "상품결제단가": each(sums["gross"], sums["payments"]),
        "환불금액": sums["refunded"],
        "환불금액비율": share(sums["refunded"], sums["gross"]),
        "결제상품수량": sums["units"],
        "결제당 상품수량": ratio(sums["units"], sums["payments"]),
        "환불상품수량": sums["refund_units"],
        "환불상품비율": share(sums["refund_units"], sums["units"]),
        "방문수": sums["visits"],
        "구매전환율": share(sums["payments"], sums["visits"]),
        "배송비": sums["fee"],
        "전체 할인액": sums["discount"],
        "판매자 부담 상품할인액": sums["seller_discount"],
        "네이버 부담 상품할인액": sums["discount"] - sums["seller_discount"],
        "판매자 부담 주문할인액": 0,
        "네이버 부담 주문할인액": 0,
    }
