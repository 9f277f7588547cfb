"""Read a list of recipients: who each line is, and which lines nobody can be told by.

The list lives only in memory. Out of it come keyed hashes, and lines to be given back.
"""

import hmac
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from core.importers.cells import squeezed, text
from core.importers.guards import LIMITS
from core.importers.identity import KEY_DIGITS, Identity
from core.importers.problems import CellError
from core.importers.sheet import Sheet
from core.importers.uploads import open_upload
from core.services.copy_test_contacts import (
    MAIL,
    MASK,
    By,
    Columns,
    account,
    agreed,
    columns_of,
    phone,
    refused,
    spelt,
)
from core.services.opening import OpenShop
from core.services.reading import How, refusing
from core.services.receipts import Issue, Source
from core.terms import RowReason, SkipReason

_NO_HOW: Final = How()


class ListReason(StrEnum):
    """Why a list, or a line of it, cannot be divided."""

    NO_COLUMN = "no_recipient_column"
    NOBODY = "nobody"
    BAD_PHONE = "bad_phone"
    BAD_MAIL = "bad_mail"
    BAD_ACCOUNT = "bad_account"
    """A spreadsheet has made a power of ten of the number of a member."""
    MASKED = "masked"
    MISSING = "missing_value"
    BAD_BYTES = "bad_bytes"
    NO_CONSENT = "no_consent"
    """The list says that nothing may be sent to this one."""


class ListRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was divided."""

    def __init__(self, reason: ListReason) -> None:
        """Keep the reason."""
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ListFault:
    """A line that is left out: where, and why. What stands there is personal and stays out."""

    line: int
    reason: ListReason


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list, once for each recipient."""

    key: str
    place: int
    cells: tuple[str, ...] = field(repr=False)
    buyer_key: str | None = None


@dataclass(frozen=True, slots=True)
class RecipientList:
    """A list as it was read. It lives only as long as somebody looks at it.

    Attributes:
        headings: its headings; empty if it has none.
        by: what tells recipients apart.
        entries: its lines, each recipient once, in its order.
        faults: lines that are left out.
        duplicates: lines of a recipient who stood there before.
        skipped: blank lines and repeated headings.
    """

    headings: tuple[str, ...]
    by: By
    entries: tuple[Entry, ...] = field(repr=False)
    faults: tuple[ListFault, ...] = ()
    duplicates: int = 0
    skipped: tuple[Issue, ...] = ()
    sheet: str = ""
    others: tuple[str, ...] = ()
    """Further sheets of the file that hold a list."""
    columns: Columns | None = None
    """Where things stand in its lines."""
    more: tuple[Entry, ...] = field(default=(), repr=False)
    """Lines of other buyers who are reached where one of ``entries`` is."""


def read(shop: OpenShop, source: Source, how: How = _NO_HOW) -> RecipientList:
    """A list in a CSV or Excel file, or one number or address a line.

    Raises:
        core.services.receipts.Refused: it is no table, locked, damaged or dangerous.
        ListRefused: no column tells recipients apart, or there is nobody.
    """
    with refusing(source.name):
        upload = open_upload(source.name, source.content, password=how.password, limits=LIMITS)
        tables = [
            (sheet, columns)
            for sheet in sorted(upload.sheets, key=lambda one: one.hidden)
            if (columns := columns_of(sheet)) is not None
        ]
        for sheet, columns in tables:
            if how.sheet in {None, sheet.name}:
                others = (it.name for it, _ in tables if it is not sheet and not it.hidden)
                return replace(
                    _Lines(shop, sheet, columns).read(), sheet=sheet.name, others=tuple(others)
                )
    raise ListRefused(ListReason.NO_COLUMN)


def pasted(shop: OpenShop, block: str) -> RecipientList:
    """The same of a pasted list."""
    content = block.strip().encode("utf-8", "replace")
    return read(shop, Source("pasted.txt", content))


