"""Whose a post is: a customer by an order number or by the number that lists give."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.services import voice_orders
from core.services.opening import OpenShop
from core.store import customers_one as store
from core.store import identities
from core.store.voice_orders import by_number

_KEY: Final = re.compile(r"g?([0-9a-f]{12,32})")
"""The number of a customer as lists and files have it, with or without its letter."""


@dataclass(frozen=True, slots=True)
class Person:
    """A customer who was found: the durable key, and the masked name if a file says it."""

    key: str
    name: str | None


def find(shop: OpenShop, said: str, today: date, *, whole: bool = False) -> list[Person]:
    """The customers a number may mean; nobody where none has it.

    Args:
        shop: whose.
        said: the number of an order or of a line of it, the end of one, or that of a customer.
        today: the day.
        whole: whether an order is known by its whole number only.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    said = said.strip().removeprefix("#")
    if not said:
        return []
    keys: list[str] = []
    if match := _KEY.fullmatch(said.lower()):
        with shop.store.read() as session:
            keys = [one.key for one in store.starting(session, shop.id, match[1])]
    if not keys:
        with shop.store.read() as session:
            orders = by_number(session, shop.id, said) if voice_orders.is_number(said) else []
        orders = orders if orders or whole else voice_orders.find(shop, said, today)
        keys = [one.buyer_key for one in orders if one.buyer_key]
    with shop.store.read() as session:
        customers = identities.customers_of(session, shop.id, keys)
        there = store.of_keys(session, shop.id, list(customers.values()))
    found = dict.fromkeys(customers[key] for key in keys)
    return [Person(key, there[key].name) for key in found if key in there]


def named(shop: OpenShop, keys: Collection[str]) -> Mapping[str, Person]:
    """The customers that some keys mean today, by those keys; who is no more is left out.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        customers = identities.customers_of(session, shop.id, keys)
        there = store.of_keys(session, shop.id, list(customers.values()))
    return {
        key: Person(customer, there[customer].name)
        for key, customer in customers.items() if customer in there
    }  # fmt: skip
