"""How often a page without a fault is called poor, and how often a poor one is found.

    python -m benchmarks.detail_pages

Generated shops whose products differ as products do: not at all, a little, much, with a long tail
above, and with an add-on that everybody takes along. Seeded; the numbers stand in docs/methods.md.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.analysis import detail_page
from core.verdicts.products import FAULTY, Case, rule

Floats = npt.NDArray[np.float64]

SHOPS: Final = 300
POWER: Final = 200
SIZES: Final = (2, 3, 5, 10, 25, 60)
DAYS: Final = 28
RATE: Final = 0.025
LOOKED: Final = 500
"""Visits of the middle product; they differ by about a factor of 2.5 either way."""

LEAST_LOOKED: Final = 60
ADD_ONS: Final = 0.08
TAKEN: Final = 4.5


@dataclass(frozen=True, slots=True)
class Shape:
    """How the true rates of the products of a shop differ.

    Attributes:
        name: what it is called.
        variation: their standard deviation as a part of their mean.
        is_skewed: lognormal, with a long tail above, instead of gamma.
        has_add_ons: some are bought several times as often as the others, by few visitors.
    """

    name: str
    variation: float
    is_skewed: bool = False
    has_add_ons: bool = False

    def rates(self, count: int, random: np.random.Generator) -> Floats:
        """Their rates as parts of the usual one."""
        if not self.variation:
            return np.ones(count)
        if self.is_skewed:
            width = float(np.sqrt(np.log1p(self.variation**2)))
            return random.lognormal(-(width**2) / 2, width, count)
        return random.gamma(1 / self.variation**2, self.variation**2, count)


SHAPES: Final = (
    Shape("alike", 0.0),
    Shape("differ 20 %", 0.2),
    Shape("differ 30 %", 0.3),
    Shape("differ 50 %", 0.5),
    Shape("long tail 30 %", 0.3, is_skewed=True),
    Shape("long tail 50 %", 0.5, is_skewed=True),
    Shape("long tail 80 %", 0.8, is_skewed=True),
    Shape("alike, add-ons", 0.0, has_add_ons=True),
    Shape("differ 20 %, add-ons", 0.2, has_add_ons=True),
    Shape("differ 30 %, add-ons", 0.3, has_add_ons=True),
)


def alarmed(shape: Shape, count: int, random: np.random.Generator) -> bool:
    """Whether any page of a shop without a poor one is called poor."""
    looked, rates = _shop(shape, count, random)
    return bool(_poor(looked, rates, random).any())


def finds(
    shape: Shape, count: int, part: float, random: np.random.Generator, looked_at: int = 2000
) -> bool:
    """Whether a page is found that sells ``part`` of what is usual."""
    looked, rates = _shop(shape, count, random)
    looked[0], rates[0] = looked_at, part
    return bool(_poor(looked, rates, random)[0])


def _shop(shape: Shape, count: int, random: np.random.Generator) -> tuple[detail_page.Ints, Floats]:
    looked = np.maximum(LEAST_LOOKED, random.lognormal(np.log(LOOKED), 0.9, count)).astype(np.int64)
    rates = shape.rates(count, random)
    if shape.has_add_ons:
        taken = random.random(count) < ADD_ONS
        taken[random.integers(count)] |= count >= SIZES[2] and not taken.any()
        rates = np.where(taken, rates * TAKEN, rates)
        looked = np.where(taken, np.maximum(LEAST_LOOKED, looked // 4), looked)
    return looked, rates


def _poor(
    looked: detail_page.Ints, rates: Floats, random: np.random.Generator
) -> npt.NDArray[np.bool_]:
    bought = random.binomial(looked, np.minimum(RATE * rates, 0.5))
    usual = detail_page.usual(looked, bought)
    cases = [
        Case(int(v), int(k), float(rate) if 0 < rate < 1 else None, float(below), float(above))
        for v, k, rate, below, above in zip(
            looked, bought, usual.rate, usual.below, usual.above, strict=True
        )
    ]
    return np.array([one.ruling in FAULTY for one in rule(cases, DAYS)])


def main() -> None:
    """Print the tables of docs/methods.md."""
    random = np.random.default_rng(20261125)
    print("false alarms, % of shops | " + " | ".join(map(str, SIZES)) + " | all")
    every = []
    for shape in SHAPES:
        shares = [float(np.mean([alarmed(shape, n, random) for _ in range(SHOPS)])) for n in SIZES]
        every.append(shares)
        _row(shape.name, [*shares, float(np.mean(shares))])
    _row("mean", [*np.mean(every, axis=0).tolist(), float(np.mean(every))])
    parts = [(part, looked) for looked in (1000, 2000, 4000) for part in (0.0, 0.3, 0.4, 0.5)]
    print("found, % | " + " | ".join(f"{part} of {looked}" for part, looked in parts))
    for shape in SHAPES:
        _row(
            shape.name,
            [
                float(np.mean([finds(shape, (10, 25, 60)[n % 3], part, random, looked)
                               for n in range(POWER)]))
                for part, looked in parts
            ],
        )  # fmt: skip


def _row(name: str, shares: list[float]) -> None:
    print(f"{name} | " + " | ".join(f"{share * 100:.1f}" for share in shares))


if __name__ == "__main__":
    main()
