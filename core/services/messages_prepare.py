"""Before a message is sent: who gets it, who does not and why, and how it is divided by lot.

Everybody of a group is one customer, however many keys he has; whom several reasons keep out is
counted once, under the first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from core.analysis import list_split
from core.analysis.care_queue import Kind as Care
from core.analysis.message_law import is_night
from core.services import customer_book, customers_consent, customers_groups, customers_list
from core.services.care_queue import Book
from core.services.customer_book import CustomerBook
from core.services.customers_consent import Kind, Standing
from core.services.customers_groups_presets import RULES, Preset
from core.services.customers_groups_source import Source
from core.services.messages_rules import MessageRules
from core.services.messages_sends import HOLD_OUT, Send
from core.services.opening import OpenShop
from core.store import care_queue, customers, customers_contact, message_people, messages
from core.store.moments import day_number
from core.terms import seoul_day
from core.terms.messages import MessageKind

WIDE: Final = 0.8
"""An offer that goes to a larger share of all customers is no longer one (S3-15)."""

LARGEST_HOLD_OUT: Final = 0.5
_PARTS: Final = 1000
_WEEK: Final = timedelta(days=7)

Buyers = npt.NDArray[np.int64]


class Out(StrEnum):
    """Why somebody of the group gets nothing; the first that holds."""

    WITHDRAWN = "withdrawn"
    """Does not want advertisements any more."""
    TO_RENEW = "to_renew"
    """Agreed two years ago or longer, and was not asked again."""
    NO_CONSENT = "no_consent"
    """Nobody wrote down that he agreed."""
    NIGHT = "night"
    """Did not agree to nights."""
    SPARED = "spared"
    """The seller said to leave him alone."""
    COMPLAINT = "complaint"
    CONTACTED = "contacted"
    OFTEN = "often"
    """Has had as many messages within seven days as the rules of the shop allow."""
    BOUGHT = "bought"


@dataclass(frozen=True, slots=True, eq=False)
class Audience:
    """Who gets a message on a day.

    Attributes:
        day: the day as of which the group was looked up.
        rule: the rule of the group as it is now; empty for all customers.
        group: how many belong to it.
        out: how many get nothing, by the first reason, in the order of reasons.
        buyers: the numbers of those who are left, in the order of the group.
        customers: how many customers the shop has.
        order_won: what one order of those who are left came to so far; None where nobody knows.
    """

    day: date
    rule: str
    group: int
    out: Mapping[Out, int]
    buyers: Buyers = field(repr=False)
    customers: int
    order_won: float | None

    @property
    def size(self) -> int:
        """How many are left, those who get nothing by lot among them."""
        return len(self.buyers)

    @property
    def share(self) -> float:
        """The share of all customers that is left."""
        return self.size / self.customers if self.customers else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """What was read already: who bought when, and where what was bought comes from."""

    book: CustomerBook | None = None
    source: Source | None = None


def audience(
    shop: OpenShop, send: Send, rules: MessageRules, now: datetime, read: Read | None = None
) -> Audience | None:
    """Who would get a message as it is prepared.

    Args:
        shop: whose.
        send: what is prepared.
        rules: what the seller set.
        now: the moment; the day it is planned for counts for consents and days passed.
        read: what was read already.

    Returns:
        None without order files, or where they begin later.

    Raises:
        core.store.notes.NoteGone: the group was thrown away.
        core.services.customers_groups.RuleRefused: what is kept of it is no rule.
        core.store.StoreProblem: the store cannot be read.
    """
    read = read or Read()
    book = read.book or customer_book.read(shop)
    today = seoul_day(now)
    if book is None or day_number(today) < book.since:
        return None
    everybody = customers_list.present(shop, book.customers.index.to_numpy(np.int64))
    if send.group is None:
        rule, day, some = "", min(today, book.told_until), _spenders(book, everybody)
    else:
        rule = customers_groups.find(shop, send.group).text
        found = customers_groups.members(shop, send.group, today, book=book, source=read.source)
        if found is None:
            return None
        day, some = found.day, found.buyers
    out, left = _leave(_Reasons(shop, send, rules, now, book).all(), some)
    return Audience(day, rule, len(some), out, left, len(everybody), _order_won(book, left))


def shares(send: Send) -> dict[str, int]:
    """The weight of each version, and under ``HOLD_OUT`` of those who get nothing by lot."""
    none = round(min(max(send.hold_out, 0.0), LARGEST_HOLD_OUT) * _PARTS)
    letters = [one.letter for one in send.versions]
    told = dict.fromkeys(letters, _PARTS - none)
    return {HOLD_OUT: none * len(letters), **told} if none else told


def sizes(send: Send, people: int) -> dict[str, int]:
    """How many would get each version, right to one; empty without a version."""
    told = shares(send)
    return dict(zip(told, list_split.sizes(people, list(told.values())), strict=True)) if told \
        else {}  # fmt: skip


def told(send: Send, people: int) -> int:
    """How many would get a message at all."""
    return sum(count for letter, count in sizes(send, people).items() if letter != HOLD_OUT)


def is_wide(send: Send, some: Audience) -> bool:
    """Whether one offer goes to nearly all customers."""
    return bool(send.offer.strip()) and some.share > WIDE


def buying_anyway(shop: OpenShop, read: Read, day: date) -> dict[Preset, int]:
    """How many customers buy without a discount and at one only: whom an offer is wasted on.

    Groups nobody is in are left out.
    """
    book = read.book or customer_book.read(shop)
    found = {
        preset: book and customers_groups.who(shop, book, RULES[preset], day, read.source)
        for preset in (Preset.FULL_PRICE, Preset.DISCOUNT_ONLY)
    }
    return {preset: len(one.buyers) for preset, one in found.items() if one and len(one.buyers)}


def at(send: Send, now: datetime) -> datetime:
    """The moment at which it is sent, as far as anybody knows: never one that has passed."""
    return send.sent_at or max(send.planned_at or now, now)


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Finds whom each reason keeps out."""

    shop: OpenShop
    send: Send
    rules: MessageRules
    now: datetime
    book: CustomerBook

    def all(self) -> dict[Out, Buyers]:
        """The numbers of those each reason is about."""
        found: dict[Out, Buyers] = {}
        if self.send.kind is MessageKind.ADVERTISING:
            found |= self._consents()
        found |= self._spared()
        return found

    @property
    def _day(self) -> date:
        return seoul_day(at(self.send, self.now))

    def _consents(self) -> dict[Out, Buyers]:
        day = self._day
        everybody = self.book.customers.index.to_numpy(np.int64)
        # What was taken back today counts for a message of last week that goes out tomorrow.
        latest = max(day, seoul_day(self.now))
        stands = customers_consent.standings(self.shop, day)
        later = stands if latest == day else customers_consent.standings(self.shop, latest)
        told = {
            Out.WITHDRAWN: self._numbers(later[Standing.WITHDRAWN]),
            Out.TO_RENEW: self._numbers(stands[Standing.TO_RENEW]),
        }
        agreed = self._numbers(stands[Standing.GIVEN])
        told[Out.NO_CONSENT] = np.setdiff1d(everybody, agreed)
        if self.send.left_out.by_day and is_night(at(self.send, self.now)):
            nights = self._numbers(customers_consent.consented(self.shop, day, Kind.NIGHT))
            told[Out.NIGHT] = np.setdiff1d(everybody, nights)
        return told

    def _spared(self) -> dict[Out, Buyers]:
        wanted, found = self.send.left_out, dict[Out, Buyers]()
        with self.shop.store.read() as session:
            care = Book.read(session, self.shop.id)
        found[Out.SPARED] = _array(care.buyers)
        if wanted.complaining:
            found[Out.COMPLAINT] = _array(care.complaining)
        if wanted.contacted_days:
            found[Out.CONTACTED] = self._contacted(wanted.contacted_days)
        found[Out.OFTEN] = self._often()
        if wanted.bought_days:
            last = self.book.customers["last"]
            since = day_number(self._day) - wanted.bought_days
            found[Out.BOUGHT] = last.index[last.to_numpy() > since].to_numpy(np.int64)
        return found

    def _contacted(self, days: int) -> Buyers:
        """Who was written to or looked after within so many days before it is sent."""
        since = self._day - timedelta(days=days - 1)
        moment = at(self.send, self.now) - timedelta(days=days)
        with self.shop.store.read() as session:
            touches = care_queue.touches(session, self.shop.id, since)
            listed = customers_contact.since(session, self.shop.id, since)
            sent = messages.written_to(session, self.shop.id, moment)
        is_contact = touches["kind"].isin([kind.value for kind in Care if kind.is_contact])
        cared = touches.loc[is_contact & touches["is_done"], "buyer"].dropna()
        keys = {row.buyer_key for row in listed if row.is_done} | sent.keys()
        return np.union1d(cared.to_numpy(np.int64), self._numbers(keys))

    def _often(self) -> Buyers:
        moment = at(self.send, self.now)
        with self.shop.store.read() as session:
            had = message_people.times(session, self.shop.id, moment - _WEEK, moment)
        return self._numbers(key for key, count in had.items() if count >= self.rules.per_week)

    def _numbers(self, keys: Iterable[str]) -> Buyers:
        with self.shop.store.read() as session:
            known = customers.numbers(session, self.shop.id, set(keys))
        return _array(known.values())


def _leave(
    reasons: Mapping[Out, Buyers], some: Buyers
) -> tuple[dict[Out, int], Buyers]:  # fmt: skip
    """How many each reason keeps out that none before it did, and who is left."""
    left, out = some, {}
    for reason in Out:
        who = reasons.get(reason)
        if who is None:
            continue
        is_out = np.isin(left, who)
        if count := int(is_out.sum()):
            out[reason] = count
        left = left[~is_out]
    return out, left


def _spenders(book: CustomerBook, some: Buyers) -> Buyers:
    """In the order of groups: who spent most first, then who bought last."""
    of = book.customers.loc[some]
    return some[np.lexsort((-of["last"].to_numpy(), -of["net"].to_numpy()))]


def _order_won(book: CustomerBook, some: Buyers) -> float | None:
    """Won an order of some customers; of those whose amounts are all known."""
    of = book.customers.loc[some]
    known = of[of["unpriced"] == 0]
    orders = int(known["orders"].sum())
    return int(known["net"].sum()) / orders if orders else None


def _array(some: Iterable[int]) -> Buyers:
    return np.fromiter(some, np.int64)
