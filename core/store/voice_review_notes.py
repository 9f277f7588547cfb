"""What the seller says of reviews: answers, marks, texts of her own, how she is reached."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlmodel import Session, col, select

from core.store.voice_tables import ReplyTextRow, ReviewNoteRow, VoiceSettingRow
from core.terms import Mall

CONTACT: Final = "contact"
"""How customers reach the shop, as it stands in answers."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the seller says of one review.

    Attributes:
        replied_at: when she answered it; None where she did not say so.
        reply: what she answered.
        words: the hash of that without its variables.
        is_negative: whether she calls it a bad one; None leaves it to the stars.
        theme: what she says that it is about; None leaves it to the words.
    """

    replied_at: datetime | None = None
    reply: str = ""
    words: str | None = None
    is_negative: bool | None = None
    theme: str | None = None


NOTHING: Final = Note()


def note(session: Session, shop_id: int, mall: Mall, review_no: str) -> Note:
    """What is said of a review; nothing where nothing was."""
    row = session.get(ReviewNoteRow, (shop_id, mall.value, review_no))
    if row is None:
        return NOTHING
    flag = None if row.is_negative is None else bool(row.is_negative)
    return Note(row.replied_at, row.reply, row.words, flag, row.theme)


def put(  # noqa: PLR0913, PLR0917  (whose, of which review, what, when)
    session: Session, shop_id: int, mall: Mall, review_no: str, said: Note, at: datetime
) -> None:
    """Keep what is said of a review; of nothing, nothing is kept."""
    row = session.get(ReviewNoteRow, (shop_id, mall.value, review_no))
    if said == NOTHING:
        if row is not None:
            session.delete(row)
        session.flush()
        return
    row = row or ReviewNoteRow(shop_id=shop_id, mall=mall.value, review_no=review_no, at=at)
    row.replied_at, row.reply, row.words = said.replied_at, said.reply, said.words
    row.is_negative = None if said.is_negative is None else int(said.is_negative)
    row.theme, row.at = said.theme, at
    session.add(row)
    session.flush()


def used(session: Session, shop_id: int, since: datetime) -> list[tuple[str, int]]:
    """The hashes of answers from a moment on, the one used last first, and how often each was."""
    found = session.execute(
        text(
            "SELECT words, count(*) FROM review_note WHERE shop_id = :shop AND words IS NOT NULL "
            "AND replied_at >= :since GROUP BY words ORDER BY max(at) DESC, max(replied_at) DESC, "
            "max(review_no) DESC"
        ),
        {"shop": shop_id, "since": int(since.timestamp())},
    )
    return [(str(row[0]), int(row[1])) for row in found]


def texts(session: Session, shop_id: int) -> list[ReplyTextRow]:
    """The texts the seller changed, added or left out."""
    asked = select(ReplyTextRow).where(ReplyTextRow.shop_id == shop_id)
    order = (col(ReplyTextRow.theme), col(ReplyTextRow.tone), col(ReplyTextRow.number))
    return list(session.exec(asked.order_by(*order)))


def put_text(
    session: Session, shop_id: int, key: tuple[str, str, int], text: str | None, *, at: datetime
) -> str | None:
    """Keep a text of hers; None forgets it. What was there before is told."""
    row = session.get(ReplyTextRow, (shop_id, *key))
    before = None if row is None else row.text
    if text is None:
        if row is not None:
            session.delete(row)
    else:
        theme, tone, number = key
        row = row or ReplyTextRow(shop_id=shop_id, theme=theme, tone=tone, number=number, at=at)
        row.text, row.at = text, at
        session.add(row)
    session.flush()
    return before


def setting(session: Session, shop_id: int, name: str) -> str:
    """Something the seller set; empty where she did not."""
    row = session.get(VoiceSettingRow, (shop_id, name))
    return "" if row is None else row.value


def put_setting(session: Session, shop_id: int, name: str, value: str, at: datetime) -> None:
    """Keep something the seller set; an empty value forgets it."""
    row = session.get(VoiceSettingRow, (shop_id, name))
    if not value:
        if row is not None:
            session.delete(row)
    else:
        row = row or VoiceSettingRow(shop_id=shop_id, name=name, at=at)
        row.value, row.at = value, at
        session.add(row)
    session.flush()
