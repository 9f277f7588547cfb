"""Read counts of a copy test from a file or a pasted table, through the guards of the importers."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from typing import Final

from core.importers.cells import moment, squeezed, text, whole
from core.importers.guards import LIMITS, Limits
from core.importers.problems import CellError, excerpt
from core.importers.sheet import Sheet
from core.importers.table import TOTALS
from core.importers.uploads import open_upload
from core.services import copy_test_headings as headings_of
from core.services.copy_test_headings import Asked, Group, Layout
from core.services.reading import How, refusing
from core.services.receipts import Issue, Source
from core.terms import FileWarning, RowReason, SkipReason, seoul_day

FIRST_ROWS: Final = 20
"""So many rows are searched for the headings."""

FAULTS_KEPT: Final = 200
EVERY: Final = "\0"
"""Stands for all tests of a file."""

PASTED: Final = "pasted.txt"

_FEW: Final = 2
_NO_HOW: Final = How()


class CountReason(StrEnum):
    """Why counts are not taken, beside what is wrong with a single cell (``RowReason``)."""

    NO_HEADER = "no_header"
    NO_VERSION = "no_version_column"
    NO_SHOWN = "no_shown_column"
    NO_REACTED = "no_reacted_column"
    TWO_COLUMNS = "duplicate_header"
    NO_ROWS = "no_rows"
    UNKNOWN_VERSION = "unknown_variant"
    TWICE = "duplicate_variant"
    """The same version of the same day stands there twice."""
    ONE_VERSION = "need_two_variants"
    TOO_MANY_VERSIONS = "too_many_variants"
    NOBODY_SHOWN = "zero_denominator"
    MORE_REACTED = "conversions_gt_visitors"
    BEFORE_START = "before_start"
    FUTURE = "future_date"
    MIXED = "mixed_days"
    """Some counts are of a day and some of the whole test."""
    NEGATIVE = "negative_value"
    TOO_LARGE = "out_of_range"
    WON_WITHOUT_BUYERS = "won_without_buyers"
    BAD_SQUARES = "bad_squares"


_MISSING: Final = {
    "version": CountReason.NO_VERSION,
    "shown": CountReason.NO_SHOWN,
    "reacted": CountReason.NO_REACTED,
}


@dataclass(frozen=True, slots=True)
class CountFault:
    """What is wrong: the line of the file or the row typed (from 1), the version, day and cell."""

    reason: CountReason | RowReason
    line: int | None = None
    letter: str = ""
    """The version, by its letter or as the file calls it."""
    day: date | None = None
    heading: str = ""
    cell: str = ""


class CountsRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was taken; all that is wrong."""

    def __init__(self, faults: Sequence[CountFault]) -> None:
        """Keep all that is wrong."""
        super().__init__(*faults)
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Told:
    """What a line tells of one version."""

    line: int
    name: str
    day: date | None
    shown: int | None
    reacted: int | None
    won: int | None = None
    squares: int | None = None
    text: str = ""
    test: str = ""


@dataclass(slots=True)
class CountSheet:
    """What a table tells.

    Attributes:
        name: of the file.
        rows: its lines by version.
        skipped: lines that are no data, and why.
        faults: lines that cannot be read.
        warnings: what concerns the file as a whole.
        has_names: whether a column names the version; otherwise only its text does.
        broken: the tests of lines that cannot be read; ``EVERY`` where a line does not say.
    """

    name: str
    rows: list[Told] = field(default_factory=list)
    skipped: list[Issue] = field(default_factory=list)
    faults: list[CountFault] = field(default_factory=list)
    warnings: tuple[FileWarning, ...] = ()
    has_names: bool = True
    broken: set[str] = field(default_factory=set)


def read(
    source: Source, asked: Asked, today: date, how: How = _NO_HOW, limits: Limits = LIMITS
) -> CountSheet:
    """What a file of counts tells; lines that cannot be read are among its faults.

    Raises:
        core.services.receipts.Refused: it is no table, locked, damaged or dangerous.
        CountsRefused: its headings do not tell what is needed.
    """
    with refusing(source.name):
        upload = open_upload(source.name, source.content, password=how.password, limits=limits)
        sheet, layout = _found(upload.sheets, asked, how.sheet, pasted=source.name == PASTED)
        if (name := headings_of.twice(layout.headings, layout)) is not None:
            raise CountsRefused([CountFault(CountReason.TWO_COLUMNS, layout.line, heading=name)])
        told = CountSheet(
            source.name,
            warnings=tuple(dict.fromkeys((*upload.warnings, *sheet.warnings))),
            has_names=layout.version is not None or bool(layout.groups[0].name),
        )
        _Rows(sheet, layout, today, told).read()
    return told


