"""Ten thousand tests of two versions at once, beside a loop over them in GrowthBook's engine.

    python -m benchmarks.ab_speed [--tests 10000] [--rounds 7] [--rival PYTHON]

``PYTHON`` is an interpreter of another environment in which ``pip install gbstats`` was run; it
needs old versions of numpy and pandas, so it does not live with ours. Without it the formulas of
its default rule are looped over as ``benchmarks.rivals`` has them, and the output says so. In a
round all run one after the other on the same counts; imports are not counted, processor time is.
"""

import argparse
import json
import subprocess
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from benchmarks import rivals
from benchmarks.ab import head, line
from core.analysis.copy_tests import Counted, bounds, call, lines
from core.stats.ab.comparison import compare, differs

RIVAL = """
import json, sys, time
from gbstats.bayesian.tests import EffectBayesianABTest
from gbstats.frequentist.tests import TwoSidedTTest
from gbstats.models.statistics import ProportionStatistic as Seen

tests = json.load(sys.stdin)
times = []
for kind in (TwoSidedTTest, EffectBayesianABTest):
    kind(Seen(sum=30, n=1000), Seen(sum=42, n=1000)).compute_result()
    start = time.process_time()
    for a, n_a, b, n_b in tests:
        kind(Seen(sum=a, n=n_a), Seen(sum=b, n=n_b)).compute_result()
    times.append(time.process_time() - start)
print(json.dumps(times))
"""
"""What the other interpreter runs: its two engines, one test after the other."""

Tests = list[list[int]]


def counts(tests: int) -> Tests:
    """Reactions and visitors of A and B, of shops of all sizes."""
    random = np.random.default_rng(1)
    shown = random.integers(100, 5000, (tests, 2))
    reacted = random.binomial(shown, random.uniform(0.01, 0.1, (tests, 1)))
    # One reaction at least on either side: the loop gives up without a calculation otherwise.
    reacted = np.maximum(reacted, 1)
    table = np.stack([reacted[:, 0], shown[:, 0], reacted[:, 1], shown[:, 1]], axis=1)
    return [[int(each) for each in row] for row in table]


def timed(way: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    way()
    return time.process_time() - start


def ours(tests: Tests) -> dict[str, Callable[[], object]]:
    """What we do, each in one call."""
    table = np.array(tests, dtype=np.float64)
    counted = Counted(table[:, [0, 2]], table[:, [1, 3]], (1, 1))
    steps = lines([1.0], 1, 0.05, last=True)[0]
    control, variants = counted.control, counted.variants
    return {
        "the rule and both intervals": lambda: bounds(counted, call(counted, steps)),
        "test, exact gate and both intervals": lambda: compare(control, variants),
        "the answer alone": lambda: differs(control, variants),
    }


def looped(tests: Tests) -> list[float]:
    """The formulas of the default rule, one test after the other."""

    def each() -> None:
        for a, n_a, b, n_b in tests:
            rivals.relative_lift(rivals.of_counts(a, n_a), rivals.of_counts(b, n_b))

    return [timed(each)]


def other(python: str, tests: Tests) -> list[float]:
    """The engine itself, in its own interpreter: by frequencies and by its Bayesian default."""
    given = json.dumps(tests)
    done = subprocess.run(
        [python, "-c", RIVAL], input=given, capture_output=True, text=True, check=True
    )
    return [float(each) for each in json.loads(done.stdout)]


def main() -> None:
    """Time all ways, round by round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rival")
    given = parser.parse_args()
    tests = counts(given.tests)
    ways = ours(tests)
    took: dict[str, list[float]] = {name: [] for name in ways}
    beside: list[list[float]] = []
    for _round in range(given.rounds):
        for name, way in ways.items():
            took[name].append(timed(way))
        beside.append(other(given.rival, tests) if given.rival else looped(tests))
    names = ["gbstats, t-test", "gbstats, Bayesian"] if given.rival else ["its formulas, looped"]
    head("way", "ms", *(f"of {name}" for name in names))
    for name, seconds in took.items():
        parts = [
            100 * median(own / theirs[at] for own, theirs in zip(seconds, beside, strict=True))
            for at in range(len(names))
        ]
        line(name, 1000 * median(seconds), *(f"{part:.1f} %" for part in parts))
    for at, name in enumerate(names):
        line(name, 1000 * median(theirs[at] for theirs in beside), *("" for _ in names))


if __name__ == "__main__":
    main()
