"""What followed posts of customers: visits and orders by their links, and what the invited bought.

What followed is no more than that: others may have come for other reasons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis.links import Codes
from core.services import link_book, posts, posts_people
from core.services.customer_book import CustomerBook
from core.services.link_book import Link
from core.services.opening import OpenShop
from core.services.posts import Post
from core.services.posts_people import Person
from core.store import customers as buyers
from core.store import posts as store
from core.store.link_days import CODES
from core.store.moments import day_number, day_of
from core.store.posts import LinkDays
from core.terms import Period

WINDOW: Final = 30
"""Days, from that of the post on, in which what came by its link is counted."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came by the link of a post.

    Attributes:
        visits: None where no file tells any of the days, or none ever names the link.
        orders: the same of payments.
        won: the same of the won they brought; None where files do not tell it.
        told: so many of the days are told.
        days: so many of them are over.
        is_shared: whether another post has the same link on some of these days, so that both
            count the same.
        is_coarse: whether files tell parts of the link only, so that others may be among it.
    """

    visits: int | None
    orders: int | None
    won: int | None
    told: int
    days: int
    is_shared: bool = False
    is_coarse: bool = False


@dataclass(frozen=True, slots=True)
class Invited:
    """What somebody bought who came by a recommendation.

    Attributes:
        first: the first day on which he bought, not before that of the recommendation; None if
            he did not yet.
        orders: so many since.
        won: what he spent since; None where no amount is known.
        bought_before: whether he had bought before: then he did not come by it.
    """

    first: date | None
    orders: int
    won: int | None
    bought_before: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A post with all that is known of it.

    Attributes:
        who: whose; None where nobody knows.
        invited: who came by it.
        link: the shop's link in it.
        came: what came by the link; None without one.
        bought: what the invited bought; None without one, or without order files.
    """

    post: Post
    who: Person | None
    invited: Person | None
    link: Link | None
    came: Came | None
    bought: Invited | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What all posts come to.

    Attributes:
        posts: so many.
        points: won that were given for them, as far as they are known.
        unknown_points: for so many nobody knows what was given.
        lacking: so many have to say that something was given, and do not.
        unchecked: of so many nobody looked.
        invited: so many people were invited who had not bought before.
        buying: so many of them bought.
        won: what those spent, as far as amounts are known.
    """

    posts: int
    points: int
    unknown_points: int
    lacking: int
    unchecked: int
    invited: int
    buying: int
    won: int


def seen(shop: OpenShop, book: CustomerBook | None, today: date) -> list[Seen]:
    """All posts, the newest day first, with what followed them.

    Args:
        shop: whose.
        book: who bought when; None without order files.
        today: the day; it is not over, so its visits do not count yet.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    some = posts.listed(shop)
    keys = {key for one in some for key in (one.buyer_key, one.invited_key) if key}
    people = posts_people.named(shop, keys)
    links = {one.id: one for deleted in (True, False)
             for one in link_book.listed(shop, deleted=deleted)}  # fmt: skip
    came = _came(shop, some, links, today)
    bought = _bought(shop, book, some, people)
    return [
        Seen(
            one, people.get(one.buyer_key or ""), people.get(one.invited_key or ""),
            links.get(one.link_id or 0), came.get(one.id), bought.get(one.id),
        )
        for one in some
    ]  # fmt: skip


def totals(some: Sequence[Seen]) -> Totals:
    """What posts come to; somebody who was invited twice counts once.

    Two who have turned out to be one customer did not invite each other.
    """
    new = {it.invited.key: it.bought for it in reversed(some)
           if it.invited and it.bought and not it.bought.bought_before
           and it.invited != it.who}  # fmt: skip
    buying = [one for one in new.values() if one.first is not None]
    every = [it.post for it in some]
    return Totals(
        len(some),
        sum(one.points or 0 for one in every),
        sum(one.points is None for one in every),
        sum(one.lacks_mark for one in every),
        sum(one.is_unchecked for one in every),
        len(new), len(buying), sum(one.won or 0 for one in buying),
    )  # fmt: skip


def window(day: date) -> Period:
    """The days in which what came by the link of a post is counted."""
    return Period(day, day + timedelta(days=WINDOW - 1))


def _came(
    shop: OpenShop, some: Sequence[Post], links: Mapping[int, Link], today: date
) -> dict[int | None, Came]:
    linked = [one for one in some if one.link_id in links]
    if not linked:
        return {}
    first, last = min(one.day for one in linked), max(one.day for one in linked)
    with shop.store.read() as session:
        told = store.link_days(
            session, shop.id, Period(first, min(window(last).last, max(today, first)))
        )
    return {
        one.id: _one(one, links[one.link_id or 0], told, _is_shared(one, linked), today)
        for one in linked
    }  # fmt: skip


def _is_shared(one: Post, linked: Sequence[Post]) -> bool:
    return any(
        it.id != one.id and it.link_id == one.link_id and abs((it.day - one.day).days) < WINDOW
        for it in linked
    )


def _one(one: Post, link: Link, told: LinkDays, shared: bool, today: date) -> Came:  # noqa: FBT001
    period = window(one.day)
    over = max(0, min(period.days, (today - one.day).days))
    known = sum(day in period and day < today for day in told.days)
    mine = _of_link(told, link.codes)
    coarse = any(_part(link.codes, name) for name in CODES if name not in told.parts)
    if not known or not mine.any():
        return Came(None, None, None, known, over, shared, coarse)
    days = told.rows["day"]
    inside = np.array([day in period and day < today for day in days], dtype=np.bool_)
    found = told.rows[mine & inside]
    visits, orders, won = (_sum(found[name]) for name in store.MEASURES)
    return Came(visits, orders, won, known, over, shared, coarse)


def _of_link(told: LinkDays, codes: Codes) -> npt.NDArray[np.bool_]:
    """Which rows are of a link: all of its parts that files tell are the same."""
    mine = np.ones(len(told.rows), dtype=np.bool_)
    for name in told.parts:
        part = _part(codes, name)
        if part:
            said = told.rows[name].astype("string").str.strip().str.lower()
            mine &= (said == part).fillna(value=False).to_numpy(np.bool_)
    return mine


def _part(codes: Codes, name: str) -> str:
    """What stands in a column of files where the link is meant; empty where it says nothing."""
    parts = (codes.source, codes.medium, codes.detail, codes.keyword)
    return dict(zip(CODES, parts, strict=True))[name].strip().lower()


def _sum(values: "pd.Series[int]") -> int | None:
    return None if values.isna().any() else int(values.sum())


def _bought(
    shop: OpenShop, book: CustomerBook | None, some: Sequence[Post], people: Mapping[str, Person]
) -> dict[int | None, Invited]:
    asked = [one for one in some if one.invited_key in people]
    if book is None or not asked:
        return {}
    keys = {people[one.invited_key or ""].key for one in asked}
    with shop.store.read() as session:
        numbers = buyers.numbers(session, shop.id, keys)
    visits = book.visits[book.visits["buyer"].isin(list(numbers.values()))]
    return {
        one.id: _since(visits, numbers.get(people[one.invited_key or ""].key, -1), one.day)
        for one in asked
    }


def _since(visits: pd.DataFrame, buyer: int, day: date) -> Invited:
    mine = visits[visits["buyer"] == buyer]
    after = mine[mine["day"] >= day_number(day)]
    before = len(after) < len(mine)
    if not len(after):
        return Invited(None, 0, None, before)
    won = int(after["net"].sum())
    return Invited(
        day_of(int(after["day"].min())), int(after["orders"].sum()),
        None if won == 0 and after["unpriced"].any() else won, before,
    )  # fmt: skip
