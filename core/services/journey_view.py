"""What 고객 여정 shows: numbers and codes, no words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.analysis.journey import Revenue, Stage
from core.services.journey_only import Part
from core.services.journey_splits import Found
from core.services.journey_way import Points
from core.terms import Period
from core.verdicts.facts import LEAST_ORDERS
from core.verdicts.journey import Called, Conclusion, Loss

FILES: Final[Mapping[Stage, str]] = {
    Stage.REACH: "smartstore_sales",
    Stage.LOOK: "bizadvisor_behavior",
    Stage.BUY: "smartstore_dispatch",
    Stage.AFTER: "smartstore_dispatch",
    Stage.LOYAL: "smartstore_dispatch",
}
"""The export that fills a stage."""


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage.

    Attributes:
        stage: which.
        unit: what is counted, for ``formats.count``.
        count: how many; None where no file tells.
        before: in the period compared with.
        of_previous: the share of the stage before, judged.
        of_first: the share of the first stage, on the side of the visits.
        change: how the count itself changed, where that is judged.
        waiting: how many are too young to tell, and left out.
        period: the days it is about.
        files: where it is from.
        needs: the export that would fill it; None where nothing is missing.
        trend: the last weeks: the first day, and the share or count.
        is_apart: no file tells this stage of the part that is looked at.
    """

    stage: Stage
    unit: str
    count: int | None = None
    before: int | None = None
    of_previous: Called | None = None
    of_first: Called | None = None
    change: Called | None = None
    waiting: int = 0
    period: Period | None = None
    files: tuple[str, ...] = ()
    needs: str | None = None
    trend: Points = ()
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """The page 고객 여정. Of an empty shop there are no stages.

    Attributes:
        conclusion: what is said first.
        stages: all five, in their order.
        losses: what each step costs in a month.
        split: the change of revenue along the way.
        finds: what explains the change of the payment rate.
        period: the days that are looked at.
        before: the days they are compared with; None where there are none.
        days_left_out: how many of them are compared with nothing.
        days_old: how long ago the last day was.
        orders_total: all orders there are.
        joined: the orders laid beside the visits, where the shop has others as well.
        is_elsewhere: a mall was chosen whose visits no statistics tell.
        is_behind: the statistics end before the orders do, and so does what is shown.
        shown: how often advertisements were shown; None where no file tells.
        part: only this is looked at; None for everything.
        is_gross: what was brought in is told before refunds.
        counts_products: what was bought is told by statistics that count each product of an order.
    """

    conclusion: Conclusion | None = None
    stages: tuple[StageView, ...] = ()
    losses: tuple[Loss, ...] = ()
    split: Revenue | None = None
    finds: tuple[Found, ...] = ()
    period: Period | None = None
    before: Period | None = None
    days_left_out: int = 0
    days_old: int = 0
    orders_total: int = 0
    joined: int | None = None
    is_elsewhere: bool = False
    is_behind: bool = False
    shown: int | None = None
    part: Part | None = None
    is_gross: bool = False
    counts_products: bool = False

    @property
    def is_tiny(self) -> bool:
        """Whether there are too few orders to speak of rates."""
        return self.orders_total < LEAST_ORDERS
