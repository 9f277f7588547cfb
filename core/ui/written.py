"""Numbers and days as a seller writes them, and lines pasted from a spreadsheet."""

import re
import unicodedata
from datetime import date
from typing import Final

_UNITS: Final = re.compile(r"(?:원|건|번|회|명|개|₩)")
_MAN: Final = 10_000
_EOK: Final = 100_000_000
_PLAIN: Final = re.compile(r"\d+|\d{1,3}(?:,\d{3})+")
_LARGE: Final = re.compile(r"(?:(?P<eok>\d[\d,]*)억)?(?:(?P<man>\d[\d,]*)만)?(?P<rest>\d[\d,]*)?")
_EMPTY: Final = frozenset({"", "-", "–", "모름"})

_DAY: Final = re.compile(
    r"(?P<year>20\d{2})\s*[-./년]\s*(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})\s*[일.]?"
    r"|(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})"
)
_NAMES: Final = (("year", "y"), ("month", "m"), ("day", "d"))
_SHORT_DAY: Final = re.compile(r"(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})\s*[일.]?")
_WEEKDAY: Final = re.compile(r"\([월화수목금토일]\)|\s\d{1,2}:\d{2}(?::\d{2})?$")


def number(text: str) -> int | None:
    """A whole number, with or without separators and unit: 3,840,000원, 384만, 1억 2,000만.

    None for an empty field; a leading minus is read, so that it can be answered.

    Raises:
        ValueError: it is no whole number, or it could be read in two ways.
    """
    # Raised and circled digits are not what was meant; made plain they would be.
    if any(unicodedata.category(letter) == "No" for letter in text):
        raise ValueError(text)
    said = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("−", "-")
    if said in _EMPTY:
        return None
    if said.startswith("-") and not said.startswith("--"):
        size = number(said[1:])
        return None if size is None else -size
    bare = _UNITS.sub("", said)
    if _PLAIN.fullmatch(bare):
        return int(bare.replace(",", ""))
    found = _LARGE.fullmatch(bare)
    if not bare or found is None:
        raise ValueError(text)
    return sum(
        _part(found[name]) * size for name, size in (("eok", _EOK), ("man", _MAN), ("rest", 1))
    )


def day(text: str, today: date) -> date:
    """A day with or without its year; without one the last such day that was.

    Raises:
        ValueError: there is no such day.
    """
    said = _WEEKDAY.sub("", unicodedata.normalize("NFKC", text).strip()).strip()
    if found := _DAY.fullmatch(said):
        return date(*(int(found[long] or found[short]) for long, short in _NAMES))
    if found := _SHORT_DAY.fullmatch(said):
        month, place = int(found["month"]), int(found["day"])
        this_year = date(today.year, month, place)
        return this_year if this_year <= today else date(today.year - 1, month, place)
    raise ValueError(text)


class Unclear(Exception):  # noqa: N818  (an answer, not a fault)
    """In a pasted line a comma may part two cells or belong to a number."""

    def __init__(self, line: int) -> None:
        """Name the line, from 1."""
        super().__init__(line)
        self.line = line


def lines(text: str) -> list[list[str]]:
    """The cells of pasted lines, parted by tabs, else by commas, else by blanks.

    Empty lines are stepped over.

    Raises:
        Unclear: a line can be read in two ways.
    """
    told = [line.strip("\r\n ") for line in text.splitlines() if line.strip()]
    return [_cells(line, place) for place, line in enumerate(told, start=1)]


def _cells(line: str, place: int) -> list[str]:
    within = re.search(r"\d,\d{3}(?!\d)", line)
    if "\t" in line:
        parts = line.split("\t")
    elif re.search(r",\s", line):
        parts = re.split(r",\s+", line)
    elif within and (line.count(",") > 1 or not re.search(r"\s", line)):
        raise Unclear(place)
    elif "," in line and not within:
        parts = line.split(",")
    else:
        parts = re.split(r"\s{2,}|(?<!\.)\s(?=[-\d])", line)
    return [part.strip() for part in parts]


def _part(digits: str | None) -> int:
    if not digits:
        return 0
    if not _PLAIN.fullmatch(digits):
        raise ValueError(digits)
    return int(digits.replace(",", ""))
