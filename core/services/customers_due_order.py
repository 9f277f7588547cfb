"""In which order a list of customers stands."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis.customers_due import TO_PART
from core.services.customers_due import ListKind


class First(StrEnum):
    """Who comes first on a list; of equals who paid most."""

    NOW = "now"
    """Those whose time is right now, then those a little late, then those a little early."""
    WEIGHT = "weight"
    """Those who paid most: last time for what is due, else in all."""
    LAPSING = "lapsing"
    """Those whose time is soonest over."""


def ways(kind: ListKind) -> tuple[First, ...]:
    """In which orders a list can be looked at, the usual one first."""
    if kind is ListKind.AGAIN:
        return First.NOW, First.WEIGHT, First.LAPSING
    if kind is ListKind.SECOND:
        return First.WEIGHT, First.LAPSING
    return (First.WEIGHT,)


def ordered(some: pd.DataFrame, first: First, passed: int = 0) -> pd.DataFrame:
    """A list in an order.

    Args:
        some: as ``core.services.customers_due.listed`` has it.
        first: who comes first.
        passed: so many days have passed since the last one that files tell of.
    """
    if first is First.NOW:
        place = _phase(some, passed)
    else:
        place = _left(some) if first is First.LAPSING else np.zeros(len(some))
    return some.assign(place=place, paid=some["stake"].fillna(0)).sort_values(
        ["place", "paid", "since", "buyer", "product"],
        ascending=[True, False, False, True, True], kind="stable",
    ).drop(columns=["place", "paid"])  # fmt: skip


def _phase(some: pd.DataFrame, passed: int) -> npt.NDArray[np.float64]:
    """0 where it is just right, 1 where late, 2 where early."""
    since = some["since"].to_numpy(np.float64) + passed
    is_early = since < some["median"].to_numpy(np.float64)
    is_late = since > some["upper"].to_numpy(np.float64)
    return np.select([is_early, is_late], [2.0, 1.0], 0.0)


def _left(some: pd.DataFrame) -> npt.NDArray[np.float64]:
    """How many days somebody stays on the list; the less, the sooner it is over."""
    ends = np.floor(some["median"].to_numpy(np.float64) * TO_PART)
    return np.asarray(np.where(np.isnan(ends), 0, ends) - some["since"].to_numpy())
