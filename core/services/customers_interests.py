"""What a customer is interested in: found in what was bought, and put right by the seller."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.analysis import customers_interests as analysis
from core.analysis.customers_interests import Taken
from core.services import kept_notes
from core.services.customers_story import Whose
from core.services.kept_notes import NoteProblem
from core.services.opening import OpenShop
from core.services.voice_complaints import clean
from core.store import customers_one, customers_tags
from core.store.customers_one import Product

LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Interest:
    """One interest.

    Attributes:
        word: what it is called.
        products: the products that were bought; empty of one that the seller alone says.
        days: on how many days such products were bought.
        is_own: whether the seller says so.
    """

    word: str
    products: tuple[str, ...] = ()
    days: int = 0
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Interests:
    """What one customer is interested in.

    Attributes:
        there: those that hold; the seller's own first.
        removed: what was bought, but the seller says is no interest.
    """

    there: tuple[Interest, ...]
    removed: tuple[Interest, ...] = ()


def common(shop: OpenShop) -> frozenset[str]:
    """The words that several products of the shop share; they change with files only.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return analysis.common(customers_one.product_names(session, shop.id))


def read(
    shop: OpenShop, whose: Whose, bought: Sequence[Product], shared: Collection[str]
) -> Interests:
    """What one customer is interested in.

    Args:
        shop: whose.
        whose: the customer.
        bought: what the customer bought.
        shared: the words that count, as ``common`` tells them.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        said = customers_tags.of(session, shop.id, whose.keys)
    taken = [Taken(one.id, one.name, one.days) for one in bought]
    found = {one.word: one for one in analysis.interests(taken, shared)}
    own = [word for word, is_removed in said.items() if not is_removed]
    there = [_told(found.get(word), word, is_own=True) for word in own]
    there += [_told(one, one.word) for word, one in found.items() if word not in said]
    removed = [_told(one, word) for word, one in found.items() if said.get(word)]
    return Interests(tuple(there), tuple(removed))


def add(shop: OpenShop, whose: Whose, word: str, now: datetime) -> str:
    """Say that a customer is interested in something; the word as it is kept.

    Raises:
        core.services.kept_notes.NoteRefused: nothing said, or too long; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    word = clean(" ".join(word.split()))
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not word, NoteProblem.TOO_LONG: len(word) > LONGEST
    })  # fmt: skip
    _put(shop, whose, word, now, is_removed=False)
    return word


def remove(shop: OpenShop, whose: Whose, one: Interest, now: datetime) -> None:
    """Say that something is no interest of a customer; one the seller gave is taken back.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    _put(shop, whose, one.word, now, is_removed=True if one.products else None)


def restore(shop: OpenShop, whose: Whose, one: Interest, now: datetime) -> None:
    """Make an interest what it was when it was read: the way back of both."""
    _put(shop, whose, one.word, now, is_removed=False if one.is_own else None)


def _put(
    shop: OpenShop, whose: Whose, word: str, now: datetime, *, is_removed: bool | None
) -> None:
    with shop.store.write() as session:
        customers_tags.put(session, shop.id, whose.keys, {word: is_removed}, now)


def _told(one: analysis.Interest | None, word: str, *, is_own: bool = False) -> Interest:
    return (
        Interest(word, is_own=is_own)
        if one is None
        else Interest(word, one.products, one.days, is_own=is_own)
    )
