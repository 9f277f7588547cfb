"""Who agreed to be written to: told by the seller, taken back by customers, never assumed.

Of whom nothing is written down nobody knows whether he agreed, and he is in no list of those who
did. Order files do not tell it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from core.services import kept_notes
from core.services.kept_notes import LONGEST, NoteProblem
from core.services.opening import OpenShop
from core.store import customers_consents as store
from core.store import identities, notes
from core.store.customer_tables import ConsentRow
from core.terms import seoul_day

YEARS: Final = 2
"""A consent has to be confirmed after so many years (정보통신망법 제50조 제8항)."""


class Kind(StrEnum):
    """To what somebody agreed."""

    MARKETING = "marketing"
    """Messages that advertise."""
    NIGHT = "night"
    """Such messages between nine in the evening and eight in the morning too."""


class Source(StrEnum):
    """Where it was said; anything else is kept in the seller's own words."""

    ORDER = "order"
    CHAT = "chat"
    PHONE = "phone"
    PAPER = "paper"
    FORM = "form"


class Standing(StrEnum):
    """How a consent stands on a day."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    TO_RENEW = "to_renew"
    """Given, but so long ago that it has to be confirmed before it is used."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Consent:
    """One thing a customer said.

    Attributes:
        key: whose.
        kind: to what.
        given_on: since when; of a refusal the day of it.
        source: where it was said: the value of a ``Source``, or other words.
        withdrawn_on: when it was taken back; None while it holds.
    """

    key: str
    kind: Kind
    given_on: date
    source: str
    withdrawn_on: date | None = None
    id: int | None = None
    version: int = 1

    @property
    def renew_by(self) -> date:
        """The first day on which it counts no more unless it was confirmed."""
        return renew_by(self.given_on)


@dataclass(frozen=True, slots=True)
class Told:
    """How one kind stands, and what was said last; None where nothing was."""

    standing: Standing
    last: Consent | None = None


def renew_by(given_on: date) -> date:
    """The day on which a consent of a day has to have been confirmed."""
    try:
        return given_on.replace(year=given_on.year + YEARS)
    except ValueError:  # the 29th of February
        return date(given_on.year + YEARS, 3, 1)


def consented(shop: OpenShop, day: date, kind: Kind = Kind.MARKETING) -> frozenset[str]:
    """The keys of all customers who may be written to on a day.

    Who has taken it back by then is not in it, nor who agreed so long ago that it has to be
    confirmed first (``to_renew``), nor anybody of whom nothing is known. Night takes both
    consents. Whoever was merged into another customer is that customer.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    found = _standing(shop, day, kind, Standing.GIVEN)
    return found & consented(shop, day) if kind is Kind.NIGHT else found


def to_renew(shop: OpenShop, day: date, kind: Kind = Kind.MARKETING) -> frozenset[str]:
    """The keys of all customers who agreed, but so long ago that they have to be asked again."""
    return _standing(shop, day, kind, Standing.TO_RENEW)


def withdrawn(shop: OpenShop, day: date, kind: Kind = Kind.MARKETING) -> frozenset[str]:
    """The keys of all customers who do not want to be written to."""
    return _standing(shop, day, kind, Standing.WITHDRAWN)


def listed(shop: OpenShop, keys: Collection[str]) -> list[Consent]:
    """What was written down of one customer, under all of his keys; the newest first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return [_read(row) for row in store.of(session, shop.id, keys)]


def told(some: Iterable[Consent], day: date) -> Mapping[Kind, Told]:
    """How each kind stands on a day, from what one customer said, the newest first."""
    by_kind: dict[Kind, list[Consent]] = {kind: [] for kind in Kind}
    for one in some:
        if one.given_on <= day:
            by_kind[one.kind].append(one)
    return {kind: _told(found, day) for kind, found in by_kind.items()}


