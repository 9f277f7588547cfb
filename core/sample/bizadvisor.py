"""Statistics files of BizAdvisor that tell of products, searches, links and pages."""

from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from core.sample import headings_reports as headings
from core.sample.catalogue import CHANNELS
from core.sample.customers import KEYWORDS
from core.sample.figures import (
    dates,
    each,
    parted,
    ratio,
    recent_lines,
    recent_views,
    share,
    sums_of,
)
from core.sample.shop import SampleShop

CATEGORY: Final = {
    "상품카테고리(대)": "생활/건강",
    "상품카테고리(중)": "생활용품",
    "상품카테고리(소)": "-",
    "상품카테고리(세)": "-",
}
_WEEKDAYS: Final = "월화수목금토일"
_LATER: Final = 1.1
"""So much more the estimate of 14 days gives to a channel than the last click."""
_DEVICES: Final = (("모바일", 0.78), ("PC", 0.22))
_SITES: Final = (("m.blog.naver.com", 0.6, 0.55), ("blog.naver.com", 0.3, 0.3),
                 ("living.example.com", 0.1, 0.15))  # fmt: skip
_LINKS: Final = (("가을신상", 0.3, 0.25), ("재입고알림", 0.2, 0.3), ("쿠폰안내", 0.2, 0.15),
                 ("생일축하", 0.1, 0.15), ("휴무안내", 0.2, 0.15))  # fmt: skip


def sales_by_hour(shop: SampleShop, days: int) -> pd.DataFrame:
    """판매성과: one row per day and hour with a payment."""
    lines = recent_lines(shop, days)
    lines = lines.assign(hour=lines["paid"].dt.hour, phone=lines["device"] == "MOBILE")
    by = ["day", "hour"]
    sums = sums_of(lines, by)
    groups = lines.groupby(by)
    phone = lines[lines["phone"]].groupby(by)["amount"].sum()
    keys = pd.MultiIndex.from_frame(sums[by])
    orders = groups["order_no"].nunique().to_numpy()
    day = dates(shop, sums["day"])
    cells: dict[str, Any] = {
        "날짜": day,
        "요일": [_WEEKDAYS[date.fromisoformat(text).weekday()] for text in day],
        "시간대": [f"{hour:02d}" for hour in sums["hour"]],
        "결제자수": groups["buyer"].nunique().to_numpy(),
        "결제수": orders,
        "결제상품수량": sums["units"],
        "결제금액": sums["gross"],
        "모바일비율(결제금액)": ratio(phone.reindex(keys, fill_value=0), sums["gross"]),
        "결제당결제금액": each(sums["gross"], orders),
        "쿠폰합계": sums["discount"],
        "상품쿠폰": sums["discount"],
        "주문쿠폰": 0,
        "환불건수": sums["refunds"],
        "환불금액": sums["refunded"],
        "환불비율(결제금액)": ratio(sums["refunded"], sums["gross"]),
        "환불수량": sums["refund_units"],
        "배송비": sums["fee"],
    }
    return pd.DataFrame(cells)[list(headings.SALES_BY_HOUR)]


def product_channels(shop: SampleShop, days: int, products: int) -> pd.DataFrame:
    """상품/마케팅채널: the estimate of 14 days for the products that sell most."""
    sums = sums_of(_best(recent_lines(shop, days), products),
                   ["product_no", "product_name", "channel"])  # fmt: skip
    known = {item.id: item for item in CHANNELS}
    cells: dict[str, Any] = CATEGORY | {
        "상품명": sums["product_name"],
        "상품ID": sums["product_no"],
        "채널그룹": [known[channel].group for channel in sums["channel"]],
        "채널명": [known[channel].name for channel in sums["channel"]],
        "채널상세": "-",
        "결제수(과거 14일간 기여도추정)": np.round(sums["payments"] * _LATER, 1),
        "결제금액(과거 14일간 기여도추정)": (sums["gross"] * _LATER).astype(np.int64),
    }
    return pd.DataFrame(cells)[list(headings.PRODUCT_CHANNEL)]


