"""How long a message may be, by what it is sent: counted as the ways of sending count.

SMS, LMS and MMS count bytes of CP949, the Korean code of phones: two for a Korean letter, one for
a Latin one. 카카오 counts characters. What is not written down anywhere has no limit here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.terms.messages import MessageChannel

_CODE: Final = "cp949"
_WIDE: Final = 2
"""Bytes for a character that the code does not have, as if it had it."""


class Unit(StrEnum):
    """In what the length of a text is counted."""

    BYTES = "bytes"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class Limit:
    """The most one way of sending takes; None where that is not known.

    Attributes:
        title: the most bytes of a title; 0 where there is none.
    """

    unit: Unit
    most: int | None
    title: int | None = 0


LIMITS: Final[Mapping[MessageChannel, Limit]] = {
    MessageChannel.ALIMTALK: Limit(Unit.CHARACTERS, 1000),
    MessageChannel.BRAND: Limit(Unit.CHARACTERS, 1300),
    MessageChannel.BRAND_OTHERS: Limit(Unit.CHARACTERS, 1300),
    MessageChannel.TALKTALK: Limit(Unit.CHARACTERS, None),
    MessageChannel.SMS: Limit(Unit.BYTES, 90),
    MessageChannel.LMS: Limit(Unit.BYTES, 2000, title=40),
    MessageChannel.MMS: Limit(Unit.BYTES, 2000, title=40),
    MessageChannel.EMAIL: Limit(Unit.CHARACTERS, None, title=None),
}
"""Texts without pictures; sources in docs/methods.md."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is, and whether it can be sent.

    Attributes:
        used: bytes or characters of the text.
        limit: the most there may be.
        title: bytes of the title.
        strange: characters that phones have no code for, such as most emoji.
    """

    used: int
    limit: Limit
    title: int = 0
    strange: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether the text is too long."""
        return self.limit.most is not None and self.used > self.limit.most

    @property
    def is_title_over(self) -> bool:
        """Whether the title is too long, or stands where there is none."""
        return self.limit.title is not None and self.title > self.limit.title

    @property
    def left(self) -> int | None:
        """How much more there may be; less than 0 if it is too long, None if nobody knows."""
        return None if self.limit.most is None else self.limit.most - self.used

    @property
    def fits(self) -> bool:
        """Whether it can be sent as it is."""
        return not (self.is_over or self.is_title_over or self.strange)


def measured(channel: MessageChannel, text: str, title: str = "") -> Length:
    """How long a text is if it is sent by a channel.

    Args:
        channel: by what.
        text: as one customer reads it.
        title: what stands above it.
    """
    limit = LIMITS[channel]
    said = text.replace("\r\n", "\n")
    if limit.unit is Unit.CHARACTERS:
        return Length(len(said), limit, _bytes(title))
    both = dict.fromkeys(said + title)
    strange = tuple(one for one in both if not _is_known(one))
    return Length(_bytes(said), limit, _bytes(title), strange)


def _bytes(text: str) -> int:
    return sum(len(one.encode(_CODE)) if _is_known(one) else _WIDE for one in text)


def _is_known(one: str) -> bool:
    try:
        one.encode(_CODE)
    except UnicodeEncodeError:
        return False
    return True
