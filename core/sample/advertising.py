"""Reports of advertisements, and GA4: what was paid for visits, and what came of it."""

from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from core.sample import headings_reports as headings
from core.sample.catalogue import CHANNELS, PRODUCTS, USELESS
from core.sample.days import DAYS
from core.sample.draw import Objects
from core.sample.figures import dates, each, parted, ratio, recent_visits, share
from core.sample.lines import product_numbers
from core.sample.shop import SampleShop

CARTS_FROM: Final = date(2026, 3, 11)
"""From this day the search ads count things put into the cart as conversions."""

_GROUPS: Final = (
    ("쇼핑검색_베스트", "향기", "소이캔들", 0.28, 0.3),
    ("쇼핑검색_베스트", "향기", "디퓨저 리필", 0.16, 0.2),
    ("쇼핑검색_베스트", "욕실", "와플 수건", 0.2, 0.24),
    ("파워링크_선물", "선물", "집들이 선물", 0.16, 0.16),
    ("파워링크_선물", "조명", "원목 스탠드 조명", 0.2, 0.1),
)
"""Campaign, ad group and keyword, with their shares of the visits and of the orders."""
_SETS: Final = (("관심사_홈스타일링", 0.62, 0.6), ("유사타겟_구매자", 0.38, 0.4))
_CART_VALUE: Final = 21_000
_GA4_GROUPS: Final = {
    "shopping": "Organic Shopping",
    "search": "Organic Search",
    "search_ads": "Paid Search",
    "direct": "Direct",
    "blog": "Organic Social",
    "message": "Referral",
    "sns_ads": "Paid Social",
}


def search_ads(shop: SampleShop, days: int) -> pd.DataFrame:
    """다차원 보고서: keywords of the search ads by day, numbers with commas."""
    frame = parted(shop, ("search_ads",), tuple((it[3], it[4]) for it in _GROUPS), days)
    frame = frame[frame["visits"] > 0].reset_index(drop=True)
    rng = np.random.default_rng(len(_GROUPS))
    shown = frame["visits"] * 38 + rng.integers(3, 60, len(frame))
    since = (CARTS_FROM - shop.last_day).days + DAYS - 1
    carts = np.where(frame["day"] >= since, rng.poisson(frame["visits"] * 0.06), 0)
    won, earned = frame["orders"] + carts, frame["sales"] + carts * _CART_VALUE
    direct, direct_won = won * 4 // 5, earned * 4 // 5
    numbers: dict[str, Any] = {
        "노출수": shown,
        "클릭수": frame["visits"],
        "클릭률(%)": share(frame["visits"], shown),
        "평균 CPC": each(frame["cost"], frame["visits"]),
        "총비용": frame["cost"],
        "총 전환수": won,
        "직접전환수": direct,
        "간접전환수": won - direct,
        "총 전환율(%)": share(won, frame["visits"]),
        "총 전환매출액(원)": earned,
        "직접전환매출액(원)": direct_won,
        "간접전환매출액(원)": earned - direct_won,
        "총 전환당비용(원)": each(frame["cost"], won),
        "총 광고수익률(%)": share(earned, frame["cost"]),
        "구매완료 전환수": frame["orders"],
        "구매완료 전환매출액(원)": frame["sales"],
        "구매완료 광고수익률(%)": share(frame["sales"], frame["cost"]),
    }
    cells = {name: _with_commas(column) for name, column in numbers.items()} | {
        "캠페인": [_GROUPS[part][0] for part in frame["part"]],
        "광고그룹": [_GROUPS[part][1] for part in frame["part"]],
        "키워드": [_GROUPS[part][2] for part in frame["part"]],
        "일별": [f"{day.replace('-', '.')}." for day in dates(shop, frame["day"])],
    }
    return pd.DataFrame(cells)[list(headings.SEARCH_ADS)]


