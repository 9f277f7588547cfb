"""Consents from a file or pasted lines: whose order or customer number, on which day, from where.

It is read and looked over first; what cannot be taken is told line by line, and nothing is kept
until all of the rest is.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from typing import Final

from sqlmodel import Session

from core.importers.cells import identifier, moment, squeezed
from core.importers.guards import LIMITS
from core.importers.problems import CellError
from core.importers.sheet import Sheet
from core.importers.uploads import open_upload
from core.services import subscribers_renewals as renewals
from core.services.customers_consent import Consent, Kind
from core.services.kept_notes import LONGEST
from core.services.opening import OpenShop
from core.services.reading import How, refusing
from core.services.receipts import Source as File
from core.services.subscribers_words import Table, words
from core.store import customers_one, identities, person
from core.store import subscribers as store
from core.terms import RowReason, seoul_day

MOST_ROWS: Final = 20_000
"""So many lines are taken at once."""

PASTED: Final = "pasted.txt"

_FIRST_ROWS: Final = 20
_NO_HOW: Final = How()
_KEY: Final = range(12, 33)
"""So many signs of the key of a customer tell whose it is."""


class Wrong(StrEnum):
    """Why a line is not taken."""

    NO_NUMBER = "no_number"
    BROKEN_NUMBER = "broken_number"
    UNKNOWN = "unknown"
    """No customer has that number; or had, and was deleted at the own wish."""
    SEVERAL = "several"
    NO_DAY = "no_day"
    BAD_DAY = "bad_day"
    FUTURE = "future"
    TOO_OLD = "too_old"
    NO_SOURCE = "no_source"
    LONG_SOURCE = "long_source"
    TWICE = "twice"
    """The same customer and day stand further up."""


class Refusal(StrEnum):
    """Why nothing of a file is read."""

    NO_COLUMNS = "no_columns"
    EMPTY = "empty"
    TOO_MANY = "too_many"


class ConsentsRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing of it can be taken."""

    def __init__(self, why: Refusal) -> None:
        """Keep the reason."""
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is not taken: its number, why, and what stands there."""

    line: int
    why: Wrong
    said: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file tells, before any of it is kept.

    Attributes:
        consents: what will be written down.
        faults: the lines that will not, in their order.
        known: how many are kept already as they are.
        over: how many of ``consents`` are two years old already.
        by_source: how many there are by source, the most first.
    """

    consents: tuple[Consent, ...]
    faults: tuple[Fault, ...]
    known: int
    over: int
    by_source: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Line:
    line: int
    number: str
    day: date
    source: str


