"""Visits and payments by the codes of links, day by day."""

from datetime import date
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.store.fact_sums import Wish, sums
from core.terms import Period, Subject

CODES: Final = ("channel_name", "channel_detail", "channel_group", "keyword")
"""Where a file keeps nt_source, nt_medium, nt_detail and nt_keyword."""

_TOLD: Final = (CODES, CODES[:3], CODES[:2])
"""Older files tell fewer of them; the fullest that is there is used."""

_PAID: Final = ("payments_last", "payments")


def link_days(session: Session, shop_id: int, period: Period) -> tuple[pd.DataFrame, list[date]]:
    """What links brought on each day, and the days that are told at all.

    Returns:
        a frame with ``day``, ``CODES``, ``visits`` and ``payments`` (NA where not told), and the
        days. On a day that is told and has no row of a code, it brought nothing.
    """
    for paid in _PAID:
        for by in _TOLD:
            wish = Wish(period, ("visits", paid), by=by, daily=True)
            rows = sums(session, shop_id, Subject.LINK, wish).rows
            if len(rows):
                days = [moment.date() for moment in rows["day"]]
                told = rows.rename(columns={paid: "payments"}).assign(day=days)
                return told.reindex(columns=["day", *CODES, "visits", "payments"]), sorted(
                    set(days)
                )
    return pd.DataFrame({name: [] for name in ("day", *CODES, "visits", "payments")}), []
