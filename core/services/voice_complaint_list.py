"""The complaints of a shop: where they stand, how fast they were answered, who bought again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import inf
from statistics import median
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.services import voice_complaints
from core.services.opening import OpenShop
from core.services.voice_complaints import Complaint
from core.store import voice_complaints as store
from core.store import voice_feedback
from core.store.moments import day_number, day_of
from core.terms import seoul_day
from core.terms.voice import ComplaintStatus

AGAIN_WITHIN: Final = 90
"""Days after a complaint within which buying again counts."""

LOOKED_AT: Final = 180
"""Days back of which the first replies are looked at."""

LEAST_REPLIES: Final = 5
"""First replies below which no median is told."""

LEAST_BUYERS: Final = 5
"""Buyers below which nothing is said of how many bought again."""

MOST_SHOWN: Final = 100
"""So many complaints are listed, the latest."""

_HOURS: Final = 3600.0


class Again(StrEnum):
    """Whether somebody who complained bought again within ``AGAIN_WITHIN`` days."""

    YES = "yes"
    NO = "no"
    EARLY = "early"
    """The days are not over, or no order file tells of all of them."""
    UNKNOWN = "unknown"
    """Nobody knows who it was."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One complaint with what is known of it; names are empty where no file tells of them."""

    complaint: Complaint
    product: str = ""
    buyer: str = ""
    again: Again = Again.UNKNOWN
    again_on: date | None = None
    """When she bought again."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What all complaints come to.

    Attributes:
        open: how many are not solved.
        overdue: how many of these should have been by now, or should have had a reply.
        first_reply: the median of the hours to the first reply; None where too few had one, or
            half of them or more had none in time.
        replied: how many of the last ``LOOKED_AT`` days had one,
        unreplied: and how many had none although their time is over.
        cost: won that making good cost in these days; None where nobody said.
        buyers: people who complained so long ago that it is known whether they came again,
        again: and how many of them did.
        waiting: people of whom that is not known yet.
    """

    open: int
    overdue: int
    first_reply: float | None
    replied: int
    unreplied: int
    cost: int | None
    buyers: int
    again: int
    waiting: int

    @property
    def tells_again(self) -> bool:
        """Whether there are enough people to say something of them."""
        return self.buyers >= LEAST_BUYERS


def listed(shop: OpenShop, today: date) -> list[Entry]:
    """The latest complaints, the last first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = [voice_complaints.read(row) for row in store.latest(session, shop.id, MOST_SHOWN)]
        about = [one.about for one in found]
        products = voice_feedback.product_names(
            session, shop.id, [it.product_id for it in about if it.product_id is not None]
        )
        buyers = voice_feedback.buyer_names(
            session, shop.id, [it.buyer_key for it in about if it.buyer_key is not None]
        )
        again = came_again(session, shop.id, found, today)
    return [
        Entry(
            one,
            products.get(one.about.product_id or 0, ""),
            buyers.get(one.about.buyer_key or "", ""),
            *again[place],
        )
        for place, one in enumerate(found)
    ]


def thrown(shop: OpenShop) -> list[Complaint]:
    """What was thrown away last, the last first."""
    with shop.store.read() as session:
        rows = store.thrown(session, shop.id, MOST_SHOWN // 5)
        return [voice_complaints.read(row) for row in rows]


def figures(shop: OpenShop, now: datetime) -> Figures:
    """What all complaints come to.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    today = seoul_day(now)
    with shop.store.read() as session:
        told = store.replies(session, shop.id)
        first = store.first_of_buyers(session, shop.id)
        days = store.orders_after(session, shop.id, first["buyer_key"].tolist())
        last = store.last_order(session, shop.id)
    is_open = told["status"] <= int(ComplaintStatus.DOING)
    seconds = int(now.timestamp())
    recent = told[told["opened_at"] >= seconds - timedelta(days=LOOKED_AT).total_seconds()]
    replied = (recent["first_reply_at"] - recent["opened_at"]).dropna() / _HOURS
    unreplied = int((recent["first_reply_at"].isna() & (recent["due_at"] < seconds)).sum())
    cost = recent["cost"].dropna()
    came = _again(first, days, today, last)
    return Figures(
        int(is_open.sum()),
        int((is_open & (told["due_at"] < seconds)).sum()),
        _median(replied, unreplied),
        len(replied),
        unreplied,
        int(cost.sum()) if len(cost) else None,
        int((came["is_over"] | came["again"].notna()).sum()),
        int(came["again"].notna().sum()),
        int((~came["is_over"] & came["again"].isna()).sum()),
    )


def _median(replied: "pd.Series[float]", unreplied: int) -> float | None:
    """The middle of the hours; what has no reply is longer than all that has one."""
    hours = sorted(float(one) for one in replied) + [inf] * unreplied
    if len(replied) < LEAST_REPLIES:
        return None
    middle = median(hours)
    return None if middle == inf else middle


def came_again(
    session: Session, shop_id: int, some: Sequence[Complaint], today: date
) -> list[tuple[Again, date | None]]:
    """Whether each of those who complained bought again, and when."""
    known = pd.DataFrame(
        {
            "place": range(len(some)),
            "buyer_key": pd.array([one.about.buyer_key for one in some], dtype="string"),
            "day": pd.array([_day(one.opened_at) for one in some], "Int64"),
        }
    ).dropna()
    days = store.orders_after(session, shop_id, known["buyer_key"].tolist())
    came = _again(known, days, today, store.last_order(session, shop_id)).set_index("place")
    return [_told(came, place) for place in range(len(some))]


def _day(moment: datetime | None) -> int | None:
    return None if moment is None else day_number(seoul_day(moment))


def _told(came: pd.DataFrame, place: int) -> tuple[Again, date | None]:
    if place not in came.index:
        return Again.UNKNOWN, None
    bought = came["again"].loc[place]
    if pd.notna(bought):
        return Again.YES, day_of(int(bought))
    return (Again.NO if came["is_over"].loc[place] else Again.EARLY), None


def _again(
    complaints: pd.DataFrame, orders: pd.DataFrame, today: date, last: date | None
) -> pd.DataFrame:
    """Of complaints (``buyer_key``, ``day``) the day on which was bought ``again``, if it was.

    ``is_over`` says that the days are over and order files tell of all of them.
    """
    both = complaints.reset_index(names="of").merge(
        orders.rename(columns={"day": "bought"}), on="buyer_key"
    )
    later = both["bought"] - both["day"]
    within = both[(later > 0) & (later <= AGAIN_WITHIN)]
    until = day_number(min(today, last) if last else date.min)
    return complaints.assign(
        again=within.groupby("of")["bought"].min().reindex(complaints.index),
        is_over=complaints["day"] + AGAIN_WITHIN <= until,
    )
