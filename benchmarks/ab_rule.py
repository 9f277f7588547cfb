"""How often the answers of copy tests are wrong, with the very rule that gives them.

    python -m benchmarks.ab_rule [--runs 20000]

Fourteen days, visitors divided by chance, somebody looks every day. All tests of a row are judged
at once by ``core.analysis.copy_tests``, which ``core.verdicts.copy_tests.judge`` asks for one test;
``through_judge`` shows on some of them that both say the same. Beside it on the same counts: "p <
0.05 every day" and GrowthBook's default rule every day. The numbers stand in docs/methods.md.
"""

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np
import numpy.typing as npt

from benchmarks.ab import ALPHA, DAYS, Floats, growthbook, head, line, share
from core.analysis.copy_tests import Called, Counted, call, lines
from core.stats.ab.two_proportions import score_z, two_sided
from core.terms import Period
from core.terms.copy_tests import LETTERS, Count, Design, Plan, PlannedVersion, Response
from core.verdicts.copy_tests import judge

FIRST = date(2026, 1, 5)
RIVAL_RUNS = 5000
"""Of so many runs the rivals are told."""

LOOKS = np.array([7, 8, 9, 10, 11, DAYS])
"""The days after which the rule looks: of two weeks the last but two are left out."""


@dataclass(frozen=True)
class Row:
    """Some versions, visitors of each over the plan, the rate of the control, what B has more."""

    versions: int
    visitors: int
    rate: float
    lift: float = 0.0

    @property
    def each_day(self) -> int:
        """Visitors of all versions a day."""
        return max(1, round(self.versions * self.visitors / DAYS))

    @property
    def rates(self) -> list[float]:
        """Of all versions; only B differs."""
        return [self.rate, self.rate * (1 + self.lift), *[self.rate] * (self.versions - 2)]

    def days(self, runs: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Visitors and successes of each day; axes run, day, version."""
        seed = [self.versions, self.visitors, int(1e4 * self.rate), int(100 * self.lift)]
        random = np.random.default_rng(seed)
        parts = np.full(self.versions, 1 / self.versions)
        shown = random.multinomial(self.each_day, parts, (runs, DAYS))
        return shown, random.binomial(shown, self.rates)

    @property
    def plan(self) -> Plan:
        """As the seller would have written it."""
        total = self.each_day * DAYS
        parts = [
            total // self.versions + (at < total % self.versions) for at in range(self.versions)
        ]
        versions = tuple(
            PlannedVersion(letter, 1, part) for letter, part in zip(LETTERS, parts, strict=False)
        )
        period = Period(FIRST, FIRST + timedelta(days=DAYS - 1))
        return Plan(Design.AD_PLATFORM, Response.ORDERS, "A", versions, period)


def ruled(shown: npt.NDArray[np.int64], reacted: npt.NDArray[np.int64]) -> Called:
    """What the rule calls at each look, from the seventh day on; axes run, look, version."""
    n, x = (np.cumsum(each, axis=1).astype(float)[:, LOOKS - 1] for each in (shown, reacted))
    versions = shown.shape[-1]
    steps = lines(LOOKS / DAYS, versions - 1, ALPHA, last=True)
    return call(Counted(x, n, (1,) * versions), steps)


def told(called: Called) -> Floats:
    """What is called of each version at the look that decides, else at the last one."""
    decided = called.decided
    at = np.where(np.any(decided, axis=1), np.argmax(decided, axis=1), decided.shape[1] - 1)
    found = np.take_along_axis(called.sign, at[:, None, None], axis=1)
    return np.asarray(found[:, 0])


def rivals(shown: npt.NDArray[np.int64], reacted: npt.NDArray[np.int64]) -> list[Floats]:
    """Signs of the first call of B and of any version, for both rivals: daily p, GrowthBook."""
    n, x = (np.cumsum(each[:RIVAL_RUNS], axis=1).astype(float) for each in (shown, reacted))
    found = []
    for rule in (_daily, growthbook):
        signs = [
            _first(np.sign(rule(n[..., [0, at]], x[..., [0, at]]))) for at in range(1, n.shape[-1])
        ]
        found.append(np.stack(signs, axis=1))
    return found


def _daily(n: Floats, x: Floats) -> Floats:
    pair = Counted(x, n)
    z = score_z(pair.control, pair.variants)[..., 0]
    return np.where(two_sided(z) < ALPHA, z, 0)


def _first(signs: Floats) -> Floats:
    place = np.argmax(signs != 0, axis=1)
    return np.asarray(np.take_along_axis(signs, place[:, None], axis=1)[:, 0])


def once(shown: npt.NDArray[np.int64], reacted: npt.NDArray[np.int64]) -> Called:
    """One look at the end, by Holm's steps."""
    versions = shown.shape[-1]
    n, x = (np.sum(each, axis=1).astype(float) for each in (shown, reacted))
    return call(Counted(x, n), lines([1.0], versions - 1, ALPHA, last=True)[0])


def through_judge(row: Row, runs: int) -> float:
    """The part of tests, in percent, of which ``judge``, asked daily, says what the rule says."""
    shown, reacted = row.days(runs)
    expected, alike = told(ruled(shown, reacted)), 0
    for run in range(runs):
        chosen = _judged(row, shown[run], reacted[run])
        better = [LETTERS[at + 1] for at in np.flatnonzero(expected[run] > 0)]
        if np.all(expected[run] < 0):
            better = ["A"]
        alike += chosen in better if better else chosen is None
    return 100 * alike / runs


def _judged(row: Row, shown: npt.NDArray[np.int64], reacted: npt.NDArray[np.int64]) -> str | None:
    """The version that is told first to be used, by somebody who asks every day; None if none."""
    counts = [
        Count(letter, FIRST + timedelta(days=day), int(shown[day, at]), int(reacted[day, at]))
        for day in range(DAYS)
        for at, letter in enumerate(LETTERS[: row.versions])
    ]
    for day in range(1, DAYS + 1):
        found = judge(row.plan, counts, FIRST + timedelta(days=day))
        if found.answer.decides:
            return found.chosen
    return None


def equal(runs: int) -> float:
    """Equal versions: how often any is called different; the worst of all rows."""
    head("versions", "visitors each @ rate", "ours: any", "ours: a winner", "daily p", "GrowthBook")
    worst = 0.0
    for versions, rate, visitors in product(
        (2, 3, 4, 6), (0.01, 0.02, 0.03, 0.05), (100, 200, 500, 1000, 2000)
    ):
        days = Row(versions, visitors, rate).days(runs)
        ours = told(ruled(*days))
        called = share(np.any(ours != 0, axis=1))
        worst = max(worst, called)
        line(
            versions,
            f"{visitors} @ {rate:.0%}",
            called,
            share(np.any(ours > 0, axis=1)),
            *(share(np.any(each != 0, axis=1)) for each in rivals(*days)),
        )
    print(f"\nworst: {worst:.2f} %")
    return worst


def better(runs: int) -> float:
    """B is better: how often it is told to be, and how often the wrong thing is told."""
    head(
        "versions", "visitors each @ rate", "lift", "ours", "ours: wrong", "one look", "GrowthBook"
    )
    worst = 0.0
    for versions, rate, visitors, lift in product(
        (2, 3, 4, 6), (0.01, 0.02, 0.03, 0.05), (100, 200, 500, 1000, 2000), (0.5, 1.0)
    ):
        days = Row(versions, visitors, rate, lift).days(runs)
        ours, end = told(ruled(*days)), once(*days).sign
        found, single = share(ours[:, 0] > 0), share(end[:, 0] > 0)
        worst = max(worst, single - found)
        line(
            versions,
            f"{visitors} @ {rate:.0%}",
            f"+{lift:.0%}",
            found,
            share(ours[:, 0] < 0),
            single,
            share(rivals(*days)[1][:, 0] > 0),
        )
    print(f"\nmost lost to one look: {worst:.2f} points")
    return worst


def same(runs: int) -> None:
    """Does ``judge``, asked every day, say what the rule says of many at once?"""
    head("versions", "visitors each @ rate", "lift", "same answers %")
    for versions, visitors, rate, lift in (
        (2, 200, 0.02, 0.0),
        (2, 1000, 0.02, 1.0),
        (2, 2000, 0.05, 0.5),
        (4, 1000, 0.03, 1.0),
    ):
        row = Row(versions, visitors, rate, lift)
        line(versions, f"{visitors} @ {rate:.0%}", f"+{lift:.0%}", through_judge(row, runs))


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000)
    given = parser.parse_args()
    for each in (equal, better):
        print(f"\n{each.__name__}: {each.__doc__}")
        each(given.runs)
    print(f"\nsame: {same.__doc__}")
    same(min(given.runs, 200))


if __name__ == "__main__":
    main()
