"""Read one cell at a time, carefully: what it says, or why it cannot be read.

Each reader takes the text of a cell and gives a value, None for a cell that says nothing, or
raises ``CellError``. They look at the cells that the fast ways of ``columns`` did not take.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final

from core.importers.problems import CellError
from core.terms import SEOUL, RowReason

EARLIEST: Final = date(2012, 1, 1)
"""Older orders are typing errors: SmartStore's forerunner opened in 2012."""
LARGEST: Final = 1_000_000_000_000
"""No amount of won and no count is as large as this."""
LONGEST: Final = 32_767
"""So many characters fit into a cell of a workbook; more is no cell of an export."""

_NOTHING: Final = frozenset({"", "-", "–", "—", "n/a", "na", "nan", "nat", "null", "none", "없음"})
_ERRORS: Final = re.compile(r"#(VALUE|REF|NAME|DIV/0|N/A|NUM|NULL|SPILL|CALC)[!?]?", re.IGNORECASE)
_CONTROLS: Final = dict.fromkeys((*range(9), *range(14, 32)))
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
UNCOUNTED: Final = "="
"""What stands for a formula of which the workbook does not know the result."""
_LONGEST_NUMBER: Final = 40
_LONGEST_CODE: Final = 100
_WRAPPED: Final = re.compile(r'^=?"(.*)"$', re.DOTALL)

_CURRENCY: Final = re.compile(r"^[₩￦\\]|원$|krw", re.IGNORECASE)
_PLAIN: Final = re.compile(r"\d+")
_GROUPED: Final = re.compile(r"\d{1,3}(,\d{3})+")
_POINT_ZERO: Final = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)\.0+")
_FRACTION: Final = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)\.\d+")
_AMBIGUOUS: Final = re.compile(r"\d{1,3}\.\d{3}(\.\d{3})*|\d+(\.\d+)+,\d+|\d+[.,][\d.,]*")
_POWER: Final = re.compile(r"(\d+)(?:\.(\d+))?[eE]\+?(\d{1,3})")
_BROKEN_ID: Final = re.compile(r"\d(\.\d+)?[eE]\+?\d+")


def squeezed(text: str) -> str:
    """The text without white space and invisible characters, composed."""
    if text.isascii():
        return "".join(text.split())
    return "".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def text(cell: str) -> str | None:
    """What a cell says, composed and trimmed; letters are never lost.

    Raises:
        CellError: it is far longer than a cell can be, or an error of a spreadsheet.
    """
    said = unicodedata.normalize("NFC", cell.translate(_CONTROLS)).strip(" \t\r\n\u00a0\ufeff")
    if len(said) > LONGEST:
        raise CellError(RowReason.FIELD_TOO_LONG)
    _refuse_errors(said)
    return said or None


def identifier(cell: str) -> str | None:
    """A number that is a name: digits stay as they are, wrappings go.

    Raises:
        CellError: a spreadsheet has turned it into a power of ten, or it is no number.
    """
    said = _unwrapped(cell)
    if said.lower() in _NOTHING:
        return None
    _refuse_errors(said)
    if _BROKEN_ID.fullmatch(said) or len(said) > _LONGEST_CODE:
        raise CellError(RowReason.CORRUPT_ID)
    return said[:-2] if re.fullmatch(r"\d+\.0", said) else said


def line_number(cell: str) -> str | None:
    """An identifier of an order or of one line of it; it has at least one digit.

    Raises:
        CellError: it is destroyed or no number at all.
    """
    said = identifier(cell)
    if said is not None and (len(said) > 40 or not any(letter.isdecimal() for letter in said)):  # noqa: PLR2004
        raise CellError(RowReason.CORRUPT_ID)
    return said


def code(cell: str) -> str | None:
    """A code of the seller's own; leading noughts and 1E5 stay as they are.

    Raises:
        CellError: it is an error of a spreadsheet.
    """
    said = _unwrapped(cell)
    _refuse_errors(said)
    return said[:_LONGEST_CODE] or None


