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

from core.analysis.message_law import is_night
from core.services import (
    care_rules,
    copy_test_contacts,
    customers_consent,
    messages_guard,
    messages_prepare,
    messages_rules,
    messages_sends,
    messages_texts,
)
from core.services.copy_test_contacts import By
from core.services.copy_test_lists import ListFile, neutral
from core.services.copy_test_recipients import Entry, ListReason, ListRefused, RecipientList
from core.services.customers_consent import Kind
from core.services.messages_guard import SendProblem, SendRefused
from core.services.messages_people import Somebody
from core.services.messages_people import values as told_of
from core.services.messages_sends import HOLD_OUT, Addressee, Send
from core.services.messages_texts import Filled, Held
from core.services.opening import OpenShop
from core.store import customers, identities, message_people
from core.terms import seoul_day
from core.terms.messages import MessageChannel, MessageKind, SendStatus

__all__ = ["ListFile", "ListRefused"]

_HEADINGS: Final = Path(__file__).with_name("messages_headings.csv")

_BY: Final = {MessageChannel.EMAIL: By.MAIL, MessageChannel.TALKTALK: By.ACCOUNT}
"""By what people are reached; by their telephone where nothing else stands here."""


@dataclass(frozen=True, slots=True)
class Export:
    """The lists of a sending.

    Attributes:
        files: one for each version; who gets nothing by lot is in none.
        without: the keys of those whom the dropped file does not tell how to reach.
        barred: how many took their consent back, or whose consent ran out, since it was settled.
        alike: how many get the same words to the letter.
        shared: how many are reached where somebody before them in the list is, who gets it alone.
    """

    files: tuple[ListFile, ...]
    without: tuple[str, ...] = field(repr=False)
    barred: int
    alike: int
    shared: int = 0

    @property
    def rows(self) -> int:
        """How many messages the lists ask for."""
        return sum(one.rows for one in self.files)


@dataclass(frozen=True, slots=True)
class _Contact:
    """How somebody is reached and called."""

    address: str = field(repr=False)
    name: str = field(repr=False)


def export(shop: OpenShop, send: Send, contacts: RecipientList, now: datetime) -> Export | Held:
    """The lists of a settled sending with a text for each one, or why nothing leaves.

    Lines stand in the order in which the list was settled, so that the same contacts in any order
    give the same bytes again. Nobody is in it twice, though he may have several keys or numbers.

    Args:
        shop: whose.
        send: which; settled.
        contacts: the file that says how people are reached, as it was read.
        now: the moment.

    Raises:
        SendRefused: it was not settled.
        ListRefused: the file does not say how people are reached by this way of sending.
    """
    if send.status is SendStatus.DRAFT:
        raise SendRefused(SendProblem.NOT_LISTED)
    there = _reached(shop, send.channel, contacts)
    everybody = _listed(shop, send)
    barred = _barred(shop, send, everybody, now)
    people = {key: one for key, one in everybody.items() if key not in barred}
    reached = {key: one for key, one in people.items() if key in there}
    mine = _once(reached, there)
    rules = messages_rules.read(shop)
    how = messages_guard.sending(shop, send, rules, now)
    told = _told(shop, send, {key: there[key] for key in mine}, now)
    files, texts = list[ListFile](), list[Filled]()
    for version in send.versions:
        keys = [key for key, one in mine.items() if one.letter == version.letter]
        if not keys:
            continue
        found = messages_texts.ready(version, [told[key] for key in keys], how)
        if isinstance(found, Held):
            return found
        texts += found.texts
        rows = [
            (there[key].address, there[key].name, one.title, one.text)
            for key, one in zip(keys, found.texts, strict=True)
        ]
        files.append(ListFile(version.letter, _csv(rows), len(rows)))
    without = tuple(key for key in people if key not in there)
    return Export(tuple(files), without, len(barred), messages_texts.alike(texts),
                  len(reached) - len(mine))  # fmt: skip


def _once(
    people: Mapping[str, Addressee], there: Mapping[str, _Contact]
) -> dict[str, Addressee]:  # fmt: skip
    """Of those who are reached at one place the first in the list."""
    first: dict[str, str] = {}
    for key in people:
        first.setdefault(there[key].address.casefold(), key)
    return {key: people[key] for key in first.values()}


def _listed(shop: OpenShop, send: Send) -> dict[str, Addressee]:
    """Who gets something, by the key of the customer, in the order of the list.

    Of two who were taken for one customer since, the first in the list is left.
    """
    some = messages_sends.people(shop, send.number)
    with shop.store.read() as session:
        customer = identities.customers_of(session, shop.id, some)
    found: dict[str, Addressee] = {}
    for key, one in some.items():
        found.setdefault(customer[key], one)
    return {key: one for key, one in found.items() if one.letter != HOLD_OUT}


def _barred(shop: OpenShop, send: Send, keys: Collection[str], now: datetime) -> set[str]:
    """Who may not be sent an advertisement any more."""
    if send.kind is not MessageKind.ADVERTISING:
        return set()
    at = messages_prepare.at(send, now)
    day = max(seoul_day(at), seoul_day(now))
    kind = Kind.NIGHT if send.left_out.by_day and is_night(at) else Kind.MARKETING
    return {*keys} - customers_consent.consented(shop, day, kind)


def _reached(
    shop: OpenShop, channel: MessageChannel, contacts: RecipientList
) -> dict[str, _Contact]:  # fmt: skip
    """How customers are reached by their keys, as far as the file tells."""
    by, columns = _BY.get(channel, By.PHONE), contacts.columns
    at = copy_test_contacts.at(contacts.headings, by)
    if columns is None or at is None:
        raise ListRefused(ListReason.NO_COLUMN)
    some = [(one.buyer_key, contact) for one in contacts.entries
            if one.buyer_key and (contact := _contact(one, by, at, columns.name))]  # fmt: skip
    with shop.store.read() as session:
        customer = identities.customers_of(session, shop.id, [key for key, _contact in some])
    found: dict[str, _Contact] = {}
    # Of several numbers of one customer the same one is taken, however the file is sorted.
    for key, contact in sorted(some, key=lambda one: (one[1].address, one[1].name)):
        found.setdefault(customer[key], contact)
    return found


def _contact(one: Entry, by: By, at: int, name_at: int | None) -> _Contact | None:
    """How one line says somebody is reached; None where it does not."""
    said = one.cells[at].strip() if at < len(one.cells) else ""
    if by is By.PHONE:
        number = copy_test_contacts.phone(said)
        said = "" if number is None else copy_test_contacts.spelt(number)
    elif by is By.MAIL and not copy_test_contacts.MAIL.fullmatch(said):
        said = ""
    name = one.cells[name_at].strip() if name_at is not None else ""
    is_masked = copy_test_contacts.MASK.search(name) is not None
    return _Contact(said, "" if is_masked else name) if said else None


def _told(
    shop: OpenShop, send: Send, there: Mapping[str, _Contact], now: datetime
) -> dict[str, dict[str, str]]:
    """What the text of each customer is filled with."""
    day = seoul_day(messages_prepare.at(send, now))
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
