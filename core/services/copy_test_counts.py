"""Counts of a copy test: typed, pasted or from a file, checked before any of them is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from core.importers.cells import squeezed
from core.services import copy_test_sheets as sheets
from core.services import copy_tests as tests
from core.services.copy_test_headings import Asked
from core.services.copy_test_kept import (
    LARGEST_COUNT,
    CopyTest,
    CopyTestProblem,
    CopyTestRefused,
)
from core.services.copy_test_sheets import (
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
from core.terms import FileWarning, Period, seoul_day
from core.terms.copy_tests import (
    MEASURES,
    Count,
    CountSource,
    Design,
    Response,
    TestStatus,
)

__all__ = ["CountFault", "CountReason", "CountSheet", "CountsRefused"]

_NO_HOW: Final = How()
_LARGEST_WON: Final = 1_000_000_000_000
_CONTROL: Final = frozenset({"control", "original", "기존", "원본", "기본"})
_HELD_OUT: Final = frozenset({"holdout", "대조군", "미발송"})
_LEFT_OUT: Final = ("variant", "version", "문구", "버전", "버젼", "시안", "소재", "안", "ver")


@dataclass(frozen=True, slots=True)
class Filled:
    """Counts of a file or a pasted table, ready to be entered.

    Attributes:
        rows: the counts.
        skipped: lines that are no data, and why.
        warnings: what concerns the file as a whole.
    """

    rows: tuple[Count, ...]
    skipped: tuple[Issue, ...] = ()
    warnings: tuple[FileWarning, ...] = ()


def asked_of(test: CopyTest) -> Asked:
    """What a table of counts for a test has to tell."""
    return Asked(test.draft.design, test.draft.response)


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
        row = copy_tests.find(session, shop.id, number, locked=True)
        if TestStatus(row.status) is not TestStatus.RUNNING:
            raise CopyTestRefused(CopyTestProblem.NOT_RUNNING)
        there = () if replace_all else copy_tests.counts(session, shop.id, [number]).get(number, ())
        merged = _merged(there, rows)
        if len({one.day is None for one in merged}) > 1:
            raise CountsRefused([CountFault(CountReason.MIXED)])
        if faults := list(_impossible(test, merged)):
            raise CountsRefused(faults)
        copy_tests.change(session, row, Change(counts=merged), now, seen)
    return tests.find(shop, number)


def check(test: CopyTest, rows: Sequence[Count], today: date) -> None:
    """Make sure that counts are possible.

    Raises:
        CountsRefused: all that is wrong, by the number of the row from 1.
    """
    faults = []
    letters = {one.letter for one in test.draft.versions}
    first = None if test.plan is None else test.plan.period.first
    places: set[tuple[str, date | None]] = set()
    for line, one in enumerate(rows, 1):
        place = (one.letter, one.day)
        day = one.day or today
        numbers = [number for name in MEASURES if (number := getattr(one, name)) is not None]
        wrong = {
            CountReason.UNKNOWN_VERSION: one.letter not in letters,
            CountReason.TWICE: place in places,
            CountReason.FUTURE: day > today,
            CountReason.BEFORE_START: first is not None and day < first,
            CountReason.NEGATIVE: any(number < 0 for number in numbers),
            CountReason.TOO_LARGE: max(one.shown or 0, one.reacted or 0) > LARGEST_COUNT
            or (one.won or 0) > _LARGEST_WON,
            CountReason.WON_WITHOUT_BUYERS: bool(one.won) and one.reacted == 0,
            CountReason.BAD_SQUARES: _bad_squares(one),
        }
        places.add(place)
        faults += [CountFault(why, line, *place) for why, applies in wrong.items() if applies][:1]
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
    faults = list(sheet.faults)
    for one in sheet.rows:
        letter = names.get(one.name) or letter_of(test, one.name)
        if letter is None:
            faults.append(CountFault(CountReason.UNKNOWN_VERSION, one.line, one.name, one.day))
        elif letter:
            faults += [
                CountFault(CountReason.TWICE, one.line, letter, one.day)
                for other in named.get(letter, ())
                if other.day == one.day
            ]
            named.setdefault(letter, []).append(one)
    faults = faults or list(faults_of(named, asked_of(test)))
    if faults:
        raise CountsRefused(faults)
    rows = tuple(count_of(letter, one, source) for letter, some in named.items() for one in some)
    return Filled(rows, tuple(sheet.skipped), sheet.warnings)


def letter_of(test: CopyTest, name: str) -> str | None:
    """Which version a file means; empty for those who got none, None if nobody can tell.

    It may be called by its letter, by its label, or by what it says.
    """
    said = squeezed(name).casefold()
    if test.draft.hold_out and said in _HELD_OUT:
        return ""
    for one in test.draft.versions:
        calls = {squeezed(call).casefold() for call in (one.label, one.text) if call}
        if said in calls:
            return one.letter
    if said in _CONTROL:
        return test.draft.control
    for word in _LEFT_OUT:
        said = said.removeprefix(word).removesuffix(word)
    said = said.strip("-_.:()").upper()
    return said if said in {one.letter for one in test.draft.versions} else None


def faults_of(named: Mapping[str, list[Told]], asked: Asked) -> Iterable[CountFault]:
    """What is impossible about the versions of one table, taken together."""
    daily = any(one.day is not None for some in named.values() for one in some)
    lines = [one.line for some in named.values() for one in some]
    if len(named) < 2 and not daily:  # noqa: PLR2004
        yield CountFault(CountReason.ONE_VERSION, max(lines, default=None))
    shown = {letter: sum(one.shown or 0 for one in some) for letter, some in named.items()}
    for letter, some in named.items():
        last = some[-1]
        if not shown[letter] and (not daily or not any(shown.values())):
            yield CountFault(CountReason.NOBODY_SHOWN, last.line, letter, last.day)
        elif sum(one.reacted or 0 for one in some) > shown[letter]:
            yield CountFault(CountReason.MORE_REACTED, last.line, letter, last.day)
        for one in some:
            count = count_of(letter, one, CountSource.FILE)
            if _at_once(asked, count) and (one.reacted or 0) > (one.shown or 0) > 0:
                yield CountFault(CountReason.MORE_REACTED, one.line, letter, one.day)
            if _bad_squares(count):
                yield CountFault(CountReason.BAD_SQUARES, one.line, letter, one.day)


def _impossible(test: CopyTest, rows: Iterable[Count]) -> Iterable[CountFault]:
    """Counts of which more reacted than were shown the version."""
    for one in rows:
        known = one.shown is not None and one.reacted is not None
        too_many = known and (one.reacted or 0) > (one.shown or 0)
        if too_many and _at_once(asked_of(test), one):
            yield CountFault(CountReason.MORE_REACTED, None, one.letter, one.day)


def _at_once(asked: Asked, one: Count) -> bool:
    """Whether those who react do so among those who were shown it in the same count.

    A message is answered, and what was seen is bought, on a later day.
    """
    same_day = asked.response is Response.CLICKS and asked.design is not Design.LIST_SPLIT
    return one.day is None or same_day


def _bad_squares(one: Count) -> bool:
    """Whether squares cannot be those of so many won of so many buyers, none of them negative."""
    if one.won_squares is None or one.won is None:
        return False
    buyers = one.reacted
    few = buyers is not None and one.won_squares * buyers < one.won**2
    return few or one.won_squares > one.won**2


def count_of(letter: str, one: Told, source: CountSource) -> Count:
    return Count(letter, one.day, one.shown, one.reacted, one.won, one.squares, source)


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
