"""Note that a review was answered, or what the seller thinks of it; all of it can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from core.analysis import voice_replies as texts
from core.services import kept_notes, voice_complaints, voice_limits, voice_replies
from core.services.kept_notes import LONGEST_NOTE, NoteProblem
from core.services.opening import OpenShop
from core.services.voice_complaints import LONGEST_TEXT, Complaint
from core.services.voice_orders import About
from core.store import notes, voice_review_notes
from core.store import voice_complaints as complaints
from core.store.voice_review_notes import Note
from core.store.voice_reviews import Review
from core.store.voice_tables import ComplaintRow
from core.terms import Mall
from core.terms.voice import ComplaintStatus


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was given.

    Attributes:
        text: what it says; empty where that is not to be kept.
        values: what was filled in.
        theme: what the review is about.
        offer: what was offered instead.
        is_complaint: whether the review is to be followed up as a complaint.
        at: when it was given; None for now.
    """

    text: str = ""
    values: Mapping[str, str] | None = None
    theme: str | None = None
    offer: str = ""
    is_complaint: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was noted of a review, and what was there before.

    Attributes:
        mall: where the review is,
        review_no: and its number there.
        before: what was noted before.
        after: what is noted now.
        complaint: the complaint that was made or got its first reply.
        version: of that complaint.
        is_made: whether it was made by this.
    """

    mall: Mall
    review_no: str
    before: Note
    after: Note
    complaint: int | None = None
    version: int = 0
    is_made: bool = False


def answered(shop: OpenShop, review: Review, answer: Answer, now: datetime) -> Done:
    """Note that a review was answered (답했어요).

    A complaint that was made of the review gets its first reply; with ``is_complaint`` one is made.
    It is not solved by that: it waits for what was offered to be done.

    Raises:
        core.services.kept_notes.NoteRefused: the text is too long, or the answer lies in the
            future or before the review; nothing was kept.
        core.store.notes.NoteChanged: something else was noted of it meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    # Moments are kept to the second.
    when = (answer.at or now).replace(microsecond=0)
    kept_notes.refuse(
        {
            NoteProblem.TOO_LONG: max(len(answer.text), len(answer.offer)) > LONGEST_NOTE,
            NoteProblem.IN_FUTURE: when > now
            or (review.written_at is not None and when < review.written_at),
        }
    )
    with shop.store.write() as session:
        before = _seen(session, shop.id, review)
        words = None
        if answer.text:
            books = voice_replies.read(session, shop.id, now)
            words = voice_replies.hashed(books, answer.text, answer.values or {})
        reply = texts.discreet(answer.text.strip())
        after = replace(before, replied_at=when, reply=reply, words=words)
        voice_review_notes.put(session, shop.id, review.mall, review.review_no, after, now)
        done = Done(review.mall, review.review_no, before, after)
        return _followed(session, shop.id, review, answer, done, now)


def answered_all(shop: OpenShop, reviews: Sequence[Review], now: datetime) -> list[Done]:
    """Note that several reviews were answered elsewhere; nobody knows with which words.

    Raises:
        core.store.notes.NoteChanged: something else was noted of one meanwhile; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    when = now.replace(microsecond=0)
    found = []
    with shop.store.write() as session:
        for review in reviews:
            before = _seen(session, shop.id, review)
            after = replace(before, replied_at=when)
            voice_review_notes.put(session, shop.id, review.mall, review.review_no, after, now)
            done = Done(review.mall, review.review_no, before, after)
            found.append(_followed(session, shop.id, review, Answer(), done, now))
    return found


def flag(shop: OpenShop, review: Review, now: datetime, *, is_negative: bool | None) -> Done:
    """Say that a review is a bad one, or none; None leaves it to the stars.

    Raises:
        core.store.notes.NoteChanged: something else was noted of it meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    return _changed(shop, review, {"is_negative": is_negative}, now)


def not_answered(shop: OpenShop, review: Review, now: datetime) -> Done:
    """Take the mark away that a review was answered; what a file says stays.

    Raises:
        core.store.notes.NoteChanged: something else was noted of it meanwhile.
    """
    return _changed(shop, review, {"replied_at": None, "reply": "", "words": None}, now)


def undo(shop: OpenShop, done: Done, now: datetime) -> None:
    """Take back what was noted of a review, and what it did to a complaint.

    Raises:
        core.store.notes.NoteChanged: something else was noted of it since, or the complaint has
            gone on; nothing was taken back.
    """
    undo_all(shop, [done], now)


def undo_all(shop: OpenShop, several: Sequence[Done], now: datetime) -> None:
    """The same for several: all of them, or none."""
    with shop.store.write() as session:
        for done in several:
            _back(session, shop.id, done, now)


def _back(session: Session, shop_id: int, done: Done, now: datetime) -> None:
    if voice_review_notes.note(session, shop_id, done.mall, done.review_no) != done.after:
        raise notes.NoteChanged
    if done.complaint is not None:
        row = notes.find(session, ComplaintRow, shop_id, done.complaint)
        if done.is_made:
            notes.change(session, row, {"deleted_at": now}, now, done.version)
        else:
            notes.undo(session, row, done.version)
    voice_review_notes.put(session, shop_id, done.mall, done.review_no, done.before, now)


def _changed(shop: OpenShop, review: Review, changes: Mapping[str, Any], now: datetime) -> Done:
    with shop.store.write() as session:
        before = _seen(session, shop.id, review)
        after = replace(before, **changes)
        voice_review_notes.put(session, shop.id, review.mall, review.review_no, after, now)
        return Done(review.mall, review.review_no, before, after)


def _followed(  # noqa: PLR0913, PLR0917  (whose, of what, how, when)
    session: Session, shop_id: int, review: Review, answer: Answer, done: Done, now: datetime
) -> Done:
    """The complaint of a review with its first reply; made where it is asked for."""
    row = complaints.made_of(session, shop_id, None, review.mall, review.review_no)
    is_made = row is None
    if row is None:
        if not answer.is_complaint:
            return done
        made = voice_complaints.put(session, shop_id, _complaint(review, answer, now), now)
        row = notes.find(session, ComplaintRow, shop_id, made.id or 0)
    elif row.status != ComplaintStatus.RECEIVED:
        return done
    offered = voice_complaints.clean(answer.offer)
    changes = {
        "status": int(ComplaintStatus.DOING),
        "first_reply_at": row.first_reply_at or done.after.replied_at,
        "due_at": now + voice_limits.read(session, shop_id).solve,
        "alternative": row.alternative or offered,
    }
    row = notes.change(session, row, changes, now)
    return replace(done, complaint=row.id, version=row.version, is_made=is_made)


def _complaint(review: Review, answer: Answer, now: datetime) -> Complaint:
    return Complaint(
        review.text.strip()[:LONGEST_TEXT] or f"{review.stars}★",
        About(review.mall, review.order_no, review.product_id, review.buyer_key),
        theme=answer.theme,
        review_no=review.review_no,
        opened_at=min(review.written_at or now, now),
    )


def _seen(session: Session, shop_id: int, review: Review) -> Note:
    """What is noted of a review, if it is what the seller saw."""
    now = voice_review_notes.note(session, shop_id, review.mall, review.review_no)
    seen = (review.marked_at, review.reply, review.theme, review.is_negative)
    if (now.replied_at, now.reply, now.theme, now.is_negative) != seen:
        raise notes.NoteChanged
    return now
