"""How many of a list are left out of it, and why."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from core.services.customers_contact import Mark, Standing, among, is_noted, marks
from core.services.customers_due import ListKind


class Left(StrEnum):
    """Why somebody is left out whatever the seller wants to see; the first that holds."""

    OUT = "out"
    """The seller or they themselves said so, or their data were deleted."""
    NOTED = "noted"
    """They were contacted or skipped on this list already."""


def left_out(
    every: pd.DataFrame, kind: ListKind, now: Standing, *, everybody: bool = False
) -> Mapping[Left | Mark, int]:
    """How many customers of a list are not shown, by why; those of nobody left out.

    Args:
        every: the list, as ``core.services.customers_due.listed`` has it.
        kind: which.
        now: what holds on the day.
        everybody: whether those who have a ``Mark`` are shown too.
    """
    why = np.select(
        [among(every, now.out), is_noted(every, kind, now.noted.get(kind))],
        [one.value for one in Left],
        "" if everybody else marks(every, now),
    )
    # Who is shown for one product is shown, whatever holds for another.
    each = pd.DataFrame({"buyer": every["buyer"].to_numpy(), "why": why})
    shown = each.loc[each["why"] == "", "buyer"]
    hidden = each[~each["buyer"].isin(shown)].drop_duplicates("buyer")
    counts = hidden["why"].value_counts()
    return {one: int(counts[one.value]) for one in (*Left, *Mark) if one.value in counts.index}
