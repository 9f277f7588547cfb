"""Where each customer stands with the shop, by rules anybody can check, and who moved.

Five states, of which every buyer has exactly one. The rules are absolute: in a shop where most buy
once, ranks would call some of them regulars and others not for no reason. Days are whole numbers
of the seller's calendar, from any beginning; purchases of one day are one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.priced import lacking, spent
from core.stats.topmost import topmost

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

USUAL_GAP: Final = 90
"""Days without a purchase that are nothing unusual, while a shop is too young to tell its own."""
_ROUNDING: Final = 1e-9

LEAST_GAP: Final = 30
LEAST_PAIRS: Final = 30
"""So many times somebody has come again before a shop's own rhythm counts."""
LEAST_REACH: Final = 2 * USUAL_GAP
"""So many days files reach over before it counts: shorter ones hold none but the short gaps."""
MOST_OF: Final = 4
GAP_PART: Final = 0.9
"""Of those who came again so many did within the gap."""

REGULAR_FROM: Final = 3
REGULAR_TOP: Final = 0.1
TOP_FROM: Final = 2
"""A regular came three times, or twice and belongs to the tenth that spent most."""


class State(IntEnum):
    """Where a customer stands."""

    FIRST = 1
    """첫 구매: came once, not long ago."""
    AGAIN = 2
    """다시 구매: came again, not long ago."""
    REGULAR = 3
    """단골."""
    RESTING = 4
    """쉬는 중: not seen for longer than usual."""
    GONE = 5
    """떠남: not seen for more than twice as long as usual."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What makes a state.

    Attributes:
        gap: days up to which a customer is not missed; after twice as many he is gone.
        regular_from: purchases that make a regular.
        top: the share of buyers, by what they spent, who are regulars after ``TOP_FROM``.
        is_own: whether the gap is that of the shop, and not the usual one.

    Raises:
        ValueError: a number is impossible.
    """

    gap: int = USUAL_GAP
    regular_from: int = REGULAR_FROM
    top: float = REGULAR_TOP
    is_own: bool = False

    def __post_init__(self) -> None:
        """Refuse the impossible."""
        if self.gap < 1 or self.regular_from < TOP_FROM or not 0 <= self.top < 1:
            msg = f"{self} makes no states"
            raise ValueError(msg)


def rules_of(gaps: npt.ArrayLike, reach: int) -> Rules:
    """The rules of a shop whose customers came again after these days.

    Nine of ten came within the gap; the usual one while fewer than ``LEAST_PAIRS`` came again, or
    while files reach over fewer than ``LEAST_REACH`` days: who comes after three months cannot be
    in a file of two. Of the longer gaps files hold the fewer the shorter they are, as both ends
    must lie in them; so each counts for as many as there are for one that is seen.

    Args:
        gaps: days between two purchases of one customer.
        reach: over how many days purchases are known.
    """
    days = np.asarray(gaps, dtype=np.float64)
    if len(days) < LEAST_PAIRS or reach < LEAST_REACH:
        return Rules()
    return Rules(max(LEAST_GAP, _usual_of(np.sort(days), reach)), is_own=True)


def _usual_of(days: Floats, reach: int) -> int:
    """Within how many days ``GAP_PART`` of returns come, also those that files are too short for.

    A gap of d days can begin on ``reach`` − d days of the files (Horvitz and Thompson 1952). One
    gap alone counts for at most ``MOST_OF`` short ones, or a single long one would decide.
    """
    weight = 1 / np.maximum(reach - days, reach / MOST_OF)
    part = np.cumsum(weight) / weight.sum()
    return int(np.ceil(days[np.searchsorted(part, GAP_PART - _ROUNDING)]))


def gaps_between(visits: pd.DataFrame) -> Ints:
    """Days from each purchase to the next one of the same customer.

    Args:
        visits: one row a customer and day: ``buyer`` and ``day``, in any order.
    """
    ordered = _ordered(visits)
    buyer, day = (ordered[name].to_numpy(np.int64) for name in ("buyer", "day"))
    is_same = buyer[1:] == buyer[:-1]
    gaps = (day[1:] - day[:-1])[is_same]
    return np.asarray(gaps[gaps > 0])


def states(customers: pd.DataFrame, today: int, rules: Rules) -> "pd.Series[int]":
    """The state of each customer.

    Args:
        customers: one row each: ``last`` day, ``visits`` (days on which he bought), ``net`` won
            and, where some lines tell no amount, how many (``unpriced``).
        today: the day.
        rules: what makes a state.

    Returns:
        the number of a ``State`` for each row.
    """
    last, visits, net = (customers[name].to_numpy(np.int64) for name in ("last", "visits", "net"))
    found = _states_of(last, visits, spent(net, lacking(customers)), today, rules)
    return pd.Series(found, index=customers.index, dtype=np.int64)


def _states_of(last: Ints, visits: Ints, won: Floats, today: int, rules: Rules) -> Small:
    away = today - last
    is_again = visits >= TOP_FROM
    is_regular = (visits >= rules.regular_from) | (is_again & topmost(won, rules.top))
    # States count up: a regular came again too, and who is gone rests. Sums of small numbers are
    # fifteen times as fast as choosing by conditions.
    near = np.int8(State.FIRST) + is_again.view(np.int8) + is_regular.view(np.int8)
    is_away, is_gone = ((away > gaps * rules.gap).view(np.int8) for gaps in (1, 2))
    return np.asarray(np.maximum(near, is_away * np.int8(State.RESTING)) + is_gone)


