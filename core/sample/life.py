"""What becomes of an order line: packed, sent, delivered, confirmed, or claimed.

All moments are seconds since the shop's first midnight; 0 stands for "never". A moment that
lies after the export has not happened yet.
"""

from typing import Final

import numpy as np
import pandas as pd

from core.sample.catalogue import (
    CANCEL_REASONS,
    EXCHANGE_REASONS,
    POOR_PAGE,
    PRODUCTS,
    RETURN_REASONS,
)
from core.sample.days import Days
from core.sample.draw import Flags, Ints, Objects, pick, texts

DAY: Final = 86400
CANCEL_RATE: Final = 0.035
EXCHANGE_RATE: Final = 0.013
AUTO_CONFIRM: Final = 8 * DAY
"""So long after the delivery an order is confirmed by itself."""


def add_life(rng: np.random.Generator, frame: pd.DataFrame, days: Days, as_of: int) -> None:
    """Add the moments and the state each line had at ``as_of``; ``paid`` must be there."""
    _add_journey(rng, frame, days)
    _add_claims(rng, frame)
    _forget_future(frame, as_of)
    frame["state"], frame["detail"] = _states(frame)


def _add_journey(rng: np.random.Generator, frame: pd.DataFrame, days: Days) -> None:
    orders = int(frame["order"].max()) + 1
    paid = frame.groupby("order")["paid"].first().to_numpy()
    placed = _morning(paid + 5 * 3600, days) + rng.integers(0, 5400, orders)
    dispatched = placed + rng.integers(4 * 3600, 7 * 3600, orders)
    late = rng.random(orders) < 0.07  # noqa: PLR2004  (out of stock, a day off)
    dispatched = np.where(late, _morning(dispatched + DAY, days) + 7 * 3600, dispatched)
    parcel = pick(rng, (0.0, 0.62, 0.29, 0.09), orders)
    delivered = (dispatched // DAY + parcel) * DAY + rng.integers(11 * 3600, 20 * 3600, orders)
    by_hand = rng.random(orders) < 0.38  # noqa: PLR2004
    confirmed = delivered + np.where(by_hand, rng.integers(3600, 6 * DAY, orders), AUTO_CONFIRM)
    order = frame["order"].to_numpy()
    frame["placed"], frame["due"] = placed[order], ((paid // DAY + 4) * DAY - 1)[order]
    frame["dispatched"], frame["delivered"] = dispatched[order], delivered[order]
    frame["confirmed"] = confirmed[order]


def _morning(moment: Ints, days: Days) -> Ints:
    """Half past nine of the next day on which the shop works."""
    closed = np.append(days.closed, np.zeros(40, dtype=np.bool_))
    length = len(closed)
    open_from = np.minimum.accumulate(np.where(closed, length, np.arange(length))[::-1])[::-1]
    return (open_from[moment // DAY + 1] * DAY + 34200).astype(np.int64)


def _add_claims(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    size = len(frame)
    chance = rng.random(size)
    rate = np.array([item.return_rate for item in PRODUCTS])[frame["product"].to_numpy()]
    kind = np.select(
        [chance < CANCEL_RATE, chance < CANCEL_RATE + rate,
         chance < CANCEL_RATE + rate + EXCHANGE_RATE],
        ["cancel", "return", "exchange"], default="",
    )  # fmt: skip
    paid, delivered = frame["paid"].to_numpy(), frame["delivered"].to_numpy()
    soon = paid + rng.integers(600, 4 * 3600, size)
    later = delivered + rng.integers(3 * 3600, 4 * DAY, size)
    frame["claim"] = kind.astype(object)
    frame["claimed"] = np.select([kind == "cancel", kind != ""], [soon, later], default=0)
    handling = np.where(kind == "cancel", 2 * 3600, rng.integers(3 * DAY, 6 * DAY, size))
    frame["settled"] = np.where(kind == "", 0, frame["claimed"].to_numpy() + handling)
    frame["reason"] = _reasons(rng, frame, kind)
    never = {"cancel": ["placed", "dispatched", "delivered", "confirmed"], "return": ["confirmed"],
             "exchange": []}  # fmt: skip
    for name, columns in never.items():
        frame.loc[kind == name, columns] = 0
    exchanged = np.flatnonzero(kind == "exchange")
    frame.loc[exchanged, "confirmed"] = frame["settled"].to_numpy()[exchanged] + AUTO_CONFIRM


def _reasons(rng: np.random.Generator, frame: pd.DataFrame, kind: Objects) -> Objects:
    reason = np.full(len(frame), "", dtype=object)
    lists = {"cancel": CANCEL_REASONS, "return": RETURN_REASONS, "exchange": EXCHANGE_REASONS}
    for name, reasons in lists.items():
        here = np.flatnonzero(kind == name)
        drawn = pick(rng, [share for _, share in reasons], len(here))
        reason[here] = texts([word for word, _ in reasons], drawn)
    poor = [item.code for item in PRODUCTS].index(POOR_PAGE)
    odd = (frame["product"].to_numpy() == poor) & (kind == "return")
    reason[odd] = "상품 정보 상이"
    return reason


def _forget_future(frame: pd.DataFrame, as_of: int) -> None:
    for column in ("placed", "dispatched", "delivered", "confirmed", "claimed", "settled"):
        moments = frame[column].to_numpy()
        frame[column] = np.where(moments <= as_of, moments, 0)
    unclaimed = (frame["claimed"] == 0).to_numpy()
    frame.loc[unclaimed, ["claim", "reason"]] = ""


def _states(frame: pd.DataFrame) -> tuple[Objects, Objects]:
    """주문상태 and 주문세부상태 as the exports write them."""
    claim = frame["claim"].to_numpy()
    over: Flags = (frame["settled"] > 0).to_numpy()
    reached = [frame[name].to_numpy() > 0 for name in ("confirmed", "delivered", "dispatched")]
    placed = frame["placed"].to_numpy() > 0
    state = np.select(
        [(claim == name) & over for name in ("cancel", "return", "exchange")] + reached,
        ["취소", "반품", "교환", "구매확정", "배송완료", "배송중"], default="결제완료",
    )  # fmt: skip
    detail = np.select(
        [(claim == name) & done for done in (over, ~over) for name in ("cancel", "return",
                                                                      "exchange")]
        + [*reached, placed],
        ["취소완료", "반품완료", "교환완료", "취소요청", "반품요청", "교환요청", "구매확정",
         "배송완료", "배송중", "발주확인"], default="신규주문",
    )  # fmt: skip
    return state.astype(object), detail.astype(object)
