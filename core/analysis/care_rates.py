"""How well the shop looks after its orders: of those old enough to be judged, how many.

An order that came in yesterday has had no time to be reviewed. Every share is of orders that had
their time, and how many are still waiting is told beside it. Days are whole numbers, of the
seller's calendar, from any beginning; nan where nobody knows.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.intervals import wilson
from core.stats.proportions import Tally

Flags = npt.NDArray[np.bool_]

CARED_AFTER: Final = 7
"""Days after its arrival from which on an order counts for the share looked after."""

REVIEWED_AFTER: Final = 14
"""Days after its confirmation (구매확정) from which on a line counts for the share of reviews."""

SENT_AFTER: Final = 7
"""Days after payment from which on an order counts for the time to dispatch."""

CLAIMED_AFTER: Final = 14
"""Days after dispatch after which most claims are in."""

WARN_BELOW: Final = 0.5
WARN_WEEKS: Final = 2
"""So many weeks in a row with less than that share looked after are worth a warning."""

LEAST_A_WEEK: Final = 5
"""Orders a week needs to count for it."""

WEEK: Final = 7

DEFECT: Final = ("불량", "파손", "하자", "고장", "오염", "깨", "망가", "변질", "작동")
WRONG: Final = ("오배송", "오발송", "잘못", "다른 상품", "다른상품", "누락", "상이", "뒤바")
"""Parts of the reasons buyers gave that say what went wrong; a wrong delivery goes first."""

NOT_AS_TOLD: Final = (
    "정보 상이",
    "정보상이",
    "설명과 다",
    "사진과 다",
    "상세페이지",
    "상세 페이지",
)
OWN: Final = ("잘못 주문", "잘못주문", "주문 실수", "주문실수", "잘못 구매", "잘못 선택")
"""Parts of reasons that sound alike and are something else: the page promised something different,
or the buyer ordered the wrong thing."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those old enough, and how many are still waiting."""

    tally: Tally
    waiting: int

    def interval(self, confidence: float = 0.95) -> tuple[float, float] | None:
        """Wilson's bounds; None of nothing."""
        return wilson(self.tally, confidence)


def cared(orders: pd.DataFrame, today: int) -> Share:
    """The share of arrived orders after which somebody got in touch (구매 후 관리율).

    Args:
        orders: one row an order: ``arrived``, whether it ``is_ended`` (cancelled or returned: such
            buyers are left alone and count for nothing) and ``is_cared`` (something was done).
        today: the day.
    """
    there = orders.loc[~_flags(orders["is_ended"]) & (orders["arrived"] <= today)]
    return _share(_flags(there["is_cared"]), _is_old(there["arrived"], CARED_AFTER, today))


