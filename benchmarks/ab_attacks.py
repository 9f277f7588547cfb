"""How often copy tests are wrong where things do not go as planned, with the rule that answers.

    python -m benchmarks.ab_attacks [--runs 20000]

Unequal parts, traffic and rates that change from day to day, plans that are not reached or run
over, versions that start late, small lists whose people answer at once, numbers that come late,
a division that is just not caught, visits counted instead of people, links that nobody draws.
Fourteen days, looked at as ``core.verdicts`` does. The numbers stand in docs/methods.md.
"""

import argparse
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.ab import DAYS, Floats, head, line, share
from benchmarks.ab_rule import FIRST, told
from core.analysis.copy_tests import Counted, call, lines
from core.terms import Period
from core.terms.copy_tests import LETTERS, Count, Design, Plan, PlannedVersion, Response
from core.verdicts.copy_tests import judge
from core.verdicts.copy_tests_counts import gather, looks

Counts = npt.NDArray[np.int64]
FLAT: Final = np.ones(DAYS)
PATTERNS: Final = 20
"""So many courses of traffic are drawn where it changes."""

AT_ONCE: Final = (50, 20, 10, 5, 4, 3, 2, 1, 1, 1, 1, 1, 1, 0)
"""How many of a hundred answers to a message come on each day."""


@dataclass(frozen=True)
class World:
    """How visitors come and react; ``traffic`` and ``rates`` are factors of each day."""

    visitors: int = 1000
    rate: float = 0.03
    lift: float = 0.0
    shares: tuple[int, ...] = (1, 1)
    traffic: Floats = field(default_factory=lambda: FLAT)
    rates: Floats = field(default_factory=lambda: FLAT)
    day_sd: float = 0.0
    arm_sd: float = 0.0
    part: float = 1.0
    lost: float = 0.0
    late: float = 0.0

    @property
    def daily(self) -> Counts:
        """Visitors of all versions on each day."""
        whole = self.visitors * len(self.shares) * self.part
        return np.maximum(1, np.round(whole * self.traffic / self.traffic.sum())).astype(np.int64)

    @property
    def plan(self) -> Plan:
        """As it was written before."""
        whole = self.visitors * len(self.shares)
        parts = [round(whole * one / sum(self.shares)) for one in self.shares]
        versions = tuple(map(PlannedVersion, LETTERS, self.shares, parts))
        period = Period(FIRST, FIRST + timedelta(days=DAYS - 1))
        return Plan(Design.AD_PLATFORM, Response.ORDERS, "A", versions, period)

    def days(self, random: np.random.Generator, runs: int) -> tuple[Counts, Counts]:
        """Visitors and successes of each day; axes run, day, version."""
        parts = np.array(self.shares) / sum(self.shares)
        shown = np.stack([random.multinomial(of, parts, runs) for of in self.daily], axis=1)
        logs = random.normal(0, self.day_sd, (runs, DAYS, 1)) if self.day_sd else 0.0
        own = random.normal(0, self.arm_sd, (runs, 1, len(parts))) if self.arm_sd else 0.0
        factor = np.array([1.0, *[1 + self.lift] * (len(parts) - 1)])
        chance = self.rate * self.rates[:, None] * factor * np.exp(logs + own)
        reacted = random.binomial(shown, np.minimum(chance, 1))
        if self.lost:
            gone = random.binomial(shown[..., 1] - reacted[..., 1], self.lost)
            shown[..., 1] -= gone
        return shown, reacted

    def ruled(self, random: np.random.Generator, runs: int) -> Floats:
        """What is told of each version at the look that decides, else at the end."""
        shown, reacted = self.days(random, runs)
        n, x = (np.cumsum(each, axis=1).astype(float) for each in (shown, reacted))
        counts = [
            Count(it, FIRST + timedelta(days=day), int(of) if it == "A" else 0, 0)
            for day, of in enumerate(self.daily)
            for it in LETTERS[: len(self.shares)]
        ]
        end = FIRST + timedelta(days=DAYS)
        seen = looks(self.plan, gather(self.plan, counts, end), end)
        at = [(day - FIRST).days for day in seen.days]
        if self.late:
            # Of each day so many are known only three days later, but all at the end.
            held = np.round(self.late * reacted).astype(float)
            for day in range(DAYS - 1):
                x[:, day] -= held[:, max(0, day - 2) : day + 1].sum(axis=1)
        steps = seen.lines(len(self.shares) - 1, self.plan.alpha)
        return told(call(Counted(x[:, at], n[:, at], self.shares), steps))


