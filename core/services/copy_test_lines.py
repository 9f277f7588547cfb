"""The lines of a table of counts, read below its headings."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from core.importers.cells import moment, squeezed, text, whole
from core.importers.problems import CellError, excerpt
from core.importers.sheet import Sheet
from core.importers.short_days import short_day
from core.importers.table import TOTALS
from core.services.copy_test_headings import Layout
from core.services.copy_test_kept import LONGEST_CODE
from core.services.copy_test_told import (
    EVERY,
    CountFault,
    CountReason,
    CountSheet,
    CountsRefused,
    Told,
)
from core.services.receipts import Issue
from core.terms import Period, RowReason, SkipReason, seoul_day

FAULTS_KEPT: Final = 200


@dataclass(slots=True)
class Lines:
    """Reads the lines below the headings."""

    sheet: Sheet
    layout: Layout
    today: date
    told: CountSheet
    period: Period | None = None
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
            again = Issue(told.line, SkipReason.DUPLICATE_ROW)
            if again not in self.told.skipped[-1:]:
                self.told.skipped.append(again)
        else:
            self.told.rows.append(told)

    def _no_data(self, said: list[str]) -> SkipReason | None:
        words = [squeezed(cell).casefold() for cell in said]
        some = [word for word in words if word]
        if not some:
            return SkipReason.BLANK_ROW
        if tuple(words) == tuple(squeezed(one).casefold() for one in self.layout.headings):
            return SkipReason.REPEATED_HEADER
        version = self.layout.version
        named = words[version] if version is not None and version < len(words) else ""
        totals = {some[0].rstrip(":"), named.rstrip(":")} & TOTALS
        return SkipReason.TOTAL_ROW if totals else None

    def _versions(self, line: int, cells: list[str]) -> Iterator[Told]:
        layout = self.layout
        try:
            day = self._day(cells)
            name, words, test = (
                self._text(cells, at) for at in (layout.version, layout.text, layout.test)
            )
            tags = [self._tag(cells, at) for at in (layout.need, layout.tone)]
        except _Wrong as wrong:
            self._fault(self._of(line, wrong, cells), cells)
            return
        for group in layout.groups:
            numbers = (group.shown, group.reacted, group.won, group.squares)
            if group.name and not any(cells[at].strip() for at in numbers[:2] if at is not None):
                continue
            called = group.name or name or words
            try:
                yield Told(line, called, day, *self._numbers(cells, numbers), words, test, *tags)
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
            said = self.sheet.decoded(cells[at])
            if (day := short_day(said, self.period, self.today)) is not None:
                return day
            seconds = moment(said, self.today)
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

    def _tag(self, cells: list[str], at: int | None) -> str:
        """What a text speaks to, or how; nobody has to say."""
        if at is None or not cells[at].strip():
            return ""
        said = self._text(cells, at)
        if len(said) > LONGEST_CODE:
            raise _Wrong(RowReason.FIELD_TOO_LONG, at)
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
