"""One row for each version that was ever tested: its rate, what is known of it, what it has."""

import json
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis import copy_features
from core.analysis.copy_features import Feature, words
from core.analysis.copy_tests import Counted, call, lines
from core.stats.ab.arms import Arm
from core.stats.ab.two_proportions import wilson_interval
from core.terms.copy_tests import ALPHA, Design, Response, TestStatus
from core.verdicts.copy_tests import Call

__all__ = ["Feature", "words"]

EVERY: Final = (*copy_features.WORDED, Feature.SHORT)
"""All features, in the order of the columns that ``rows_of`` tells."""

_CALLS: Final = {1.0: Call.BETTER.value, -1.0: Call.WORSE.value, 0.0: Call.UNSURE.value}

Flags = npt.NDArray[np.bool_]


def rows_of(tests: pd.DataFrame, versions: pd.DataFrame) -> tuple[pd.DataFrame, Flags]:
    """The versions with their tests, and which of them has which feature (``EVERY``).

    What was written down with a test that ended stands as it was told; results brought along are
    judged here, all at once, by the rule of ``core.verdicts.copy_tests.once``.
    """
    frame = versions.merge(tests, on="test", how="left", sort=False)
    counted = frame["response"].replace(Response.REVENUE.value, Response.ORDERS.value)
    frame = frame.assign(response=counted, letters=frame["text"].str.len(), **_rates(frame))
    frame = frame.assign(call=_calls(frame))
    # Of a test that was given up, or that told nothing, who was ahead stays untold here as well.
    own = [TestStatus.ENDED.value, TestStatus.STOPPED.value]
    untold = frame["status"].isin(own) & (frame["call"] == Call.HIDDEN.value)
    hidden = {name: frame[name].mask(untold) for name in ("reacted", "rate", "low", "high")}
    return frame.assign(**hidden), _features(frame)


def _rates(frame: pd.DataFrame) -> dict[str, Any]:
    """The rate of each version and its bounds; unknown where it was not counted."""
    shown = frame["shown"].to_numpy(np.float64, na_value=np.nan)
    reacted = frame["reacted"].to_numpy(np.float64, na_value=np.nan)
    known = np.isfinite(shown) & np.isfinite(reacted) & (shown > 0) & (reacted <= shown)
    one = Arm(np.where(known, reacted, 0), np.where(known, shown, 1))
    bounds = wilson_interval(one)
    told = {"rate": one.rate, "low": bounds.lower, "high": bounds.upper}
    return {name: np.where(known, values, np.nan) for name, values in told.items()}


def _calls(frame: pd.DataFrame) -> npt.NDArray[np.object_]:
    """What is known of each version against the one it was held against."""
    calls = np.full(len(frame), Call.HIDDEN.value, dtype=object)
    _written(frame, calls)
    judged = (frame["status"] == TestStatus.IMPORTED.value).to_numpy(bool)
    judged &= frame["design"].isin([one.value for one in Design if one.divides]).to_numpy(bool)
    numbers = frame["test"].to_numpy(np.int64)
    whole = ~np.isin(numbers, numbers[judged & frame["rate"].isna().to_numpy()])
    at = np.flatnonzero(judged & whole)
    first = (frame["letter"] == frame["control"]).to_numpy(bool)
    # The control of each test in front of its other versions.
    at = at[np.lexsort((~first[at], numbers[at]))]
    _, starts, sizes = np.unique(numbers[at], return_index=True, return_counts=True)
    for size in np.unique(sizes[sizes > 1]):
        places = at[starts[sizes == size][:, None] + np.arange(size)]
        counted = Counted(_floats(frame, "reacted", places), _floats(frame, "shown", places))
        steps = lines([1.0], int(size) - 1, ALPHA, last=True)[0]
        calls[places[:, 0]] = Call.CONTROL.value
        signs = call(counted, steps).sign
        calls[places[:, 1:]] = np.vectorize(_CALLS.get, otypes=[object])(signs)
    return calls


def _written(frame: pd.DataFrame, calls: npt.NDArray[np.object_]) -> None:
    """Put in what was written down with tests that ended."""
    ended = frame[(frame["status"] == TestStatus.ENDED.value) & frame["result"].notna()]
    said = {
        test: {one["letter"]: one["call"] for one in _ruling(result)["versions"]}
        for test, result in ended.drop_duplicates("test")[["test", "result"]].to_numpy()
    }
    for place, test, letter in zip(ended.index, ended["test"], ended["letter"], strict=True):
        calls[place] = said[test].get(letter, Call.HIDDEN.value)


def _ruling(result: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(result)["ruling"]
    return told if "versions" in told else {"versions": []}


def _floats(
    frame: pd.DataFrame, name: str, places: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    return np.asarray(frame[name].to_numpy(np.float64, na_value=np.nan)[places])


def _features(frame: pd.DataFrame) -> Flags:
    """Which version has which feature, a column each, the short ones last."""
    worded = copy_features.flags(frame["text"].tolist())
    _, numbers = np.unique(frame["test"].to_numpy(np.int64), return_inverse=True)
    short = copy_features.short(frame["letters"].to_numpy(np.int64), numbers)
    return np.column_stack([worded, short])
