"""The lists that a sending service takes: who gets which text, from a file the seller drops.

The file says how people are reached. It is read in memory and never kept; nor are the lists.
"""

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from core.analysis.message_law import LawFault, Sending, is_night
from core.services import (
    care_rules,
    customers_consent,
    messages_addresses,
    messages_guard,
    messages_prepare,
    messages_rules,
    messages_sends,
    messages_texts,
)
from core.services.copy_test_lists import ListFile, neutral
from core.services.copy_test_recipients import ListRefused, RecipientList
from core.services.customers_consent import Kind
from core.services.messages_addresses import Contact
from core.services.messages_guard import SendProblem, SendRefused
from core.services.messages_people import Somebody
from core.services.messages_people import values as told_of
from core.services.messages_sends import HOLD_OUT, Addressee, Send, Version
from core.services.messages_texts import Fault, Filled, Held, Ready
from core.services.opening import OpenShop
from core.store import customers, identities, message_people
from core.terms import seoul_day
from core.terms.messages import MessageKind, SendStatus

__all__ = ["ListFile", "ListRefused"]

_HEADINGS: Final = Path(__file__).with_name("messages_headings.csv")


@dataclass(frozen=True, slots=True)
class Export:
    """The lists of a sending.

    Attributes:
        files: one for each version; who gets nothing by lot is in none.
        without: the keys of those whom the dropped file does not tell how to reach.
        barred: how many took their consent back, or whose consent ran out, since it was settled.
        alike: how many get the same words to the letter.
        shared: how many are reached where somebody before them in the list is, who gets it alone.
        odd: whose text may not leave because of what is filled in, by their keys, and why.
        uncompared: the keys, as the list has them, of those who by lot get nothing and are reached
            where somebody is who gets the message: they read it all the same.
    """

    files: tuple[ListFile, ...]
    without: tuple[str, ...] = field(repr=False)
    barred: int
    alike: int
    shared: int = 0
    odd: Mapping[str, Fault] = field(default_factory=dict, repr=False)
    uncompared: tuple[str, ...] = field(default=(), repr=False)

    @property
    def rows(self) -> int:
        """How many messages the lists ask for."""
        return sum(one.rows for one in self.files)


