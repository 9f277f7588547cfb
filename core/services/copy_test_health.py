"""Whether a running test can be believed: counts against the plan, days, events, other tests."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.services import copy_tests
from core.services.copy_test_disturbing import disturbing
from core.services.copy_test_kept import CopyTest
from core.services.events import Event
from core.services.opening import OpenShop
from core.store import copy_test_people
from core.terms import Period
from core.terms.copy_tests import Count, Design, Plan, TestStatus, added


@dataclass(frozen=True, slots=True)
class Sample:
    """How many were shown a version, and how many of as many in all the plan would have given it.

    ``shown`` is None where nobody counted; ``expected`` is None where days are divided and not
    people, or nothing was counted at all.
    """

    letter: str
    shown: int | None
    expected: float | None
    planned: int | None


@dataclass(frozen=True, slots=True)
class Impossible:
    """A version of which, up to a day, more reacted than were shown it."""

    letter: str
    day: date | None
    shown: int
    reacted: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A day that is over and of which a version was not counted."""

    day: date
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """What may be wrong with a test. Nothing in it says which version is ahead.

    Attributes:
        samples: how many were shown each version.
        missing: days without counts.
        off_turn: days on which a version was counted that was not to be shown.
        impossible: counts that cannot be.
        events: what else happened in these days and may disturb.
        mixed_days: the days of these events within the test; they can be left out.
        elsewhere: other running tests in whose lists recipients are, and how many.
        same_place: other running tests of the same product and channel at the same time.
        at_once: whether the whole test was counted at once: then nobody can tell which days
            lack counts, and none can be left out.
    """

    samples: tuple[Sample, ...]
    missing: tuple[Missing, ...] = ()
    off_turn: tuple[tuple[date, str], ...] = ()
    impossible: tuple[Impossible, ...] = ()
    events: tuple[Event, ...] = ()
    mixed_days: tuple[date, ...] = ()
    elsewhere: tuple[tuple[int, int], ...] = ()
    same_place: tuple[int, ...] = ()
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a test is, by days and by those who were shown any version.

    Attributes:
        day: which day of the plan it is, from 1; 0 before it begins, at most ``days``.
        days: how many the plan has.
        whole_days: how many of them are over.
        shown: how many were shown any version; None where nobody counted.
        planned: how many are to be; None where nobody could say.
        last_day: the last day of the plan.
        is_over: whether the last day of the plan is over.
    """

    day: int
    days: int
    whole_days: int
    shown: int | None
    planned: int | None
    last_day: date
    is_over: bool

    @property
    def part(self) -> float | None:
        """The part of the plan that was reached, 0 to 1; by days where visitors are unknown."""
        if self.planned and self.shown is not None:
            return min(1.0, self.shown / self.planned)
        return self.whole_days / self.days


def progress(test: CopyTest, counts: Iterable[Count], today: date) -> Progress | None:
    """How far a test is; None if it was not started."""
    if test.plan is None:
        return None
    period = test.plan.period
    shown = [one.shown for one in added(counts, test.draft.design).values()]
    told = [number for number in shown if number is not None]
    whole = max(0, min(period.days, (today - period.first).days))
    return Progress(
        max(0, min(period.days, (today - period.first).days + 1)),
        period.days,
        whole,
        sum(told) if told else None,
        test.plan.planned,
        period.last,
        today > period.last,
    )


def health(
    shop: OpenShop,
    test: CopyTest,
    counts: Sequence[Count],
    today: date,
    running: Sequence[CopyTest] | None = None,
) -> Health | None:
    """What may be wrong with a test; None if it was not started.

    Args:
        shop: whose.
        test: which.
        counts: what was counted.
        today: the day in Seoul.
        running: all running tests, where they are known already.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    plan = test.plan
    if plan is None:
        return None
    happened = disturbing(shop, test, today)
    elsewhere: dict[int, int] = {}
    if test.draft.design is Design.LIST_SPLIT:
        with shop.store.read() as session:
            elsewhere = copy_test_people.elsewhere(session, shop.id, test.id)
    return Health(
        samples(plan, counts),
        missing(plan, counts, today),
        off_turn(plan, counts),
        impossible(plan, counts),
        happened,
        mixed_days(plan.period, happened),
        tuple(elsewhere.items()),
        _same_place(test, plan, _running(shop) if running is None else running),
        any(one.day is None for one in counts),
    )


