"""Who searched, and who came back: 검색분석 and 고객분석 of 2026, 고객현황 of BizAdvisor."""

from typing import Any, Final

import numpy as np
import pandas as pd

from core.sample import headings_reports as headings
from core.sample.days import DAYS
from core.sample.draw import Ints
from core.sample.figures import dates, each, parted, recent_lines, recent_visits, share
from core.sample.shop import SampleShop

KEYWORDS: Final = (
    ("소이캔들", 0.19, 0.22), ("캔들 선물", 0.14, 0.13), ("와플 수건", 0.12, 0.14),
    ("원목 스탠드 조명", 0.16, 0.01), ("디퓨저 리필", 0.08, 0.12), ("인센스 스틱", 0.09, 0.11),
    ("천연 수세미", 0.07, 0.11), ("리넨 키친클로스", 0.06, 0.07), ("세라믹 화병", 0.05, 0.05),
    ("집들이 선물", 0.04, 0.04),
)  # fmt: skip
"""What people search for, with its shares of the visits and of the orders."""
SEARCHED: Final = ("search", "shopping")

_WEEK: Final = 7
_VISITORS_PER_VISIT: Final = 0.83
_VISITORS_PER_RETURNING_BUYER: Final = 7
_LIKES: Final = 2400


def queries(shop: SampleShop, days: int) -> pd.DataFrame:
    """검색분석 (sheet QUERY): per day a total row and the keywords that brought visits."""
    parts = tuple((seen, bought) for _, seen, bought in KEYWORDS)
    own = parted(shop, SEARCHED, parts, days, "payments")
    total = own.groupby("day", as_index=False)[["visits", "payments", "sales"]].sum()
    both = pd.concat([total.assign(part=-1), own[own["visits"] > 0]], ignore_index=True)
    both = both.sort_values("day", kind="stable")
    words = [*(word for word, _, _ in KEYWORDS), "전체"]
    cells: dict[str, Any] = {
        "날짜": dates(shop, both["day"]),
        "검색어": [words[part] for part in both["part"]],
        "방문수": both["visits"],
        "상품결제건수": both["payments"],
        "구매전환율": share(both["payments"], both["visits"]),
        "판매금액(총)": both["sales"],
        "상품결제단가": each(both["sales"], both["payments"]),
    }
    return pd.DataFrame(cells)[list(headings.QUERY)]


def customers(shop: SampleShop, days: int) -> pd.DataFrame:
    """고객분석 (sheet CUSTOMER): per whole week the sum, the new and the returning customers."""
    first = pd.Timestamp(shop.last_day) - pd.Timedelta(days=DAYS - 1)
    before_monday = -first.weekday() % _WEEK
    lines = recent_lines(shop, days)
    week = (lines["day"] - before_monday) // _WEEK
    who = lines.assign(week=week).groupby(["week", "buyer"])
    buyers = who.agg(gross=("amount", "sum"), nth=("nth", "min")).reset_index()
    buyers["group"] = np.where(buyers["nth"] > 1, 2, 1)
    groups = buyers.groupby(["week", "group"]).agg(buyers=("buyer", "size"), gross=("gross", "sum"))
    whole = range(max(0, -(-(DAYS - days - before_monday) // _WEEK)), (DAYS - before_monday) // 7)
    every = pd.MultiIndex.from_product([whole, (1, 2)], names=["week", "group"])
    frame = groups.reindex(every, fill_value=0).reset_index()
    frame["visitors"] = _visitors(shop, frame, before_monday)
    total = frame.groupby("week", as_index=False)[["buyers", "gross", "visitors"]].sum()
    both = pd.concat([total.assign(group=0), frame], ignore_index=True)
    both = both.sort_values(["week", "group"], ignore_index=True)
    monday = both["week"] * _WEEK + before_monday
    return _customer_cells(both, dates(shop, monday) + "~" + dates(shop, monday + _WEEK - 1))


def _visitors(shop: SampleShop, frame: pd.DataFrame, before_monday: int) -> Ints:
    """Customers who came; those who know the shop are few and buy often."""
    week = (shop.visits["day"] - before_monday) // _WEEK
    visits = shop.visits.groupby(week)["visits"].sum()
    all_of_week = (visits.reindex(frame["week"]).to_numpy() * _VISITORS_PER_VISIT).astype(int)
    bought = frame["buyers"] * _VISITORS_PER_RETURNING_BUYER
    returning = bought.where(frame["group"] == 2).groupby(frame["week"]).transform("sum")  # noqa: PLR2004
    seen: Ints = np.where(frame["group"] == 2, returning, all_of_week - returning).astype(np.int64)  # noqa: PLR2004
    return seen


def _customer_cells(frame: pd.DataFrame, period: Any) -> pd.DataFrame:  # noqa: ANN401
    whole = frame.groupby("week")[["visitors", "buyers", "gross"]].transform("max")
    total = frame["group"] == 0
    parts = {
        name: np.where(total, "-", share(frame[name], whole[name]))
        for name in ("visitors", "buyers", "gross")
    }
    cells: dict[str, Any] = {
        "날짜": period,
        "고객분류": [("전체합산", "신규", "재구매")[group] for group in frame["group"]],
        "방문고객수": frame["visitors"],
        "방문고객수비중": parts["visitors"],
        "결제고객수": frame["buyers"],
        "결제고객수비중": parts["buyers"],
        "구매전환율(고객)": share(frame["buyers"], frame["visitors"]),
        "판매금액(총)": frame["gross"],
        "판매금액(총)비중": parts["gross"],
        "객단가": each(frame["gross"], frame["buyers"]),
    }
    return pd.DataFrame(cells)[list(headings.CUSTOMER)]


def customer_status(shop: SampleShop, days: int) -> pd.DataFrame:
    """고객현황: customers, new customers, interest and repurchases by day."""
    lines = recent_lines(shop, days)
    by_day = lines.groupby("day")
    again = lines[lines["nth"] > 1].groupby("day")
    day = pd.Index(recent_visits(shop, days)["day"].unique(), name="day")
    numbers = pd.DataFrame(
        {
            "전체고객수": by_day["buyer"].nunique(),
            "기존고객수": again["buyer"].nunique(),
            "주문건수": by_day["order_no"].nunique(),
            "환불건수": by_day["refunds"].sum(),
            "재구매금액": again["amount"].sum(),
            "gross": by_day["amount"].sum(),
        }
    )
    frame = numbers.reindex(day).fillna(0).astype(np.int64)
    known = frame["전체고객수"].to_numpy()
    grown = _LIKES - DAYS + day.to_numpy()
    more: dict[str, Any] = {
        "날짜": dates(shop, day.to_series()),
        "신규고객수": known - frame["기존고객수"],
        "신규고객비율": _part(known - frame["기존고객수"], known),
        "관심고객수": grown,
        "알림고객수": grown * 2 // 3,
        "재구매금액비율": _part(frame["재구매금액"], frame["gross"]),
        "재구매고객수": frame["기존고객수"],
        "재구매고객비율": _part(frame["기존고객수"], known),
    }
    return frame.assign(**more)[list(headings.CUSTOMER_STATUS)].reset_index(drop=True)


def _part(part: Any, whole: Any) -> Any:  # noqa: ANN401  (columns of numbers)
    """A share between 0 and 1, two decimals."""
    return np.round(np.asarray(part) / np.maximum(1, np.asarray(whole)), 2)
