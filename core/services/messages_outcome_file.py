"""Read the file in which a sending service says what became of messages.

It names people by telephone number and is read in memory; what is kept are counts, and what became
of whom as far as the list of the sending knows them.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Final

from core.importers.cells import squeezed
from core.importers.guards import LIMITS
from core.importers.identity import Identity
from core.importers.sheet import Sheet
from core.importers.uploads import open_upload
from core.services.copy_test_contacts import Columns, columns_of, phone
from core.services.copy_test_recipients import ListReason, ListRefused, RecipientList
from core.services.messages_outcome import Numbers, ResultFile
from core.services.messages_sends import Send
from core.services.opening import OpenShop
from core.services.reading import How, refusing
from core.services.receipts import Source
from core.store import customers
from core.store import message_results as store

FAILED, REACTED, LEFT = "failed", "reacted", "left"
"""What became of one person."""

ARRIVED: Final = "arrived"
"""A message came and nothing more is told; of that nothing is kept."""

_NO_HOW: Final = How()
_FIRST: Final = 20
"""So many rows are searched for the headings."""


def read(
    shop: OpenShop,
    send: Send,
    source: Source,
    how: How = _NO_HOW,
    contacts: RecipientList | None = None,
) -> ResultFile:
    """Read the file that a sending service gives of a sending.

    Args:
        shop: whose.
        send: which sending.
        source: the file.
        how: its password and sheet.
        contacts: the contact file of the list, which says whose a number is where the result
            file names nobody.

    Raises:
        core.services.receipts.Refused: it is no table, locked, damaged or dangerous.
        ListRefused: no column says what became of anything.
    """
    with refusing(source.name):
        upload = open_upload(source.name, source.content, password=how.password, limits=LIMITS)
        for sheet in sorted(upload.sheets, key=lambda one: one.hidden):
            if how.sheet not in {None, sheet.name}:
                continue
            found = _people(shop, send, sheet, contacts) or _sums(sheet)
            if found is not None:
                return found
    raise ListRefused(ListReason.NO_COLUMN)


class _Word(StrEnum):
    """What a heading or a cell of a result file tells."""

    STATE = "state"
    CLICKED = "clicked"
    OPENED = "opened"
    LEFT = "left"
    SENT = "sent"
    FAILED = "failed"
    ARRIVED = "arrived"
    BAD = "bad"
    GOOD = "good"
    NO = "no"
    TOTAL = "total"


@cache
def _words(which: _Word) -> frozenset[str]:
    """The usual words, as ``messages_outcome_words.csv`` has them."""
    told = files(__package__ or "").joinpath("messages_outcome_words.csv")
    with told.open(encoding="utf-8") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines) if row["what"] == which)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line says of one person; None where no column tells."""

    key: str | None
    failed: bool | None
    opened: bool | None
    reacted: bool | None
    left: bool | None

    @property
    def outcome(self) -> str:
        """What is kept of the person: having left goes before having reacted."""
        told = {FAILED: self.failed, LEFT: self.left, REACTED: self.reacted}
        return next((name for name, is_so in told.items() if is_so), "")


def _people(
    shop: OpenShop, send: Send, sheet: Sheet, contacts: RecipientList | None
) -> ResultFile | None:
    """A file with a line a person; None if it is none."""
    columns = columns_of(sheet)
    if columns is None or not columns.headings:
        return None
    names = [_said(one) for one in columns.headings]
    places = tuple(
        _place(names, some) for some in (_Word.STATE, _Word.OPENED, _Word.CLICKED, _Word.LEFT)
    )
    if all(one is None for one in places):
        return None
    whose = {} if contacts is None else _numbers(contacts)
    lines = [
        _line(shop, columns, [sheet.said(cell).strip() for cell in raw], places, whose)
        for line, raw in sheet.rows()
        if line > columns.line and any(raw) and not _is_total(map(sheet.said, raw))
    ]
    return _added(shop, send, lines)


def _line(
    shop: OpenShop,
    columns: Columns,
    cells: list[str],
    places: tuple[int | None, ...],
    whose: Mapping[str, str],
) -> _Line:
    state, opened, clicked, left = (_cell(cells, one) for one in places)
    name, number, account = (
        _cell(cells, one) or "" for one in (columns.name, columns.phone, columns.account)
    )
    digits = phone(number) or ""
    key = whose.get(digits) or Identity(shop.key).buyer(account, name, digits)
    return _Line(
        key, None if state is None else _has_failed(state), _is_yes(opened), _is_yes(clicked),
        _is_yes(left),
    )  # fmt: skip


