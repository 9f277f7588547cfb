"""What came back after it was sent, and what its buyers gave as the reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import care_rates
from core.analysis.care_rates import WEEK
from core.services.care_files import Files
from core.stats.proportions import Tally
from core.store import care_promises as store
from core.store.moments import day_number, day_of
from core.terms import Claim, Mall, Period

WEEKS: Final = 8
UNSAID: Final = 0.2
"""More returns and exchanges without a reason than this share, and no share is told."""

MALL: Final = Mall.SMARTSTORE
"""The only mall whose files of claims tell reasons."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it blames ("wrong", "defect", "told" or ""), and of how many lines."""

    text: str
    kind: str
    returned: int
    exchanged: int

    @property
    def lines(self) -> int:
        """Of how many lines altogether."""
        return self.returned + self.exchanged


@dataclass(frozen=True, slots=True)
class ProductClaims:
    """What came back of one product: lines sent, defects, wrong ones, returns and exchanges."""

    lines: int
    defect: int
    wrong: int
    returned: int
    exchanged: int


@dataclass(frozen=True, slots=True)
class Claims:
    """What came back of the lines that were sent on some days.

    Attributes:
        period: the days of dispatch; None where no file of returns tells of any that are old
            enough.
        lines: how many were sent.
        waiting: sent so lately that more may come back.
        defect: how many of them came back broken or faulty.
        wrong: how many because they were the wrong ones.
        returned: how many were returned, for whatever reason.
        exchanged: how many were exchanged.
        unsaid: returns and exchanges without a reason.
        has_exchanges: whether a file of exchanges tells their reasons.
        reasons: the most frequent first.
        weeks: the first day of each week, the oldest first, and its defects and wrong ones.
        products: by their numbers.
    """

    period: Period | None = None
    lines: int = 0
    waiting: int = 0
    defect: int = 0
    wrong: int = 0
    returned: int = 0
    exchanged: int = 0
    unsaid: int = 0
    has_exchanges: bool = False
    reasons: tuple[Reason, ...] = ()
    weeks: tuple[tuple[date, Tally], ...] = ()
    products: tuple[tuple[int, ProductClaims], ...] = ()

    @property
    def tells_reasons(self) -> bool:
        """Whether reasons are known of nearly all that came back."""
        return self.unsaid <= UNSAID * (self.returned + self.exchanged)

    @property
    def faults(self) -> Tally:
        """Defects and wrong deliveries together."""
        return Tally(self.defect + self.wrong, self.lines)


def read(session: Session, shop_id: int, files: Files) -> Claims:
    """What came back, as far as files of returns tell."""
    period = window(files)
    if files.returns_made is None or period is None or MALL not in files.made:
        return Claims()
    until = min(files.returns_made, files.made[MALL])
    found = store.claims(session, shop_id, MALL, Period(period.first, until))
    is_old = found["sent"] <= day_number(period.last)
    told = _told(found[is_old])
    return Claims(
        period,
        lines=_sum(told),
        waiting=_sum(found[~is_old]),
        defect=_sum(told[told["kind"] == "defect"]),
        wrong=_sum(told[told["kind"] == "wrong"]),
        returned=_sum(told[told["claim"] == Claim.RETURN.value]),
        exchanged=_sum(told[told["claim"] == Claim.EXCHANGE.value]),
        unsaid=_sum(told[told["claim"].notna() & told["reason"].isna()]),
        has_exchanges=files.has_exchanges,
        reasons=_reasons(told),
        weeks=_weeks(told, period),
        products=_products(told),
    )


def window(files: Files) -> Period | None:
    """The days of dispatch that are looked at: whole weeks, old enough, told of by a file."""
    if files.returns is None or files.returns_made is None:
        return None
    last = min(files.returns_made, files.asof) - timedelta(days=care_rates.CLAIMED_AFTER)
    if last < files.asof - timedelta(days=care_rates.CLAIMED_AFTER + WEEK * WEEKS):
        return None
    first = max(last - timedelta(days=WEEK * WEEKS - 1), files.returns.first)
    return Period(first, last) if first <= last else None


def _told(found: pd.DataFrame) -> pd.DataFrame:
    """The lines with what their reason blames."""
    return found.assign(kind=care_rates.fault_of(found["reason"]))


def _sum(some: pd.DataFrame) -> int:
    return int(some["lines"].sum())


def _reasons(told: pd.DataFrame) -> tuple[Reason, ...]:
    said = told[told["reason"].notna()]
    if said.empty:
        return ()
    each = said.assign(
        returned=np.where(said["claim"] == Claim.RETURN.value, said["lines"], 0),
        exchanged=np.where(said["claim"] == Claim.EXCHANGE.value, said["lines"], 0),
    )
    sums = each.groupby(["reason", "kind"], as_index=False)[
        ["returned", "exchanged", "lines"]
    ].sum()
    sums = sums.sort_values(["lines", "reason"], ascending=[False, True])
    columns = (sums[name].tolist() for name in ("reason", "kind", "returned", "exchanged"))
    return tuple(Reason(*row) for row in zip(*columns, strict=True))


def _weeks(told: pd.DataFrame, period: Period) -> tuple[tuple[date, Tally], ...]:
    """Whole weeks that end with the period."""
    back = (day_number(period.last) - told["sent"]) // WEEK
    is_fault = told["kind"].isin(["defect", "wrong"])
    weeks = []
    for place in reversed(range(period.days // WEEK)):
        here = back == place
        tally = Tally(_sum(told[here & is_fault]), _sum(told[here]))
        first = day_of(day_number(period.last) - WEEK * (place + 1) + 1)
        weeks.append((first, tally))
    return tuple(weeks)


def _products(told: pd.DataFrame) -> tuple[tuple[int, ProductClaims], ...]:
    known = told[told["product"].notna()]
    each = pd.DataFrame(
        {
            "product": known["product"].astype(np.int64),
            "lines": known["lines"],
            "defect": known["lines"].where(known["kind"] == "defect", 0),
            "wrong": known["lines"].where(known["kind"] == "wrong", 0),
            "returned": known["lines"].where(known["claim"] == Claim.RETURN.value, 0),
            "exchanged": known["lines"].where(known["claim"] == Claim.EXCHANGE.value, 0),
        }
    )
    sums = each.groupby("product").sum()
    rows = zip(sums.index.tolist(), *(sums[name].tolist() for name in sums), strict=True)
    return tuple((int(number), ProductClaims(*map(int, counts))) for number, *counts in rows)
