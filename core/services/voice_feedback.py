"""Remarks of customers: written down, changed, merged, thrown away, and all of it taken back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any, Final

from sqlmodel import Session

from core.services import kept_notes, voice_complaints
from core.services.kept_notes import LONGEST_NOTE, NoteProblem
from core.services.opening import OpenShop
from core.services.voice_complaints import Complaint, clean
from core.services.voice_orders import NOTHING, About
from core.store import notes
from core.store import voice_feedback as store
from core.store.voice_tables import FeedbackRow
from core.terms import SEOUL, Mall, seoul_day
from core.terms.voice import LOW_TO, AskedScale, VoiceSource

LONGEST_TEXT: Final = 4000
LONGEST_THEME: Final = 40

POINTS: Final = {AskedScale.CSAT: (1, 5), AskedScale.NPS: (0, 10), AskedScale.CES: (1, 7)}
"""From which to which number an answer may be."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a customer said.

    Attributes:
        text: in whose words there is no telephone number, mail address or name before 님.
        said_on: when.
        source: where.
        scale: what was asked, where a score was given,
        score: and the answer.
        about: the order, product and buyer.
        theme: the theme the seller chose; None leaves it to the words.
        is_negative: what she says of it; None leaves it to the score and the words.
        note: for her alone.
        answered_at: when she answered.
        merged_into: the remark that says the same and counts instead of this one.
        batch: the paste or file it came with.
        created_at: when it was written down.
    """

    text: str
    said_on: date
    source: VoiceSource = VoiceSource.TALK
    scale: AskedScale | None = None
    score: int | None = None
    about: About = NOTHING
    theme: str | None = None
    is_negative: bool | None = None
    note: str = ""
    answered_at: datetime | None = None
    merged_into: int | None = None
    batch: int | None = None
    created_at: datetime | None = None
    id: int | None = None
    version: int = 1

    @property
    def is_low(self) -> bool:
        """Whether the score is a bad one."""
        return (
            self.scale is not None and self.score is not None and self.score <= LOW_TO[self.scale]
        )


def add(shop: OpenShop, one: Remark, now: datetime, *, complains: bool = False) -> Remark:
    """Write a remark down, and make a complaint of it at once if asked for.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written; nothing was kept.
    """
    check(one, seoul_day(now))
    with shop.store.write() as session:
        kept = _put(session, shop, one, now)
        if complains:
            voice_complaints.put(session, shop.id, complaint_of(kept, now), now)
    return kept


def complain(shop: OpenShop, number: int, now: datetime) -> Complaint:
    """Make a complaint of a remark; what is made of it already is given back.

    Raises:
        core.store.notes.NoteGone: there is no such remark.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        remark = read(notes.find(session, FeedbackRow, shop.id, number))
        return voice_complaints.put(session, shop.id, complaint_of(remark, now), now)


def no_complaint(shop: OpenShop, number: int, now: datetime) -> None:
    """Throw away the complaint that was made of a remark, if there is one."""
    with shop.store.write() as session:
        made = voice_complaints.made_of(session, shop.id, number)
        if made is not None:
            notes.change(session, made, {"deleted_at": now}, now)


def complaint_of(one: Remark, now: datetime) -> Complaint:
    """The complaint that a remark would be; it came in when the remark was made."""
    return Complaint(
        one.text, one.about, one.theme, feedback_id=one.id, opened_at=min(came_at(one), now)
    )


def came_at(one: Remark) -> datetime:
    """When a remark can have been made at the latest: it waits at least since then."""
    over = datetime.combine(one.said_on + timedelta(days=1), time.min, SEOUL).astimezone(UTC)
    return over if one.created_at is None else min(one.created_at, over)


def take_back(shop: OpenShop, number: int, now: datetime) -> None:
    """Throw away what was just written down, with the complaint that was made of it."""
    with shop.store.write() as session:
        row = notes.find(session, FeedbackRow, shop.id, number)
        notes.change(session, row, {"deleted_at": now}, now)
        made = voice_complaints.made_of(session, shop.id, number)
        if made is not None:
            notes.change(session, made, {"deleted_at": now}, now)


def edit(shop: OpenShop, one: Remark, now: datetime) -> None:
    """Change one; its ``version`` is the one the seller saw.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    check(one, seoul_day(now))
    kept_notes.change(shop, FeedbackRow, one.id or 0, columns(one), now, one.version)


def answered(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Say that it was answered just now."""
    kept_notes.change(shop, FeedbackRow, number, {"answered_at": now}, now, seen)


