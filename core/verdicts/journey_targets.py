"""How far a stage lies below what the seller wants, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scipy.special import ndtr

from core.analysis.journey import Step
from core.stats.proportions import Tally, dispersion
from core.terms import evidence_of
from core.verdicts.choosing import without_chance
from core.verdicts.facts import DAYS_PER_MONTH, LEAST_EVENTS
from core.verdicts.journey import Called, Loss, Worth

AIMED: Final = (Step.PAY_RATE, Step.KEPT_RATE, Step.SECOND_RATE)
"""Steps that can have a target: how many of how many. Of counts nobody knows their usual scatter
well enough to say that they lie below a fixed number."""

LEAST_SPREAD: Final = 1.0


@dataclass(frozen=True, slots=True)
class Missed:
    """A share, what it should be, and the chance of one as low if it were."""

    step: Step
    tally: Tally
    target: float
    p: float | None


def missed(step: Step, tally: Tally, weeks: Sequence[Tally], target: float) -> Missed:
    """Hold a share against a target.

    The score test of one share, its variance widened by how much the weeks scatter more than
    chance (never made smaller). ``p`` is None where there are too few cases to tell.
    """
    expected = tally.trials * min(target, 1 - target)
    if not 0 < target < 1 or expected < LEAST_EVENTS:
        return Missed(step, tally, target, None)
    found = dispersion(weeks)
    spread = max(LEAST_SPREAD, found[0] if found else LEAST_SPREAD)
    gap = tally.successes - tally.trials * target
    z = gap / (spread * tally.trials * target * (1 - target)) ** 0.5
    return Missed(step, tally, target, float(ndtr(z)))


def losses(
    found: Sequence[Missed], called: Mapping[Step, Called], revenue_a_day: float, worth: Worth
) -> tuple[Loss, ...]:
    """What lies below its target costs in a month; judged together with the other steps.

    Args:
        found: the shares that were held against targets.
        called: the judged steps, whose chances count as questions that were asked as well.
        revenue_a_day: net revenue of a day of the period.
        worth: what a line, an order and a day are worth.
    """
    asked: dict[object, float | None] = {step: one.move.p for step, one in called.items()}
    asked |= {("target", one.step): one.p for one in found}
    chance = without_chance(asked)
    told = []
    for one in found:
        sure = chance.get(("target", one.step))
        rate = one.tally.rate
        if sure is None or not rate or rate >= one.target:
            continue
        won = -_won(one, rate, revenue_a_day, worth) * DAYS_PER_MONTH
        level = evidence_of(sure, enough=True)
        told.append(Loss(one.step, round(won), level, sure, one.target))
    return tuple(told)


def _won(one: Missed, rate: float, revenue_a_day: float, worth: Worth) -> float:
    """The won of a day that the target would bring more."""
    if one.step is Step.PAY_RATE:
        return revenue_a_day * (one.target / rate - 1)
    if one.step is Step.KEPT_RATE:
        return (one.target - rate) * worth.lines_per_day * worth.line_value
    return (one.target - rate) * worth.new_per_day * worth.order_value
