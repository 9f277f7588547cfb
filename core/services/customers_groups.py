"""Groups of customers: kept by name as a rule, and who they are on any day."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

import numpy as np
import numpy.typing as npt
from sqlmodel import Session

from core.analysis import customer_groups as analysis
from core.analysis.customer_groups import Figures
from core.services import customer_book, customers_list, kept_notes
from core.services.customer_book import CustomerBook
from core.services.customers_groups_facts import facts, known_on
from core.services.customers_groups_source import Source, Stored
from core.services.kept_notes import NoteProblem
from core.services.opening import OpenShop
from core.store import customer_groups as store
from core.store import notes
from core.store.customer_tables import CustomerGroupRow
from core.store.moments import day_number, day_of
from core.store.notes import NoteChanged, NoteGone
from core.terms import customer_group_text
from core.terms.customer_groups import Rule, RuleFault, RuleRefused

__all__ = [
    "Figures", "Group", "Members", "NoteChanged", "NoteGone", "RuleFault", "RuleRefused",
]  # fmt: skip

LONGEST: Final = 60
"""So many characters a name may have."""

WITHIN: Final = 90
"""Within so many days of the first purchase a second one counts."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group that is kept.

    Attributes:
        name: what it is called.
        rule: who belongs to it; None where what is kept is no rule (``fault`` says why).
        text: the rule as it is kept.
        fault: what is wrong with it.
        undoable: how many changes of it can be taken back.
    """

    name: str
    rule: Rule | None
    text: str
    fault: RuleFault | None = None
    id: int | None = None
    version: int = 1
    undoable: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """Who meets a rule on a day.

    Attributes:
        book: who bought when, as it was known at the end of that day.
        day: the day; the last one of the files where a later one was asked for.
        mask: of each customer of the book whether he belongs to the group.
        buyers: the numbers of those who do: who spent most first, then who bought last.
    """

    book: CustomerBook = field(repr=False)
    day: date
    mask: npt.NDArray[np.bool_] = field(repr=False)
    buyers: npt.NDArray[np.int64] = field(repr=False)

    def figures(self) -> Figures:
        """The group in numbers."""
        known = self.book
        return analysis.figures(known.customers, known.visits, self.mask, known.watched, WITHIN)


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Group]:
    """All groups, the newest first; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, CustomerGroupRow, shop.id, deleted=deleted)
        undoable = notes.changed(session, shop.id, CustomerGroupRow)
        return [_read(row, undoable.get(row.id, 0)) for row in rows]


def find(shop: OpenShop, number: int) -> Group:
    """A group by its number.

    Raises:
        NoteGone: there is none, or it was thrown away.
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        row = notes.find(session, CustomerGroupRow, shop.id, number)
        if row.deleted_at is not None:
            raise NoteGone(number)
        return _read(row)


def add(shop: OpenShop, name: str, rule: Rule, now: datetime) -> Group:
    """Keep a rule under a name.

    Raises:
        core.services.kept_notes.NoteRefused: the name says nothing or too much, or is taken.
        core.store.StoreProblem: the store cannot be written.
    """
    row = CustomerGroupRow(
        shop_id=shop.id, id=0, name=_name(name), rule=customer_group_text.written(rule),
        created_at=now,
    )  # fmt: skip
    with shop.store.write() as session:
        _refuse_taken(session, shop.id, row.name)
        return _read(notes.add(session, row))


def change(shop: OpenShop, one: Group, name: str, rule: Rule, now: datetime) -> Group:
    """Change the name and the rule of a group; what they were can be brought back.

    Raises:
        core.services.kept_notes.NoteRefused: the name says nothing or too much, or is taken.
        NoteChanged: it was changed elsewhere since it was read; nothing was changed.
        NoteGone: it is not there.
        core.store.StoreProblem: the store cannot be written.
    """
    wanted = {"name": _name(name), "rule": customer_group_text.written(rule)}
    with shop.store.write() as session:
        row = notes.find(session, CustomerGroupRow, shop.id, one.id or 0)
        _refuse_taken(session, shop.id, wanted["name"], row.id)
        return _read(notes.change(session, row, wanted, now, one.version))


def copy(shop: OpenShop, one: Group, name: str, now: datetime) -> Group:
    """Keep what a group asks for under another name as well.

    Raises:
        RuleRefused: what is kept is no rule.
        core.services.kept_notes.NoteRefused: the name says nothing or too much, or is taken.
        core.store.StoreProblem: the store cannot be written.
    """
    return add(shop, name, customer_group_text.read(one.text), now)


def delete(shop: OpenShop, one: Group, now: datetime) -> None:
    """Throw a group away; ``undo`` brings it back. Nothing happens to its customers."""
    kept_notes.delete(shop, CustomerGroupRow, one.id or 0, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a group."""
    kept_notes.undo(shop, CustomerGroupRow, number, seen)


