"""Whether those who buy are those a seller has in mind, and the one thing to do where they differ.

The order of the questions is that of ``judge``: enough cases, wholly within what the seller puts up
with, more than chance, wholly above it. Only then exactly one of three advices is given
(``advise``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import Final

from core.stats import shares
from core.stats.shares import Error
from core.terms import Evidence, evidence_of

LEAST_CASES: Final = 30
"""Below so many cases nothing is judged."""

STEADY_MONTHS: Final = 3
"""Who buys is the same for good if so many months told the same."""

TOO_UNKNOWN: Final = 1 / 3
"""Where of more cases than this nobody knows the value, they may tip it either way."""


SAME: Final = 0.5
"""Months are the same where they differ for sure by less than this part of the limit."""

_ONE_SIDED: Final = 0.9
"""The upper bound of such a range is exceeded by 5 %."""


class TargetSay(StrEnum):
    """What can be said of the error."""

    NO_AIM = "no_aim"
    NO_ACTUAL = "no_actual"
    FEW = "few"
    CHANCE = "chance"
    WITHIN = "within"
    UNSURE = "unsure"
    FAR = "far"


class Advice(StrEnum):
    """타깃을 바꾸기, 문구·채널을 바꾸기, 더 지켜보기."""

    TARGET = "target"
    COPY = "copy"
    WAIT = "wait"


class Reason(StrEnum):
    """Why it is this advice and no other one."""

    TRYING = "trying"
    UNKNOWN = "unknown"
    NEARING = "nearing"
    STEADY = "steady"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged: shares meant, what was counted, and what else is known.

    Attributes:
        meant: the share of each value, together one.
        counts: the cases of each value, as of so many different people; together a whole number.
        unknown: cases of unknown value, counted so.
        months: the counts of each month, the earliest first.
        most: the error, 0 to 1, above which something should be done.
        is_tried: whether something is being done about it already.
        is_known: whether it is known of how many different people the cases are. Of payments and
            visits alone it is not: of people who pay three times each, an error above that of
            chance is seen in two of three samples without any, so they are a hint at most.
    """

    meant: tuple[float, ...]
    counts: tuple[float, ...]
    unknown: float
    months: tuple[tuple[float, ...], ...]
    most: float
    is_tried: bool = False
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class TargetFound:
    """What was found of one dimension.

    Attributes:
        say: what can be said.
        level: how sure that is.
        error: its size, its level by chance, its range; None below ``LEAST_CASES``.
        advice: one of three where the error lies wholly above the limit, else None.
        reason: why that one.
        lacking: the place of the value that lies furthest below what is meant; None if none does.
        most_bought: the place of the value that lies furthest above it.
        months: how many months were looked at for the advice.
    """

    say: TargetSay
    level: Evidence
    error: Error | None = None
    advice: Advice | None = None
    reason: Reason | None = None
    lacking: int | None = None
    most_bought: int | None = None
    months: int = 0


@dataclass(frozen=True, slots=True)
class MonthError:
    """The error of one month; all None where too few bought."""

    cases: int
    value: float | None = None
    chance: float | None = None


def judge(case: Case) -> TargetFound:
    """Say what there is to say of one dimension."""
    cases = _cases(case.counts)
    if not cases:
        return TargetFound(TargetSay.NO_ACTUAL, Evidence.NO_DATA)
    if cases < LEAST_CASES:
        return TargetFound(TargetSay.FEW, Evidence.EARLY)
    error = shares.error(case.meant, case.counts)
    gaps = [one / cases - meant for one, meant in zip(case.counts, case.meant, strict=True)]
    lacking = min(range(len(gaps)), key=gaps.__getitem__)
    bought = max(range(len(gaps)), key=gaps.__getitem__)
    say = _say(error, case.most)
    if say is TargetSay.FAR and not case.is_known:
        say = TargetSay.UNSURE
    advice, reason = advise(case) if say is TargetSay.FAR else (None, None)
    return TargetFound(
        say, _level(say, error, is_known=case.is_known), error, advice, reason,
        lacking if gaps[lacking] < 0 else None, bought if gaps[bought] > 0 else None,
        len(_told(case.months)),
    )  # fmt: skip


