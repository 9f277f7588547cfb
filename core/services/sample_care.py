"""Look after the orders of the made-up shop, as its seller would have for some weeks."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import insert, text
from sqlmodel import Session, SQLModel

from core.analysis import care_gifts, care_queue
from core.analysis.care_queue import Kind
from core.sample import SampleShop
from core.sample import care as planted
from core.sample.catalogue import PRODUCTS
from core.services import care_notices, sample_voice
from core.services.care_queue_done import Reason
from core.services.opening import OpenShop
from core.store.care_tables import (
    CareExclusionRow,
    CareRuleRow,
    CareTargetRow,
    CareTipRow,
    CareTouchRow,
    GiftDrawRow,
    GiftPlanRow,
    GiftRow,
    WorryRow,
)
from core.store.moments import day_number, day_of
from core.store.tables import table_of
from core.terms import SEOUL, OrderState, seoul_day
from core.terms.orders import NO_SALE

_ENDED: Final = (OrderState.CANCELLED, OrderState.RETURNED)

_SEOUL_SECONDS: Final = 9 * 3600
_DAY: Final = 86_400
_DELAYED: Final = 0.3
"""So much of what is done is done a day late."""

Row = dict[Any, Any]


def put(shop: OpenShop, made_up: SampleShop, now: datetime) -> None:
    """Write what customers said, what was done for them, and whom chance gave a letter.

    The orders have to be there. Everything lies in the past of ``now``.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        lines = _lines(session, shop.id)
        orders = pd.DataFrame(lines)
        sample_voice.put(session, shop.id, made_up, lines, now)
        codes = {one.name: one.code for one in PRODUCTS}
        numbers = {codes.get(one["product"], ""): int(one["product_id"]) for one in lines}
        has_tip = orders["product_id"].isin([numbers.get(code) for code in planted.TIPS])
        _touches(session, shop.id, orders.assign(has_tip=has_tip), now)
        _decided(session, shop.id, numbers, now)
        _gifts(session, shop.id, orders, now)


def _lines(session: Session, shop_id: int) -> list[Row]:
    """The order lines in the order of time, with the name of the product; moments as kept."""
    found = session.execute(
        text(
            "SELECT l.mall, l.line_no, l.order_no, l.day, l.product_id, p.name AS product, "
            "l.state, l.paid_at AS paid, l.dispatched_at AS dispatched, "
            "l.delivered_at AS delivered, b.key AS buyer FROM order_line l "
            "LEFT JOIN buyer b ON b.shop_id = l.shop_id AND b.id = l.buyer_id "
            "LEFT JOIN product p ON p.shop_id = l.shop_id AND p.id = l.product_id "
            "WHERE l.shop_id = :shop AND l.order_no IS NOT NULL AND l.day IS NOT NULL "
            "ORDER BY l.day, l.line_no"
        ),
        {"shop": shop_id},
    )
    return [dict(row) for row in found.mappings()]


def _touches(session: Session, shop_id: int, orders: pd.DataFrame, now: datetime) -> None:
    """What was done or skipped for the orders of the last weeks, up to yesterday."""
    today = day_number(seoul_day(now))
    each = _by_order(orders)
    rng = np.random.default_rng((planted.SEED, 3))
    lots = pd.DataFrame(rng.random((len(each), 3)), columns=["cared", "does", "delay"])
    each = pd.concat([each.reset_index(drop=True), lots], axis=1)
    parts = [_of_kind(each, rule, today) for rule in care_queue.RULES]
    found = pd.concat(parts).sort_values(["buyer", "due"], ignore_index=True)
    is_contact = found["kind"].isin([kind.value for kind in Kind if kind.is_contact])
    found = pd.concat([found[~is_contact], _apart(found[is_contact])])
    rows: list[Row] = []
    reasons = cycle(Reason)
    for one in found.to_dict("records"):
        on, is_done = day_of(int(one["on"])), bool(one["is_done"])
        reason = None if is_done else next(reasons).value
        rows.append({
            "kind": one["kind"], "mall": one["mall"], "order_no": one["order_no"],
            "buyer_key": one["buyer"], "day": on, "is_done": int(is_done),
            "reason": reason, "words": None, "at": _morning(on),
        })  # fmt: skip
    _insert(session, CareTouchRow, shop_id, rows)


