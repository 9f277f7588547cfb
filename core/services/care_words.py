"""What is said to customers: the texts, their places, and what would make a text advertising.

Texts are Korean in every language of the program: they are read by the customers of the shop.
"""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from core.analysis.care_queue import Kind
from core.i18n import filling

LONGEST: Final = 1000
"""So many characters a text may have; most ways of sending take no more."""

LONGEST_TIP: Final = 300
ALIKE_MOST: Final = 20
"""More people than that get the same text on one day, and the seller is warned (S0-38)."""

_HERE: Final = Path(__file__).parent
_PLACE: Final = re.compile(r"\{[^{}]*\}")
_UNSEEN: Final = "Cf"
"""Signs without width, which would part a word unseen."""


class CareProblem(StrEnum):
    """Why something about looking after orders is not kept."""

    NUMBER = "number"
    TOO_LONG = "too_long"
    UNKNOWN_PLACES = "unknown_places"
    REWARD = "reward"
    UNKNOWN_ORDER = "unknown_order"
    TOO_MANY = "too_many"


class CareRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was changed."""

    def __init__(self, problem: CareProblem, names: Sequence[str] = ()) -> None:
        """Keep the reason, and which words or places it is about."""
        super().__init__(problem.value)
        self.problem = problem
        self.names = tuple(names)


@dataclass(frozen=True, slots=True)
class Values:
    """What is filled in; what is empty is missing.

    Attributes:
        name: the name of the customer, as the seller fills it in; the store keeps masked ones only.
        product: what was bought.
        shop: the name of the shop.
        ship_by: the day by which it leaves.
        carrier: who brings it; no file of orders is asked for it, so the seller fills it in.
        invoice: the number of the parcel, likewise.
        tip: how to use the product.
        days: so many days since it arrived.
    """

    name: str = ""
    product: str = ""
    shop: str = ""
    ship_by: str = ""
    carrier: str = ""
    invoice: str = ""
    tip: str = ""
    days: str = ""


@cache
def names() -> Mapping[str, str]:
    """The places of a text: the Korean name of each, by its code."""
    return {row["code"]: row["name"] for row in _rows("care_places.csv")}


@cache
def texts(kind: Kind) -> tuple[str, ...]:
    """The texts that the program brings along, the usual one first."""
    return tuple(row["text"] for row in _rows("care_texts.csv") if row["kind"] == kind)


def choices(kind: Kind, own: str = "") -> tuple[str, ...]:
    """The seller's own text, if there is one, and ours."""
    return (own, *texts(kind)) if own else texts(kind)


def fill(text: str, values: Values) -> str:
    """A text with its values; a sentence that lacks one is left out."""
    told = {code: getattr(values, code) for code in names()}
    return filling.fill(text, told | {name: told[code] for code, name in names().items()})


def asks_for(text: str, code: str) -> bool:
    """Whether a text has a certain place."""
    return bool({code, names()[code]} & set(filling.places(text)))


def unknown(text: str) -> tuple[str, ...]:
    """The places of a text that nobody can fill, and braces without a partner."""
    try:
        filling.check(text, (*names(), *names().values()))
    except filling.Unfillable as found:
        return found.names
    return ()


def sales_words(text: str) -> tuple[str, ...]:
    """The words of a text that make it advertising, which needs consent and a mark."""
    return _found(text, _sales().keys())


def reward_words(text: str) -> tuple[str, ...]:
    """The words of a text that promise something for a review."""
    return _found(text, (word for word, is_reward in _sales().items() if is_reward))


def plainly(text: str) -> str:
    """The text as it is read: letters put together, wide signs narrow, unseen ones left out."""
    said = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in said if unicodedata.category(sign) != _UNSEEN)


def check(kind: Kind, text: str) -> None:
    """Make sure that a text of the seller can be used.

    Raises:
        CareRefused: it is too long, has places nobody can fill, or promises something for a review.
    """
    if len(text) > LONGEST:
        raise CareRefused(CareProblem.TOO_LONG)
    if strange := unknown(text):
        raise CareRefused(CareProblem.UNKNOWN_PLACES, strange)
    if kind is Kind.REVIEW and (words := reward_words(text)):
        raise CareRefused(CareProblem.REWARD, words)


def fingerprint(text: str) -> str:
    """The same for texts that are the same but for what is filled in: 32 hex digits."""
    bare = " ".join(_PLACE.sub(" ", text).split())
    return hashlib.blake2s(bare.encode(), digest_size=16).hexdigest()


def _found(text: str, words: Iterable[str]) -> tuple[str, ...]:
    said = plainly(_PLACE.sub(_instead, text)).casefold()
    return tuple(word for word in words if word.casefold() in said)


def _instead(place: re.Match[str]) -> str:
    """The word that stands for a missing value, which is read as well."""
    return place[0][1:-1].partition("?")[2].strip() or " "


@cache
def _sales() -> Mapping[str, bool]:
    return {row["word"]: row["is_reward"] == "1" for row in _rows("care_words.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
