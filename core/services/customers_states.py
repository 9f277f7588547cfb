"""Where each customer stands: the rules as the seller has them, and the states they make."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

import pandas as pd

from core.analysis import customer_states as analysis
from core.analysis.customer_states import Rules, State
from core.services import customer_book
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.store import customer_rules as store
from core.store.notes import NoteChanged

__all__ = ["NoteChanged", "Rules", "State"]

LONGEST_GAP: Final = 730
MOST_PURCHASES: Final = 50
MOST_TOP: Final = 0.5


class _Name(StrEnum):
    GAP = "gap"
    REGULAR_FROM = "regular_from"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class OwnRules:
    """What the seller set herself; None where the rule is ours.

    Attributes:
        gap: days up to which a customer is not missed.
        regular_from: purchases that make a regular.
        top: the share of buyers, by what they spent, who are regulars after two.
        at: when it was changed last; None where nothing is kept.
    """

    gap: int | None = None
    regular_from: int | None = None
    top: float | None = None
    at: datetime | None = None

    def says(self, other: "OwnRules") -> bool:
        """Whether both set the same, whenever that was."""
        return replace(self, at=None) == replace(other, at=None)


class RuleRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """A number is impossible; nothing was kept."""


def rules(shop: OpenShop, book: CustomerBook) -> Rules:
    """What makes a state in this shop: what the seller set, else what her customers show.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    return with_own(shops_rules(book), own(shop))


def states(book: CustomerBook, rules: Rules, day: int) -> "pd.Series[int]":
    """The state of everybody who had bought by a day; the number of a ``State`` each.

    Args:
        book: who bought when.
        rules: what makes a state.
        day: the end of which day, as a day number; ``book.until`` for "now". Later days count as
            that one, because nobody knows who bought since.

    Returns:
        by the number of the buyer, in the order of ``known_on(book, day).customers``.
    """
    day = min(day, book.until)
    known = book if day == book.until else customer_book.known_on(book, day)
    return analysis.states(known.customers, day, rules)


def shops_rules(book: CustomerBook) -> Rules:
    """What makes a state until the seller says otherwise."""
    return analysis.rules_of(analysis.gaps_between(book.visits), book.days)


def with_own(found: Rules, own: OwnRules) -> Rules:
    """The rules with what the seller set in place of what was found."""
    if own.gap is not None:
        found = replace(found, gap=own.gap, is_own=False)
    if own.regular_from is not None:
        found = replace(found, regular_from=own.regular_from)
    return found if own.top is None else replace(found, top=own.top)


def own(shop: OpenShop) -> OwnRules:
    """What the seller set herself.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        kept = store.read(session, shop.id)
    return _own(kept)


def change(shop: OpenShop, wanted: OwnRules, now: datetime) -> OwnRules:
    """Set the rules; their ``at`` is what the seller saw. What they were before, to go back.

    What is None is ours again, so ``OwnRules(at=seen)`` goes back to our rules. Where they are
    already what is wanted nothing is written.

    Raises:
        RuleRefused: a number is impossible; nothing was changed.
        NoteChanged: they were changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    values = {
        _Name.GAP.value: wanted.gap,
        _Name.REGULAR_FROM.value: wanted.regular_from,
        _Name.TOP.value: wanted.top,
    }
    if not _is_possible(wanted):
        raise RuleRefused
    with shop.store.write() as session:
        store.alone(session, shop.id)
        before = _own(store.read(session, shop.id))
        if before.says(wanted):
            return before
        if before.at != wanted.at:
            raise NoteChanged
        store.replace(
            session, shop.id,
            {name: float(value) for name, value in values.items() if value is not None}, now,
        )  # fmt: skip
    return before


def _own(kept: dict[str, tuple[float, datetime]]) -> OwnRules:
    value = {name: kept[name][0] if name in kept else None for name in _Name}
    gap, regular = value[_Name.GAP], value[_Name.REGULAR_FROM]
    return OwnRules(
        None if gap is None else int(gap),
        None if regular is None else int(regular),
        value[_Name.TOP],
        max((at for _value, at in kept.values()), default=None),
    )


def _is_possible(wanted: OwnRules) -> bool:
    return (
        (wanted.gap is None or 1 <= wanted.gap <= LONGEST_GAP)
        and (wanted.regular_from is None
             or analysis.TOP_FROM <= wanted.regular_from <= MOST_PURCHASES)
        and (wanted.top is None or 0 <= wanted.top <= MOST_TOP)
    )  # fmt: skip
