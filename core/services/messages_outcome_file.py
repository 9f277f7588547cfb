"""Read the file in which a sending service says what became of messages.

It names people by telephone number and is read in memory; what is kept are counts, and what became
of whom as far as the list of the sending knows them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from core.importers.cells import squeezed
from core.importers.guards import LIMITS
from core.importers.identity import Identity
from core.importers.sheet import Sheet
from core.importers.uploads import open_upload
from core.services import messages_outcome_codes as codes
from core.services.copy_test_consents import numbers
from core.services.copy_test_contacts import MASK, Columns, columns_of, phone
from core.services.copy_test_recipients import ListReason, ListRefused, RecipientList
from core.services.messages_outcome import Numbers, ResultFile
from core.services.messages_outcome_sums import sums
from core.services.messages_outcome_words import Word, is_total, place, words
from core.services.messages_outcome_words import cell as cell_of
from core.services.messages_outcome_words import said as heading
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
            found = _people(shop, send, sheet, contacts) or sums(sheet)
            if found is not None:
                return found
    raise ListRefused(ListReason.NO_COLUMN)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line says of one person; None where no column tells.

    Attributes:
        row: where it stands in the file.
        keys: whom it could mean.
        is_named: whether it says who it is, be it by the contact file.
        is_contact: whether the contact file has the number.
    """

    row: int
    keys: frozenset[str]
    is_named: bool
    is_contact: bool
    failed: bool | None
    opened: bool | None
    reacted: bool | None
    left: bool | None

    @property
    def outcome(self) -> str:
        """What is kept of the person: having left goes before having reacted."""
        told = {FAILED: self.failed, LEFT: self.left, REACTED: self.reacted}
        return next((name for name, is_so in told.items() if is_so), "")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the lines of a file with a line a person."""

    identity: Identity
    columns: Columns
    places: tuple[int | None, ...]
    whose: Mapping[str, frozenset[str]] | None
    meanings: Mapping[str, bool]
    is_told: bool
    """Whether every number is known by which it says what became of messages."""

    def line(self, row: int, cells: list[str]) -> _Line:
        """What one line says."""
        state, opened, clicked, left = (cell_of(cells, one) for one in self.places)
        columns = self.columns
        name, number, account = (
            cell_of(cells, one) or "" for one in (columns.name, columns.phone, columns.account)
        )
        digits = phone(number) or ""
        whose = (self.whose or {}).get(digits, frozenset())
        key = self.identity.buyer(account, name, digits)
        is_named = key is not None and not MASK.search(f"{name}{account}")
        return _Line(
            row, whose or frozenset({key} if key else ()), is_named or self.whose is not None,
            bool(whose), self._failed(state), _is_yes(opened), _is_yes(clicked), _is_yes(left),
        )  # fmt: skip

    def _failed(self, state: str | None) -> bool | None:
        if state is None or not codes.is_code(state):
            return None if state is None or not self.is_told else _has_failed(state)
        arrived = self.meanings.get(codes.code(state))
        return None if arrived is None or not self.is_told else not arrived


def _people(
    shop: OpenShop, send: Send, sheet: Sheet, contacts: RecipientList | None
) -> ResultFile | None:
    """A file with a line a person; None if it is none."""
    columns = columns_of(sheet)
    if columns is None or not columns.headings:
        return None
    names = [heading(one) for one in columns.headings]
    rows = [
        (line, [sheet.said(cell).strip() for cell in raw])
        for line, raw in sheet.rows()
        if line > columns.line and any(raw) and not is_total(map(sheet.said, raw))
    ]
    state = _state(names, rows)
    places = (
        state, *(place(names, some) for some in (Word.OPENED, Word.CLICKED, Word.LEFT)),
    )  # fmt: skip
    if all(one is None for one in places) or not rows:
        return None
    headings = codes.about(names)
    meanings = codes.meanings(shop, headings)
    said = Counter(
        codes.code(cell) for _line, cells in rows
        if (cell := cell_of(cells, state)) is not None and codes.is_code(cell)
    )  # fmt: skip
    unknown = {one: count for one, count in sorted(said.items()) if one not in meanings}
    reader = _Reader(
        Identity(shop.key), columns, places, None if contacts is None else numbers(contacts),
        meanings, not unknown,
    )  # fmt: skip
    found = _added(shop, send, [reader.line(line, cells) for line, cells in rows])
    return replace(found, codes=unknown, headings=headings)


def _state(names: list[str], rows: list[tuple[int, list[str]]]) -> int | None:
    """The column that says what became of messages: one of words rather than one of numbers."""
    some = [at for at, name in enumerate(names) if name in words(Word.STATE)]
    in_words = (
        at for at in some
        if not any(codes.is_code(cell_of(cells, at) or "") for _line, cells in rows)
    )  # fmt: skip
    return next(in_words, some[0] if some else None)


def _added(shop: OpenShop, send: Send, lines: list[_Line]) -> ResultFile:
    with shop.store.read() as session:
        there = store.customers(session, shop.id, send.number)
        told = customers.numbers(session, shop.id, {key for one in lines for key in one.keys})
    became: dict[str, set[str]] = {}
    known, strangers, counted = 0, list[int](), list[_Line]()
    for one in lines:
        found = {told[key] for key in one.keys if key in told}
        keys = [key for number in sorted(found) for key in there.get(number, [])]
        if there and not keys and _is_stranger(one, found):
            strangers.append(one.row)
            continue
        counted.append(one)
        known += bool(keys)
        for key in keys:
            became.setdefault(key, set()).add(
                one.outcome or (ARRIVED if one.failed is False else "")
            )
    outcomes = {key: last for key, some in became.items() if (last := _last_word(some))}
    return ResultFile(_totals(counted), len(lines), known, outcomes, strangers=tuple(strangers))


def _is_stranger(one: _Line, found: set[int]) -> bool:
    """Whether somebody who is not on the list is meant, and nobody on it could be.

    Of whom the contact file has the number, without being a customer, it says that he was sent it.
    """
    return bool(found) if one.is_contact else one.is_named


def _totals(lines: list[_Line]) -> Numbers:
    return Numbers(
        sent=len(lines) or None, failed=_count(one.failed for one in lines),
        opened=_count(one.opened for one in lines), reacted=_count(one.reacted for one in lines),
        left=_count(one.left for one in lines),
    )  # fmt: skip


def _last_word(some: set[str]) -> str:
    """What became of somebody whom several lines name: a text that came after one that failed."""
    found = next((one for one in (LEFT, REACTED, ARRIVED, FAILED) if one in some), "")
    return "" if found == ARRIVED else found


def _has_failed(state: str) -> bool | None:
    """Whether a state says that it did not arrive; None where it says nothing that is known."""
    said = squeezed(state).casefold()
    if said in words(Word.NO) or any(word in said for word in words(Word.BAD)):
        return bool(said)
    return False if any(word in said for word in words(Word.GOOD)) else None


def _is_yes(cell: str | None) -> bool | None:
    return None if cell is None else squeezed(cell).casefold() not in words(Word.NO)


def _count(some: Iterable[bool | None]) -> int | None:
    """How many it is so of; None where no line tells."""
    known = [one for one in some if one is not None]
    return sum(known) if known else None
