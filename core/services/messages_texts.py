"""What leaves for customers: texts filled in for each of them, or the reasons why they stay.

There is one gate, ``ready``: a text that anybody copies, exports or sends comes out of it. It lets
nothing through with a brace in it, with nothing in it, too long for its way, or against the law.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from core.analysis import message_law, message_length
from core.analysis.message_law import LawFault, LawReason, Sending
from core.analysis.message_length import Length
from core.i18n import filling
from core.services import care_words
from core.terms.messages import MessageLanguage

LONGEST: Final = 4000
"""So many characters a text may have while it is written; most ways take far fewer."""
LONGEST_TITLE: Final = 200
_PLACES: Final = Path(__file__).with_name("messages_places.csv")
_WIDE_BRACES: Final = str.maketrans("｛｝", "{}")
"""Korean keyboards write braces that look the same."""
_SPEAKING: Final = (
    "name", "benefit", "until", "tip", "next_product", "ship_by", "carrier", "invoice",
)  # fmt: skip
"""The values that somebody types; the others are facts of a purchase."""

_GIVEN: Final = Path(__file__).with_name("messages_given_names.txt")
_BRACES: Final = str.maketrans("{}｛｝", "()()")
_ANY_BRACE: Final = re.compile(r"[{}｛｝]")


class TextReason(StrEnum):
    """Why a text stays, whatever the law says of it."""

    NOTHING_SAID = "nothing_said"
    """Nothing is written, or nothing is left of it for somebody whose values are missing."""
    UNKNOWN_PLACES = "unknown_places"
    """It asks for what nobody can fill in, or has half a brace."""
    NOBODY = "nobody"


class LengthReason(StrEnum):
    """Why its way does not take a text."""

    TOO_LONG = "too_long"
    TITLE_TOO_LONG = "title_too_long"
    STRANGE = "strange"
    """It has characters that phones have no code for."""


@dataclass(frozen=True, slots=True)
class TextFault:
    """What is wrong with a text; ``names`` are the places it is about."""

    reason: TextReason
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LengthFault:
    """How a text is too long for its way."""

    reason: LengthReason
    length: Length


Fault: TypeAlias = TextFault | LengthFault | LawFault


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a message: what is said to the whole group first, then to one person."""

    letter: str
    number: int | None = None
    title: str = ""
    block: str = ""
    text: str = ""
    language: MessageLanguage = MessageLanguage.KOREAN

    @property
    def whole(self) -> str:
        """The group's part and the person's, one below the other."""
        return "\n".join(part.strip() for part in (self.block, self.text) if part.strip())


@dataclass(frozen=True, slots=True)
class Filled:
    """A text as one customer reads it.

    Attributes:
        text: what is left of it; sentences that lack a value are left out.
        missing: the values that were missing and had nothing to stand for them.
        title: what stands above it.
        sales: the words, of the seller and of what was filled in, that make it advertising. The
            name of a product is none: whoever bought a bargain may be told that it was sent.
    """

    text: str
    missing: tuple[str, ...] = ()
    title: str = ""
    sales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why the texts for some people stay; ``people`` are their places in what was asked."""

    fault: Fault
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """Texts that may leave, one for each that was asked for, in the same order."""

    texts: tuple[Filled, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing leaves: the reasons, the first one first."""

    stopped: tuple[Stopped, ...]

    @property
    def first(self) -> Fault:
        """The one reason that is told."""
        return self.stopped[0].fault


@cache
def names() -> Mapping[str, str]:
    """The places of a text: the Korean name of each, by its code."""
    return {row["code"]: row["name"] for row in _rows()}


@cache
def samples() -> Mapping[str, str]:
    """An example of each value that has one, by code."""
    return {row["code"]: row["sample"] for row in _rows() if row["sample"]}


def unknown(text: str) -> tuple[str, ...]:
    """The places of a text that nobody can fill, and braces without a partner."""
    try:
        filling.check(text.translate(_WIDE_BRACES), (*names(), *names().values()))
    except filling.Unfillable as found:
        return found.names
    return ()


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """A text with its values.

    Args:
        text: what to fill.
        values: by code (``product``) or name (``상품명``); what is empty is missing. Braces in a
            value become round ones, so that none is left.
    """
    told = _told(values)
    asked = text.translate(_WIDE_BRACES)
    return Filled(filling.fill(asked, told), _missing(asked, told), "", _sales(asked, told))


def filled(version: Version, values: Mapping[str, str]) -> Filled:
    """A whole message with its values: the group's part first, then the person's."""
    body, title = fill(version.whole, values), fill(version.title, values)
    missing = tuple(dict.fromkeys(body.missing + title.missing))
    sales = tuple(dict.fromkeys(body.sales + title.sales))
    return Filled(body.text, missing, " ".join(title.text.split()), sales)


