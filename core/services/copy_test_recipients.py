"""Read a list of recipients: who each line is, and which lines nobody can be told by.

The list lives only in memory. Out of it come keyed hashes, and lines to be given back.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Final

from core.importers.cells import squeezed, text
from core.importers.guards import LIMITS
from core.importers.identity import KEY_DIGITS, Identity
from core.importers.problems import CellError
from core.importers.sheet import Sheet
from core.importers.uploads import open_upload
from core.services.opening import OpenShop
from core.services.reading import How, refusing
from core.services.receipts import Issue, Source
from core.terms import RowReason, SkipReason

FIRST_ROWS: Final = 20
_NO_HOW: Final = How()


class By(StrEnum):
    """What tells recipients apart."""

    PHONE = "phone"
    MAIL = "mail"
    ACCOUNT = "account"


class ListReason(StrEnum):
    """Why a list, or a line of it, cannot be divided."""

    NO_COLUMN = "no_recipient_column"
    NOBODY = "nobody"
    BAD_PHONE = "bad_phone"
    BAD_MAIL = "bad_mail"
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


_HEADINGS: Final[Mapping[By, tuple[str, ...]]] = {
    By.PHONE: (
        "구매자연락처", "휴대폰번호", "휴대전화번호", "휴대폰", "휴대전화", "핸드폰번호",
        "핸드폰",
        "수신번호", "받는번호", "수신자번호", "전화번호", "연락처", "고객연락처",
        "수취인연락처1", "수취인연락처", "전화", "phone",
        "phonenumber", "mobile", "mobilenumber", "tel", "cell",
    ),
    By.MAIL: ("이메일", "이메일주소", "메일", "메일주소", "email", "e-mail", "mail"),
    By.ACCOUNT: (
        "구매자id", "구매자아이디", "회원번호", "회원아이디", "고객번호", "고객id", "고객아이디",
        "아이디", "id", "userid", "customerid", "memberid", "customer",
    ),
}  # fmt: skip
_NAMES: Final = (
    "구매자명",
    "고객명",
    "이름",
    "성명",
    "받는사람",
    "수신자명",
    "name",
    "customername",
)
_ACCOUNTS: Final = ("구매자id", "구매자아이디")
_CONSENT: Final = (
    "수신동의", "광고수신동의", "광고동의", "마케팅동의", "마케팅수신동의", "sms수신동의",
    "문자수신동의", "수신여부", "consent", "optin", "marketingconsent",
)  # fmt: skip
_REFUSAL: Final = ("수신거부", "수신거부여부", "optout", "unsubscribed")
_NO: Final = frozenset({
    "", "n", "no", "x", "×", "0",
    "false", "아니오", "아니요", "거부", "미동의", "비동의", "동의안함",
    "수신거부",
})  # fmt: skip
_MAIL: Final = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_MASK: Final = re.compile(r"[*＊●○]")
_LOCAL: Final = re.compile(r"0\d{8,11}")
_MOBILE: Final = re.compile(r"(01\d)(\d{3,4})(\d{4})")


def read(shop: OpenShop, source: Source, how: How = _NO_HOW) -> RecipientList:
    """A list in a CSV or Excel file, or one number or address a line.

    Raises:
        core.services.receipts.Refused: it is no table, locked, damaged or dangerous.
        ListRefused: no column tells recipients apart, or there is nobody.
    """
    with refusing(source.name):
        upload = open_upload(source.name, source.content, password=how.password, limits=LIMITS)
        for sheet in sorted(upload.sheets, key=lambda one: one.hidden):
            if how.sheet is None or sheet.name == how.sheet:
                columns = _columns(sheet)
                if columns is not None:
                    return _Lines(shop, sheet, columns).read()
    raise ListRefused(ListReason.NO_COLUMN)


def pasted(shop: OpenShop, block: str) -> RecipientList:
    """The same of a pasted list."""
    content = block.strip().encode("utf-8", "replace")
    return read(shop, Source("pasted.txt", content))


def phone(cell: str) -> str | None:
    """A telephone number as digits, however it was written; None if it is none.

    Signs in between, +82 and the nought that a spreadsheet has dropped make no difference.
    """
    said = unicodedata.normalize("NFKC", cell).strip()
    if re.search(r"[A-Za-z가-힣]", said):
        return None
    digits = re.sub(r"\D", "", said.removesuffix(".0"))
    digits = re.sub(r"^(?:0082|82)(?=0?[1-9])", "", digits)
    if not digits.startswith("0"):
        digits = f"0{digits}"
    return digits if _LOCAL.fullmatch(digits) else None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a list; the line of its headings is 0 if it has none."""

    line: int
    headings: tuple[str, ...]
    by: By
    at: int
    name: int | None = None
    phone: int | None = None
    account: int | None = None
    consent: int | None = None
    refusal: int | None = None


