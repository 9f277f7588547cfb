"""How customers stand with the shop, and who moved month by month: the tab 상태와 이동."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from core.analysis import customer_states as analysis
from core.analysis import second_purchase
from core.analysis.customer_states import Rules, State
from core.services import covering, customers_moves, customers_states
from core.services.customer_book import CustomerBook
from core.services.customers_moves import Move
from core.services.opening import OpenShop
from core.store import customers as store
from core.store.moments import day_number, day_of
from core.terms import Period

MONTHS: Final = 12
"""So many months back moves are told, the one that is going on among them."""

Ids = npt.NDArray[Any]
"""Numbers of buyers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One state: how many customers are in it, and what they have spent in won.

    Of ``untold`` of them no amount is known.
    """

    state: State
    customers: int
    net: int
    untold: int = 0

    @property
    def spent(self) -> int | None:
        """What they have spent; None where no amount is known."""
        return None if self.customers and self.untold == self.customers else self.net


@dataclass(frozen=True, slots=True)
class Month:
    """Who moved in one month.

    Attributes:
        first: its first day.
        last: its last day that files tell of.
        days_left: how many days of it they do not tell of.
        is_first: whether files begin in it, so that everybody in it looks new.
        moves: how many moved in each way; by ``Move``, those of nobody left out.
        buyers: how many had ever bought by its end,
        once: and how many of them but once.
    """

    first: date
    last: date
    days_left: int
    is_first: bool
    moves: Mapping[Move, int]
    buyers: int
    once: int


@dataclass(frozen=True, slots=True)
class View:
    """The whole tab.

    Attributes:
        asof: the last day with an order.
        told_until: the last day that order files tell of, also where nobody ordered any more.
        rules: what makes a state now.
        shops: what would, had the seller said nothing.
        pairs: so many times somebody came again, from which the shop's own gap is found.
        reach: over so many days files reach.
        standings: the five states.
        months: the last ones, the oldest first.
    """

    asof: date
    told_until: date
    rules: Rules
    shops: Rules
    pairs: int
    reach: int
    standings: tuple[Standing, ...]
    months: tuple[Month, ...]

    @property
    def customers(self) -> int:
        """All buyers."""
        return sum(one.customers for one in self.standings)

    @property
    def net(self) -> int:
        """What they have spent, in won."""
        return sum(one.net for one in self.standings)

    def of(self, state: State) -> Standing:
        """One state."""
        return self.standings[state - 1]


def view(book: CustomerBook, rules: Rules) -> View:
    """How customers stand at the end of what files tell, and how they came there."""
    gaps = analysis.gaps_between(book.visits)
    found = customers_states.states(book, rules, book.until).to_numpy()
    counts = np.bincount(found, minlength=len(State) + 1)
    net, is_untold = book.customers["net"].to_numpy(np.int64), book.spent.isna().to_numpy()
    untold = np.bincount(found[is_untold], minlength=len(State) + 1)
    standings = tuple(
        Standing(one, int(counts[one]), int(net[found == one].sum()), int(untold[one]))
        for one in State
    )
    return View(
        book.last_day, book.told_until, rules, analysis.rules_of(gaps, book.days), len(gaps),
        book.days, standings, _months(book, rules),
    )  # fmt: skip


def in_state(book: CustomerBook, rules: Rules, state: State) -> Ids:
    """Who is in a state, those who spent most first."""
    found = customers_states.states(book, rules, book.until)
    return by_net(book, found.index.to_numpy()[found.to_numpy() == state])


def movers(book: CustomerBook, rules: Rules, month: Month, move: Move) -> Ids:
    """Who moved so in a month, those who spent most first."""
    before = day_number(month.first) - 1
    found = analysis.moved(book.visits, before, day_number(month.last), rules)
    return by_net(book, found.index.to_numpy()[customers_moves.kinds(found) == move])


def by_net(book: CustomerBook, buyers: Ids) -> Ids:
    """Some customers, those who spent most first."""
    # The numbers are in order, so that bisection finds them.
    places = np.searchsorted(book.customers.index.to_numpy(), buyers)
    spent = book.spent.to_numpy()[places]
    # Of whom no amount is known come last, which is what sorting does with NaN.
    return np.asarray(buyers[np.argsort(-spent, kind="stable")])


def unknown_share(shop: OpenShop, book: CustomerBook) -> float:
    """Of which part of the order lines that count nobody knows the buyer.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    if not book.unknown_lines:
        return 0.0
    with shop.store.read() as session:
        lines = store.lines(session, shop.id)
    return min(1.0, book.unknown_lines / max(1, lines))


def gaps(shop: OpenShop) -> tuple[Period, ...]:
    """Days between the first and the last that no order file tells of.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        coverage = covering.told(session, shop.id).coverage
    return () if coverage is None else coverage.gaps


def _months(book: CustomerBook, rules: Rules) -> tuple[Month, ...]:
    last = book.last_day.replace(day=1)
    begun = max(day_of(book.since).replace(day=1), _shifted(last, 1 - MONTHS))
    firsts = [begun]
    while firsts[-1] < last:
        firsts.append(_shifted(firsts[-1], 1))
    ends = [*(day_number(one) - 1 for one in firsts), book.until]
    counted = analysis.moves(book.visits, ends, rules)
    counted = counted.assign(move=customers_moves.kinds(counted))
    sums = counted.groupby(["day", "move"])["customers"].sum().to_dict()
    once = second_purchase.once_by(book.visits, ends[1:])
    told = zip(once["buyers"].tolist(), once["once"].tolist(), strict=True)
    return tuple(
        _month(book, first, end, sums, counts)
        for first, end, counts in zip(firsts, ends[1:], told, strict=True)
    )


def _month(
    book: CustomerBook, first: date, end: int, sums: Mapping[Any, int], told: tuple[int, int]
) -> Month:
    moves = {one: sums.get((end, int(one)), 0) for one in Move}
    whole = day_number(_shifted(first, 1)) - 1
    return Month(
        first,
        day_of(end),
        whole - end,
        first <= day_of(book.since),
        {one: count for one, count in moves.items() if count},
        *told,
    )


def _shifted(month: date, months: int) -> date:
    """The first day of the month so many months later."""
    whole = month.year * 12 + month.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)