def whole(cell: str) -> int | None:
    """A whole number: 12,900 · 12,900원 · ₩12,900 · 12900.00 · (1,234) · △1,234.

    Raises:
        CellError: it is no number, or nobody can tell which.
    """
    found = plain_number(cell)
    return None if found is None else found[1] * _size(found[0])


def plain_number(cell: str) -> tuple[str, int] | None:
    """The digits of a number without signs of money, and its sign; None for no number at all.

    Raises:
        CellError: it is an error of a spreadsheet, or has digits nobody calculates with.
    """
    said = _unwrapped(cell)
    if any(unicodedata.category(letter) == "No" for letter in said):
        raise CellError(RowReason.BAD_NUMBER)
    said = squeezed(unicodedata.normalize("NFKC", said))
    _refuse_errors(said)
    if said.lower() in _NOTHING:
        return None
    size, sign = _signed(said)
    return _CURRENCY.sub("", _CURRENCY.sub("", size)), sign


def _refuse_errors(said: str) -> None:
    if said == UNCOUNTED:
        raise CellError(RowReason.FORMULA_WITHOUT_VALUE)
    if _ERRORS.fullmatch(said):
        raise CellError(RowReason.ERROR_CELL)


def _signed(said: str) -> tuple[str, int]:
    if said.startswith("(") and said.endswith(")"):
        return said[1:-1], -1
    for mark in ("-", "−", "△", "▲", "▵"):
        if said.startswith(mark):
            return said[1:], -1
    stripped = _CURRENCY.sub("", said)
    if stripped.startswith(("-", "−")):
        return stripped[1:], -1
    return said.removeprefix("+"), 1


def _size(said: str) -> int:
    if len(said) > _LONGEST_NUMBER:
        raise CellError(RowReason.BAD_NUMBER)
    if _PLAIN.fullmatch(said) and said.isascii():
        return _bounded(int(said))
    if _GROUPED.fullmatch(said):
        return _bounded(int(said.replace(",", "")))
    if point := _POINT_ZERO.fullmatch(said):
        if re.fullmatch(r"\d{1,3}\.000", said):
            raise CellError(RowReason.AMBIGUOUS_NUMBER)
        return _bounded(int(point.group(1).replace(",", "")))
    if power := _POWER.fullmatch(said):
        return _power(power)
    if _AMBIGUOUS.fullmatch(said):
        raise CellError(_why(said))
    raise CellError(RowReason.BAD_NUMBER)


def _why(said: str) -> RowReason:
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", said) or ("," in said and not _FRACTION.fullmatch(said)):
        return RowReason.AMBIGUOUS_NUMBER
    return RowReason.NON_INTEGER if _FRACTION.fullmatch(said) else RowReason.AMBIGUOUS_NUMBER


def _power(found: re.Match[str]) -> int:
    digits, rest, exponent = found.group(1), found.group(2) or "", int(found.group(3))
    if exponent > 15:  # noqa: PLR2004  (beyond any amount)
        raise CellError(RowReason.OUT_OF_RANGE)
    if len(rest) > exponent:
        raise CellError(RowReason.NON_INTEGER)
    return _bounded(int(digits + rest + "0" * (exponent - len(rest))))


def _bounded(size: int) -> int:
    if size >= LARGEST:
        raise CellError(RowReason.OUT_OF_RANGE)
    return size


