"""Which stage of the way loses most, and what may be tried there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from core.analysis.journey import Move, Revenue, Stage, Step
from core.terms import Evidence, evidence_of
from core.verdicts.choosing import without_chance
from core.verdicts.facts import DAYS_PER_MONTH, LEAST_EVENTS, LEAST_ORDERS, STALE_AFTER, doubted

SETTLED_LATER: Final = frozenset({Step.KEPT_RATE, Step.SECOND_RATE})
"""Steps that are counted of earlier days, which a holiday in these days does not touch."""

TACTICS_SHOWN: Final = 3

TELLING: Final = 0.25
"""So much more of a change than its share of the orders makes a group the cause to look at."""

SAID: Final = frozenset({Evidence.KNOWN, Evidence.HINT})


class Say(StrEnum):
    """What is concluded about the way."""

    STALE = "stale"
    TOO_FEW = "too_few"
    TOO_EARLY = "too_early"
    ALONE = "alone"
    BOTTLENECK = "bottleneck"
    STEADY = "steady"


class Tactic(StrEnum):
    """Something to try, by the stage it helps."""

    TRY_HEADLINES = "try_headlines"
    BE_FOUND = "be_found"
    PUBLISH = "publish"
    SHOW_STORIES = "show_stories"
    INVITE_NEWS = "invite_news"
    SHORT_PITCH = "short_pitch"
    CHECK_TRUST = "check_trust"
    ASK_REVIEWS = "ask_reviews"
    SHORTEN_WAY = "shorten_way"
    ANSWER_QUESTIONS = "answer_questions"
    ANSWER_FAST = "answer_fast"
    KEEP_DATES = "keep_dates"
    USE_TIPS = "use_tips"
    REMIND = "remind"
    REGULARS_ONLY = "regulars_only"
    WIN_BACK = "win_back"


TACTICS: Final[Mapping[Stage, tuple[Tactic, ...]]] = {
    Stage.REACH: (Tactic.BE_FOUND, Tactic.TRY_HEADLINES, Tactic.PUBLISH),
    Stage.LOOK: (Tactic.SHORT_PITCH, Tactic.SHOW_STORIES, Tactic.INVITE_NEWS),
    # what others say of it first, then the way to the till, then who is asked and does not answer
    Stage.BUY: (
        Tactic.CHECK_TRUST, Tactic.SHORTEN_WAY, Tactic.ANSWER_QUESTIONS, Tactic.ASK_REVIEWS,
    ),
    Stage.AFTER: (Tactic.KEEP_DATES, Tactic.ANSWER_FAST, Tactic.USE_TIPS),
    Stage.LOYAL: (Tactic.REMIND, Tactic.REGULARS_ONLY, Tactic.WIN_BACK),
}  # fmt: skip
"""What may be tried at a stage, the first thing first."""


@dataclass(frozen=True, slots=True)
class Called:
    """How sure a change is, and in which direction if it is known."""

    move: Move
    level: Evidence
    direction: int
    probability: float | None


@dataclass(frozen=True, slots=True)
class Loss:
    """What a step brings or costs against the period compared with, in won of thirty days.

    ``won`` is negative for a loss. ``weight`` is what ranks it: won times probability. ``target``:
    the share the seller wants, where it is compared with that and not with the days before.
    """

    step: Step
    won: int
    level: Evidence
    probability: float | None
    target: float | None = None

    @property
    def weight(self) -> float:
        """The won of a month times how sure it is."""
        return -self.won * (self.probability or 0.0)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What is said first on the page.

    ``missing`` are orders or days that would be needed; ``history`` the days there are.
    """

    say: Say
    level: Evidence
    worst: Loss | None = None
    second: Loss | None = None
    tactics: tuple[Tactic, ...] = ()
    missing: int = 0
    history: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """What a conclusion stands on."""

    orders_total: int
    days_old: int
    history_days: int
    history_needed: int
    is_compared: bool = True


@dataclass(frozen=True, slots=True)
class Worth:
    """What an order and an order line bring, and how many there are in a day."""

    order_value: float
    line_value: float
    new_per_day: float
    lines_per_day: float


def call(moves: Iterable[Move], *, uneven: bool = False) -> dict[Step, Called]:
    """Judge all steps that are looked at together, so that chance finds are rare.

    Args:
        moves: the steps.
        uneven: whether a long holiday fell into one of the periods only: a hint at most then.
    """
    found = {move.step: move for move in moves}
    chance = without_chance({step: move.p for step, move in found.items()})
    return {step: _called(move, chance.get(step), uneven) for step, move in found.items()}


