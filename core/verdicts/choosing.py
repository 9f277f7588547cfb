"""Which of the possible claims are shown, and in which order."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

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


SHARES: Final[Mapping[str, float]] = {
    "shop": 0.5, "products": 0.2, "pages": 0.15, "channels": 0.15
}  # fmt: skip
"""How much of the readiness for false alarms each family of questions gets."""


def across(families: Mapping[str, Mapping[str, float | None]]) -> dict[str, float]:
    """How probable each finding is, allowing for everything that was examined that day.

    Weighted by family (Genovese, Roeder, Wasserman 2006), so that a hundred products do not drown
    the few questions about the shop as a whole: p-values are divided by weights that do not depend
    on the data and whose mean is one, and then adjusted together.

    Args:
        families: the p-value of every question, by the family it belongs to; None for those that
            could not be judged.
    """
    asked = {
        family: told
        for family, some in families.items()
        if (told := {key: p for key, p in some.items() if p is not None})
    }
    size = sum(map(len, asked.values()))
    shares = sum(SHARES[family] for family in asked)
    weighted: dict[str, float | None] = {}
    for family, told in asked.items():
        weight = size * SHARES[family] / shares / len(told)
        weighted |= {key: min(1.0, p / weight) for key, p in told.items()}
    return without_chance(weighted)


def choose(candidates: Sequence[Verdict], otherwise: Verdict) -> tuple[Verdict, ...]:
    """At most three verdicts, the most important first; ``otherwise`` when there is none.

    Faults of the data come first, then what is known, then hints, each by money and probability.
    While the data are old, nothing else is said at all.
    """
    return first_of(sorted(candidates, key=rank), otherwise)


def first_of(ordered: Sequence[Verdict], otherwise: Verdict) -> tuple[Verdict, ...]:
    """The same for verdicts that are in their order already."""
    shown = [one for one in ordered if _is_sure(one)]
    stale = [one for one in shown if one.claim is Claim.STALE]
    if stale:
        return tuple(stale)
    if all(one.claim in DATA_FAULTS for one in shown):
        shown.append(otherwise)
    return tuple(shown[:AT_MOST])


def rank(one: Verdict) -> tuple[bool, bool, float]:
    """Orders verdicts: faults of the data, then what is known before hints, then by money."""
    return one.claim not in DATA_FAULTS, one.level is not Evidence.KNOWN, -one.weight


def _is_sure(verdict: Verdict) -> bool:
    return verdict.level in {Evidence.KNOWN, Evidence.HINT} or verdict.claim in DATA_FAULTS
