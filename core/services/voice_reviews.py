"""Reviews: those that wait for an answer, with the clock that runs, and all of them by page."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.i18n.stems import composed
from core.services import voice_limits
from core.services.opening import OpenShop
from core.store import voice_reviews as store
from core.store.voice_reviews import Review, Wish
from core.terms import Mall

REACH: Final = 90
"""Days within which an answer is still waited for; reviews older than that are only counted."""

SIZE: Final = 10
"""So many reviews stand on one page of the list."""

_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A low review without a reply.

    Attributes:
        review: what was written, with its order, product and buyer.
        hours: since when it waits, in hours.
        target: within how many hours it is to be answered.
        is_flagged: it waits because the seller calls it a bad one, whatever its stars.
    """

    review: Review
    hours: float
    target: int
    is_flagged: bool

    @property
    def is_overdue(self) -> bool:
        """Whether it waits longer than it should."""
        return self.hours > self.target

    @property
    def left(self) -> float:
        """Hours that are left; below 0 when overdue."""
        return self.target - self.hours


def unanswered(shop: OpenShop, now: datetime, threshold: int | None = None) -> list[Waiting]:
    """The low reviews of the last ``REACH`` days without a reply, the longest waiting first.

    A review is low with few stars or because the seller calls it a bad one, unless she says that
    it is none. Neither the file nor she herself tells of a reply, and visitors see it. A buyer who
    wrote twice about the same line waits once (``core.store.voice_reviews.unanswered``).

    Args:
        shop: whose.
        now: the moment, to the hour where the answer is remembered.
        threshold: up to so many stars; None for the seller's own limit.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        limits = voice_limits.read(session, shop.id)
        low = limits.low_stars if threshold is None else threshold
        found = store.unanswered(session, shop.id, low, now - timedelta(days=REACH))
    return [
        Waiting(one, (now - one.written_at) / _HOUR, limits.answer_hours, _is_flagged(one, low))
        for one in found
        if one.written_at is not None
    ]


def older(shop: OpenShop, now: datetime) -> int:
    """How many low reviews without a reply are too old to be waited for.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        low = voice_limits.read(session, shop.id).low_stars
        return store.older(session, shop.id, low, now - timedelta(days=REACH))


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the reviews there are.

    Attributes:
        reviews: the newest first.
        total: how many there are like them.
        place: which page it is, from 0.
        pages: how many there are.
    """

    reviews: tuple[Review, ...]
    total: int
    place: int
    pages: int


def page(shop: OpenShop, wish: Wish, place: int = 0, size: int = SIZE) -> Page:
    """Some of the wanted reviews; the last page where there are not so many.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    wish = replace(wish, words=composed(wish.words))
    with shop.store.read() as session:
        low = voice_limits.read(session, shop.id).low_stars
        found, total = store.page(session, shop.id, low, wish, size=size, place=place)
        pages = max(1, -(-total // size))
        if place >= pages:
            place = pages - 1
            found, total = store.page(session, shop.id, low, wish, size=size, place=place)
    return Page(tuple(found), total, place, pages)


def find(shop: OpenShop, mall: Mall, review_no: str) -> Review | None:
    """A review as it is now; None where no file tells of it any more.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return store.one(session, shop.id, mall, review_no)


def _is_flagged(one: Review, low: int) -> bool:
    return bool(one.is_negative) and (one.stars is None or one.stars > low)
