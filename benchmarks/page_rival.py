"""The main numbers of the pages alone, by pandas from frames in memory: nothing is judged."""

from pathlib import Path
from typing import Any, Final

import pandas as pd
from page_shop import FRAMES, LAST

Numbers = list[float | None]

SETTLED: Final = 90
SHORT_COHORT: Final = 28
COHORT: Final = 84
MANY: Final = 2_000
WINDOW: Final = 28


class Rival:
    """The frames, loaded and typed, and what is asked of them."""

    def __init__(self, folder: Path) -> None:
        """Load them; the days become numbers, and lines that do not count are left out."""
        frames = {name: pd.read_parquet(folder / f"{name}.parquet") for name in FRAMES}
        lines = frames["lines"]
        lines["day"] = lines["moment"].to_numpy().astype("datetime64[D]").astype("int64")
        self.lines = lines[lines["state"] == 0]
        self.shop, self.by_channel = frames["shop"], frames["channels"]
        self.by_product = frames["products"]
        self.by_product["product"] = self.by_product["part"] // 2
        self.last = (LAST - type(LAST)(1970, 1, 1)).days

    def _both(self, frame: pd.DataFrame, days: int, day: str = "first_day") -> list[pd.DataFrame]:
        """The rows of the last days, and of those before."""
        ends = (self.last, self.last - days)
        return [frame[(frame[day] > end - days) & (frame[day] <= end)] for end in ends]

    def today(self, days: int) -> Numbers:
        """Revenue, visits, payment rate, buyers who return, second purchases and the course."""
        (now, before), (seen, seen_before) = (
            self._both(self.lines, days, "day"), self._both(self.shop, days),
        )  # fmt: skip
        first = self.lines.groupby("buyer")["day"].min()
        buyers, new = now["buyer"].nunique(), int((first > self.last - days).sum())
        course = now.groupby("day")["amount"].sum()
        return [
            now["amount"].sum(), before["amount"].sum(), seen["visits"].sum(),
            seen_before["visits"].sum(), round(now["order"].nunique() / seen["visits"].sum(), 9),
            round((buyers - new) / buyers, 9), self._again(first), *course.tolist(),
        ]  # fmt: skip

    def _again(self, first: "pd.Series[Any]") -> int:
        """Of those who came long enough ago, who bought again within 90 days."""
        last = self.last - SETTLED
        cohort = first[(first > last - SHORT_COHORT) & (first <= last)].rename("first")
        if len(cohort) < MANY:
            cohort = first[(first > last - COHORT) & (first <= last)].rename("first")
        later = self.lines.merge(cohort, left_on="buyer", right_index=True)
        soon = (later["day"] > later["first"]) & (later["day"] <= later["first"] + SETTLED)
        return int(later.loc[soon, "buyer"].nunique())

    def journey(self, days: int) -> Numbers:
        """Visits, looks and orders, each now and before."""
        seen, looks = self._both(self.shop, days), self._both(self.by_product, days)
        sold = self._both(self.lines, days, "day")
        return [
            *(part["visits"].sum() for part in seen),
            *(part["detail_views"].sum() for part in looks),
            *(part["order"].nunique() for part in sold),
        ]

    def of_device(self) -> Numbers:
        """The same of what was paid on a phone; no file tells its visits."""
        sold = self._both(self.lines[self.lines["mobile"]], WINDOW, "day")
        return [None] * 4 + [part["order"].nunique() for part in sold]

    def of_product(self) -> Numbers:
        """The same of the product looked at most."""
        seen = self._both(self.by_product, WINDOW)
        most = seen[0].groupby("product")["visits"].sum().idxmax()
        seen = [part[part["product"] == most] for part in seen]
        sold = self._both(self.lines[self.lines["product"] == most], WINDOW, "day")
        return [
            *(part[name].sum() for name in ("visits", "detail_views") for part in seen),
            *(part["order"].nunique() for part in sold),
        ]

    def of_channel(self) -> Numbers:
        """The same of a channel, whose orders only the statistics tell."""
        seen = self._both(self.by_channel[self.by_channel["channel"] == 3], WINDOW)  # noqa: PLR2004
        visits, paid = ([part[n].sum() for part in seen] for n in ("visits", "payments"))
        return [*visits, None, None, *paid]

    def channels(self, days: int) -> Numbers:
        """Visits and payments of each channel, and the visits before."""
        now, before = (
            part.groupby("channel")[["visits", "payments"]].sum()
            for part in self._both(self.by_channel, days)
        )
        order = sorted(now.index, key=lambda number: f"채널 {number}")
        both = pd.concat([now, before["visits"]], axis=1).loc[order]
        return [float(n) for n in both.to_numpy().ravel()]

    def products(self, days: int) -> Numbers:
        """Looks, orders and revenue of each product, and looks and orders of the days before."""
        seen = [p.groupby("product")["visits"].sum() for p in self._both(self.by_product, days)]
        sold = [
            p.groupby("product").agg(orders=("order", "nunique"), net=("amount", "sum"))
            for p in self._both(self.lines, days, "day")
        ]
        rows = pd.concat(
            [seen[0], sold[0], seen[1], sold[1]["orders"]], axis=1, keys=range(4)
        ).fillna(0)
        rows = rows[rows.iloc[:, 0] > 0]
        order = sorted(rows.index, key=lambda number: f"상품 {number}")
        return [float(n) for n in rows.loc[order].to_numpy().ravel()]

    def actions(self) -> Numbers:
        """What became of three numbers in the days after they were tried to move."""
        start, end = self.last - 44, self.last - 31
        lines = self.lines[(self.lines["day"] >= start) & (self.lines["day"] <= end)]
        shop = self.shop[self.shop["first_day"].between(start, end)]
        people = lines.groupby("day")["buyer"].nunique().sum()
        first = self.lines.groupby("buyer")["day"].min()
        new = int(first.between(start, end).sum())
        paid = lines["order"].nunique() / shop["visits"].sum()
        return [lines["amount"].sum(), round(paid, 9), round((people - new) / people, 9)]