def sells(text: str) -> bool:
    """Whether a text is advertising by its words, before anything is filled in."""
    return bool(_sales(text.translate(_WIDE_BRACES), {}))


def faults(version: Version, one: Filled, how: Sending) -> tuple[Fault, ...]:
    """What keeps the text of one customer from leaving, the first reason first."""
    strange = unknown(f"{version.title}\n{version.whole}")
    # Whoever gets a text that lost its braces gets one that says something else.
    if strange or _ANY_BRACE.search(one.text + one.title):
        return (TextFault(TextReason.UNKNOWN_PLACES, strange),)
    if not one.text.strip():
        return (TextFault(TextReason.NOTHING_SAID, one.missing),)
    lawful = message_law.faults(one.text, how, sales=one.sales, title=one.title)
    return (*lawful, *_lengths(message_length.measured(how.channel, one.text, one.title)))


def ready(version: Version, people: Sequence[Mapping[str, str]], how: Sending) -> Ready | Held:
    """The texts for some people, if all of them may leave.

    Args:
        version: what is said.
        people: the values of each.
        how: by what and when it is sent.
    """
    texts = tuple(filled(version, values) for values in people)
    if not texts:
        return Held((Stopped(TextFault(TextReason.NOBODY), ()),))
    found: dict[tuple[int, str, tuple[str, ...]], Stopped] = {}
    for place, one in enumerate(texts):
        for fault in faults(version, one, how):
            before = found.get(_order(fault), Stopped(fault, ()))
            worst = max(before.fault, fault, key=_excess)
            found[_order(fault)] = Stopped(worst, (*before.people, place))
    if not found:
        return Ready(texts)
    return Held(tuple(found[order] for order in sorted(found)))


def alike(texts: Iterable[Filled]) -> int:
    """How many people get the same words to the letter, of the words that most get."""
    counted: dict[str, int] = {}
    for one in texts:
        counted[one.text] = counted.get(one.text, 0) + 1
    return max(counted.values(), default=0)


def _lengths(length: Length) -> Iterable[LengthFault]:
    if length.strange:
        yield LengthFault(LengthReason.STRANGE, length)
    if length.is_over:
        yield LengthFault(LengthReason.TOO_LONG, length)
    if length.is_title_over:
        yield LengthFault(LengthReason.TITLE_TOO_LONG, length)


def _order(fault: Fault) -> tuple[int, str, tuple[str, ...]]:
    """What is told apart, in the order in which it is told."""
    if isinstance(fault, TextFault):
        return 0, fault.reason.value, fault.names
    if isinstance(fault, LawFault):
        return 1 + list(LawReason).index(fault.reason), fault.reason.value, fault.words
    return 1 + len(LawReason), fault.reason.value, ()


def _excess(fault: Fault) -> int:
    """How much is too long; of several people the longest text is told."""
    return fault.length.used if isinstance(fault, LengthFault) else 0


def _sales(text: str, told: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a text, and of what the seller fills in, that make it advertising."""
    asked = {*filling.places(text)}
    values = [
        said for code in _SPEAKING
        if asked & {code, names()[code]} and not _is_called(said := told.get(code, ""))
    ]  # fmt: skip
    promised = [names()["benefit"]] if asked & {"benefit", names()["benefit"]} else []
    # Who writes the mark means an advertisement, also where it falls out for somebody.
    said, mark = "\n".join((text, *values)), message_law.mark()
    promised += [mark] if mark in care_words.plainly(said) else []
    return tuple(dict.fromkeys((*promised, *care_words.sales_words(said))))


def _is_called(said: str) -> bool:
    """Whether it is a name of people: one syllable of the family before one that is given."""
    return said[1:] in _given() and said[:1].isalpha()


@cache
def _given() -> frozenset[str]:
    """Names that are given to people, though they read like a sale."""
    return frozenset(_PLACES.with_name("messages_given_names.txt").read_text("utf-8").split())


def _told(values: Mapping[str, str]) -> dict[str, str]:
    """The values under their codes and their names."""
    codes = {name: code for code, name in names().items()}
    said = {codes.get(name, name): value.translate(_BRACES) for name, value in values.items()}
    return said | {names()[code]: value for code, value in said.items() if code in names()}


def _missing(text: str, told: Mapping[str, str]) -> tuple[str, ...]:
    """The places that have neither a value nor a word to stand for it."""
    return tuple(
        name for name in filling.places(text)
        if not told.get(name, "").strip() and not _has_word(text, name)
    )  # fmt: skip


def _has_word(text: str, name: str) -> bool:
    """Whether every place of that name brings a word along."""
    inside = re.findall(r"\{\s*" + re.escape(name) + r"\s*(\?[^{}]*)?\}", text)
    return bool(inside) and all(one[1:].strip() for one in inside)


@cache
def _rows() -> list[dict[str, str]]:
    with _PLACES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
