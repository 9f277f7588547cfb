"""Lists of customers a seller acts on: who is on them, why, and in which order.

Lists are as of the last day that order files tell of: who bought since then nobody knows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from core.analysis import customers_discount as discount
from core.analysis import customers_due as analysis
from core.analysis import customers_intervals
from core.analysis.customer_states import Rules, rules_of
from core.analysis.customers_due import NEVER, HitRate, Purchases, Windows
from core.services import customers_states
from core.services.customer_book import CustomerBook
from core.services.customers_bought import Bought
from core.services.customers_states import OwnRules

SECOND_FROM: Final = 30
SECOND_TO: Final = 60
"""Days after the only purchase within which somebody is reminded of the shop (S3-03)."""

PAST_LISTS: Final = 6
"""So many earlier lists are looked at, each as many days apart as a purchase counts."""

WITHIN: Final = (14, 30, 60)
"""Days after a list within which a purchase may count."""


class ListKind(StrEnum):
    """Why somebody is on a list."""

    AGAIN = "again"
    """A product of theirs is usually bought again by now."""
    SECOND = "second"
    """They bought once, a month ago or two."""
    RESTING = "resting"
    GONE = "gone"
    """As their state says."""
    DISCOUNT = "discount"
    """They buy at a discount only."""
    FULL_PRICE = "full_price"
    """They come again without one."""

    @property
    def is_timed(self) -> bool:
        """Whether it depends on the day alone, so that earlier lists can be looked at."""
        return self not in {ListKind.DISCOUNT, ListKind.FULL_PRICE}


COLUMNS: Final = (
    "buyer", "product", "last", "since", "stake", "weight", "visits", "net", "mall", "state",
    "is_back", "lower", "median", "upper", "discounted", "orders"
)  # fmt: skip
"""The columns of a list; see ``listed``."""


@dataclass(frozen=True, slots=True)
class Known:
    """What lists are made of, read and worked out once until another file is there.

    Attributes:
        book: who bought when.
        bought: who bought what.
        rules: what makes a state.
        people: one row a customer; see ``people``.
        intervals: by product, how long people wait until they buy it again.
    """

    book: CustomerBook
    bought: Bought
    rules: Rules
    people: pd.DataFrame
    intervals: pd.DataFrame


def known(book: CustomerBook, bought: Bought, rules: Rules) -> Known:
    """Work out what lists are made of."""
    intervals = customers_intervals.by_product(bought.lines, watched=book.watched)
    return Known(book, bought, rules, people(book, bought, rules), intervals)


def people(book: CustomerBook, bought: Bought, rules: Rules) -> pd.DataFrame:
    """Every customer: what ``book.customers`` has, the state, and what was bought last.

    ``net`` is nan where no amount is known.

    Of several products of the last day it is the one that cost most. ``is_back`` says that the
    newest thing somebody ordered went back, or is to.
    """
    told = book.customers.assign(
        state=customers_states.states(book, rules, book.until), net=book.spent
    )
    lines = bought.lines
    is_last = lines["day"].to_numpy() == told["last"].reindex(lines["buyer"]).to_numpy()
    newest = lines[is_last].sort_values(["buyer", "net"], kind="stable")
    newest = newest.drop_duplicates("buyer", keep="last").set_index("buyer")
    told = told.join(newest[["product", "mall"]])
    back = bought.back.set_index("buyer")["day"].reindex(told.index).to_numpy()
    return told.assign(is_back=back >= told["last"].to_numpy())


def listed(known: Known, kind: ListKind, orders: pd.DataFrame | None = None) -> pd.DataFrame:
    """Who is on a list, without leaving anybody out.

    Args:
        known: what lists are made of.
        kind: which list.
        orders: each order and its discount; only for the lists that are about these.

    Returns:
        the columns ``COLUMNS``: numbers of the ``buyer`` and ``product`` (the one that is due, else
        the one bought last; nan where no file names it), the ``last`` day of that and how many
        days ``since``; the won at ``stake``, which is what was paid last for what is due, and else
        all that was ever paid (nan where unknown); the ``weight`` that puts the list in order;
        ``visits``, ``net``, ``state`` and ``mall`` of the customer. On the list of what is bought
        again somebody stands once for each product, with its ``lower``, ``median`` and ``upper``
        days; on those about discounts with how many of the ``orders`` were ``discounted``.
    """
    if kind is ListKind.AGAIN:
        return _again(known)
    people, until = known.people, known.book.until
    if kind is ListKind.SECOND:
        away = until - people["last"]
        some = people[(people["visits"] == 1) & away.between(SECOND_FROM, SECOND_TO)]
    elif kind in {ListKind.RESTING, ListKind.GONE}:
        first, last = _away(known.rules, kind)
        some = people[(until - people["last"]).between(first, last)]
    else:
        some = _by_discount(people, kind, orders)
    told = some.reset_index().assign(
        since=until - some["last"].to_numpy(), stake=some["net"].to_numpy(np.float64)
    )
    return _columns(told.assign(weight=told["stake"].fillna(0)))


def purchases(known: Known, kind: ListKind) -> Purchases:
    """What a list that depends on the day alone is found from.

    Raises:
        ValueError: the list does not depend on the day alone.
    """
    if not kind.is_timed:
        raise ValueError(kind)
    if kind is ListKind.AGAIN:
        return Purchases.of(known.bought.lines, "product")
    every = Purchases.of(known.book.visits)
    return every.first() if kind is ListKind.SECOND else every


def windows(known: Known, kind: ListKind, own: OwnRules | None = None) -> Callable[[int], Windows]:
    """The windows of a list as they were known at the end of a day.

    Args:
        known: what lists are made of.
        kind: which list.
        own: the rules that the seller set herself, which hold for all days.
    """
    lines = known.bought.lines
    days = lines["day"].to_numpy()
    every = Purchases.of(known.book.visits)

    def on(day: int) -> Windows:
        if kind is ListKind.AGAIN:
            told = customers_intervals.by_product(lines[days <= day], watched=known.book.watched)
            return Windows.around(told["median"])
        if kind is ListKind.SECOND:
            return Windows.same(SECOND_FROM, SECOND_TO)
        found = rules_on(every, day)
        return Windows.same(*_away(customers_states.with_own(found, own or OwnRules()), kind))

    return on


def rules_on(every: Purchases, day: int) -> Rules:
    """What made a state by what had happened at the end of a day."""
    is_told = every.next <= day
    reach = day - int(every.day.min()) + 1 if len(every.day) else 0
    return rules_of((every.next - every.day)[is_told], reach)


def hit_rate(known: Known, kind: ListKind, within: int, own: OwnRules | None = None) -> HitRate:
    """How many of those on earlier lists bought within the days after.

    The lists are those of earlier days as they would have been found then. Days on which nothing
    was known yet have none, nor those after which days are missing: who bought on these nobody
    knows. For each such one a list of an earlier day is looked at.
    """
    watched = known.book.watched
    days = [watched.until - within * (place + 1) for place in range(2 * PAST_LISTS)]
    some = [day for day in days if day > watched.since]
    seen = [day for day in some if watched.is_seen(day + 1, day + within)][:PAST_LISTS]
    found = analysis.hit_rate(purchases(known, kind), seen, within, windows(known, kind, own))
    passed = [day for day in some if len(seen) < PAST_LISTS or day >= seen[-1]]
    return replace(found, hidden=len(passed) - len(seen))


def _again(known: Known) -> pd.DataFrame:
    """Those of whom a product is usually bought again by now: a row for each product."""
    lines, intervals = known.bought.lines, known.intervals
    places = analysis.due(
        Purchases.of(lines, "product"), Windows.around(intervals["median"]), known.book.until
    )
    some = lines.iloc[places].rename(columns={"day": "last"})
    of_product = intervals.loc[some["product"]].reset_index(drop=True)
    who = known.people[["visits", "net", "state", "is_back"]].loc[some["buyer"]]
    told = pd.concat(
        [
            some.rename(columns={"net": "stake"}).reset_index(drop=True),
            of_product[["lower", "median", "upper"]],
            who.reset_index(drop=True),
        ],
        axis=1,
    )
    is_unknown = (told["no_amount"] > 0) & (told["stake"] == 0)
    stake = told["stake"].astype(np.float64).mask(is_unknown)
    # First those whose product people do buy again, and who paid most for it.
    often = (of_product["again"] / of_product["buyers"]).to_numpy()
    return _columns(told.assign(
        stake=stake, since=known.book.until - told["last"], weight=stake.fillna(0) * often
    ))  # fmt: skip


def _away(rules: Rules, kind: ListKind) -> tuple[int, int]:
    """Within how many days of the last purchase somebody is resting, or gone."""
    if kind is ListKind.RESTING:
        return rules.gap + 1, 2 * rules.gap
    return 2 * rules.gap + 1, NEVER


def _by_discount(people: pd.DataFrame, kind: ListKind, orders: pd.DataFrame | None) -> pd.DataFrame:
    """Those who buy at a discount only, or never at one; none where nobody can be told apart."""
    if orders is None or discount.discounted(orders).is_always:
        return people.iloc[:0]
    choose = discount.dependent if kind is ListKind.DISCOUNT else discount.independent
    return people.drop(columns="orders").join(choose(discount.habits(orders)), how="inner")


def _columns(told: pd.DataFrame) -> pd.DataFrame:
    """The columns of a list, those it does not have as unknown, in its order."""
    full = told.reindex(columns=list(COLUMNS))
    return full.sort_values(
        ["weight", "since", "buyer", "product"], ascending=[False, False, True, True],
        kind="stable", ignore_index=True,
    )  # fmt: skip
