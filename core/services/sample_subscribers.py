"""Who wants to hear from the made-up shop: friends of channels, and consents of customers."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import insert

from core.analysis.subscribers import WEEK, Count, monday
from core.sample import subscribers as planted
from core.services import customer_book, subscribers
from core.services.customers_consent import Kind
from core.services.opening import OpenShop
from core.services.subscribers import Channel
from core.store import customers
from core.store.customer_tables import ConsentRow
from core.store.moments import day_of
from core.store.tables import table_of
from core.terms import seoul_day


def put(shop: OpenShop, now: datetime) -> None:
    """Write down what channels told week by week, and what customers said.

    The orders have to be there. Everything lies in the past of ``now``.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    for channel, one in planted.CHANNELS.items():
        _channel(shop, Channel(channel), one, now)
    _consents(shop, now)


def _channel(shop: OpenShop, channel: Channel, one: planted.Friends, now: datetime) -> None:
    """A line for each Sunday but one that she forgot."""
    last = monday(seoul_day(now)) - timedelta(days=1)
    total, counts = one.first, list[Count]()
    joined = left = 0
    for place, (came, went) in enumerate(one.moves):
        total, joined, left = total + came - went, joined + came, left + went
        day = last - timedelta(days=WEEK * (len(one.moves) - 1 - place))
        if place != one.forgotten:
            counts.append(Count(day, total, joined, left) if one.tells_moves else Count(day, total))
            joined = left = 0
    subscribers.keep(shop, channel, counts, now)


def _consents(shop: OpenShop, now: datetime) -> None:
    """Some customers agreed on the day of a purchase; few took it back, few agreed to nights."""
    book = customer_book.read(shop)
    if book is None:
        return
    rng = np.random.default_rng(planted.SEED)
    today = seoul_day(now)
    first = book.visits.groupby("buyer")["day"].min()
    some = first[rng.random(len(first)) < planted.AGREED]
    with shop.store.write() as session:
        named = customers.named(session, shop.id, some.index.tolist())
        rows: list[dict[Any, Any]] = []
        for place, (buyer, day) in enumerate(zip(some.index.tolist(), some.tolist(), strict=True)):
            # The shop is younger than two years: some agreed in a shop she had before.
            is_old = place % planted.EVERY_OLD == 0
            given = today - timedelta(days=planted.OLDEST + place % planted.SPREAD) if is_old \
                else day_of(day)  # fmt: skip
            told = {"buyer_key": named[buyer].key, "given_on": given,
                    "source": planted.SOURCES[place % len(planted.SOURCES)]}  # fmt: skip
            gone = given + timedelta(days=planted.BACK_AFTER)
            is_back = place % planted.EVERY_BACK == 1 and gone <= today
            rows.append({**told, "kind": Kind.MARKETING.value,
                         "withdrawn_on": gone if is_back else None})  # fmt: skip
            if place % planted.EVERY_NIGHT == 2:  # noqa: PLR2004
                rows.append({**told, "kind": Kind.NIGHT.value, "withdrawn_on": None})
        if rows:
            session.execute(insert(table_of(ConsentRow)), [
                {**row, "shop_id": shop.id, "id": number, "created_at": now - timedelta(days=40),
                 "deleted_at": None, "version": 1}
                for number, row in enumerate(rows, start=1)
            ])  # fmt: skip
