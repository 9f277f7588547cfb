"""The table into which the counts of a copy test are typed: how it looks and how it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_counts import CountFault, CountsRefused
from core.services.copy_tests import CopyTest
from core.terms import RowReason
from core.terms.copy_tests import Count, CountSource, Design, Plan, Response
from core.ui import written
from core.wording import copy_page as wording
from core.wording import copy_page_tags as names

Place = tuple[str, date | None]
"""A version and a day; no day where the test is counted as a whole."""

Rows = list[tuple[str, list[Place]]]
"""What stands in front of each row, and what it is about."""

WHEN: Final = "when"
WHICH: Final = "which"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts, and what each of its cells stands for.

    Attributes:
        frame: what is written in it.
        cells: the place and the measure of each cell, by its row and the name of its column.
        headings: what each column is called.
        fixed: the columns that are not typed into.
    """

    frame: pd.DataFrame
    cells: Mapping[tuple[int, str], tuple[Place, str]]
    headings: Mapping[str, str]
    fixed: tuple[str, ...]


def measures(test: CopyTest) -> tuple[str, ...]:
    """What is typed of each version."""
    base = ("shown", "reacted")
    return (*base, "won") if test.draft.response is Response.REVENUE else base


def grid(
    test: CopyTest, counts: Iterable[Count], today: date, sent: Mapping[str, int], *, daily: bool
) -> Grid:
    """The table of a running test.

    Args:
        test: the test.
        counts: what was counted before.
        today: the day in Seoul.
        sent: how many of a list each version was given; they are offered as shown.
        daily: whether days are counted, or the test as a whole.
    """
    there = {(one.letter, one.day): one for one in counts}
    if not daily:
        whole: Rows = [(letter, [(letter, None)]) for letter in _letters(test)]
        usual: dict[Place, int] = {
            (letter, None): sent[letter] for letter in _letters(test) if letter in sent
        }
        return _of_one(test, whole, there, usual)
    days = _days(test.plan, today)
    turns = None if test.plan is None else test.plan.days
    if test.draft.design is Design.ALTERNATE_DAYS and turns is not None:
        one: Rows = [(formats.day_short(day), [(turns[day], day)]) for day in days if day in turns]
        return _of_one(test, one, there, {})
    many: Rows = [(formats.day_short(day), [(it, day) for it in _letters(test)]) for day in days]
    return _of_many(test, many, there)


def read(table: Grid, frame: pd.DataFrame, counts: Iterable[Count]) -> list[Count]:
    """All counts there are, with what was typed on top of those that were there.

    Raises:
        CountsRefused: a cell holds no whole number; all such cells are named.
    """
    there = {(one.letter, one.day): one for one in counts}
    typed: dict[Place, dict[str, int | None]] = {}
    faults: list[CountFault] = []
    for (row, column), (place, measure) in table.cells.items():
        said = _text(frame[column].iloc[row])
        try:
            typed.setdefault(place, {})[measure] = written.number(said)
        except ValueError:
            heading = table.headings[column]
            faults.append(
                CountFault(RowReason.BAD_NUMBER, row + 1, place[0], place[1], heading, said)
            )
    if faults:
        raise CountsRefused(faults)
    return [one for one in _merged(there, typed) if one.is_told]


def _merged(
    there: Mapping[Place, Count], typed: Mapping[Place, Mapping[str, int | None]]
) -> Iterable[Count]:
    yield from (one for place, one in there.items() if place not in typed)
    for (letter, day), numbers in typed.items():
        old = there.get((letter, day), Count(letter, day))
        if all(getattr(old, name) == number for name, number in numbers.items()):
            yield old
        else:
            yield Count(letter, day, **{**_kept(old), **numbers}, source=CountSource.TYPED)


def _kept(old: Count) -> dict[str, int | None]:
    """What is known besides what is typed; squares belong to the won that were there."""
    return {"shown": old.shown, "reacted": old.reacted, "won": old.won}


def _of_one(
    test: CopyTest,
    rows: Rows,
    there: Mapping[Place, Count],
    usual: Mapping[Place, int],
) -> Grid:
    """A row for each place: one version of a day, or of the test as a whole."""
    daily = any(place[1] is not None for _label, places in rows for place in places)
    kinds = measures(test)
    cells: dict[tuple[int, str], tuple[Place, str]] = {}
    lines = []
    for row, (label, (place, *_more)) in enumerate(rows):
        fixed = [label, names.letter(place[0])] if daily else [names.letter(place[0])]
        lines.append([*fixed, *(_written(there, usual, place, name) for name in kinds)])
        cells |= {(row, name): (place, name) for name in kinds}
    heads = {name: wording.measure(test.draft, name) for name in kinds}
    lead = {WHEN: _("Day")} if daily else {}
    lead[WHICH] = _("Version")
    return Grid(
        pd.DataFrame(lines, columns=[*lead, *kinds], dtype=str), cells, lead | heads, tuple(lead)
    )


def _of_many(test: CopyTest, rows: Rows, there: Mapping[Place, Count]) -> Grid:
    """A row for each day, with all versions side by side."""
    kinds, letters = measures(test), _letters(test)
    cells: dict[tuple[int, str], tuple[Place, str]] = {}
    lines = []
    for row, (label, places) in enumerate(rows):
        lines.append([label, *(_written(there, {}, it, name) for it in places for name in kinds)])
        cells |= {(row, f"{it[0]}.{name}"): (it, name) for it in places for name in kinds}
    heads = {
        f"{letter}.{name}": f"{letter} {wording.measure(test.draft, name)}"
        for letter in letters
        for name in kinds
    }
    frame = pd.DataFrame(lines, columns=[WHEN, *heads], dtype=str)
    return Grid(frame, cells, {WHEN: _("Day")} | heads, (WHEN,))


def _written(
    there: Mapping[Place, Count], usual: Mapping[Place, int], place: Place, name: str
) -> str:
    number = getattr(there[place], name) if place in there else None
    if number is None and name == "shown":
        number = usual.get(place)
    return "" if number is None else f"{number:,}"


def _letters(test: CopyTest) -> list[str]:
    return [one.letter for one in test.draft.versions]


def _days(plan: Plan | None, today: date) -> list[date]:
    """The days of a plan that have come, the oldest first as in what is copied into them."""
    if plan is None or plan.period.first > today:
        return []
    last = min(plan.period.last, today)
    first = plan.period.first
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _text(cell: Any) -> str:  # noqa: ANN401
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell).strip()  # noqa: PLR0124
