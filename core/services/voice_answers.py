"""답할 것: the one list of what waits for an answer, wherever it was said, each with its clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from core.services import (
    voice_complaints,
    voice_limits,
    voice_listing,
    voice_reading,
    voice_reviews,
    voice_texts,
)
from core.services import voice_feedback as remarks
from core.services.opening import OpenShop
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.services.voice_limits import Limits
from core.services.voice_texts import Mood
from core.store import voice_complaints as complaint_store
from core.store import voice_feedback as store
from core.store.voice_feedback import Wanted
from core.store.voice_reviews import Review
from core.terms import Period, seoul_day
from core.terms.voice import ComplaintStatus

REACH: Final = voice_reviews.REACH
"""Days within which a remark still waits; complaints wait until they are solved."""

_HOUR: Final = timedelta(hours=1)


class WaitKind(StrEnum):
    """What waits."""

    REVIEW = "review"
    """A review of few stars without a reply."""
    REMARK = "remark"
    """A bad remark that nobody answered."""
    COMPLAINT = "complaint"
    """A complaint that is not solved."""
    CHECK = "check"
    """A solved complaint of which the customer is to be asked once more by now."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits.

    Attributes:
        kind: what it is.
        since: when it was said, or at the latest can have been.
        due: by when the next step was or is to be done.
        text: what was said; empty where there are only stars or points.
        product: what it is about; empty where nobody knows.
        buyer: the masked name; empty likewise.
        mood: of a remark, why it is called bad; a guess is to be shown as one.
        review: of a review.
        remark: of a remark.
        complaint: of a complaint or of a second look.
        themes: of a remark or a complaint, what it is about.
    """

    kind: WaitKind
    since: datetime
    due: datetime
    text: str
    product: str = ""
    buyer: str = ""
    mood: Mood = Mood.NONE
    review: Review | None = None
    remark: Remark | None = None
    complaint: Complaint | None = None
    themes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Names it: the same as long as it waits."""
        if self.review is not None:
            return f"{self.kind}.{int(self.review.mall)}.{self.review.review_no}"
        told = self.remark or self.complaint
        return f"{self.kind}.{None if told is None else told.id}"

    def is_overdue(self, now: datetime) -> bool:
        """Whether it waits longer than it should."""
        return now > self.due

    def is_late(self, now: datetime) -> bool:
        """Whether an answer or a solution is late; a second look never is."""
        return self.kind is not WaitKind.CHECK and self.is_overdue(now)

    def hours(self, now: datetime) -> float:
        """Since when it waits."""
        return (now - self.since) / _HOUR


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits.

    Attributes:
        now: the moment it is told for.
        items: the longest overdue first.
        overdue: how many answers and solutions are late, without second looks.
        oldest: the first that is late; None if none is.
    """

    now: datetime
    items: tuple[Item, ...]
    overdue: int
    oldest: Item | None = None

    def late(self, now: datetime) -> int:
        """How many are late by now; the list itself may be remembered from a little earlier."""
        return sum(one.is_late(now) for one in self.items)

    def of(self, kind: WaitKind) -> tuple[Item, ...]:
        """Those of a kind."""
        return tuple(one for one in self.items if one.kind is kind)


def waiting(shop: OpenShop, now: datetime) -> Waiting:
    """What waits for an answer, the longest overdue first.

    Reviews come first to wait, then remarks, and both stop once a complaint is made of them: then
    that one waits until it is solved.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    voice_reading.catch_up(shop)
    reviews = voice_reviews.unanswered(shop, now)
    with shop.store.read() as session:
        limits = voice_limits.read(session, shop.id)
        made = complaint_store.of_reviews(session, shop.id)
        items = [
            *_reviews((one.review for one in reviews), made, limits),
            *_remarks(session, shop.id, limits, now),
            *_complaints(session, shop.id, now),
        ]
    items.sort(key=lambda one: (one.due, one.since, one.key))
    late = [one for one in items if one.is_late(now)]
    return Waiting(now, tuple(items), len(late), late[0] if late else None)


def _reviews(
    found: Iterable[Review], made: frozenset[tuple[int, str]], limits: Limits
) -> Iterable[Item]:
    for one in found:
        if one.written_at is None or (int(one.mall), one.review_no) in made:
            continue
        yield Item(
            WaitKind.REVIEW, one.written_at, one.written_at + limits.answer, one.text,
            one.product or "", one.buyer or "", review=one,
        )  # fmt: skip


def _remarks(session: Session, shop_id: int, limits: Limits, now: datetime) -> Iterable[Item]:
    days = Period.ending(seoul_day(now), REACH)
    found = store.frame(session, shop_id, Wanted(days, open_only=True))
    found = found.assign(mood=voice_texts.moods(found, store.blamed(session, shop_id)))
    bad = found[found["mood"] != Mood.NONE.value]
    for one in voice_listing.entries(session, shop_id, bad):
        since = remarks.came_at(one.remark)
        yield Item(
            WaitKind.REMARK, since, since + limits.answer, one.remark.text, one.product, one.buyer,
            one.mood, remark=one.remark, themes=one.themes,
        )  # fmt: skip


def _complaints(session: Session, shop_id: int, now: datetime) -> Iterable[Item]:
    rows = complaint_store.listed(session, shop_id, to=ComplaintStatus.SOLVED)
    found = [voice_complaints.read(row) for row in rows]
    wanted = [one for one in found if one.status.is_open or one.is_overdue(now)]
    products, buyers = _names(session, shop_id, wanted)
    for one in wanted:
        kind = WaitKind.COMPLAINT if one.status.is_open else WaitKind.CHECK
        begun = one.opened_at if kind is WaitKind.COMPLAINT else one.resolved_at
        if begun is None or one.due_at is None:
            continue
        yield Item(
            kind, begun, one.due_at, one.text, products.get(one.about.product_id or 0, ""),
            buyers.get(one.about.buyer_key or "", ""), complaint=one,
            themes=(one.theme,) if one.theme else (),
        )  # fmt: skip


def _names(
    session: Session, shop_id: int, some: Iterable[Complaint]
) -> tuple[Mapping[int, str], Mapping[str, str]]:
    about = [one.about for one in some]
    products = [it.product_id for it in about if it.product_id is not None]
    buyers = [it.buyer_key for it in about if it.buyer_key is not None]
    return (
        store.product_names(session, shop_id, products),
        store.buyer_names(session, shop_id, buyers),
    )
