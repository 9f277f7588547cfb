"""The two tables that are typed by hand, as text: how they look and how they are read.

All cells are text. A cell that should be a number and is none is answered instead of lost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Generic, TypeVar

import pandas as pd

from core.services import typed
from core.services.opening import OpenShop
from core.services.typed_rows import (
    AdCost,
    Cell,
    DayCounts,
    Fault,
    Problem,
    Question,
    Stamp,
    check_costs,
    check_days,
    overlapping,
)
from core.services.typed_store import Kept
from core.terms import AdPlatform, Period
from core.ui import written
from core.wording import typed as words

Row = TypeVar("Row")

DAYS_SHOWN: Final = 7
"""So many days are laid out to be filled in."""

EMPTY_LINES: Final = 5
"""So many empty lines of costs are laid out."""

_PLATFORMS: Final[Mapping[str, AdPlatform]] = {
    "네이버": AdPlatform.NAVER_SEARCH, "네이버검색": AdPlatform.NAVER_SEARCH,
    "파워링크": AdPlatform.NAVER_SEARCH, "쇼핑검색": AdPlatform.NAVER_SEARCH,
    "gfa": AdPlatform.NAVER_DISPLAY, "성과형": AdPlatform.NAVER_DISPLAY,
    "인스타": AdPlatform.META, "인스타그램": AdPlatform.META, "페이스북": AdPlatform.META,
    "메타": AdPlatform.META, "instagram": AdPlatform.META, "facebook": AdPlatform.META,
    "meta": AdPlatform.META, "쿠팡": AdPlatform.COUPANG, "카카오": AdPlatform.KAKAO,
    "카카오톡": AdPlatform.KAKAO, "카카오모먼트": AdPlatform.KAKAO, "구글": AdPlatform.GOOGLE,
    "유튜브": AdPlatform.GOOGLE, "google": AdPlatform.GOOGLE,
}  # fmt: skip
"""What sellers call a platform, beside what we call it."""


@dataclass(slots=True)
class Reading(Generic[Row]):
    """The rows of a table, the lines they stand on (from 1), and what is wrong with it."""

    rows: list[Row]
    places: list[int]
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """One of the tables: its columns, and what is done with its rows."""

    id: str
    columns: tuple[Cell, ...]
    blank: Callable[[date], list[list[str]]]
    line: Callable[["_Line"], Row | None]
    text: Callable[[Row], list[str]]
    check: Callable[[Sequence[Row], date], list[Fault]]
    odd: Callable[[Sequence[Row], Sequence[Row]], list[Question]]
    stored: Callable[[OpenShop], list[Row]]
    keep: Callable[[OpenShop, Sequence[Row], Stamp], Kept]
    change: Callable[[OpenShop, Sequence[Row], Sequence[Row], Stamp], Kept]
    entry: Callable[[], str]

    def frame(self, lines: Sequence[Sequence[str]]) -> pd.DataFrame:
        """A table of texts."""
        return pd.DataFrame(list(lines), columns=[cell.value for cell in self.columns], dtype=str)

    def read(
        self, lines: Sequence[Sequence[Any]], today: date, *, pasted: bool = False
    ) -> Reading[Row]:
        """The rows of ``lines``; empty ones are stepped over.

        Args:
            lines: their cells, in the order of the columns.
            today: no day lies after it.
            pasted: nothing was laid out before, so a line without numbers is a mistake.
        """
        found: Reading[Row] = Reading([], [], [])
        for place, cells in enumerate(lines, start=1):
            texts = [_text(cell) for cell in cells] + [""] * (len(self.columns) - len(cells))
            named = dict(zip(self.columns, texts, strict=False))
            row = self.line(_Line(place, named, today, pasted, found.faults))
            if row is not None:
                found.rows.append(row)
                found.places.append(place)
        found.faults += [
            Fault(found.places[fault.row - 1], fault.cell, fault.problem)
            for fault in self.check(found.rows, today)
        ]
        found.faults.sort(key=lambda fault: fault.row)
        return found

    def paste(self, text: str, today: date) -> Reading[Row]:
        """The rows of pasted lines; a heading above them is stepped over."""
        try:
            lines = written.lines(text)
        except written.Unclear as unclear:
            return Reading([], [], [Fault(unclear.line, self.columns[0], Problem.UNCLEAR)])
        if lines and not any(letter.isdigit() for cell in lines[0] for letter in cell):
            lines[0] = []
        return self.read(lines, today, pasted=True)


@dataclass(slots=True)
class _Line:
    """One line being read; what is wrong with it is noted down."""

    place: int
    cells: dict[Cell, str]
    today: date
    pasted: bool
    faults: list[Fault]

    def number(self, cell: Cell) -> int | None:
        """The number in a cell, None where there is none."""
        try:
            return written.number(self.cells[cell])
        except ValueError:
            self.wrong(cell, Problem.NOT_A_NUMBER)
            return None

    def day(self, cell: Cell) -> date | None:
        """The day in a cell, None where there is none."""
        if self.cells[cell]:
            try:
                return written.day(self.cells[cell], self.today)
            except ValueError:
                self.wrong(cell, Problem.NOT_A_DAY)
        else:
            self.wrong(cell, Problem.MISSING)
        return None

    def wrong(self, cell: Cell, problem: Problem) -> None:
        """Note something down."""
        self.faults.append(Fault(self.place, cell, problem))


def _text(cell: object) -> str:
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell).strip()  # noqa: PLR0124


def _counts(line: _Line) -> DayCounts | None:
    cells = (Cell.WISHES, Cell.CARTS, Cell.SUBSCRIBERS)
    if not any(line.cells[cell] for cell in cells):
        if line.pasted and line.cells[Cell.DAY]:
            line.wrong(Cell.DAY, Problem.NO_NUMBER)
        return None
    before = len(line.faults)
    day = line.day(Cell.DAY)
    numbers = [line.number(cell) for cell in cells]
    return None if day is None or len(line.faults) > before else DayCounts(day, *numbers)


def _counts_text(row: DayCounts) -> list[str]:
    return [_day(row.day), *map(_number, (row.wishes, row.cart_adds, row.subscribers))]


def _cost(line: _Line) -> AdCost | None:
    if not any(line.cells.values()):
        return None
    before = len(line.faults)
    platform, name = _platform(line)
    if not line.cells[Cell.LAST]:
        line.cells[Cell.LAST] = line.cells[Cell.FIRST]
    first, last = line.day(Cell.FIRST), line.day(Cell.LAST)
    if not line.cells[Cell.COST]:
        line.wrong(Cell.COST, Problem.MISSING)
    cost = line.number(Cell.COST)
    if first and last and last < first:
        line.wrong(Cell.LAST, Problem.ENDS_BEFORE)
    if platform is None or first is None or last is None or cost is None:
        return None
    return AdCost(platform, Period(first, last), cost, name) if len(line.faults) == before else None


def _platform(line: _Line) -> tuple[AdPlatform | None, str]:
    """The platform and the name; a platform nobody knows becomes the name of another one."""
    said, name = line.cells[Cell.PLATFORM], line.cells[Cell.NAME]
    if not said:
        line.wrong(Cell.PLATFORM, Problem.MISSING)
        return None, name
    ours = next((one for one in AdPlatform if words.platform(one) == said), None)
    if ours is None:
        ours = _PLATFORMS.get("".join(said.lower().split()).removesuffix("광고"))
    return (AdPlatform.OTHER, name or said) if ours is None else (ours, name)


def _cost_text(row: AdCost) -> list[str]:
    period = (_day(row.period.first), _day(row.period.last))
    return [words.platform(row.platform), *period, _number(row.cost), row.name]


def _day(day: date) -> str:
    return f"{day:%Y.%m.%d}"


def _number(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


DAYS: Final = Sheet(
    "days",
    (Cell.DAY, Cell.WISHES, Cell.CARTS, Cell.SUBSCRIBERS),
    lambda today: [
        [_day(today - timedelta(days=back)), "", "", ""] for back in range(1, DAYS_SHOWN + 1)
    ],
    _counts,
    _counts_text,
    check_days,
    lambda _rows, _there: [],
    typed.days,
    typed.keep_days,
    typed.change_days,
    words.days_entry,
)
"""Counts of a day that no export holds."""

COSTS: Final = Sheet(
    "costs",
    (Cell.PLATFORM, Cell.FIRST, Cell.LAST, Cell.COST, Cell.NAME),
    lambda _today: [[""] * 5 for _line in range(EMPTY_LINES)],
    _cost,
    _cost_text,
    check_costs,
    overlapping,
    typed.costs,
    typed.keep_costs,
    typed.change_costs,
    words.costs_entry,
)
"""What was spent on advertisements."""
