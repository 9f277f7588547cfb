"""Segments by how lately, how often and how much customers bought."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis import customer_states, rfm
from core.analysis.rfm import Bounds, Segment
from core.services.customer_book import CustomerBook
from core.services.customers_states_view import by_net
from core.store.moments import day_of

__all__ = ["Bounds", "Segment"]


@dataclass(frozen=True, slots=True)
class Part:
    """One segment: its customers, what they spent within the window, and their spending fifths.

    ``most`` of its customers belong to the fifth that spent most; of ``untold`` of them no amount
    is known.
    """

    segment: Segment
    customers: int
    net: int
    most: int
    untold: int = 0

    @property
    def spent(self) -> int | None:
        """What they spent; None where no amount is known."""
        return None if self.customers and self.untold == self.customers else self.net


@dataclass(frozen=True, slots=True)
class Segments:
    """All customers of the window, each in one segment.

    Attributes:
        since: the first day of the window, or of what files tell.
        until: its last day.
        bounds: what makes a score.
        gaps: from so many returns the days were found.
        parts: the ten segments, in their order.
        older: customers whose last purchase lies before the window.
    """

    since: date
    until: date
    bounds: Bounds
    gaps: int
    parts: tuple[Part, ...]
    older: int

    @property
    def customers(self) -> int:
        """How many bought within the window."""
        return sum(one.customers for one in self.parts)

    @property
    def net(self) -> int:
        """What they spent in it, in won."""
        return sum(one.net for one in self.parts)


def view(book: CustomerBook) -> Segments:
    """Everybody who bought within the window, by segment."""
    gaps = customer_states.gaps_between(book.visits)
    bounds = rfm.bounds_of(gaps, book.days)
    customers, found = _scored(book, bounds)
    segment = found["segment"].to_numpy()
    size = len(Segment) + 1
    counts = np.bincount(segment, minlength=size)
    most, untold = (
        np.bincount(segment[found["m"].to_numpy() == score], minlength=size)
        for score in (rfm.SCORES, 0)
    )
    net = customers["net"].to_numpy()
    parts = tuple(
        Part(
            one, int(counts[one]), int(net[segment == one].sum()), int(most[one]), int(untold[one])
        )
        for one in Segment
    )
    return Segments(
        day_of(max(book.since, book.until - bounds.window + 1)), book.last_day, bounds, len(gaps),
        parts, len(book.customers) - len(customers),
    )  # fmt: skip


def members(book: CustomerBook, segment: Segment) -> npt.NDArray[Any]:
    """Who is in a segment, those who spent most first."""
    bounds = rfm.bounds_of(customer_states.gaps_between(book.visits), book.days)
    _customers, found = _scored(book, bounds)
    return by_net(book, found.index.to_numpy()[found["segment"].to_numpy() == segment])


def _scored(book: CustomerBook, bounds: Bounds) -> tuple[pd.DataFrame, pd.DataFrame]:
    customers = rfm.within(book.visits, book.until, bounds)
    return customers, rfm.scored(customers, book.until, bounds)
