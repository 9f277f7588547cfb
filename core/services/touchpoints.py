"""Where customers meet the shop, stage by stage, and when each point was last looked at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from core.analysis.journey import Stage
from core.services.opening import OpenShop
from core.store import checks, touchpoints
from core.store.checks import Answer, Check

SCOPE: Final = "touchpoint"

STALE_AFTER: Final = timedelta(days=56)
"""So long a point may go without being looked at."""

LONGEST: Final = 60
MOST: Final = 50
"""So many points of one's own."""

POINTS: Final[dict[Stage, tuple[str, ...]]] = {
    Stage.REACH: ("search_result", "ad_creative", "main_picture", "social_post", "shop_front"),
    Stage.LOOK: ("detail_page", "reviews", "answers", "news"),
    Stage.BUY: ("options", "payment_notice", "delivery_fee", "coupon"),
    Stage.AFTER: ("order_notice", "packing", "shipping_notice", "how_are_you", "complaint"),
    Stage.LOYAL: ("ask_review", "reply_review", "buy_again", "regulars"),
}
"""The points most shops have, by the stage at which customers meet them."""

_OWN: Final = "own-"


class PointProblem(StrEnum):
    """Why a point is not added."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    THERE = "there"
    TOO_MANY = "too_many"


class PointRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was added."""

    def __init__(self, problem: PointProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Point:
    """One point. ``name`` is empty for those most shops have; ``checked`` when it was looked at.

    ``is_left_out``: the seller said that there is none in this shop.
    """

    stage: Stage
    item: str
    name: str = ""
    checked: date | None = None
    is_left_out: bool = False

    @property
    def number(self) -> int | None:
        """The number of a point of the seller's own."""
        return int(self.item.removeprefix(_OWN)) if self.item.startswith(_OWN) else None

    def is_due(self, today: date) -> bool:
        """Whether it was never looked at, or not for a long time."""
        if self.is_left_out:
            return False
        return self.checked is None or today - self.checked > STALE_AFTER


@dataclass(frozen=True, slots=True)
class Map:
    """All points, in the order of the stages, and how many of them are due."""

    points: tuple[Point, ...]
    today: date

    @property
    def due(self) -> int:
        """How many were never looked at or not for a long time."""
        return sum(one.is_due(self.today) for one in self.points)

    @property
    def never(self) -> int:
        """How many of them were never looked at."""
        return sum(one.checked is None and not one.is_left_out for one in self.points)

    @property
    def used(self) -> int:
        """How many points the shop has."""
        return sum(not one.is_left_out for one in self.points)

    def of(self, stage: Stage) -> tuple[Point, ...]:
        """The points of a stage."""
        return tuple(one for one in self.points if one.stage is stage)


def listed(shop: OpenShop, today: date) -> Map:
    """The points of contact of a shop.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        said = {one.item: one for one in checks.latest(session, shop.id, SCOPE)}
        own = touchpoints.own(session, shop.id)
        kept = [(Stage(row.stage), f"{_OWN}{row.id}", row.name) for row in own]
    usual = [(stage, item, "") for stage, items in POINTS.items() for item in items]
    order = list(Stage)
    found = sorted([*usual, *kept], key=lambda one: order.index(one[0]))
    return Map(tuple(_point(*one, said.get(one[1])) for one in found), today)


def _point(stage: Stage, item: str, name: str, said: Check | None) -> Point:
    if said is None:
        return Point(stage, item, name)
    if said.answer is Answer.NOT_MINE:
        return Point(stage, item, name, is_left_out=True)
    return Point(stage, item, name, said.day)


def check(shop: OpenShop, point: Point, now: datetime, today: date) -> None:
    """Keep that a point was looked at today.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    _answer(shop, point, now, today, Answer.DONE)


def leave_out(shop: OpenShop, point: Point, now: datetime, today: date) -> None:
    """Keep that the shop has no such point; it counts nowhere from now on."""
    _answer(shop, point, now, today, Answer.NOT_MINE)


def take_back(shop: OpenShop, before: Point, now: datetime, today: date) -> None:
    """Forget what was said of a point today; what ``before`` says holds again."""
    if before.checked == today:
        check(shop, before, now, today)
        return
    with shop.store.write() as session:
        checks.take_back(session, shop.id, Check(SCOPE, "", before.item, today, Answer.DONE))


def _answer(shop: OpenShop, point: Point, now: datetime, today: date, answer: Answer) -> None:
    with shop.store.write() as session:
        checks.put(session, shop.id, Check(SCOPE, "", point.item, today, answer), now)


def add(shop: OpenShop, stage: Stage, name: str, now: datetime) -> int:
    """Add a point of the seller's own; its number.

    Raises:
        PointRefused: it has no name, there is one of that name, or there are too many.
        core.store.StoreProblem: the store cannot be written.
    """
    name = " ".join(name.split())
    with shop.store.write() as session:
        own = touchpoints.own(session, shop.id)
        wrong = {
            PointProblem.NO_NAME: not name,
            PointProblem.TOO_LONG: len(name) > LONGEST,
            PointProblem.THERE: any(
                row.name.casefold() == name.casefold() and row.stage == stage for row in own
            ),
            PointProblem.TOO_MANY: len(own) >= MOST,
        }
        for problem, applies in wrong.items():
            if applies:
                raise PointRefused(problem)
        return touchpoints.add(session, shop.id, stage.value, name, now).id


def throw_away(shop: OpenShop, number: int, now: datetime) -> None:
    """Take a point of the seller's own from the list."""
    with shop.store.write() as session:
        touchpoints.throw_away(session, shop.id, number, now)


def restore(shop: OpenShop, number: int) -> None:
    """Bring it back, with the days on which it was looked at."""
    with shop.store.write() as session:
        touchpoints.throw_away(session, shop.id, number, None)