def call(
    shop: OpenShop, number: int, now: datetime, seen: int | None = None, *, negative: bool
) -> None:
    """Say that it is negative, or that it is not."""
    kept_notes.change(shop, FeedbackRow, number, {"is_negative": int(negative)}, now, seen)


def merge(shop: OpenShop, number: int, into: int, now: datetime, seen: int | None = None) -> None:
    """Say that a remark says the same as another, which counts for both from now on.

    Raises:
        core.services.kept_notes.NoteRefused: it would be counted by itself.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
        core.store.notes.NoteGone: one of them is not there.
    """
    with shop.store.write() as session:
        chain = _chain(session, shop.id, into)
        # Also by way of one that was thrown away: it may be brought back.
        kept_notes.refuse({NoteProblem.NUMBER: number in {one.id for one in chain}})
        there = list(takewhile(lambda one: one.deleted_at is None, chain))
        if not there:
            raise notes.NoteGone(into)
        row = notes.find(session, FeedbackRow, shop.id, number)
        notes.change(session, row, {"merged_into": there[-1].id}, now, seen)


def unmerge(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Count a remark by itself again."""
    kept_notes.change(shop, FeedbackRow, number, {"merged_into": None}, now, seen)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Throw one away; ``undo`` brings it back. What says the same is counted by itself then."""
    kept_notes.delete(shop, FeedbackRow, number, now, seen)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change; it is not counted with one that counts with it meanwhile.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere since it was read.
        core.store.notes.NoteGone: nothing was changed.
    """
    with shop.store.write() as session:
        row = notes.find(session, FeedbackRow, shop.id, number)
        if not notes.undo(session, row, seen):
            raise notes.NoteGone(number)
        if row.merged_into is not None and number in {
            one.id for one in _chain(session, shop.id, row.merged_into)
        }:
            row.merged_into = None
            session.add(row)


def thrown(shop: OpenShop) -> list[Remark]:
    """What was thrown away last, the last first."""
    with shop.store.read() as session:
        return [read(row) for row in store.thrown(session, shop.id, MOST_SHOWN)]


MOST_SHOWN: Final = 20
"""So many of the thrown away are offered to be brought back."""


def check(one: Remark, today: date) -> None:
    """Refuse what is impossible.

    Raises:
        core.services.kept_notes.NoteRefused: why.
    """
    least, most = POINTS[one.scale] if one.scale else (0, 0)
    kept_notes.refuse(
        {
            NoteProblem.NOTHING_SAID: not one.text.strip() and one.score is None,
            NoteProblem.TOO_LONG: len(one.text) > LONGEST_TEXT
            or len(one.note) > LONGEST_NOTE
            or len(one.theme or "") > LONGEST_THEME,
            NoteProblem.IN_FUTURE: one.said_on > today,
            NoteProblem.NUMBER: (one.scale is None) != (one.score is None)
            or (one.score is not None and not least <= one.score <= most),
        }
    )


def read(row: FeedbackRow) -> Remark:
    """A remark as it is kept."""
    return Remark(
        row.text,
        row.said_on,
        VoiceSource(row.source),
        None if row.scale is None else AskedScale(row.scale),
        row.score,
        About(
            None if row.mall is None else Mall(row.mall),
            row.order_no,
            row.product_id,
            row.buyer_key,
        ),
        row.theme,
        None if row.is_negative is None else bool(row.is_negative),
        row.note,
        row.answered_at,
        row.merged_into,
        row.batch,
        row.created_at,
        row.id,
        row.version,
    )


def _put(session: Session, shop: OpenShop, one: Remark, now: datetime) -> Remark:
    row = FeedbackRow(shop_id=shop.id, id=0, created_at=now, **columns(one))
    return read(notes.add(session, row))


def _chain(session: Session, shop_id: int, number: int) -> list[FeedbackRow]:
    """A remark, the one that it says the same as, the one that that one does, and so on."""
    found: dict[int, FeedbackRow] = {}
    following: int | None = number
    while following is not None and following not in found:
        found[following] = notes.find(session, FeedbackRow, shop_id, following)
        following = found[following].merged_into
    return list(found.values())


def columns(one: Remark) -> dict[str, Any]:
    """A remark as the columns of its row."""
    return {
        "said_on": one.said_on,
        "source": one.source.value,
        "scale": None if one.scale is None else one.scale.value,
        "score": one.score,
        "text": clean(one.text),
        "note": clean(one.note),
        "theme": (one.theme or "").strip() or None,
        "is_negative": None if one.is_negative is None else int(one.is_negative),
        "mall": None if one.about.mall is None else int(one.about.mall),
        "order_no": one.about.order_no,
        "product_id": one.about.product_id,
        "buyer_key": one.about.buyer_key,
    }
