"""What a rule has to know of all customers on a day: only what it asks for is found out."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis import customer_groups as analysis
from core.analysis import customer_states, customers_discount, customers_interests, rfm
from core.analysis.customer_groups import Facts, Floats, Ints
from core.services import customer_book, customers_consent, customers_states, target_personas
from core.services.customer_book import CustomerBook
from core.services.customers_consent import Standing
from core.services.customers_groups_source import Source
from core.services.opening import OpenShop
from core.services.target_personas import ProofKind
from core.store import customer_groups as store
from core.store.customers import numbers
from core.store.moments import day_of
from core.terms.customer_groups import AnyOf, Asked, On, Rule, Value

Holders = Mapping[Value, Ints]

_NONE: Final = np.empty(0, dtype=np.int64)
_YEAR_ZERO: Final = 12 * 1970


def facts(shop: OpenShop, book: CustomerBook, rule: Rule, day: int, source: Source) -> Facts:
    """What a rule asks for, as it was known at the end of a day.

    Args:
        shop: whose customers.
        book: who bought when, up to ``day`` (``customer_book.known_on``).
        rule: what is asked for.
        day: the day, since 1970.
        source: where what was bought comes from.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    finder = _Finder(shop, book, day, source, rule)
    asked = dict.fromkeys(one.asked for one in rule.conditions)
    values = {one: finder.number(one) for one in asked if one.on.is_number}
    found = {one: finder.holders(one) for one in asked if not one.on.is_number}
    known = {
        one: np.unique(np.concatenate([_NONE, *held.values()]))
        for one, held in found.items()
        if one.on in {On.REGION, On.SEGMENT, On.PERSONA}
    }
    return Facts(len(book.customers), values, found, known)


