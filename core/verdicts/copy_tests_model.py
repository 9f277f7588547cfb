"""What a copy test says: codes and numbers that its sentences are made of."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from core.terms.copy_tests import METHOD, Design, Response

MARGIN: Final = 0.2
"""A difference within this part of the rate makes no difference worth having."""

USEFUL: Final = 0.5
"""A plan that only finds more than half as many again can hardly find what a text changes."""

LEAST_REGRET: Final = 50_000
"""Won of a month that may be lost by a choice that is not sure."""

REGRET_SHARE: Final = 0.005
"""The same as a part of a month's revenue; the larger of both holds."""

LATE_ALPHA: Final = 0.01
"""How often what comes after the plan may call a winner where there is none."""


class Answer(StrEnum):
    """What to do, or why nobody can say."""

    SWITCH = "switch"
    """Use another version; it is better."""
    KEEP = "keep"
    """Keep the control; every other version is worse."""
    EITHER = "either"
    """No difference worth having."""
    LOW_REGRET = "low_regret"
    """Not sure, and being wrong costs little."""
    OPEN = "open"
    """Over, and no difference was found; that does not make the versions alike."""
    HARD = "hard"
    """The same, and so few visitors could only have shown a large difference."""
    RUNNING = "running"
    """Too early; who is ahead is not told."""
    TOO_FEW = "too_few"
    """Over, with fewer than six who reacted."""
    UNCOUNTED = "uncounted"
    """Over, and of a version nobody knows how many were shown it or reacted."""
    IMPOSSIBLE = "impossible"
    """More reacted than were shown a version."""
    MISMATCH = "mismatch"
    """Versions were not shown as often as planned, so something is wrong with the count."""
    MIXED = "mixed"
    """Something else happened on some days, and nobody said yet what to do about them."""
    COMPARISON = "comparison"
    """One version after the other: told as numbers, never judged."""

    @property
    def decides(self) -> bool:
        """Whether a difference is told as known."""
        return self in {Answer.SWITCH, Answer.KEEP}

    @property
    def is_result(self) -> bool:
        """Whether the test has said all it can say."""
        return self.decides or self in _RESULTS


_RESULTS: Final = frozenset({
    Answer.EITHER, Answer.LOW_REGRET, Answer.OPEN, Answer.HARD, Answer.TOO_FEW, Answer.COMPARISON,
})  # fmt: skip


class Basis(StrEnum):
    """On what an answer rests."""

    PLAN = "plan"
    """The plan was reached."""
    BOUNDARY = "boundary"
    """So large a difference that the plan allowed to stop."""
    LATE = "late"
    """What was counted after the plan."""
    DAYS = "days"
    """Days against days."""
    ONCE = "once"
    """Numbers looked at a single time, without a plan."""


class Call(StrEnum):
    """What is known of one version against the control."""

    CONTROL = "control"
    BETTER = "better"
    WORSE = "worse"
    UNSURE = "unsure"
    HIDDEN = "hidden"
    """Not told yet."""