def meta(shop: SampleShop, days: int) -> pd.DataFrame:
    """광고 관리자: ad sets by day below the total of the account; the ads that bring nothing."""
    own = parted(shop, (USELESS,), tuple((it[1], it[2]) for it in _SETS), days)
    sums = own[["visits", "orders", "sales", "cost"]].sum().to_frame().T.assign(part=-1)
    both = pd.concat([sums, own], ignore_index=True)
    first = dates(shop, own["day"].head(1))[0]
    day = np.array([first, *dates(shop, own["day"])], dtype=object)
    last = np.array([str(shop.last_day), *day[1:]], dtype=object)
    total, sets = both["part"] < 0, [*(name for name, _, _ in _SETS), ""]
    shown, reach = both["visits"] * 57 + 11, both["visits"] * 41 + 7
    cells: dict[str, Any] = {
        "보고 시작": day,
        "보고 종료": last,
        "캠페인 이름": np.where(total, "", "인스타그램_트래픽"),
        "광고 세트 이름": [sets[part] for part in both["part"]],
        "광고 세트 게재": np.where(total, "", "active"),
        "기여 설정": np.where(total, "", "클릭 후 7일"),
        "결과": both["orders"],
        "결과 표시 도구": np.where(total, "", "actions:offsite_conversion.fb_pixel_purchase"),
        "도달": reach,
        "빈도": ratio(shown, reach),
        "결과당 비용": _or_nothing(each(both["cost"], both["orders"])),
        "광고 세트 예산": np.where(total, "", "10000"),
        "광고 세트 예산 유형": np.where(total, "", "일일"),
        "지출 금액 (KRW)": both["cost"],
        "종료": np.where(total, "", "진행 중"),
        "시작": np.where(total, "", first),
        "노출": shown,
        "CPM(1,000회 노출당 비용) (KRW)": each(both["cost"] * 1000, shown),
        "링크 클릭": both["visits"],
        "shop_clicks": "",
        "CPC(링크 클릭당 비용) (KRW)": _or_nothing(each(both["cost"], both["visits"])),
        "CTR(링크 클릭률)": share(both["visits"], shown),
        "클릭(전체)": both["visits"] + both["visits"] // 6,
        "CTR(전체)": share(both["visits"] + both["visits"] // 6, shown),
        "CPC(전체) (KRW)": _or_nothing(each(both["cost"], both["visits"] + both["visits"] // 6)),
        "랜딩 페이지 조회": both["visits"] * 9 // 10,
        "랜딩 페이지 조회당 비용 (KRW)": _or_nothing(each(both["cost"], both["visits"] * 9 // 10)),
    }
    return pd.DataFrame(cells)[list(headings.META)]


def display_ads(shop: SampleShop, days: int) -> pd.DataFrame:
    """성과형 디스플레이 광고: two campaigns by day, which the shop tried for a while."""
    rng = np.random.default_rng(days)
    day = [str(moment) for moment in _last_days(shop, days) for _ in range(2)]
    clicks = rng.integers(4, 40, len(day))
    won = rng.binomial(clicks, 0.02)
    cells: dict[str, Any] = {
        "기간": day,
        "캠페인 ID": np.tile(np.array(["9000101", "9000102"], dtype=object), days),
        "노출수": clicks * 130 + rng.integers(0, 90, len(day)),
        "클릭수": clicks,
        "총비용": clicks * 210,
        "총 전환수": won,
        "총 전환매출액": won * 23_900,
    }
    return pd.DataFrame(cells)[list(headings.DISPLAY_ADS)]


def coupang_ads(shop: SampleShop, days: int) -> pd.DataFrame:
    """쿠팡 광고보고서: three products by day and place, within a day and within 14 days."""
    rng = np.random.default_rng(100 + days)
    rows = 3 * days
    which = np.tile([0, 3, 17], days)
    day = [f"{moment:%Y%m%d}" for moment in _last_days(shop, days) for _ in range(3)]
    names = np.array([item.name for item in PRODUCTS], dtype=object)[which]
    price = np.array([item.price for item in PRODUCTS])[which]
    option = np.array([f"8{number % 10**10:010d}" for number in product_numbers()], object)[which]
    clicks = rng.integers(2, 30, rows)
    soon = rng.binomial(clicks, 0.05)
    cells: dict[str, Any] = {
        "날짜": day,
        "캠페인 ID": "77001001",
        "캠페인명": "매출 성장_기본",
        "광고그룹": "전체상품",
        "광고집행 상품명": names,
        "광고집행 옵션ID": option,
        "광고전환매출발생 상품명": names,
        "광고전환매출발생 옵션ID": option,
        "광고 노출 지면": np.where(which == 3, "비검색 영역", "검색 영역"),  # noqa: PLR2004
        "키워드": np.where(which == 3, "-", np.where(which == 0, "소이캔들", "디퓨저")),  # noqa: PLR2004
        "노출수": clicks * 61 + 17,
        "클릭수": clicks,
        "광고비": clicks * 280,
        "클릭률": share(clicks, clicks * 61 + 17),
    }
    later = soon + rng.binomial(clicks, 0.03)
    for orders, window in ((soon, "(1일)"), (later, "(14일)")):
        direct = orders * 2 // 3
        for kind, number in (("총", orders), ("직접", direct), ("간접", orders - direct)):
            cells[f"{kind} 주문수{window}"] = cells[f"{kind} 판매수량{window}"] = number
            cells[f"{kind} 전환매출액{window}"] = number * price
    return pd.DataFrame(cells)[list(headings.COUPANG_ADS)]


def ga4(shop: SampleShop, days: int) -> pd.DataFrame:
    """Traffic acquisition of GA4: one row per group of channels, most sessions first."""
    sums = recent_visits(shop, days).groupby("channel")[["visits", "pages", "orders", "sales"]]
    frame = sums.sum().loc[[item.id for item in CHANNELS]].reset_index()
    frame = frame.sort_values("visits", ascending=False, kind="stable", ignore_index=True)
    engaged = frame["visits"] * 58 // 100
    events = frame["pages"] * 2 + frame["orders"]
    cells: dict[str, Any] = {
        "Sessions": frame["visits"],
        "Engaged sessions": engaged,
        "Engagement rate": np.round(engaged / frame["visits"], 4),
        "Average engagement time per session": np.round(22 + frame["pages"] / frame["visits"], 2),
        "Events per session": np.round(events / frame["visits"], 2),
        "Event count": events,
        "Key events": frame["orders"],
        "Session key event rate": np.round(frame["orders"] / frame["visits"], 4),
        "Total revenue": frame["sales"],
    }
    group = [_GA4_GROUPS[channel] for channel in frame["channel"]]
    return pd.DataFrame({headings.GA4[0]: group} | cells)[list(headings.GA4)]


def _last_days(shop: SampleShop, days: int) -> list[date]:
    return [shop.last_day - timedelta(days=ago) for ago in reversed(range(days))]


def _with_commas(column: Any) -> list[str]:  # noqa: ANN401  (numbers and dashes)
    return [cell if isinstance(cell, str) else f"{cell:,}" for cell in column]


def _or_nothing(column: Objects) -> Objects:
    return np.where(column == "-", "", column)
