"""The tables of what was read out of the texts of customers, so that no page reads them again."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger, Text
from sqlmodel import Field, SQLModel

from core.store.moments import Day


def _small(**more: Any) -> Any:  # noqa: ANN401
    return Field(sa_type=SmallInteger, **more)


def _big() -> Any:  # noqa: ANN401
    return Field(default=0, sa_type=BigInteger)


class VoiceReadRow(SQLModel, table=True):
    """What one text says: a bit for each theme, and whether it is pleased.

    ``origin`` is one of ``core.store.voice_reading.Origin``. A row of a file is named by its
    upload and number, a note by 0 and its id. What of it may change is kept beside it, so that
    a text that has changed since is found without reading any.
    """

    __tablename__ = "voice_read"

    shop_id: int = Field(primary_key=True)
    origin: int = _small(primary_key=True)
    upload_id: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    stamp: int = _big()
    """A hash of the words and of what was learnt that it was read with."""
    version: int = 0
    """Of the note as it was read."""
    theme: str | None = Field(default=None, max_length=40)
    is_negative: int | None = _small(default=None)
    """What the seller said of a review when it was read."""
    day: date | None = Field(default=None, sa_type=Day)
    product_id: int | None = None
    stars: int | None = _small(default=None)
    mood: int | None = _small(default=None)
    """1 pleased, -1 not, 0 neither; empty where it cannot be told."""
    told_by: int = _small(default=0)
    """One of ``core.store.voice_reading.ToldBy``."""
    topics: int = _big()
    """The themes it is about, bit by bit."""
    problems: int = _big()
    """The themes it complains of."""

    __table_args__ = (
        Index(
            "voice_read_day", "shop_id", "day", "origin", "product_id", "topics", "problems",
            "mood", "told_by",
        ),
    )  # fmt: skip


class VoiceStateRow(SQLModel, table=True):
    """Up to where the texts were read: one row for each thing to compare."""

    __tablename__ = "voice_state"

    shop_id: int = Field(primary_key=True)
    name: str = Field(primary_key=True, max_length=20)
    value: str = Field(default="", sa_type=Text)


class VoiceModelRow(SQLModel, table=True):
    """What the starred reviews of a shop taught, and how often that is right."""

    __tablename__ = "voice_model"

    shop_id: int = Field(primary_key=True)
    digest: int = _big()
    """A hash of the reviews it was learnt from."""
    figures: str = Field(default="{}", sa_type=Text)
    """How it does, as JSON; empty braces where there are too few reviews."""
    weights: bytes = Field(default=b"", sa_type=LargeBinary)