@dataclass(slots=True)
class _Read:
    lines: list[_Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(  # noqa: PLR0913  (whose, what, to what, until when, and how it is read)
    shop: OpenShop, file: File, kind: Kind, today: date, *, usual: str = "", how: How = _NO_HOW
) -> Brought:
    """What a file tells.

    Args:
        shop: whose.
        file: the file.
        kind: to what they agreed.
        today: no later day can have been.
        usual: the source of lines that name none.
        how: its password and sheet.

    Raises:
        core.services.receipts.Refused: it is no table, locked, damaged or dangerous.
        ConsentsRefused: no table in it has the columns, or it has too many lines.
        core.store.StoreProblem: the store cannot be read.
    """
    with refusing(file.name):
        upload = open_upload(file.name, file.content, password=how.password, limits=LIMITS)
        for sheet in sorted(upload.sheets, key=lambda one: one.hidden):
            if how.sheet not in {None, sheet.name}:
                continue
            found = _sheet(sheet, today, usual.strip(), pasted=file.name == PASTED)
            if found is not None:
                return _matched(shop, found, kind, today)
    raise ConsentsRefused(Refusal.NO_COLUMNS)


def pasted(shop: OpenShop, block: str, kind: Kind, today: date, *, usual: str = "") -> Brought:
    """What pasted lines tell: number, day and source; raises as ``read`` does."""
    if not block.strip():
        raise ConsentsRefused(Refusal.EMPTY)
    content = block.strip().encode("utf-8", "replace")
    return read(shop, File(PASTED, content), kind, today, usual=usual)


def _sheet(sheet: Sheet, today: date, usual: str, *, pasted: bool) -> _Read | None:
    columns, begin = _columns(sheet, today, pasted=pasted)
    if columns is None:
        return None
    found = _Read()
    for line, cells in sheet.rows():
        if line <= begin or not any(sheet.said(cell).strip() for cell in cells):
            continue
        if len(found.lines) + len(found.faults) >= MOST_ROWS:
            raise ConsentsRefused(Refusal.TOO_MANY)
        # A database may refuse a text with the sign of number 0.
        said = [sheet.said(cell).replace("\0", "").strip() for cell in cells]
        told = {name: said[at] if at < len(said) else "" for name, at in columns.items()}
        one = _line(line, told, today, usual)
        if isinstance(one, Fault):
            found.faults.append(one)
        else:
            found.lines.append(one)
    if not found.lines and not found.faults:
        raise ConsentsRefused(Refusal.EMPTY)
    return found


def _columns(sheet: Sheet, today: date, *, pasted: bool) -> tuple[dict[str, int] | None, int]:
    """Where things stand, and in which line their headings do."""
    for line, cells in islice(sheet.rows(), _FIRST_ROWS):
        said = [squeezed(sheet.said(cell)).strip("'\"").casefold() for cell in cells]
        found = {
            name: said.index(heading)
            for name, headings in words(Table.CONSENTS).items()
            if (heading := next((one for one in headings if one in said), None)) is not None
        }
        if {"number", "day"} <= found.keys():
            return found, line
        if pasted and len(said) > 1 and _is_line(said, today):
            return {"number": 0, "day": 1, "source": 2}, line - 1
    return None, 0


def _is_line(said: Sequence[str], today: date) -> bool:
    """Whether a line without headings above it is one of a list: a number and a day."""
    has_digits = any(letter.isdecimal() for letter in said[0])
    return has_digits or not isinstance(_day(said[1], today), Wrong)


def _line(line: int, told: Mapping[str, str], today: date, usual: str) -> _Line | Fault:
    number, day = _number(told["number"]), _day(told["day"], today)
    source = told.get("source", "") or usual
    said = squeezed(source).casefold()
    source = next((name for name, some in words(Table.SOURCES).items() if said in some), source)
    if isinstance(number, Wrong):
        return Fault(line, number, told["number"])
    if isinstance(day, Wrong):
        return Fault(line, day, told["day"])
    if not source or len(source) > LONGEST:
        return Fault(line, Wrong.LONG_SOURCE if source else Wrong.NO_SOURCE, source or number)
    return _Line(line, number, day, source)


def _number(cell: str) -> str | Wrong:
    try:
        number = identifier(cell)
    except CellError:
        return Wrong.BROKEN_NUMBER
    return Wrong.NO_NUMBER if number is None else number.removeprefix("#")


_DAYS: Final = {
    RowReason.FUTURE_DATE: Wrong.FUTURE,
    RowReason.TOO_OLD_DATE: Wrong.TOO_OLD,
}


def _day(cell: str, today: date) -> date | Wrong:
    try:
        at = moment(cell, today)
    except CellError as error:
        return _DAYS.get(error.reason, Wrong.BAD_DAY)
    return Wrong.NO_DAY if at is None else seoul_day(datetime.fromtimestamp(at, UTC))


def _matched(shop: OpenShop, found: _Read, kind: Kind, today: date) -> Brought:
    """Whose each line is, and which are there already."""
    with shop.store.read() as session:
        whose = _whose(session, shop.id, {one.number for one in found.lines})
        consents, faults = _consents(found, whose, kind)
        is_there = renewals.known(session, shop.id, {one.key for one in consents}, kind)
        new = tuple(one for one in consents if not is_there(one))
    return Brought(
        new, tuple(sorted(faults, key=lambda one: one.line)), len(consents) - len(new),
        sum(one.renew_by <= today for one in new),
        tuple(Counter(one.source for one in new).most_common()),
    )  # fmt: skip


def _consents(
    found: _Read, whose: Mapping[str, frozenset[str]], kind: Kind
) -> tuple[list[Consent], list[Fault]]:
    consents, faults = list[Consent](), list(found.faults)
    seen: set[tuple[str, date]] = set()
    for one in found.lines:
        keys = whose.get(one.number, frozenset())
        if len(keys) != 1:
            why = Wrong.SEVERAL if keys else Wrong.UNKNOWN
            faults.append(Fault(one.line, why, one.number))
            continue
        (key,) = keys
        if (key, one.day) in seen:
            faults.append(Fault(one.line, Wrong.TWICE, one.number))
            continue
        seen.add((key, one.day))
        consents.append(Consent(key, kind, one.day, one.source))
    return consents, faults


def _whose(
    session: Session, shop_id: int, numbers: Collection[str]
) -> Mapping[str, frozenset[str]]:
    """The keys of the customers whom numbers mean: of an order, of a line, or of the customer."""
    told: dict[str, frozenset[str]] = {}
    for number, key in store.of_orders(session, shop_id, numbers):
        told[number] = told.get(number, frozenset()) | {key}
    rest = sorted(set(numbers) - told.keys())
    starts = {number: number.lower().removeprefix("g") for number in rest}
    named = {number: _starting(session, shop_id, start) for number, start in starts.items()}
    customers = identities.customers_of(session, shop_id, set().union(*named.values()))
    for number, keys in named.items():
        told[number] = frozenset(customers[key] for key in keys)
    gone = person.erased(session, shop_id)
    return {number: keys - gone for number, keys in told.items()}


def _starting(session: Session, shop_id: int, start: str) -> frozenset[str]:
    if len(start) not in _KEY or not set(start) <= set("0123456789abcdef"):
        return frozenset()
    return frozenset(one.key for one in customers_one.starting(session, shop_id, start))
