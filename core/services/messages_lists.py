"""Settle who gets a message, and mark that it was sent.

Whom a message goes to is settled once and by lot. Of customers it keeps keyed hashes; telephone
numbers stand only in the file that the seller drops for a list (``messages_export``).
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from core.analysis import list_split
from core.services import (
    messages_guard,
    messages_prepare,
    messages_prices,
    messages_rules,
    messages_sends,
)
from core.services.messages_guard import SendProblem, SendRefused
from core.services.messages_prepare import Audience
from core.services.messages_sends import HOLD_OUT, Addressee, Send
from core.services.opening import OpenShop
from core.store import customer_groups, notes
from core.store import message_results as results
from core.store import messages as store
from core.store.message_tables import SendRow
from core.store.notes import NoteChanged, NoteGone
from core.terms import seoul_day
from core.terms.messages import SendStatus

__all__ = ["NoteChanged", "NoteGone", "SendProblem", "SendRefused"]

MOST: Final = 1_000_000_000
GROUP: Final = "group"
"""Among the counts of a list: how many belonged to the group."""


def settle(shop: OpenShop, send: Send, now: datetime) -> Send:
    """Settle who gets which version, and who gets nothing, by lot.

    The rule of the group, the days, the texts and the seed stand from then on. The same customers
    with the same seed are divided alike, whatever their order.

    Raises:
        SendRefused: a text may not leave, or nobody would get one; nothing was changed.
        NoteChanged: it was changed elsewhere since it was read.
        core.store.StoreProblem: the store cannot be written.
    """
    rules = messages_rules.read(shop)
    messages_guard.check(shop, send, rules, now)
    found = messages_prepare.audience(shop, send, rules, now)
    if found is None:
        raise SendRefused(SendProblem.NO_ORDERS)
    if not messages_prepare.told(send, found.size):
        raise SendRefused(SendProblem.NOBODY)
    seed = send.seed or secrets.token_hex(list_split.SEED_DIGITS // 2)
    wanted = replace(
        send, status=SendStatus.LISTED, seed=seed, group_rule=found.rule, group_day=found.day,
        planned_at=messages_prepare.at(send, now).replace(microsecond=0),
        window_days=rules.window_days, left_out=replace(send.left_out, counts=counts(found)),
    )  # fmt: skip
    with shop.store.write() as session:
        row = notes.find(session, SendRow, shop.id, send.number)
        changed = notes.change(session, row, messages_sends.columns(wanted), now, send.version)
        keys = customer_groups.keys(session, shop.id, found.buyers.tolist())
        people = [keys[one] for one in found.buyers.tolist() if one in keys]
        letters = list_split.split(people, messages_prepare.shares(send), seed)
        some = [Addressee(key, letters[key], place) for place, key in enumerate(people)]
        store.forget(session, shop.id, send.number)
        store.add(session, shop.id, send.number, some)
        return messages_sends.read(changed)


def reopen(shop: OpenShop, send: Send, now: datetime) -> Send:
    """Prepare a sending anew that was settled and not sent; who was in it is forgotten.

    Raises:
        SendRefused: it was sent, or is being prepared anyway.
        NoteChanged: it was changed elsewhere since it was read.
    """
    if send.status is not SendStatus.LISTED:
        raise SendRefused(SendProblem.NOT_LISTED)
    wanted = replace(
        send, status=SendStatus.DRAFT, group_rule="", group_day=None,
        left_out=replace(send.left_out, counts={}),
    )  # fmt: skip
    with shop.store.write() as session:
        row = notes.find(session, SendRow, shop.id, send.number)
        changed = notes.change(session, row, messages_sends.columns(wanted), now, send.version)
        store.forget(session, shop.id, send.number)
        return messages_sends.read(changed)


def mark(shop: OpenShop, send: Send, sent_at: datetime, count: int | None, now: datetime) -> Send:
    """Keep that a settled list was sent; undo makes it a list again.

    Args:
        shop: whose.
        send: which.
        sent_at: when.
        count: how many messages went out; None for everybody who was to get one.
        now: when it is noted.

    Raises:
        SendRefused: there is no list, no registered number it could have been sent from (S2-08),
            or the moment or the number cannot be; nothing was changed.
        NoteChanged: it was changed elsewhere since it was read.
        core.store.StoreProblem: the store cannot be written.
    """
    if send.status is not SendStatus.LISTED:
        raise SendRefused(SendProblem.NOT_LISTED)
    rules = messages_rules.read(shop)
    if send.channel.needs_sender and not rules.sender:
        raise SendRefused(SendProblem.NO_SENDER)
    if sent_at > now:
        raise SendRefused(SendProblem.IN_FUTURE)
    if send.group_day is not None and seoul_day(sent_at) < send.group_day:
        raise SendRefused(SendProblem.TOO_EARLY)
    people = to_send(messages_sends.sizes(shop, send.number))
    if count is not None and not 0 <= count <= MOST:
        raise SendRefused(SendProblem.NUMBER)
    price = messages_prices.price(shop, send.channel, seoul_day(sent_at))
    return messages_sends.change(
        shop,
        replace(
            send, status=SendStatus.SENT, sent_at=sent_at, price=price,
            sent=people if count is None else count,
        ),
        now,
    )  # fmt: skip


def leave_uncompared(shop: OpenShop, send: Send, keys: Collection[str]) -> None:
    """Compare nobody with people who by lot got nothing and read the message all the same.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    known = messages_sends.people(shop, send.number)
    if all(known[key].outcome == results.SHARED for key in keys if key in known):
        return
    with shop.store.write() as session:
        results.leave_uncompared(session, shop.id, send.number, keys)


def to_send(sizes: Mapping[str, int]) -> int:
    """How many of a list get a message."""
    return sum(size for letter, size in sizes.items() if letter != HOLD_OUT)


def counts(found: Audience) -> dict[str, int]:
    """How many belonged to the group, and how many of them got nothing for which reason."""
    return {GROUP: found.group, **{reason.value: many for reason, many in found.out.items()}}