def _by_order(orders: pd.DataFrame) -> pd.DataFrame:
    """One row an order: whose it is, and the days from which care is counted."""
    days = {name: _days(orders[name]) for name in ("paid", "dispatched", "delivered")}
    told = orders.assign(**days, is_ended=orders["state"].isin(_ENDED))
    return told.groupby(["mall", "order_no"], as_index=False).agg(
        buyer=("buyer", "first"), paid=("paid", "min"), dispatched=("dispatched", "min"),
        arrived=("delivered", "max"), is_ended=("is_ended", "any"), has_tip=("has_tip", "any"),
    )  # fmt: skip


def _of_kind(each: pd.DataFrame, rule: care_queue.Rule, today: int) -> pd.DataFrame:
    """What was done of one kind; the newest that are due are left for today."""
    due = each[care_queue.BEGINS.get(rule.kind, "arrived")] + rule.days
    is_due = (due <= today) & (due >= today - planted.CARE_DAYS)
    is_due &= ~(each["is_ended"] & rule.kind.is_contact)
    is_due &= each["has_tip"] | (rule.kind is not Kind.TIP)
    some = each[is_due].assign(kind=rule.kind.value, due=due[is_due]).sort_values("due")
    left = planted.LEFT_REVIEWS if rule.kind is Kind.REVIEW else planted.LEFT_TODAY
    some = some.iloc[:-left]
    still = some["due"] + rule.lapses >= today
    is_cared = some["cared"] < planted.CARED
    is_done = is_cared & (some["does"] < planted.DONE)
    is_told = is_done | (is_cared & (some["does"] < planted.DONE + planted.SKIPPED)) | still
    on = (some["due"] + (some["delay"] < _DELAYED)).clip(upper=today - 1)
    return some.assign(on=on, is_done=is_done)[is_told]


def _apart(contacts: pd.DataFrame) -> pd.DataFrame:
    """Without those that came too soon after another one to the same person."""
    gap = contacts.groupby("buyer")["due"].diff()
    return contacts[~(gap < care_queue.APART)]


def _decided(session: Session, shop_id: int, numbers: Mapping[str, int], now: datetime) -> None:
    """What the seller said of how to look after orders, some weeks ago."""
    at = now - timedelta(days=40)
    _insert(session, CareTipRow, shop_id, [
        {"product_id": numbers[code], "text": tip, "at": at}
        for code, tip in planted.TIPS.items() if code in numbers
    ])  # fmt: skip
    _insert(session, CareExclusionRow, shop_id, [
        {"scope": "product", "value": str(numbers[code]), "at": at}
        for code in planted.EXCLUDED if code in numbers
    ])  # fmt: skip
    days = {rule.kind.value: rule for rule in care_queue.RULES}
    _insert(session, CareRuleRow, shop_id, [
        {"kind": kind, "days": days[kind].days, "lapses": days[kind].lapses, "is_on": 1,
         "since": None, "text": words, "at": at}
        for kind, words in planted.OWN_WORDS.items()
    ])  # fmt: skip
    _insert(session, CareTargetRow, shop_id, [
        {"name": name, "value": value, "at": at} for name, value in planted.AIMS.items()
    ])  # fmt: skip
    _insert(session, WorryRow, shop_id, _worries(at))


def _worries(at: datetime) -> list[Row]:
    """What people worry about, as far as she said what answers it."""
    step, name, notice, words = planted.OWN_WORRY
    told: list[Row] = [
        {"point": code, "step": care_notices.points()[code].step.value, "notice": place,
         "text": care_notices.points()[code].text}
        for code, place in planted.WORRIES
    ]  # fmt: skip
    told += [{"point": code, "step": care_notices.points()[code].step.value, "is_left_out": 1}
             for code in planted.NO_WORRIES]  # fmt: skip
    told.append({"step": step, "name": name, "notice": notice, "text": words})
    empty: Row = {"point": "", "step": "", "name": "", "notice": "", "text": "", "is_left_out": 0}
    return [
        {**empty, **row, "id": number, "created_at": at, "deleted_at": None, "version": 1}
        for number, row in enumerate(told, start=1)
    ]