def pasted(block: str, asked: Asked, today: date) -> CountSheet:
    """What a pasted table tells; without headings version, shown, reacted and won are expected.

    A day may stand in front of them. Raises as ``read`` does.
    """
    content = block.strip().encode("utf-8", "replace")
    return read(Source(PASTED, content), asked, today)


def _found(
    sheets: Sequence[Sheet], asked: Asked, wanted: str | None, *, pasted: bool
) -> tuple[Sheet, Layout]:
    """The table with counts, and where things stand in it."""
    best: tuple[int, CountFault] = (0, CountFault(CountReason.NO_HEADER))
    for sheet in sorted(sheets, key=lambda one: one.hidden):
        if wanted is not None and sheet.name != wanted:
            continue
        above: list[str] = []
        for line, cells in islice(sheet.rows(), FIRST_ROWS):
            said = [sheet.said(cell).strip() for cell in cells]
            layout = headings_of.long_layout(line, said, asked) or headings_of.wide_layout(
                line, said, above, asked
            )
            if layout is None and pasted and line == 1:
                layout = _without_headings(said)
            if layout is not None:
                return sheet, layout
            above = said
            best = max(best, _short(line, said, asked), key=lambda one: one[0])
    raise CountsRefused([best[1]])


def _short(line: int, said: list[str], asked: Asked) -> tuple[int, CountFault]:
    """How near a line comes to headings, and what it lacks."""
    known = len(headings_of.columns_of(said))
    lacks = list(headings_of.missing(said, asked))
    if known < _FEW or not lacks:
        return 0, CountFault(CountReason.NO_HEADER)
    return known, CountFault(_MISSING[lacks[0]], line)


def _without_headings(said: list[str]) -> Layout | None:
    """Version, shown, reacted and won, with a day in front or not."""
    cells = [cell for cell in said if cell]
    day = next((at for at, cell in enumerate(cells[:1]) if _is_day(cell)), None)
    start = 0 if day is None else 1
    numbers = cells[start + 1 :]
    if not 2 <= len(numbers) <= 3 or not all(map(_is_number, numbers)):  # noqa: PLR2004
        return None
    if _is_number(cells[start]):
        return None
    won = start + 3 if len(numbers) > 2 else None  # noqa: PLR2004
    group = Group(start + 1, start + 2, won)
    return Layout(0, tuple("" for _ in cells), (group,), day, start)


def _is_number(cell: str) -> bool:
    try:
        return whole(cell) is not None
    except CellError:
        return False


def _is_day(cell: str) -> bool:
    try:
        return not cell.isdecimal() and moment(cell, date.max) is not None
    except (CellError, OverflowError):
        return False


