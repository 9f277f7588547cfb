"""When what is due, with which words, and for whom nothing is: what the seller decides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from core.analysis.care_queue import RULES, Kind, Rule
from core.services import care_words
from core.services.care_words import CareProblem, CareRefused
from core.services.opening import OpenShop
from core.store import care_queue as lines
from core.store import care_rules as store
from core.store import turns
from core.store.notes import NoteChanged
from core.terms import Mall, seoul_day

__all__ = ["CareProblem", "CareRefused", "NoteChanged"]

MOST_DAYS: Final = 180
MOST_LAPSES: Final = 60

AT_FIRST_OFF: Final = frozenset({Mall.COUPANG})
"""Malls of which nothing is due until the seller says so."""


class Scope(StrEnum):
    """What is left out."""

    ORDER = "order"
    BUYER = "buyer"
    PRODUCT = "product"
    MALL = "mall"
    MALL_ON = "mall_on"
    """A mall that is off at first, and was switched on."""


@dataclass(frozen=True, slots=True)
class CareRule:
    """One rule as the seller sees it.

    Attributes:
        kind: what is due.
        days: so many days after payment, dispatch or arrival.
        lapses: so many days more it is due.
        is_on: whether it is ever due.
        since: the day on which it was switched on, where it was ever off.
        text: the seller's own words; empty for ours.
        at: when it was changed last; None where it is as we made it.
    """

    kind: Kind
    days: int
    lapses: int
    is_on: bool = True
    since: date | None = None
    text: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something that is left out.

    Attributes:
        scope: what it is.
        value: which: mall and number of an order, key of a buyer, number of a product or mall.
        name: how it is shown: the number, the masked name, the product; empty if nobody knows.
    """

    scope: Scope
    value: str
    name: str = ""


FIRST: Final[Mapping[Kind, CareRule]] = {
    rule.kind: CareRule(rule.kind, rule.days, rule.lapses) for rule in RULES
}
"""The rules until the seller changes one."""


def rules(shop: OpenShop) -> dict[Kind, CareRule]:
    """All rules, in the order of ``Kind``.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return read(session, shop.id)


def read(session: Session, shop_id: int) -> dict[Kind, CareRule]:
    """The same, for a service that has a session already."""
    kept = store.rules(session, shop_id)
    return {
        kind: first
        if (own := kept.get(kind.value)) is None
        else CareRule(kind, own.days, own.lapses, own.is_on, own.since, own.text, own.at)
        for kind in Kind
        for first in (FIRST[kind],)
    }


def in_force(some: Mapping[Kind, CareRule]) -> list[Rule]:
    """Those that are on."""
    return [Rule(one.kind, one.days, one.lapses) for one in some.values() if one.is_on]


def change(shop: OpenShop, wanted: CareRule, now: datetime) -> CareRule:
    """Change a rule; its ``at`` is what the seller saw. What it was before, for ``restore``.

    Raises:
        CareRefused: a number or the text is impossible; nothing was changed.
        NoteChanged: it was changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    if not (0 <= wanted.days <= MOST_DAYS and 0 <= wanted.lapses <= MOST_LAPSES):
        raise CareRefused(CareProblem.NUMBER)
    text = wanted.text.strip()
    if text:
        care_words.check(wanted.kind, text)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        before = read(session, shop.id)[wanted.kind]
        if before.at != wanted.at:
            raise NoteChanged
        since = before.since if wanted.is_on and before.is_on else None
        if wanted.is_on and not before.is_on:
            since = seoul_day(now)
        _put(session, shop, replace(wanted, text=text, since=since, at=now))
    return before


