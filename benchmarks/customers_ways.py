"""Our fit and forecast of customers handed over as a table; prints what it found as JSON.

    python customers_ways.py customers.csv 12 3

The table has ``x``, ``recency`` and ``age`` in weeks, ``m`` (mean value of repeat purchases) and
``came`` (purchases in the weeks ahead). ``customers_rival.py`` does the same with a reference
library.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from core.stats import buying, lifetime, spending
from core.stats.buying import Model

WEEKS = 4.345
"""Weeks of a month, as the reference library counts them."""


def timed(work: Callable[[], Any], rounds: int) -> tuple[Any, float]:
    """What it gives, and the seconds of the processor the fastest round took."""
    best, found = float("inf"), None
    for _ in range(rounds):
        begun = time.process_time()
        found = work()
        best = min(best, time.process_time() - begun)
    return found, best


def main() -> None:
    """Fit, forecast, print."""
    frame, ahead, rounds = pd.read_csv(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    x, recency, age, m = (frame[name].to_numpy(float) for name in ("x", "recency", "age", "m"))
    told: dict[str, Any] = {}
    (of, at), took = timed(lambda: buying.grouped(x, recency, age), rounds)
    told["group"] = {"seconds": took, "rows": len(of.x)}
    fits = {}
    for model in Model:
        fit, took = timed(lambda model=model: buying.fit(of, model), rounds)
        fits[model] = fit
        told[model.name] = {
            # Putting customers who are alike together is a part of it.
            "seconds": took + told["group"]["seconds"], "log_likelihood": fit.log_likelihood,
            "r": fit.r, "alpha": fit.alpha, "a": fit.a, "b": fit.b,
            "is_degenerate": fit.is_degenerate,
        }  # fmt: skip
    known = (x > 0) & (m > 0)
    spent, took = timed(lambda: spending.fit(x[known], m[known]), rounds)
    told["GAMMA_GAMMA"] = {"seconds": took, "log_likelihood": spent.log_likelihood,
                           "p": spent.p, "q": spent.q, "v": spent.v}  # fmt: skip
    for model, fit in fits.items():
        each, took = timed(lambda fit=fit: buying.expected(fit, of, ahead)[at], rounds)
        told[f"ahead {model.name}"] = {
            "seconds": took, "total": float(each.sum()),
            "mae": float(np.abs(each - frame["came"]).mean()),
        }  # fmt: skip
    alive, took = timed(lambda: buying.alive(fits[Model.BG_NBD], of)[at], rounds)
    told["alive"] = {"seconds": took, "mean": float(alive.mean())}

    def worth() -> Any:  # noqa: ANN401
        purchases = lifetime.discounted(fits[Model.BG_NBD], of, 12, month=WEEKS)[at]
        return purchases * spending.average(spent, np.where(known, x, 0.0), m)

    value, took = timed(worth, rounds)
    told["worth"] = {"seconds": took, "total": float(value.sum()), "first": value[:4].tolist()}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
