"""Choose, of files whose periods overlap, those that may be added up: no day twice."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
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
    """Choose slices for a period so that as many days as can be are told, each of them once.

    Of choices that tell as many, the finer one: single days before a week, a week before a month;
    and of those the newer one. All files speak with one vocabulary, that which tells most days;
    what was typed by hand fills the days that none of them tells.
    """
    slices = list(slices)
    days = _each_day_once(slices, period)
    if days is not None:
        return Cover(days, (), ())
    there: list[Slice] = []
    beyond: list[Slice] = []
    for some in sorted(slices, key=_preference):
        if some.period.last < period.first or some.period.first > period.last:
            continue
        inside = some.period.first in period and some.period.last in period
        (there if inside else beyond).append(some)
    files: dict[int, list[Slice]] = {}
    for some in (it for it in there if not _is_typed(it)):
        files.setdefault(some.vocabulary, []).append(some)
    used = max(map(_best, files.values()), key=_worth, default=[])
    used += _best(it for it in there if _is_typed(it) and not any(_meet(it, one) for one in used))
    chosen = {id(some) for some in used}
    left_out = tuple(some for some in there if id(some) not in chosen)
    return Cover(tuple(sorted(used, key=lambda some: some.period)), left_out, tuple(beyond))


def _each_day_once(slices: Sequence[Slice], period: Period) -> tuple[Slice, ...] | None:
    """The slices of a period, where one export tells of single days: nothing to choose there."""
    sources = {(one.report, one.level, one.vocabulary) for one in slices}
    if len(sources) != 1 or any(one.period.first != one.period.last for one in slices):
        return None
    first, last = period.first, period.last
    found = {one.period.first: one for one in slices if first <= one.period.first <= last}
    if len(found) < sum(first <= one.period.first <= last for one in slices):
        return None
    return tuple(found[day] for day in sorted(found))


_Worth = tuple[int, int, int]
"""Days that are told, in how many slices, and the sum of the numbers of their files."""


def _best(slices: Iterable[Slice]) -> list[Slice]:
    """Those of the slices, none overlapping another, that are worth most together."""
    first: dict[Period, Slice] = {}
    for some in slices:
        first.setdefault(some.period, some)
    ordered = sorted(first.values(), key=lambda some: (some.period.last, some.period.first))
    ends = [day_number(some.period.last) for some in ordered]
    # of the slices up to each place: the most they are worth, and which of them makes it so
    worth: list[_Worth] = [(0, 0, 0)]
    taken: list[int] = []
    for place, some in enumerate(ordered):
        before = bisect_left(ends, day_number(some.period.first), hi=place)
        days, pieces, files = worth[before]
        with_it = (days + some.period.days, pieces + 1, files + some.upload_id)
        taken.append(before if with_it > worth[place] else -1)
        worth.append(max(with_it, worth[place]))
    return _picked(ordered, taken)


def _worth(some: Sequence[Slice]) -> _Worth:
    days = sum(one.period.days for one in some)
    return days, len(some), sum(one.upload_id for one in some)


def _picked(ordered: Sequence[Slice], taken: Sequence[int]) -> list[Slice]:
    found: list[Slice] = []
    place = len(ordered)
    while place:
        before = taken[place - 1]
        if before >= 0:
            found.append(ordered[place - 1])
        place = before if before >= 0 else place - 1
    return found


def _meet(one: Slice, other: Slice) -> bool:
    return one.period.first <= other.period.last and other.period.first <= one.period.last


def _is_typed(some: Slice) -> bool:
    return some.report.startswith(TYPED)


def _preference(some: Slice) -> tuple[bool, int, int, str, int]:
    # What was typed by hand gives way to any file, however fine or new it is.
    return (_is_typed(some), some.period.days, -some.upload_id, some.report, some.level)