@dataclass
class _Finder:
    shop: OpenShop
    book: CustomerBook
    day: int
    source: Source
    rule: Rule

    def number(self, asked: Asked) -> Floats:
        """A number of every customer."""
        since = None if asked.within is None else self.day - asked.within + 1
        customers = self.book.customers
        if since is not None:
            recent = analysis.within(self.book.visits, customers.index, since)
            return recent[asked.on is On.WON]
        ways: Mapping[On, Callable[[], npt.ArrayLike]] = {
            On.AWAY: lambda: self.day - customers["last"].to_numpy(),
            On.SINCE_FIRST: lambda: self.day - customers["first"].to_numpy(),
            On.VISITS: customers["visits"].to_numpy,
            On.WON: self.book.spent.to_numpy,
            On.TOP: lambda: analysis.top(self.book.spent.to_numpy()),
            On.FIRST_MONTH: lambda: _months(customers["first"].to_numpy(np.int64)),
            On.DISCOUNT: self._discount,
        }
        return np.asarray(ways[asked.on](), dtype=np.float64)

    def holders(self, asked: Asked) -> Holders:
        """Who has each value that the rule names."""
        since = None if asked.within is None else self.day - asked.within + 1
        ways: Mapping[On, Callable[[], Holders]] = {
            On.STATE: lambda: _by_value(self._states),
            On.SEGMENT: self._segments,
            On.PRODUCT: lambda: self._products(since),
            On.MALL: lambda: self._held(self.source.mall_days(), since),
            On.REGION: self._regions,
            On.CONSENT: self._consents,
            On.PERSONA: self._by_persona,
            On.INTEREST: self._interests,
        }
        return ways[asked.on]()

    @cached_property
    def _gaps(self) -> Ints:
        return customer_states.gaps_between(self.book.visits)

    @property
    def _states(self) -> Ints:
        rules = customers_states.with_own(
            customer_states.rules_of(self._gaps, self.book.days), customers_states.own(self.shop)
        )
        found = customer_states.states(self.book.customers, self.day, rules)
        return np.asarray(found, dtype=np.int64)

    def _segments(self) -> Holders:
        bounds = rfm.bounds_of(self._gaps, self.book.days)
        recent = rfm.within(self.book.visits, self.day, bounds)
        segment = rfm.scored(recent, self.day, bounds)["segment"].to_numpy(np.int64)
        return _by_value(segment, self._places(recent.index.to_numpy(np.int64)))

    def _discount(self) -> Floats:
        orders = self.source.orders()
        habits = customers_discount.habits(orders[orders["day"] <= self.day])
        share = analysis.HUNDRED * habits["discounted"] / habits["orders"]
        return share.reindex(self.book.customers.index).to_numpy(dtype=np.float64)

    def _wanted(self, on: On) -> list[Value]:
        found = (it for it in self.rule.conditions if isinstance(it, AnyOf) and it.on is on)
        return list(dict.fromkeys(value for one in found for value in one.any_of))

    def _products(self, since: int | None) -> Holders:
        wanted = self._wanted(On.PRODUCT)
        keys = {one.id: one.key for one in self.source.products() if one.key in wanted}
        found = self._held(self.source.product_days(sorted(keys)), since)
        return {keys[int(number)]: places for number, places in found.items()}

    def _regions(self) -> Holders:
        found = self.source.region_days()
        found = found[found["day"] <= self.day]
        value, buyer, day = (found[name].to_numpy(np.int64) for name in ("value", "buyer", "day"))
        # The last parcel tells; of several on one day the one with the lowest number.
        order = np.lexsort((-value, day, buyer))
        is_last = np.diff(buyer[order], append=-1) != 0
        rows = order[is_last]
        return _by_value(value[rows], self._places(buyer[rows]))

    def _consents(self) -> Holders:
        day = day_of(self.day)
        ways = {
            Standing.GIVEN: customers_consent.consented,
            Standing.TO_RENEW: customers_consent.to_renew,
            Standing.WITHDRAWN: customers_consent.withdrawn,
        }
        found: dict[Value, Ints] = {
            standing.value: self._of_keys(tell(self.shop, day)) for standing, tell in ways.items()
        }
        said = np.concatenate(list(found.values()))
        nothing = np.setdiff1d(np.arange(len(self.book.customers)), said)
        return found | {Standing.UNKNOWN.value: nothing}

    def _by_persona(self) -> Holders:
        """Whom the seller says, and else who bought what proves one persona, more than another."""
        personas = [one for one in target_personas.listed(self.shop) if one.id is not None]
        # The first column stands for nobody, so that there are always two to compare.
        count = np.zeros((len(self.book.customers), 1 + len(personas)), dtype=np.int64)
        for column, one in enumerate(personas, start=1):
            proofs = {it.number for it in one.evidence if it.kind is ProofKind.PRODUCT}
            held = self._held(self.source.product_days(proofs), None) if proofs else {}
            for places in held.values():
                count[places, column] += 1
        numbers_of = np.array([-1, *(one.id for one in personas)], dtype=np.int64)
        most = count.max(axis=1)
        is_one = (count == most[:, None]).sum(axis=1) == 1
        found = np.where(is_one, numbers_of[count.argmax(axis=1)], -1)
        with self.shop.store.read() as session:
            said = store.personas(session, self.shop.id)
            known = numbers(session, self.shop.id, {key for key, _number in said})
        for key, number in said:
            if number in numbers_of and key in known:
                found[self._places([known[key]])] = number
        return {int(number): np.flatnonzero(found == number) for number in numbers_of[1:]}

    def _interests(self) -> Holders:
        """Who bought what is called so, with those the seller added and without whom she took."""
        wanted = [str(one) for one in self._wanted(On.INTEREST)]
        names = {
            one.id: {it.lower() for it in customers_interests.phrases(one.name)}
            for one in self.source.products()
        }
        with self.shop.store.read() as session:
            said = store.tags(session, self.shop.id)
            known = numbers(session, self.shop.id, {key for key, _tag, _gone in said})
        found: dict[Value, Ints] = {}
        for word in wanted:
            sold = {number for number, some in names.items() if word.lower() in some}
            held = self._held(self.source.product_days(sold), None) if sold else {}
            has = np.zeros(len(self.book.customers), dtype=np.bool_)
            for places in held.values():
                has[places] = True
            for key, tag, is_gone in said:
                if tag.lower() == word.lower() and key in known:
                    has[self._places([known[key]])] = not is_gone
            found[word] = np.flatnonzero(has)
        return found

    def _held(self, bought: pd.DataFrame, since: int | None) -> dict[Value, Ints]:
        """Who has each value of what was bought up to the day, and since another one."""
        day = bought["day"].to_numpy()
        kept = bought[(day <= self.day) & (day >= (since if since is not None else day))]
        value, buyer = (kept[name].to_numpy(np.int64) for name in ("value", "buyer"))
        places, is_there = self._found(buyer)
        return _by_value(value[is_there], places[is_there])

    def _of_keys(self, keys: Collection[str]) -> Ints:
        with self.shop.store.read() as session:
            known = numbers(session, self.shop.id, keys)
        return self._places(sorted(set(known.values())))

    def _places(self, buyers: Iterable[int] | Ints) -> Ints:
        """Where some customers stand; who is not there is left out."""
        places, is_there = self._found(np.asarray(list(buyers), dtype=np.int64))
        return places[is_there]

    def _found(self, buyers: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
        index = self.book.customers.index.to_numpy(np.int64)
        places = np.searchsorted(index, buyers)
        inside = np.minimum(places, len(index) - 1)
        is_there = (index[inside] == buyers) if len(index) else np.zeros(len(buyers), np.bool_)
        return places, is_there


def _by_value(values: Ints, places: Ints | None = None) -> dict[Value, Ints]:
    """The places of each value."""
    at = np.arange(len(values)) if places is None else places
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered[0] - 1)) if len(ordered) else _NONE
    parts = np.split(at[order], starts[1:]) if len(starts) else []
    return {int(ordered[start]): part for start, part in zip(starts, parts, strict=True)}


def _months(days: Ints) -> Ints:
    return _YEAR_ZERO + days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def known_on(book: CustomerBook, day: date | int) -> CustomerBook:
    """The book as it was at the end of a day; later days count as the last one of the files."""
    number = day if isinstance(day, int) else (day - date(1970, 1, 1)).days
    return book if number >= book.until else customer_book.known_on(book, number)