@dataclass(slots=True)
class _Rows:
    """Reads the lines below the headings."""

    sheet: Sheet
    layout: Layout
    today: date
    told: CountSheet
    _before: dict[tuple[object, ...], Told] = field(default_factory=dict)

    def read(self) -> None:
        """Read all of them into ``told``.

        Raises:
            CountsRefused: there is none.
        """
        for line, cells in self.sheet.rows():
            if line > self.layout.line:
                self._line(line, cells)
        for line, mark in sorted(self.sheet.marks.items()):
            if isinstance(mark, RowReason) and line > self.layout.line:
                self._fault(CountFault(mark, line), None)
        if not self.told.rows and not self.told.faults:
            raise CountsRefused([CountFault(CountReason.NO_ROWS)])

    def _line(self, line: int, cells: list[str]) -> None:
        said = [self.sheet.said(cell) for cell in cells]
        if (why := self._no_data(said)) is not None:
            self.told.skipped.append(Issue(line, why))
            return
        width = len(self.layout.headings)
        if any(cell.strip() for cell in said[width:]):
            self._fault(CountFault(RowReason.COLUMN_COUNT, line), cells)
            return
        cells = cells[:width] + [""] * (width - len(cells))
        for told in self._versions(line, cells):
            self._take(told)

    def _take(self, told: Told) -> None:
        """Keep what a line tells, unless the same stood there before."""
        key = (told.test, told.name, told.text, told.day)
        numbers = (told.shown, told.reacted, told.won, told.squares)
        first = self._before.setdefault(key, told)
        same = first is not told and numbers == (
            first.shown, first.reacted, first.won, first.squares
        )  # fmt: skip
        if same and self.told.has_names:
            self.told.skipped.append(Issue(told.line, SkipReason.DUPLICATE_ROW))
        else:
            self.told.rows.append(told)

    def _no_data(self, said: list[str]) -> SkipReason | None:
        words = [squeezed(cell).casefold() for cell in said]
        some = [word for word in words if word]
        if not some:
            return SkipReason.BLANK_ROW
        if tuple(words) == tuple(squeezed(one).casefold() for one in self.layout.headings):
            return SkipReason.REPEATED_HEADER
        return SkipReason.TOTAL_ROW if some[0].rstrip(":") in TOTALS else None

    def _versions(self, line: int, cells: list[str]) -> Iterator[Told]:
        layout = self.layout
        try:
            day = self._day(cells)
            name, words, test = (
                self._text(cells, at) for at in (layout.version, layout.text, layout.test)
            )
        except _Wrong as wrong:
            self._fault(self._of(line, wrong, cells), cells)
            return
        for group in layout.groups:
            numbers = (group.shown, group.reacted, group.won, group.squares)
            if group.name and not any(cells[at].strip() for at in numbers[:2] if at is not None):
                continue
            called = group.name or name or words
            try:
                yield Told(line, called, day, *self._numbers(cells, numbers), words, test)
            except _Wrong as wrong:
                self._fault(self._of(line, wrong, cells, called), cells)

    def _numbers(
        self, cells: list[str], places: tuple[int, int, int | None, int | None]
    ) -> tuple[int | None, int | None, int | None, int | None]:
        shown, reacted = self._count(cells, places[0]), self._count(cells, places[1])
        if shown is None or reacted is None:
            raise _Wrong(RowReason.MISSING_VALUE, places[0] if shown is None else places[1])
        won = None if places[2] is None else self._count(cells, places[2])
        squares = None if places[3] is None else self._count(cells, places[3])
        return shown, reacted, won, squares

    def _count(self, cells: list[str], at: int) -> int | None:
        try:
            number = whole(self.sheet.decoded(cells[at]))
        except CellError as error:
            raise _Wrong(error.reason, at) from error
        if number is not None and number < 0:
            raise _Wrong(RowReason.NEGATIVE_VALUE, at)
        return number

    def _day(self, cells: list[str]) -> date | None:
        at = self.layout.day
        if at is None:
            return None
        try:
            seconds = moment(self.sheet.decoded(cells[at]), self.today)
        except CellError as error:
            raise _Wrong(error.reason, at) from error
        if seconds is None:
            raise _Wrong(RowReason.MISSING_VALUE, at)
        return seoul_day(datetime.fromtimestamp(seconds, UTC))

    def _text(self, cells: list[str], at: int | None) -> str:
        if at is None:
            return ""
        try:
            said = text(self.sheet.decoded(cells[at]))
        except CellError as error:
            raise _Wrong(error.reason, at) from error
        if said is None:
            raise _Wrong(RowReason.MISSING_VALUE, at)
        return said

    def _of(self, line: int, wrong: "_Wrong", cells: list[str], name: str = "") -> CountFault:
        heading, cell = self.layout.headings[wrong.at], excerpt(self.sheet.said(cells[wrong.at]))
        return CountFault(wrong.reason, line, excerpt(name), heading=heading, cell=cell)

    def _fault(self, fault: CountFault, cells: list[str] | None) -> None:
        test = EVERY
        if cells is not None:
            with suppress(_Wrong):
                test = self._text(cells, self.layout.test)
        self.told.broken.add(test)
        if len(self.told.faults) < FAULTS_KEPT:
            self.told.faults.append(fault)


class _Wrong(Exception):  # noqa: N818
    """A cell that cannot be read, and where it stands."""

    def __init__(self, reason: RowReason, at: int) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.at = at
