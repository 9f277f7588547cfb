"""Which days a file is about when none of its columns says so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.importers.cells import EARLIEST
from core.importers.problems import UnreadableFile
from core.importers.recognition import Recognised
from core.terms import FileReason, FileWarning, Period, Record

_DAY: Final = re.compile(r"(?<!\d)(20\d{2})([-._/]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_FACTS: Final = frozenset({Record.STATISTIC, Record.AD_RESULT})


@dataclass(frozen=True, slots=True)
class Told:
    """The days a file is about, and where they were found.

    Attributes:
        period: the days; None where each row tells its own.
        in_name: whether the file's name holds the two ends of a period, so that no moment of
            the export is to be looked for in it.
        warnings: what the seller should know about it.
    """

    period: Period | None = None
    in_name: bool = False
    warnings: tuple[FileWarning, ...] = ()


def period_of(found: Recognised, name: str, given: Period | None, today: date) -> Told:
    """The days a file is about.

    What the seller says counts first, then the lines above the headings, then the file's name.

    Raises:
        UnreadableFile: it is a file of sums for a period, and nobody says for which.
    """
    if found.format.record not in _FACTS:
        return Told()
    in_name = _within([name], today)
    if "first_day" in found.places:
        return Told(in_name=in_name is not None)
    if (period := given or _within(found.above, today)) is not None:
        return Told(period, in_name is not None)
    if in_name is None:
        raise UnreadableFile(FileReason.PERIOD_NEEDED, format_id=found.format.id)
    return Told(in_name, in_name=True, warnings=(FileWarning.PERIOD_FROM_NAME,))


def _within(texts: Iterable[str], today: date) -> Period | None:
    """The period whose two ends stand in some texts."""
    days = [day for text in texts for day in map(_day, _DAY.finditer(text)) if day is not None]
    if len(days) < 2 or not EARLIEST <= days[0] <= days[1] <= today:  # noqa: PLR2004  (two ends)
        return None
    return Period(days[0], days[1])


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found.group(1)), int(found.group(3)), int(found.group(4)))
    except ValueError:
        return None
