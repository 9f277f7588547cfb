"""The story of one customer: all that happened, the newest first, page by page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from sqlmodel import Session

from core.services import customers_contacts, voice_complaints, voice_feedback
from core.services.customers_contacts import Contact
from core.services.opening import OpenShop
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.store import customers_story as store
from core.store import customers_told as details
from core.store import identities, voice_reviews
from core.store.customer_tables import ContactRow
from core.store.customers_story import Event, Happened, Whose
from core.store.customers_told import Bought, Gift, Message, Question, Sent, Touch
from core.store.moments import moment_of
from core.store.voice_reviews import Review
from core.store.voice_tables import ComplaintRow, FeedbackRow
from core.terms import Mall

__all__ = [
    "Bought", "Event", "Gift", "Happened", "Message", "Question", "Review", "Sent", "Touch",
    "Whose",
]  # fmt: skip

PAGE: Final = 15
"""So many things on one page."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order, or what went back of it: the lines of the customer."""

    lines: tuple[Bought, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A remark, with the complaint that was made of it."""

    remark: Remark
    complaint: Complaint | None = None


Detail: TypeAlias = (
    Order | Review | Question | Said | Complaint | Touch | Gift | Message | Sent | Contact | None
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, with what is known of it.

    Attributes:
        event: what, and by which it is found.
        detail: what is known; None where it is gone by now.
    """

    event: Event
    detail: Detail

    @property
    def kind(self) -> Happened:
        """What kind of thing it is."""
        return self.event.kind

    @property
    def at(self) -> datetime | None:
        """When; None where no file says it. Of a day it is its end."""
        return moment_of(self.event.at or None)

    @property
    def mall(self) -> Mall | None:
        """Through which mall."""
        return Mall(self.event.mall) if self.event.mall else None


def whose(shop: OpenShop, key: str) -> Whose:
    """All buyers that one customer is.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        keys = identities.keys_of(session, shop.id, key)
        return Whose(store.numbers(session, shop.id, keys), tuple(keys))


def events(shop: OpenShop, customer: Whose) -> list[Event]:
    """Everything that happened with one customer, the newest first; without what it was.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return store.events(session, shop.id, customer)


def counts(some: Sequence[Event]) -> Mapping[Happened, int]:
    """How many of each kind there are, in the order of kinds; those there are none of left out."""
    found = Counter(one.kind for one in some)
    return {kind: found[kind] for kind in Happened if found[kind]}


def pages(number: int) -> int:
    """On how many pages so many things stand; at least one."""
    return max(1, -(-number // PAGE))


def page(some: Sequence[Event], place: int) -> Sequence[Event]:
    """Those of one page, from 1."""
    return some[(place - 1) * PAGE : place * PAGE]


def told(shop: OpenShop, customer: Whose, some: Sequence[Event]) -> list[Entry]:
    """Some of the events with what is known of them, in their order.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found: dict[Event, Detail] = {}
        for read in (_orders, _of_files, _of_notes, _of_care, _of_messages):
            found |= read(session, shop.id, customer, some)
    return [Entry(one, found.get(one)) for one in some]


_Found = dict[Event, Detail]


def _orders(session: Session, shop_id: int, customer: Whose, some: Sequence[Event]) -> _Found:
    wanted = [one for one in some if one.kind in {Happened.ORDER, Happened.CLAIM}]
    lines = details.lines(session, shop_id, customer, {(one.mall, one.ref) for one in wanted})
    found: _Found = {}
    for one in wanted:
        bought = lines.get((one.mall, one.ref), [])
        if one.kind is Happened.CLAIM:
            bought = [it for it in bought if it.claim is not None or it.state in store.BACK]
        found[one] = Order(tuple(bought))
    return found


def _of_messages(session: Session, shop_id: int, customer: Whose, some: Sequence[Event]) -> _Found:
    wanted = [one for one in some if one.kind is Happened.SENT]
    told = details.sent(
        session, shop_id, customer.keys, ((int(one.ref), one.more) for one in wanted)
    )
    return {one: told.get((int(one.ref), one.more)) for one in wanted}


def _of_files(session: Session, shop_id: int, _customer: Whose, some: Sequence[Event]) -> _Found:
    found: _Found = {
        one: voice_reviews.one(session, shop_id, Mall(one.mall), one.ref)
        for one in some
        if one.kind is Happened.REVIEW
    }
    asked = [one for one in some if one.kind is Happened.QUESTION]
    questions = details.questions(session, shop_id, {(one.mall, one.ref) for one in asked})
    tests = [one for one in some if one.kind is Happened.MESSAGE]
    sent = details.messages(session, shop_id, ((int(one.ref), one.more) for one in tests))
    found |= {one: questions.get((one.mall, one.ref)) for one in asked}
    return found | {one: sent.get((int(one.ref), one.more)) for one in tests}


def _of_notes(session: Session, shop_id: int, _customer: Whose, some: Sequence[Event]) -> _Found:
    numbers = {
        kind: {int(one.ref) for one in some if one.kind is kind}
        for kind in (Happened.REMARK, Happened.COMPLAINT, Happened.CONTACT)
    }
    said = details.notes(session, FeedbackRow, shop_id, numbers[Happened.REMARK])
    made = details.complaints_of(session, shop_id, said)
    worse = details.notes(session, ComplaintRow, shop_id, numbers[Happened.COMPLAINT])
    contacts = details.notes(session, ContactRow, shop_id, numbers[Happened.CONTACT])
    by_kind: dict[Happened, Mapping[int, Detail]] = {
        Happened.REMARK: {
            number: Said(
                voice_feedback.read(row),
                voice_complaints.read(made[number]) if number in made else None,
            )
            for number, row in said.items()
        },
        Happened.COMPLAINT: {it: voice_complaints.read(row) for it, row in worse.items()},
        Happened.CONTACT: {it: customers_contacts.read(row) for it, row in contacts.items()},
    }
    return {one: by_kind[one.kind].get(int(one.ref)) for one in some if one.kind in by_kind}


def _of_care(session: Session, shop_id: int, customer: Whose, some: Sequence[Event]) -> _Found:
    by_kind = {
        kind: [one for one in some if one.kind is kind]
        for kind in (Happened.CARE, Happened.GIFT, Happened.LISTED)
    }
    care, gift, listed = by_kind.values()
    touches = details.touches(session, shop_id, ((one.mall, one.ref, one.more) for one in care))
    gifts = details.gifts(session, shop_id, ((one.mall, one.ref, one.more) for one in gift))
    lists = details.contacted(
        session, shop_id, customer.keys, ((one.ref, int(one.more)) for one in listed)
    )
    found: _Found = {one: touches.get((one.mall, one.ref, one.more)) for one in care}
    found |= {one: gifts.get((one.mall, one.ref, one.more)) for one in gift}
    return found | {one: lists.get((one.ref, int(one.more))) for one in listed}
