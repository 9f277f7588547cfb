"""Who belongs to the few that have most, by one rule for all that speak of them."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]

_ROUNDING: Final = 1e-9


def topmost(values: npt.NDArray[Any], share: float) -> Flags:
    """Who belongs to the share of all that has most; of equals all or none.

    So it is somebody of whom at most that share has as much or more. Who stands where is of the
    numbers alone, not of the order of the rows.

    Args:
        values: what each has; NaN of whom nobody knows it, who are not among "all".
        share: the share, 0 to 1.
    """
    known = values[~np.isnan(values)]
    # 0.29 · 100 is a little less than 29 in the numbers of a computer.
    count = int(np.floor(share * len(known) + _ROUNDING))
    if not count:
        return np.zeros(len(values), dtype=np.bool_)
    least = np.partition(known, len(known) - count)[len(known) - count]
    # A comparison with NaN is false.
    if (known >= least).sum() > count:
        return np.asarray(values > least)
    return np.asarray(values >= least)