_YMD: Final = re.compile(
    r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})(?:\s*[.일])?(?:\s?\([월화수목금토일](?:요일)?\))?"
)
_TWO_DIGIT_YEAR: Final = re.compile(r"(\d{2})[-./](\d{1,2})[-./](\d{1,2})\.?")
_COMPACT: Final = re.compile(r"(20\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
_FOREIGN: Final = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})\.?")
_CLOCK: Final = re.compile(
    r"(?P<before>오전|오후|am|pm)?\s*(?P<h>\d{1,2})\s*[:시]\s*(?:(?P<m>\d{1,2})\s*분?)?"
    r"(?:\s*:?\s*(?P<s>\d{1,2})(?:[.,]\d+)?\s*초?)?\s*(?P<after>오전|오후|am|pm)?"
    r"\s*(?P<zone>z|utc|gmt|kst|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_SERIAL: Final = re.compile(r"\d{5}(\.\d+)?")
_SERIAL_START: Final = datetime(1899, 12, 30)  # noqa: DTZ001  (wall time of a spreadsheet)
_AFTERNOON: Final = frozenset({"오후", "pm"})
_NOON: Final = 12


def moment(cell: str, today: date) -> int | None:
    """A moment as UTC seconds since 1970; without a zone it is Korean wall time.

    Raises:
        CellError: it is no date, could be two, lies in the future or too long ago.
    """
    said = " ".join(unicodedata.normalize("NFKC", _unwrapped(cell)).split())
    _refuse_errors(said)
    if said.lower() in _NOTHING:
        return None
    try:
        when = _wall(said)
    except (ValueError, OverflowError) as error:
        if isinstance(error, CellError):
            raise
        raise CellError(RowReason.BAD_DATE) from error
    local = when.astimezone(SEOUL)
    if local.date() > today:
        raise CellError(RowReason.FUTURE_DATE)
    if local.date() < EARLIEST:
        raise CellError(RowReason.TOO_OLD_DATE)
    return int(when.timestamp())


def _wall(said: str) -> datetime:
    if _SERIAL.fullmatch(said):
        return (_SERIAL_START + timedelta(seconds=round(float(said) * 86_400))).replace(
            tzinfo=SEOUL
        )
    if compact := _COMPACT.fullmatch(said):
        parts = [int(part or 0) for part in compact.groups()]
        return datetime(*parts, tzinfo=SEOUL)  # type: ignore[arg-type, misc]
    day, rest = _calendar_day(said)
    return _at_clock(day, rest.lstrip(" T,").lower())


def _calendar_day(said: str) -> tuple[date, str]:
    for pattern, read in (
        (_YMD, _plain_day),
        (_FOREIGN, _foreign_day),
        (_TWO_DIGIT_YEAR, _short_day),
    ):
        if found := pattern.match(said):
            rest = said[found.end() :]
            if rest and rest[0] not in " T,":
                continue
            return read(found), rest
    raise CellError(RowReason.BAD_DATE)


def _plain_day(found: re.Match[str]) -> date:
    year, month, day = map(int, found.groups())
    return date(year, month, day)


def _short_day(found: re.Match[str]) -> date:
    year, month, day = map(int, found.groups())
    if max(year, month, day) <= _NOON or (year <= 31 and day <= 31 and not year >= 20):  # noqa: PLR2004
        raise CellError(RowReason.AMBIGUOUS_DATE)
    return date(2000 + year, month, day)


def _foreign_day(found: re.Match[str]) -> date:
    first, second, year = map(int, found.groups())
    if first <= _NOON and second <= _NOON and first != second:
        raise CellError(RowReason.AMBIGUOUS_DATE)
    month, day = (second, first) if first > _NOON else (first, second)
    return date(year, month, day)


def _at_clock(day: date, said: str) -> datetime:
    if not said:
        return datetime(day.year, day.month, day.day, tzinfo=SEOUL)
    found = _CLOCK.fullmatch(said)
    if found is None:
        raise CellError(RowReason.BAD_DATE)
    hour, minute, second = (int(found[part] or 0) for part in ("h", "m", "s"))
    half = (found["before"] or found["after"] or "").lower()
    if half:
        if not 1 <= hour <= _NOON:
            raise CellError(RowReason.BAD_DATE)
        hour = hour % _NOON + (_NOON if half in _AFTERNOON else 0)
    zone = _zone(found["zone"])
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)


def _zone(said: str | None) -> tzinfo:
    if said is None or said == "kst":
        return SEOUL
    if said in {"z", "utc", "gmt"}:
        return UTC
    hours, minutes = int(said[1:3]), int(said[-2:])
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if said[0] == "-" else ahead)


def _unwrapped(cell: str) -> str:
    r"""The text inside ="…", after an apostrophe, between tabs and odd spaces."""
    said = _INVISIBLE.sub("", cell).strip(" \t\r\n\u00a0\u3000\0")
    if wrapped := _WRAPPED.match(said):
        said = wrapped.group(1).strip()
    return said.lstrip("'`\u2018\u2019").strip(" \t\u00a0")
