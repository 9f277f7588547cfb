"""Choose, of files whose periods overlap, those that may be added up: no day twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.store.moments import day_number
from core.terms import Period

TYPED: Final = "typed_"
"""How the names of reports begin that a seller typed by hand."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The current rows of one export that are told by the same dimensions for one period."""

    report: str
    level: int
    """Which dimensions it tells, as bits in the order of ``core.terms.records.DIMENSIONS``."""
    period: Period
    vocabulary: int
    """Whose definitions it follows; of advertisements, the platform."""
    upload_id: int
    """The newest file that it has rows of."""
    rows: int


@dataclass(frozen=True, slots=True)
class Cover:
    """Which slices answer a question about a period, and which do not."""

    used: tuple[Slice, ...]
    """In the order of their days, none of them overlapping another."""
    left_out: tuple[Slice, ...]
    """Those that tell of days which better ones tell of as well."""
    beyond: tuple[Slice, ...]
    """Those that reach beyond the period, so that nobody knows what of them belongs into it."""

    @property
    def days(self) -> int:
        """How many days of the period the used ones tell of."""
        return sum(some.period.days for some in self.used)


def cover(slices: Iterable[Slice], period: Period) -> Cover:
    """Choose slices for a period: single days first, then the shorter, then the newer ones."""
    used: list[Slice] = []
    left_out: list[Slice] = []
    beyond: list[Slice] = []
    taken: set[int] = set()
    for some in sorted(slices, key=_preference):
        days = range(day_number(some.period.first), day_number(some.period.last) + 1)
        if some.period.last < period.first or some.period.first > period.last:
            continue
        if some.period.first not in period or some.period.last not in period:
            beyond.append(some)
        elif taken.isdisjoint(days):
            taken.update(days)
            used.append(some)
        else:
            left_out.append(some)
    return Cover(tuple(sorted(used, key=lambda some: some.period)), tuple(left_out), tuple(beyond))


def _preference(some: Slice) -> tuple[bool, int, int, str, int]:
    # What was typed by hand gives way to any file, however fine or new it is.
    typed = some.report.startswith(TYPED)
    return (typed, some.period.days, -some.upload_id, some.report, some.level)
