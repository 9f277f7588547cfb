"""What the law asks of a message, judged from its words, its way and its hour.

정보통신망법 제50조: an advertisement begins with ``(광고)`` and who sends it, ends with a way to
refuse it that is free, and is sent between nine in the evening and eight in the morning only to
those who agreed to that. 알림톡 takes no advertising, and 브랜드메시지 delivers none from 20:50 to
08:00, whoever agreed. Who agreed to be written to is not judged here: that is about persons, not
about texts.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from core.terms import SEOUL
from core.terms.messages import MessageChannel, MessageKind

NIGHT_FROM: Final = 21
NIGHT_TO: Final = 8
"""From the first hour to the second nothing advertises without a consent of its own."""

BRAND_FROM: Final = time(20, 50)
BRAND_TO: Final = time(8)
"""From the first to the second 브랜드메시지 is not delivered (Naver Cloud SENS, code 3022)."""

FREE: Final = "080"
"""With this begin the numbers whose calls the called one pays."""

_NUMBER: Final = re.compile(r"\+?[\d\-.()]{7,}")
_WORDS: Final = Path(__file__).with_suffix(".csv")
_BRAND: Final = frozenset({MessageChannel.BRAND, MessageChannel.BRAND_OTHERS})
_TITLED: Final = frozenset({MessageChannel.LMS, MessageChannel.MMS, MessageChannel.EMAIL})


class LawReason(StrEnum):
    """Why a message may not be sent as it is; who is told one reason is told the first of these."""

    ALIMTALK = "alimtalk"
    """It advertises, and goes by 알림톡."""
    SALES_WORDS = "sales_words"
    """It is said to be information, and promises a benefit."""
    MARK = "mark"
    """It does not begin with (광고) and the name of the shop."""
    TITLE = "title"
    """Its title does not begin with (광고)."""
    OPT_OUT = "opt_out"
    """It does not end with how to refuse it."""
    NOT_FREE = "not_free"
    """The number with which to refuse is missing, or a call to it costs money."""
    HOURS = "hours"
    """At this hour 브랜드메시지 delivers no advertisement to anybody."""
    NIGHT = "night"
    SENDER = "sender"
    """No registered number it could be sent from."""


@dataclass(frozen=True, slots=True)
class LawFault:
    """One thing that stands in the way; ``words`` are those it is about."""

    reason: LawReason
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """How a text is sent.

    Attributes:
        shop_name: who sends it, as it has to be said.
        channel: by what.
        kind: what the seller says it is.
        opt_out: the number, or the words, by which customers refuse at no cost.
        sender: the registered number it is sent from.
        at: when; None while that is open.
        night_ok: whether everybody who gets it agreed to messages at night.
    """

    shop_name: str
    channel: MessageChannel
    kind: MessageKind
    opt_out: str = ""
    sender: str = ""
    at: datetime | None = None
    night_ok: bool = False


def faults(
    text: str, how: Sending, *, sales: Sequence[str], title: str = ""
) -> tuple[LawFault, ...]:
    """What stands in the way of sending a text, the first reason first; empty if nothing does.

    Args:
        text: as one customer reads it, with nothing left to fill in.
        how: by what, when and as what it is sent.
        sales: the words of the text that promise a benefit; with one of them it is advertising,
            whatever the seller says.
        title: what stands above it.
    """
    marked = (mark(),) if _begins(text, mark()) or _begins(title, mark()) else ()
    words = (*sales, *marked)
    found: list[LawFault] = []
    if how.kind is MessageKind.ADVERTISING or words:
        found += _advertising(text, how, title, words)
    if how.channel.needs_sender and not _digits(how.sender):
        found.append(LawFault(LawReason.SENDER))
    return tuple(sorted(found, key=lambda one: list(LawReason).index(one.reason)))


def is_night(at: datetime | None) -> bool:
    """Whether it is an hour at which nothing that advertises is sent."""
    if at is None:
        return False
    hour = at.astimezone(SEOUL).hour
    return hour >= NIGHT_FROM or hour < NIGHT_TO


def is_closed(channel: MessageChannel, at: datetime | None) -> bool:
    """Whether it is an hour at which a way of sending delivers no advertisement."""
    if at is None or channel not in _BRAND:
        return False
    hour = at.astimezone(SEOUL).time()
    return hour >= BRAND_FROM or hour < BRAND_TO


@cache
def mark() -> str:
    """What an advertisement begins with."""
    return next(word for name, word in _words() if name == "mark")


@cache
def opt_out_words() -> tuple[str, ...]:
    """The words by which the law knows a way to refuse, the usual one first."""
    return tuple(word for name, word in _words() if name == "opt_out")


@cache
def in_channel() -> str:
    """How a channel of 카카오 is refused, which costs nothing."""
    return next(word for name, word in _words() if name == "in_channel")


def _advertising(text: str, how: Sending, title: str, words: tuple[str, ...]) -> list[LawFault]:
    found = []
    if not how.channel.takes_ads:
        found.append(LawFault(LawReason.ALIMTALK, words))
    elif how.kind is MessageKind.INFORMATION:
        found.append(LawFault(LawReason.SALES_WORDS, words))
    if not _is_marked(text, how.shop_name):
        found.append(LawFault(LawReason.MARK))
    needs_title = how.channel is MessageChannel.EMAIL or (title and how.channel in _TITLED)
    if needs_title and not _begins(title, mark()):
        found.append(LawFault(LawReason.TITLE))
    found += _refusing(text, how)
    if is_closed(how.channel, how.at):
        found.append(LawFault(LawReason.HOURS))
    if is_night(how.at) and not how.night_ok:
        found.append(LawFault(LawReason.NIGHT))
    return found


def _is_marked(text: str, shop_name: str) -> bool:
    """Whether the mark and the whole name stand first; how they are spaced does not matter.

    A word that only begins like the name is another name.
    """
    if not _squeezed(shop_name) or not _begins(text, mark()):
        return False
    wanted = _squeezed(mark() + shop_name)
    said = re.match(r"\s*".join(map(re.escape, wanted)), text.lstrip().casefold())
    return said is not None and not text.lstrip().casefold()[said.end() :][:1].isalnum()


def _refusing(text: str, how: Sending) -> list[LawFault]:
    """What is wrong with the way to refuse, which is the last thing that is said."""
    wanted = _digits(how.opt_out)
    if how.channel.needs_sender and not re.fullmatch(FREE + r"\d{4,}", wanted):
        return [LawFault(LawReason.NOT_FREE)]
    last = _squeezed(text.strip().split("\n")[-1])
    at, word = max((last.rfind(word), word) for word in opt_out_words())
    way = last[at + len(word) :].strip(":.·-–—()[]") if at >= 0 else ""
    if not wanted and _NUMBER.fullmatch(way) and not _digits(way).startswith(FREE):
        return [LawFault(LawReason.NOT_FREE)]
    # Behind a number nothing else is said.
    is_it = _digits(way) == wanted and not re.search(r"[^\d\-.()]", way) if wanted else bool(way)
    return [] if is_it and way else [LawFault(LawReason.OPT_OUT)]


def _begins(text: str, word: str) -> bool:
    return text.lstrip().startswith(word)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdecimal())


@cache
def _words() -> tuple[tuple[str, str], ...]:
    with _WORDS.open(encoding="utf-8", newline="") as file:
        return tuple((row["name"], row["word"]) for row in csv.DictReader(file))