@dataclass(slots=True)
class _Lines:
    """Reads the lines of a list."""

    shop: OpenShop
    sheet: Sheet
    columns: Columns
    entries: dict[str, Entry] = field(default_factory=dict)
    faults: list[ListFault] = field(default_factory=list)
    skipped: list[Issue] = field(default_factory=list)
    duplicates: int = 0
    barred: set[str] = field(default_factory=set)
    lines: dict[str, list[int]] = field(default_factory=dict)
    buyers: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def read(self) -> RecipientList:
        """All of them.

        Raises:
            ListRefused: there is nobody.
        """
        for line, raw in self.sheet.rows():
            if line > self.columns.line:
                self._line(line, raw)
        self._bar()
        if not self.entries:
            raise ListRefused(ListReason.NOBODY)
        everybody = enumerate(self.entries.values())
        return RecipientList(
            self.columns.headings, self.columns.by,
            tuple(replace(one, place=place) for place, one in everybody),
            tuple(self.faults), self.duplicates, tuple(self.skipped), columns=self.columns,
            more=tuple(self._more()),
        )  # fmt: skip

    def _more(self) -> Iterable[Entry]:
        """Of several buyers of one number the others, however the list is sorted."""
        for (key, buyer), cells in sorted(self.buyers.items()):
            kept = self.entries.get(key)
            if kept is not None and kept.buyer_key != buyer:
                yield Entry(key, kept.place, cells, buyer)

    def _line(self, line: int, raw: list[str]) -> None:
        try:
            cells = [text(self.sheet.decoded(cell)) or "" for cell in raw]
        except CellError as error:
            bad = error.reason is RowReason.BAD_BYTES
            self.faults.append(ListFault(line, ListReason.BAD_BYTES if bad else ListReason.MISSING))
            return
        cells += [""] * (len(self.columns.headings) - len(cells))
        if not any(cells):
            self.skipped.append(Issue(line, SkipReason.BLANK_ROW))
            return
        if self.columns.headings and tuple(cells) == self.columns.headings:
            self.skipped.append(Issue(line, SkipReason.REPEATED_HEADER))
            return
        found = self._who(cells)
        if isinstance(found, ListReason):
            self.faults.append(ListFault(line, found))
            return
        key = self._key(found[0])
        if self._may_be_sent(cells):
            self._take(cells, key, found[1])
            self.lines.setdefault(key, []).append(line)
        else:
            self.barred.add(key)
            self.faults.append(ListFault(line, ListReason.NO_CONSENT))

    def _who(self, cells: list[str]) -> tuple[str, str] | ListReason:
        """Who it is, and how to write it; or why nobody can tell."""
        said = self._cell(cells, self.columns.at) or ""
        if not said:
            return ListReason.MISSING
        if MASK.search(said):
            return ListReason.MASKED
        return _READERS[self.columns.by](said)

    def _may_be_sent(self, cells: list[str]) -> bool:
        columns = self.columns
        consent, refusal = self._cell(cells, columns.consent), self._cell(cells, columns.refusal)
        return (consent is None or agreed(consent)) and not refused(refusal or "")

    def _key(self, who: str) -> str:
        told = f"recipient\x1f{self.columns.by.value}\x1f{who}"
        key = hmac.digest(self.shop.key, told.encode("utf-8", "replace"), "sha256").hex()
        return key[:KEY_DIGITS]

    def _bar(self) -> None:
        """Leave out who refused on any line: the last word is not known, and no counts more."""
        for key in self.barred & self.entries.keys():
            del self.entries[key]
            lines = self.lines[key]
            self.duplicates -= len(lines) - 1
            self.faults += [ListFault(line, ListReason.NO_CONSENT) for line in lines]
        self.faults.sort(key=lambda one: one.line)

    def _take(self, cells: list[str], key: str, spelt: str) -> None:
        cells[self.columns.at] = spelt
        before, buyer = self.entries.get(key), self._buyer(cells)
        if buyer is not None:
            same = self.buyers.get((key, buyer), tuple(cells))
            self.buyers[key, buyer] = min(same, tuple(cells))
        if before is None:
            self.entries[key] = Entry(key, len(self.entries), tuple(cells), buyer)
            return
        self.duplicates += 1
        # Of several lines of one recipient the same one is kept, however the list is sorted.
        kept = min(before.cells, tuple(cells))
        self.entries[key] = Entry(key, before.place, kept, self._buyer(list(kept)))

    def _buyer(self, cells: list[str]) -> str | None:
        columns = self.columns
        account, name, number = (
            self._cell(cells, at) or "" for at in (columns.account, columns.name, columns.phone)
        )
        return Identity(self.shop.key).buyer(account, name, phone(number) or "")

    def _cell(self, cells: list[str], at: int | None) -> str | None:
        return None if at is None or at >= len(cells) else cells[at]


def _phone(said: str) -> tuple[str, str] | ListReason:
    number = phone(said)
    return ListReason.BAD_PHONE if number is None else (number, spelt(number))


def _mail(said: str) -> tuple[str, str] | ListReason:
    mail = squeezed(unicodedata.normalize("NFKC", said))
    return (mail.casefold(), said) if MAIL.fullmatch(said) else ListReason.BAD_MAIL


def _account(said: str) -> tuple[str, str] | ListReason:
    try:
        name = account(said)
    except CellError:
        return ListReason.BAD_ACCOUNT
    return ListReason.MISSING if name is None else (squeezed(name).casefold(), said)


_READERS: Final[Mapping[By, Callable[[str], tuple[str, str] | ListReason]]] = {
    By.PHONE: _phone, By.MAIL: _mail, By.ACCOUNT: _account,
}  # fmt: skip
