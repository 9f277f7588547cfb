"""Which days a file is about when none of its columns says so."""

import itertools
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
_UNTIL: Final = frozenset({"~", "∼", "〜", "-", "–", ".~", ".-", "부터", "to"})
_BESIDE: Final = frozenset({"_", "", "__", ","})
"""What stands between the two ends of a period, and what may also part two other days."""
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
    in_name = _in_name(name, today)
    if "first_day" in found.places:
        return Told(in_name=in_name is not None)
    if (period := given or _above(found.above, today)) is not None:
        return Told(period, in_name is not None)
    if in_name is None:
        raise UnreadableFile(FileReason.PERIOD_NEEDED, format_id=found.format.id)
    return Told(in_name, in_name=True, warnings=(FileWarning.PERIOD_FROM_NAME,))


def _in_name(name: str, today: date) -> Period | None:
    """The period that a file's name tells, if it can mean only one.

    Its ends stand side by side; a third day is that of the download, or belongs to a shop's name.
    """
    found = list(_DAY.finditer(name))
    pairs = [
        (one, other, name[one.end() : other.start()].strip())
        for one, other in itertools.pairwise(found)
    ]
    periods = [
        (period, between in _UNTIL, one.group(2) == other.group(2))
        for one, other, between in pairs
        if between in {*_UNTIL, *_BESIDE} and (period := _period(_day(one), _day(other), today))
    ]
    for sure in (lambda it: it[1] and it[2], lambda it: it[2], lambda _: True):
        some = {it[0] for it in periods if sure(it)}
        if some:
            return some.pop() if len(some) == 1 else None
    return None


def _above(texts: Iterable[str], today: date) -> Period | None:
    """The period that the lines above the headings tell of."""
    days = [_day(found) for text in texts for found in _DAY.finditer(text)]
    return _period(days[0], days[1], today) if len(days) > 1 else None


def _period(first: date | None, last: date | None, today: date) -> Period | None:
    if first is None or last is None or not EARLIEST <= first <= last <= today:
        return None
    return Period(first, last)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found.group(1)), int(found.group(3)), int(found.group(4)))
    except ValueError:
        return None
