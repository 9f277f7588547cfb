"""What one customer gets from the first purchase on, and where it is too much."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.terms.messages import ScenarioStage

ARRIVES: Final = 2
"""So many days after payment a parcel usually comes; it moves what follows the arrival."""

WEEK: Final = 7
MOST_ADS: Final = 3
"""More advertisements than that in a row, with no purchase in between, and people tire (S1-10)."""

WINDOW: Final = 30
"""Over so many days help is held against selling."""

_BEFORE: Final = frozenset(
    {ScenarioStage.FIRST_VISIT, ScenarioStage.VIEWED, ScenarioStage.CART}
)  # fmt: skip
"""Who has bought is beyond these."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One message of a shop.

    Attributes:
        number: names it.
        stage: what it follows.
        wait: so many days later it goes.
        hour: at which hour; None while that is open.
        is_ad: whether it sells.
    """

    number: int
    stage: ScenarioStage
    wait: int
    hour: int | None
    is_ad: bool

    @property
    def is_notice(self) -> bool:
        """Whether it tells of an order that was just made."""
        return self.stage is ScenarioStage.BOUGHT and not self.is_ad


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that one customer gets: on which day, and after which purchase."""

    day: int
    purchase: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class Crowd:
    """Seven days with too many messages: the first of them, and how many there are."""

    first: int
    messages: int


@dataclass(frozen=True, slots=True)
class Streak:
    """Advertisements in a row with no purchase in between: first and last day, and how many."""

    first: int
    last: int
    ads: int


@dataclass(frozen=True, slots=True)
class Balance:
    """How many messages help and how many sell within ``WINDOW`` days from ``first`` on."""

    first: int
    help: int
    ads: int


def followed(
    plans: Sequence[Plan], purchases: Sequence[int], until: int, *, arrives: int = ARRIVES
) -> tuple[Sent, ...]:
    """All messages of one customer up to a day, in order of days and hours.

    Messages to people who have not bought are not among them. Whoever buys again in the meantime
    gets no advertisement for the purchase before.

    Args:
        plans: what the shop sends.
        purchases: the days on which the customer bought, in order.
        until: the last day that is looked at.
        arrives: so many days after a purchase it comes.
    """
    found = [
        Sent(day, bought, plan)
        for plan in plans
        for place, bought in enumerate(purchases)
        if (day := _day(plan, place, purchases, arrives)) is not None and day <= until
    ]
    places = {plan.number: place for place, plan in enumerate(plans)}
    return tuple(sorted(found, key=lambda one: (one.day, _hour(one.plan), places[one.plan.number])))


def same_days(some: Sequence[Sent]) -> tuple[int, ...]:
    """The days on which more than one message comes."""
    days = [one.day for one in some]
    return tuple(sorted({day for day in days if days.count(day) > 1}))


def crowds(some: Sequence[Sent], per_week: int) -> tuple[Crowd, ...]:
    """Stretches of seven days with more than ``per_week`` messages; none overlaps another.

    What tells of an order itself does not count: whoever bought waits for it.
    """
    days = sorted(one.day for one in some if not one.plan.is_notice)
    found: list[Crowd] = []
    for day in days:
        count = sum(day <= other < day + WEEK for other in days)
        if count > per_week and (not found or day >= found[-1].first + WEEK):
            found.append(Crowd(day, count))
    return tuple(found)


def streaks(
    some: Sequence[Sent], purchases: Sequence[int], most: int = MOST_ADS
) -> tuple[Streak, ...]:
    """More than ``most`` advertisements in a row with no purchase in between.

    A purchase on the day of an advertisement comes after it, for nobody knows which was first.
    """
    found: list[Streak] = []
    edges = [*sorted(set(purchases)), None]
    begin: int | None = None
    for edge in edges:
        days = [
            one.day for one in some
            if one.plan.is_ad and (begin is None or one.day > begin)
            and (edge is None or one.day <= edge)
        ]  # fmt: skip
        if len(days) > most:
            found.append(Streak(min(days), max(days), len(days)))
        begin = edge
    return tuple(found)


def balance(some: Sequence[Sent]) -> Balance | None:
    """The 30 days that sell most, the first of equal ones; None without a message."""
    best: Balance | None = None
    for one in some:
        within = [it for it in some if one.day <= it.day < one.day + WINDOW]
        ads = sum(it.plan.is_ad for it in within)
        if best is None or ads > best.ads:
            best = Balance(one.day, len(within) - ads, ads)
    return best


def _day(plan: Plan, place: int, purchases: Sequence[int], arrives: int) -> int | None:
    """The day on which a message follows a purchase; None where it does not."""
    bought = purchases[place]
    following = purchases[place + 1] if place + 1 < len(purchases) else None
    day = bought + plan.wait + (arrives if plan.stage is ScenarioStage.AFTER else 0)
    if plan.stage in _BEFORE or (plan.stage is ScenarioStage.REGULAR and place == 0):
        return None
    ends = plan.stage is ScenarioStage.AWAY or plan.is_ad
    return None if ends and following is not None and following <= day else day


def _hour(plan: Plan) -> int:
    return -1 if plan.hour is None else plan.hour