def worlds() -> dict[str, list[World]]:
    """What may go otherwise than planned; several where it is drawn anew."""
    random = np.random.default_rng(7)
    base = World()
    waves = [np.exp(random.normal(0, 0.8, DAYS)) for _ in range(PATTERNS)]
    week = np.tile([1, 1, 1, 1, 1, 2, 2], 2).astype(float)
    rising = np.exp(np.linspace(-0.55, 0.55, DAYS))
    return {
        "as planned": [base],
        "parts 3 : 1": [replace(base, shares=(3, 1))],
        "parts 1 : 9": [replace(base, shares=(1, 9))],
        "parts 9 : 1, few": [replace(base, visitors=300, rate=0.02, shares=(9, 1))],
        "traffic differs by day (sd .8)": [replace(base, traffic=one) for one in waves],
        "all traffic in the first days": [replace(base, traffic=np.exp(-np.arange(DAYS) / 2))],
        "all traffic in the last days": [replace(base, traffic=np.exp(np.arange(DAYS) / 2))],
        "rate trebles from first to last day": [replace(base, rates=rising)],
        "rate falls to a third": [replace(base, rates=rising[::-1])],
        "weekends: twice the traffic, half the rate": [replace(base, traffic=week, rates=1 / week)],
        "good and bad days (sd .5)": [replace(base, day_sd=0.5)],
        "30 % of the visitors come": [replace(base, part=0.3)],
        "60 % of the visitors come": [replace(base, part=0.6)],
        "90 % of the visitors come": [replace(base, part=0.9)],
        "twice the visitors come": [replace(base, part=2.0)],
        "a third of the orders known three days late": [replace(base, late=0.33)],
        "2 % of B lost, who did not react": [replace(base, visitors=5000, lost=0.02)],
        "4 % of B lost, who did not react": [replace(base, visitors=5000, lost=0.04)],
        "six versions, good and bad days": [replace(base, shares=(1,) * 6, day_sd=0.5)],
    }


def planless(runs: int) -> None:
    """Equal versions, and B half as good again, where things go otherwise than planned."""
    head("what happens", "any called different", "one called better", "+50 %: found", "worse")
    for name, each in worlds().items():
        found = []
        for place, world in enumerate(each):
            few = runs // len(each)
            equal = world.ruled(np.random.default_rng([place, 1]), few)
            other = replace(world, lift=0.5).ruled(np.random.default_rng([place, 2]), few)
            found.append([
                share(np.any(equal != 0, axis=1)), share(np.any(equal > 0, axis=1)),
                share(other[:, 0] > 0), share(np.any(other < 0, axis=1)),
            ])  # fmt: skip
        line(name, *np.mean(found, axis=0).tolist())


def lists(runs: int) -> None:
    """Lists whose people answer at once, judged by ``judge`` itself, one test after the other."""
    head("people each @ rate", "lift", "different", "B better", "single look: B better")
    pace = np.array(AT_ONCE) / sum(AT_ONCE)
    cells = ((30, 0.2), (30, 0.5), (200, 0.05), (1000, 0.05), (1000, 0.6))
    for people, rate in cells:
        for lift in (0.0, 0.5):
            random = np.random.default_rng([people, int(100 * rate), int(10 * lift)])
            some = random.binomial(people, [rate, min(0.95, rate * (1 + lift))], (runs, 2))
            signs = [_list(people, [random.multinomial(one, pace) for one in row]) for row in some]
            end = call(
                Counted(some.astype(float), np.full(some.shape, float(people))),
                lines([1.0], 1, 0.05, last=True)[0],
            ).sign
            called = np.array(signs)
            line(
                f"{people} @ {rate:.0%}", f"+{lift:.0%}",
                *map(share, (called != 0, called > 0, end[:, 0] > 0)),
            )  # fmt: skip


def _list(people: int, answers: list[Counts]) -> int:
    """What is told first by somebody who asks every day: 1 for B, -1 for A."""
    versions = (PlannedVersion("A", 1, people), PlannedVersion("B", 1, people))
    period = Period(FIRST, FIRST + timedelta(days=DAYS - 1))
    plan = Plan(Design.LIST_SPLIT, Response.CLICKS, "A", versions, period)
    counts = [
        Count(it, FIRST + timedelta(days=day), None if day else people, int(each[day]))
        for it, each in zip("AB", answers, strict=True)
        for day in range(DAYS)
    ]
    for day in range(7, DAYS + 1):
        found = judge(plan, counts, FIRST + timedelta(days=day))
        if found.answer.decides:
            return 1 if found.chosen == "B" else -1
    return 0


def links(runs: int) -> None:
    """What the same rule would call of two links whose visitors differ: why they are compared."""
    head("visitors each @ rate", "rates of the audiences differ by (sd)", "called different")
    for visitors, rate in ((500, 0.02), (2000, 0.05), (10_000, 0.05)):
        for spread in (0.05, 0.1, 0.2):
            world = World(visitors, rate, arm_sd=spread)
            found = world.ruled(np.random.default_rng([visitors, int(100 * spread)]), runs)
            line(f"{visitors} @ {rate:.0%}", f"{spread:.0%}", share(found[:, 0] != 0))


def visits(runs: int) -> None:
    """Visits counted instead of people, who come several times and are of different minds."""
    head("visits a person", "how many called different")
    for each in (1, 2, 4):
        random = np.random.default_rng(each)
        minds = random.beta(0.3, 9.7, (runs, 2, 2000 // each))
        some = random.binomial(each, minds).sum(axis=-1)
        steps = lines([1.0], 1, 0.05, last=True)[0]
        found = call(Counted(some.astype(float), np.full(some.shape, 2000.0)), steps)
        line(each, share(found.sign[:, 0] != 0))


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000)
    given = parser.parse_args()
    for each, runs in ((planless, given.runs), (links, given.runs), (visits, given.runs // 10)):
        print(f"\n{each.__name__}: {each.__doc__}")
        each(runs)
    print(f"\nlists: {lists.__doc__}")
    lists(min(given.runs, 2000))


if __name__ == "__main__":
    main()