def samples(plan: Plan, counts: Iterable[Count]) -> tuple[Sample, ...]:
    """How many were shown each version, against the shares of the plan."""
    sums = added(counts, plan.design)
    shown = {letter: one.shown for letter, one in sums.items()}
    total = sum(number or 0 for number in shown.values())
    return tuple(
        Sample(
            one.letter,
            shown.get(one.letter),
            None if not plan.design.divides or not total else float(plan.part(one.letter) * total),
            one.planned,
        )
        for one in plan.versions
    )


def missing(plan: Plan, counts: Iterable[Count], today: date) -> tuple[Missing, ...]:
    """The days of the plan that are over and lack counts; none where the whole was counted.

    Messages are sent once: of a list a day lacks counts only if no version has any.
    """
    there: dict[date, set[str]] = {}
    for one in counts:
        if one.day is None:
            return ()
        if one.shown is not None and one.reacted is not None:
            there.setdefault(one.day, set()).add(one.letter)
    last = min(plan.period.last, today - timedelta(days=1))
    if last < plan.period.first or not there:
        return _all_missing(plan, last) if last >= plan.period.first else ()
    found = []
    for day in _days(Period(plan.period.first, last)):
        lacking = [one for one in _expected(plan, day) if one not in there.get(day, ())]
        if lacking and not (plan.design is Design.LIST_SPLIT and day in there):
            found.append(Missing(day, tuple(lacking)))
    return tuple(found)


def off_turn(plan: Plan, counts: Iterable[Count]) -> tuple[tuple[date, str], ...]:
    """The days on which a version was shown that was not to be."""
    if plan.days is None:
        return ()
    return tuple(
        (one.day, one.letter)
        for one in counts
        if one.day is not None and one.shown and plan.days.get(one.day) not in {None, one.letter}
    )


def impossible(plan: Plan, counts: Sequence[Count]) -> tuple[Impossible, ...]:
    """The first day of each version up to which more reacted than were shown it."""
    found = []
    for letter in plan.letters:
        shown = reacted = 0
        mine = [one for one in counts if one.letter == letter]
        for one in sorted(mine, key=lambda it: it.day or date.min):
            shown, reacted = shown + (one.shown or 0), reacted + (one.reacted or 0)
            if one.shown is not None and reacted > shown:
                found.append(Impossible(letter, one.day, shown, reacted))
                break
    return tuple(found)


def mixed_days(period: Period, happened: Collection[Event]) -> tuple[date, ...]:
    """The days of a period on which something else happened."""
    return tuple(day for day in _days(period) if any(day in one.period for one in happened))


def cut(counts: Iterable[Count], without: Collection[date]) -> tuple[Count, ...]:
    """Counts without some days; those of the whole test cannot be cut and stay."""
    return tuple(one for one in counts if one.day is None or one.day not in without)


def _all_missing(plan: Plan, last: date) -> tuple[Missing, ...]:
    days = _days(Period(plan.period.first, last))
    return tuple(Missing(day, tuple(_expected(plan, day))) for day in days)


def _expected(plan: Plan, day: date) -> list[str]:
    """The versions that are shown on a day."""
    if plan.days is not None:
        return [plan.days[day]] if day in plan.days else []
    return [] if plan.design is Design.BEFORE_AFTER else list(plan.letters)


def _running(shop: OpenShop) -> list[CopyTest]:
    return copy_tests.listed(shop, [TestStatus.RUNNING])


def _same_place(test: CopyTest, plan: Plan, running: Iterable[CopyTest]) -> tuple[int, ...]:
    """Tests that show other texts to the same visitors in the same days."""
    where = (test.draft.design, test.draft.product_id, test.draft.channel)
    if test.draft.design is Design.LIST_SPLIT:
        return ()
    return tuple(
        other.id
        for other in running
        if other.id != test.id
        and other.plan is not None
        and (other.draft.design, other.draft.product_id, other.draft.channel) == where
        and other.plan.period.first <= plan.period.last
        and plan.period.first <= other.plan.period.last
    )


def _days(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range(period.days)]
