"""How often 고객 여정 names a weak stage where there is none, and the right one where there is.

    python -m benchmarks.journeys 25

So many shops without a fault, and as many with each of four. Seeded; the numbers in
docs/methods.md are of 60 without and 25 with each.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from core.services.journey import Choice, journey
from core.services.opening import OpenShop
from core.store.moments import day_number
from core.terms import OrderState, Record
from tests import shops
from tests.shops import LAST, Line
from tests.store import facts

DAYS: Final = 500
PER_DAY: Final = 10
RATE: Final = 0.03
LEFT: Final = 0.6
"""What is left of visits, payment rate or second purchases."""
SECOND, RETURNED, MANY_RETURNED = 0.3, 0.04, 0.15
WEEK: Final = np.array([1.1, 1.05, 1.0, 1.0, 0.95, 0.9, 1.0])
SINCE: Final = DAYS - 28
SETTLED: Final = range(DAYS - 42, DAYS - 14)
COHORT: Final = DAYS - 90 - 84
FAULTS: Final = (None, "visits", "pay", "second", "kept")
FIRST_SEED: Final = 1000
NOW: Final = datetime(2026, 11, 23, 1, tzinfo=UTC)


def made(folder: Path, seed: int, fault: str | None) -> OpenShop:
    """A shop with at most one fault."""
    random = np.random.default_rng(seed)
    shop = shops.opened(folder)
    days = shops.days_ending(LAST, DAYS)
    visits = random.poisson(_levels(random) * _weekdays() * _fewer(fault, "visits"))
    lines: list[Line] = []
    due: dict[int, list[str]] = defaultdict(list)
    number = 0
    for place, day in enumerate(days):
        rate = RATE * (LEFT if fault == "pay" and place >= SINCE else 1)
        count = int(random.binomial(visits[place], rate))
        back = due[place][:count]
        new = [f"n{number + one}" for one in range(count - len(back))]
        number += len(new)
        again = SECOND * (LEFT if fault == "second" and place >= COHORT else 1)
        for buyer in new:
            if random.random() < again:
                due[place + 1 + int(random.exponential(30))].append(buyer)
        lost = MANY_RETURNED if fault == "kept" and place in SETTLED else RETURNED
        for buyer in (*back, *new):
            is_lost = random.random() < lost
            amount = int(random.choice([12_000, 18_000, 24_000]))
            state = OrderState.RETURNED if is_lost else OrderState.CONFIRMED
            lines.append(Line(day, buyer, amount, state=state))
    shops.take(shop, lines)
    told = zip(days, visits, strict=True)
    rows = [facts.fact(day_number(day), visits=int(count)) for day, count in told]
    facts.put(shop.store, Record.STATISTIC, rows)
    return shop


def _levels(random: np.random.Generator) -> np.ndarray:
    level, found = 0.0, []
    for _ in range(DAYS):
        level = 0.97 * level + random.normal(0, 0.03)
        found.append(np.exp(level))
    return np.array(found) * PER_DAY / RATE


def _weekdays() -> np.ndarray:
    return WEEK[[day.weekday() for day in shops.days_ending(LAST, DAYS)]]


def _fewer(fault: str | None, name: str) -> np.ndarray:
    return np.where((np.arange(DAYS) >= SINCE) & (fault == name), LEFT, 1.0)


def named(seed: int, fault: str | None) -> tuple[str, str, str]:
    """What is said, how surely, and of which step."""
    with tempfile.TemporaryDirectory() as folder:
        shop = made(Path(folder), seed, fault)
        found = journey(shop, LAST + timedelta(days=1), NOW, Choice()).conclusion
        shop.close()
    if found is None:
        return "", "", ""
    return found.say.value, found.level.value, found.worst.step.value if found.worst else ""


def main() -> None:
    """Count what is said."""
    some = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    for fault in FAULTS:
        counted = Counter(named(FIRST_SEED + seed, fault) for seed in range(some))
        print(fault or "no fault", dict(counted.most_common()))


if __name__ == "__main__":
    main()
