"""What answers on a scale say of a shop: CSAT, NPS and CES, of many groups at once.

Answers are counted first: a table of one row per group and one column per answer of the scale,
the lowest first. Shares lie between 0 and 1 and NPS between -1 and 1 until they are shown.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from core.stats.ab.arms import Floats, arm, critical, part, whole
from core.stats.ab.two_proportions import wilson_interval

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEAST_ANSWERS: Final = 10
"""Below so many answers the answers are shown and no score."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers people can choose from.

    Attributes:
        least: the lowest answer.
        most: the highest one.
        is_high_good: whether a higher answer is a better one.
    """

    least: int
    most: int
    is_high_good: bool = True

    @property
    def answers(self) -> Ints:
        """Every answer, the lowest first."""
        return np.arange(self.least, self.most + 1)

    @property
    def good(self) -> Flags:
        """The answers on the good side of the middle: 4 and 5 of 5, 5 to 7 of 7."""
        away = 2 * self.answers - (self.least + self.most)
        return np.asarray(away > 0 if self.is_high_good else away < 0)


CSAT: Final = Scale(1, 5)
NPS: Final = Scale(0, 10)
CES: Final = Scale(1, 7)
"""CES 2.0: how far somebody agrees that it was made easy."""
CES_EFFORT: Final = Scale(1, 5, is_high_good=False)
"""The older question: how much effort it took. It runs the other way."""

PROMOTER_FROM: Final = 9
DETRACTOR_TO: Final = 6
"""Reichheld 2003: 9 and 10 promote, 0 to 6 advise against, 7 and 8 do neither."""

ADDED: Final = 0.75
"""Promoters and detractors each that are added for the bounds of NPS, with as many passives as
make three answers in all."""


@dataclass(frozen=True, slots=True)
class Score:
    """One score with its bounds."""

    answers: int
    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """A score of each group: numbers of answers, values and bounds; nan where nobody answered."""

    answers: Floats
    value: Floats
    lower: Floats
    upper: Floats

    @property
    def enough(self) -> Flags:
        """The groups of which a score may be shown."""
        return np.asarray(self.answers >= LEAST_ANSWERS)

    def told(self, group: int) -> Score | None:
        """The score of one group; None where too few answered."""
        if not self.enough[group]:
            return None
        numbers = (float(one[group]) for one in (self.value, self.lower, self.upper))
        return Score(int(self.answers[group]), *numbers)


def counted(answers: npt.ArrayLike, groups: npt.ArrayLike, count: int, scale: Scale) -> Ints:
    """How many of each group chose each answer.

    Args:
        answers: whole numbers of the scale.
        groups: the number of the group of each answer, from 0.
        count: how many groups there are.
        scale: what could be answered.

    Raises:
        ValueError: an answer does not stand on the scale.
    """
    said, of = np.asarray(answers), np.asarray(groups, dtype=np.int64)
    if not np.isin(said, scale.answers).all():
        msg = f"an answer is not one of {scale.least} to {scale.most}"
        raise ValueError(msg)
    width = len(scale.answers)
    places = of * width + said.astype(np.int64) - scale.least
    return np.bincount(places, minlength=count * width).reshape(count, width)


def good_share(table: npt.ArrayLike, scale: Scale = CSAT, confidence: float = 0.95) -> Scores:
    """The share of good answers: CSAT on five points, "easy" on the scales of CES.

    With Wilson's interval (1927).

    Raises:
        ValueError: the table does not fit the scale, or the confidence is not between 0 and 1.
    """
    counts = _fitting(table, scale)
    one = arm(counts[:, scale.good].sum(axis=1), counts.sum(axis=1))
    low, high = wilson_interval(one, critical(confidence))
    return _scores(one.trials, one.rate, low, high)


def net_promoters(table: npt.ArrayLike, confidence: float = 0.95) -> Scores:
    """NPS: the share of promoters minus that of detractors.

    The variance of one answer is p + d - (p - d)². The bounds are those of Wald after adding .75
    promoters, .75 detractors and 1.5 passives: at ten answers a plain 95 % interval holds the truth
    in 80 to 91 of 100 cases, this one in 94 to 97 (``docs/methods.md``). All promoters are
    no certainty.

    Raises:
        ValueError: the table does not fit the scale, or the confidence is not between 0 and 1.
    """
    counts = _fitting(table, NPS)
    n = counts.sum(axis=1)
    for_it = counts[:, NPS.answers >= PROMOTER_FROM].sum(axis=1)
    against = counts[:, NPS.answers <= DETRACTOR_TO].sum(axis=1)
    value = (for_it - against) / np.maximum(n, 1)
    more = n + 4 * ADDED
    p, d = (for_it + ADDED) / more, (against + ADDED) / more
    reach = critical(confidence) * np.sqrt((p + d - (p - d) ** 2) / more)
    low, high = np.maximum(p - d - reach, -1), np.minimum(p - d + reach, 1)
    return _scores(n, value, np.minimum(low, value), np.maximum(high, value))


def mean_answer(table: npt.ArrayLike, scale: Scale = CES, confidence: float = 0.95) -> Scores:
    """The mean answer: CES, in points of its scale, whose direction stays that of the question.

    With Student's interval. Where all said the same it has no width, which is no certainty: then
    the share of other answers is below 1 - (1 - confidence)^(1/n), and the bounds are the means if
    those all stood at one end. Of a single answer nothing is known but the scale.

    Raises:
        ValueError: the table does not fit the scale, or the confidence is not between 0 and 1.
    """
    counts, points = _fitting(table, scale), scale.answers
    level = part(confidence, "confidence")
    n = counts.sum(axis=1)
    mean = counts @ points / np.maximum(n, 1)
    squares = (counts * (points - mean[:, None]) ** 2).sum(axis=1)
    freedom = np.maximum(n - 1, 1)
    reach = stdtrit(freedom, (1 + level) / 2) * np.sqrt(squares / freedom / np.maximum(n, 1))
    others = 1 - (1 - level) ** (1 / np.maximum(n, 1))
    same = (counts > 0).sum(axis=1) <= 1
    low = np.where(same, mean - others * (mean - scale.least), mean - reach)
    high = np.where(same, mean + others * (scale.most - mean), mean + reach)
    return _scores(n, mean, np.maximum(low, scale.least), np.minimum(high, scale.most))


def _fitting(table: npt.ArrayLike, scale: Scale) -> Floats:
    counts = whole(table)
    if counts.ndim != 2 or counts.shape[1] != len(scale.answers):  # noqa: PLR2004
        msg = f"a table of {scale.least} to {scale.most} has {len(scale.answers)} columns"
        raise ValueError(msg)
    return counts


def _scores(answers: Floats, *numbers: Floats) -> Scores:
    value, lower, upper = (np.where(answers > 0, one, np.nan) for one in numbers)
    return Scores(answers, value, lower, upper)
