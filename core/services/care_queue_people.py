"""The tasks of a day with who they are about: what stands in the list and in its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd

from core.analysis.care_queue import Kind
from core.services import covering, settings
from core.services.care_words import Values
from core.services.opening import OpenShop
from core.store import care_people as store
from core.store import care_rules as rule_store
from core.store import orders
from core.store.care_people import Order
from core.store.care_queue import Key
from core.store.moments import day_of
from core.terms import Mall

UNSEEN_AFTER: Final = 3
"""Days after which an order is marked whose state no newer file has told."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do for one order.

    Attributes:
        kind: what.
        mall: where the order came through.
        order_no: its number.
        order: who ordered what; None where the order is gone by now.
        due: the day on which it was due.
        left: so many days it is still due after today.
        begun: the day from which it is counted: of payment, of dispatch, of arrival.
        is_estimated: nobody told that day; it is reckoned from the dispatch.
    """

    kind: Kind
    mall: Mall
    order_no: str
    order: Order | None
    due: date
    left: int
    begun: date
    is_estimated: bool

    @property
    def key(self) -> Key:
        """Mall and number of the order."""
        return int(self.mall), self.order_no

    def is_unseen(self, today: date) -> bool:
        """Whether a return of late could not be known: the newest file on the order is old."""
        seen = self.order.seen_on if self.order is not None else None
        return seen is not None and today - seen > timedelta(days=UNSEEN_AFTER)


@dataclass(frozen=True, slots=True)
class Told:
    """What is filled into texts that does not depend on the order: the shop, and tips."""

    shop: str = ""
    tips: Mapping[int, str] | None = None


def listed(shop: OpenShop, some: pd.DataFrame) -> tuple[Task, ...]:
    """Some tasks of a day, in their order, with who they are about.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    keys = [(int(mall), str(no)) for mall, no in zip(some["mall"], some["order_no"], strict=True)]
    with shop.store.read() as session:
        known = store.orders(session, shop.id, keys)
    columns = (some[name] for name in ("kind", "due", "left", "begun", "is_estimated"))
    return tuple(
        Task(Kind(kind), Mall(key[0]), key[1], known.get(key), day_of(due), int(left),
             day_of(begun), bool(is_guess))
        for key, kind, due, left, begun, is_guess in zip(keys, *columns, strict=True)
    )  # fmt: skip


def told(shop: OpenShop) -> Told:
    """What every text may be filled with."""
    with shop.store.read() as session:
        tips = rule_store.tips(session, shop.id)
    return Told(settings.read(shop).name, tips)


def values(task: Task, told_of: Told, today: date, ship_by: str, product: str) -> Values:
    """What a text is filled with for one task, as far as the store knows it.

    Args:
        task: for whom.
        told_of: the shop, and tips.
        today: the day.
        ship_by: the day by which it leaves, as it is written.
        product: what was bought, as it is called.
    """
    bought = task.order.products if task.order is not None else ()
    tips = told_of.tips or {}
    tip = next((tips[number] for number, _name in bought if number in tips), "")
    return Values(product=product, shop=told_of.shop, ship_by=ship_by, tip=tip,
                  days=str((today - task.begun).days))  # fmt: skip


def told_until(shop: OpenShop, today: date) -> dict[Mall, date]:
    """Up to which day the order files of each mall tell all there was; empty without orders.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = {
            mall: covering.told(session, shop.id, frozenset({mall})).last_complete(today)
            for mall in orders.malls(session, shop.id)
        }
    return {mall: last for mall, last in found.items() if last is not None}
