"""Which benefit may suit which customers, with the numbers that says so."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import numpy as np

from core.analysis.customer_states import State
from core.services import benefits_due, benefits_people
from core.services.benefits import Kind
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.store.moments import day_number
from core.terms import seoul_day

LEAST: Final = 5
"""For fewer customers nothing is suggested."""

QUIET: Final = 60
"""Days without a word after which a regular is to hear of the shop."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One benefit for customers of one state.

    Attributes:
        state: of which state.
        kind: what suits them.
        people: how many they are.
        quiet: how many of them have not heard of the shop for ``QUIET`` days, as far as known.
        away: days since the last purchase of the one in the middle.
        won: what the one in the middle spent so far, as far as amounts are known; None else.
        day: up to which day files tell of them.
    """

    state: State
    kind: Kind
    people: int
    quiet: int
    away: int
    won: int | None
    day: date


_SUITS: Final = ((State.REGULAR, Kind.CARD), (State.FIRST, Kind.SAMPLE),
                 (State.RESTING, Kind.FIRST_LOOK))  # fmt: skip


def suggested(shop: OpenShop, book: CustomerBook, now: datetime) -> list[Suggestion]:
    """What may be given to customers of three states; nothing for states of very few.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        last = benefits_due.last_contacts(session, shop.id, now)
    today = day_number(seoul_day(now))
    found: list[Suggestion] = []
    for state, kind in _SUITS:
        some = benefits_people.of_state(shop, book, state)
        if len(some) < LEAST:
            continue
        heard = last.reindex(some).to_numpy(np.float64)
        spent = book.spent.reindex(some).dropna()
        found.append(Suggestion(
            state, kind, len(some), int((~(today - heard < QUIET)).sum()),
            int(np.median(book.until - book.customers["last"].reindex(some).to_numpy())),
            round(float(spent.median())) if len(spent) else None, book.last_day,
        ))  # fmt: skip
    return found
