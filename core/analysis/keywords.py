"""Which search words bring buyers, and which ones bring only visits."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import bdtr

from core.stats.multiplicity import benjamini_hochberg
from core.stats.proportions import Tally
from core.stats.shrinkage import Shrunk, prior

FLOOR: Final = 30
"""Visits below which a word is not looked at by itself."""

LEAST_EXPECTED: Final = 5
"""Payments to be expected below which a word is not called useless."""

SHOWN: Final = 10

SURE: Final = 0.1
"""Adjusted p-value up to which a word is said to sell less than the others."""


@dataclass(frozen=True, slots=True)
class Word:
    """A search word: what came by it, its rate after shrinking, and what was to be expected.

    ``expected`` are the payments that as many visits by the other words bring; ``wasted`` the
    visits that more than explain its own payments.
    """

    word: str
    visits: int
    payments: int
    shrunk: Shrunk
    expected: float
    wasted: float


@dataclass(frozen=True, slots=True)
class Words:
    """The words with the most payments, and those that surely sell less than the others."""

    best: tuple[Word, ...]
    wasted: tuple[Word, ...]
    looked_at: int
    left_out: int
    """So many words had fewer visits than the floor."""


def words(frame: pd.DataFrame) -> Words:
    """Judge the words.

    Args:
        frame: ``keyword``, ``visits``, ``payments``; rows without visits or payments
            say nothing and are left out.
    """
    known = frame.dropna(subset=["keyword", "visits", "payments"])
    known = known[(known["visits"] > 0) & (known["payments"] <= known["visits"])]
    large = known[known["visits"] >= FLOOR].reset_index(drop=True)
    if large.empty:
        return Words((), (), 0, len(known))
    visits = large["visits"].to_numpy(dtype=np.int64)
    payments = large["payments"].to_numpy(dtype=np.int64)
    others, paid = known["visits"].sum() - visits, known["payments"].sum() - payments
    usual = np.divide(paid, others, out=np.zeros(len(large)), where=others > 0)
    expected = visits * usual
    able = expected >= LEAST_EXPECTED
    surely = np.zeros(len(large), dtype=np.bool_)
    total, share = int(known["payments"].sum()), visits / int(known["visits"].sum())
    surely[able] = np.array(_chance(payments[able], total, share[able])) <= SURE
    fitted = prior([Tally(int(k), int(n)) for k, n in zip(payments, visits, strict=True)])
    assert fitted is not None  # noqa: S101  (there are visits)
    gone = np.where(expected > 0, (1 - payments / np.maximum(expected, 1e-12)) * visits, 0.0)

    def word(at: int) -> Word:
        return Word(
            str(large["keyword"].iloc[at]), int(visits[at]), int(payments[at]),
            fitted.shrink(Tally(int(payments[at]), int(visits[at]))),
            float(expected[at]), float(gone[at]),
        )  # fmt: skip

    by_payments = [at for at in np.lexsort((-visits, -payments)) if payments[at]]
    by_waste = [at for at in np.argsort(-gone, kind="stable") if surely[at]]
    return Words(
        tuple(word(int(at)) for at in by_payments[:SHOWN]),
        tuple(word(int(at)) for at in by_waste[:SHOWN]),
        len(large),
        len(known) - len(large),
    )


def _chance(
    payments: npt.NDArray[np.int64], total: int, share: npt.NDArray[np.float64]
) -> list[float]:
    """How likely so few of all payments are by chance; adjusted for the number of words.

    Given all payments, those of a word are binomial with its share of all visits (the test of two
    Poisson counts, Przyborowski and Wilenski 1940), one-sided with Lancaster's mid-p.
    """
    fewer = np.where(payments > 0, bdtr(np.maximum(payments - 1, 0), total, share), 0.0)
    mid = (fewer + bdtr(payments, total, share)) / 2
    return benjamini_hochberg([float(min(1.0, p)) for p in mid])
