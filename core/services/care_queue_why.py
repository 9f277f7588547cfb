"""Why an order is in the list of today or not, kind by kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import care_queue as analysis
from core.analysis.care_queue import APART, BEGINS, Kind
from core.services import care_queue_messages
from core.services.care_queue import Book, is_sent, tasks_of
from core.services.care_queue_done import Reason
from core.services.care_rules import CareRule
from core.services.opening import OpenShop
from core.store import care_people
from core.store import care_queue as store
from core.store.care_people import Order
from core.store.care_queue import ENDED, Key
from core.store.care_tables import CareTouchRow
from core.store.moments import day_number, day_of
from core.terms import Mall


class Because(StrEnum):
    """Why something is due or not; what stands first is said where several apply."""

    DONE = "done"
    SKIPPED = "skipped"
    DUE = "due"
    UNPAID = "unpaid"
    MALL_OFF = "mall_off"
    ORDER_OUT = "order_out"
    BUYER_OUT = "buyer_out"
    PRODUCT_OUT = "product_out"
    RULE_OFF = "rule_off"
    ENDED = "ended"
    """Something of the order went back, or the buyer has asked for that."""
    COMPLAINT = "complaint"
    REVIEWED = "reviewed"
    NO_TIP = "no_tip"
    SENT = "sent"
    """It is on its way already, and that notice is enough."""
    ARRIVED = "arrived"
    """All of it is there, so that nobody need be told that it is on its way."""
    NOT_BEGUN = "not_begun"
    """It has not been paid, dispatched or received as far as the files tell."""
    NOT_YET = "not_yet"
    LAPSED = "lapsed"
    LATELY = "lately"
    """The same person was contacted in the last days."""
    OTHER_FIRST = "other_first"
    """Another contact of the same person comes first."""


@dataclass(frozen=True, slots=True)
class Why:
    """What there is to say of one kind for one order.

    Attributes:
        kind: which.
        because: why it is due or not.
        day: when it was done, will be due, or lapsed; when the person was contacted last.
        reason: why it was skipped.
    """

    kind: Kind
    because: Because
    day: date | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One order that was asked about."""

    mall: Mall
    order_no: str
    order: Order | None
    lines: tuple[Why, ...]


_LONG: Final = timedelta(days=APART)