def _gifts(session: Session, shop_id: int, orders: pd.DataFrame, now: datetime) -> None:
    """Half of the orders of some weeks got a letter, half of those of the last weeks a gift."""
    sold = orders[~orders["state"].isin(NO_SALE)]
    number = 0
    for place, gifts in enumerate(planted.GIFTS):
        drawn = _drawn(orders, sold, place, seoul_day(now))
        days = {day: number + at for at, day in enumerate(sorted(set(drawn["day"])), start=1)}
        number += len(days)
        draws: list[Row] = [
            {
                "id": draw, "what": gifts.what, "is_random": 1, "note": "", "cost": gifts.cost,
                "orders": int((drawn["day"] == day).sum()),
                "day": day_of(int(day) + 1), "created_at": min(_morning(day_of(int(day) + 1)), now),
                "deleted_at": None, "version": 1,
            }
            for day, draw in days.items()
        ]  # fmt: skip
        rows: list[Row] = [
            {
                "what": gifts.what, "mall": one["mall"], "order_no": one["order_no"],
                "draw_id": days[one["day"]], "day": day_of(one["day"]),
                "is_given": int(one["is_given"]), "sent_on": _sent(one),
            }
            for one in drawn.to_dict("records")
        ]  # fmt: skip
        _insert(session, GiftDrawRow, shop_id, draws)
        _insert(session, GiftRow, shop_id, rows)
        plan: Row = {"what": gifts.what, "goal": gifts.goal,
                "at": _morning(seoul_day(now) - timedelta(days=gifts.first))}  # fmt: skip
        _insert(session, GiftPlanRow, shop_id, [plan])


def _drawn(orders: pd.DataFrame, sold: pd.DataFrame, place: int, today: date) -> pd.DataFrame:
    """The orders of the days of a draw, each with whether it got something."""
    gifts = planted.GIFTS[place]
    last = day_number(today)
    there = orders[orders["day"].between(last - gifts.first, last - gifts.last)]
    each = there.groupby(["mall", "order_no"], as_index=False).agg(
        buyer=("buyer", "first"), day=("day", "min"), dispatched=("dispatched", "min")
    )
    each = each.sort_values(["day", "order_no"], ignore_index=True)
    came = _came_again(each, sold)
    rate = came.mean()
    # Who came again got a letter more often: that makes those with one come again more often.
    tilt = gifts.again / (4 * rate * (1 - rate)) if 0 < rate < 1 else 0.0
    lots = np.empty(len(each))
    for side, gain in ((came, tilt * (1 - rate)), (~came, -tilt * rate)):
        lots[side] = planted.lots(int(side.sum()), place) - gain
    is_given = np.argsort(np.argsort(lots)) < len(each) // 2
    return each.assign(is_given=is_given)


def _came_again(each: pd.DataFrame, sold: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whose buyer placed another order within 90 days."""
    pairs = each.merge(sold[["buyer", "day"]], on="buyer", suffixes=("", "_next"))
    later = pairs["day_next"] - pairs["day"]
    came = pairs.loc[(later > 0) & (later <= care_gifts.AGAIN_WITHIN), "order_no"]
    return np.asarray(each["order_no"].isin(came), dtype=np.bool_)


def _sent(one: Row) -> date | None:
    """A gift goes out with the parcel."""
    if not one["is_given"] or pd.isna(one["dispatched"]):
        return None
    return seoul_day(datetime.fromtimestamp(one["dispatched"], UTC))


def _days(moments: "pd.Series[float]") -> "pd.Series[float]":
    """Days since 1970 in Seoul, nan where unknown."""
    return (moments.astype(np.float64) + _SEOUL_SECONDS) // _DAY


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=SEOUL)


def _insert(session: Session, kind: type[SQLModel], shop_id: int, rows: list[Row]) -> None:
    if rows:
        session.execute(insert(table_of(kind)), [{"shop_id": shop_id, **row} for row in rows])