def _called(move: Move, probability: float | None, uneven: bool) -> Called:  # noqa: FBT001
    if move.value is None:
        return Called(move, Evidence.NO_DATA, 0, None)
    if probability is None or move.value_before is None:
        return Called(move, Evidence.EARLY, 0, None)
    level = evidence_of(probability, enough=move.least_events >= LEAST_EVENTS)
    level = doubted(level, uneven=uneven and move.step not in SETTLED_LATER)
    up = (move.value > move.value_before) - (move.value < move.value_before)
    return Called(move, level, up if level in SAID else 0, probability)


def losses(called: Mapping[Step, Called], money: Mapping[Step, float]) -> tuple[Loss, ...]:
    """What each step costs in a month, the surest and largest loss first.

    Args:
        called: the judged steps.
        money: the won of thirty days by which each step moved revenue.
    """
    found = []
    for step, won in money.items():
        one = called.get(step)
        level = one.level if one else Evidence.EARLY
        found.append(Loss(step, round(won), level, one.probability if one else None))
    return _ranked(found)


def with_targets(found: Sequence[Loss], missed: Sequence[Loss]) -> tuple[Loss, ...]:
    """Of each step the larger loss: against the days before, or against what the seller wants."""
    chosen = {one.step: one for one in found}
    for one in missed:
        usual = chosen.get(one.step)
        is_said = one.level in SAID
        if is_said and (usual is None or usual.level not in SAID or one.weight > usual.weight):
            chosen[one.step] = one
    return _ranked(chosen.values())


def _ranked(found: Iterable[Loss]) -> tuple[Loss, ...]:
    return tuple(sorted(found, key=lambda loss: (loss.level not in SAID, -loss.weight)))


def monthly(
    called: Mapping[Step, Called], split: Revenue | None, days: int, worth: Worth
) -> dict[Step, float]:
    """The won of thirty days by which each step moved revenue.

    The steps up to the order take their parts of the split; what is not kept afterwards is lost
    at the value of a line, a second purchase at the value of an order for each new customer.

    Args:
        called: the judged steps.
        split: the change of revenue along the way.
        days: how many days it is about.
        worth: what a line, an order and a day are worth.
    """
    money = {
        factor.step: factor.won / max(days, 1) * DAYS_PER_MONTH
        for factor in (split.factors if split else ())
    }
    for step, per_day in (
        (Step.KEPT_RATE, worth.lines_per_day * worth.line_value),
        (Step.SECOND_RATE, worth.new_per_day * worth.order_value),
    ):
        gap = _gap(called.get(step))
        if gap is not None:
            money[step] = gap * per_day * DAYS_PER_MONTH
    return money


def _gap(called: Called | None) -> float | None:
    if called is None or called.move.value is None or called.move.value_before is None:
        return None
    return called.move.value - called.move.value_before


def conclude(ground: Ground, called: Mapping[Step, Called], found: Sequence[Loss]) -> Conclusion:
    """What is said first: a fault of the data, the weakest stage, or that all is as usual."""
    if ground.days_old > STALE_AFTER:
        return Conclusion(Say.STALE, Evidence.KNOWN)
    if ground.orders_total < LEAST_ORDERS:
        missing = LEAST_ORDERS - ground.orders_total
        return Conclusion(Say.TOO_FEW, Evidence.EARLY, missing=missing)
    aimed = any(one.target is not None for one in found)
    if not aimed and all(one.probability is None for one in called.values()):
        missing = max(1, ground.history_needed - ground.history_days)
        say = Say.TOO_EARLY if ground.is_compared else Say.ALONE
        return Conclusion(say, Evidence.EARLY, missing=missing, history=ground.history_days)
    return _weakest(found)


def because_returning(found: Conclusion) -> Conclusion:
    """The same, where fewer orders of customers who came before are what weakens buying.

    A new customer then buys as before, so the page is not what is wrong: those who know the shop
    are called first, and the page is checked after that.
    """
    if found.worst is None or found.worst.step.stage is not Stage.BUY:
        return found
    tactics = (Tactic.REMIND, *found.tactics)[:TACTICS_SHOWN]
    return replace(found, tactics=tactics)


def _weakest(found: Sequence[Loss]) -> Conclusion:
    lost = [one for one in found if one.level in SAID and one.won < 0]
    if not lost:
        return Conclusion(Say.STEADY, Evidence.HINT)
    worst, *others = lost
    second = next((one for one in others if one.step.stage is not worst.step.stage), None)
    tactics = TACTICS[worst.step.stage][:TACTICS_SHOWN]
    return Conclusion(Say.BOTTLENECK, worst.level, worst, second, tactics)
