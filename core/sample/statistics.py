"""Statistics and review files of the made-up shop, in the formats of 2026 and of BizAdvisor.

The orders are the shop's own; visits are made up so that they fit them. The product does not
import these files yet.
"""

from typing import Any, Final

import numpy as np
import pandas as pd

from core.sample import headings
from core.sample.catalogue import CHANNELS
from core.sample.draw import Floats, Objects
from core.sample.shop import SampleShop

_NO_SALE: Final = ("취소", "반품")


def sales_by_product(shop: SampleShop, days: int) -> pd.DataFrame:
    """판매분석 by product (sheet SALES): one row per day and product with an order."""
    lines = _recent_lines(shop, days)
    sums = _sums(lines, ["day", "product_no", "product_name"])
    views = shop.views.set_index(["day", "product_no"])["visits"]
    keys = pd.MultiIndex.from_frame(sums[["day", "product_no"]])
    sums["visits"] = views.reindex(keys).to_numpy()
    cells = _sales_cells(sums)
    cells |= {
        "날짜 기준": "결제일",
        "날짜": _dates(shop, sums["day"]),
        "채널상품명": sums["product_name"],
        "채널상품번호": sums["product_no"],
    }
    return pd.DataFrame(cells)[list(headings.SALES_BY_PRODUCT)]


def sales_by_channel(shop: SampleShop, days: int) -> pd.DataFrame:
    """판매분석 by channel (sheet SALES): per day the total row and the store's own row."""
    sums = _sums(_recent_lines(shop, days), ["day"])
    visits = shop.visits.groupby("day")["visits"].sum()
    sums["visits"] = visits.reindex(sums["day"]).to_numpy()
    twice = sums.loc[sums.index.repeat(2)].reset_index(drop=True)
    cells = _sales_cells(twice)
    store = np.array(["전체", "단골 예시 가게(100000001)"], dtype=object)
    cells |= {"날짜": _dates(shop, twice["day"]), "채널": np.tile(store, len(sums))}
    return pd.DataFrame(cells)[list(headings.SALES_BY_CHANNEL)]


def visits_by_path(shop: SampleShop, days: int) -> pd.DataFrame:
    """방문분석 by path (sheet VISIT): per day one total row and one row per path."""
    own = _recent_visits(shop, days)
    total = own.groupby("day", as_index=False)[["visits", "orders", "sales"]].sum()
    total["channel"] = "전체"
    both = pd.concat([total, own], ignore_index=True).sort_values("day", kind="stable")
    levels = {"전체": ("전체", "전체", "전체")} | {item.id: item.levels for item in CHANNELS}
    path = [levels[channel] for channel in both["channel"]]
    cells: dict[str, Any] = {
        "날짜": _dates(shop, both["day"]),
        "경로(1단계)": [first for first, _, _ in path],
        "경로(2단계)": [second for _, second, _ in path],
        "경로(3단계)": [third for _, _, third in path],
        "마케팅링크 여부": np.where(both["channel"] == "message", "Y", "N").astype(object),
        "방문수": both["visits"],
        "상품결제건수": both["orders"],
        "구매전환율": _share(both["orders"], both["visits"]),
        "판매금액(총)": both["sales"],
        "상품결제단가": _each(both["sales"], both["orders"]),
    }
    return pd.DataFrame(cells)[list(headings.VISIT)]


def all_channels(shop: SampleShop, days: int) -> pd.DataFrame:
    """전체채널 of BizAdvisor: one row per channel for the whole period, without a date."""
    columns = ["visits", "visitors", "pages", "orders", "sales", "cost"]
    sums = _recent_visits(shop, days).groupby("channel")[columns].sum()
    sums = sums.loc[[item.id for item in CHANNELS]].reset_index()
    late, late_sales = np.round(sums["orders"] * 1.1, 1), (sums["sales"] * 1.1).astype(np.int64)
    cells: dict[str, Any] = {
        "채널속성": "전체",
        "채널그룹": [item.group for item in CHANNELS],
        "채널명": [item.name for item in CHANNELS],
        "채널상세": "-",
        "고객수": sums["visitors"],
        "유입수": sums["visits"],
        "광고비": sums["cost"],
        "페이지수": sums["pages"],
        "유입당 페이지수": _ratio(sums["pages"], sums["visits"]),
        "결제수(마지막클릭)": sums["orders"],
        "유입당 결제율(마지막클릭)": _share(sums["orders"], sums["visits"]),
        "결제금액(마지막클릭)": sums["sales"],
        "유입당 결제금액(마지막클릭)": _each(sums["sales"], sums["visits"]),
        "ROAS(마지막클릭)": _share(sums["sales"], sums["cost"]),
        "결제수(+14일기여도추정)": late,
        "유입당 결제율(+14일기여도추정)": _share(late, sums["visits"]),
        "결제금액(+14일기여도추정)": late_sales,
        "유입당 결제금액(+14일기여도추정)": _each(late_sales, sums["visits"]),
    }
    return pd.DataFrame(cells)[list(headings.CHANNEL_ALL)]


