"""How many of each sending asked not to be written to any more, and where those were too many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.services.messages_result import Result
from core.stats.ab.arms import arm
from core.stats.ab.exact import fisher
from core.stats.ab.several import holm
from core.stats.ab.two_proportions import wilson_interval
from core.stats.proportions import Tally
from core.terms import Evidence, evidence_of

LEAST: Final = 30
"""Of fewer that arrived no share is judged."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One sending.

    Attributes:
        result: what came of it.
        tally: how many left of those it reached; None where one of both is unknown, or the numbers
            cannot be true together.
        bounds: between which shares the true one lies, with 95 of 100; None where unknown.
        others: how many left of those the other sendings by the same way reached; None without.
        evidence: how sure it is that more left than of the others.
    """

    result: Result
    tally: Tally | None = None
    bounds: tuple[float, float] | None = None
    others: Tally | None = None
    evidence: Evidence = Evidence.NO_DATA

    @property
    def is_high(self) -> bool:
        """Whether more left than of the others, beyond chance."""
        return self.evidence is Evidence.KNOWN


def rates(results: Iterable[Result]) -> tuple[Rate, ...]:
    """Every sending, the highest share first, and those of which nobody knows it last.

    A sending is compared with all others by the same way together, by Fisher's exact test towards
    more (Fisher 1935) since few leave; of many sendings one is always the worst, which Holm's
    correction (1979) allows for.
    """
    found = [_rate(one) for one in results]
    found = [replace(one, others=_others(one, found)) for one in found]
    judged = [place for place, one in enumerate(found) if _can_be_judged(one)]
    sure = holm([_more(found[place]) for place in judged]).tolist() if judged else []
    for place, p in zip(judged, sure, strict=True):
        found[place] = replace(found[place], evidence=evidence_of(1 - p, enough=True))
    return tuple(sorted(found, key=_order))


def whole(some: Sequence[Rate]) -> Tally | None:
    """All sendings together, as far as they are known; None where none is."""
    known = [one.tally for one in some if one.tally is not None]
    return sum(known, Tally(0, 0)) if known else None


def _rate(one: Result) -> Rate:
    if one.sent is None or one.left is None:
        return Rate(one)
    delivered = one.sent - (one.failed or 0)
    if not 0 <= one.left <= delivered or not delivered:
        return Rate(one)
    low, high = wilson_interval(arm(one.left, delivered))
    return Rate(one, Tally(one.left, delivered), (float(low), float(high)), None, Evidence.EARLY)


def _others(one: Rate, found: Sequence[Rate]) -> Tally | None:
    if one.tally is None:
        return None
    by = one.result.send.channel
    alike = [it.tally for it in found if it is not one and it.result.send.channel is by]
    known = [it for it in alike if it is not None]
    return sum(known, Tally(0, 0)) if known else None


def _can_be_judged(one: Rate) -> bool:
    return (
        one.tally is not None and one.others is not None
        and min(one.tally.trials, one.others.trials) >= LEAST
    )  # fmt: skip


def _more(one: Rate) -> float:
    """How often chance alone lets so many more leave."""
    assert one.tally is not None  # noqa: S101  (only such are judged)
    assert one.others is not None  # noqa: S101
    found = fisher(
        arm(one.others.successes, one.others.trials), arm(one.tally.successes, one.tally.trials)
    )
    return float(np.clip(found.greater, 0, 1))


def _order(one: Rate) -> tuple[bool, float, int]:
    rate = None if one.tally is None else one.tally.rate
    return rate is None, -(rate or 0.0), -one.result.send.number