def advise(case: Case) -> tuple[Advice, Reason]:
    """The one thing to do about an error that lies wholly above the limit.

    Wait where something is being tried, where too many are unknown, or where the latest month is
    within the limit already. Change the target where it is shown that the same people have bought
    for ``STEADY_MONTHS`` months or more: so firm a habit is more easily followed than turned.
    Otherwise change texts and channels so that those meant are reached; that is the easiest to take
    back.
    """
    if (reason := _to_wait_for(case)) is not None:
        return Advice.WAIT, reason
    months = _told(case.months)
    steady = (
        len(months) >= STEADY_MONTHS
        and min(_errors(case)) > case.most
        and _steady(months, case.most)
    )
    return (Advice.TARGET, Reason.STEADY) if steady else (Advice.COPY, Reason.LACKING)


def month_error(meant: Sequence[float], counts: Sequence[float]) -> MonthError:
    """The error of one month with its level by chance."""
    cases = _cases(counts)
    if cases < LEAST_CASES:
        return MonthError(cases)
    value = shares.distance(meant, _shares(counts))
    return MonthError(cases, value, shares.chance_level(meant, cases))


def first(found: Sequence[TargetFound]) -> int | None:
    """Which of several dimensions is said first: what asks for most, then what is surest.

    Returns:
        its place; None of nothing.
    """
    if not found:
        return None
    order = (
        TargetSay.FAR, TargetSay.UNSURE, TargetSay.CHANCE, TargetSay.WITHIN, TargetSay.FEW,
        TargetSay.NO_ACTUAL, TargetSay.NO_AIM,
    )  # fmt: skip

    def rank(place: int) -> tuple[int, float, int]:
        one = found[place]
        return order.index(one.say), -(one.error.value if one.error else 0.0), place

    return min(range(len(found)), key=rank)


def _say(error: Error, most: float) -> TargetSay:
    if error.high <= most:
        return TargetSay.WITHIN
    if error.value <= error.chance:
        return TargetSay.CHANCE
    return TargetSay.FAR if error.low > most else TargetSay.UNSURE


def _level(say: TargetSay, error: Error, *, is_known: bool) -> Evidence:
    if say is TargetSay.CHANCE:
        return Evidence.EARLY
    if say is TargetSay.UNSURE or not is_known:
        # Of people it is sure that they differ; whether by more than the limit is not.
        return Evidence.HINT
    return Evidence.KNOWN if say is TargetSay.WITHIN else evidence_of(1 - error.p, enough=True)


def _to_wait_for(case: Case) -> Reason | None:
    """Why nothing should be changed now."""
    if case.is_tried:
        return Reason.TRYING
    if case.unknown > TOO_UNKNOWN * (_cases(case.counts) + case.unknown):
        return Reason.UNKNOWN
    errors = _errors(case)
    nearing = len(errors) > 1 and errors[-1] <= case.most < max(errors[:-1])
    return Reason.NEARING if nearing else None


def _errors(case: Case) -> list[float]:
    return [shares.distance(case.meant, _shares(one)) for one in _told(case.months)]


def _told(months: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    return [one for one in months if _cases(one) >= LEAST_CASES]


def _cases(counts: Sequence[float]) -> int:
    return round(fsum(counts))


def _steady(months: Sequence[Sequence[float]], most: float) -> bool:
    """Whether each month is shown to be like all the others together.

    That chance may make the difference shows nothing where few bought. So the upper bound of each
    difference has to lie within ``SAME`` of the limit; as every month has to pass, the bounds need
    not be widened for their number (Berger 1982).
    """
    together = [sum(column) for column in zip(*months, strict=True)]
    return all(
        _furthest(one, [all_of - its for all_of, its in zip(together, one, strict=True)])
        <= most * SAME
        for one in months
    )


def _furthest(one: Sequence[float], others: Sequence[float]) -> float:
    """The upper bound (95 %) of the distance of two samples."""
    # Chance is in both, as if the one had been held against shares that are known, of fewer cases.
    cases = max(1, round(1 / (1 / sum(one) + 1 / sum(others))))
    return shares.error(_shares(others), [cases * it for it in _shares(one)], _ONE_SIDED).high


def _shares(counts: Sequence[float]) -> list[float]:
    cases = fsum(counts)
    return [one / cases for one in counts]
