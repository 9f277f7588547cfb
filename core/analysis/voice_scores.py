"""Whether answers on a scale have changed: of everybody, and of each product and channel.

Two stretches of days are held against each other by the mean of the points that an answer is worth
(1 or 0 for CSAT, 1, 0 or -1 for NPS, the answer itself for CES).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats import scores
from core.stats.multiplicity import benjamini_hochberg
from core.stats.placebo import two_sided
from core.stats.scores import LEAST_ANSWERS, Scale
from core.terms import Evidence
from core.terms.evidence import evidence_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEAST_RARER: Final = 5
"""Of the rarer half of the answers so many are to be expected on each side before a change is
spoken of (``docs/methods.md``)."""

WEEK: Final = 7


class Name(StrEnum):
    """Which score."""

    CSAT = "csat"
    NPS = "nps"
    CES = "ces"


SCALES: Final = {Name.CSAT: scores.CSAT, Name.NPS: scores.NPS, Name.CES: scores.CES}


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the scores of two stretches of days lie apart.

    Attributes:
        by: points of the score, the later one minus the earlier.
        p: how often chance alone would tell them so far apart, adjusted over all groups that were
            looked at; None where there are too few answers.
        evidence: how sure it is that they differ.
    """

    by: float
    p: float | None
    evidence: Evidence


def worth(name: Name) -> Floats:
    """How many points each answer of a scale is worth, the lowest answer first."""
    scale = SCALES[name]
    if name is Name.CSAT:
        return scale.good.astype(np.float64)
    if name is Name.NPS:
        for_it = scale.answers >= scores.PROMOTER_FROM
        return for_it.astype(np.float64) - (scale.answers <= scores.DETRACTOR_TO)
    return scale.answers.astype(np.float64)


def scored(name: Name, table: Ints) -> scores.Scores:
    """The score of each row of counts: CSAT as a share, NPS, CES as a mean."""
    if name is Name.CSAT:
        return scores.good_share(table)
    return scores.net_promoters(table) if name is Name.NPS else scores.mean_answer(table)


def mean_of(name: Name, table: Ints) -> scores.Scores:
    """The mean answer of each row of counts, in points of the scale."""
    return scores.mean_answer(table, SCALES[name])


def counted(name: Name, answers: pd.DataFrame, groups: "pd.Series[int]", size: int) -> Ints:
    """How many of each group chose each answer.

    Args:
        name: which score.
        answers: ``score``, and how many ``answers`` each row stands for.
        groups: the number of the group of each row, from 0; -1 for none.
        size: how many groups there are.
    """
    scale, places = SCALES[name], groups.to_numpy(np.int64)
    width, is_in = len(scale.answers), places >= 0
    at = places * width + answers["score"].to_numpy(np.int64) - scale.least
    many = answers["answers"].to_numpy(np.float64)
    sums = np.bincount(at[is_in], weights=many[is_in], minlength=size * width)
    return sums.astype(np.int64).reshape(size, width)


def on_scale(answers: pd.DataFrame, name: Name) -> pd.DataFrame:
    """The answers to one question that stand on its scale."""
    scale: Scale = SCALES[name]
    is_on = (answers["scale"] == name.value) & answers["score"].between(scale.least, scale.most)
    return answers.loc[is_on.fillna(value=False)]


def gap(name: Name, now: Ints, before: Ints) -> Gap | None:
    """How far two stretches of weeks lie apart; None where one of them has too few answers.

    The t test of two means, its variance widened by how much more the weeks scatter around their
    own stretch than answers do within them (as ``core.stats.proportions.compare`` does for rates).

    Args:
        name: which score.
        now: one row a week of the later stretch, one column an answer.
        before: the same of the earlier one.
    """
    points = worth(name)
    sides = [np.asarray(one, dtype=np.float64) for one in (now, before)]
    sizes = [float(one.sum()) for one in sides]
    if min(sizes) < LEAST_ANSWERS:
        return None
    means = [float(one.sum(axis=0) @ points / n) for one, n in zip(sides, sizes, strict=True)]
    by = means[0] - means[1]
    every = sides[0].sum(axis=0) + sides[1].sum(axis=0)
    if not _is_enough(every, points, sizes):
        return Gap(by, None, Evidence.EARLY)
    within = sum(
        float(one.sum(axis=0) @ (points - mean) ** 2)
        for one, mean in zip(sides, means, strict=True)
    )
    freedom = sum(sizes) - 2
    variance = within / freedom
    if not variance > 0:
        return Gap(by, None, Evidence.EARLY)
    widened, left = _scatter(sides, points, means, variance)
    z = by / (variance * widened * (1 / sizes[0] + 1 / sizes[1])) ** 0.5
    return Gap(by, float(two_sided(z, left if widened > 1 else freedom)), Evidence.EARLY)


def adjusted(gaps: Sequence[Gap | None]) -> list[Gap | None]:
    """Gaps that were looked at together, less sure the more there are (Benjamini-Hochberg)."""
    told = [one.p for one in gaps if one is not None and one.p is not None]
    found = iter(benjamini_hochberg(told))
    return [
        one if one is None or one.p is None else _sure(one, next(found)) for one in gaps
    ]  # fmt: skip


def _sure(one: Gap, p: float) -> Gap:
    return replace(one, p=p, evidence=evidence_of(1 - p, enough=True))


def _is_enough(every: Floats, points: Floats, sizes: Sequence[float]) -> bool:
    """Whether answers on both sides of the common mean are to be expected in both stretches."""
    mean = every @ points / every.sum()
    high = float(every[points > mean].sum() / every.sum())
    return min(sizes) * min(high, 1 - high) >= LEAST_RARER


def _scatter(
    sides: Sequence[Floats], points: Floats, means: Sequence[float], variance: float
) -> tuple[float, float]:
    """How much more weeks scatter than their answers let expect, and from how many weeks."""
    squares, freedom = 0.0, 0.0
    for one, mean in zip(sides, means, strict=True):
        sizes = one.sum(axis=1)
        some = sizes > 0
        weekly = one[some] @ points / sizes[some]
        squares += float((sizes[some] * (weekly - mean) ** 2).sum())
        freedom += float(some.sum() - 1)
    if freedom < 1:
        return 1.0, 1.0
    return max(1.0, squares / freedom / variance), freedom
