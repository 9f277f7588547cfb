"""What is known of money where some lines do not tell their amount: unknown is never 0."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def spent(net: npt.ArrayLike, unpriced: npt.ArrayLike) -> Floats:
    """The won that are known; NaN where no amount is.

    Args:
        net: won of the lines that tell an amount.
        unpriced: how many lines do not.
    """
    won = np.asarray(net, dtype=np.float64)
    return np.where((won == 0) & (np.asarray(unpriced) > 0), np.nan, won)


def lacking(rows: Any) -> Ints:  # noqa: ANN401  (a frame, which this package does not know)
    """How many lines of each row tell no amount: the column ``unpriced``, none where it is not."""
    found = rows.get("unpriced")
    return np.zeros(len(rows), dtype=np.int64) if found is None else np.asarray(found, np.int64)
