"""Does the range of what a message brought hold the truth?

Campaigns whose true effect is known are made up: shops of several sizes, of which some people buy
without a message and more of them with it, some twice, for amounts that scatter as those of real
orders do. Of each the range at 95 % is asked whether it holds what the message truly brings.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis import message_effect
from core.analysis.message_effect import Floats

CAMPAIGNS: Final = 1000
MEAN: Final = 30_000.0
TWICE: Final = 0.1
"""So many of those who buy, buy twice."""


@dataclass(frozen=True, slots=True)
class Design:
    """A campaign: how many are written to and left out, and what they do.

    Attributes:
        written: people who get the message.
        left: people who by lot get none.
        usual: how many of those buy.
        more: how many more because of the message.
        spread: the sigma of the logarithms of amounts.
    """

    written: int
    left: int
    usual: float
    more: float
    spread: float

    @property
    def truth(self) -> float:
        """What the message brings by person."""
        return self.more * MEAN * (1 + TWICE)


DESIGNS: Final = tuple(
    Design(*people, usual, more, spread)
    for people in ((900, 100), (450, 50), (2700, 300), (200, 200), (1900, 100))
    for usual in (0.1, 0.2)
    for more in (0.0, 0.04)
    for spread in (0.5, 0.9)
)
"""Forty kinds of campaigns; each comes equally often."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many campaigns were told of, and of how many the ranges held the truth."""

    told: int
    won: int
    rate: int
    false_claims: int
    nothing: int
    """Of campaigns without any effect: how many there were."""


def run(campaigns: int = CAMPAIGNS, seed: int = 8) -> Held:
    """Make campaigns up and count how often the ranges hold."""
    rng = np.random.default_rng(seed)
    told = won = rate = claims = nothing = 0
    for number in range(campaigns):
        design = DESIGNS[number % len(DESIGNS)]
        found = message_effect.lift(
            people(rng, design.written, design.usual + design.more, design.spread),
            people(rng, design.left, design.usual, design.spread),
        )
        if found is None or found.won_bounds is None:
            continue
        told += 1
        low, high = found.won_bounds
        won += low <= design.truth * design.written <= high
        rate += found.rate_bounds[0] <= design.more <= found.rate_bounds[1]
        if not design.more:
            nothing += 1
            claims += not found.rate_bounds[0] <= 0 <= found.rate_bounds[1]
    return Held(told, won, rate, claims, nothing)


def people(rng: np.random.Generator, count: int, share: float, spread: float) -> Floats:
    """What each of some people spends."""
    times = rng.binomial(1, share, count) * (1 + (rng.random(count) < TWICE))
    whose = np.repeat(np.arange(count), times)
    spent = np.zeros(count)
    amounts = MEAN * np.exp(spread * rng.standard_normal(len(whose)) - spread**2 / 2)
    np.add.at(spent, whose, amounts)
    return spent


if __name__ == "__main__":
    print(run())
