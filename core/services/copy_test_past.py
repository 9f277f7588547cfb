"""Results of earlier tests and of other media, as a file or a pasted table tells them."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from core.services import copy_test_sheets as sheets
from core.services.copy_test_brought import Past
from core.services.copy_test_headings import Asked
from core.services.copy_test_possible import count_of, faults_of
from core.services.copy_test_told import (
    EVERY,
    CountFault,
    CountReason,
    CountSheet,
    CountsRefused,
    Told,
)
from core.services.reading import How
from core.services.receipts import Issue, Source
from core.terms import FileWarning
from core.terms.copy_tests import PAST_LETTERS, CountSource, Version

__all__ = ["Asked", "CountFault", "CountReason", "CountsRefused", "Past", "Pasts"]

_NO_HOW: Final = How()


@dataclass(frozen=True, slots=True)
class Pasts:
    """Results from elsewhere that a file tells, and the lines of those that cannot be taken."""

    tests: tuple[Past, ...]
    faults: tuple[CountFault, ...] = ()
    skipped: tuple[Issue, ...] = ()
    warnings: tuple[FileWarning, ...] = ()
    sheet: str = ""
    others: tuple[str, ...] = ()


def past_from(
    source: Source, asked: Asked, today: date, how: How = _NO_HOW, from_where: str = ""
) -> Pasts:
    """Results of earlier tests in a file: one test, or many with a column that names them.

    A test of which a line cannot be taken is left out as a whole.

    Raises:
        core.services.receipts.Refused: it is no table, locked, damaged or dangerous.
        CountsRefused: not one test of it can be taken.
    """
    return _pasts(sheets.read(source, asked, today, how), asked, from_where)


def past_pasted(block: str, asked: Asked, today: date, from_where: str = "") -> Pasts:
    """The same of a pasted table."""
    return _pasts(sheets.pasted(block, asked, today), asked, from_where)


def _pasts(sheet: CountSheet, asked: Asked, from_where: str) -> Pasts:
    found, faults = [], list(sheet.faults)
    for test, some in groupby(sorted(sheet.rows, key=lambda it: it.test), key=lambda it: it.test):
        rows = list(some)
        named, wrong = _arms(rows, has_names=sheet.has_names)
        if not wrong:
            wrong = list(faults_of(named, asked))
        if not wrong and not sheet.broken & {test, EVERY}:
            found.append(_past(test, named, asked, from_where or sheet.name))
        faults += wrong
    if not found:
        raise CountsRefused(faults)
    return Pasts(
        tuple(found), tuple(faults), tuple(sheet.skipped), sheet.warnings, sheet.sheet, sheet.others
    )


def _arms(rows: list[Told], *, has_names: bool) -> tuple[dict[str, list[Told]], list[CountFault]]:
    """The lines of each version of one test, by its letter."""
    daily = any(one.day is not None for one in rows)
    if has_names or daily:
        by_name: dict[str, list[Told]] = {}
        for one in rows:
            by_name.setdefault(one.name, []).append(one)
        groups = list(by_name.values())
    else:
        # A text alone names nobody: the same one may have been shown with another picture.
        groups = [[one] for one in rows]
    if len(groups) > len(PAST_LETTERS):
        return {}, [CountFault(CountReason.TOO_MANY_VERSIONS, groups[len(PAST_LETTERS)][0].line)]
    named = dict(zip(PAST_LETTERS, groups, strict=False))
    twice = []
    places: set[tuple[str, date | None]] = set()
    for letter, some in named.items():
        for one in some:
            if (letter, one.day) in places:
                twice.append(CountFault(CountReason.TWICE, one.line, one.name, one.day))
            places.add((letter, one.day))
    return named, twice


def _past(test: str, named: dict[str, list[Told]], asked: Asked, source: str) -> Past:
    versions = tuple(
        Version(
            letter,
            one.text or one.name,
            "" if one.name == (one.text or one.name) else one.name,
            one.need,
            one.tone,
        )
        for letter, (one, *_) in named.items()
    )
    rows = tuple(
        count_of(letter, one, CountSource.FILE) for letter, some in named.items() for one in some
    )
    return Past(versions, rows, asked.response, asked.design, test, source)
