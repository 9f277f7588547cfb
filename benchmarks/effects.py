"""How often an improvement that did nothing is called one, and how often a real one is found.

    python -m benchmarks.effects

Generated shops: a weekday profile, a level that is constant, comes back to its mean or walks, and
orders of scattered value. Seeded; the numbers stand in docs/methods.md.
"""

import numpy as np
import numpy.typing as npt

from core.analysis import effect
from core.analysis.effect import Series
from core.metrics import Better
from core.verdicts.actions import Outcome, conclude

SHOPS = 300
DAYS = 14
WEEKDAYS = np.array([1.1, 1.05, 1.0, 1.0, 0.95, 0.8, 1.1])
LEVELS = ("constant", "returning", "walking")
VISITS_PER_ORDER = 40

Floats = npt.NDArray[np.float64]


def level(kind: str, days: int, random: np.random.Generator) -> Floats:
    """How busy a shop is from day to day, 1 at the start."""
    if kind == "constant":
        return np.ones(days)
    steps = random.normal(0, 0.05 if kind == "returning" else 0.015, days)
    path = np.zeros(days)
    for day in range(1, days):
        path[day] = path[day - 1] * (0.97 if kind == "returning" else 1.0) + steps[day]
    return np.exp(path)


def shop(
    kind: str, per_day: float, history: int, lift: float, random: np.random.Generator
) -> dict[str, Series]:
    """A shop of ``history`` days and the days after a change that multiplies by ``lift``."""
    days = history + DAYS
    weekdays = WEEKDAYS[np.arange(days) % 7] / WEEKDAYS.mean()
    busy = per_day * level(kind, days, random) * weekdays
    more = np.where(np.arange(days) >= history, lift, 1.0)
    orders = random.poisson(busy * more).astype(np.float64)
    net = np.array([random.lognormal(10.3, 0.5, int(count)).sum() for count in orders])
    # A rate moves by itself, with visits as they are.
    visits = random.poisson(busy * VISITS_PER_ORDER).astype(np.float64)
    paid = random.binomial(visits.astype(np.int64), np.minimum(1, more / VISITS_PER_ORDER))
    paid = paid.astype(np.float64)
    return {
        "orders": Series(orders, None, orders),
        "net_sales": Series(net, None, orders),
        "pay_rate": Series(paid, visits, paid),
    }


def shares(kind: str, per_day: float, history: int, lift: float) -> dict[str, tuple[float, ...]]:
    """Of each number: called better, worse, the same, and the median smallest change seen."""
    random = np.random.default_rng([SHOPS, history, int(per_day * 10), LEVELS.index(kind)])
    told: dict[str, list[tuple[Outcome, float]]] = {}
    for _ in range(SHOPS):
        for name, series in shop(kind, per_day, history, lift, random).items():
            found = effect.change(series, history, DAYS)
            smallest = found.judged.smallest if found.judged else np.nan
            told.setdefault(name, []).append((conclude(found, Better.HIGHER).outcome, smallest))
    return {
        name: (
            *(
                sum(outcome is wanted for outcome, _ in rows) / SHOPS
                for wanted in (Outcome.BETTER, Outcome.WORSE, Outcome.SAME)
            ),
            float(np.nanmedian([size for _, size in rows])),
        )
        for name, rows in told.items()
    }


def main() -> None:
    """Print the table."""
    print("level      per day  history  lift  number           better worse same  smallest")
    for kind in LEVELS:
        for per_day in (2.0, 20.0):
            for history in (98, 364):
                for lift in (1.0, 1.3, 1.5):
                    for name, row in shares(kind, per_day, history, lift).items():
                        better, worse, same, smallest = row
                        print(
                            f"{kind:10} {per_day:7} {history:8} {lift:5}  {name:16} "
                            f"{better:6.2f} {worse:5.2f} {same:4.2f} {smallest:9.2f}"
                        )


if __name__ == "__main__":
    main()
