"""What gifts and letters brought, looked at once.

Whoever looks every day and stops when she likes what she sees is wrong far more often than one
time in twenty. So the seller says beforehand after how many buyers she wants to know, and the
answer is given once: ninety days after the last of them ordered. It does not change after that.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import care_gifts as analysis
from core.analysis.care_gifts import AGAIN_WITHIN, Effect, Outcome
from core.services import covering, kept_notes
from core.services.care_gift_outlook import pace
from core.services.care_gifts import Draw, Thing, draws
from core.services.kept_notes import NoteProblem
from core.services.opening import OpenShop
from core.store import care_gift_effects as facts
from core.store import care_gifts as store
from core.store import turns
from core.store.moments import day_number, day_of
from core.terms import Evidence

__all__ = ["Effect", "Outcome"]

LEAST_GOAL, MOST_GOAL = 40, 100_000
"""Buyers between which the seller may choose."""

CHOICE_DAYS: Final = 180
"""Chosen orders of so many days are held against the others of the same days."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How far the draws for one thing are, and what they brought.

    Attributes:
        what: what was drawn for.
        is_random: whether chance decided.
        goal: after how many buyers the seller wants to know; None where she has not said.
        people: how many different buyers were drawn for so far.
        first_look: the day on which the answer can be given; None where nobody can say.
        is_set: whether that day is certain, because all the buyers are there.
        lacks_files: whether that day is over and the order files do not reach to it.
        effects: what came of it; empty until it may be looked at.
        ended: orders that were drawn for and cancelled or returned since; they count on.
        gone: orders that were drawn for and are in no file any more.
        sent: gifts that were sent in all,
        spent: and what they cost; None where the seller has not said of any.
    """

    what: Thing
    is_random: bool
    goal: int | None
    people: int
    first_look: date | None
    is_set: bool
    lacks_files: bool
    effects: tuple[Effect, ...]
    ended: int
    gone: int
    sent: int
    spent: int | None

    @property
    def evidence(self) -> Evidence:
        """How sure the answer is."""
        if not self.effects:
            return Evidence.EARLY if self.people else Evidence.NO_DATA
        order = (Evidence.KNOWN, Evidence.HINT, Evidence.EARLY, Evidence.NO_DATA)
        return min((one.evidence for one in self.effects), key=order.index)


def set_goal(shop: OpenShop, what: Thing, people: int, now: datetime, today: date) -> bool:
    """Say after how many buyers the answer is wanted; False once it could have been seen.

    Raises:
        core.services.kept_notes.NoteRefused: so few or so many are impossible.
        core.store.StoreProblem: the store cannot be written.
    """
    kept_notes.refuse({NoteProblem.NUMBER: not LEAST_GOAL <= people <= MOST_GOAL})
    found = answer(shop, what, today)
    # Whoever has seen an answer and asks again with other numbers looks twice.
    if found.is_set and found.first_look is not None and found.first_look <= today:
        return False
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        store.set_goal(session, shop.id, what, people, now)
    return True


def answer(shop: OpenShop, what: Thing, today: date) -> Answer:
    """How far the draws for one thing are, and what came of them once that may be looked at.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    covered = covering.coverage(shop)
    known_to = covered.period.last if covered is not None else None
    all_draws = draws(shop, what)
    with shop.store.read() as session:
        goal = store.goal(session, shop.id, what)
        found = facts.drawn(session, shop.id, what, is_random=True)
        is_random = bool(len(found)) or not any(not one.is_random for one in all_draws)
        if is_random:
            told = _by_lot(session, shop.id, found, goal, today, known_to)
        else:
            found = facts.drawn(session, shop.id, what, is_random=False)
            told = _by_choice(session, shop.id, found, today, known_to)
    kept = [one for one in all_draws if one.is_random == is_random]
    return replace(
        told, what=what, ended=int(found["ended"].notna().sum()),
        gone=max(0, sum(one.orders for one in kept) - len(found)),
        sent=sum(one.sent for one in kept), spent=_spent(kept),
    )  # fmt: skip


def _nothing(*, is_random: bool, goal: int | None = None, people: int = 0) -> Answer:
    return Answer(
        Thing.LETTER, is_random, goal, people, None, is_set=False, lacks_files=False, effects=(),
        ended=0, gone=0, sent=0, spent=None,
    )  # fmt: skip


