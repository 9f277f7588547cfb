"""Whom a benefit is given: a group, a state, a tier, or people by numbers that were pasted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from core.services import (
    customers_groups,
    customers_list,
    customers_states,
    posts_people,
    tiers,
    tiers_standing,
)
from core.services.benefits import Benefit
from core.services.customer_book import CustomerBook
from core.services.customers_list import Listed
from core.services.opening import OpenShop
from core.store import customer_groups as store
from core.store import customers
from core.terms.customer_groups import RuleRefused

Ints = npt.NDArray[np.int64]

MOST_PASTED: Final = 500
"""So many numbers can be pasted at once."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Whom pasted numbers mean.

    Attributes:
        keys: the durable keys of the people, each once, in the order they stand.
        unknown: numbers that nobody has,
        several: and those that several have.
        beyond: numbers beyond the first ``MOST_PASTED``, which were not looked up.
    """

    keys: tuple[str, ...] = field(repr=False)
    unknown: tuple[str, ...]
    several: tuple[str, ...]
    beyond: int = 0


def of_state(shop: OpenShop, book: CustomerBook, state: int) -> Ints:
    """The numbers of the customers who are in a state now.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    found = customers_states.states(book, customers_states.rules(shop, book), book.until)
    some = found.index[(found == state).to_numpy()].to_numpy(np.int64)
    return customers_list.present(shop, some)


def of_group(shop: OpenShop, book: CustomerBook, number: int, today: date) -> Ints | None:
    """The numbers of the members of a group; None where it is gone or cannot be read.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    try:
        found = customers_groups.members(shop, number, today, book=book)
    except (customers_groups.NoteGone, RuleRefused):
        return None
    return None if found is None else found.buyers


def of_tier(shop: OpenShop, book: CustomerBook, number: int, today: date) -> Ints | None:
    """The numbers of the customers who are in a tier; None where there is no such tier.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    kept = tiers.listed(shop)
    place = next((at for at, one in enumerate(kept, start=1) if one.id == number), None)
    if place is None:
        return None
    people = tiers_standing.people(shop, book, today)
    return tiers_standing.members(people, [one.ask for one in kept], place)


def circle(shop: OpenShop, book: CustomerBook, one: Benefit, today: date) -> Ints | None:
    """The numbers of the customers a benefit is for; None where nobody can tell.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    if one.tier is not None:
        return of_tier(shop, book, one.tier, today)
    if one.group is not None:
        return of_group(shop, book, one.group, today)
    return customers_list.present(shop, book.customers.index.to_numpy(np.int64))


def pasted(shop: OpenShop, block: str, today: date) -> Pasted:
    """Whom pasted order numbers or customer numbers mean, one a line or with commas between.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    told = list(dict.fromkeys(block.replace(",", " ").split()))
    keys: dict[str, None] = {}
    unknown: list[str] = []
    several: list[str] = []
    for said in told[:MOST_PASTED]:
        found = posts_people.find(shop, said, today, whole=True)
        if len(found) == 1:
            keys[found[0].key] = None
        else:
            (several if found else unknown).append(said)
    return Pasted(tuple(keys), tuple(unknown), tuple(several), max(0, len(told) - MOST_PASTED))


def keys(shop: OpenShop, buyers: Ints) -> list[str]:
    """The durable keys of customers by their numbers.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        known = store.keys(session, shop.id, buyers.tolist())
    return [known[one] for one in buyers.tolist() if one in known]


def listed(shop: OpenShop, book: CustomerBook, some: Sequence[str]) -> dict[str, Listed]:
    """What lists tell of people, by the keys that are asked for; who is no more is left out.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        numbers = customers.numbers(session, shop.id, some)
    there = customers_list.present(
        shop, [one for one in dict.fromkeys(numbers.values()) if one in book.customers.index]
    )
    states = customers_states.states(book, customers_states.rules(shop, book), book.until)
    rows = customers_list.listed(shop, book, states, there)
    told = dict(zip(there.tolist(), rows, strict=True))
    return {key: told[number] for key, number in numbers.items() if number in told}
