"""Read one cell of a statistic with care: days and ranges of days, hours, fractions, yes and no.

As in ``cells``: a value, None for a cell that says nothing, or ``CellError``.
"""

import calendar
import math
import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from core.importers import cells
from core.importers.cells import squeezed
from core.importers.problems import CellError, redacted
from core.terms import RowReason

DAY: Final = 86_400
SEOUL_SECONDS: Final = 9 * 3600
AHEAD: Final = timedelta(days=400)
"""So far ahead a day of payment or a deadline may lie."""

_EPOCH: Final = date(1970, 1, 1).toordinal()
_MONTH: Final = re.compile(r"(20\d{2})\s*[-./년]\s*(\d{1,2})\s*[./월]?")
_UNTIL: Final = re.compile(r"\s*[~∼〜]\s*|\s+-\s+")
_DECIMAL: Final = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?([eE][+-]?\d{1,3})?")
_HOUR: Final = re.compile(r"(\d{1,2})\s*(?:시)?(?::00)?(?:\s*[~-]\s*\d{1,2}\s*(?:시)?(?::00)?)?")
_LAST_HOUR: Final = 23
_DECEMBER: Final = 12

_YES: Final = frozenset({"y", "yes", "예", "있음", "true", "o", "답변완료", "완료", "노출", "전시",
                         "전시중", "1"})  # fmt: skip
_NO: Final = frozenset({"n", "no", "아니오", "아니요", "없음", "false", "x", "미답변", "답변대기",
                        "미완료", "숨김", "비노출", "미전시", "전시중지", "0"})  # fmt: skip


def first_day(cell: str, today: date) -> int | None:
    """The first day of a day, a month or a range A~B, as days since 1970.

    Raises:
        CellError: it is no day, lies in the future or too long ago.
    """
    span = _span(cell, today)
    return None if span is None else span[0]


def last_day(cell: str, today: date) -> int | None:
    """The last day of a day, a month or a range A~B; of one that still runs, today.

    Raises:
        CellError: as ``first_day``, or the range ends before it begins.
    """
    span = _span(cell, today)
    return None if span is None else span[1]


def day(cell: str, last: date) -> int | None:
    """One day up to ``last``, as days since 1970.

    Raises:
        CellError: it is no day, or lies outside of what can be.
    """
    seconds = cells.moment(cell, last)
    return None if seconds is None else (seconds + SEOUL_SECONDS) // DAY


def _span(cell: str, today: date) -> tuple[int, int] | None:
    said = unicodedata.normalize("NFKC", cell).strip()
    ends = _UNTIL.split(said)
    if len(ends) == 1:
        return _one(said, today)
    if len(ends) != 2:  # noqa: PLR2004  (from and until)
        raise CellError(RowReason.BAD_DATE)
    first, last = _one(ends[0], today), _one(ends[1], today + AHEAD)
    if first is None or last is None or last[1] < first[0]:
        raise CellError(RowReason.BAD_DATE)
    return first[0], min(last[1], number_of(today))


def _one(said: str, last: date) -> tuple[int, int] | None:
    if month := _MONTH.fullmatch(said):
        year, number = int(month.group(1)), int(month.group(2))
        if not 1 <= number <= _DECEMBER:
            raise CellError(RowReason.BAD_DATE)
        first = day(f"{year}-{number:02}-01", last)
        end = number_of(date(year, number, calendar.monthrange(year, number)[1]))
        return None if first is None else (first, min(end, number_of(last)))
    found = day(said, last)
    return None if found is None else (found, found)


def number_of(when: date) -> int:
    """A day as days since 1970."""
    return when.toordinal() - _EPOCH


def hour(cell: str) -> int | None:
    """The hour a stretch of the day begins with: 7, 07시, 07~08시, 07:00.

    Raises:
        CellError: it is none.
    """
    said = squeezed(unicodedata.normalize("NFKC", cell))
    if said in {"", "-"}:
        return None
    found = _HOUR.fullmatch(said)
    if found is None or int(found.group(1)) > _LAST_HOUR:
        raise CellError(RowReason.BAD_NUMBER)
    return int(found.group(1))


def decimal(cell: str) -> float | None:
    """A number that may have a fraction: 1,234.5 · 3.847587e+08 · ₩1,200.

    Raises:
        CellError: it is none.
    """
    size = cells.plain_number(cell)
    if size is None:
        return None
    said, sign = size
    found = _DECIMAL.fullmatch(said)
    if found is None:
        raise CellError(RowReason.BAD_NUMBER)
    value = float(said.replace(",", ""))
    if not math.isfinite(value) or value >= cells.LARGEST:
        raise CellError(RowReason.OUT_OF_RANGE)
    return sign * value


def yes(cell: str) -> int | None:
    """1 for yes or for the address of a picture, 0 for no; None for anything else."""
    said = squeezed(cell).casefold()
    if said in _YES or said.startswith(("http://", "https://", "//")):
        return 1
    return 0 if said in _NO else None


def free_text(cell: str) -> str | None:
    """What somebody wrote, without telephone numbers, addresses of mail and names.

    Raises:
        CellError: it is far longer than a cell can be, or an error of a spreadsheet.
    """
    said = cells.text(cell)
    return None if said is None or said == "-" else redacted(said)