def known_on(visits: pd.DataFrame, day: int) -> pd.DataFrame:
    """The customers as they were known at the end of a day.

    Args:
        visits: one row a customer and day: ``buyer``, ``day``, ``net``, in any order.
        day: the day.

    Returns:
        one row a ``buyer`` (the index) who had bought by then: ``first``, ``last``, ``visits``,
        ``net`` and ``unpriced``.
    """
    return _Timeline.of(visits).known_on(day)


def moved(visits: pd.DataFrame, begun: int, day: int, rules: Rules) -> pd.DataFrame:
    """What each customer was at the end of one day, and what he is at the end of a later one.

    Args:
        visits: one row a customer and day: ``buyer``, ``day``, ``net``, in any order.
        begun: the day before.
        day: the day.
        rules: what makes a state, the same on both days.

    Returns:
        one row a ``buyer`` (the index) who had bought by the later day: ``before`` and ``after``
        (numbers of states; ``before`` is 0 of those who had not bought yet).
    """
    line = _Timeline.of(visits)
    known = line.known_on(day)
    before = states(line.known_on(begun), begun, rules).reindex(known.index, fill_value=0)
    return pd.DataFrame({"before": before, "after": states(known, day, rules)})


def moves(visits: pd.DataFrame, days: Sequence[int], rules: Rules) -> pd.DataFrame:
    """How many moved from which state to which, between the ends of some days.

    Args:
        visits: one row a customer and day: ``buyer``, ``day``, ``net``, in any order.
        days: at least two, the first one first; the states at the end of each are compared.
        rules: what makes a state, the same on all days.

    Returns:
        ``day`` (to which), ``before`` and ``after`` (numbers of states; 0 of those who had not
        bought yet) and ``customers``; also of those who stayed what they were.
    """
    parts: list[Ints] = []
    last: Small | None = None
    for day, now in zip(days, _Timeline.of(visits).states_on(days, rules), strict=True):
        if last is not None:
            # Who has not bought by then is in no state on either day.
            pairs = np.bincount(last * _STATES + now, minlength=_STATES**2)
            pairs[0] = 0
            found = np.flatnonzero(pairs)
            parts.append(
                np.column_stack(
                    (np.full_like(found, day), found // _STATES, found % _STATES, pairs[found])
                )
            )
        last = now
    rows = np.concatenate(parts) if parts else np.empty((0, 4), dtype=np.int64)
    return pd.DataFrame(rows, columns=["day", "before", "after", "customers"])


_STATES: Final = len(State) + 1
"""The states, and 0 for those who have not bought."""


@dataclass(frozen=True, slots=True, eq=False)
class _Timeline:
    """Purchases in the order of buyers and their days, so that any day is a place in each part.

    ``starts`` is where a buyer begins, ``spent`` the won before each purchase and after the last,
    ``lacking`` likewise the lines without an amount.
    """

    buyer: Ints
    day: Ints
    spent: Ints
    lacking: Ints
    starts: Ints

    @classmethod
    def of(cls, visits: pd.DataFrame) -> "_Timeline":
        ordered = _ordered(visits)
        buyer, day, net = (ordered[name].to_numpy(np.int64) for name in ("buyer", "day", "net"))
        begins = np.ones(len(buyer), dtype=np.bool_)
        begins[1:] = buyer[1:] != buyer[:-1]
        won, untold = (
            np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(some)))
            for some in (net, lacking(ordered))
        )
        return cls(buyer, day, won, untold, np.flatnonzero(begins))

    def known_on(self, day: int) -> pd.DataFrame:
        """Those who had bought by then."""
        visits = self._visits(day)
        is_there = visits > 0
        start, count = self.starts[is_there], visits[is_there]
        return pd.DataFrame(
            {
                "first": self.day[start],
                "last": self.day[start + count - 1],
                "visits": count,
                "net": self.spent[start + count] - self.spent[start],
                "unpriced": self.lacking[start + count] - self.lacking[start],
            },
            index=pd.Index(self.buyer[start], name="buyer"),
        )

    def states_on(self, days: Sequence[int], rules: Rules) -> Iterator[Small]:
        """The states of every buyer there ever is on some days, one after the other.

        0 of those who had not bought by then. Only what was bought in between is added up, which
        is little of all.
        """
        whose = np.repeat(np.arange(len(self.starts)), np.diff(self.starts, append=len(self.day)))
        net, unpriced = np.diff(self.spent), np.diff(self.lacking)
        last, visits, won, untold = (np.zeros(len(self.starts), dtype=np.int64) for _ in range(4))
        begun = np.iinfo(np.int64).min
        for day in days:
            places = np.flatnonzero((self.day > begun) & (self.day <= day))
            who = whose[places]
            # Of several purchases of one customer the last assignment stays.
            last[who] = self.day[places]
            np.add.at(visits, who, 1)
            np.add.at(won, who, net[places])
            np.add.at(untold, who, unpriced[places])
            there = np.flatnonzero(visits)
            found = np.zeros(len(visits), dtype=np.int8)
            found[there] = _states_of(
                last[there], visits[there], spent(won[there], untold[there]), day, rules
            )
            begun = day
            yield found

    def _visits(self, day: int) -> Ints:
        """On how many days each buyer had bought by then."""
        if not len(self.starts):
            return self.starts
        so_far = np.cumsum(self.day <= day)
        ends = np.append(self.starts[1:], len(self.day)) - 1
        return np.asarray(np.diff(so_far[ends], prepend=0))


def _ordered(visits: pd.DataFrame) -> pd.DataFrame:
    """The purchases in the order of buyers and their days; as they are where they are so."""
    buyer, day = (visits[name].to_numpy(np.int64) for name in ("buyer", "day"))
    is_later = (buyer[1:] > buyer[:-1]) | ((buyer[1:] == buyer[:-1]) & (day[1:] >= day[:-1]))
    return visits if is_later.all() else visits.sort_values(["buyer", "day"], kind="stable")