def members(
    shop: OpenShop,
    number: int,
    day: date,
    *,
    book: CustomerBook | None = None,
    source: Source | None = None,
) -> Members | None:
    """Who belongs to a group on a day.

    Only purchases up to that day count, so the same day tells the same customers again, whatever
    they have bought since. Consents count as they were on that day as well; what the seller says
    of interests, personas and rules, and files that tell other lines of earlier days, as now.

    Args:
        shop: whose.
        number: which group.
        day: on which day; after the last one of the files nobody knows who bought, so that one.
        book: who bought when, where it is read already.
        source: what was bought, where it is kept already.

    Returns:
        None without order files, or where they begin later.

    Raises:
        NoteGone: there is no such group.
        RuleRefused: what is kept is no rule.
        core.store.StoreProblem: the store cannot be read.
    """
    rule = customer_group_text.read(find(shop, number).text)
    book = book or customer_book.read(shop)
    return None if book is None else who(shop, book, rule, day, source)


def who(
    shop: OpenShop, book: CustomerBook, rule: Rule, day: date, source: Source | None = None
) -> Members | None:
    """Who meets a rule on a day (``members``)."""
    if day_number(day) < book.since:
        return None
    known = known_on(book, day)
    at = min(day_number(day), book.until)
    found = facts(shop, known, rule, at, source or Stored(shop))
    mask = analysis.members(rule, found)
    everybody = known.customers.index.to_numpy(np.int64)
    mask &= np.isin(everybody, customers_list.present(shop, everybody))
    some = known.customers[mask]
    # Of whom no amount is known come last, which is what sorting does with NaN.
    order = np.lexsort((-some["last"].to_numpy(), -known.spent[mask].to_numpy()))
    return Members(known, day_of(at), mask, some.index.to_numpy(np.int64)[order])


def keys(shop: OpenShop, some: Members) -> list[str]:
    """The durable keys of the members, in their order.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    buyers = some.buyers.tolist()
    with shop.store.read() as session:
        known = store.keys(session, shop.id, buyers)
    return [known[one] for one in buyers if one in known]


def _name(name: str) -> str:
    said = " ".join(name.split())
    kept_notes.refuse(
        {NoteProblem.NOTHING_SAID: not said, NoteProblem.TOO_LONG: len(said) > LONGEST}
    )
    return said


def _refuse_taken(session: Session, shop_id: int, name: str, but: int | None = None) -> None:
    """Refuse the name of another group; one that was thrown away has none."""
    others = notes.listed(session, CustomerGroupRow, shop_id)
    taken = {it.name.casefold() for it in others if it.id != but}
    kept_notes.refuse({NoteProblem.NAME_TAKEN: name.casefold() in taken})


def _read(row: CustomerGroupRow, undoable: int = 0) -> Group:
    rule, fault = None, None
    try:
        rule = customer_group_text.read(row.rule)
    except RuleRefused as refused:
        fault = refused.fault
    return Group(row.name, rule, row.rule, fault, row.id, row.version, undoable)