def why(shop: OpenShop, number: str, today: date) -> tuple[Answer, ...]:
    """Why the orders with a number are in the list of today or not; empty if nobody knows it.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        keys = store.keyed(session, shop.id, number.strip())
        known = care_people.orders(session, shop.id, keys)
        book = Book.read(session, shop.id)
        listed = tasks_of(session, shop.id, today) if keys else pd.DataFrame()
        return tuple(
            Answer(Mall(key[0]), key[1], known.get(key),
                   _Asked.of(session, shop.id, key, known.get(key), book, listed, today).all())
            for key in keys
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """One order, and all that decides about it."""

    key: Key
    order: Order | None
    book: Book
    lines: pd.DataFrame
    touched: Mapping[str, CareTouchRow]
    due: frozenset[str]
    is_reviewed: bool
    lately: date | None
    today: date

    @classmethod
    def of(  # noqa: PLR0913, PLR0917  (all that decides)
        cls,
        session: Session,
        shop_id: int,
        key: Key,
        order: Order | None,
        book: Book,
        listed: pd.DataFrame,
        today: date,
    ) -> "_Asked":
        """What is known of an order."""
        lines = store.of_orders(session, shop_id, {key})
        is_this = (listed["mall"] == key[0]) & (listed["order_no"] == key[1])
        first = lines["paid"].min()
        since = date(1970, 1, 1) if np.isnan(first) else day_of(int(first))
        buyer = None if order is None else order.buyer
        cared = _lately(store.touches(session, shop_id, today - _LONG), key, buyer, today)
        sent = care_queue_messages.reached(session, shop_id, today).get(buyer or 0)
        return cls(
            key=key,
            order=order,
            book=book,
            lines=lines,
            touched=store.of_order(session, shop_id, key),
            due=frozenset(listed.loc[is_this, "kind"]),
            is_reviewed=key in set(store.reviewed(session, shop_id, since)),
            lately=max((day for day in (cared, sent) if day is not None), default=None),
            today=today,
        )

    def all(self) -> tuple[Why, ...]:
        """Why, of each kind."""
        return tuple(self._of(kind) for kind in Kind)

    def _of(self, kind: Kind) -> Why:
        touch = self.touched.get(kind.value)
        if touch is not None:
            reason = Reason(touch.reason) if touch.reason else None
            return Why(kind, Because.DONE if touch.is_done else Because.SKIPPED, touch.day, reason)
        if kind.value in self.due:
            return Why(kind, Because.DUE)
        found = self._left_out() or self._not_for(kind)
        return Why(kind, found) if found else self._by_days(self.book.rules[kind])

    def _left_out(self) -> Because | None:
        """What keeps the whole order out of the list."""
        bought = {number for number, _name in self.order.products} if self.order else set()
        apply = {
            Because.UNPAID: self.lines.empty,
            Because.MALL_OFF: self.key[0] in self.book.malls_off,
            Because.ORDER_OUT: self.key in self.book.orders,
            Because.BUYER_OUT: self.order is not None and self.order.buyer in self.book.buyers,
            Because.PRODUCT_OUT: bool(bought) and bought <= self.book.products,
        }
        return next((one for one, is_so in apply.items() if is_so), None)

    def _not_for(self, kind: Kind) -> Because | None:
        """What keeps one kind out."""
        has_ended = self.lines["state"].isin([int(one) for one in ENDED])
        buyer = None if self.order is None else self.order.buyer
        complains = self.key in self.book.complained or buyer in self.book.complaining
        bought = {number for number, _name in self.order.products} if self.order else set()
        apply = {
            Because.RULE_OFF: not self.book.rules[kind].is_on,
            Because.ENDED: bool(has_ended.any() if kind.is_contact else has_ended.all()),
            Because.COMPLAINT: kind.is_contact and complains,
            Because.REVIEWED: kind is Kind.REVIEW and self.is_reviewed,
            Because.SENT: kind is Kind.CONFIRM and bool(is_sent(self._kept).any()),
            Because.ARRIVED: kind is Kind.DISPATCH and self._is_there,
            Because.NO_TIP: kind is Kind.TIP and not bought & self.book.tips.keys(),
        }
        return next((one for one, is_so in apply.items() if is_so), None)

    @property
    def _kept(self) -> pd.DataFrame:
        """The lines that do not go back."""
        return self.lines[~self.lines["state"].isin([int(one) for one in ENDED])]

    @property
    def _is_there(self) -> bool:
        """Whether every line that does not go back has arrived."""
        arrived = self._kept["delivered"]
        return len(arrived) > 0 and bool((arrived <= day_number(self.today)).all())

    def _by_days(self, rule: CareRule) -> Why:
        """What the days say; nothing else keeps it out."""
        begun = self._begun(rule.kind)
        if begun is None:
            return Why(rule.kind, Because.NOT_BEGUN)
        due = begun + timedelta(days=rule.days)
        last = due + timedelta(days=rule.lapses)
        if not due <= self.today <= last:
            is_over = self.today > last
            return Why(rule.kind, *((Because.LAPSED, last) if is_over else (Because.NOT_YET, due)))
        because = Because.OTHER_FIRST if self.lately is None else Because.LATELY
        return Why(rule.kind, because, self.lately)

    def _begun(self, kind: Kind) -> date | None:
        """The day from which a kind is counted."""
        frame = pd.DataFrame(
            {
                "order": 0,
                "buyer": None,
                "product": self.lines["product"],
                "paid": self.lines["paid"],
                "dispatched": self.lines["dispatched"],
                "delivered": self.lines["delivered"],
                "is_ended": self.lines["state"].isin([int(one) for one in ENDED]),
                "has_complaint": False,
                "is_reviewed": False,
            }
        )
        found = analysis.by_order(frame)[BEGINS.get(kind, "arrived")].iloc[0]
        return None if np.isnan(found) else day_of(int(found))


def _lately(touches: pd.DataFrame, key: Key, buyer: int | None, today: date) -> date | None:
    """When a person was contacted last, if that is so lately that nothing else is due."""
    is_contact = touches["kind"].isin([kind.value for kind in Kind if kind.is_contact])
    # Of an unknown buyer each order is somebody else.
    is_own = (touches["mall"] == key[0]) & (touches["order_no"] == key[1])
    own = touches[is_contact & touches["is_done"] & (is_own | (touches["buyer"] == buyer))]
    days = [day for day in map(day_of, own["day"].astype(int)) if day > today - _LONG]
    return max(days, default=None)
