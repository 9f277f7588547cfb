"""The published segments of Online Retail, what is wrong with them, and what ours makes of it."""

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.analysis.rfm import MAP, TIMES, Bounds, scored

RETAIL = Path(__file__).parents[3] / "shared" / "data" / "online_retail.csv.gz"
"""Online Retail of the UCI repository; no part of the project."""

PUBLISHED = {
    "hibernating": 1071, "loyal": 819, "champions": 633, "at_risk": 593, "potential_loyalist": 484,
    "about_to_sleep": 352, "need_attention": 187, "promising": 94, "cant_lose": 63, "new": 42,
}  # fmt: skip


@pytest.fixture(scope="module")
def customers():
    if not RETAIL.is_file():
        pytest.skip("the data set Online Retail is not beside the project")
    lines = pd.read_csv(RETAIL)
    kept = lines["CustomerID"].notna() & (lines["Quantity"] > 0) & (lines["UnitPrice"] > 0)
    lines = lines[kept].assign(
        when=pd.to_datetime(lines["InvoiceDate"]), won=lines["Quantity"] * lines["UnitPrice"]
    )
    found = lines.groupby("CustomerID").agg(
        when=("when", "max"), visits=("InvoiceNo", "nunique"), net=("won", "sum")
    )
    return found.assign(away=(pd.Timestamp("2011-12-11") - found["when"]).dt.days)


def by_rank(customers):
    """The recipe of the tutorials: fifths of ranks, in which equals are parted by their order."""
    often = pd.qcut(customers["visits"].rank(method="first"), 5, labels=False) + 1
    return _named(_lately(customers), often)


def _lately(customers):
    return 5 - pd.qcut(customers["away"], 5, labels=False)


def _named(lately, often):
    return [MAP[r, f].name.lower() for r, f in zip(lately, often, strict=True)]


def test_our_map_makes_the_published_segments(customers):
    assert Counter(by_rank(customers)) == PUBLISHED


def test_with_fixed_purchases_equals_are_together(customers):
    often = 1 + np.searchsorted(TIMES, customers["visits"], side="right")
    found = Counter(_named(_lately(customers), often))
    assert {name: found[name] for name in ("champions", "loyal", "hibernating", "new")} == {
        "champions": 507, "loyal": 501, "hibernating": 1335, "new": 67
    }  # fmt: skip


def test_shuffling_moves_an_eighth_by_ranks_and_nobody_by_ours(customers):
    shuffled = customers.sample(frac=1, random_state=0)
    before = pd.Series(by_rank(customers), index=customers.index)
    after = pd.Series(by_rank(shuffled), index=shuffled.index)[before.index]
    assert 0.10 < (before != after).mean() < 0.14

    def ours(frame):
        told = frame.assign(last=-frame["away"], net=frame["net"].round().astype(np.int64))
        return scored(told, 0, Bounds()).sort_index()

    pd.testing.assert_frame_equal(ours(customers), ours(shuffled))
