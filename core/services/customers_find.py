"""Find a customer by whatever a seller has in hand: a name, a number, something bought."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.importers.identity import masked_name
from core.services import customers_list, voice_orders
from core.services.customer_book import CustomerBook
from core.services.customers_list import Listed
from core.services.opening import OpenShop
from core.store import customers_one as store
from core.store import identities
from core.store.customers_one import Found

MOST: Final = 20
"""So many customers are shown at once, and so many more when they are asked for."""

MOST_OF_ALL: Final = 200
"""So many are shown at all; with more of them the search has to be narrowed."""

MOST_PRODUCTS: Final = 200
MOST_BUYERS: Final = 5_000
RECENT: Final = 180
"""Days back in which buyers of a product are looked for first."""

_KEY: Final = re.compile(r"g?([0-9a-f]{12,32})")
"""The number of a customer as lists and files have it, with or without its letter."""
_MASK: Final = "*"
_GAP: Final = "\0"
"""Stands for letters nobody knows."""

_TITLES: Final = Path(__file__).with_name("customers_titles.txt")
"""What people are called by after their name."""

_SHORT: Final = 2


class By(StrEnum):
    """By what somebody was found."""

    NUMBER = "number"
    """Of an order, of a line of it, or of the customer."""
    NAME = "name"
    PRODUCT = "product"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Hit:
    """One customer that was found.

    Attributes:
        customer: as every list tells it; ``state`` is 0 of who bought nothing that counts.
        by: by what.
        what: the order or the product; empty where the name says it.
    """

    customer: Listed
    by: By
    what: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """Who was found, the likeliest first; ``more`` says that there are others."""

    hits: tuple[Hit, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Some:
    """Buyers who were found."""

    by: By
    found: Sequence[Found]
    what: str = ""


def find(  # noqa: PLR0913  (among whom, what, when, how many)
    shop: OpenShop,
    book: CustomerBook,
    states: "pd.Series[int]",
    said: str,
    today: date,
    *,
    most: int = MOST,
) -> Hits:
    """Customers by what was typed.

    A whole name is masked as the store has it before it is looked for; it is kept nowhere.

    Args:
        shop: whose.
        book: who bought when.
        states: the state of everybody.
        said: a name or a masked one, the number of an order or line or the end of it, a product,
            or a name and a product.
        today: the day.
        most: how many are told at most.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    said = _without_title(" ".join(said.split())).removeprefix("#")
    if not said:
        return Hits(())
    groups = [_by_number(shop, said, today)]
    if not groups[0].found:
        groups += _by_words(shop, said, today, most)
    return _hits(shop, book, states, groups, most)


def _without_title(said: str) -> str:
    for title in _TITLES.read_text("utf-8").split():
        if said.endswith(title) and len(said) > len(title) + 1:
            return said.removesuffix(title).rstrip()
    return said


def newest(shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", most: int) -> Hits:
    """Who bought last."""
    with shop.store.read() as session:
        some = _Some(By.NEWEST, store.newest(session, shop.id, most))
    return _hits(shop, book, states, [some])


def known(
    shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", keys: Sequence[str]
) -> Hits:
    """Some customers by their keys, in that order; those who are no more are left out."""
    with shop.store.read() as session:
        found = store.of_keys(session, shop.id, keys)
    some = _Some(By.NAME, [found[key] for key in keys if key in found])
    return _hits(shop, book, states, [some])


def _by_number(shop: OpenShop, said: str, today: date) -> _Some:
    if key := _KEY.fullmatch(said.lower()):
        with shop.store.read() as session:
            starting = store.starting(session, shop.id, key[1])
        if starting:
            return _Some(By.NUMBER, starting)
    orders = voice_orders.find(shop, said, today)
    keys = [one.buyer_key for one in orders if one.buyer_key]
    with shop.store.read() as session:
        found = store.of_keys(session, shop.id, keys)
    numbers = {one.buyer_key: one.order_no for one in orders if one.buyer_key}
    what = next(iter(numbers.values())) if len(numbers) == 1 else ""
    return _Some(By.NUMBER, [found[key] for key in dict.fromkeys(keys) if key in found], what)


def _by_words(shop: OpenShop, said: str, today: date, most: int) -> list[_Some]:
    name, _blank, product = said.partition(" ")
    with shop.store.read() as session:
        groups = [
            _Some(By.NAME, _named(session, shop.id, said, most)),
            _Some(By.PRODUCT, _buyers(session, shop.id, said, today, most), said),
        ]
        if product:
            buyers = _buyers(session, shop.id, product, today, MOST_BUYERS)
            both = [one for one in buyers if one.name and _fits(one.name, name)]
            groups.insert(0, _Some(By.PRODUCT, both, product))
    return groups


def _named(session: Session, shop_id: int, said: str, most: int) -> list[Found]:
    """Buyers whose masked name could be that."""
    likes = dict.fromkeys(_escaped(name).replace(_GAP, "%") for name in _names(said))
    found = [one for like in likes for one in store.named(session, shop_id, like, most + 1)]
    return list(dict.fromkeys(found))


def _fits(name: str, said: str) -> bool:
    """The same of one name."""
    parts = [one.partition(_GAP) for one in _names(said)]
    return any(
        name.startswith(first) and name.endswith(last) if gap else name == first
        for first, gap, last in parts
    )


def _names(said: str) -> list[str]:
    """How the store may have a name: as it is typed, masked, or of two letters with a gap."""
    if _MASK in said:
        return [said]
    if len(said) == 1:
        return [f"{said}{_GAP}"]
    likes = [masked_name(said) or said]
    return [*likes, _GAP.join(said)] if len(said) == _SHORT else likes


def _buyers(session: Session, shop_id: int, said: str, today: date, most: int) -> list[Found]:
    """Who bought a product in whose name all words are, who did last first."""
    likes = [f"%{_escaped(word.lower())}%" for word in said.split()]
    some = store.products_called(session, shop_id, likes, MOST_PRODUCTS)
    since = today - timedelta(days=RECENT)
    found = store.buyers_of(session, shop_id, some, since, most + 1)
    return found if len(found) > most else store.buyers_of(session, shop_id, some, None, most + 1)


def _hits(
    shop: OpenShop,
    book: CustomerBook,
    states: "pd.Series[int]",
    groups: Sequence[_Some],
    most: int = MOST,
) -> Hits:
    by_key: dict[str, _Some] = {}
    with shop.store.read() as session:
        every = [one.key for some in groups for one in some.found]
        customers = identities.customers_of(session, shop.id, every)
        for some in groups:
            for one in some.found:
                by_key.setdefault(customers[one.key], some)
        there = store.of_keys(session, shop.id, list(by_key)[:most])
    listed = _listed(shop, book, states, there.values())
    hits = (Hit(listed[key], some.by, some.what) for key, some in by_key.items() if key in listed)
    return Hits(tuple(hits), len(by_key) > most)


def _listed(
    shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", some: Collection[Found]
) -> dict[str, Listed]:
    bought = [one.id for one in some if one.id in book.customers.index]
    told = {one.key: one for one in customers_list.listed(shop, book, states, bought)}
    for one in some:
        told.setdefault(one.key, Listed(one.key, one.name, 0, date.min, 0, 0))
    return told


def _escaped(said: str) -> str:
    return said.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