def restore(shop: OpenShop, before: CareRule, seen: datetime | None, now: datetime) -> None:
    """Make a rule what it was.

    Raises:
        NoteChanged: it was changed elsewhere since ``seen``.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        if read(session, shop.id)[before.kind].at != seen:
            raise NoteChanged
        _put(session, shop, before if before.at is None else replace(before, at=now))


def _put(session: Session, shop: OpenShop, rule: CareRule) -> None:
    kept = None
    if rule.at is not None:
        kept = store.Kept(
            rule.days, rule.lapses, rule.is_on, rule.since, rule.text,
            rule.at.replace(microsecond=0),
        )  # fmt: skip
    store.put(session, shop.id, rule.kind.value, kept)


def tips(shop: OpenShop) -> dict[int, str]:
    """How to use products, by their number."""
    with shop.store.read() as session:
        return store.tips(session, shop.id)


def put_tip(shop: OpenShop, product: int, tip: str, now: datetime) -> str:
    """Keep how to use a product; nothing said forgets it. What was kept before.

    Raises:
        CareRefused: it is too long; nothing was changed.
        core.store.StoreProblem: the store cannot be written.
    """
    told = " ".join(tip.split())
    if len(told) > care_words.LONGEST_TIP:
        raise CareRefused(CareProblem.TOO_LONG)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        return store.put_tip(session, shop.id, product, told, now)


def malls_off(session: Session, shop_id: int) -> frozenset[Mall]:
    """The malls of which nothing is due."""
    return _off(store.exclusions(session, shop_id))


def _off(some: list[tuple[str, str]]) -> frozenset[Mall]:
    off = {Mall(int(value)) for scope, value in some if scope == Scope.MALL}
    on = {Mall(int(value)) for scope, value in some if scope == Scope.MALL_ON}
    return frozenset(off | (AT_FIRST_OFF - on))


def malls_left_out(shop: OpenShop) -> frozenset[Mall]:
    """The same, for a page.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return malls_off(session, shop.id)


def switch_mall(shop: OpenShop, mall: Mall, now: datetime, *, is_on: bool) -> None:
    """Say whether anything is due for the orders of a mall.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    off_at_first = mall in AT_FIRST_OFF
    scope = Scope.MALL_ON if off_at_first else Scope.MALL
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        if is_on == off_at_first:
            store.exclude(session, shop.id, scope, str(int(mall)), now)
        else:
            store.include(session, shop.id, scope, str(int(mall)))


def exclusions(shop: OpenShop) -> list[Exclusion]:
    """The orders, buyers and products that are left out, the newest first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        kept = [(Scope(scope), value) for scope, value in store.exclusions(session, shop.id)]
        buyers = [value for scope, value in kept if scope is Scope.BUYER]
        products = [int(value) for scope, value in kept if scope is Scope.PRODUCT]
        names = {Scope.BUYER: store.buyer_names(session, shop.id, buyers),
                 Scope.PRODUCT: store.product_names(session, shop.id, products)}  # fmt: skip
    return [
        Exclusion(scope, value, value.partition(":")[2] if scope is Scope.ORDER
                  else names[scope].get(value, ""))
        for scope, value in kept
        if scope not in {Scope.MALL, Scope.MALL_ON}
    ]  # fmt: skip


def exclude(shop: OpenShop, one: Exclusion, now: datetime) -> bool:
    """Leave something out from now on; whether it was not left out before.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        return store.exclude(session, shop.id, one.scope, one.value, now)


def exclude_order(shop: OpenShop, number: str, now: datetime) -> tuple[Exclusion, ...]:
    """Leave out the order with a number, in whichever mall it is; what is left out now.

    Raises:
        CareRefused: nobody knows that order; nothing was changed.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        found = lines.keyed(session, shop.id, number.strip())
        if not found:
            raise CareRefused(CareProblem.UNKNOWN_ORDER)
        out = tuple(Exclusion(Scope.ORDER, f"{mall}:{order}", order) for mall, order in found)
        for one in out:
            store.exclude(session, shop.id, one.scope, one.value, now)
    return out


def include(shop: OpenShop, one: Exclusion) -> bool:
    """Leave something out no more; whether it was left out.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        return store.include(session, shop.id, one.scope, one.value)
