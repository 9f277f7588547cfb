"""The fit and forecast of ``customers_ways.py`` by lifetimes 0.11.3, in an environment of its own.

    python -m venv rival
    rival/bin/pip install lifetimes==0.11.3 numpy pandas scipy "setuptools<81"
    rival/bin/python customers_rival.py customers.csv 12 1

The library is archived and no longer developed; it is measured because its fits are published and
widely used.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter
from lifetimes.utils import ConvergenceError

FITS = {"BG_NBD": BetaGeoFitter, "MBG_NBD": ModifiedBetaGeoFitter}
NAMES = ("r", "alpha", "a", "b")


def timed(work: Callable[[], Any], rounds: int) -> tuple[Any, float]:
    """What it gives, and the seconds of the processor the fastest round took."""
    best, found = float("inf"), None
    for _ in range(rounds):
        begun = time.process_time()
        found = work()
        best = min(best, time.process_time() - begun)
    return found, best


def fitted(frame: pd.DataFrame, told: dict[str, Any], rounds: int) -> tuple[dict[str, Any], Any]:
    """The two models of buying and that of spending; what does not converge is told."""
    x, recency, age, m = (frame[name] for name in ("x", "recency", "age", "m"))
    fits = {}
    for name, kind in FITS.items():
        try:
            fit, took = timed(lambda kind=kind: kind().fit(x, recency, age), rounds)
        except ConvergenceError:
            told[name] = {"fault": "does not converge"}
            continue
        fits[name] = fit
        told[name] = {"seconds": took}
        told[name] |= {one: float(fit.params_[one]) for one in NAMES}
    known = (x > 0) & (m > 0)
    try:
        spent, took = timed(lambda: GammaGammaFitter().fit(x[known], m[known]), rounds)
    except ConvergenceError:
        told["GAMMA_GAMMA"] = {"fault": "does not converge"}
        return fits, None
    told["GAMMA_GAMMA"] = {"seconds": took}
    told["GAMMA_GAMMA"] |= {one: float(spent.params_[one]) for one in ("p", "q", "v")}
    return fits, spent


def main() -> None:
    """Fit, forecast, print."""
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    frame, ahead, rounds = pd.read_csv(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    x, recency, age, m = (frame[name] for name in ("x", "recency", "age", "m"))
    told: dict[str, Any] = {}
    fits, spent = fitted(frame, told, rounds)
    for name, fit in fits.items():
        forecast = fit.conditional_expected_number_of_purchases_up_to_time
        each, took = timed(lambda forecast=forecast: forecast(ahead, x, recency, age), rounds)
        told[f"ahead {name}"] = {"seconds": took, "total": float(np.sum(each)),
                                 "mae": float(np.abs(each - frame["came"]).mean())}  # fmt: skip
    bg = fits.get("BG_NBD")
    if bg is not None:
        alive, took = timed(lambda: bg.conditional_probability_alive(x, recency, age), rounds)
        told["alive"] = {"seconds": took, "mean": float(np.mean(alive))}
    if spent is not None and bg is not None:
        value, took = timed(
            lambda: spent.customer_lifetime_value(
                bg, x, recency, age, m, time=12, discount_rate=0.01, freq="W"
            ),
            rounds,
        )
        told["worth"] = {"seconds": took, "total": float(value.sum()),
                         "first": [float(one) for one in value.iloc[:4]]}  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main()
