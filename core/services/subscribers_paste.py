"""Numbers of a channel as they are copied from elsewhere: a line a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final

from core.importers.cells import moment, squeezed, whole
from core.importers.guards import LIMITS
from core.importers.problems import CellError
from core.importers.uploads import open_upload
from core.services import subscribers
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.reading import refusing
from core.services.subscribers import Count
from core.services.subscribers_words import Table, words
from core.terms import RowReason, seoul_day

MOST_LINES: Final = 1000
"""So many lines are read at once."""

_PASTED: Final = "pasted.txt"
_ORDER: Final = ("day", "total", "joined", "left")
"""What stands where without headings."""


class Wrong(StrEnum):
    """Why a line is not taken."""

    NO_DAY = "no_day"
    BAD_DAY = "bad_day"
    FUTURE = "future"
    NO_NUMBER = "no_number"
    BAD_NUMBER = "bad_number"
    TWICE = "twice"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is not taken: its number, why, and what stands there."""

    line: int
    why: Wrong
    said: str


@dataclass(slots=True)
class Pasted:
    """What copied lines tell, and the lines that tell nothing that can be taken."""

    counts: list[Count] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(block: str, today: date) -> Pasted:
    """What copied lines tell: the day, how many there were, who came and who went.

    Raises:
        core.services.receipts.Refused: it is no table.
    """
    found = Pasted()
    columns: Mapping[str, int] = {name: at for at, name in enumerate(_ORDER)}
    with refusing(_PASTED):
        content = block.strip().encode("utf-8", "replace")
        upload = open_upload(_PASTED, content, limits=LIMITS)
        for sheet in upload.sheets:
            for line, cells in sheet.rows():
                said = [sheet.said(cell).strip() for cell in cells]
                if not any(said):
                    continue
                if (headings := _headings(said)) is not None:
                    columns = headings
                    continue
                _add(found, line, said, columns, today)
    return found


def _headings(said: Sequence[str]) -> Mapping[str, int] | None:
    names = [squeezed(one).strip("'\"").casefold() for one in said]
    found = {
        name: names.index(heading)
        for name, headings in words(Table.COUNTS).items()
        if (heading := next((one for one in headings if one in names), None)) is not None
    }
    return found if "day" in found and len(found) > 1 else None


def _add(
    found: Pasted, line: int, said: Sequence[str], columns: Mapping[str, int], today: date
) -> None:
    told = {name: said[at] if at < len(said) else "" for name, at in columns.items()}
    one = _line(told, today)
    if isinstance(one, Wrong):
        found.faults.append(Fault(line, one, ", ".join(filter(None, said))))
    elif any(it.day == one.day for it in found.counts):
        found.faults.append(Fault(line, Wrong.TWICE, told["day"]))
    elif len(found.counts) >= MOST_LINES:
        found.faults.append(Fault(line, Wrong.TOO_MANY, told["day"]))
    else:
        found.counts.append(one)


def _line(told: Mapping[str, str], today: date) -> Count | Wrong:
    day = _day(told["day"], today)
    if isinstance(day, Wrong):
        return day
    try:
        total, joined, left = (whole(_bare(told.get(name, ""))) for name in _ORDER[1:])
        one = Count(day, total, joined, left)
        subscribers.check(one, today)
    except (CellError, NoteRefused) as error:
        is_empty = isinstance(error, NoteRefused) and error.problem is NoteProblem.NOTHING_SAID
        return Wrong.NO_NUMBER if is_empty else Wrong.BAD_NUMBER
    return one


def _bare(cell: str) -> str:
    """A number without the word for people behind it."""
    for unit in words(Table.UNITS)["people"]:
        cell = cell.removesuffix(unit).rstrip()
    return cell


def _day(cell: str, today: date) -> date | Wrong:
    try:
        at = moment(cell, today)
    except CellError as error:
        return Wrong.FUTURE if error.reason is RowReason.FUTURE_DATE else Wrong.BAD_DAY
    return Wrong.NO_DAY if at is None else seoul_day(datetime.fromtimestamp(at, UTC))
