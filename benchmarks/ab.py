"""How often the methods of copy tests err, how often they find, and how often bounds hold.

    python -m benchmarks.ab [--runs 20000] [--only NAME ...]

Exact where tables can be summed, seeded otherwise; the numbers stand in docs/methods.md. Beside
ours: "p < 0.05 every day" and GrowthBook's default rule on the same data.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import stats

from benchmarks import rivals
from core.stats.ab import group_sequential, pooling, revenue, switchback
from core.stats.ab.always_valid import evidence
from core.stats.ab.arms import Arm, arm
from core.stats.ab.comparison import compare, differs
from core.stats.ab.moments import moments_of, welch
from core.stats.ab.planning import detectable_rate, power_of
from core.stats.ab.sample_ratio import sample_ratio
from core.stats.ab.score_intervals import difference_interval, ratio_interval
from core.stats.ab.several import holm
from core.stats.ab.two_proportions import Z95, newcombe_interval, score_z, two_sided

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DAYS = 14
ALPHA = 0.05


def line(*cells: object) -> None:
    """One row of a table in Markdown."""
    shown = (f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in cells)
    print("| " + " | ".join(shown) + " |", flush=True)


def head(*cells: str) -> None:
    """The first two rows."""
    print()
    line(*cells)
    line(*("---" for _ in cells))


def tables(n_a: int, n_b: int, p_a: float, p_b: float) -> tuple[Arm, Arm, Floats]:
    """Every table of two versions that is not next to impossible, and its probability."""
    x_a, x_b = np.meshgrid(np.arange(n_a + 1), np.arange(n_b + 1), indexing="ij")
    chance = stats.binom.pmf(x_a, n_a, p_a) * stats.binom.pmf(x_b, n_b, p_b)
    kept = chance > 1e-10  # noqa: PLR2004
    return arm(x_a[kept], n_a), arm(x_b[kept], n_b), chance[kept]


def percent(chance: Floats, told: Flags) -> float:
    """Of all tables."""
    return 100 * float(np.sum(chance[told]))


def size(_: int) -> None:
    """One look, equal versions: the worst over base rates of 0.2 to 10 %."""
    head("visitors", "N - 1 alone, worst %", "with the exact gate, worst %")
    splits = ((50, 50), (100, 100), (200, 200), (500, 500), (150, 50), (400, 100), (900, 100))
    for n_a, n_b in splits:
        worst = [0.0, 0.0]
        for rate in (0.002, 0.004, 0.006, 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1):
            control, variant, chance = tables(n_a, n_b, rate, rate)
            alone = percent(chance, np.abs(score_z(control, variant)) >= Z95)
            gated = percent(chance, differs(control, variant))
            worst = [max(worst[0], alone), max(worst[1], gated)]
        line(f"{n_a} : {n_b}", *worst)


def coverage(_: int) -> None:
    """How often 95 % intervals hold the truth, summed over all tables."""
    head("n_A, n_B, base rate, ratio", "MN difference", "MN ratio", "Newcombe", "GrowthBook lift")
    cases = (
        (200, 200, 0.02, 1.0),
        (500, 500, 0.02, 1.5),
        (500, 500, 0.02, 2.0),
        (1000, 1000, 0.02, 1.5),
        (700, 300, 0.02, 1.5),
        (300, 700, 0.02, 1.5),
    )
    for n_a, n_b, rate, ratio in cases:
        control, variant, chance = tables(n_a, n_b, rate, rate * ratio)
        gap = rate * (ratio - 1)
        found = compare(control, variant)
        closed = newcombe_interval(control, variant)
        some = control.successes > 0
        lift = rivals.relative_lift(
            rivals.of_counts(np.maximum(control.successes, 1), n_a),
            rivals.of_counts(variant.successes, n_b),
        ).interval
        line(
            f"{n_a}, {n_b}, {rate:.0%}, ×{ratio}",
            percent(chance, (found.difference.lower <= gap) & (gap <= found.difference.upper)),
            percent(chance, (found.ratio.lower <= ratio) & (ratio <= found.ratio.upper)),
            percent(chance, (closed.lower <= gap) & (gap <= closed.upper)),
            percent(chance, some & (lift.lower <= ratio - 1) & (ratio - 1 <= lift.upper)),
        )


def days(
    random: np.random.Generator, runs: int, visitors: float, rates: list[float]
) -> tuple[Floats, Floats]:
    """Visitors and successes of each version up to each day; axes run, day, version."""
    each = random.poisson(visitors / DAYS, (runs, DAYS, len(rates)))
    some = random.binomial(each, rates)
    return np.cumsum(each, axis=1).astype(float), np.cumsum(some, axis=1).astype(float)


def pair(n: Floats, x: Floats, version: int = 1) -> tuple[Arm, Arm]:
    """The control and one version."""
    return Arm(x[..., 0], n[..., 0]), Arm(x[..., version], n[..., version])


def judged(n: Floats, x: Floats, *, versions: int = 2) -> Floats:
    """Which day our rule calls which version different, as signed scores; 0 for none.

    Boundaries of the planned looks at α/(k - 1), the score test and the exact gate.
    """
    looks = group_sequential.boundaries(np.arange(1, DAYS + 1) / DAYS, alpha=ALPHA / (versions - 1))
    called = np.zeros((len(n), DAYS, versions - 1))
    for version in range(1, versions):
        control, variant = pair(n, x, version)
        score = score_z(control, variant)
        called[..., version - 1] = np.where(differs(control, variant, looks), score, 0)
    return called


def first(called: Floats) -> Floats:
    """The sign of the first call of each run; 0 where there was none."""
    place = np.argmax(called != 0, axis=1)
    return np.sign(np.take_along_axis(called, place[:, None], axis=1)[:, 0])


def share(told: Flags) -> float:
    """Of all runs, in percent."""
    return 100 * float(np.mean(told))


def growthbook(n: Floats, x: Floats) -> Floats:
    """Signed calls of the relative t-test every day; needs a success on both sides."""
    both = (x[..., 0] > 0) & (x[..., 1] > 0)
    n = np.maximum(n, 2)
    found = rivals.relative_lift(
        rivals.of_counts(np.maximum(x[..., 0], 1), n[..., 0]),
        rivals.of_counts(np.maximum(x[..., 1], 1), n[..., 1]),
    )
    return np.where(both & (found.p < ALPHA), found.difference, 0)


def looks(runs: int) -> None:
    """Fourteen daily looks at two versions: what is called how often."""
    head(
        "visitors each @ rate",
        "lift",
        "boundaries: wrong / B better",
        "one look: B better",
        "e-process: any / B better",
        "p < .05 daily: any / B better",
        "GrowthBook daily: any / B better",
        "part of the plan used",
    )
    cells = [(v, r) for r in (0.01, 0.02, 0.05) for v in (100, 200, 500, 1000, 2000)]
    for visitors, rate in cells:
        for lift in (0.0, 0.5, 1.0):
            random = np.random.default_rng([visitors, int(1000 * rate), int(10 * lift)])
            n, x = days(random, runs, visitors, [rate, rate * (1 + lift)])
            control, variant = pair(n, x)
            score = score_z(control, variant)
            ours = judged(n, x)[..., 0]
            stop = np.where(np.any(ours != 0, axis=1), np.argmax(ours != 0, axis=1) + 1, DAYS)
            e = evidence(control.successes, variant.successes).p <= ALPHA
            always = np.where(e, score, 0)
            daily = np.where(two_sided(score) < ALPHA, score, 0)
            end = differs(Arm(x[:, -1, 0], n[:, -1, 0]), Arm(x[:, -1, 1], n[:, -1, 1]))
            called = [first(each) for each in (always, daily, growthbook(n, x))]
            wrong = first(ours) != 0 if not lift else first(ours) < 0
            line(
                f"{visitors} @ {rate:.0%}",
                f"+{lift:.0%}",
                f"{share(wrong):.1f} / {share(first(ours) > 0):.1f}",
                share(end & (score[:, -1] > 0)),
                *(f"{share(each != 0):.1f} / {share(each > 0):.1f}" for each in called),
                100 * float(np.mean(stop)) / DAYS,
            )


def several(runs: int) -> None:
    """Two to six equal versions: how often any is called different."""
    head("versions", "visitors each @ rate", "boundaries, daily", "Holm, end", "none, end", "daily")
    for versions in (2, 3, 4, 6):
        for visitors, rate in ((200, 0.02), (1000, 0.01), (1000, 0.02), (2000, 0.05)):
            random = np.random.default_rng([versions, visitors, int(1000 * rate)])
            n, x = days(random, runs, visitors, [rate] * versions)
            called = np.any(judged(n, x, versions=versions) != 0, axis=(1, 2))
            scores = [score_z(*pair(n, x, version)) for version in range(1, versions)]
            p = two_sided(np.stack(scores, axis=-1))
            line(
                versions,
                f"{visitors} @ {rate:.0%}",
                share(called),
                share(np.any(holm(p[:, -1]) <= ALPHA, axis=-1)),
                share(np.any(p[:, -1] <= ALPHA, axis=-1)),
                share(np.any(p <= ALPHA, axis=(1, 2))),
            )


def afterwards(runs: int) -> None:
    """A plan that found nothing, and 28 more days with the e-process at α = 0.01."""
    head("after the plan", "any false call %")
    random = np.random.default_rng(42)
    each = random.poisson(1000 / DAYS, (runs, 3 * DAYS, 2))
    n, x = np.cumsum(each, 1).astype(float), np.cumsum(random.binomial(each, 0.02), 1).astype(float)
    planned = np.any(judged(n[:, :DAYS], x[:, :DAYS])[..., 0] != 0, axis=1)
    p = evidence(x[:, DAYS:, 0], x[:, DAYS:, 1]).p
    line("nothing", share(planned))
    for alpha in (0.01, 0.05):
        line(f"e-process at {alpha}", share(planned | np.any(p <= alpha, axis=1)))
    whole = evidence(x[..., 0], x[..., 1]).p
    line("no plan, e-process at 0.05 for 42 days", share(np.any(whole <= ALPHA, axis=1)))


def ratios(runs: int) -> None:
    """Division of visitors examined every day."""
    head("true division", "visitors", "p < .001", "p < .01", "p < .05")
    for part in (0.5, 0.52, 0.55):
        for visitors in (500, 2000, 10_000):
            random = np.random.default_rng([int(100 * part), visitors])
            total = random.poisson(visitors / DAYS, (runs, DAYS))
            one = np.cumsum(random.binomial(total, part), 1)
            counts = np.stack([one, np.cumsum(total, 1) - one], axis=-1)
            p = sample_ratio(counts, [1, 1]).p
            called = [share(np.any(p < alpha, axis=1)) for alpha in (0.001, 0.01, 0.05)]
            line(f"{part:.0%}", visitors, *called)


def alternating(runs: int) -> None:
    """Equal versions on alternate days, with good and bad days."""
    head("visitors a day @ rate, day sd, week sd", "visitors as unit", "days", "pairs of weekdays")
    for visitors, day, week in (
        (300, 0.15, 0.1),
        (300, 0.25, 0.2),
        (1000, 0.15, 0.1),
        (1000, 0.25, 0.2),
    ):
        random = np.random.default_rng([visitors, int(100 * day)])
        weeks = np.repeat(random.normal(0, week, (runs, 2)), 7, axis=1)
        rates = 0.02 * np.exp(random.normal(0, day, (runs, DAYS)) + weeks)
        n = random.poisson(visitors, (runs, DAYS)).astype(float)
        x = random.binomial(n.astype(int), np.minimum(rates, 1)).astype(float)
        daily = x / np.maximum(n, 1)
        even, odd = slice(0, DAYS, 2), slice(1, DAYS, 2)
        control = Arm(x[:, even].sum(1), n[:, even].sum(1))
        variant = Arm(x[:, odd].sum(1), n[:, odd].sum(1))
        naive = differs(control, variant)
        tests = [switchback.by_day(row[even], row[odd]).test.p for row in daily[:2000]]
        # The same weekday of two weeks: one of both days is the control's.
        control_first = np.arange(7) % 2 == 0
        pairs = [
            switchback.by_pair(
                np.where(control_first, row[:7], row[7:]), np.where(control_first, row[7:], row[:7])
            ).p
            for row in daily[:2000]
        ]
        called = (np.array(each) < ALPHA for each in (tests, pairs))
        line(f"{visitors} @ 2%, {day:.0%}, {week:.0%}", share(naive), *map(share, called))


def money(runs: int) -> None:
    """Revenue per visitor of equal versions: 2 % buy, amounts are lognormal."""
    head(
        "visitors each, sd of log",
        "Welch",
        "permutation",
        "GrowthBook lift",
        "Welch holds",
        "Fieller holds",
    )
    for visitors, spread in ((200, 0.8), (1000, 0.8), (1000, 1.2), (5000, 0.8)):
        random = np.random.default_rng([visitors, int(10 * spread)])
        calls: list[tuple[float, ...]] = []
        for _ in range(min(runs, 2000)):
            buyers = random.binomial(visitors, 0.02, 2)
            if not buyers.min():
                continue
            spent = [random.lognormal(10, spread, count) for count in buyers]
            sides = [moments_of(np.append(each, np.zeros(visitors - len(each)))) for each in spent]
            test, lift = welch(*sides), rivals.relative_lift(*sides)
            few = buyers.sum() <= revenue.BUYERS
            exact = revenue.permutation(*spent, (visitors, visitors)).two_sided if few else np.nan
            ratio = revenue.fieller(*sides)
            held = test.interval.lower <= 0 <= test.interval.upper
            calls.append(
                (
                    float(test.p < ALPHA),
                    exact,
                    float(lift.p < ALPHA),
                    float(held),
                    float(ratio.lower <= 1 <= ratio.upper),
                )
            )
        table = np.array(calls)
        known = table[~np.isnan(table[:, 1]), 1]
        permuted = share(known < ALPHA) if len(known) else "-"
        welch_called, _, lift_called, held, fieller_held = (100 * table.mean(0)).tolist()
        line(f"{visitors}, {spread}", welch_called, permuted, lift_called, held, fieller_held)


def pooled(runs: int) -> None:
    """How often pooled intervals hold the truth: tests of 1,000 visitors a version at 3 %."""
    head(
        "tests", "sd between", "mean", "next test", "shrunken", "own interval", "error shrunk / own"
    )
    for tests in (3, 5, 10, 30):
        for between in (0.0, 0.2, 0.4):
            random = np.random.default_rng([tests, int(10 * between)])
            found = np.zeros((min(runs, 2000), 6))
            for run in range(len(found)):
                truth = random.normal(0.1, between, tests + 1)
                x_a, x_b = (
                    random.binomial(1000, 0.03, tests),
                    random.binomial(1000, 0.03 * np.exp(truth[:-1])),
                )
                y, v = pooling.log_ratio(arm(x_a, 1000), arm(x_b, 1000))
                told = pooling.pool(y, v)
                own = np.abs(y - truth[:-1])
                low, high = told.shrunken_interval
                found[run] = (
                    told.interval.lower <= 0.1 <= told.interval.upper,  # noqa: PLR2004
                    told.prediction.lower <= truth[-1] <= told.prediction.upper,
                    np.mean((low <= truth[:-1]) & (truth[:-1] <= high)),
                    np.mean(own <= Z95 * np.sqrt(v)),
                    np.mean((told.shrunken - truth[:-1]) ** 2),
                    np.mean(own**2),
                )
            mean = found.mean(0)
            line(tests, between, *(100 * mean[:4]).tolist(), f"{np.sqrt(mean[4] / mean[5]):.2f}")


def speed(_: int) -> None:
    """Ten thousand two-version tests in one call."""
    random = np.random.default_rng(5)
    n = random.integers(100, 2000, (2, 10_000))
    x = random.binomial(n, 0.02)
    control, variant = arm(x[0], n[0]), arm(x[1], n[1])
    head("10,000 tests", "ms, best of five")
    ways: dict[str, Callable[[], object]] = {
        "test, gate and both intervals": lambda: compare(control, variant),
        "difference interval": lambda: difference_interval(control, variant),
        "ratio interval": lambda: ratio_interval(control, variant),
        "answer alone": lambda: differs(control, variant),
    }
    for name, way in ways.items():
        took = []
        for _round in range(5):
            start = time.perf_counter()
            way()
            took.append(time.perf_counter() - start)
        line(name, 1000 * min(took))


def planned(_: int) -> None:
    """Planned power against exact power, and what looks cost."""
    head(
        "base, visitors each", "rate found in 80 %", "planned power %", "exact power of the rule %"
    )
    for base, visitors in ((0.02, 500), (0.02, 1000), (0.05, 400), (0.1, 300)):
        found = float(detectable_rate(base, visitors))
        told = 100 * float(power_of((base, found), (visitors, visitors)))
        control, variant, chance = tables(visitors, visitors, base, found)
        line(
            f"{base:.0%}, {visitors}",
            f"{found:.2%}",
            told,
            percent(chance, differs(control, variant)),
        )
    head("looks", "visitors ×", "last boundary")
    for count in (2, 4, 7, 14, 28):
        times = np.arange(1, count + 1) / count
        last = group_sequential.boundaries(times)[-1]
        line(count, f"{group_sequential.inflation(times):.3f}", f"{last:.3f}")


PARTS = (
    size,
    coverage,
    planned,
    looks,
    several,
    afterwards,
    ratios,
    alternating,
    money,
    pooled,
    speed,
)


def main() -> None:
    """Run all parts, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--only", nargs="*", choices=[each.__name__ for each in PARTS])
    given = parser.parse_args()
    for each in PARTS:
        if not given.only or each.__name__ in given.only:
            print(f"\n{each.__name__}: {each.__doc__}")
            each(given.runs)


if __name__ == "__main__":
    main()
