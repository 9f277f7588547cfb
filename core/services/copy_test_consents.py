"""Of a list of recipients only those who may be sent a text that advertises.

Whoever is not known to have agreed is left out, as before any other sending: by what was written
down of customers, or by a column of the list in which the seller brings the consents along.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from core.services import copy_test_contacts, customers_consent, messages_texts
from core.services.copy_test_kept import CopyTest
from core.services.copy_test_recipients import Entry, RecipientList
from core.services.customers_consent import Kind
from core.services.messages_prepare import Out
from core.services.opening import OpenShop
from core.store import identities
from core.terms import seoul_day


@dataclass(frozen=True, slots=True)
class Allowed:
    """A list of which only those are left who may be sent what a test says.

    Attributes:
        people: who is left; there may be nobody.
        out: how many are not, by the first reason, in the order of reasons.
        nameless: how many of them are told by a number or an address alone, so that nobody knows
            which customers they are.
    """

    people: RecipientList
    out: Mapping[Out, int] = field(default_factory=dict)
    nameless: int = 0


def sells(test: CopyTest) -> bool:
    """Whether a text of a test advertises."""
    return any(messages_texts.sells(one.text) for one in test.draft.versions)


def allowed(
    shop: OpenShop, test: CopyTest, people: RecipientList, now: datetime, *, night: bool = False
) -> Allowed:
    """The recipients who may be sent what a test says; all of them where it does not advertise.

    Args:
        shop: whose.
        test: what is to be sent.
        people: the list; with a column of consents only those who agreed are in it.
        now: the moment.
        night: whether it is sent between nine in the evening and eight in the morning, which
            takes a consent of its own that is written down.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    if not sells(test):
        return Allowed(people)
    keys = {one.buyer_key for one in people.entries if one.buyer_key}
    with shop.store.read() as session:
        customer = identities.customers_of(session, shop.id, keys)
    told = _Told.read(shop, seoul_day(now), night=night)
    left, out, nameless = list[Entry](), dict[Out, int](), 0
    for one in people.entries:
        why = told.why_not(customer.get(one.buyer_key or "", ""), _brought(people, one))
        if why is None:
            left.append(one)
            continue
        out[why] = out.get(why, 0) + 1
        nameless += one.buyer_key is None
    ordered = {reason: out[reason] for reason in Out if reason in out}
    return Allowed(replace(people, entries=tuple(left)), ordered, nameless)


def named(
    people: RecipientList, orders: RecipientList, refused: Collection[str] = ()
) -> RecipientList:
    """The list with the customers whom an order file knows by their numbers.

    A number of several customers is nobody's: nobody can tell who of them agreed. If one of them
    is among ``refused`` it is that one's, for whatever is sent there reaches her too.
    """
    whose = numbers(orders)

    def whom(one: Entry) -> str | None:
        found = {key for cell in one.cells for key in whose.get(_digits(cell), ())}
        if one.buyer_key or len(found) == 1:
            return one.buyer_key or found.pop()
        return min(found.intersection(refused), default=None)

    return replace(
        people, entries=tuple(replace(one, buyer_key=whom(one)) for one in people.entries)
    )


def numbers(orders: RecipientList) -> dict[str, frozenset[str]]:
    """Whose telephone numbers are, by the file that tells it; of a shared one all are told."""
    told: dict[str, frozenset[str]] = {}
    for one in (*orders.entries, *orders.more):
        for digits in {_digits(cell) for cell in one.cells} - {""}:
            if one.buyer_key:
                told[digits] = told.get(digits, frozenset()) | {one.buyer_key}
    return told


@dataclass(frozen=True, slots=True)
class _Brought:
    """What the list says of a consent; the day is None where it only says yes."""

    day: date | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What was written down of customers until a day."""

    day: date
    night: bool
    withdrawn: frozenset[str]
    to_renew: frozenset[str]
    agreed: frozenset[str]
    nights: frozenset[str]

    @classmethod
    def read(cls, shop: OpenShop, day: date, *, night: bool) -> "_Told":
        """All of it."""
        return cls(
            day, night, customers_consent.withdrawn(shop, day),
            customers_consent.to_renew(shop, day), customers_consent.consented(shop, day),
            customers_consent.consented(shop, day, Kind.NIGHT) if night else frozenset(),
        )  # fmt: skip

    def why_not(self, customer: str, brought: _Brought | None) -> Out | None:
        """Why somebody gets nothing; None where he may."""
        if customer in self.withdrawn:
            return Out.WITHDRAWN
        is_new = brought is not None and brought.day is not None and self._holds(brought.day)
        # A yes without a day does not say that somebody was asked again.
        is_yes = brought is not None and brought.day is None and customer not in self.to_renew
        if not (is_new or is_yes or customer in self.agreed):
            is_old = brought is not None and brought.day is not None and brought.day <= self.day
            return Out.TO_RENEW if is_old or customer in self.to_renew else Out.NO_CONSENT
        return Out.NIGHT if self.night and customer not in self.nights else None

    def _holds(self, given_on: date) -> bool:
        return given_on <= self.day < customers_consent.renew_by(given_on)


def _brought(people: RecipientList, one: Entry) -> _Brought | None:
    """What the line of somebody says; whoever did not agree is in no list with such a column."""
    at = None if people.columns is None else people.columns.consent
    if at is None or at >= len(one.cells):
        return None
    return _Brought(copy_test_contacts.agreed_on(one.cells[at]))


def _digits(cell: str) -> str:
    return copy_test_contacts.phone(cell) or ""
