"""Made-up sets of copy tests with features of known effect."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from core.analysis.copy_learning import Split, Versions

FEATURES: Final = ("one", "two", "three", "four", "five", "six")


def made(
    seed: int,
    effects: Mapping[str, float] | None = None,
    *,
    tests: int = 40,
    spread: float = 0.25,
    between: float = 0.2,
) -> tuple[Versions, dict[str, Split]]:
    """Tests of two to four texts each; every feature is in a text by chance.

    Args:
        seed: what chance is drawn from.
        effects: the logarithm of the ratio by which a feature changes the rate.
        tests: how many.
        spread: how much texts differ for other reasons, as a logarithm.
        between: how much the effect of a feature differs from test to test.
    """
    chance = np.random.default_rng(seed)
    numbers = np.repeat(np.arange(tests), chance.integers(2, 5, tests))
    has = {name: chance.random(len(numbers)) < 0.4 for name in FEATURES}
    logs = np.log(chance.uniform(0.01, 0.12, tests))[numbers]
    logs += chance.normal(0, spread, len(numbers))
    for name, effect in (effects or {}).items():
        logs += has[name] * (effect + chance.normal(0, between, tests)[numbers])
    shown = chance.integers(300, 3000, tests)[numbers].astype(float)
    reacted = chance.binomial(shown.astype(int), np.minimum(np.exp(logs), 1)).astype(float)
    return Versions(numbers, shown, reacted), {
        name: Split(some, ~some) for name, some in has.items()
    }
