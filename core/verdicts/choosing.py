"""Which of the possible claims are shown, and in which order."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from core.stats.multiplicity import benjamini_hochberg
from core.terms import Evidence
from core.verdicts.model import DATA_FAULTS, Claim, Verdict

AT_MOST = 3
"""Suggestions at a time."""

Key = TypeVar("Key")


def without_chance(examined: Mapping[Key, float | None]) -> dict[Key, float]:
    """How probable each finding is, allowing for how many questions were asked that day.

    Args:
        examined: the p-value of every question; None for those that could not be judged.

    Returns:
        One minus the adjusted p-value, of those that could be judged.
    """
    told = {key: p for key, p in examined.items() if p is not None}
    adjusted = benjamini_hochberg(list(told.values()))
    return {key: 1 - q for key, q in zip(told, adjusted, strict=True)}


def choose(candidates: Sequence[Verdict], otherwise: Verdict) -> tuple[Verdict, ...]:
    """At most three verdicts, the most important first; ``otherwise`` when there is none.

    Faults of the data come first. While the data are old, nothing else is said at all.
    """
    shown = [one for one in candidates if _is_sure(one)]
    stale = [one for one in shown if one.claim is Claim.STALE]
    if stale:
        return tuple(stale)
    shown.sort(key=lambda one: (one.claim not in DATA_FAULTS, -one.weight))
    if all(one.claim in DATA_FAULTS for one in shown):
        shown.append(otherwise)
    return tuple(shown[:AT_MOST])


def _is_sure(verdict: Verdict) -> bool:
    return verdict.level in {Evidence.KNOWN, Evidence.HINT} or verdict.claim in DATA_FAULTS
