"""What links in posts of customers brought, day by day, with the won where files tell them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.store.fact_sums import Wish, sums
from core.store.link_days import CODES
from core.terms import Period, Subject

MEASURES: Final = ("visits", "payments", "won")

_TOLD: Final = (CODES, CODES[:3], CODES[:2])
"""Older files tell fewer parts of a link; the fullest that is there is used."""

_NAMED: Final = (
    {"payments_last": "payments", "gross_last": "won"},
    {"payments": "payments", "gross": "won"},
    {"payments_last": "payments"},
    {"payments": "payments"},
)
"""Under which names payments and the won of them are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class LinkDays:
    """What links brought.

    Attributes:
        rows: ``day``, the parts of a link that are told, and ``MEASURES`` (NA where not told).
        days: the days that are told at all.
        parts: the names of the parts, of ``CODES``.
    """

    rows: pd.DataFrame
    days: tuple[date, ...]
    parts: tuple[str, ...]


def link_days(session: Session, shop_id: int, period: Period) -> LinkDays:
    """What each link brought on each day of a period, by the export that tells most of it."""
    for names in _NAMED:
        for by in _TOLD:
            wish = Wish(period, ("visits", *names), by=by, daily=True)
            rows = sums(session, shop_id, Subject.LINK, wish).rows
            if len(rows):
                days = [moment.date() for moment in rows["day"]]
                told = rows.rename(columns=names).assign(day=days)
                return LinkDays(
                    told.reindex(columns=["day", *by, *MEASURES]), tuple(sorted(set(days))), by
                )
    return LinkDays(pd.DataFrame(columns=["day", *CODES, *MEASURES]), (), CODES)
