"""Numbers beside the stage 살펴봄: who compares, and who wants news. The two are never added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.services.opening import OpenShop
from core.store import fact_sums, uploads
from core.store.fact_sums import Wish
from core.terms import Period, Subject

WEEK: Final = timedelta(days=7)
BACK: Final = 91
"""Days within which a number was told last."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One number beside a stage.

    Attributes:
        name: which: ``wishes``, ``cart_adds`` or ``subscribers``.
        value: the newest, or the sum of ``period``; None where nobody told.
        day: of which day the newest is.
        week_before: what it was a week before that day; None where nobody told.
        period: the days that were added up.
        days: of how many of them it is known.
        files: where it is from.
    """

    name: str
    value: int | None = None
    day: date | None = None
    week_before: int | None = None
    period: Period | None = None
    days: int = 0
    files: tuple[str, ...] = ()

    @property
    def growth(self) -> int | None:
        """By how much it grew in a week."""
        if self.value is None or self.week_before is None:
            return None
        return self.value - self.week_before


def beside(shop: OpenShop, period: Period) -> tuple[Beside, ...]:
    """Wishes, things put into the cart, and those who want news, as far as they are told.

    Args:
        shop: whose.
        period: the days that are looked at.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        names = {row.id: row.name for row in uploads.history(session, shop.id)}
        found = _Reading(session, shop.id, period, names)
        return found.state("wishes"), found.carts(), found.state("subscribers")


@dataclass(frozen=True, slots=True)
class _Reading:
    session: Session
    shop_id: int
    period: Period
    names: dict[int, str]

    def state(self, name: str) -> Beside:
        """A count of a day: the newest one up to the end of the period."""
        span = Period.ending(self.period.last, BACK)
        rows, files = self._daily(name, span)
        if rows.empty:
            return Beside(name)
        told = {day.date(): int(value) for day, value in zip(rows["day"], rows[name], strict=True)}
        newest = max(told)
        return Beside(
            name, told[newest], newest, told.get(newest - WEEK), span, len(told), files
        )  # fmt: skip

    def carts(self) -> Beside:
        """How often something was put into the cart, where every day of the period is told."""
        rows, files = self._daily("cart_adds", self.period)
        if rows.empty:
            return Beside("cart_adds")
        value = int(rows["cart_adds"].sum()) if len(rows) == self.period.days else None
        return Beside("cart_adds", value, period=self.period, days=len(rows), files=files)

    def _daily(self, name: str, span: Period) -> tuple[pd.DataFrame, tuple[str, ...]]:
        wish = Wish(span, (name,), daily=True)
        found = fact_sums.sums(self.session, self.shop_id, Subject.SHOP, wish)
        uploaded: Sequence[int] = sorted({some.upload_id for some in found.cover.used})
        files = tuple(self.names[number] for number in uploaded if number in self.names)
        return found.rows.dropna(), files
