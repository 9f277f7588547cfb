"""Who of those a benefit is for has not heard of the shop for as long as its plan says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis.care_queue import Kind
from core.services import (
    benefits_people,
    customers_consent,
    customers_contact,
    customers_list,
    customers_states,
)
from core.services.benefits import MOST_DAYS, Benefit
from core.services.customer_book import CustomerBook
from core.services.customers_list import Listed
from core.services.opening import OpenShop
from core.store import benefits as store
from core.store import care_queue, customers
from core.store.moments import day_number
from core.terms import seoul_day


@dataclass(frozen=True, slots=True)
class Due:
    """Who is to hear of the shop again.

    Attributes:
        benefit: by whose plan.
        people: who, those never contacted first, then the longest ago,
        last: and when each was last in touch, as a day number; None of whom nothing is known.
        members: for how many customers the benefit is.
        spared: how many are left out, because they or the seller said so.
        agreed: the keys of those who agreed to advertisements.
        count: how many are due, also where fewer are listed,
        agreeing: and how many of those agreed.
        is_known: whether it is known for whom the benefit is.
    """

    benefit: Benefit
    people: tuple[Listed, ...] = field(default=(), repr=False)
    last: tuple[int | None, ...] = field(default=(), repr=False)
    members: int = 0
    spared: int = 0
    agreed: frozenset[str] = frozenset()
    count: int = 0
    agreeing: int = 0
    is_known: bool = True


def due(
    shop: OpenShop, book: CustomerBook, one: Benefit, now: datetime, most: int | None = None
) -> Due:
    """Who has not heard of the shop for as many days as a benefit says.

    Messages, contacts that were noted, words after a purchase and benefits that were given count,
    up to today. With ``most`` only so many of them are listed; counts are of all of them.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    today = seoul_day(now)
    members = benefits_people.circle(shop, book, one, today)
    if members is None:
        return Due(one, is_known=False)
    members = members[np.isin(members, book.customers.index)]
    with shop.store.read() as session:
        last = last_contacts(session, shop.id, now).reindex(members).to_numpy(np.float64)
    passed = day_number(today) - last
    is_due = ~(passed < (one.every_days or 1))
    out = customers_contact.standing(shop, today).out
    is_out = np.isin(members, np.fromiter(out, np.int64, len(out)))
    chosen = np.flatnonzero(is_due & ~is_out)
    order = chosen[np.lexsort((members[chosen], np.nan_to_num(last[chosen], nan=-1.0)))]
    agreed = customers_consent.consented(shop, today)
    with shop.store.read() as session:
        agreeing = list(customers.numbers(session, shop.id, agreed).values())
    count, agreed_count = len(order), int(np.isin(members[order], agreeing).sum())
    order = order[:most]
    states = customers_states.states(book, customers_states.rules(shop, book), book.until)
    return Due(
        one, tuple(customers_list.listed(shop, book, states, members[order])),
        tuple(None if np.isnan(day) else int(day) for day in last[order]), len(members),
        int((is_due & is_out).sum()), agreed, count, agreed_count,
    )  # fmt: skip


def last_contacts(session: Session, shop_id: int, now: datetime) -> "pd.Series[int]":
    """On which day each customer was last in touch with the shop, by the number; days since 1970.

    Notices about an order are no word to the person.
    """
    today = seoul_day(now)
    noted = store.last_contacts(session, shop_id, now)
    touches = care_queue.touches(session, shop_id, today - timedelta(days=MOST_DAYS))
    is_contact = touches["kind"].isin([kind.value for kind in Kind if kind.is_contact])
    days = touches["day"] <= day_number(today)
    care = touches[is_contact & touches["is_done"] & days].dropna(subset="buyer")
    told = care.astype({"buyer": np.int64, "day": np.int64}).groupby("buyer")["day"].max()
    both: pd.Series[int] = pd.concat([noted, told]).groupby(level=0).max()
    return both


def plans(some: Sequence[Benefit], now: datetime) -> list[Benefit]:
    """The benefits that run today and say after how many days somebody is to hear again."""
    today = seoul_day(now)
    return [one for one in some if one.every_days is not None and one.runs(today)]
