"""What came through links with a code in the days after something was published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlmodel import Session

from core.store.link_days import CODES, link_days
from core.terms import Period


@dataclass(frozen=True, slots=True)
class Brought:
    """What a code brought.

    Attributes:
        visits: None where no file tells any of the days, or none ever names the code.
        orders: the same of payments.
        told: so many of the days are told.
        days: so many of them are over.
    """

    visits: int | None
    orders: int | None
    told: int
    days: int


def brought(
    session: Session, shop_id: int, asked: Sequence[tuple[str, Period]], today: date
) -> list[Brought | None]:
    """What each code brought in its days; None without a code.

    A code is looked for in every part of a link, whole, whatever its capitals.
    """
    some = [period for code, period in asked if code and period.first < today]
    if not some:
        return [Brought(None, None, 0, 0) if code else None for code, _ in asked]
    whole = Period(min(one.first for one in some), min(max(one.last for one in some), today))
    rows, days = link_days(session, shop_id, whole)
    lower = {name: rows[name].astype("string").str.lower() for name in CODES}
    return [_one(rows, lower, days, code, period, today) for code, period in asked]


def _one(  # noqa: PLR0913, PLR0917  (the rows, and what is asked of them)
    rows: pd.DataFrame,
    lower: dict[str, "pd.Series[str]"],
    days: list[date],
    code: str,
    period: Period,
    today: date,
) -> Brought | None:
    if not code:
        return None
    over = max(0, min(period.days, (today - period.first).days))
    told = sum(day in period and day < today for day in days)
    mine = pd.Series(data=False, index=rows.index)
    for name in CODES:
        mine |= (lower[name] == code.strip().lower()).fillna(False)  # noqa: FBT003
    if not told or not mine.any():
        return Brought(None, None, told, over)
    inside = pd.Series([day in period and day < today for day in rows["day"]], index=rows.index)
    found = rows[mine & inside]
    return Brought(_sum(found["visits"]), _sum(found["payments"]), told, over)


def _sum(values: "pd.Series[int]") -> int | None:
    return None if values.isna().any() else int(values.sum())
