"""Counts of a copy test: typed, pasted or from a file, checked before any of them is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from core.services import copy_test_sheets as sheets
from core.services import copy_tests as tests
from core.services.copy_test_headings import Asked
from core.services.copy_test_kept import (
    CopyTest,
    CopyTestProblem,
    CopyTestRefused,
)
from core.services.copy_test_lines import FAULTS_KEPT
from core.services.copy_test_names import letter_of
from core.services.copy_test_possible import (
    count_of,
    faults_of,
    faults_of_lines,
    impossible,
    wrong_with,
)
from core.services.copy_test_told import (
    CountFault,
    CountReason,
    CountSheet,
    CountsRefused,
    Told,
)
from core.services.opening import OpenShop
from core.services.reading import How
from core.services.receipts import Issue, Source
from core.store import copy_test_people, copy_tests
from core.store.copy_tests import Change
from core.terms import FileWarning, Period, SkipReason, seoul_day
from core.terms.copy_tests import (
    MEASURES,
    Count,
    CountSource,
    Design,
    TestStatus,
)

__all__ = ["CountFault", "CountReason", "CountSheet", "CountsRefused"]

_NO_HOW: Final = How()
_NUMBERS: Final = ("shown", "reacted", "won", "squares")


@dataclass(frozen=True, slots=True)
class Filled:
    """Counts of a file or a pasted table, ready to be entered.

    Attributes:
        rows: the counts.
        skipped: lines that are no data, and why.
        warnings: what concerns the file as a whole.
        sheet: the one that was read.
        others: further sheets of the file that hold counts; one of them may be meant.
    """

    rows: tuple[Count, ...]
    skipped: tuple[Issue, ...] = ()
    warnings: tuple[FileWarning, ...] = ()
    sheet: str = ""
    others: tuple[str, ...] = ()


def asked_of(test: CopyTest) -> Asked:
    """What a table of counts for a test has to tell."""
    period = None if test.plan is None else test.plan.period
    return Asked(test.draft.design, test.draft.response, period)


def from_file(
    test: CopyTest,
    source: Source,
    today: date,
    how: How = _NO_HOW,
    names: Mapping[str, str] | None = None,
) -> Filled:
    """The counts in a CSV or Excel file; nothing is kept yet.

    Args:
        test: which they are for.
        source: the file.
        today: the day in Seoul.
        how: its password and sheet.
        names: the letter of each version as the file calls it, where the seller said so.

    Raises:
        core.services.receipts.Refused: it is no table, locked, damaged or dangerous.
        CountsRefused: a line cannot be taken, with its number and the reason; then none is.
    """
    sheet = sheets.read(source, asked_of(test), today, how)
    return _filled(test, sheet, CountSource.FILE, names or {})


def pasted(
    test: CopyTest, block: str, today: date, names: Mapping[str, str] | None = None
) -> Filled:
    """The counts in a pasted table; see ``from_file``.

    Without headings each line has a day (or not), the version, shown, reacted and won (or not).
    """
    sheet = sheets.pasted(block, asked_of(test), today)
    return _filled(test, sheet, CountSource.PASTED, names or {})


def enter(  # noqa: PLR0913  (by name: whether these are all)
    shop: OpenShop,
    number: int,
    rows: Sequence[Count],
    now: datetime,
    seen: int | None = None,
    *,
    replace_all: bool = False,
) -> CopyTest:
    """Keep counts of a running test.

    Args:
        shop: whose.
        number: which test.
        rows: the counts. A number that is not known leaves an older one alone.
        now: when.
        seen: the version the seller saw.
        replace_all: whether these are all there are; then everything else goes.

    Raises:
        CountsRefused: some are impossible; nothing was kept.
        CopyTestRefused: it is not running.
        NoteChanged: it was changed elsewhere since it was read; nothing was kept.
    """
    test = tests.find(shop, number)
    check(test, rows, seoul_day(now))
    with shop.store.write() as session:
        row = tests.row_of(session, shop, number, (TestStatus.RUNNING,))
        there = () if replace_all else copy_tests.counts(session, shop.id, [number]).get(number, ())
        merged = _merged(there, rows)
        if len({one.day is None for one in merged}) > 1:
            raise CountsRefused([CountFault(CountReason.MIXED)])
        if faults := list(impossible(test, merged)):
            raise CountsRefused(faults)
        copy_tests.change(session, row, Change(counts=merged), now, seen)
    return tests.find(shop, number)


def check(test: CopyTest, rows: Sequence[Count], today: date) -> None:
    """Make sure that counts are possible.

    Raises:
        CountsRefused: all that is wrong, by the number of the row from 1.
    """
    faults = []
    places: set[tuple[str, date | None]] = set()
    for line, one in enumerate(rows, 1):
        place = (one.letter, one.day)
        why = CountReason.TWICE if place in places else wrong_with(test, one)
        if why is None and (one.day or today) > today:
            why = CountReason.FUTURE
        places.add(place)
        if why is not None:
            faults.append(CountFault(why, line, *place))
    if len({one.day is None for one in rows}) > 1:
        faults.append(CountFault(CountReason.MIXED))
    if faults:
        raise CountsRefused(faults)


def from_orders(shop: OpenShop, number: int, today: date) -> tuple[Count, ...]:
    """What order files tell of the recipients of a list: how many of each version bought.

    Only those are counted whom order files can recognise, by name and number or by account.
    Empty where no recipient is recognised that way, or not all versions have some.

    Raises:
        CopyTestRefused: the test does not divide a list, or was not started.
    """
    test = tests.find(shop, number)
    if test.draft.design is not Design.LIST_SPLIT:
        raise CopyTestRefused(CopyTestProblem.NO_LIST)
    if test.plan is None:
        raise CopyTestRefused(CopyTestProblem.NOT_RUNNING)
    first = test.plan.period.first
    period = Period(first, max(first, min(today, test.plan.period.last)))
    with shop.store.read() as session:
        known = copy_test_people.known_buyers(session, shop.id, number)
        found = copy_test_people.bought(session, shop.id, number, period)
    letters = [one.letter for one in test.draft.versions]
    if not all(known.get(letter) for letter in letters):
        return ()
    nothing = copy_test_people.Bought(0, 0, 0)
    return tuple(
        Count(letter, None, known[letter], told.buyers, told.won, told.won_squares,
              CountSource.ORDERS)
        for letter in letters
        for told in [found.get(letter, nothing)]
    )  # fmt: skip


def _filled(
    test: CopyTest, sheet: CountSheet, source: CountSource, names: Mapping[str, str]
) -> Filled:
    """The counts of a table under our letters."""
    named: dict[str, list[Told]] = {}
    there: dict[tuple[str, date | None], Told] = {}
    faults, skipped = list(sheet.faults), list(sheet.skipped)
    for one in sheet.rows:
        letter = names.get(one.name) or letter_of(test.draft, one.name)
        if letter is None:
            faults.append(CountFault(CountReason.UNKNOWN_VERSION, one.line, one.name, one.day))
        elif letter and not _same(there.setdefault((letter, one.day), one), one):
            faults.append(CountFault(CountReason.TWICE, one.line, letter, one.day))
        elif letter and there[letter, one.day] is not one:
            skipped.append(Issue(one.line, SkipReason.DUPLICATE_ROW))
        elif letter:
            named.setdefault(letter, []).append(one)
    daily = any(one.day is not None for one in sheet.rows)
    of_table = faults_of_lines if daily else faults_of
    faults = faults or [*of_table(named, asked_of(test)), *_at_lines(test, named)]
    if faults:
        raise CountsRefused(list(dict.fromkeys(faults))[:FAULTS_KEPT])
    rows = tuple(count_of(letter, one, source) for letter, some in named.items() for one in some)
    return Filled(rows, tuple(skipped), sheet.warnings, sheet.sheet, sheet.others)


def _same(one: Told, other: Told) -> bool:
    """Whether two lines of the same version and day tell the same numbers."""
    return all(getattr(one, name) == getattr(other, name) for name in _NUMBERS)


def _at_lines(test: CopyTest, named: Mapping[str, list[Told]]) -> Iterable[CountFault]:
    """What is impossible about the lines one by one, with the line of the file."""
    for letter, some in named.items():
        for one in some:
            why = wrong_with(test, count_of(letter, one, CountSource.FILE))
            if why is not None:
                yield CountFault(why, one.line, letter, one.day)


def _merged(there: Iterable[Count], rows: Iterable[Count]) -> list[Count]:
    """Counts on top of those that are there; what is unknown leaves the older number alone."""
    found = {(one.letter, one.day): one for one in there}
    for one in rows:
        old = found.get((one.letter, one.day))
        if old is not None:
            kept = {
                name: getattr(old, name) if getattr(one, name) is None else getattr(one, name)
                for name in MEASURES
            }
            one = replace(one, **kept)  # noqa: PLW2901
        if one.is_told:
            found[one.letter, one.day] = one
    return sorted(found.values(), key=lambda it: (it.day or date.min, it.letter))