def _added(shop: OpenShop, send: Send, lines: list[_Line]) -> ResultFile | None:
    if not lines:
        return None
    with shop.store.read() as session:
        there = store.customers(session, shop.id, send.number)
        told = customers.numbers(session, shop.id, {one.key for one in lines if one.key})
    became: dict[str, set[str]] = {}
    known = 0
    for one in lines:
        keys = there.get(told.get(one.key or "", 0), [])
        known += bool(keys)
        for key in keys:
            became.setdefault(key, set()).add(
                one.outcome or (ARRIVED if one.failed is False else "")
            )
    outcomes = {key: found for key, some in became.items() if (found := _last_word(some))}
    numbers = Numbers(
        sent=len(lines), failed=_count(one.failed for one in lines),
        opened=_count(one.opened for one in lines), reacted=_count(one.reacted for one in lines),
        left=_count(one.left for one in lines),
    )  # fmt: skip
    return ResultFile(numbers, len(lines), known, outcomes)


def _last_word(some: set[str]) -> str:
    """What became of somebody whom several lines name: a text that came after one that failed."""
    found = next((one for one in (LEFT, REACTED, ARRIVED, FAILED) if one in some), "")
    return "" if found == ARRIVED else found


def _sums(sheet: Sheet) -> ResultFile | None:
    """A file that only counts, with a line a day or a sending; None if it is none."""
    wanted = (
        _Word.SENT, _Word.FAILED, _Word.OPENED, _Word.CLICKED, _Word.LEFT, _Word.ARRIVED,
    )  # fmt: skip
    for line, cells in islice(sheet.rows(), _FIRST):
        names = [_said(sheet.said(cell)) for cell in cells]
        places = [_place(names, some) for some in wanted]
        if places[0] is None and places[5] is None:
            continue
        below = [[sheet.said(cell) for cell in raw] for at, raw in sheet.rows() if at > line]
        rows = [row for row in below if not _is_total(row)] or below
        sent, failed, opened, reacted, left, arrived = (_added_up(rows, one) for one in places)
        if sent is None and arrived is not None:
            sent = arrived + (failed or 0)
        if failed is None and sent is not None and arrived is not None:
            failed = max(0, sent - arrived)
        if sent is not None:
            return ResultFile(Numbers(sent, failed, opened, reacted, left))
    return None


def _added_up(rows: Iterable[list[str]], place: int | None) -> int | None:
    """The sum of a column; a line of totals that is not called so is not told apart."""
    said = [_whole(cell) for row in rows if (cell := _cell(row, place)) is not None]
    known = [one for one in said if one is not None]
    return sum(known) if known else None


def _is_total(row: Iterable[str]) -> bool:
    """Whether a line adds the others up."""
    return any(_said(cell) in _words(_Word.TOTAL) for cell in row)


_COUNTED: Final = re.compile(r"(\d[\d,]*)(?:\.0)?\D?")
"""A number, maybe with a word for pieces or people behind it."""


def _whole(cell: str) -> int | None:
    found = _COUNTED.fullmatch(squeezed(cell))
    return None if found is None else int(found[1].replace(",", ""))


def _numbers(contacts: RecipientList) -> dict[str, str]:
    """Whose a telephone number is, by the contact file."""
    told: dict[str, str] = {}
    for one in contacts.entries:
        for cell in one.cells:
            digits = phone(cell)
            if digits and one.buyer_key:
                told[digits] = one.buyer_key
    return told


def _has_failed(state: str) -> bool | None:
    """Whether a state says that it did not arrive; None where it says nothing that is known."""
    said = squeezed(state).casefold()
    if said in _words(_Word.NO) or any(word in said for word in _words(_Word.BAD)):
        return bool(said)
    return False if any(word in said for word in _words(_Word.GOOD)) else None


def _is_yes(cell: str | None) -> bool | None:
    return None if cell is None else squeezed(cell).casefold() not in _words(_Word.NO)


def _count(some: Iterable[bool | None]) -> int | None:
    """How many it is so of; None where no line tells."""
    known = [one for one in some if one is not None]
    return sum(known) if known else None


def _said(heading: str) -> str:
    return squeezed(heading).strip("'\"").casefold()


def _place(names: list[str], what: _Word) -> int | None:
    some = _words(what)
    return next((at for at, name in enumerate(names) if name in some), None)


def _cell(cells: list[str], at: int | None) -> str | None:
    return None if at is None or at >= len(cells) else cells[at]
