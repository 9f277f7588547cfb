"""Write down what regulars of the made-up shop are given: one lot that is over, one that runs."""

from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
import pandas as pd

from core.analysis import benefits as analysis
from core.sample import benefits as planted
from core.sample.benefits import Given
from core.services import benefits, benefits_draws, benefits_people, customer_book, tiers
from core.services.benefits import Benefit, Kind
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.store import benefits as store
from core.store import customer_groups, notes
from core.store.moments import day_number
from core.store.programme_tables import BenefitDrawRow
from core.terms import seoul_day

_LATELY: Final = 180
"""Who bought within so many days before cards were given got one, or was left without."""

_NEW: Final = 45
"""Who first bought within so many days before samples were given takes part in their lot."""


def put(shop: OpenShop, now: datetime) -> None:
    """Write benefits and whom they were given to down.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    book = customer_book.read(shop)
    if book is None:
        return
    today = seoul_day(now)
    _cards(shop, book, now - timedelta(days=planted.CARD_AGO), today)
    _samples(shop, book, now - timedelta(days=planted.SAMPLE_AGO), today)
    highest = tiers.listed(shop)[-1:]
    benefits.add(shop, _read(planted.EXCLUSIVE, today, highest[0].id if highest else None), now)


def _cards(shop: OpenShop, book: CustomerBook, at: datetime, today: date) -> None:
    """Those who came again more often had got one: the made-up shop is to show an effect."""
    one = benefits.add(shop, _read(planted.CARD, today), at)
    known = _known(book, at)
    day = day_number(seoul_day(at))
    wanted = known[(known["visits"] > 1) & (known["last"] > day - _LATELY)]
    buyers = wanted.index.to_numpy(np.int64)
    came = np.isin(buyers, analysis.bought_after(book.visits, day).index.to_numpy())
    place = np.where(came, np.cumsum(came), np.cumsum(~came))
    share = np.where(came, planted.CAME_GIVEN, planted.OTHERS_GIVEN)
    is_given = place * 37 % 100 < share
    row = BenefitDrawRow(
        shop_id=shop.id, id=0, benefit_id=one.number, day=seoul_day(at), cost=one.cost,
        hold_out=planted.LEFT / 100, created_at=at,
    )  # fmt: skip
    with shop.store.write() as session:
        keys = customer_groups.keys(session, shop.id, buyers.tolist())
        notes.add(session, row)
        told = zip(buyers.tolist(), is_given.tolist(), strict=True)
        store.put(session, shop.id, row.id, [(keys[number], given) for number, given in told])


def _samples(shop: OpenShop, book: CustomerBook, at: datetime, today: date) -> None:
    one = benefits.add(shop, _read(planted.SAMPLE, today), at)
    known = _known(book, at)
    new = known[(known["visits"] == 1) & (known["last"] > day_number(seoul_day(at)) - _NEW)]
    keys = benefits_people.keys(shop, new.index.to_numpy(np.int64))
    benefits_draws.give(shop, one, keys, at, percent=planted.LEFT, cost=one.cost)


def _known(book: CustomerBook, at: datetime) -> pd.DataFrame:
    return customer_book.known_on(book, day_number(seoul_day(at))).customers


def _read(one: Given, today: date, tier: int | None = None) -> Benefit:
    first, last = (None if ago is None else today - timedelta(days=ago)
                   for ago in (one.first, one.last))  # fmt: skip
    return Benefit(
        one.name, Kind(one.kind), one.cost, first, last, tier, None, one.every_days, one.note
    )  # fmt: skip