def product_results(shop: SampleShop, days: int) -> pd.DataFrame:
    """상품성과 of BizAdvisor: one row per product for the whole period, without a date."""
    lines = _recent_lines(shop, days)
    sums = _sums(lines, ["product_no", "product_name"]).sort_values("gross", ascending=False)
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


def _recent_lines(shop: SampleShop, days: int) -> pd.DataFrame:
    lines = shop.orders
    recent: pd.DataFrame = lines[lines["day"] > lines["day"].max() - days]
    gone = recent["state"].isin(_NO_SALE)
    refunded = recent["amount"].where(gone, 0)
    units = recent["quantity"].where(gone, 0)
    return recent.assign(refunds=gone.astype(np.int64), refunded=refunded, refund_units=units)


def _recent_visits(shop: SampleShop, days: int) -> pd.DataFrame:
    visits = shop.visits
    recent: pd.DataFrame = visits[visits["day"] > visits["day"].max() - days]
    return recent


def _sums(lines: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    sums: pd.DataFrame = lines.groupby(by, as_index=False).agg(
        payments=("line_no", "size"),
        units=("quantity", "sum"),
        gross=("amount", "sum"),
        discount=("discount", "sum"),
        seller_discount=("seller_discount", "sum"),
        refunds=("refunds", "sum"),
        refunded=("refunded", "sum"),
        refund_units=("refund_units", "sum"),
    )
    return sums


def _sales_cells(sums: pd.DataFrame) -> dict[str, Any]:
    return {
        "상품결제건수": sums["payments"],
        "환불건수": sums["refunds"],
        "환불건수비율": _share(sums["refunds"], sums["payments"]),
        "판매금액(총)": sums["gross"],
        "판매금액(순)": sums["gross"] - sums["refunded"],
        "상품결제단가": _each(sums["gross"], sums["payments"]),
        "환불금액": sums["refunded"],
        "환불금액비율": _share(sums["refunded"], sums["gross"]),
        "결제상품수량": sums["units"],
        "결제당 상품수량": _ratio(sums["units"], sums["payments"]),
        "환불상품수량": sums["refund_units"],
        "환불상품비율": _share(sums["refund_units"], sums["units"]),
        "방문수": sums["visits"],
        "구매전환율": _share(sums["payments"], sums["visits"]),
        "배송비": 0,
        "전체 할인액": sums["discount"],
        "판매자 부담 상품할인액": sums["seller_discount"],
        "네이버 부담 상품할인액": sums["discount"] - sums["seller_discount"],
        "판매자 부담 주문할인액": 0,
        "네이버 부담 주문할인액": 0,
    }


def _dates(shop: SampleShop, day: "pd.Series[int]") -> Objects:
    first = np.datetime64(shop.last_day) - int(shop.visits["day"].max())
    written: Objects = np.datetime_as_string(first + day.to_numpy()).astype(object)
    return written


def _ratio(part: Any, whole: Any) -> Objects:  # noqa: ANN401  (any column of numbers)
    """Two decimals; ``-`` where there is nothing to divide by."""
    divisor: Floats = np.asarray(whole, dtype=np.float64)
    values = np.asarray(part, dtype=np.float64) / np.where(divisor == 0, 1.0, divisor)
    rounded: Objects = np.round(values, 2).astype(object)
    rounded[divisor == 0] = "-"
    return rounded


def _share(part: Any, whole: Any) -> Objects:  # noqa: ANN401
    return _ratio(np.asarray(part, dtype=np.float64) * 100, whole)


def _each(part: Any, whole: Any) -> Objects:  # noqa: ANN401
    """Whole won for each; ``-`` where there is nothing to divide by."""
    values = _ratio(part, whole)
    known = values != "-"
    values[known] = values[known].astype(np.float64).astype(np.int64)
    return values