def give(shop: OpenShop, one: Consent, now: datetime) -> Consent:
    """Write down that a customer agreed, or, with ``withdrawn_on`` of the same day, refused.

    Raises:
        core.services.kept_notes.NoteRefused: no source, too long, or a day to come; nothing was
            kept.
        core.store.StoreProblem: the store cannot be written.
    """
    source = one.source.strip()
    today = seoul_day(now)
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not source,
        NoteProblem.TOO_LONG: len(source) > LONGEST,
        NoteProblem.IN_FUTURE: one.given_on > today or (one.withdrawn_on or today) > today,
    })  # fmt: skip
    row = ConsentRow(
        shop_id=shop.id, id=0, buyer_key=one.key, kind=one.kind.value, given_on=one.given_on,
        source=source, withdrawn_on=one.withdrawn_on, created_at=now,
    )  # fmt: skip
    with shop.store.write() as session:
        return _read(notes.add(session, row))


def withdraw(shop: OpenShop, one: Consent, day: date, now: datetime) -> None:
    """Write down that a customer took it back; ``undo`` makes it hold again.

    Raises:
        core.services.kept_notes.NoteRefused: the day is one to come, or before it was given.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    kept_notes.refuse({
        NoteProblem.IN_FUTURE: day > seoul_day(now),
        NoteProblem.NUMBER: day < one.given_on,
    })  # fmt: skip
    kept_notes.change(shop, ConsentRow, one.id or 0, {"withdrawn_on": day}, now, one.version)


def delete(shop: OpenShop, one: Consent, now: datetime) -> None:
    """Throw away what was written down by mistake; ``undo`` brings it back."""
    kept_notes.delete(shop, ConsentRow, one.id or 0, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change."""
    kept_notes.undo(shop, ConsentRow, number, seen)


def standings(
    shop: OpenShop, day: date, kind: Kind = Kind.MARKETING
) -> Mapping[Standing, frozenset[str]]:
    """The keys of all customers who ever said something, by how it stands on a day.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = store.said(session, shop.id, kind.value, day)
        customers = identities.customers_of(session, shop.id, [one.key for one in found])
    # What was said under several keys of one customer counts as if said under one.
    said: dict[str, tuple[date, date | None]] = {}
    for one in found:
        key = customers[one.key]
        given, gone = said.get(key, (one.given_on, one.withdrawn_on))
        if key in said:
            both = [it for it in (gone, one.withdrawn_on) if it is not None]
            given, gone = max(given, one.given_on), max(both, default=None)
        said[key] = given, gone
    told: dict[Standing, set[str]] = {one: set() for one in Standing}
    days: dict[tuple[date, date | None], Standing] = {}
    for key, both_days in said.items():
        if both_days not in days:
            days[both_days] = _of(*both_days, day)
        told[days[both_days]].add(key)
    return {standing: frozenset(keys) for standing, keys in told.items()}


def _standing(shop: OpenShop, day: date, kind: Kind, wanted: Standing) -> frozenset[str]:
    return standings(shop, day, kind)[wanted]


def _told(some: list[Consent], day: date) -> Told:
    if not some:
        return Told(Standing.UNKNOWN)
    gone = [one.withdrawn_on for one in some if one.withdrawn_on and one.withdrawn_on <= day]
    given = max(one.given_on for one in some)
    standing = _of(given, max(gone, default=None), day)
    if standing is Standing.WITHDRAWN:
        last = next(one for one in some if one.withdrawn_on == max(gone))
    else:
        last = next(one for one in some if one.given_on == given)
    return Told(standing, last)


def _of(given: date, gone: date | None, day: date) -> Standing:
    # What was said on the day it was taken back is taken for taken back: that harms nobody.
    if gone is not None and gone >= given:
        return Standing.WITHDRAWN
    return Standing.GIVEN if renew_by(given) > day else Standing.TO_RENEW


def _read(row: ConsentRow) -> Consent:
    return Consent(
        row.buyer_key, Kind(row.kind), row.given_on, row.source, row.withdrawn_on, row.id,
        row.version,
    )  # fmt: skip
