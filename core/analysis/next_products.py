"""Which product customers are likely to buy next, by what others bought after the same things."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

COLUMNS: Final = (
    "product", "because", "people", "score", "buyers", "base_buyers", "support", "confidence",
    "lift", "days", "chance",
)  # fmt: skip


def closeness(pairs: pd.DataFrame, sold: "pd.Series[int]") -> Floats:
    """How close ``second`` is to ``first``, with or after which it was bought: their cosine.

    Args:
        pairs: ``first``, ``second``, how many ``buyers`` bought the second with or after it, and
            how many ``base_buyers`` the first one had.
        sold: of each product (the index) how many people bought it.
    """
    comers = sold.reindex(pairs["second"]).to_numpy(dtype=np.float64)
    return np.asarray(pairs["buyers"].to_numpy() / np.sqrt(pairs["base_buyers"] * comers))


def ranked(pairs: pd.DataFrame, owned: pd.DataFrame, today: int, half: int) -> pd.DataFrame:
    """What a group of customers is likely to buy next, the likeliest first.

    To each customer a product is as close as it is to all he has bought, added up; what he bought
    long ago counts less, and what he has himself is nothing new to him. A group is told the mean
    of its customers.

    Args:
        pairs: ``first``, ``second``, ``closeness`` and the numbers of a pair (``COLUMNS``).
        owned: one row for each ``buyer`` of the group and ``product`` he has bought, with the
            ``last`` day.
        today: the day.
        half: after so many days a purchase counts half.

    Returns:
        the columns ``COLUMNS``: the ``product``; ``because`` of which other one it is named first;
        ``people`` who bought that one and not this; the ``score``; and the numbers of the pair.
    """
    age = np.maximum(today - owned["last"].to_numpy(dtype=np.float64), 0)
    first, second = (pairs[name].to_numpy(np.int64) for name in ("first", "second"))
    people = _lacking(owned, np.ones(len(owned)), first, second)
    weight = _lacking(owned, 0.5 ** (age / half), first, second)
    members = max(1, owned["buyer"].nunique())
    told = pairs.assign(
        people=people.round().astype(np.int64),
        part=pairs["closeness"].to_numpy(dtype=np.float64) * weight / members,
    )
    told = told[told["people"] > 0].sort_values(
        ["part", "first"], ascending=[False, True], kind="stable"
    )
    scores = told.groupby("second")["part"].sum()
    reasons = told.drop_duplicates("second")
    reasons = reasons.assign(score=scores.reindex(reasons["second"]).to_numpy())
    found = reasons.rename(columns={"second": "product", "first": "because"})
    found = found.sort_values(["score", "product"], ascending=[False, True], kind="stable")
    return found[list(COLUMNS)].reset_index(drop=True)


def _lacking(owned: pd.DataFrame, weights: Floats, first: Ints, second: Ints) -> Floats:
    """The weights of those who bought ``first`` and have not bought ``second``, added up."""
    who = np.unique(owned["buyer"].to_numpy(np.int64), return_inverse=True)[1]
    products, what = np.unique(owned["product"].to_numpy(np.int64), return_inverse=True)
    shape = (int(who.max(initial=-1)) + 1, len(products))
    weighed = sparse.csr_array((weights, (who, what)), shape=shape)
    has = sparse.csr_array((np.ones(len(who)), (who, what)), shape=shape)
    both = (weighed.T @ has).tocoo()
    one, other = (products[at] for at in both.coords)
    alone = pd.Series(np.bincount(what, weights, minlength=len(products)), index=products)
    of_both = pd.Series(both.data, index=pd.MultiIndex.from_arrays([one, other]))
    wanted = pd.MultiIndex.from_arrays([first, second])
    return np.asarray(
        alone.reindex(first).fillna(0).to_numpy() - of_both.reindex(wanted).fillna(0).to_numpy(),
        dtype=np.float64,
    )
