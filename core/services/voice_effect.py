"""Whether looking after customers goes along with satisfaction and with buying again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import voice_effect as analysis
from core.analysis import voice_scores as scores
from core.analysis.care_queue import Kind
from core.analysis.voice_effect import CARED_WITHIN, SOLVED_WITHIN, Beside, Side
from core.analysis.voice_scores import WEEK, Gap, Name, on_scale
from core.services.opening import OpenShop
from core.stats.scores import Score
from core.store import voice_effect as store
from core.store import voice_scores
from core.store.moments import day_number, day_of
from core.terms import Period

__all__ = ["Answered", "Before", "Beside", "Effects", "Side", "effects"]

LOOKED_BACK: Final = 365
"""Days back in which orders and complaints are looked at, before those too young to tell."""

AROUND: Final = 12
"""Weeks before and after the first contact in which answers are compared."""

CONTACTS: Final = tuple(kind.value for kind in Kind if kind.is_contact)
"""What is for the person, and no notice about the order."""

_DAY: Final = 86_400
_SEOUL: Final = 32_400


class Answered(StrEnum):
    """How soon a complaint was answered."""

    SOON = "soon"
    """Within 24 hours."""
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Before:
    """Satisfaction before and after the first contact; a score is None of too few answers."""

    day: date
    weeks: int
    before: Score | None
    after: Score | None
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class Effects:
    """All of it.

    Attributes:
        answers: who complained, by how soon they were answered: how many bought again.
        soon: those answered within a day beside all others.
        solved: those whose complaint was solved within a week beside all others.
        cared: orders after whose arrival somebody got in touch, beside others.
        satisfaction: CSAT before and after the first contact; None where there was none.
        until: the last day of which orders are known.
    """

    answers: Mapping[Answered, Side]
    soon: Beside
    solved: Beside
    cared: Beside | None
    satisfaction: Before | None
    until: date


def effects(shop: OpenShop, today: date) -> Effects | None:
    """What came of complaints and contacts; None without orders.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        last = store.until(session, shop.id)
        if last is None:
            return None
        until = min(last, day_number(today))
        first = store.first_contact(session, shop.id, CONTACTS)
        cared = None if first is None else _cared(session, shop.id, first, until)
        satisfaction = None if first is None else _around(session, shop.id, first, today)
        complaints = _complaints(store.complaints(session, shop.id))
        orders = store.orders_of_complainers(session, shop.id)
    soon = _starts(complaints, complaints["is_soon"], complaints["opened_day"] + 1)
    came = analysis.came_again(soon, orders)
    is_old = np.asarray(soon["start"] + analysis.AGAIN_WITHIN <= until, dtype=np.bool_)
    by = {
        one: analysis.side(came, is_old, np.asarray(complaints["answered"] == one.value))
        for one in Answered
    }
    solved = _starts(complaints, complaints["is_solved"], complaints["opened_day"] + SOLVED_WITHIN)
    solved = solved.loc[~analysis.came_between(solved, complaints["opened_day"], orders)]
    return Effects(
        by,
        analysis.beside(soon, came, until),
        analysis.beside(solved, analysis.came_again(solved, orders), until),
        cared,
        satisfaction,
        day_of(until),
    )


def _complaints(frame: pd.DataFrame) -> pd.DataFrame:
    """The first complaint of each buyer, and on which side it stands."""
    first = frame.drop_duplicates("buyer").reset_index(drop=True)
    opened = first["opened"].astype("int64")
    replied, solved = (first[name].astype("Float64") - opened for name in ("replied", "solved"))
    is_soon = (replied <= _DAY).fillna(value=False).to_numpy(np.bool_)
    is_told = first["replied"].notna().to_numpy()
    return pd.DataFrame(
        {
            "buyer": first["buyer"],
            "opened_day": (opened + _SEOUL) // _DAY,
            "is_soon": is_soon,
            "is_solved": (solved <= SOLVED_WITHIN * _DAY).fillna(value=False).to_numpy(np.bool_),
            "answered": np.where(
                is_soon, Answered.SOON, np.where(is_told, Answered.LATER, Answered.NEVER)
            ),
        }
    )


def _starts(
    complaints: pd.DataFrame, is_done: "pd.Series[bool]", start: "pd.Series[int]"
) -> pd.DataFrame:
    return pd.DataFrame(
        {"buyer": complaints["buyer"], "start": start, "is_done": is_done, "is_new": False}
    )


def _cared(session: Session, shop_id: int, first: int, until: int) -> Beside:
    """Orders after whose arrival somebody got in touch, beside others of the same months."""
    oldest = max(first - CARED_WITHIN - WEEK, until - LOOKED_BACK - analysis.AGAIN_WITHIN)
    orders = store.arrived(session, shop_id, oldest, CONTACTS)
    buyers = store.first_days(session, shop_id, oldest)
    told = orders.loc[orders["arrived"].notna() & (orders["is_ended"] == 0)]
    told = told.assign(start=told["arrived"].astype("int64") + CARED_WITHIN)
    touched = told["touched"]
    is_done = ((touched >= told["day"]) & (touched <= told["start"])).fillna(value=False)
    told = told.assign(is_done=is_done.to_numpy(np.bool_)).merge(buyers, on="buyer")
    told = told.assign(is_new=(told["first"] == told["day"]).fillna(value=False).to_numpy(np.bool_))
    told = told.sort_values(["day", "order"]).drop_duplicates("buyer").reset_index(drop=True)
    placed = orders.loc[orders["day"].notna(), ["buyer", "day"]]
    told = told.loc[~analysis.came_between(told, told["day"], placed)].reset_index(drop=True)
    told = told.loc[~_complained(session, shop_id, told)].reset_index(drop=True)
    return analysis.beside(told, analysis.came_again(told, placed), until)


def _complained(session: Session, shop_id: int, told: pd.DataFrame) -> "pd.Series[bool]":
    """Whose buyer complained before the start: such people are left alone on purpose."""
    said = store.complaints(session, shop_id)
    pairs = told[["key", "start"]].merge(said, left_on="key", right_on="buyer")
    before = pairs.loc[(pairs["opened"] + _SEOUL) // _DAY <= pairs["start"], "key"]
    return told["key"].isin(before)


def _around(session: Session, shop_id: int, first: int, today: date) -> Before | None:
    """CSAT in as many weeks before as after the first contact."""
    weeks = min(AROUND, (day_number(today) - first + 1) // WEEK)
    if weeks < 1:
        return None
    day = day_of(first)
    period = Period(day - timedelta(days=weeks * WEEK), day + timedelta(days=weeks * WEEK - 1))
    answers = on_scale(voice_scores.counts(session, shop_id, period), Name.CSAT)
    both = scores.counted(Name.CSAT, answers, answers["week"], 2 * weeks)
    after, before = both[:weeks], both[weeks:]
    table = np.stack([before.sum(axis=0), after.sum(axis=0)])
    told = scores.scored(Name.CSAT, table)
    gap = scores.adjusted([scores.gap(Name.CSAT, after, before)])[0]
    return Before(day, weeks, told.told(0), told.told(1), gap)
