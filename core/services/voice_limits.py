"""By which numbers remarks, reviews and complaints are judged: ours until the seller sets hers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from core.services.kept_notes import NoteProblem, refuse
from core.services.opening import OpenShop
from core.store import voice_limits as store


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers.

    Attributes:
        answer_hours: within so many hours a review, a remark or a complaint is to be answered.
        solve_days: within so many days after the first reply a complaint is to be solved.
        check_days: so many days after it was solved the customer is asked once more.
        low_stars: a review of up to so many stars asks for an answer.
        few_reviews: a product with fewer reviews has too few.
    """

    answer_hours: int = 24
    solve_days: int = 3
    check_days: int = 7
    low_stars: int = 2
    few_reviews: int = 5

    @property
    def answer(self) -> timedelta:
        """How long an answer may take."""
        return timedelta(hours=self.answer_hours)

    @property
    def solve(self) -> timedelta:
        """How long a solution may take after the first reply."""
        return timedelta(days=self.solve_days)

    @property
    def check(self) -> timedelta:
        """How long after a solution the customer is asked once more."""
        return timedelta(days=self.check_days)


USUAL: Final = Limits()
BOUNDS: Final = {
    "answer_hours": (1, 168),
    "solve_days": (1, 60),
    "check_days": (1, 90),
    "low_stars": (1, 4),
    "few_reviews": (1, 100),
}
"""Between which numbers each may lie, both included."""


def limits(shop: OpenShop) -> Limits:
    """The numbers of a shop.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return read(session, shop.id)


def read(session: Session, shop_id: int) -> Limits:
    """The same, for a service that has a session already."""
    kept = store.kept(session, shop_id)
    return replace(USUAL, **{name: value for name, value in kept.items() if name in BOUNDS})


def change(shop: OpenShop, name: str, value: int | None, now: datetime) -> None:
    """Set one number; None takes ours again. What already has a day keeps it.

    Raises:
        core.services.kept_notes.NoteRefused: it is too small or too large; nothing was changed.
        core.store.StoreProblem: the store cannot be written.
    """
    least, most = BOUNDS[name]
    refuse({NoteProblem.NUMBER: value is not None and not least <= value <= most})
    with shop.store.write() as session:
        store.put(session, shop.id, name, value, now)


def change_all(shop: OpenShop, values: Mapping[str, int], now: datetime) -> None:
    """Set several numbers at once; one that is ours is not kept as hers.

    Raises:
        core.services.kept_notes.NoteRefused: one is too small or too large; nothing was changed.
        core.store.StoreProblem: the store cannot be written.
    """
    for name, value in values.items():
        least, most = BOUNDS[name]
        refuse({NoteProblem.NUMBER: not least <= value <= most})
    with shop.store.write() as session:
        for name, value in values.items():
            own = None if value == getattr(USUAL, name) else value
            store.put(session, shop.id, name, own, now)
