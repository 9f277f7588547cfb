"""How old a file is whose name does not tell when it was exported."""

from datetime import date, datetime, time, timedelta
from typing import Final

from core.services.receipts import Contents
from core.terms import SEOUL, Record

PERIODS: Final = frozenset({Record.STATISTIC, Record.AD_RESULT})
"""Records of days that are downloaded again and again, a month, a week of it, a month."""

_LAST_SECOND: Final = time(23, 59, 59)


def age_of(contents: Contents, taken: date) -> datetime | None:
    """The moment by which a file of unknown age is compared with others.

    A workbook mostly knows when it was made. Of other files of days nobody does: they are as old
    as their taking, for people download a file to take it. Of those that are taken on one day the
    one that reaches furthest is the youngest.

    Args:
        contents: of the file.
        taken: the Seoul day on which it was taken first.
    """
    if contents.record not in PERIODS or contents.period is None or contents.as_of is None:
        return contents.as_of
    reach = datetime.combine(contents.period.last, _LAST_SECOND, SEOUL)
    if contents.as_of > reach:
        return contents.as_of
    ago = max((taken - contents.period.last).days, 0)
    return datetime.combine(taken, _LAST_SECOND, SEOUL) - timedelta(seconds=ago)
