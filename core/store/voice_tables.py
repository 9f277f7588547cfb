"""The tables of what customers say: remarks, complaints, what is said to reviews, themes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, SmallInteger
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Instant


def _small() -> Any:  # noqa: ANN401
    return Field(default=None, sa_type=SmallInteger)


class FeedbackRow(SQLModel, table=True):
    """One remark of a customer that the seller wrote down or brought in a file."""

    __tablename__ = "feedback"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    said_on: date = columns.day()
    source: str = Field(max_length=20)
    scale: str | None = Field(default=None, max_length=10)
    """What was asked, where a score was given: csat, nps or ces."""
    score: int | None = _small()
    text: str = columns.text()
    note: str = columns.text()
    """For the seller alone."""
    theme: str | None = Field(default=None, max_length=40)
    """The theme the seller chose; None leaves it to the words."""
    is_negative: int | None = _small()
    """What the seller says of it; None leaves it to the score and the words."""
    mall: int | None = _small()
    order_no: str | None = Field(default=None, max_length=60)
    product_id: int | None = None
    buyer_key: str | None = Field(default=None, max_length=32)
    answered_at: datetime | None = columns.moment()
    merged_into: int | None = None
    """The remark that says the same and counts instead of this one."""
    batch: int | None = None
    """The number of the paste or file it came with; None for one written down by itself."""
    origin: str | None = Field(default=None, max_length=32)
    """A hash of what its file said, by which the file brings it once; None without a file."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (
        Index("feedback_day", "shop_id", "said_on"),
        Index("feedback_order", "shop_id", "order_no"),
        Index("feedback_batch", "shop_id", "batch"),
        Index("feedback_buyer", "shop_id", "buyer_key"),
    )


class FeedbackFileRow(SQLModel, table=True):
    """One file of remarks that was taken in."""

    __tablename__ = "feedback_file"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    batch: int = Field(primary_key=True)
    name: str = Field(max_length=255)
    rows: int
    """So many remarks were new."""
    at: datetime = Field(sa_type=Instant)


class ComplaintRow(SQLModel, table=True):
    """One complaint, from its coming in to the second look: of a remark, a review, or by itself."""

    __tablename__ = "complaint"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    feedback_id: int | None = None
    mall: int | None = _small()
    review_no: str | None = Field(default=None, max_length=60)
    order_no: str | None = Field(default=None, max_length=60)
    product_id: int | None = None
    buyer_key: str | None = Field(default=None, max_length=32)
    text: str = columns.text()
    theme: str | None = Field(default=None, max_length=40)
    status: int = Field(sa_type=SmallInteger)
    opened_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    alternative: str = columns.text()
    """What was offered instead."""
    cost: int | None = Field(default=None, sa_type=BigInteger)
    """Won that making it good cost."""
    note: str = columns.text()
    first_reply_at: datetime | None = columns.moment()
    resolved_at: datetime | None = columns.moment()
    checked_at: datetime | None = columns.moment()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (
        Index("complaint_status", "shop_id", "status"),
        Index("complaint_order", "shop_id", "order_no"),
        Index("complaint_buyer", "shop_id", "buyer_key"),
    )


class VoiceLimitRow(SQLModel, table=True):
    """One number the seller set herself: hours to answer, days to solve, stars that are few."""

    __tablename__ = "voice_limit"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    name: str = Field(primary_key=True, max_length=20)
    value: int
    at: datetime = Field(sa_type=Instant)


class ReviewNoteRow(SQLModel, table=True):
    """What the seller says of one review: that it was answered, how, and what it is about."""

    __tablename__ = "review_note"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    mall: int = Field(primary_key=True, sa_type=SmallInteger)
    review_no: str = Field(primary_key=True, max_length=60)
    theme: str | None = Field(default=None, max_length=40)
    is_negative: int | None = _small()
    replied_at: datetime | None = columns.moment()
    reply: str = columns.text()
    words: str | None = Field(default=None, max_length=32)
    """A hash of the reply without its variables: equal for equal texts."""
    at: datetime = Field(sa_type=Instant)

    __table_args__ = (Index("review_note_words", "shop_id", "words"),)


class ReplyTextRow(SQLModel, table=True):
    """One text for replies that the seller wrote, or her own words for one of the program's."""

    __tablename__ = "reply_text"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    theme: str = Field(primary_key=True, max_length=40)
    tone: str = Field(primary_key=True, max_length=10)
    number: int = Field(primary_key=True, sa_type=SmallInteger)
    text: str = columns.text()
    """Empty where one of the program's is not to be offered."""
    at: datetime = Field(sa_type=Instant)


class VoiceSettingRow(SQLModel, table=True):
    """One thing that the seller set for reviews and remarks."""

    __tablename__ = "voice_setting"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    name: str = Field(primary_key=True, max_length=20)
    value: str = columns.text()
    at: datetime = Field(sa_type=Instant)


class ThemeWordRow(SQLModel, table=True):
    """One word that the seller added to the list of themes, or took from it."""

    __tablename__ = "theme_word"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    word: str = Field(primary_key=True, max_length=40)
    theme: str = Field(max_length=40)
    kind: str = Field(max_length=10)
    place: str = Field(max_length=10)
    is_removed: int = Field(default=0, sa_type=SmallInteger)
    at: datetime = Field(sa_type=Instant)


class ThemeAnswerRow(SQLModel, table=True):
    """What the seller does about a theme: done, being looked at, or not to be done."""

    __tablename__ = "theme_answer"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    theme: str = Field(max_length=40)
    answer: str = Field(max_length=20)
    what: str = columns.text()
    action_id: int | None = None
    """The improvement in the notes that came of it."""
    decided_on: date = columns.day()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1