def export(
    shop: OpenShop, send: Send, contacts: RecipientList, now: datetime, *, leave: bool = False
) -> Export | Held:
    """The lists of a settled sending with a text for each one, or why nothing leaves.

    Lines stand in the order in which the list was settled, so that the same contacts in any order
    give the same bytes again. Nobody is in it twice, though he may have several keys or numbers.
    Whose name promises a benefit is left out and told.

    Args:
        shop: whose.
        send: which; settled.
        contacts: the file that says how people are reached, as it was read.
        now: the moment.
        leave: whether those are left out whose own text may not leave, so that the others' does.

    Raises:
        SendRefused: it was not settled.
        ListRefused: the file does not say how people are reached by this way of sending.
    """
    if send.status is SendStatus.DRAFT:
        raise SendRefused(SendProblem.NOT_LISTED)
    there = messages_addresses.reached(shop, send.channel, contacts)
    everybody, held_out = _listed(shop, send)
    barred = _barred(shop, send, everybody, now)
    people = {key: one for key, one in everybody.items() if key not in barred}
    known = {key: one for key, one in people.items() if key in there}
    mine = _once(known, there)
    told = _told(shop, send, {key: there[key] for key in mine}, now)
    how = messages_guard.sending(shop, send, messages_rules.read(shop), now)
    files, texts, odd = list[ListFile](), list[Filled](), dict[str, Fault]()
    for version in send.versions:
        wanted = {key: told[key] for key, one in mine.items() if one.letter == version.letter}
        if not wanted:
            continue
        found = _filled(version, wanted, how, leave=leave)
        if isinstance(found, Held):
            return found
        odd |= found.odd
        texts += found.texts.values()
        rows = [
            (there[key].address, there[key].name, one.title, one.text)
            for key, one in found.texts.items()
        ]
        files.append(ListFile(version.letter, _csv(rows), len(rows)))
    places = {there[key].place for key in mine if key not in odd}
    return Export(
        tuple(files), tuple(key for key in people if key not in there), len(barred),
        messages_texts.alike(texts), len(known) - len(mine), odd,
        tuple(one.key for key, one in held_out.items()
              if key in there and there[key].place in places),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a version by the keys of customers, and whose may not leave."""

    texts: Mapping[str, Filled]
    odd: Mapping[str, Fault]


def _filled(
    version: Version, told: Mapping[str, Mapping[str, str]], how: Sending, *, leave: bool
) -> _Texts | Held:
    """The texts for some people, without those whose own values stand in the way."""
    found = messages_texts.ready(version, list(told.values()), how)
    if isinstance(found, Ready):
        return _Texts(dict(zip(told, found.texts, strict=True)), {})
    keys, odd = list(told), dict[str, Fault]()
    for one in found.stopped:
        for place in one.people:
            odd.setdefault(keys[place], one.fault)
    if not leave:
        odd = {key: why for key, why in odd.items() if _is_of_name(version, told[key], why, how)}
    rest = {key: values for key, values in told.items() if key not in odd}
    again = messages_texts.ready(version, list(rest.values()), how) if rest else found
    return again if isinstance(again, Held) else _Texts(
        dict(zip(rest, again.texts, strict=True)), odd
    )  # fmt: skip


def _is_of_name(
    version: Version, values: Mapping[str, str], why: Fault, how: Sending
) -> bool:  # fmt: skip
    """Whether it is the name in a file that promises something: no customer is called so."""
    if not isinstance(why, LawFault) or not why.words:
        return False
    nameless = messages_texts.filled(version, {**values, "name": ""})
    return all(
        getattr(one, "reason", None) is not why.reason
        for one in messages_texts.faults(version, nameless, how)
    )


def _once(
    people: Mapping[str, Addressee], there: Mapping[str, Contact]
) -> dict[str, Addressee]:  # fmt: skip
    """Of those who are reached at one place the first in the list."""
    first: dict[str, str] = {}
    for key in people:
        first.setdefault(there[key].place, key)
    return {key: people[key] for key in first.values()}


def _listed(shop: OpenShop, send: Send) -> tuple[dict[str, Addressee], dict[str, Addressee]]:
    """Who gets something, and who by lot gets nothing, by the key of the customer, in order.

    Of two who were taken for one customer since, the first in the list is left.
    """
    some = messages_sends.people(shop, send.number)
    with shop.store.read() as session:
        customer = identities.customers_of(session, shop.id, some)
    found: dict[str, Addressee] = {}
    for key, one in some.items():
        found.setdefault(customer[key], one)
    got = {key: one for key, one in found.items() if one.letter != HOLD_OUT}
    return got, {key: one for key, one in found.items() if key not in got}


def _barred(shop: OpenShop, send: Send, keys: Collection[str], now: datetime) -> set[str]:
    """Who may not be sent an advertisement any more."""
    if send.kind is not MessageKind.ADVERTISING:
        return set()
    at = messages_prepare.at(send, now)
    day = max(seoul_day(at), seoul_day(now))
    kind = Kind.NIGHT if send.left_out.by_day and is_night(at) else Kind.MARKETING
    return {*keys} - customers_consent.consented(shop, day, kind)


def _told(
    shop: OpenShop, send: Send, there: Mapping[str, Contact], now: datetime
) -> dict[str, dict[str, str]]:
    """What the text of each customer is filled with, as of the day it was settled for."""
    day = seoul_day(send.planned_at or messages_prepare.at(send, now))
    common = messages_guard.common(shop, send, messages_rules.read(shop))
    tips = care_rules.tips(shop)
    with shop.store.read() as session:
        numbers = customers.numbers(session, shop.id, there)
        bought = message_people.last_bought(session, shop.id, set(numbers.values()))
    told = {}
    for key, contact in there.items():
        last = bought.get(numbers.get(key, 0))
        tip = tips.get(last.product_id or 0, "") if last else ""
        somebody = Somebody(key, contact.name, last.product, last.day, last.times) if last else \
            Somebody(key, contact.name, "", None, 0)  # fmt: skip
        told[key] = told_of(somebody, day, common["shop"], {**common, "tip": tip})
    return told


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_headings())
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig", "replace")


@cache
def _headings() -> tuple[str, ...]:
    with _HEADINGS.open(encoding="utf-8", newline="") as file:
        return tuple(row["name"] for row in csv.DictReader(file))
