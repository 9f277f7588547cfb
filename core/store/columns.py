"""Columns that many tables have alike."""

from typing import Any

from sqlalchemy import BigInteger, SmallInteger, Text
from sqlmodel import Field

from core.store.moments import Day, Instant


def text() -> Any:  # noqa: ANN401  (what SQLModel's fields are)
    """Words of any length; empty for none."""
    return Field(default="", sa_type=Text)


def moment() -> Any:  # noqa: ANN401
    """A moment; None where there was none."""
    return Field(default=None, sa_type=Instant)


def day(**more: Any) -> Any:  # noqa: ANN401
    """A day of Seoul."""
    return Field(sa_type=Day, **more)


def flag(default: int = 0) -> Any:  # noqa: ANN401
    """1 for yes and 0 for no."""
    return Field(default=default, sa_type=SmallInteger)


def count() -> Any:  # noqa: ANN401
    """A number that may be large; None while it is unknown."""
    return Field(default=None, sa_type=BigInteger)
