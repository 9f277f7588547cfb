"""What came of those a seller contacted from a list, beside those of the same lists she did not."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtri

from core.analysis import customers_due as analysis
from core.analysis.care_queue import APART
from core.services import customers_due
from core.services.customers_due import Known, ListKind
from core.services.customers_states import OwnRules
from core.services.opening import OpenShop
from core.stats.mix import newcombe
from core.stats.proportions import Tally
from core.store import customers
from core.store import customers_contact as store
from core.store.moments import day_number

LOOKS_BACK: Final = 365
"""Days for which contacts are looked at."""

LISTS: Final = 6
"""Those who were not contacted are looked at on so many days of contact, the newest ones."""

LEAST: Final = 30
"""With fewer contacted, or fewer who were not, nothing is said of the difference."""


class Note(NamedTuple):
    """Somebody on a list who was contacted, or skipped.

    Attributes:
        kind: which list.
        day: when, as a day number.
        buyer: the number of the buyer.
        product: what it was about; 0 where about nothing in particular.
        is_done: whether they were contacted.
    """

    kind: str
    day: int
    buyer: int
    product: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        within: so many days after the contact a purchase counts.
        contacted: how many of those who were contacted bought. Everybody counts once, here or
            in ``alone``, by the first list they were on.
        waiting: how many were contacted so lately that nobody can know.
        alone: the same of those on the lists of these days whom the seller left alone; she chose
            whom to contact, so they may differ in other ways.
        bounds: between which the difference lies (95 %); None where there are too few.
        hidden: contacts that are not counted, as too many of the days after them are in no file.
    """

    within: int
    contacted: Tally
    waiting: int
    alone: Tally
    bounds: tuple[float, float] | None
    hidden: int = 0


def notes(shop: OpenShop, today: date) -> tuple[Note, ...]:
    """Whom the seller contacted or skipped within the last year.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = store.since(session, shop.id, today - timedelta(days=LOOKS_BACK))
        known = customers.numbers(session, shop.id, {row.buyer_key for row in rows})
    return tuple(
        Note(row.kind, day_number(row.day), known[row.buyer_key], row.product_id or 0,
             bool(row.is_done))
        for row in rows if row.buyer_key in known
    )  # fmt: skip


def settled(known: Known, noted: tuple[Note, ...]) -> tuple[Note, ...]:
    """The notes that an outcome depends on, but for who is waiting; not those of today."""
    return tuple(one for one in noted if one.day < known.book.until)


def waiting(known: Known, kind: ListKind, noted: tuple[Note, ...], within: int) -> int:
    """How many were contacted from a list so lately that nobody can know what came of it."""
    done = [one for one in noted if one.kind == kind and one.is_done]
    last = known.book.until - within
    return len({one.buyer for one in done} - {one.buyer for one in done if one.day <= last})


def outcome(
    known: Known,
    kind: ListKind,
    noted: tuple[Note, ...],
    within: int,
    own: OwnRules | None = None,
) -> Outcome:
    """What came of those who were contacted from a list.

    Args:
        known: what lists are made of.
        kind: which list; one that depends on the day.
        noted: who was contacted or skipped, on any list.
        within: so many days after it count.
        own: the rules that the seller set herself.
    """
    done = pd.DataFrame(
        [(one.buyer, one.product if kind is ListKind.AGAIN else 0, one.day) for one in noted
         if one.kind == kind and one.is_done], columns=["buyer", "thing", "day"], dtype=np.int64,
    )  # fmt: skip
    over = done[done["day"] + within <= known.book.until].sort_values("day", kind="stable")
    later, size = waiting(known, kind, noted, within), len(over)
    over = over[known.book.watched.is_seen(over["day"] + 1, over["day"] + within)]
    hidden = size - len(over)
    if over.empty:
        return Outcome(within, Tally(0, 0), later, Tally(0, 0), None, hidden)
    bought = customers_due.purchases(known, kind)
    windows = customers_due.windows(known, kind, own)
    first = over.drop_duplicates("buyer")
    began = dict(zip(first["buyer"].tolist(), first["day"].tolist(), strict=True))
    others: dict[int, bool] = {}
    for day in sorted(over["day"].unique())[-LISTS:]:
        apart = [one.buyer for one in noted if day - APART < one.day < day + within]
        told = analysis.left_alone(bought, windows(int(day)), int(day), within, apart)
        for buyer, is_hit in zip(told.index.tolist(), told.tolist(), strict=True):
            # Who was contacted before is no longer one who was left alone.
            if began.get(buyer, day) >= day:
                others.setdefault(buyer, is_hit)
    own_first = first[~first["buyer"].isin(others)]
    every = analysis.Purchases.of(known.book.visits)
    hits = analysis.came(bought if kind is ListKind.AGAIN else every, own_first, within)
    contacted = Tally(int(hits.sum()), len(own_first))
    alone = Tally(sum(others.values()), len(others))
    is_enough = min(contacted.trials, alone.trials) >= LEAST
    bounds = newcombe(contacted, alone, float(ndtri(0.975))) if is_enough else None
    return Outcome(within, contacted, later, alone, bounds, hidden)