def demography(shop: SampleShop, days: int, products: int, ago: int = 0) -> pd.DataFrame:
    """상품/인구통계: sex and age of those who bought the products that sell most.

    Args:
        shop: whose orders.
        days: so many days.
        products: so many products.
        ago: so many days before the end they end.
    """
    lines = recent_lines(shop, days + ago)
    lines = _best(lines[lines["day"] <= shop.visits["day"].max() - ago], products)
    buyer = lines["buyer"]
    sex = np.where(buyer % 5 < 4, "여성", "남성")  # noqa: PLR2004  (four of five)
    age = [("20대", "30대", "40대", "50대")[number // 5 % 4] for number in buyer]
    sums = sums_of(lines.assign(sex=sex, age=age), ["product_no", "product_name", "sex", "age"])
    cells: dict[str, Any] = CATEGORY | {
        "상품명": sums["product_name"],
        "상품ID": sums["product_no"],
        "성별": sums["sex"],
        "나이": sums["age"],
        "결제금액": sums["gross"],
        "결제수": sums["payments"],
        "결제상품수량": sums["units"],
        "환불금액": sums["refunded"],
        "환불건수": sums["refunds"],
        "환불수량": sums["refund_units"],
    }
    return pd.DataFrame(cells)[list(headings.DEMOGRAPHY)]


def search_channels(shop: SampleShop, days: int) -> pd.DataFrame:
    """검색채널: the keywords of the two search channels, below a row of totals."""
    parts = tuple((seen, bought) for _, seen, bought in KEYWORDS)
    frames = []
    for channel in (item for item in CHANNELS if item.id in ("shopping", "search")):
        sums = _whole(parted(shop, (channel.id,), parts, days))
        words = [KEYWORDS[part][0] for part in sums["part"]]
        frames.append(sums.assign(group=channel.group, name=channel.name, word=words))
    own = pd.concat(frames, ignore_index=True)
    total = own[["visits", "visitors", "pages", "orders", "sales"]].sum().to_frame().T
    both = pd.concat([total.assign(group="전체", name="전체", word="전체"), own], ignore_index=True)
    cells = _clicks(both) | {
        "채널속성": "전체",
        "채널그룹": both["group"],
        "채널명": both["name"],
        "키워드": both["word"],
    }
    return pd.DataFrame(cells)[list(headings.SEARCH_CHANNEL)]


def websites(shop: SampleShop, days: int) -> pd.DataFrame:
    """웹사이트채널: where visits came from, in all and on telephones and computers apart."""
    parts = tuple(
        (seen * part, bought * part) for _, seen, bought in _SITES for _, part in _DEVICES
    )
    own = _whole(parted(shop, ("blog",), parts, days))
    own = own.assign(site=own["part"] // len(_DEVICES), device=own["part"] % len(_DEVICES))
    total = own.drop(columns=["part", "device"]).groupby("site", as_index=False).sum()
    both = pd.concat([total.assign(device=-1), own], ignore_index=True)
    both = both.sort_values(["site", "device"], ignore_index=True)
    devices = [*(name for name, _ in _DEVICES), "전체"]
    cells = _clicks(both) | {
        "채널속성": [devices[device] for device in both["device"]],
        "채널상세": [_SITES[site][0] for site in both["site"]],
    }
    return pd.DataFrame(cells)[list(headings.WEBSITE)]


def links(shop: SampleShop, days: int) -> pd.DataFrame:
    """사용자정의채널: what came by links the seller had made for messages."""
    sums = _whole(parted(shop, ("message",), tuple((it[1], it[2]) for it in _LINKS), days))
    clicks = _clicks(sums)
    cells = clicks | {
        "채널속성": "전체",
        "nt_source": "talktalk",
        "nt_medium": "message",
        "nt_detail": [_LINKS[part][0] for part in sums["part"]],
        "nt_keyword": "-",
        "결제수": sums["orders"],
        "결제금액": sums["sales"],
    }
    return pd.DataFrame(cells)[list(headings.CUSTOM)]


def behaviour(shop: SampleShop, days: int, ago: int = 0) -> pd.DataFrame:
    """쇼핑행동분석 > 상품별: who looked at a product, who bought it.

    Args:
        shop: whose views.
        days: so many days.
        ago: so many days before the end they end.
    """
    views, lines = recent_views(shop, days + ago), recent_lines(shop, days + ago)
    end = shop.visits["day"].max() - ago
    views, lines = views[views["day"] <= end], lines[lines["day"] <= end]
    of_product = ["product_no", "product_name"]
    seen = views.groupby(of_product, as_index=False)["views"].sum()
    sums = seen.merge(sums_of(lines, of_product), how="left", on=of_product).fillna(0)
    looked = np.maximum(sums["views"], sums["payments"].astype(np.int64))
    cells: dict[str, Any] = {
        "상품명": sums["product_name"],
        "상품ID": sums["product_no"],
        "상품상세조회수": looked,
        "결제금액": sums["gross"].astype(np.int64),
        "결제상품수량": sums["units"].astype(np.int64),
        "상세조회대비결제율": share(sums["payments"], looked),
    }
    return pd.DataFrame(cells)[list(headings.BEHAVIOR)]


def pages(shop: SampleShop, days: int) -> pd.DataFrame:
    """쇼핑행동분석 > 페이지별: views of the pages of products, and how long they were open."""
    views = recent_views(shop, days).groupby("product_no", as_index=False)["views"].sum()
    cells: dict[str, Any] = {
        "페이지 URL": "https://shop.example.com/products/" + views["product_no"],
        "페이지뷰": views["views"],
        "체류시간": np.round(31.5 + views["views"] % 47, 1),
    }
    return pd.DataFrame(cells)[list(headings.PAGES)]


def _best(lines: pd.DataFrame, products: int) -> pd.DataFrame:
    most = lines.groupby("product_no").size().sort_values(ascending=False, kind="stable")
    best: pd.DataFrame = lines[lines["product_no"].isin(most.index[:products])]
    return best


def _whole(parts: pd.DataFrame) -> pd.DataFrame:
    sums = parts.groupby("part", as_index=False)[["visits", "orders", "sales"]].sum()
    visitors = np.maximum(sums["orders"], (sums["visits"] * 0.87).astype(np.int64))
    return sums.assign(visitors=visitors, pages=sums["visits"] * 3 + sums["orders"])


def _clicks(sums: pd.DataFrame) -> dict[str, Any]:
    late, late_sales = np.round(sums["orders"] * _LATER, 1), (sums["sales"] * _LATER).astype(int)
    return {
        "고객수": sums["visitors"],
        "유입수": sums["visits"],
        "페이지수": sums["pages"],
        "유입당 페이지수": ratio(sums["pages"], sums["visits"]),
        "결제수(마지막클릭)": sums["orders"],
        "유입당 결제율(마지막클릭)": share(sums["orders"], sums["visits"]),
        "결제금액(마지막클릭)": sums["sales"],
        "유입당 결제금액(마지막클릭)": each(sums["sales"], sums["visits"]),
        "결제수(+14일기여도추정)": late,
        "유입당 결제율(+14일기여도추정)": share(late, sums["visits"]),
        "결제금액(+14일기여도추정)": late_sales,
        "유입당 결제금액(+14일기여도추정)": each(late_sales, sums["visits"]),
    }
