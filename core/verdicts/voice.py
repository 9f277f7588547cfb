"""What the page 리뷰와 불만 says first: the theme that rises, the usual one, or who waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.analysis.voice_rates import Change
from core.terms import Evidence, evidence_of

LEAST_PROBLEMS: Final = 3
"""Complaints of one theme from which on it is called the usual one."""


class VoiceSay(StrEnum):
    """What is said."""

    RISING = "rising"
    """A theme is complained of more often per order than before, beyond chance."""
    FREQUENT = "frequent"
    """Nothing rises; this is what is complained of most."""
    WAITING = "waiting"
    CALM = "calm"
    """There are texts, and nothing in them to act upon."""
    NO_ORDERS = "no_orders"
    """The same, and without orders nobody can tell how often."""
    NOTHING = "nothing"
    """Nobody has said anything yet that is known here."""


@dataclass(frozen=True, slots=True)
class VoiceCase:
    """What is known.

    Attributes:
        changes: of each theme, the last weeks against those before; empty where there are too few.
        problems: complaints of each theme over the days that are looked at, most first.
        waiting: how many wait for an answer,
        overdue: and how many of them are late.
        texts: how many texts there are.
        has_orders: whether a file tells of orders.
    """

    changes: Sequence[Change]
    problems: Sequence[tuple[str, int]]
    waiting: int
    overdue: int
    texts: int
    has_orders: bool


@dataclass(frozen=True, slots=True)
class VoiceConclusion:
    """One thing to say. ``probability`` is one minus the adjusted p-value of the change."""

    say: VoiceSay
    level: Evidence
    theme: str | None = None
    change: Change | None = None
    probability: float | None = None


def conclude(case: VoiceCase) -> VoiceConclusion:
    """The one thing to say, the surest and most useful first."""
    return _rising(case) or _frequent(case) or _other(case)


def _rising(case: VoiceCase) -> VoiceConclusion | None:
    for change in case.changes:
        probability = None if change.p is None else 1 - change.p
        level = evidence_of(probability, enough=change.is_enough)
        # "More often" is said only where it is known.
        if level is Evidence.KNOWN and change.rose:
            return VoiceConclusion(VoiceSay.RISING, level, change.theme, change, probability)
    return None


def _frequent(case: VoiceCase) -> VoiceConclusion | None:
    if not case.problems or case.problems[0][1] < LEAST_PROBLEMS:
        return None
    theme = case.problems[0][0]
    change = next((one for one in case.changes if one.theme == theme), None)
    return VoiceConclusion(VoiceSay.FREQUENT, Evidence.HINT, theme, change)


def _other(case: VoiceCase) -> VoiceConclusion:
    if case.waiting:
        return VoiceConclusion(VoiceSay.WAITING, Evidence.KNOWN)
    if not case.texts:
        return VoiceConclusion(VoiceSay.NOTHING, Evidence.NO_DATA)
    return VoiceConclusion(VoiceSay.CALM if case.has_orders else VoiceSay.NO_ORDERS, Evidence.EARLY)