def _by_lot(  # noqa: PLR0913, PLR0917  (whose, what was drawn, how far)
    session: Session,
    shop_id: int,
    found: pd.DataFrame,
    goal: int | None,
    today: date,
    known_to: date | None,
) -> Answer:
    """The first buyers that were drawn for, up to the goal, whole draws at a time."""
    told = found.assign(person=_person(found))
    firsts = told.drop_duplicates("person")
    so_far = firsts.groupby("draw", sort=True).size().cumsum()
    start = _nothing(is_random=True, goal=goal, people=len(firsts))
    if goal is None:
        return start
    reached = so_far[so_far >= goal]
    if reached.empty:
        return replace(start, first_look=_guess(session, shop_id, goal - len(firsts), today))
    kept = told[told["draw"] <= reached.index[0]]
    look = day_of(int(kept["day"].max())) + timedelta(days=AGAIN_WITHIN)
    is_over = look <= today
    lacks = is_over and (known_to is None or known_to < look - timedelta(days=1))
    start = replace(start, first_look=look, is_set=True, lacks_files=lacks)
    if not is_over or lacks:
        return start
    frame = _frame(session, shop_id, kept, kept["is_given"].astype(bool), look)
    return replace(start, effects=tuple(analysis.effects(frame, day_number(look))))


def _by_choice(
    session: Session, shop_id: int, found: pd.DataFrame, today: date, known_to: date | None
) -> Answer:
    """The chosen orders of some months, against the others of the same days."""
    start = _nothing(is_random=False, people=int(_person(found).nunique()))
    if found.empty:
        return start
    look = min(today, known_to or today)
    old = day_number(look) - AGAIN_WITHIN
    first_look = day_of(int(found["day"].min())) + timedelta(days=AGAIN_WITHIN)
    start = replace(start, first_look=first_look, is_set=True)
    chosen = found[(found["day"] <= old) & (found["day"] > old - CHOICE_DAYS)]
    if chosen.empty:
        return start
    others = facts.of_days(session, shop_id, [int(day) for day in chosen["day"].unique()])
    keys = pd.MultiIndex.from_frame(chosen[["mall", "order_no"]])
    rest = others[~pd.MultiIndex.from_frame(others[["mall", "order_no"]]).isin(keys)]
    both = pd.concat([chosen.assign(is_given=1.0), rest.assign(is_given=0.0)], ignore_index=True)
    frame = _frame(session, shop_id, both, None, look)
    return replace(start, effects=tuple(analysis.effects(frame, day_number(look))))


def _frame(
    session: Session,
    shop_id: int,
    kept: pd.DataFrame,
    is_drawn: "pd.Series[bool] | None",
    look: date,
) -> pd.DataFrame:
    """What ``analysis.effects`` asks for: the orders, and on which later days their buyers came.

    What was cancelled or returned stays on its side. As it will never be confirmed, it counts as
    not reviewed from then on; and it is nobody's coming again.
    """
    is_first = ~_person(kept).duplicated()
    reviewed = facts.reviewed(session, shop_id, day_of(int(kept["day"].min())), look)
    keys = zip(kept["mall"].astype(int), kept["order_no"], strict=True)
    frame = pd.DataFrame(
        {
            "order": kept["mall"].astype(int).astype(str) + ":" + kept["order_no"],
            "buyer": _texts(kept["buyer"]),
            "day": kept["day"],
            "confirmed": kept["confirmed"].fillna(kept["ended"]),
            "is_reviewed": [key in reviewed for key in keys],
            "is_drawn": None if is_drawn is None else is_drawn.astype(object),
            "is_given": kept["is_given"].astype(bool),
        }
    )
    frame = frame[is_first | kept["ended"].isna()]
    return pd.concat([frame, _later(session, shop_id, kept)], ignore_index=True)


def _later(session: Session, shop_id: int, kept: pd.DataFrame) -> pd.DataFrame:
    """The days on which buyers bought after the first of their orders that is looked at."""
    firsts = kept.dropna(subset="buyer").groupby("buyer")["day"].min()
    bought = facts.bought(session, shop_id, [int(one) for one in firsts.index])
    bought = bought[bought["day"] > bought["buyer"].map(firsts)]
    return pd.DataFrame(
        {
            "order": "", "buyer": _texts(bought["buyer"]), "day": bought["day"],
            "confirmed": np.nan, "is_reviewed": False, "is_drawn": None, "is_given": False,
        }
    )  # fmt: skip


def _person(found: pd.DataFrame) -> "pd.Series[str]":
    """Whose an order is; of a buyer nobody knows each order is somebody else's."""
    known = _texts(found["buyer"])
    return known.where(known.notna(), "order " + found["order_no"].astype(str))


def _texts(numbers: "pd.Series[float]") -> "pd.Series[str]":
    return numbers.astype("Int64").astype("string").astype(object).where(numbers.notna(), None)


def _spent(some: list[Draw]) -> int | None:
    """What all gifts cost that were sent and whose price the seller has said."""
    known = [one.sent * one.cost for one in some if one.cost is not None]
    return sum(known) if known else None


def _guess(session: Session, shop_id: int, missing: int, today: date) -> date | None:
    a_day = pace(session, shop_id, today)
    return today + timedelta(days=ceil(missing / a_day) + AGAIN_WITHIN) if a_day else None
