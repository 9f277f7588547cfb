"""Which channel, product, device or kind of customer explains a change of the payment rate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.analysis import mix
from core.analysis.mix import Explained
from core.services import channel_source
from core.services.journey_only import By
from core.services.journey_reading import NAVER
from core.stats.mix import Ratio
from core.store import fact_sums, journeys, totals
from core.store.fact_sums import Wish
from core.terms import Device, Mall, Period, Subject
from core.verdicts.journey import TELLING

FILES: Final[Mapping[By, str]] = {
    By.CHANNEL: "smartstore_visits",
    By.PRODUCT: "smartstore_sales",
    By.DEVICE: "smartstore_dispatch",
    By.BUYER: "smartstore_dispatch",
}
"""The export that would tell it."""

__all__ = ["FILES", "UNKNOWN", "By", "Found"]

NOTHING: Final = "-"
"""How an export writes that a level has no value."""

UNKNOWN: Final = "unknown"

DEVICES: Final[Mapping[int, str]] = {device.value: device.name.lower() for device in Device}
SMARTSTORE: Final = frozenset({Mall.SMARTSTORE})


@dataclass(frozen=True, slots=True)
class Found:
    """A change of the payment rate by group. ``explained`` is None where no file tells it.

    ``names`` are what the groups are called, where they have names of the seller's own.
    """

    by: By
    explained: Explained | None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def is_returning(self) -> bool:
        """Whether customers who came before are what explains the change."""
        told = self.explained
        if self.by is not By.BUYER or told is None or told.most is None:
            return False
        return told.most.key == "returning" and told.telling >= TELLING

    def name(self, key: str) -> str:
        """What a group is called, or its code."""
        return dict(self.names).get(key, key)


@dataclass(frozen=True, slots=True)
class Buyers:
    """Visits, orders and, of them, the first of a new customer each; now and before."""

    visits: tuple[int, int]
    orders: tuple[int, int]
    first: tuple[int, int]

    def explained(self, revenue: tuple[float, float]) -> Explained | None:
        """How far first orders and those of customers who came again explain the change."""
        now, before = (
            {"new": min(first, orders), "returning": max(0, orders - first)}
            for first, orders in zip(self.first, self.orders, strict=True)
        )
        return mix.explain_orders(now, before, self.visits, revenue)


@dataclass(frozen=True, slots=True)
class Splitting:
    """What is compared: two periods, and the revenue of both."""

    session: Session
    shop_id: int
    period: Period
    before: Period
    revenue: tuple[float, float]

    def all(self, buyers: Buyers | None) -> tuple[Found, ...]:
        """Every way to split it but the device, which is asked for when it is wanted.

        Args:
            buyers: visits, orders and new customers of both periods; None where unknown.
        """
        told = Found(By.BUYER, None if buyers is None else buyers.explained(self.revenue))
        return self._channels(), self._products(), Found(By.DEVICE, None), told

    def _channels(self) -> Found:
        for paid in ("payments", "payments_last"):
            sides = self._sides(Subject.CHANNEL, paid, channel_source.NAMES)
            if sides is not None:
                now, before = _by_channel(*sides)
                return Found(By.CHANNEL, mix.explain(now, before, self.revenue))
        return Found(By.CHANNEL, None)

    def _products(self) -> Found:
        sides = self._sides(Subject.PRODUCT, "payments", ("product_id",))
        if sides is None:
            return Found(By.PRODUCT, None)
        now, before = ({str(key[0]): one for key, one in side.items()} for side in sides)
        found = mix.explain(now, before, self.revenue)
        shown = [int(part.key) for part in found.parts if part.key] if found else []
        names = totals.product_names(self.session, self.shop_id, shown)
        return Found(By.PRODUCT, found, tuple((str(key), name) for key, name in names.items()))

    def devices(self, visits: tuple[int, int]) -> Found:
        """By the device on which was paid."""
        rows = journeys.orders_by_device(
            self.session, self.shop_id, self.period, self.before, SMARTSTORE
        )
        if not rows["device"].notna().any():
            return Found(By.DEVICE, None)
        keys = rows["device"].map(DEVICES).fillna(UNKNOWN)
        now, before = (
            {
                str(key): int(count)
                for key, count in zip(keys[side], rows["orders"][side], strict=True)
            }
            for side in (rows["is_now"] == 1, rows["is_now"] == 0)
        )
        return Found(By.DEVICE, mix.explain_orders(now, before, visits, self.revenue))

    def _sides(
        self, subject: Subject, paid: str, levels: tuple[str, ...]
    ) -> tuple[dict[tuple[str, ...], Ratio], dict[tuple[str, ...], Ratio]] | None:
        """Payments of visits by group in both periods; None where a day of them is unknown."""
        found = []
        for period in (self.period, self.before):
            wish = Wish(period, ("visits", paid), levels, reports=NAVER)
            sums = fact_sums.sums(self.session, self.shop_id, subject, wish)
            if sums.cover.days < period.days or sums.rows.empty:
                return None
            found.append((sums, {some.vocabulary for some in sums.cover.used}))
        if found[0][1] != found[1][1]:
            return None
        now, before = (_tallies(sums.rows, paid, levels) for sums, _ in found)
        return now, before


def _tallies(
    rows: pd.DataFrame, paid: str, levels: tuple[str, ...]
) -> dict[tuple[str, ...], Ratio]:
    known = rows.dropna(subset=["visits", paid])
    keys = zip(*(known[level].fillna(NOTHING).astype(str) for level in levels), strict=True)
    counts = zip(keys, known[paid], known["visits"], strict=True)
    return {key: Ratio(int(part), int(whole)) for key, part, whole in counts}


def _by_channel(*sides: Mapping[tuple[str, ...], Ratio]) -> list[dict[str, Ratio]]:
    """By what the page of the channels calls them, in both periods alike."""
    keys = list(dict.fromkeys(key for side in sides for key in side))
    rows = pd.DataFrame(keys, columns=list(channel_source.NAMES)).replace(NOTHING, None)
    names = dict(zip(keys, channel_source.labels(rows), strict=True))
    found: list[dict[str, Ratio]] = []
    for side in sides:
        told: dict[str, Ratio] = {}
        for key, one in side.items():
            name = names[key] or NOTHING
            told[name] = told.get(name, Ratio(0, 0)) + one
        found.append(told)
    return found
