"""Is a promise kept, and is it kept better or worse than before?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.stats import spreads
from core.stats.proportions import Tally, compare
from core.terms import Evidence, evidence_of

LEAST: Final = 20
"""So many orders it takes to say whether a promise is kept."""

HALF: Final = 0.5
"""A week with so large a part of all broken ones stands out."""

LEAST_EXPECTED: Final = 5
"""So many broken ones expected on each side before a change is called one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the share that is broken lies below what is aimed at, and how sure that is."""

    is_kept: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Trend:
    """Whether more is broken than in the weeks before; ``rose`` is only the side it lies on."""

    rose: bool
    evidence: Evidence
    now: Tally
    before: Tally


def standing(broken: Tally, aim: float, scale: float = 1.0) -> Standing | None:
    """How a share that should be small stands to the seller's aim; None of nothing.

    Args:
        broken: how many promises were broken, of how many.
        aim: the share that may be, from 0 up to but not including 1.
        scale: how many times wider than chance the weeks scatter.
    """
    # That none is ever broken cannot be shown; that none was, or one, needs no chance.
    above = spreads.probability_above(broken, aim, scale) if aim else float(broken.successes > 0)
    if above is None or not broken.trials:
        return None
    sure = evidence_of(max(above, 1 - above), enough=broken.trials >= LEAST)
    return Standing(above < HALF, sure)


def trend(weeks: Sequence[Tally]) -> Trend | None:
    """The newer half of some weeks against the older one; None of fewer than four.

    The scatter of the weeks widens the test, and few cases say nothing.
    """
    half = len(weeks) // 2
    if half < 2:  # noqa: PLR2004
        return None
    newer, older = weeks[-half:], weeks[-2 * half : -half]
    now, before = (sum(some, Tally(0, 0)) for some in (newer, older))
    found = compare(now, before, [newer, older])
    both = now + before
    if both.rate is None or not (now.trials and before.trials):
        return None
    enough = both.rate * min(now.trials, before.trials) >= LEAST_EXPECTED
    sure = 0.0 if found.p is None else 1 - found.p
    rose = (now.rate or 0.0) > (before.rate or 0.0)
    return Trend(rose, evidence_of(sure, enough=enough), now, before)


def standing_out(weeks: Sequence[Tally]) -> int | None:
    """Which of some weeks has at least half of all that was broken; None where none has.

    One week of holidays can make a share that says nothing of the others. It takes as many weeks
    and broken ones as a trend does, and a share that is at least twice that of the other weeks.
    """
    most = max(range(len(weeks)), key=lambda at: weeks[at].successes, default=None)
    if most is None or len(weeks) < 4:  # noqa: PLR2004
        return None
    one = weeks[most]
    whole = sum(weeks, Tally(0, 0))
    rest = Tally(whole.successes - one.successes, whole.trials - one.trials)
    if one.successes < max(LEAST_EXPECTED, HALF * whole.successes) or not rest.trials:
        return None
    return most if one.successes * rest.trials >= 2 * rest.successes * one.trials else None


def mostly_within(broken: Tally, days: tuple[float, float] | None, target: float | None) -> bool:
    """Whether more than half surely take no longer than the target, if not as many as they should.

    Args:
        broken: how many took longer, of how many.
        days: between which the true middle lies.
        target: in days.
    """
    if days is None or target is None or broken.trials < LEAST:
        return False
    return days[1] <= target
