"""Give the customers of the made-up shop tiers, and write down what some of them showed."""

from datetime import datetime, timedelta

import pandas as pd

from core.sample import tiers as planted
from core.services import customer_book, posts, tiers, tiers_standing
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.services.posts import Post, PostKind
from core.services.tiers import Tier
from core.services.tiers_standing import YEAR
from core.store import customer_groups as store
from core.store.moments import day_number
from core.terms import seoul_day

_REGULAR_FROM = 3
"""Who bought so often shows things and recommends the shop."""

_COMES_WITHIN = 10
"""Days within which who was invited buys first."""


def put(shop: OpenShop, now: datetime) -> None:
    """Write tiers and posts down.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    book = customer_book.read(shop)
    if book is None:
        return
    people = tiers_standing.people(shop, book, seoul_day(now))
    sums = tiers_standing.suggested(people, len(planted.NAMES))
    if sums is not None:
        wanted = [
            Tier(name, won, None, YEAR, perk)
            for name, won, perk in zip(planted.NAMES, sums, planted.PERKS, strict=True)
        ]
        tiers.save(shop, wanted, {}, now)
    posts.add_all(shop, _posts(shop, book, now), now)


def _posts(shop: OpenShop, book: CustomerBook, now: datetime) -> list[Post]:
    regulars = iter(_keys(shop, book.customers[book.customers["visits"] >= _REGULAR_FROM]))
    found: list[Post] = []
    for one in planted.SHOWN:
        day = seoul_day(now) - timedelta(days=one.ago)
        first = book.customers["first"] - day_number(day)
        new = _keys(shop, book.customers[first.between(1, _COMES_WITHIN)]) if one.newcomer else []
        found.append(Post(
            PostKind(one.kind), day, next(regulars, None), new[0] if new else None, one.place,
            one.address, None, one.points, one.is_disclosed, one.note,
        ))  # fmt: skip
    return found


def _keys(shop: OpenShop, some: pd.DataFrame) -> list[str]:
    """The keys of the first of some customers."""
    numbers = some.index[: len(planted.SHOWN)].tolist()
    with shop.store.read() as session:
        keys = store.keys(session, shop.id, numbers)
    return [keys[one] for one in numbers if one in keys]