def cared_weeks(orders: pd.DataFrame, today: int) -> pd.DataFrame:
    """The same week by week, the newest last: ``first`` day, ``cared``, ``orders``.

    Weeks end on the last day that is old enough, so that each is whole. Weeks without arrivals
    between others have 0 orders.
    """
    kept = orders.loc[~_flags(orders["is_ended"])]
    ended = today - CARED_AFTER
    old = kept.loc[kept["arrived"] <= ended]
    back = ((ended - old["arrived"]) // WEEK).astype(np.int64)
    size = int(back.max()) + 1 if len(back) else 0
    counts = [np.bincount(back[some], minlength=size) for some in
              (_flags(old["is_cared"]), np.ones(len(old), dtype=np.bool_))]  # fmt: skip
    first = ended - WEEK * np.arange(1, size + 1) + 1
    frame = pd.DataFrame({"first": first, "cared": counts[0], "orders": counts[1]})
    return frame.iloc[::-1].reset_index(drop=True)


def is_neglected(weeks: pd.DataFrame) -> bool:
    """Whether in each of the last two weeks less than half of the orders were looked after."""
    last = weeks.tail(WARN_WEEKS)
    is_low = (last["orders"] >= LEAST_A_WEEK) & (last["cared"] < WARN_BELOW * last["orders"])
    return len(last) == WARN_WEEKS and bool(is_low.all())


def reviewed(lines: pd.DataFrame, today: int) -> Share:
    """The share of confirmed lines that were reviewed (리뷰 작성률).

    Args:
        lines: one row an order line: the day it was ``confirmed``, and whether it ``is_reviewed``.
        today: the day.
    """
    there = lines.loc[lines["confirmed"] <= today]
    return _share(_flags(there["is_reviewed"]), _is_old(there["confirmed"], REVIEWED_AFTER, today))


def reviewed_by_product(lines: pd.DataFrame, today: int) -> pd.DataFrame:
    """The same of each ``product`` (the index): ``reviewed``, ``lines`` old enough, ``waiting``."""
    there = lines.loc[lines["confirmed"] <= today]
    is_old = _is_old(there["confirmed"], REVIEWED_AFTER, today)
    told = pd.DataFrame(
        {
            "product": there["product"].to_numpy(),
            "reviewed": _flags(there["is_reviewed"]) & is_old,
            "lines": is_old,
            "waiting": ~is_old,
        }
    )
    return told.groupby("product", sort=True)[["reviewed", "lines", "waiting"]].sum()


@dataclass(frozen=True, slots=True)
class Dispatch:
    """How soon orders leave.

    Attributes:
        orders: how many are old enough to tell.
        median: days from payment to dispatch in the middle; None where fewer than half have left.
        waiting: younger ones.
        late: of those that should have left, how many left later or have not left.
    """

    orders: int
    median: float | None
    waiting: int
    late: Share


def dispatch(orders: pd.DataFrame, today: int, target: int | None = None) -> Dispatch:
    """How soon orders leave, and how many leave late.

    An order that has not left yet took longer than all that have: leaving it out would make a
    shop look the quicker the more it leaves lying.

    Args:
        orders: one row an order that is not cancelled: the days ``paid``, ``dispatched`` and
            ``ship_due`` (the last day of the mall).
        today: the day.
        target: the seller's own aim in days from payment, which counts in place of the mall's day.
    """
    known = orders.loc[orders["paid"] <= today]
    is_old = _is_old(known["paid"], SENT_AFTER, today)
    took = (known["dispatched"] - known["paid"]).astype(np.float64).fillna(np.inf)
    middle = float(np.median(took[is_old])) if is_old.any() else np.inf
    due = known["ship_due"] if target is None else known["paid"] + target
    last = due.to_numpy(dtype=np.float64, na_value=np.nan)
    left = known["dispatched"].to_numpy(dtype=np.float64, na_value=np.inf)
    is_told = ~np.isnan(last)
    is_over = (last < today) | (left <= today)
    late = _share((left > last)[is_told], is_over[is_told])
    waiting = int((~is_old).sum())
    return Dispatch(int(is_old.sum()), middle if np.isfinite(middle) else None, waiting, late)


@dataclass(frozen=True, slots=True)
class Faults:
    """How many lines came broken or were the wrong ones, as far as buyers said why."""

    defect: Share
    wrong: Share


def faults(lines: pd.DataFrame, today: int) -> Faults:
    """The share of defects and of wrong deliveries (불량·오배송 비율).

    Args:
        lines: one row an order line: the day it was ``dispatched``, and ``reason``, what the buyer
            gave as one for a return or an exchange (None without a claim).
        today: the day.
    """
    sent = lines.loc[lines["dispatched"] <= today]
    is_old = _is_old(sent["dispatched"], CLAIMED_AFTER, today)
    kinds = fault_of(sent["reason"])
    return Faults(*(_share(_flags(kinds == kind), is_old) for kind in ("defect", "wrong")))


def fault_of(reasons: "pd.Series[str]") -> "pd.Series[str]":
    """What each reason blames.

    "wrong" one delivered, a "defect", or "told": it was not what the page says. A mistake of the
    buyer, a change of mind and no claim at all are "".
    """
    told = reasons.fillna("").astype(str)
    own, page, wrong, defect = (
        told.str.contains("|".join(some), regex=True) for some in (OWN, NOT_AS_TOLD, WRONG, DEFECT)
    )
    found = np.select([own, page, wrong, defect], ["", "told", "wrong", "defect"], default="")
    return pd.Series(found, index=reasons.index, dtype=object)


@dataclass(frozen=True, slots=True)
class Notices:
    """How reliably one kind of notice goes out: how many of how many, and after how many days."""

    share: Share
    median: float | None


def notices(begun: "pd.Series[float]", done: "pd.Series[float]", today: int) -> Notices:
    """How many orders got a notice and how soon: 주문 확인, 발송 안내.

    Args:
        begun: the day from which the notice could be sent, of each order.
        done: the day it was, nan where it was not.
        today: the day; orders that began today are still waiting.
    """
    is_known = (begun <= today).to_numpy()
    start, end = begun[is_known], done[is_known]
    is_done = end.notna().to_numpy()
    took = (end - start)[is_done]
    share = _share(is_done, _is_old(start, 1, today) | is_done)
    return Notices(share, float(took.median()) if len(took) else None)


def _share(is_so: Flags, is_old: Flags) -> Share:
    tally = Tally(int((is_so & is_old).sum()), int(is_old.sum()))
    return Share(tally, int((~is_old).sum()))


def _is_old(days: "pd.Series[float]", after: int, today: int) -> Flags:
    return np.asarray(days <= today - after, dtype=np.bool_)


def _flags(told: "pd.Series[bool]") -> Flags:
    return np.asarray(told.astype(bool), dtype=np.bool_)
