"""How lists of recipients name people and say what may be sent to them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final

from core.importers.cells import identifier, squeezed
from core.importers.sheet import Sheet

FIRST_ROWS: Final = 20
"""So many rows are searched for the headings."""


class By(StrEnum):
    """What tells recipients apart."""

    PHONE = "phone"
    MAIL = "mail"
    ACCOUNT = "account"


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
_REFUSAL: Final = ("수신거부", "수신거부여부", "수신거부일", "optout", "unsubscribed")
_AGREED: Final = frozenset({
    "y", "yes", "o", "○", "ㅇ", "v", "✓", "✔", "1", "true", "t", "예", "네", "동의", "동의함",
    "동의합니다", "수신", "수신동의", "수신함", "허용", "가능", "agree", "agreed", "optin",
    "subscribed",
})  # fmt: skip
"""What says that somebody agreed; whatever else stands there does not, and bars sending."""

_NOT_REFUSED: Final = frozenset({
    "", "n", "no", "x", "×", "0", "-", "false", "f", "아니오", "아니요", "아님", "미거부",
    "거부안함", "수신", "수신동의", "동의",
})  # fmt: skip
"""What says that somebody did not refuse."""

_DAY: Final = re.compile(r"((?:19|20)\d{2})[-./년]?(\d{1,2})[-./월]?(\d{1,2}).*")
MAIL: Final = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
MASK: Final = re.compile(r"[*＊●○]")
_LOCAL: Final = re.compile(r"01[016-9]\d{7,8}|0[2-9]\d{7,10}")
"""A number that can be dialled from anywhere in the country; those of companies (1588) are not."""
_MOBILE: Final = re.compile(r"(01\d)(\d{3,4})(\d{4})")


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
class Columns:
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


def at(headings: Iterable[str], by: By) -> int | None:
    """In which column of a list people are told apart that way; None in none."""
    names = [squeezed(one).strip("'\"").casefold() for one in headings]
    return _first(names, _HEADINGS[by])


def columns_of(sheet: Sheet) -> Columns | None:
    """Where things stand in a table; None if nobody could be told apart by it."""
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
                return Columns(line, tuple(said), by, at, name, phone_at, account, consent,
                                refusal)  # fmt: skip
        first = first or said
    return _without_headings(first)


def _without_headings(first: list[str]) -> Columns | None:
    for at, cell in enumerate(first):
        if (number := phone(cell)) is not None and _MOBILE.fullmatch(number):
            return Columns(0, (), By.PHONE, at)
        if MAIL.fullmatch(cell):
            return Columns(0, (), By.MAIL, at)
    return None


def _first(names: list[str], known: Iterable[str]) -> int | None:
    return next((names.index(one) for one in known if one in names), None)


def spelt(number: str) -> str:
    """A number as spreadsheets leave it alone: 010-1234-5678."""
    found = _MOBILE.fullmatch(number)
    return number if found is None else "-".join(found.groups())


def account(cell: str) -> str | None:
    """What a member is called; None if the cell says nothing.

    Raises:
        CellError: a spreadsheet has destroyed it.
    """
    return identifier(unicodedata.normalize("NFKC", cell))


def agreed(cell: str) -> bool:
    """Whether a cell of consent says that it was given: a word for yes, or the day it was."""
    said = squeezed(cell).casefold()
    return said in _AGREED or _DAY.fullmatch(said) is not None


def agreed_on(cell: str) -> date | None:
    """The day on which a cell of consent says that it was given; None where it tells none."""
    found = _DAY.fullmatch(squeezed(cell))
    try:
        return None if found is None else date(*map(int, found.groups()))
    except ValueError:
        return None


def refused(cell: str) -> bool:
    """Whether a cell of refusals says that there is one."""
    return squeezed(cell).casefold() not in _NOT_REFUSED