class Range(NamedTuple):
    """From, what was seen, to."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Worth:
    """What makes won of a difference; None where nobody knows.

    Attributes:
        visitors_month: how many a month will see the version that is used.
        value: won that each one who reacts is worth, such as the value of an order.
        revenue_month: what the shop sells in a month.
    """

    visitors_month: float | None = None
    value: float | None = None
    revenue_month: float | None = None

    def of(self, difference: float) -> float | None:
        """Won a month of a difference of two rates."""
        if self.visitors_month is None or self.value is None:
            return None
        return difference * self.visitors_month * self.value

    def of_won(self, each: float) -> float | None:
        """Won a month of won of each visitor."""
        return None if self.visitors_month is None else each * self.visitors_month

    @property
    def limit(self) -> float:
        """Won a month that may be lost by a choice that is not sure."""
        return max(LEAST_REGRET, REGRET_SHARE * (self.revenue_month or 0))


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known besides plan and counts.

    Attributes:
        worth: what makes won of a difference.
        mixed: the days on which something else happened that may disturb.
        cut: whether these days are left out; None while nobody said.
        margin: the difference of two rates that makes no difference; None takes a fifth of the
            rate of all versions together.
        amounts: by letter what each buyer of a version paid in all, in won, one number a buyer;
            for revenue of few buyers, may be empty. They are used where they are as many as the
            buyers counted and add up to the won counted, else left aside.
    """

    worth: Worth = field(default_factory=Worth)
    mixed: Collection[date] = ()
    cut: bool | None = None
    margin: float | None = None
    amounts: Mapping[str, Collection[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """One version. All but ``letter``, ``shown`` and ``expected`` is None while it is hidden.

    Attributes:
        letter: the version.
        shown: how many were shown it.
        expected: how many of as many in all the plan would have given it.
        call: what is known of it against the control.
        reacted: how many of them did what was hoped for.
        rate: the part that reacted; of alternate days the mean of the days.
        bounds: between which rates its own rate lies.
        difference: its rate less the control's, with the bounds that go with the answer.
        ratio: the same as a ratio; no upper bound (None) where the control had no success.
        p: how often chance alone makes so large a difference, of this version by itself.
        level: how rare it had to be, 1 less the confidence of the bounds of its difference; None
            of results written down by method 2, whose p is adjusted over the versions.
        chance: how likely it is the best of all; described, never decided upon.
        loss_month: won a month that using it costs on average if another one is better.
        won_month: won a month of using it instead of the control, with bounds.
    """

    letter: str
    shown: int | None
    expected: float | None = None
    call: Call = Call.HIDDEN
    reacted: int | None = None
    rate: float | None = None
    bounds: tuple[float, float] | None = None
    difference: Range | None = None
    ratio: tuple[float, float | None] | None = None
    p: float | None = None
    chance: float | None = None
    loss_month: float | None = None
    won_month: Range | None = None
    level: float | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """Revenue of each visitor of a version against the control, in won.

    ``per_visitor`` are the control's and the version's; of days their means. ``exact_p`` is that of
    the permutation test where buyers are few and their amounts known. ``error`` is the standard
    error of the difference, ``freedom`` its degrees of freedom.
    """

    letter: str
    per_visitor: tuple[float, float]
    difference: Range
    p: float
    exact_p: float | None = None
    error: float | None = None
    freedom: float | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Which numbers an answer rests on.

    Attributes:
        days: how many days were counted of how many planned.
        part: the part of the plan that was reached, 0 to 1.
        line: how many standard deviations a difference had to reach; None where days are compared.
        alpha: the level of the intervals told: 1 less the confidence.
    """

    days: tuple[int, int]
    part: float
    line: float | None = None
    alpha: float | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a copy test says on a day.

    Attributes:
        answer: what to do.
        basis: what it rests on; None where nothing was judged.
        control: the letter of the version the others are held against.
        versions: all of them, in the order of the plan.
        chosen: the version to use; None where any will do or nobody knows.
        look: which numbers it rests on.
        design: how versions were shown.
        response: what was counted.
        worth: what made won of a difference.
        expected: the day on which more can be said, if it is still to come.
        base: the rate of all versions together, which ``least`` and ``within`` are held against.
        least: the least rate above it that so many visitors find in 80 of 100 tests.
        needed: visitors of each version that would find the difference that was seen.
        within: the largest difference that is left of two versions that are alike.
        mixed: the days on which something else happened, also if they were left out.
        cut: whether they were left out; None while nobody said.
        cuttable: whether they can be left out.
        division_p: how often chance alone divides visitors so unlike the plan.
        money: revenue of a visitor, where it was asked for and is known.
        conflict: more bought, yet surely less was sold; then no version is chosen.
        method: the version of the method.
    """

    answer: Answer
    basis: Basis | None
    control: str
    versions: tuple[Said, ...]
    look: Look
    design: Design
    response: Response
    worth: Worth = field(default_factory=Worth)
    chosen: str | None = None
    expected: date | None = None
    base: float | None = None
    least: float | None = None
    needed: int | None = None
    within: float | None = None
    mixed: tuple[date, ...] = ()
    cut: bool | None = None
    cuttable: bool = False
    division_p: float | None = None
    money: tuple[Money, ...] = ()
    conflict: bool = False
    method: str = METHOD

    def of(self, letter: str) -> Said:
        """One version.

        Raises:
            KeyError: there is none of that name.
        """
        return {one.letter: one for one in self.versions}[letter]

    @property
    def told(self) -> dict[str, Any]:
        """All of it as values that JSON knows, to be kept with the test."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