def _columns(sheet: Sheet) -> _Columns | None:
    first: list[str] = []
    for line, cells in islice(sheet.rows(), FIRST_ROWS):
        said = [sheet.said(cell).strip() for cell in cells]
        names = [squeezed(cell).strip("'\"").casefold() for cell in said]
        for by, known in _HEADINGS.items():
            at = _first(names, known)
            if at is not None:
                phone_at = _first(names, _HEADINGS[By.PHONE])
                more = (_first(names, some) for some in (_NAMES, _ACCOUNTS, _CONSENT, _REFUSAL))
                name, account, consent, refusal = more
                return _Columns(line, tuple(said), by, at, name, phone_at, account, consent,
                                refusal)  # fmt: skip
        first = first or said
    return _without_headings(first)


def _without_headings(first: list[str]) -> _Columns | None:
    for at, cell in enumerate(first):
        if (number := phone(cell)) is not None and _MOBILE.fullmatch(number):
            return _Columns(0, (), By.PHONE, at)
        if _MAIL.fullmatch(cell):
            return _Columns(0, (), By.MAIL, at)
    return None


def _first(names: list[str], known: Iterable[str]) -> int | None:
    return next((names.index(one) for one in known if one in names), None)


@dataclass(slots=True)
class _Lines:
    """Reads the lines of a list."""

    shop: OpenShop
    sheet: Sheet
    columns: _Columns
    entries: dict[str, Entry] = field(default_factory=dict)
    faults: list[ListFault] = field(default_factory=list)
    skipped: list[Issue] = field(default_factory=list)
    duplicates: int = 0

    def read(self) -> RecipientList:
        """All of them.

        Raises:
            ListRefused: there is nobody.
        """
        for line, raw in self.sheet.rows():
            if line > self.columns.line:
                self._line(line, raw)
        if not self.entries:
            raise ListRefused(ListReason.NOBODY)
        return RecipientList(
            self.columns.headings, self.columns.by, tuple(self.entries.values()),
            tuple(self.faults), self.duplicates, tuple(self.skipped),
        )  # fmt: skip

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
        else:
            self._take(cells, *found)

    def _who(self, cells: list[str]) -> tuple[str, str] | ListReason:
        """Who it is, and how to write it; or why nobody can tell."""
        said = self._cell(cells, self.columns.at) or ""
        why = {
            ListReason.MISSING: not said,
            ListReason.MASKED: bool(_MASK.search(said)),
            ListReason.NO_CONSENT: not self._may_be_sent(cells),
            ListReason.BAD_PHONE: self.columns.by is By.PHONE and phone(said) is None,
            ListReason.BAD_MAIL: self.columns.by is By.MAIL and not _MAIL.fullmatch(said),
        }
        for reason, applies in why.items():
            if applies:
                return reason
        if self.columns.by is By.PHONE:
            number = phone(said) or ""
            return number, _spelt(number)
        return squeezed(unicodedata.normalize("NFKC", said)).casefold(), said

    def _may_be_sent(self, cells: list[str]) -> bool:
        consent, refusal = (
            self._cell(cells, self.columns.consent),
            self._cell(cells, self.columns.refusal),
        )
        agreed = consent is None or squeezed(consent).casefold() not in _NO
        refused = refusal is not None and squeezed(refusal).casefold() not in _NO
        return agreed and not refused

    def _take(self, cells: list[str], who: str, spelt: str) -> None:
        cells[self.columns.at] = spelt
        told = f"recipient\x1f{self.columns.by.value}\x1f{who}"
        key = hmac.digest(self.shop.key, told.encode("utf-8", "replace"), "sha256").hex()
        key = key[:KEY_DIGITS]
        before = self.entries.get(key)
        if before is None:
            place = len(self.entries)
            self.entries[key] = Entry(key, place, tuple(cells), self._buyer(cells))
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


def _spelt(number: str) -> str:
    """A number as spreadsheets leave it alone: 010-1234-5678."""
    found = _MOBILE.fullmatch(number)
    return number if found is None else "-".join(found.groups())
