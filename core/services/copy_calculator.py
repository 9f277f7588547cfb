"""What the shop's own files tell a quick question: what an order is worth, and who comes a day."""

from dataclasses import dataclass
from datetime import date

from core.services import order_book
from core.services.copy_test_board import DAYS, MONTH
from core.services.copy_test_traffic import Traffic, traffic
from core.services.opening import OpenShop
from core.terms import Period


@dataclass(frozen=True, slots=True)
class Usual:
    """What was usual in the last 28 days that files tell of.

    Attributes:
        value: won of an order; None without order files.
        revenue_month: won of 30 days; None without order files.
        traffic: visits, and how many of them bought; None without files of visits.
    """

    value: float | None = None
    revenue_month: float | None = None
    traffic: Traffic | None = None

    @property
    def visits_month(self) -> int | None:
        """Visits of 30 days."""
        return None if self.traffic is None else self.traffic.per_day * MONTH


def usual(shop: OpenShop, today: date) -> Usual:
    """What was usual lately.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    seen = traffic(shop, today)
    with shop.store.read() as session:
        days = order_book.daily(session, shop.id)
    if days.empty:
        return Usual(traffic=seen)
    period = Period.ending(days.index.max(), DAYS)
    lately = days[(days.index >= period.first) & (days.index <= period.last)]
    orders, net = int(lately["orders"].sum()), int(lately["net"].sum())
    value = net / orders if orders > 0 and net > 0 else None
    return Usual(value, max(0, net) * MONTH / DAYS, seen)
